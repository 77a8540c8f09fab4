"""One sheet of an area's form: a unit in each row, its figures in columns, and their sums below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ttdt.document.wording import target_amount
from ttdt.excel.cells import letters
from ttdt.excel.limits import fit
from ttdt.forms import labels, styles
from ttdt.forms.area_form import (
    BESIDE,
    NAME_BESIDE,
    STATE_OF_ALL,
    UNIT_KEY,
    UnitColumn,
    columns_of,
    has_reasons,
    is_share,
)
from ttdt.forms.choices import FigureState
from ttdt.forms.form import QuestionKind
from ttdt.forms.guide import sample_banner
from ttdt.forms.input_sheet import PROTECTION, printed
from ttdt.forms.unit_cells import INPUTS, UnitCells
from ttdt.forms.validation import (
    state_rule,
)
from ttdt.text.message import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.excel.styles import CellStyles
    from ttdt.forms.area_form import AreaForm, UnitSheet
    from ttdt.forms.area_formulas import AreaFormulas
    from ttdt.forms.form import Question
    from ttdt.text.language import Language

_A4 = 9
_NUMBER, _NAME = 5, 24
"""How wide the columns are that each page begins with, in characters."""
_PAGE = 1_040
"""How many pixels wide a page across is at full size."""
_SMALLEST = 50
"""The smallest scale in per cent that is still read on paper."""
_HEAD = 4
"""The row of the figures' names; the heads of their columns and the hidden keys come next."""
_HEAD_LINE = 14.0
_HIGHEST_HEAD = 130.0
_WIDTHS = {
    UnitColumn.POPULATION: 9, UnitColumn.LAST: 13, UnitColumn.VALUE: 10, UnitColumn.PERCENT: 8,
    UnitColumn.RESULT: 12, UnitColumn.STATE: 13, UnitColumn.REASON: 13, UnitColumn.CAUSE: 13,
    UnitColumn.NOTE: 13,
}  # fmt: skip
_WIDE = {
    QuestionKind.STATUS: {UnitColumn.VALUE: 19},
    QuestionKind.SUBMITTED: {UnitColumn.VALUE: 13},
    QuestionKind.AS_OF: {UnitColumn.VALUE: 15},
    QuestionKind.SOURCE: {UnitColumn.VALUE: 45},
    QuestionKind.REMARK: {UnitColumn.VALUE: 45},
    QuestionKind.NARRATIVE: {UnitColumn.LAST: 30, UnitColumn.VALUE: 45},
}
"""How wide the answers are that are no numbers."""


def _pixels(widths: Iterable[float]) -> float:
    """Return how wide columns are on paper, with those that each page begins with."""
    return sum(7 * width + 5 for width in (_NUMBER, _NAME, *widths))


