"""The sheet of a form for money: projects by sources, with sums that follow what is typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.excel.cells import cell_name
from ttdt.forms import styles
from ttdt.forms.labels import lines_in
from ttdt.forms.programme import (
    AMOUNT_COLUMNS,
    MONEY_INPUTS,
    MONEY_WORDS,
    MoneyColumn,
    MoneyQuestion,
    id_of_amount,
)
from ttdt.forms.programme_sheet import FIRST_ROW, ProgrammeSheet, SheetColumn
from ttdt.forms.validation import amount_rule

if TYPE_CHECKING:
    from ttdt.excel.styles import Look
    from ttdt.plan import Cell, Funding, Project

_WIDTHS = {
    MoneyColumn.CODE: 6, MoneyColumn.LABEL: 42, MoneyColumn.CARRIED_OVER: 12,
    MoneyColumn.ASSIGNED: 12, MoneyColumn.AVAILABLE: 12, MoneyColumn.LAST: 15,
    MoneyColumn.DISBURSED: 12, MoneyColumn.PERCENT: 9, MoneyColumn.REMAINING: 12,
    MoneyColumn.CHECK: 16, MoneyColumn.DECISION: 18, MoneyColumn.NOT_REPORTED: 20,
    MoneyColumn.CAUSE: 20, MoneyColumn.NOTE: 20,
}  # fmt: skip


_INDENTED = 6
"""How many characters the innermost name has less room for."""
_LINE = 15.0
_HIGHEST = 400.0


def _pattern(decimals: int) -> str:
    return "#,##0" + (f".{'#' * decimals}" if decimals else "")


class MoneySheet(ProgrammeSheet):
    """All money is the first row; each project has one, with those it is made of below it."""

    def write(self, funding: Funding) -> None:
        """Fill the sheet."""
        self._frame(funding)
        self._pattern = _pattern(funding.decimals)
        self._input: Look = {**styles.INPUT_NUMBER, "num_format": self._pattern}
        self._live: Look = {**styles.LIVE, "num_format": self._pattern}
        # Of a unit that has not named any money yet nobody knows which rows it needs.
        is_known = any(question.named for question in self.form.money.values())
        self._unnamed = styles.NOT_OWED if is_known else styles.AS_IT_IS
        tops = [one for one in funding.projects.values() if one.parent is None]
        row = FIRST_ROW + 1
        rows = []
        for project in tops:
            rows.append(row)
            row = self._project(row, funding, project)
        total = self.lang.gettext("All projects")
        self._sum(FIRST_ROW, "", total, 0, (FIRST_ROW + 1, row - 1), rows)
        last = row - 1
        for source in funding.sources.values():
            self._of_source(row, source.id, self.lang.pick(source.name), (FIRST_ROW + 1, last))
            row += 1
        rule = amount_rule(self.lang, funding.decimals, "{cell}")
        for column in AMOUNT_COLUMNS:
            first = cell_name(FIRST_ROW, column.place)
            made = {**rule, "value": rule["value"].replace("{cell}", first)}
            self.raw.data_validation(FIRST_ROW, column.place, last, column.place, made)
        self._show_whole(last)
        self.raw.freeze_panes(FIRST_ROW, MoneyColumn.CARRIED_OVER.place)
        self.raw.conditional_format(
            FIRST_ROW, MoneyColumn.CHECK.place, last, MoneyColumn.CHECK.place,
            {"type": "text", "criteria": "begins with", "value": "⚠",
             "format": self.style(styles.CLASH)},
        )  # fmt: skip
        carried, assigned, disbursed = (
            cell_name(FIRST_ROW, column.place) for column in AMOUNT_COLUMNS
        )
        place = MoneyColumn.DISBURSED.place
        self.raw.conditional_format(
            FIRST_ROW, place, last, place,
            {"type": "formula", "criteria": f"=N({disbursed})>N({carried})+N({assigned})",
             "format": self.style(styles.NOT_MET)},
        )  # fmt: skip

    def _show_whole(self, last: int) -> None:
        """Show whole numbers without the mark that a format with decimals leaves behind them."""
        for columns in (
            (MoneyColumn.CARRIED_OVER, MoneyColumn.AVAILABLE),
            (MoneyColumn.DISBURSED, MoneyColumn.DISBURSED),
            (MoneyColumn.REMAINING, MoneyColumn.REMAINING),
        ):
            left, right = (column.place for column in columns)
            first = cell_name(FIRST_ROW, left)
            self.raw.conditional_format(
                FIRST_ROW, left, last, right,
                {"type": "formula", "criteria": f"=N({first})=ROUND(N({first}),0)",
                 "format": self.style({"num_format": _pattern(0)})},
            )  # fmt: skip

    def _frame(self, funding: Funding) -> None:
        gettext = self.lang.gettext
        heading = gettext(
            "Money of {unit}, {period}", unit=self.form.area.name, period=self.form.period.label
        )
        about = gettext(
            "In {unit}; disbursed runs from 1 January to {end}. Fill in the framed light cells"
            " only; an empty cell is not reported, never a zero, but for what is carried over.",
            unit=funding.unit,
            end=self.form.period.end,
        )
        titles: dict[MoneyColumn, str] = {
            MoneyColumn.CODE: gettext("No."),
            MoneyColumn.LABEL: gettext("Project and source"),
            MoneyColumn.CARRIED_OVER: gettext("Carried over"),
            MoneyColumn.ASSIGNED: gettext("Assigned"),
            MoneyColumn.AVAILABLE: gettext("Available"),
            MoneyColumn.LAST: gettext("Disbursed last time (period)"),
            MoneyColumn.DISBURSED: gettext("DISBURSED since 1 January"),
            MoneyColumn.PERCENT: gettext("% of what is available"),
            MoneyColumn.REMAINING: gettext("Remaining"),
            MoneyColumn.CHECK: gettext("Check"),
            MoneyColumn.DECISION: gettext("Decision, if assigned was changed: number, date"),
            MoneyColumn.NOT_REPORTED: gettext("Reason for having no figure"),
            MoneyColumn.CAUSE: gettext("Cause of delay"),
            MoneyColumn.NOTE: gettext("Note"),
        }
        columns = [
            SheetColumn(one, titles.get(one), _WIDTHS.get(one, 4), one in MONEY_INPUTS)
            for one in MoneyColumn
        ]
        self.frame(heading, about, columns)

    def _project(self, row: int, funding: Funding, project: Project) -> int:
        """Write a project and all below it from a row on, and return the row behind them."""
        name = self.lang.pick(project.name)
        children = [funding.projects[child] for child in funding.below.get(project.id, ())]
        behind = row + 1
        rows = []
        for child in children:
            rows.append(behind)
            behind = self._project(behind, funding, child)
        if not children:
            for source in funding.sources.values():
                question = self.form.money[project.id, source.id]
                rows.append(behind)
                name_of_source = self.lang.pick(source.name)
                self._cell(behind, (project.id, source.id), name_of_source, question)
                behind += 1
        self._sum(row, project.code, name, project.level, (row + 1, behind - 1), rows)
        return behind

    def _cell(self, row: int, cell: Cell, source: str, question: MoneyQuestion) -> None:
        """Write a project's money from a source.

        Where the unit has none, as of most, the row has no more than what sums are made of: all of
        its cells would take longer than the rest of the form.
        """
        raw, over = self.raw, styles.AS_IT_IS if question.named else self._unnamed
        key = id_of_amount(cell, "").rstrip("/")
        raw.write_string(row, MoneyColumn.ID.place, key, self.style(styles.HIDDEN))
        raw.write_string(row, MoneyColumn.SOURCE.place, cell[1], self.style(styles.HIDDEN))
        self.text(row, MoneyColumn.LABEL.place, source, _SOURCE, over)
        words = (question.shown.get(column) for column in MONEY_WORDS)
        small = (lines_in(str(one), _WIDTHS[MoneyColumn.NOTE]) for one in words if one)
        self._height(row, source, *small)
        for column in AMOUNT_COLUMNS:
            self._number(row, column.place, question.shown.get(column), self._input, over)
        if not question.named:
            return
        for column in MONEY_WORDS:
            said = question.shown.get(column)
            shown = said if isinstance(said, str) else None
            self.text(row, column.place, shown, styles.INPUT_SMALL)
        if question.last is None:
            self.text(row, MoneyColumn.LAST.place, None, styles.LAST)
        else:
            period, amount = question.last
            shown = self._pattern if amount % 1 else _pattern(0)
            pattern = f'{shown}" ({period.part or period.year})"'
            look = styles.shown_as(pattern)
            self._number(row, MoneyColumn.LAST.place, amount, styles.LAST, look)
        self._rest(row, "TRUE")
        self._check(row)

    def _number(self, row: int, place: int, amount: Decimal | str | None, *looks: Look) -> None:
        if isinstance(amount, Decimal):
            self.raw.write_number(row, place, float(amount), self.style(*looks))
        else:
            self.raw.write_blank(row, place, None, self.style(*looks))

    def _check(self, row: int) -> None:
        """Write what is wrong with a row's amounts, if anything is."""
        gettext = self.lang.gettext
        available, last, disbursed = (
            cell_name(row, column.place)
            for column in (MoneyColumn.AVAILABLE, MoneyColumn.LAST, MoneyColumn.DISBURSED)
        )
        above, fallen, missing = (
            _quoted(f"⚠ {text}")
            for text in (
                gettext("above available"),
                gettext("below last time"),
                gettext("assigned is missing"),
            )
        )
        check = (
            f'IF(NOT(ISNUMBER({disbursed})),"",IF(NOT(ISNUMBER({available})),{missing},'
            f"IF({disbursed}>{available},{above},"
            f'IF(AND(ISNUMBER({last}),{disbursed}<N({last})),{fallen},""))))'
        )
        look = self.style(styles.LIVE_WORD)
        self.raw.write_formula(row, MoneyColumn.CHECK.place, check, look, "")

    def _rest(self, row: int, is_complete: str) -> None:
        """Write what is available, and where no amount is missing its share and what remains."""
        carried, assigned, available, disbursed = (
            cell_name(row, column.place)
            for column in (
                MoneyColumn.CARRIED_OVER,
                MoneyColumn.ASSIGNED,
                MoneyColumn.AVAILABLE,
                MoneyColumn.DISBURSED,
            )
        )
        both = f'IF(ISNUMBER({assigned}),N({carried})+{assigned},"")'
        self._formula(row, MoneyColumn.AVAILABLE, both)
        known = f"AND({is_complete},COUNT({available},{disbursed})=2)"
        share = f'IF({known},IF({available}>0,{disbursed}/{available},""),"")'
        style = self.style(_SHARE)
        self.raw.write_formula(row, MoneyColumn.PERCENT.place, share, style, "")
        self._formula(row, MoneyColumn.REMAINING, f'IF({known},{available}-{disbursed},"")')

    def _formula(self, row: int, column: MoneyColumn, made: str) -> None:
        style = self.style(self._live)
        self.raw.write_formula(row, column.place, made, style, "")

    def _sum(
        self, row: int, code: str, name: str, level: int, below: tuple[int, int], rows: list[int]
    ) -> None:
        """Write a row that adds up others; its share is shown once none of them lacks an amount."""
        self._labels(row, code, name, _SUM, styles.indented(max(level - 1, 0)))
        for column in AMOUNT_COLUMNS:
            cells = _joined([cell_name(one, column.place) for one in rows])
            self._formula(row, column, f'IF(COUNT({cells})=0,"",SUM({cells}))')
        self._rest(row, f"SUMPRODUCT(--({_unlike(below)}))=0")

    def _of_source(self, row: int, source: str, name: str, within: tuple[int, int]) -> None:
        """Write what all projects have from a source together."""
        self._labels(row, "Σ", name, _SUM)
        keys, own = _range(MoneyColumn.SOURCE, within), _quoted(source)
        for column in AMOUNT_COLUMNS:
            self._formula(row, column, f"SUMIF({keys},{own},{_range(column, within)})")
        self._rest(row, f"SUMPRODUCT(({keys}={own})*({_unlike(within)}))=0")

    def _height(self, row: int, name: str, *lines: int) -> None:
        """Make a row high enough for its name, and for as many lines as other cells take."""
        most = max(lines_in(name, _WIDTHS[MoneyColumn.LABEL] - _INDENTED), *lines, 1)
        if most > 1:
            self.raw.set_row(row, min(_LINE * most + 4, _HIGHEST))

    def _labels(self, row: int, code: str, name: str, *looks: Look) -> None:
        self._height(row, name)
        style = self.style(*looks)
        for column in MoneyColumn:
            if column not in {MoneyColumn.ID, MoneyColumn.SOURCE}:
                self.raw.write_blank(row, column.place, None, style)
        self.text(row, MoneyColumn.CODE.place, code, *looks, styles.MIDDLE)
        self.text(row, MoneyColumn.LABEL.place, name, *looks)


_SUM: Look = {**styles.LABEL, "bold": True, "bg_color": "#EDEDED"}
_SOURCE: Look = {**styles.LABEL, "indent": 2}
_SHARE: Look = {**styles.LIVE, "num_format": "0.0%"}


def _range(column: MoneyColumn, rows: tuple[int, int]) -> str:
    return f"{cell_name(rows[0], column.place)}:{cell_name(rows[1], column.place)}"


def _unlike(rows: tuple[int, int]) -> str:
    """Return where only one of what is assigned and what is disbursed is known."""
    assigned, disbursed = MoneyColumn.ASSIGNED, MoneyColumn.DISBURSED
    return f"ISNUMBER({_range(assigned, rows)})<>ISNUMBER({_range(disbursed, rows)})"


_MOST_ARGUMENTS = 200


def _joined(cells: list[str]) -> str:
    """Return cells as a function takes them, which has at most 255 arguments."""
    parts = [
        ",".join(cells[start : start + _MOST_ARGUMENTS])
        for start in range(0, len(cells), _MOST_ARGUMENTS)
    ]
    return parts[0] if len(parts) == 1 else ",".join(f"({part})" for part in parts)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
