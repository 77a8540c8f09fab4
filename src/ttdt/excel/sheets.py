"""A file's sheets as cells, whatever kind of file it is."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING, Any

from ttdt.errors import TtdtError
from ttdt.excel.cells import cell_name, stored
from ttdt.excel.file_kind import FileKind, recognise
from ttdt.excel.metadata import DAMAGED, SheetMetadata, ods_metadata, xlsx_metadata
from ttdt.excel.reader_process import MOST_COLUMNS, MOST_ROWS
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from ttdt.excel.reader_process import WorkbookReader

_SEPARATORS = ",;\t"
_HEADER_WITHIN = 20_000
"""How many characters the first line is looked for in."""
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_SEPARATOR_SAID = re.compile(r"sep=(?P<separator>[,;\t|])\r?(?:\n|$)", re.IGNORECASE)
"""What Excel reads, and does not show, before a table's first line."""
_MOST_LINES = 20_000
"""Below the first; a table can hold many units' figures."""


@dataclass(frozen=True, slots=True)
class CellTable:
    """One sheet. Rows and columns count from 0."""

    path: str
    """How the file is named in messages."""
    name: str
    """The sheet's name; empty for a file that is but one table."""
    rows: list[list[Any]]
    kind: FileKind
    metadata: SheetMetadata = field(default_factory=SheetMetadata)

    def at(self, row: int, column: int) -> Any:  # noqa: ANN401 - whatever stands in a cell
        """Return what stands in a cell; None where nothing does."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        value = self.rows[row][column]
        if isinstance(value, str):
            return value.strip() or None
        return value

    def text(self, row: int, column: int) -> str:
        """Return a cell as text, a number as it was typed."""
        value = self.at(row, column)
        if isinstance(value, float):
            return format(stored(value), "f")
        return "" if value is None else str(value)

    @property
    def shown(self) -> str:
        """How the sheet is named in messages: `form.xlsx!Q3`."""
        return "!".join(filter(None, (self.path, self.name)))

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a cell, or a whole row, is: `form.xlsx!Q3!D14`."""
        cell = str(row + 1) if column is None else cell_name(row, column)
        return "!".join(filter(None, (self.shown, cell)))


def tables_in(content: bytes, path: str, reader: WorkbookReader) -> list[CellTable]:
    """Return a file's sheets; raises `TtdtError` for what cannot or may not be read."""
    kind = recognise(content, path)
    if kind is FileKind.CSV:
        return [CellTable(path, "", _csv_rows(content), kind)]
    read = xlsx_metadata if kind is FileKind.XLSX else ods_metadata
    known = read(content, MOST_ROWS, MOST_COLUMNS)
    for name, metadata in known.items():
        if metadata.far is not None:
            raise TtdtError(_too_far(name, metadata.far))
    tables = []
    for sheet in reader.sheets_of(content):
        if sheet.goes_on:
            raise TtdtError(_too_far(sheet.name, f"{MOST_ROWS + 1}"))
        if sheet.name not in known:
            # Nobody could say which of its cells hold errors, formulas or percentages.
            raise TtdtError(DAMAGED)
        metadata = known[sheet.name]
        metadata.merged = sheet.merged or metadata.merged
        tables.append(CellTable(path, sheet.name, sheet.rows, kind, metadata))
    return tables


def _too_far(sheet: str, cell: str) -> Message:
    return gettext_lazy(
        "the sheet {sheet} has content at {cell}, far outside of any form; delete it there, or save"
        " a table of more than {rows} rows as CSV",
        sheet=sheet,
        cell=cell,
        rows=MOST_ROWS,
    )


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    said = _SEPARATOR_SAID.match(text)
    separator = _separator(text) if said is None else said["separator"]
    table = StringIO(text[0 if said is None else said.end() :], newline="")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(table, delimiter=separator, strict=True):
            if len(rows) > _MOST_LINES:
                raise TtdtError(gettext_lazy("the file has more than {n} rows", n=_MOST_LINES))
            if len(row) > MOST_COLUMNS:
                raise TtdtError(_too_wide(len(rows) + 1, len(row)))
            rows.append(row)
    except csv.Error as error:
        raise TtdtError(gettext_lazy("the file is no table: {error}", error=str(error))) from None
    return rows


def _decoded(content: bytes) -> str:
    """Return a text in UTF-8, or in the UTF-16 that Excel calls Unicode Text.

    Raises `TtdtError` for any other, with what it looks like: a wrong guess would tear names apart.
    """
    is_utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = content.decode("utf-16") if is_utf16 else content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        text = "\0"
    # A mark of two bytes may begin anything; a table has more than one line.
    if "\0" in text or (is_utf16 and "\n" not in text):
        from ttdt.excel.legacy_text import not_unicode

        raise TtdtError(not_unicode(content))
    return text


def _separator(text: str) -> str:
    """Return what separates the columns: the mark that every line has as often, if one only does.

    Else it is what the first line that has any of them has most of; a title above the table may
    have none. Quoted text is left aside.
    """
    lines = _QUOTED.sub("", text[:_HEADER_WITHIN]).splitlines()
    whole = [line for line in lines[: -1 if len(text) > _HEADER_WITHIN else None] if line.strip()]
    even = [mark for mark in _SEPARATORS if len({line.count(mark) for line in whole}) == 1]
    even = [mark for mark in even if mark in whole[0]]
    if len(even) == 1:
        return even[0]
    head = next((line for line in lines if any(mark in line for mark in _SEPARATORS)), "")
    return max(_SEPARATORS, key=head.count)


def _too_wide(row: int, columns: int) -> Message:
    return gettext_lazy(
        "row {row} has {n} columns, and at most {most} are read; delete those that are not needed",
        row=str(row),
        n=columns,
        most=MOST_COLUMNS,
    )