class UnitSheetWriter:
    """Fills an empty sheet; rows and columns count from 0."""

    def __init__(
        self,
        raw: Any,  # noqa: ANN401 - xlsxwriter has no types
        style_of: CellStyles,
        form: AreaForm,
        sheet: UnitSheet,
        formulas: AreaFormulas,
    ) -> None:
        """Fill the sheet."""
        self._raw = raw
        self._style = style_of
        self._form = form
        self._sheet = sheet
        self._formulas = formulas
        self._lang: Language = formulas.lang
        self._first = sheet.FIRST_ROW
        self._below = sheet.FIRST_ROW + len(form.forms)
        self._set_up()
        self._top()
        self._heads()
        self._units()
        cells = UnitCells(raw, style_of, form, sheet, formulas)
        for question in sheet.questions:
            cells.write(question)
        last = letters(max(sheet.columns.values()))
        raw.print_area(f"B1:{last}{self._below + 2}")

    def _set_up(self) -> None:
        raw, form, sheet = self._raw, self._form, self._sheet
        raw.set_landscape()
        raw.set_paper(_A4)
        raw.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
        raw.hide_gridlines(2)
        raw.set_zoom(90)
        raw.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        raw.set_column(0, 0, 4, None, {"hidden": True})
        raw.set_column(1, 1, _NUMBER)
        raw.set_column(2, 2, _NAME)
        widths = dict(self._widths())
        beside = sheet.first_beside or len(widths) + sheet.FIRST_COLUMN
        for place, width in widths.items():
            raw.set_column(place, place, width)
        raw.freeze_panes(sheet.FIRST_ROW, sheet.FIRST_COLUMN)
        raw.repeat_rows(_HEAD, _HEAD + 1)
        raw.repeat_columns(1, 2)
        figures = [width for place, width in widths.items() if place < beside]
        reasons = [width for place, width in widths.items() if place >= beside]
        scale = int(100 * _PAGE / max(_pixels(figures), _pixels(reasons)))
        raw.set_print_scale(max(_SMALLEST, min(100, scale)))
        if sheet.first_beside is not None:
            # The figures on one page, the reasons for having none and the notes on the next.
            raw.set_v_pagebreaks([sheet.first_beside])
        raw.protect("", PROTECTION)
        who = printed(f"{form.area.name}: {self._lang.translate(form.period.label)}")
        banner = self._lang.gettext("SAMPLE DATA") if form.sample else ""
        raw.set_header(f"&L{who}&R&B{printed(banner)}")
        raw.set_footer("&L&A&R&P/&N")

    def _widths(self) -> Iterator[tuple[int, float]]:
        if self._sheet.is_of_populations:
            yield self._sheet.columns[STATE_OF_ALL], 18
        for question in self._sheet.questions:
            for column, place in self._sheet.places(question):
                wide = _WIDE.get(question.kind, {})
                yield place, wide.get(column, _WIDTHS[column])

    def _top(self) -> None:
        raw, form, gettext = self._raw, self._form, self._lang.gettext
        title = self._sheet.title
        said = self._lang.pick(title) if isinstance(title, Text) else gettext(title)
        heading = gettext(
            "{title}: the units of {unit}, {period}",
            title=fit(said),
            unit=fit(form.area.name),
            period=form.period.label,
        )
        raw.set_row(0, 24)
        raw.write_string(0, 1, heading, self._style(styles.TITLE))
        raw.write_string(1, 1, fit(self._lang.pick(form.plan.title)), self._style(styles.SUBTITLE))
        raw.write_string(
            2,
            1,
            gettext(
                "State on {end}; counts run from 1 January. Fill in the framed light cells only;"
                " an empty cell is a figure that is not reported, never a zero.",
                end=form.period.end,
            ),
        )
        if form.sample:
            raw.set_row(3, 22)
            raw.write_string(3, 1, sample_banner(self._lang), self._style(styles.BOLD))

    def _heads(self) -> None:
        raw, gettext = self._raw, self._lang.gettext
        head = self._style(styles.HEAD)
        for place, text in ((1, gettext("No.")), (2, gettext("Unit"))):
            raw.merge_range(_HEAD, place, _HEAD + 1, place, "", head)
            raw.write_string(_HEAD, place, text, head)
        raw.set_row(_HEAD + 1, 48)
        keys = _HEAD + 2
        raw.set_row(keys, None, None, {"hidden": True})
        raw.write_string(keys, 0, UNIT_KEY, self._style(styles.HIDDEN))
        for key, place in self._sheet.columns.items():
            raw.write_string(keys, place, key, self._style(styles.HIDDEN))
        if self._sheet.is_of_populations:
            place = self._sheet.columns[STATE_OF_ALL]
            self._tall_head(place, gettext("Where a number is left empty: choose"))
        highest = _HEAD_LINE
        for question in self._sheet.questions:
            # What is known of one unit's answer is not said over those of all.
            asked = replace(question, last=None, owed=True)
            lines = labels.label_lines(self._lang, self._form.plan, asked)
            said = [line.text for line in lines if not line.italic]
            if question.indicator is not None:
                said[0] = f"{question.indicator.clause} {said[0]}"
            text = fit("\n".join([*said, *self._target(question)]))
            columns = columns_of(question)
            if len(columns) == 1:
                self._tall_head(self._sheet.place(question, columns[0]), text)
                continue
            highest = max(highest, self._head(question, columns, text))
            if has_reasons(question):
                self._head(question, BESIDE, said[0])
            for column, place in self._sheet.places(question):
                look = styles.INPUT_HEAD if column in INPUTS else styles.HEAD
                title = self._title(question, column)
                raw.write_string(_HEAD + 1, place, title, self._style(look))
        raw.set_row(_HEAD, min(highest, _HIGHEST_HEAD))

    def _tall_head(self, place: int, text: str) -> None:
        """Write the head of a column that stands alone."""
        look = self._style(styles.INPUT_HEAD)
        self._raw.merge_range(_HEAD, place, _HEAD + 1, place, "", look)
        self._raw.write_string(_HEAD, place, text, look)

    def _target(self, question: Question) -> list[str]:
        """Return the area's own target, as the last line of a figure's head."""
        indicator = question.indicator
        goal = None if indicator is None else indicator.goal_of(self._form.area.id)
        if indicator is None or goal is None:
            return []
        amount = target_amount(self._lang, indicator, goal)
        return [f"{self._lang.gettext('Target')}: {amount}"]

    def _head(self, question: Question, columns: tuple[UnitColumn, ...], text: str) -> float:
        """Write a figure's name over its columns, and return how high that is."""
        first, last = (self._sheet.place(question, column) for column in (columns[0], columns[-1]))
        style = self._style(styles.HEAD)
        if first < last:
            self._raw.merge_range(_HEAD, first, _HEAD, last, "", style)
        self._raw.write_string(_HEAD, first, text, style)
        widths = dict(self._widths())
        room = sum(widths[place] for place in range(first, last + 1))
        return _HEAD_LINE * labels.lines_in(text, room) + 4

    def _title(self, question: Question, column: UnitColumn) -> str:
        gettext = self._lang.gettext
        if column is UnitColumn.VALUE and question.kind is QuestionKind.NARRATIVE:
            return gettext("Answer in words")
        if column is UnitColumn.RESULT and is_share(question):
            return gettext("Rate")
        if column is UnitColumn.LAST and any(
            asked.last is not None and asked.last.formerly for asked in self._form.asked(question)
        ):
            return gettext("Last time (period; Σ: the sum of former units)")
        return {
            UnitColumn.POPULATION: gettext("Population"),
            UnitColumn.LAST: gettext("Last time (period)"),
            UnitColumn.VALUE: gettext("FIGURE"),
            UnitColumn.PERCENT: gettext("or only the rate (%)"),
            UnitColumn.RESULT: gettext("Result"),
            UnitColumn.STATE: gettext("If there is no figure: choose"),
            UnitColumn.REASON: gettext("Reason for having none"),
            UnitColumn.CAUSE: gettext("Cause, where it is behind"),
            UnitColumn.NOTE: gettext("Note"),
        }[column]

    def _units(self) -> None:
        """Write the units' names, and what the rows below them hold."""
        raw, style = self._raw, self._style(styles.LABEL)
        hidden, number = self._style(styles.HIDDEN), self._style(styles.CENTRED)
        names = self._form.names()
        for row, (form, name) in enumerate(zip(self._form.forms, names, strict=True), self._first):
            raw.write_string(row, 0, form.area.written_id, hidden)
            raw.write_number(row, 1, row - self._first + 1, number)
            raw.write_string(row, NAME_BESIDE, fit(name), style)
        if self._sheet.is_of_populations:
            place, look = self._sheet.columns[STATE_OF_ALL], self._style(styles.INPUT_CHOICE)
            for row in range(self._first, self._below):
                raw.write_blank(row, place, None, look)
            rule = state_rule(self._lang, [FigureState.AS_LAST])
            raw.data_validation(self._first, place, self._below - 1, place, rule)
        if self._sheet.questions[0].kind is QuestionKind.STATUS:
            return
        gettext = self._lang.gettext
        for row, text in (
            (self._below, gettext("Sum of {unit}", unit=self._form.area.name)),
            (self._below + 1, gettext("Units with an entry")),
        ):
            raw.write_blank(row, 1, None, style)
            raw.write_string(row, 2, fit(text), self._style(styles.LABEL, styles.BOLD))
        raw.set_row(self._below, 32)
