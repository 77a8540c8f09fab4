"""A plan's data as rows of cells, and cells as data."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.excel.limits import is_whole
from ttdt.forms.plan_book.columns import (
    ABOVE,
    COMPARATOR,
    ID,
    INDICATOR,
    INDICATORS,
    OF_PARTS,
    PART,
    PLAN,
    SHARE,
    SHARES,
    SHEETS,
    TARGET,
    UNIT,
    CellKind,
    PlanColumn,
    PlanSheet,
)
from ttdt.schema.targets import COMPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.yaml import Plain


class Held(Enum):
    """What a cell shows of a value that only the file can hold."""

    IN_FILE = auto()


CellValue: TypeAlias = "str | Decimal | Held | None"
"""What a cell says: words, the word of a choice or ids as the file has them, a number, nothing."""

KeyPath: TypeAlias = tuple[str, ...]
"""The keys that lead to something in a plan."""


class PlanRow(NamedTuple):
    """A row of a sheet."""

    key: str
    """Its id; of a part, and of a unit's share, with what it is a part or a share of."""
    loc: KeyPath
    """Where its item stands in the plan."""
    cells: Mapping[str, CellValue]
    """What its cells say, by the keys of their columns; without those that are empty."""


PlanRows: TypeAlias = "dict[str, dict[str, PlanRow]]"
"""The rows of each sheet by their keys."""


def rows_of(data: Plain) -> PlanRows:
    """Return all rows of a plan; what in it is no plan's is left out."""
    return {sheet.key: {row.key: row for row in _rows(sheet, data)} for sheet in SHEETS}


def _rows(sheet: PlanSheet, data: Plain) -> Iterator[PlanRow]:
    if sheet is PLAN:
        yield PlanRow(PLAN.key, (), _cells(sheet, data))
    elif sheet is SHARES:
        yield from _shares(data)
    elif sheet is INDICATORS:
        for name, item in _items(data, ("indicators",)):
            loc: KeyPath = ("indicators", name)
            yield PlanRow(name, loc, {ID: name, **_cells(sheet, item)})
            for part, inner in _items(item, ("parts",)):
                cells = {key: said for key, said in _cells(sheet, inner).items() if key in OF_PARTS}
                key = part_key(name, part)
                yield PlanRow(key, (*loc, "parts", part), {ID: name, PART: part, **cells})
    else:
        loc = tuple(map(str, sheet.loc))
        yield from _nested(sheet, at(data, loc), loc, None)


def _nested(sheet: PlanSheet, section: Plain, loc: KeyPath, above: str | None) -> Iterator[PlanRow]:
    """Yield the rows of a section's items, each before those below it."""
    for name, item in _items(section, ()):
        known: dict[str, CellValue] = {ID: name} if above is None else {ID: name, ABOVE: above}
        yield PlanRow(name, (*loc, name), {**known, **_cells(sheet, item)})
        if sheet.below:
            below = (*loc, name, sheet.below)
            yield from _nested(sheet, at(item, (sheet.below,)), below, name)


def _shares(data: Plain) -> Iterator[PlanRow]:
    for name, item in _items(data, ("indicators",)):
        yield from _shares_of(item, name, None, ("indicators", name))
        for part, inner in _items(item, ("parts",)):
            yield from _shares_of(inner, name, part, ("indicators", name, "parts", part))


def _shares_of(item: Plain, name: str, part: str | None, loc: KeyPath) -> Iterator[PlanRow]:
    shares = at(item, ("target", "by_unit"))
    for unit, share in shares.items() if isinstance(shares, dict) else ():
        cells: dict[str, CellValue] = {INDICATOR: name, UNIT: unit, SHARE: _number(share)}
        if part is not None:
            cells[PART] = part
        yield PlanRow(share_key(name, part, unit), (*loc, "target", "by_unit", unit), cells)


def part_key(indicator: str, part: str) -> str:
    """Return the key of a part's row."""
    return f"{indicator}/{part}"


def share_key(indicator: str, part: str | None, unit: str) -> str:
    """Return the key of the row of a unit's share."""
    return f"{indicator if part is None else part_key(indicator, part)}@{unit}"


def at(data: Plain, path: KeyPath) -> Plain:
    """Return the value at a path, or None where there is none."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _items(data: Plain, path: KeyPath) -> Iterator[tuple[str, Plain]]:
    section = at(data, path)
    for name, item in section.items() if isinstance(section, dict) else ():
        if isinstance(item, dict):
            yield name, item


def _cells(sheet: PlanSheet, item: Plain) -> dict[str, CellValue]:
    found = {column.key: cell_of(column, item) for column in sheet.columns if column.path}
    return {key: said for key, said in found.items() if said is not None}


def cell_of(column: PlanColumn, item: Plain) -> CellValue:
    """Return what a column's cell says of an item."""
    raw = at(item, column.path)
    if column.key in {COMPARATOR, TARGET}:
        target = raw if isinstance(raw, dict) else {}
        known = [key for key in COMPARATORS if target.get(key) is not None]
        if len(known) != 1:
            return None
        return known[0] if column.key == COMPARATOR else _number(target[known[0]])
    if raw is None:
        return None
    match column.kind:
        case CellKind.NUMBER:
            return _number(raw)
        case CellKind.IDS:
            ids = [raw] if isinstance(raw, str) else raw
            if isinstance(ids, list) and all(isinstance(one, str) for one in ids):
                return ", ".join(map(str, ids)) or None
            return Held.IN_FILE
        case CellKind.CHOICE:
            word = str(raw).lower() if isinstance(raw, bool | int) else raw
            return word if isinstance(word, str) and word in column.choices else Held.IN_FILE
        case _:
            text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
            return text if isinstance(text, str) and is_whole(text) else Held.IN_FILE


def _number(raw: Plain) -> CellValue:
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return Decimal(raw)
    return Held.IN_FILE


def plain_of(column: PlanColumn, said: CellValue) -> Plain:
    """Return what a cell says as the file has it."""
    match said:
        case Decimal():
            return int(said) if said == said.to_integral_value() else said.normalize()
        case str() if column.kind is CellKind.IDS:
            words = [word for word in map(str.strip, said.split(",")) if word]
            return "all" if words == ["all"] else list(words)
        case str() if column.kind is CellKind.CHOICE and said in {"true", "false"}:
            return said == "true"
        case "0" if column.kind is CellKind.CHOICE:
            return 0
        case str():
            return said
        case _:
            return None
