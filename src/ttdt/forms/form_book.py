"""A workbook to be filled in, with the hidden sheet that says which form it is."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ttdt.excel.limits import fit
from ttdt.excel.styles import CellStyles
from ttdt.excel.xml_sheet import XmlBook, XmlSheet
from ttdt.forms.identity import SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.period import Period
    from ttdt.text.language import Language

_OPTIONS = {
    "in_memory": True,
    # A text of the data is a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TITLE_MOST = 255


class FormBook:
    """An Excel file in the making, the same bytes each time: its only date is its period's end."""

    def __init__(self, lang: Language, title: str, period: Period, *, sample: bool) -> None:
        """Begin a file; `sample` says that figures shown in it are made up."""
        self._file = BytesIO()
        self._book: Any = XmlBook(self._file, _OPTIONS)
        self._book.set_properties(
            {
                "title": fit(title)[:_TITLE_MOST],
                "created": datetime.combine(period.end, time(), tzinfo=UTC),
                "keywords": lang.gettext("SAMPLE DATA") if sample else "",
            }
        )
        self.style_of = CellStyles(self._book)

    def sheet(self, name: str) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return a new sheet."""
        return self._book.add_worksheet(name, XmlSheet)

    def identity_sheet(self) -> Any:  # noqa: ANN401 - as above
        """Return a new sheet that `identify` fills."""
        return self.sheet(SHEET)

    def identify(self, sheet: Any, rows: Iterable[tuple[str, str]]) -> None:  # noqa: ANN401 - as above
        """Say in a hidden sheet what the form is, in these lines."""
        for row, (key, value) in enumerate(rows):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        sheet.protect()
        sheet.hide()

    def content(self) -> bytes:
        """Return the finished file."""
        self._book.close()
        return self._file.getvalue()
