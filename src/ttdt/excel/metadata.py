"""What the sheets of a workbook say besides values: formulas, errors, percents, hidden rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath
from typing import TYPE_CHECKING
from xml.parsers import expat

from ttdt.errors import TtdtError
from ttdt.excel.cells import cell_name
from ttdt.excel.file_kind import Package
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Place = tuple[int, int]
"""Row and column, counted from 0."""

Area = tuple[Place, Place]
"""The first and the last cell of a merged range."""

_PREFIXED = re.compile(rb"<[^\s<>:]*:")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENT_FORMATS = frozenset({9, 10})
_ODS_CELLS = frozenset({"table-cell", "covered-table-cell"})
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_TOLD = 600_000
"""Cells of an .ods that hold something; one can be repeated over a whole sheet."""


@dataclass(slots=True)
class SheetMetadata:
    """Places of one sheet; `far` is the first cell with content that lies beyond all bounds."""

    formulas: set[Place] = field(default_factory=set)
    without_value: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    """Whether the sheet itself is."""
    merged: list[Area] = field(default_factory=list)
    far: str | None = None


DAMAGED = gettext_lazy("the file is damaged: its inner text cannot be read; save it again as .xlsx")

_BOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedstrings.xml"
_PLACES = {"officedocument": _BOOK, "styles": _STYLES, "sharedstrings": _STRINGS}
"""Where the reader of cells looks for the parts that a relationship of this type leads to."""


def xlsx_metadata(content: bytes, rows: int, columns: int) -> dict[str, SheetMetadata]:
    """Return what every sheet of an .xlsx says within these bounds, by its name.

    The parts are found by their relationships. Raises `TtdtError` for XML that is none, and for
    parts that lie where the reader of cells would not find them.
    """
    package = Package(content)
    own = _relations(package.member("xl/_rels/workbook.xml.rels"), "xl")
    for _, kind, path in (*_relations(package.member("_rels/.rels"), ""), *own):
        if _PLACES.get(kind, path.casefold()) != path.casefold():
            raise TtdtError(
                gettext_lazy(
                    "the part {name} is not where other workbooks have it; open the file in Excel"
                    " and save it again as .xlsx",
                    name=path[:80],
                )
            )
    targets = {relation: path for relation, _, path in own}
    percents = _percent_styles(package.member(_STYLES))
    found: dict[str, SheetMetadata] = {}
    for name, relation, is_hidden in _sheets(package.member(_BOOK)):
        if relation in targets:
            found[name] = _scan(package.member(targets[relation]), percents, rows, columns)
            found[name].is_hidden = is_hidden
    return found


def ods_metadata(content: bytes, rows: int, columns: int) -> dict[str, SheetMetadata]:
    """Return the same of an .ods, with the merged ranges that its reader does not tell."""
    scanner = _OdsScanner(rows, columns)
    _walk(Package(content).member("content.xml"), scanner.start, scanner.end)
    return scanner.found


def _refuse_doctype(*_said: object) -> None:
    # Nothing can be declared, so nothing can grow or lead elsewhere.
    raise TtdtError(
        gettext_lazy("a part of the file declares entities, as no form does; it is not opened")
    )


def _walk(
    text: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    """Go through XML, telling of its elements by their names without prefixes.

    Raises `TtdtError` for XML that is none, or declares things of its own.
    """
    if not text:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    # Hardly any part has prefixes; a sheet without them takes a tenth less.
    prefixed = _PREFIXED.search(text) is not None
    parser.StartElementHandler = (
        (lambda name, given: start(name.rpartition(":")[2], given)) if prefixed else start
    )
    if end is not None:
        parser.EndElementHandler = (lambda name: end(name.rpartition(":")[2])) if prefixed else end
    if data is not None:
        parser.CharacterDataHandler = data
    try:
        parser.Parse(text, True)  # noqa: FBT003 - this is how the parser is told of the end
    except (expat.ExpatError, LookupError, ValueError):
        # Of an encoding that it does not know, the parser tells by errors of the codecs.
        raise TtdtError(DAMAGED) from None


def _relations(text: bytes, folder: str) -> list[tuple[str, str, str]]:
    """Return the id, the last word of the type and the target of a folder's relationships."""
    found: list[tuple[str, str, str]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            path = target[1:] if target.startswith("/") else normpath(join(folder, target))
            kind = given.get("Type", "").rpartition("/")[2].casefold()
            found.append((given.get("Id", ""), kind, path))

    _walk(text, start)
    return found


def _sheets(text: bytes) -> list[tuple[str, str, bool]]:
    """Return the name of each sheet, its relationship, and whether it is hidden."""
    found: list[tuple[str, str, bool]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in given.items() if key.endswith(":id")), "")
            is_hidden = given.get("state", "visible") != "visible"
            found.append((given.get("name", ""), relation, is_hidden))

    _walk(text, start)
    return found


