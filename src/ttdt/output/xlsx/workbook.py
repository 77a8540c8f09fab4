"""A workbook being made: its sheets, their cells and tables, and the texts no cell can hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_range_formula, xl_rowcol_to_cell

from ttdt.document.model import Style
from ttdt.errors import TtdtError
from ttdt.excel.limits import SheetNames, cut, length
from ttdt.excel.styles import CellStyles
from ttdt.output.palette import tint_of
from ttdt.output.xlsx.number_formats import Number
from ttdt.text.escaping import escape_invisible
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ttdt.document.model import AnyStyle
    from ttdt.text.language import Language


class CellRun(NamedTuple):
    """Cells side by side on one sheet."""

    sheet: str
    row: int
    first: int
    last: int


T = TypeVar("T")

_A4 = 9
_LINE = 15.0
"""The height of a line of text, in points."""
_MOST_SHOWN = 2_000
"""No row has room for more; a much longer one takes minutes to lay out."""
_MOST_LINES = 27
"""No row is higher than 409 points."""
_MOST_ABOVE = 10
"""Rows above a table whose head stays in sight."""
_WIDTH = 8.43
"""The width of a column that nobody has set."""
_HEADER_MOST = 110
"""Each half of a printed header, which has at most 255 characters with all marks."""


class SheetCell(NamedTuple):
    """What stands in a cell, and how it looks."""

    content: str | Number | date | None
    style: AnyStyle = Style.PLAIN
    bold: bool = False
    indent: int = 0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What stands over a column of a table; the width is in characters."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class SheetColumn(ColumnHead, Generic[T]):
    """A column of a table whose rows are of type `T`."""

    cell: Callable[[T], SheetCell]


def look_of(style: AnyStyle) -> dict[str, Any]:
    """Return how a text of this style looks, as properties of a cell format."""
    tint = tint_of(style)
    if tint is not None:
        return {"font_color": f"#{tint.ink}", "bg_color": f"#{tint.ground}"}
    return dict(_LOOKS.get(style, {}))


_LOOKS: Mapping[AnyStyle, dict[str, Any]] = {
    Style.STRONG: {"bold": True},
    Style.QUIET: {"font_color": "#595959"},
}


class Worksheet:
    """A sheet of a workbook. Rows and columns count from 0."""

    def __init__(self, book: Book, name: str, worksheet: Any) -> None:  # noqa: ANN401
        """Set up an empty sheet for A4 paper, with its name and page in the footer."""
        self.name = name
        self.book = book
        self.raw = worksheet
        self._widths: dict[int, float] = {}
        self._lines: dict[int, int] = {}
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        worksheet.hide_gridlines(2)
        # Clauses such as 2.10 are texts.
        worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        said, banner = escape_invisible(book.about.subject), escape_invisible(book.about.banner)
        worksheet.set_header(f"&L{_printed(said)}&R&B{_printed(banner)}")
        worksheet.set_footer("&L&A&R&P/&N")

    def put(
        self,
        row: int,
        column: int,
        cell: SheetCell,
        **looks: Any,  # noqa: ANN401
    ) -> None:
        """Write a cell with a frame, as number, date or text: never as a formula or link."""
        content, style_of = cell.content, self.book.framed_style
        match content:
            case Number():
                style = style_of(cell, num_format=content.pattern, **looks)
                self.raw.write_number(row, column, content.value, style)
            case date():
                style = style_of(cell, num_format="dd/mm/yyyy", align="center", **looks)
                self.raw.write_datetime(row, column, content, style)
            case str() if content:
                self.text(row, column, content, style_of(cell, text_wrap=True, **looks))
                self._wrapped(row, column, content, bold=cell.bold)
            case _:
                self.raw.write_blank(row, column, None, style_of(cell, **looks))

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        cell: SheetCell,
        **looks: Any,  # noqa: ANN401
    ) -> None:
        """Write a formula with a frame, and with what it comes to, as the cell would show that."""
        content = cell.content
        number = content if isinstance(content, Number) else None
        pattern = "General" if number is None else number.pattern
        result = (content or "") if number is None else number.value
        style = self.book.framed_style(cell, num_format=pattern, **looks)
        self.raw.write_formula(row, column, formula, style, result)

    def text(
        self,
        row: int,
        column: int,
        text: str,
        style: Any = None,  # noqa: ANN401
    ) -> None:
        """Write a text as a text, in any case; what is too long goes on in the notes."""
        fitted = self.book.fit(text, self.name, (row, column), _MOST_SHOWN)
        self.raw.write_string(row, column, fitted, style)

    def across(
        self,
        row: int,
        widths: Sequence[float],
        text: str,
        **looks: Any,  # noqa: ANN401
    ) -> None:
        """Write a text over all columns of these widths, the row as high as the text needs."""
        style = self.book.style(text_wrap=True, valign="vcenter", **looks)
        room = sum(widths) * 10 / looks.get("font_size", 11)
        lines = ceil(len(text) * (1.1 if looks.get("bold") else 1) / room)
        size = looks.get("font_size", 11) / 11
        self.raw.set_row(row, _LINE * size * min(max(lines, 1), 20))
        if len(widths) > 1:
            self.raw.merge_range(row, 0, row, len(widths) - 1, "", style)
        self.text(row, 0, text, style)

    def title(self, title: str, widths: Sequence[float]) -> int:
        """Write what the sheet is about, whose and when, and that it is a sample.

        Return the first free row.
        """
        self.across(0, widths, title, bold=True, font_size=14)
        self.across(1, widths, self.book.about.subject, italic=True)
        if not self.book.about.banner:
            return 2
        self.banner(2, widths)
        return 3

    def banner(self, row: int, widths: Sequence[float]) -> None:
        """Write that the figures are made up."""
        self.across(row, widths, self.book.about.banner, bold=True, border=2, bg_color="#FFF2CC")

    def widths(self, columns: Sequence[float]) -> None:
        """Set the widths of the columns, before anything is written that may need lines."""
        for number, width in enumerate(columns):
            self._widths[number] = width
            self.raw.set_column(number, number, width)

    def grid(
        self, top: int, columns: Sequence[SheetColumn[T]], rows: Sequence[T], *, frozen: int
    ) -> int:
        """Write a table whose head stays in sight and on every page; return the row below it.

        `frozen` is how many columns stay in sight, too.
        """
        self.head(top, columns, frozen=frozen)
        for number, row in enumerate(rows, top + 1):
            for place, column in enumerate(columns):
                self.put(number, place, column.cell(row))
        self.raw.autofilter(top, 0, top + max(len(rows), 1), len(columns) - 1)
        return top + 1 + len(rows)

    def head(self, top: int, columns: Sequence[ColumnHead], *, frozen: int) -> None:
        """Write the head of a table, and let it stay in sight and on every page."""
        self.widths([column.width for column in columns])
        self.heads(top, [column.title for column in columns])
        # Below much text, a head that stays would leave too little of a screen to the rows.
        self.raw.freeze_panes(top + 1 if top <= _MOST_ABOVE else 0, frozen)
        self.raw.repeat_rows(top)

    def spark(self, row: int, column: int, cells: CellRun) -> None:
        """Draw a line of the values in those cells, the newest marked, gaps left open."""
        self.raw.add_sparkline(
            row,
            column,
            {
                "range": xl_range_formula(
                    cells.sheet, cells.row, cells.first, cells.row, cells.last
                ),
                "weight": 1.5,
                "markers": True,
                "last_point": True,
                "series_color": "#1F4E79",
                "last_color": "#C00000",
            },
        )

    def heads(self, row: int, titles: Sequence[str]) -> None:
        """Write the head of a table."""
        style = self.book.head_style()
        for place, title in enumerate(titles):
            self.text(row, place, title, style)
            self._wrapped(row, place, title, bold=True)

    def keep_off_paper(self, column: int) -> None:
        """Leave the sheet out where the workbook is printed; `column` is the first empty one."""
        self.raw.print_area(0, column, 0, column)

    def print_up_to(self, row: int, column: int) -> None:
        """Leave out what stands below and beside this cell where the workbook is printed."""
        self.raw.print_area(0, 0, row, column)

    def settle(self) -> None:
        """Make every row as high as its texts ask for: not every program does it when it opens."""
        for row, lines in self._lines.items():
            self.raw.set_row(row, _LINE * lines)

    def _wrapped(self, row: int, column: int, text: str, *, bold: bool) -> None:
        """Note how many lines a text in a cell takes."""
        width = max(int(self._widths.get(column, _WIDTH) * (1.05 if bold else 1.15)), 1)
        lines = 1
        if len(text) > width:
            lines = len(wrap(text[: width * _MOST_LINES], width, break_on_hyphens=False))
        self._lines[row] = max(self._lines.get(row, 1), min(lines, _MOST_LINES))


def _printed(text: str) -> str:
    """Return a text for a printed header, where & begins a command."""
    text = cut(text, _HEADER_MOST)
    while length(text) + text.count("&") > _HEADER_MOST:
        text = text[:-1]
    return text.replace("&", "&&")


_MARK_ROOM = 100
"""How much of a cell is kept for the sentence that its text goes on elsewhere."""

_HEAD = "#D9D9D9"

_OPTIONS = {
    # A text of the data is a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


_LONGEST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself, on every sheet, on paper and in its properties."""

    title: str
    subject: str
    """Whose figures these are, and of when."""
    banner: str = ""
    """That the figures are made up, where they are."""
    keyword: str = ""
    """What a search for files can find it by."""
    day: date = date(1980, 1, 1)
    """Its only date: no clock is asked, so that the same answer gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text that is too long for a cell, whole, and the first cell that has its beginning."""

    number: int
    sheet: str
    cell: str
    text: str


