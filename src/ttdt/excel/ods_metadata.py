"""What the sheets of an .ods say besides values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from ttdt.errors import TtdtError
from ttdt.excel.file_kind import member
from ttdt.excel.xlsx_metadata import Marks, walk
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

_CELLS = frozenset({"table-cell", "covered-table-cell"})


@dataclass(slots=True)
class OdsMarks:
    """Marks of one sheet, with its merged ranges, which the reader does not tell."""

    marks: Marks = field(default_factory=Marks)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def ods_marks_of(content: bytes, rows: int, columns: int) -> dict[str, OdsMarks]:
    """Return the marks of every sheet of a package, by its name; raises `TtdtError` for bad XML."""
    scanner = _Scanner(rows, columns)
    try:
        walk(member(content, "content.xml"), scanner.start, scanner.end)
    except expat.ExpatError:
        raise TtdtError(
            gettext_lazy(
                "the file is damaged: its inner text cannot be read; save it again as .xlsx"
            )
        ) from None
    return scanner.found


class _Scanner:
    def __init__(self, rows: int, columns: int) -> None:
        self.found: dict[str, OdsMarks] = {}
        self._rows, self._columns = rows, columns
        self._now = OdsMarks()
        self._row = self._column = 0
        self._repeated = 1
        self._depth = 0

    def start(self, name: str, given: Mapping[str, str]) -> None:
        said = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._now = OdsMarks()
                self.found[said.get("name", "")] = self._now
                self._row = 0
        elif name == "table-row":
            self._column = 0
            self._repeated = _count(said.get("number-rows-repeated"))
            if said.get("visibility") in {"collapse", "filter"} and self._row < self._rows:
                self._now.marks.hidden_rows.add(self._row)
        elif name in _CELLS:
            self._cell(said, [value for key, value in given.items() if key.endswith("value-type")])
            self._column += _count(said.get("number-columns-repeated"))

    def _cell(self, said: Mapping[str, str], kinds: list[str]) -> None:
        if self._row >= self._rows or self._column >= self._columns:
            if kinds:
                self._now.marks.far = self._now.marks.far or str(self._row + 1)
            return
        place = (self._row, self._column)
        if "error" in kinds:
            self._now.marks.errors[place] = "#"
        if "percentage" in kinds:
            self._now.marks.percents.add(place)
        if "formula" in said:
            self._now.marks.formulas.add(place)
        down = _count(said.get("number-rows-spanned"))
        right = _count(said.get("number-columns-spanned"))
        if down > 1 or right > 1:
            last = (self._row + down - 1, self._column + right - 1)
            self._now.merged.append((place, last))

    def end(self, name: str) -> None:
        if name == "table":
            self._depth -= 1
        elif name == "table-row":
            self._row += self._repeated


def _count(text: str | None) -> int:
    """Return how often something is repeated; the most is what a sheet can hold."""
    if text is None or not text.isdecimal():
        return 1
    return max(1, min(int(text[:9]), 2**24))