def _percent_styles(text: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show a percentage."""
    formats: set[int] = set(_PERCENT_FORMATS)
    styles: set[int] = set()
    inside = {"on": False}
    count = {"n": 0}

    def start(name: str, given: Mapping[str, str]) -> None:
        number = given.get("numFmtId", "")
        if (
            name == "numFmt"
            and number.isdecimal()
            and "%" in _unquoted(given.get("formatCode", ""))
        ):
            formats.add(int(number[:9]))
        elif name == "cellXfs":
            inside["on"] = True
        elif name == "xf" and inside["on"]:
            if number.isdecimal() and int(number[:9]) in formats:
                styles.add(count["n"])
            count["n"] += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            inside["on"] = False

    _walk(text, start, end)
    return frozenset(styles)


def _unquoted(pattern: str) -> str:
    return re.sub(r'"[^"]*"|\\.', "", pattern)


@lru_cache(maxsize=10_000)  # Form after form has cells of the same names.
def _place_of(name: str) -> Place | None:
    """Return where the cell of this name is; None where no sheet has such a cell."""
    found = _CELL.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2]) - 1
    return (row, column - 1) if 0 <= row < _LAST_ROW and column <= _LAST_COLUMN else None


class _XlsxScanner:
    """Takes up the elements of a sheet: most are cells, and most of these are empty."""

    def __init__(self, percents: frozenset[int], rows: int, columns: int) -> None:
        self.found = SheetMetadata()
        self._percents = percents
        self._rows, self._columns = rows, columns
        self._place: Place = (-1, -1)
        self._row = -1
        self._cell: dict[str, str] = {}
        """The attributes of the cell that is read."""
        self._formula = self._in_value = False
        self._value = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self._cell, self._formula, self._value = given, False, ""
            where = given.get("r")
            if where:
                self._place = _place_of(where) or self._beyond(where)
            else:
                self._place = (self._place[0], self._place[1] + 1)
        elif name in {"v", "t"}:
            self._in_value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            number = given.get("r", "")
            row = int(number[:9]) - 1 if number.isdecimal() else self._row + 1
            self._place, self._row = (row, -1), row
            if given.get("hidden") in {"1", "true"}:
                self.found.hidden_rows.add(row)
        elif name == "col" and given.get("hidden") in {"1", "true"}:
            first, last = _count(given.get("min")), _count(given.get("max"))
            self.found.hidden_columns.update(range(first - 1, min(last, self._columns)))

    def _beyond(self, name: str) -> Place:
        self.found.far = self.found.far or name[:20]
        return (-1, -1)

    def data(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def end(self, name: str) -> None:
        if name == "c":
            if self._value or self._formula:
                self._take()
        elif name in {"v", "t"}:
            self._in_value = False

    def _take(self) -> None:
        """Take up a cell that holds something."""
        row, column = place = self._place
        if row >= self._rows or column >= self._columns:
            self.found.far = self.found.far or self._cell.get("r") or cell_name(row, column)
            return
        if self._formula:
            self.found.formulas.add(place)
            if not self._value:
                self.found.without_value.add(place)
        if self._cell.get("t") == "e":
            self.found.errors[place] = self._value
        style = self._cell.get("s", "")
        if style.isdecimal() and int(style[:9]) in self._percents:
            self.found.percents.add(place)


def _scan(text: bytes, percents: frozenset[int], rows: int, columns: int) -> SheetMetadata:
    scanner = _XlsxScanner(percents, rows, columns)
    _walk(text, scanner.start, scanner.end, scanner.data)
    return scanner.found


class _OdsScanner:
    def __init__(self, rows: int, columns: int) -> None:
        self.found: dict[str, SheetMetadata] = {}
        self._rows, self._columns = rows, columns
        self._now = SheetMetadata()
        self._row = self._column = 0
        self._repeated = 1
        self._depth = 0
        self._told = 0

    def start(self, name: str, given: Mapping[str, str]) -> None:
        said = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._now = SheetMetadata()
                self.found[said.get("name", "")] = self._now
                self._row = self._column = 0
        elif name == "table-column":
            wide = _count(said.get("number-columns-repeated"))
            if said.get("visibility") in {"collapse", "filter"}:
                self._now.hidden_columns.update(self._here(self._column, wide, self._columns))
            self._column += wide
        elif name == "table-row":
            self._column = 0
            self._repeated = _count(said.get("number-rows-repeated"))
            if said.get("visibility") in {"collapse", "filter"}:
                self._now.hidden_rows.update(self._here(self._row, self._repeated, self._rows))
        elif name in _ODS_CELLS:
            self._cell(said, [value for key, value in given.items() if key.endswith("value-type")])
            self._column += _count(said.get("number-columns-repeated"))

    def _cell(self, said: Mapping[str, str], kinds: list[str]) -> None:
        if self._row >= self._rows or self._column >= self._columns:
            if kinds:
                self._now.far = self._now.far or str(self._row + 1)
            return
        places = self._places(_count(said.get("number-columns-repeated"))) if kinds else set()
        if "error" in kinds:
            self._now.errors |= dict.fromkeys(places, "#")
        if "percentage" in kinds:
            self._now.percents |= places
        if "formula" in said:
            self._now.formulas |= places
            if not kinds:
                self._now.without_value.add((self._row, self._column))
        down = _count(said.get("number-rows-spanned"))
        right = _count(said.get("number-columns-spanned"))
        if down > 1 or right > 1:
            last = (self._row + down - 1, self._column + right - 1)
            self._now.merged.append(((self._row, self._column), last))

    def _places(self, wide: int) -> set[Place]:
        """Return where a cell stands that is repeated to the right, and down with its row."""
        rows = self._here(self._row, self._repeated, self._rows)
        columns = self._here(self._column, wide, self._columns)
        self._told += len(rows) * len(columns)
        if self._told > _MOST_TOLD:
            self._now.far = self._now.far or str(self._row + 1)
            return set()
        return {(row, column) for row in rows for column in columns}

    @staticmethod
    def _here(first: int, repeated: int, most: int) -> range:
        """Return the rows or columns within the bounds that something is repeated in."""
        return range(first, min(first + repeated, most))

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
