"""A file's sheets as cells, whatever kind of file it is."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from ttdt.errors import TtdtError
from ttdt.excel.cells import cell_name
from ttdt.excel.file_kind import FileKind, recognise
from ttdt.excel.metadata import SheetMetadata, ods_metadata, xlsx_metadata
from ttdt.excel.reader_process import MOST_COLUMNS, MOST_ROWS, sheets_of
from ttdt.text.message import Message, gettext_lazy

_SEPARATORS = (",", ";", "\t")
_MOST_LINES = 20_000
"""A table can hold many units' figures."""


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

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a cell, or a whole row, is: `form.xlsx!Q3!D14`."""
        cell = str(row + 1) if column is None else cell_name(row, column)
        return "!".join(filter(None, (self.path, self.name, cell)))


def tables_in(content: bytes, path: str) -> list[CellTable]:
    """Return a file's sheets; raises `TtdtError` for what cannot or may not be read."""
    kind = recognise(content, path)
    if kind is FileKind.CSV:
        return [CellTable(path, "", _csv_rows(content), kind)]
    known: dict[str, SheetMetadata] = {}
    if kind is FileKind.XLSX:
        known = xlsx_metadata(content, MOST_ROWS, MOST_COLUMNS)
    elif kind is FileKind.ODS:
        known = ods_metadata(content, MOST_ROWS, MOST_COLUMNS)
    for name, metadata in known.items():
        if metadata.far is not None:
            raise TtdtError(_too_far(name, metadata.far))
    tables = []
    for sheet in sheets_of(content):
        if sheet.goes_on:
            raise TtdtError(_too_far(sheet.name, f"{MOST_ROWS + 1}"))
        metadata = known.get(sheet.name) or SheetMetadata()
        metadata.merged = sheet.merged or metadata.merged
        tables.append(CellTable(path, sheet.name, sheet.rows, kind, metadata))
    return tables


def _too_far(sheet: str, cell: str) -> Message:
    return gettext_lazy(
        "the sheet {sheet} has content at {cell}, far outside of any form; delete it there",
        sheet=sheet,
        cell=cell,
    )


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        raise TtdtError(
            gettext_lazy("the file is not UTF-8 text; save it in Excel as “CSV UTF-8”")
        ) from None
    head = text[:20_000]
    separator = max(_SEPARATORS, key=head.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            if len(rows) >= _MOST_LINES:
                raise TtdtError(gettext_lazy("the file has more than {n} rows", n=_MOST_LINES))
            rows.append(row[:MOST_COLUMNS])
    except csv.Error as error:
        raise TtdtError(gettext_lazy("the file is no table: {error}", error=str(error))) from None
    return rows
