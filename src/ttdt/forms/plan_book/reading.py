"""From a plan's workbook to what stands in its cells, by sheet and row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from ttdt.change.unit_naming import id_of_name
from ttdt.errors import TtdtError
from ttdt.excel.cells import cell_name
from ttdt.forms.cell_parsing import CellReader
from ttdt.forms.filled_form import Remark
from ttdt.forms.key_row import copy_of
from ttdt.forms.plan_book.columns import (
    ID,
    INDICATOR,
    INDICATORS,
    KEY_OF,
    PART,
    PLAN,
    REMOVE,
    SHARES,
    SHEETS,
    UNIT,
    UNITS,
    CellKind,
    PlanColumn,
    PlanSheet,
)
from ttdt.forms.plan_book.identity import PlanIdentity, plan_identity_in
from ttdt.forms.plan_book.rows import Held, part_key, rows_of, share_key
from ttdt.forms.plan_book.words import ALL, is_all, is_in_file, word_of
from ttdt.schema.validation import ID_PATTERN
from ttdt.text.matching import Names
from ttdt.text.message import gettext_lazy
from ttdt.yaml import PLAN_LIMITS, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.excel.sheets import CellTable
    from ttdt.forms.plan_book.rows import CellValue, PlanRows
    from ttdt.text.message import Message

_KEYS_WITHIN = 40
_SEPARATORS = re.compile("[,;]")


class TypedRow(NamedTuple):
    """A row as somebody left it."""

    key: str
    cells: Mapping[str, CellValue]
    """What its cells say, by the keys of their columns; without those that are empty."""
    sheet: str
    """How the sheet is named in messages: `plan.xlsx!Units`."""
    row: int
    places: Mapping[str, tuple[int, int]]
    """Where the cell of each column is."""
    is_removed: bool = False
    """Whether it is to be taken out of the plan."""

    def place(self, column: str = ID) -> str:
        """Return how a cell of the row is named in messages."""
        return f"{self.sheet}!{cell_name(*self.places.get(column, (self.row, 0)))}"


class FilledPlan(NamedTuple):
    """A plan's workbook, as somebody left it."""

    path: str
    identity: PlanIdentity
    base: PlanRows
    """The rows of the file that it was made from."""
    rows: Mapping[str, Mapping[str, TypedRow]]
    """The rows of each sheet by their keys, in their order."""
    sheets: Mapping[str, str]
    """How each sheet is named in messages."""
    remarks: tuple[Remark, ...]
    """What is wrong with single cells and rows."""


def read_plan_book(tables: list[CellTable], path: str) -> FilledPlan:
    """Return what stands in a plan's workbook.

    Raises `TtdtError` where a sheet, or a column of one, has been deleted, or the hidden sheet is
    damaged.
    """
    identity = plan_identity_in(tables)
    known = rows_of(parse(identity.content, path, PLAN_LIMITS).data)
    remarks: list[Remark] = []
    rows: dict[str, dict[str, TypedRow]] = {}
    sheets: dict[str, str] = {}
    for sheet in SHEETS:
        table = next((one for one in tables if _keys(sheet, one) is not None), None)
        if table is None:
            raise TtdtError(
                gettext_lazy(
                    "the sheet “{sheet}” of the plan has been deleted; restore it",
                    sheet=gettext_lazy(sheet.title),
                )
            )
        reader = _SheetReader(sheet, table, set(known[sheet.key]))
        rows[sheet.key] = reader.rows()
        reader.tell_of_merged_cells(rows[sheet.key])
        sheets[sheet.key] = reader.name
        remarks += reader.cells.remarks
    resolved = _resolved(rows, remarks)
    return FilledPlan(path, identity, known, resolved, sheets, tuple(remarks))


def _keys(sheet: PlanSheet, table: CellTable) -> dict[str, tuple[int, int]] | None:
    """Return where the keys of a sheet's columns stand, or None of another sheet."""
    prefix = KEY_OF.format(sheet=sheet.key, column="")
    found = {
        word.removeprefix(prefix): (row, column)
        for row in range(min(len(table.rows), _KEYS_WITHIN))
        for column, word in enumerate(table.rows[row])
        if isinstance(word, str) and word.startswith(prefix)
    }
    return found or None


