"""From a plan's file to its workbook: a guide, a sheet for each section, and the file itself."""

from __future__ import annotations

from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from ttdt.errors import TtdtError
from ttdt.excel.cells import letters
from ttdt.excel.limits import fit
from ttdt.excel.reader_process import MOST_ROWS
from ttdt.forms import styles
from ttdt.forms.form_book import FormBook
from ttdt.forms.guide import write_guide
from ttdt.forms.labels import lines_in
from ttdt.forms.plan_book.columns import (
    ID,
    KEY_OF,
    OF_PARTS,
    PART,
    PLAN,
    REMOVE,
    SHEETS,
    CellKind,
    PlanColumn,
    PlanSheet,
)
from ttdt.forms.plan_book.identity import PlanIdentity
from ttdt.forms.plan_book.rows import Held, rows_of
from ttdt.forms.plan_book.words import IN_FILE, choices_of, shown_word
from ttdt.period import Period
from ttdt.text.message import gettext_lazy
from ttdt.yaml import PLAN_LIMITS, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ttdt.forms.plan_book.rows import CellValue, PlanRow
    from ttdt.plan import Plan
    from ttdt.text.language import Language

TITLES, ABOUT, KEYS, FIRST_ROW = 3, 4, 5, 6
"""The rows, from 0, with the columns' titles, what belongs into them, their keys, and the first."""

_BLANK_ROWS = 20
_A4 = 9
_LINE = 14.0
_SMALLER = 1.2
"""How many letters of what is explained stand in the room of one."""
_PAGE = 230
"""The width of all columns that still can be read on one page."""
_TALLEST = 100.0
_NUMBER = {**styles.INPUT_WORDS, "num_format": "General", "align": "right"}
_KNOWN: dict[str, Any] = {**styles.LABEL, "font_color": "#404040", "bg_color": "#F2F2F2"}
_ABOUT: dict[str, Any] = {**styles.SMALL_ITALIC, "text_wrap": True, "valign": "top", "border": 1}


def plan_workbook(content: bytes, plan: Plan, lang: Language) -> bytes:
    """Return a plan's file as an Excel file, the same bytes each time.

    Raises `TtdtError` where a section has more rows than are read back.
    """
    title = lang.gettext("The plan of {year}", year=str(plan.year))
    rows = rows_of(parse(content, plan.path, PLAN_LIMITS).data)
    for sheet in SHEETS:
        if len(rows[sheet.key]) + FIRST_ROW + _BLANK_ROWS > MOST_ROWS:
            raise TtdtError(
                gettext_lazy(
                    "the plan has {n} rows for the sheet “{sheet}”, more than a workbook takes;"
                    " change it in its file",
                    n=len(rows[sheet.key]),
                    sheet=lang.gettext(sheet.title),
                )
            )
    book = FormBook(lang, title, Period(plan.year), sample=False)
    guide = book.sheet(lang.gettext("Instructions"))
    write_guide(guide, book.style_of, lang, plan, title, _steps(lang), sample=False)
    ends = {sheet.key: FIRST_ROW + len(rows[sheet.key]) + _BLANK_ROWS for sheet in SHEETS}
    for sheet in SHEETS:
        raw = book.sheet(lang.gettext(sheet.title))
        writer = _SheetWriter(raw, book, lang, sheet, ends)
        if sheet is PLAN:
            writer.write_pairs(rows[PLAN.key][PLAN.key])
        else:
            writer.write_rows(rows[sheet.key].values())
    about = book.identity_sheet()
    book.identify(about, PlanIdentity(plan.id, plan.year, content).rows())
    return book.content()


