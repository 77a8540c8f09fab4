"""The workbook being made: its sheets, styles and names, and the texts no cell can hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from ttdt.excel.limits import SheetNames, cut, length
from ttdt.excel.styles import CellStyles
from ttdt.output.xlsx.worksheet import Worksheet
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from ttdt.text.language import Language

_MARK_ROOM = 100
"""How much of a cell is kept for the sentence that its text goes on elsewhere."""

_HEAD = "#D9D9D9"

_OPTIONS = {
    "in_memory": True,
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

    def add(self, wanted: str) -> Worksheet:
        """Add an empty sheet behind the others, its name as near to the one wanted as it can be."""
        name = self._names.give(wanted)
        sheet = Worksheet(self, name, self._workbook.add_worksheet(name))
        self._sheets.append(sheet)
        return sheet

    def chart(self, options: dict[str, str]) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return a new chart that stands nowhere yet."""
        return self._workbook.add_chart(options)

    def style(self, **properties: Any) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return the cell format of these properties, the same one each time."""
        return self._looks(properties)

    def head_style(self) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return the look of a table's head."""
        return self.style(
            bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color=_HEAD
        )

    def define(self, name: str, sheet: str, column: int, first: int, last: int) -> None:
        """Let formulas call a column's cells by a name."""
        cells = xl_range_abs(first, column, last, column)
        self._workbook.define_name(name, f"={quote_sheetname(sheet)}!{cells}")

    def fit(self, text: str, sheet: str, cell: str, most: int) -> str:
        """Return a text as a cell may hold it: inert, and cut with a mark beyond `most` characters.

        The whole of a text that was cut is kept for the notes.
        """
        text = escape_invisible(text)
        if length(text) <= most:
            return text
        if text not in self._overflows:
            self._overflows[text] = Overflow(len(self._overflows) + 1, sheet, cell, text)
        found = self._overflows[text]
        mark = self.lang.gettext("the rest in the notes, text {number}", number=found.number)
        return f"{cut(text, most - _MARK_ROOM)} … [{mark}]"

    @property
    def overflows(self) -> tuple[Overflow, ...]:
        """The texts that were cut so far, each once."""
        return tuple(self._overflows.values())

    def finish(self) -> bytes:
        """Return the file; nothing can be added to it any more."""
        for sheet in self._sheets:
            sheet.settle()
        self._workbook.close()
        return self._file.getvalue()