class _SheetReader:
    """Reads one sheet; rows and columns count from 0."""

    def __init__(self, sheet: PlanSheet, table: CellTable, known: set[str]) -> None:
        self.cells = CellReader(table)
        self.name = "!".join(filter(None, (table.path, table.name)))
        self._sheet = sheet
        self._table = table
        self._places = _keys(sheet, table) or {}
        self._known = known
        missing = [column for column in sheet.columns if column.key not in self._places]
        if missing:
            raise TtdtError(
                gettext_lazy(
                    "columns of the form have been deleted: {names}",
                    names=tuple(gettext_lazy(column.title) for column in missing),
                )
            )

    def rows(self) -> dict[str, TypedRow]:
        """Return the rows in their order; what is wrong with them is told of beside them."""
        if self._sheet is PLAN:
            return {PLAN.key: self._pairs()}
        columns = {column.key: self._places[column.key][1] for column in self._sheet.columns}
        found: dict[str, TypedRow] = {}
        first = self._places[self._sheet.columns[0].key][0] + 1
        for row in range(first, len(self._table.rows)):
            cells: dict[str, CellValue] = {
                column.key: said
                for column in self._sheet.columns
                if (said := self._cell(column, row, columns[column.key])) not in {None, ""}
            }
            is_removed = cells.pop(REMOVE, None) is not None
            if not cells:
                continue
            key, cells = self._named(row, cells, found)
            places = {name: (row, place) for name, place in columns.items()}
            typed = TypedRow(key, cells, self.name, row, places, is_removed)
            if key in found:
                self._wrong(typed.place(), copy_of(found[key].row))
                continue
            found[key] = typed
        return found

    def tell_of_merged_cells(self, rows: Mapping[str, TypedRow]) -> None:
        """Tell of merged ranges that reach into rows: all but one of their cells look empty."""
        inside = {cell for row in rows.values() for cell in row.places.values()}
        for (top, left), (bottom, right) in self._table.metadata.merged:
            cells = {
                (row, column)
                for row in range(top, min(bottom, len(self._table.rows)) + 1)
                for column in range(left, right + 1)
            }
            if cells & inside:
                area = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
                message = gettext_lazy(
                    "the cells {area} are merged, so that all but the first look empty; undo the"
                    " merging",
                    area=area,
                )
                self._wrong(self._table.place(top, left), message)

    def _pairs(self) -> TypedRow:
        """Return what holds for the whole plan, where each cell has a row."""
        cells = {
            column.key: said
            for column in self._sheet.columns
            if (said := self._cell(column, self._places[column.key][0], 1)) not in {None, ""}
        }
        places = {key: (row, 1) for key, (row, _) in self._places.items()}
        return TypedRow(PLAN.key, cells, self.name, 0, places)

    def _cell(self, column: PlanColumn, row: int, at: int) -> CellValue:
        """Return what a cell says, references as they are typed."""
        if column.kind is CellKind.NUMBER:
            value = self._table.at(row, at)
            if not isinstance(value, str):
                return self.cells.percent(row, at)
            return Held.IN_FILE if is_in_file(value) else self.cells.number(row, at)
        text = self.cells.words(row, at)
        if text is None:
            return None
        text = normalize("NFC", text)
        if is_in_file(text):
            return Held.IN_FILE
        if column.kind is CellKind.IDS and is_all(text):
            return ALL
        if column.kind not in {CellKind.CHOICE, CellKind.KIND}:
            return text
        word = word_of(column, text)
        if word is None:
            message = gettext_lazy(
                "“{word}” is none of the choices; choose from the list", word=text[:60]
            )
            self._wrong(self._table.place(row, at), message)
        return word

    def _named(
        self, row: int, cells: dict[str, CellValue], found: Mapping[str, TypedRow]
    ) -> tuple[str, dict[str, CellValue]]:
        """Return a row's key, and its cells with an id, made from the name where it has none."""
        if self._sheet is SHARES:
            return _share_key(cells), cells
        is_part = self._sheet is INDICATORS and PART in cells
        column = PART if is_part else ID
        if column not in cells:
            name = str(cells.get("name_vi") or cells.get("name") or "")
            taken = {*self._known, *found}
            stem = id_of_name(name)
            numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
            cells[column] = next(one for one in (stem, *numbers) if one not in taken)
        elif not re.fullmatch(ID_PATTERN, str(cells[column])):
            message = gettext_lazy(
                "“{word}” is no id: small letters without diacritics, digits and hyphens",
                word=str(cells[column])[:60],
            )
            self._wrong(self._table.place(row, self._places[column][1]), message)
        name = str(cells.get(ID, ""))
        return (part_key(name, str(cells[PART])) if is_part else name), cells

    def _wrong(self, place: str, message: Message) -> None:
        self.cells.remarks.append(Remark(place, message))


def _resolved(
    rows: Mapping[str, Mapping[str, TypedRow]], remarks: list[Remark]
) -> dict[str, dict[str, TypedRow]]:
    """Return the rows with the ids of what their cells name; what is then there twice is wrong."""
    names = {
        key: Names(
            {
                row.key: [str(row.cells[one]) for one in ("name", "name_vi") if one in row.cells]
                for row in found.values()
                if PART not in row.cells
            },
            of_areas=key == UNITS.key,
        )
        for key, found in rows.items()
    }
    resolved: dict[str, dict[str, TypedRow]] = {}
    for sheet in SHEETS:
        found = resolved[sheet.key] = {}
        for typed in rows[sheet.key].values():
            row = _with_ids(sheet, typed, names)
            first = found.setdefault(row.key, row)
            if first is not row:
                remarks.append(Remark(row.place(), copy_of(first.row)))
    return resolved


def _with_ids(sheet: PlanSheet, row: TypedRow, names: Mapping[str, Names]) -> TypedRow:
    """Return a row with the ids of what its cells name."""
    cells = dict(row.cells)
    for column in sheet.columns:
        said = cells.get(column.key)
        if not column.of or not isinstance(said, str) or said == ALL:
            continue
        known = names[column.of]
        is_one = column.kind is CellKind.ID or known.find(said)
        words = [said] if is_one else map(str.strip, _SEPARATORS.split(said))
        cells[column.key] = ", ".join(_id_meant(word, known) for word in words if word)
    return (
        row._replace(key=_share_key(cells), cells=cells)
        if sheet is SHARES
        else row._replace(cells=cells)
    )


def _share_key(cells: Mapping[str, CellValue]) -> str:
    part = cells.get(PART)
    indicator, unit = str(cells.get(INDICATOR, "")), str(cells.get(UNIT, ""))
    return share_key(indicator, None if part is None else str(part), unit)


def _id_meant(word: str, names: Names) -> str:
    """Return the id of what a word names; the word itself where that is nothing or several."""
    found = names.find(word)
    return found[0] if len(found) == 1 else word