class _SheetWriter:
    """Fills one sheet; rows and columns count from 0."""

    def __init__(
        self,
        raw: Any,  # noqa: ANN401 - xlsxwriter has no types
        book: FormBook,
        lang: Language,
        sheet: PlanSheet,
        ends: Mapping[str, int],
    ) -> None:
        self._raw = raw
        self._style = book.style_of
        self._lang = lang
        self._sheet = sheet
        self._ends = ends

    def write_rows(self, rows: Iterable[PlanRow]) -> None:
        """Write a row for each item, and empty ones below."""
        columns = self._sheet.columns
        self._frame([column.width for column in columns])
        for place, column in enumerate(columns):
            self._text(TITLES, place, self._lang.gettext(column.title), styles.HEAD)
            about = self._lang.gettext(column.about) if column.about else ""
            self._text(ABOUT, place, about, _ABOUT)
            self._key(KEYS, place, column)
        highest = max(lines_in(self._lang.gettext(one.title), one.width) for one in columns)
        self._raw.set_row(TITLES, _LINE * highest + 6)
        widest = max(
            lines_in(self._lang.gettext(one.about or "-"), one.width * _SMALLER) for one in columns
        )
        self._raw.set_row(ABOUT, _LINE * widest + 4)
        self._raw.set_row(KEYS, None, None, {"hidden": True})
        row = FIRST_ROW
        for one in rows:
            heights = [
                self._cell(row, place, column, one.cells.get(column.key), _over(one, column))
                for place, column in enumerate(columns)
            ]
            self._raw.set_row(row, min(_LINE * max(heights) + 4, _TALLEST))
            row += 1
        for blank in range(row, row + _BLANK_ROWS):
            for place, column in enumerate(columns):
                self._cell(blank, place, column, None, {})
        for place, column in enumerate(columns):
            self._offer(FIRST_ROW, place, row + _BLANK_ROWS - 1, column)
        self._raw.freeze_panes(FIRST_ROW, 1)
        self._raw.repeat_rows(TITLES)

    def write_pairs(self, only: PlanRow) -> None:
        """Write what holds for the whole plan, a line for each column."""
        self._frame([38, 70, 40, 4])
        for place, title in enumerate((self._lang.gettext("What"), self._lang.gettext("Value"))):
            self._text(TITLES, place, title, styles.HEAD)
        self._raw.set_column(3, 3, 4, None, {"hidden": True})
        for row, column in enumerate(self._sheet.columns, FIRST_ROW):
            self._text(row, 0, self._lang.gettext(column.title), styles.LABEL)
            lines = self._cell(row, 1, column, only.cells.get(column.key), {}, width=70)
            about = self._lang.gettext(column.about) if column.about else ""
            self._text(row, 2, about, styles.SMALL_ITALIC)
            self._key(row, 3, column)
            self._offer(row, 1, row, column)
            self._raw.set_row(row, _LINE * lines + 6)

    def _frame(self, widths: Sequence[float]) -> None:
        raw = self._raw
        raw.set_landscape()
        raw.set_paper(_A4)
        raw.fit_to_pages(ceil(sum(widths) / _PAGE), 0)
        raw.repeat_columns(0)
        raw.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
        raw.hide_gridlines(2)
        raw.set_footer("&L&A&R&P/&N")
        for place, width in enumerate(widths):
            raw.set_column(place, place, width)
        raw.set_row(0, 24)
        raw.write_string(0, 0, self._lang.gettext(self._sheet.title), self._style(styles.TITLE))
        about = self._lang.gettext(self._sheet.about)
        raw.write_string(1, 0, about, self._style(styles.SUBTITLE))

    def _key(self, row: int, place: int, column: PlanColumn) -> None:
        key = KEY_OF.format(sheet=self._sheet.key, column=column.key)
        self._raw.write_string(row, place, key, self._style(styles.HIDDEN))

    def _text(self, row: int, place: int, text: str, look: Mapping[str, Any]) -> None:
        self._raw.write_string(row, place, text, self._style(look))

    def _cell(
        self, row: int, place: int, column: PlanColumn, said: CellValue, over: Mapping[str, Any],
        width: float = 0,
    ) -> int:  # fmt: skip
        """Write what a cell says, with a look `over` the usual; return how many lines it takes."""
        if isinstance(said, Decimal):
            self._raw.write_number(row, place, float(said), self._style(_NUMBER, over))
            return 1
        if said is Held.IN_FILE:
            self._text(row, place, self._lang.gettext(IN_FILE), _KNOWN)
            return 1
        look = _NUMBER if column.kind is CellKind.NUMBER else styles.INPUT_SMALL
        if not isinstance(said, str) or not said:
            self._raw.write_blank(row, place, None, self._style(look, over))
            return 1
        text = fit(shown_word(self._lang, column, said))
        self._text(row, place, text, {**look, **over})
        return lines_in(text, width or column.width)

    def _offer(self, row: int, place: int, last: int, column: PlanColumn) -> None:
        """Let a column's cells offer what may stand in them."""
        if column.kind in {CellKind.CHOICE, CellKind.KIND}:
            source: Any = list(choices_of(self._lang, column))
        elif column.kind is CellKind.ID:
            named = next(sheet for sheet in SHEETS if sheet.key == column.of)
            name = self._lang.gettext(named.title).replace("'", "''")
            end = self._ends[column.of]
            source = f"='{name}'!${letters(0)}${FIRST_ROW + 1}:${letters(0)}${end}"
        else:
            return
        # What is no choice may be a name, or is told of by its cell.
        rule = {"validate": "list", "source": source, "show_error": column.kind is CellKind.CHOICE}
        self._raw.data_validation(row, place, last, place, rule)


def _over(row: PlanRow, column: PlanColumn) -> Mapping[str, Any]:
    """Return how a cell looks that is not to be filled in: an id, or what parts do not have."""
    if column.key == ID:
        return _KNOWN
    is_unused = PART in row.cells and column.key not in {*OF_PARTS, PART, REMOVE}
    return styles.NOT_OWED if is_unused else {}


def _steps(lang: Language) -> Iterator[str]:
    gettext = lang.gettext
    yield gettext(
        "Each sheet is a part of the plan, each row an item of it. Change cells, or add rows below"
        " the last; then save as .xlsx and run: ttdt import, with the name of this file."
    )
    yield gettext(
        "Import shows every change, runs all rules of check on the plan and on the submissions, and"
        " asks before it writes. What you do not change stays as it is in the file, with every"
        " comment; what others have changed there meanwhile stays, too."
    )
    yield gettext(
        "The id of a row stays as it is: submissions and folders are named by it. A new row may"
        " leave it empty; it is then made from the name."
    )
    yield gettext(
        "To take a row out, choose “remove” in its last column. A row that is only deleted here is"
        " not removed: import names it and writes nothing."
    )
    yield gettext("Rows that are new go where they stand; the order of all others stays.")
    yield gettext(
        "An empty cell of an item that had a value takes the value out. Where units, indicators or"
        " the like are named, write the id or the name; several with commas between them."
    )
    yield gettext("Numbers are digits only. Targets of rates are in per cent: 75 means 75 %.")
    yield gettext(
        "What this workbook has no cell for stays in the file and is changed there: the year,"
        " milestones, targets amended in mid-year, the calendar, deadlines, the letterhead of"
        " reports, the currency, what submissions accept, and all comments. “(in the file)” stands"
        " for such a value."
    )