class Book:
    """A workbook in memory."""

    def __init__(self, about: About, lang: Language) -> None:
        """Begin a workbook without sheets."""
        self.lang = lang
        self.about = about
        self._overflows: dict[str, Overflow] = {}
        self._file = BytesIO()
        self._workbook: Any = Workbook(self._file, _OPTIONS)
        self._workbook.set_properties(
            {
                "title": cut(escape_invisible(about.title), _LONGEST_PROPERTY),
                "subject": cut(escape_invisible(about.keyword), _LONGEST_PROPERTY),
                "keywords": cut(escape_invisible(about.banner), _LONGEST_PROPERTY),
                "created": datetime.combine(about.day, time(), tzinfo=UTC),
            }
        )
        self._names = SheetNames()
        self._sheets: list[Worksheet] = []
        self._looks = CellStyles(self._workbook)
        self._framed: dict[tuple[object, ...], Any] = {}

    def add(self, wanted: str, kind: type | None = None) -> Worksheet:
        """Add an empty sheet behind the others, its name as near to the one wanted as it can be.

        `kind` is a class of xlsxwriter's sheets, where it is not to be the usual one.
        """
        name = self._names.give(wanted)
        sheet = Worksheet(self, name, self._workbook.add_worksheet(name, kind))
        self._sheets.append(sheet)
        return sheet

    def chart(self, options: dict[str, str]) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return a new chart that stands nowhere yet."""
        return self._workbook.add_chart(options)

    def style(self, **properties: Any) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return the cell format of these properties, the same one each time."""
        return self._looks(properties)

    def framed_style(self, cell: SheetCell, **looks: Any) -> Any:  # noqa: ANN401 - as above
        """Return the cell format of a cell in a frame, with other properties before its own."""
        key = (cell.style, cell.bold, cell.indent, cell.centred, *looks.items())
        if key not in self._framed:
            properties: dict[str, Any] = {"border": 1, "border_color": "#7F7F7F", "valign": "top"}
            if cell.bold:
                properties["bold"] = True
            if cell.indent:
                properties |= {"align": "left", "indent": cell.indent}
            if cell.centred:
                properties["align"] = "center"
            self._framed[key] = self.style(**(properties | look_of(cell.style) | looks))
        return self._framed[key]

    def head_style(self) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return the look of a table's head."""
        return self.style(
            bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color=_HEAD
        )

    def define(self, name: str, sheet: str, column: int, first: int, last: int) -> None:
        """Let formulas call a column's cells by a name."""
        cells = xl_range_abs(first, column, last, column)
        self._workbook.define_name(name, f"={quote_sheetname(sheet)}!{cells}")

    def fit(self, text: str, sheet: str, place: tuple[int, int], most: int) -> str:
        """Return a text as a cell may hold it: inert, and cut with a mark beyond `most` characters.

        The whole of a text that was cut is kept for the notes.
        """
        text = escape_invisible(text)
        # A character counts for two at most.
        if 2 * len(text) <= most or length(text) <= most:
            return text
        if text not in self._overflows:
            cell = xl_rowcol_to_cell(*place)
            self._overflows[text] = Overflow(len(self._overflows) + 1, sheet, cell, text)
        found = self._overflows[text]
        mark = self.lang.gettext("the rest in the notes, text {number}", number=found.number)
        return f"{cut(text, most - _MARK_ROOM)} … [{mark}]"

    @property
    def overflows(self) -> tuple[Overflow, ...]:
        """The texts that were cut so far, each once."""
        return tuple(self._overflows.values())

    def finish(self) -> bytes:
        """Return the file; nothing can be added to it any more.

        Raises `TtdtError` where its parts cannot be written meanwhile.
        """
        for sheet in self._sheets:
            sheet.settle()
        try:
            # In memory a long sheet would be there three times as text, beside what it is made of.
            with TemporaryDirectory(prefix="ttdt-", ignore_cleanup_errors=True) as folder:
                self._workbook.tmpdir = folder
                self._workbook.close()
        except (OSError, FileCreateError) as error:
            raise TtdtError(
                gettext_lazy(
                    "the workbook cannot be put together in a temporary folder: {error}",
                    error=str(error),
                )
            ) from None
        return self._file.getvalue()
