"""The units of a new plan, named in words or in a column of a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.unit_naming import NamedUnit, names_in
from ttdt.errors import TtdtError
from ttdt.text.matching import fold
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.excel.sheets import CellTable

_TABLES = frozenset({".csv", ".xlsx", ".ods"})
_TEXTS = frozenset({".txt"})
_NO_TABLES = frozenset(
    {".doc", ".docx", ".pdf", ".png", ".jpg", ".jpeg", ".xls", ".xlsb", ".xlsm", ".rtf", ".zip"}
)
"""What is refused, with the way to a table, and is no unit's name."""
_KIND = "(?:huyen|quan|thi xa|thanh pho|tp|xa|phuong|thi tran|dac khu)"
_OF_NAMES = re.compile(
    "(?:ten )?(?:cac )?(?:don vi(?: hanh chinh)?|dia phuong|dia ban|"
    rf"{_KIND}(?:(?: ?[,/-] ?| va | ){_KIND})*)|ten|names?|units?|districts?|communes?"
)
_OF_CODES = frozenset(
    {"ma", "ma so", "ma don vi", "ma xa", "ma huyen", "ma dvhc", "ma don vi hanh chinh", "code"}
)
_TOTALS = frozenset({"tong", "cong", "tong cong", "tong so", "toan tinh", "total"})
_DEEPEST_HEADING = 20
"""A heading stands within so many rows."""


def is_list(said: str) -> bool:
    """Return whether it is a file that is named, and no unit."""
    return "\n" not in said and Path(said).suffix.casefold() in _TABLES | _TEXTS | _NO_TABLES


def units_named(said: str, column: str | None = None) -> list[NamedUnit]:
    """Return the units that somebody names: in words, or by a file of them.

    A text file has a name in each line. Of a table, the names stand in the `column` of that
    heading; left out, in the only column, or in the one whose heading says that units do, and
    their codes in one whose heading says so. Raises `TtdtError` where the file cannot be read or
    none of its columns is the one.
    """
    if not is_list(said):
        return names_in(said)
    # Names in words are read without what reads workbooks.
    from ttdt.excel.file_kind import content_of_form
    from ttdt.excel.reader_process import WorkbookReader
    from ttdt.excel.sheets import tables_in

    try:
        content = content_of_form(Path(said))
        if Path(said).suffix.casefold() in _TEXTS:
            return names_in(_decoded(content))
        with WorkbookReader() as reader:
            tables = tables_in(content, said, reader)
        return _in_tables(tables, column)
    except TtdtError as failure:
        raise TtdtError(
            gettext_lazy("{path}: {problem}", path=said, problem=failure.message)
        ) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TtdtError(gettext_lazy("the file is not UTF-8 text")) from None


class _Columns(NamedTuple):
    """Where names and codes stand in a table, and below which row."""

    heading: int
    names: int
    codes: int | None


def _in_tables(tables: Sequence[CellTable], column: str | None) -> list[NamedUnit]:
    for table in tables:
        found = _columns(table, column)
        if found is None:
            continue
        units = []
        for row in range(found.heading + 1, len(table.rows)):
            name = _plain(table.at(row, found.names))
            code = "" if found.codes is None else _plain(table.at(row, found.codes))
            if any(char.isalpha() for char in name) and fold(name) not in _TOTALS:
                units.append(NamedUnit(name, code))
        return units
    headings = [word for table in tables for word in _headings(table)]
    raise TtdtError(
        gettext_lazy(
            "none of the columns says that it has the units' names; name it with --units-column,"
            " one of: {headings}",
            headings=tuple(dict.fromkeys(headings))[:20],
        )
    )


def _columns(table: CellTable, column: str | None) -> _Columns | None:
    wanted = _OF_NAMES if column is None else re.compile(re.escape(fold(column)))
    for row in range(min(_DEEPEST_HEADING, len(table.rows))):
        words = [fold(_plain(cell)) for cell in table.rows[row]]
        names = next((at for at, word in enumerate(words) if wanted.fullmatch(word)), None)
        if names is not None:
            codes = next((at for at, word in enumerate(words) if word in _OF_CODES), None)
            return _Columns(row, names, codes)
    filled = {at for cells in table.rows for at, cell in enumerate(cells) if cell not in {"", None}}
    if column is None and len(filled) == 1:
        return _Columns(-1, filled.pop(), None)
    return None


def _headings(table: CellTable) -> list[str]:
    """Return what stands in the first row that is as wide as any."""
    rows = [[word for cell in row if (word := _plain(cell))] for row in table.rows]
    return max(rows[:_DEEPEST_HEADING], key=len, default=[])


def _plain(value: object) -> str:
    """Return a cell as text; programs make numbers of codes."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
