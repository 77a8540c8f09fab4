"""From the form of all units below an area to what was typed for each of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.excel.cells import letters
from ttdt.forms.area_form import BESIDE, NAME_BESIDE, STATE_OF_ALL, UNIT_KEY, UnitColumn, key_of
from ttdt.forms.cell_parsing import CellReader
from ttdt.forms.choices import FigureState, state_of
from ttdt.forms.filled_form import FilledForm, FilledRow, Remark
from ttdt.forms.form import DAYS, FIELDS, FormColumn, is_narrative, is_population
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from enum import StrEnum

    from ttdt.excel.sheets import CellTable
    from ttdt.forms.identity import Identity

_KEYS_WITHIN = 100
"""The row of keys is looked for in the first rows only."""

_MOST_OF_A_NAME = 60

_INPUTS = (UnitColumn.VALUE, UnitColumn.PERCENT, *BESIDE)
_OPTIONAL = (UnitColumn.PERCENT, UnitColumn.REASON, UnitColumn.CAUSE, UnitColumn.NOTE)
"""Those that only some figures have."""


@dataclass(frozen=True)
class UnitTable:
    """A sheet with a unit in each row, and where its columns are now."""

    table: CellTable
    keys: int
    """The row of keys."""
    units: int
    """The column of the units' ids."""
    columns: Mapping[str, int]

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The ids of what is asked, in the order of the columns."""
        found = (key.rpartition("|")[0] for key in self.columns if key != STATE_OF_ALL)
        return tuple(dict.fromkeys(found))

    @cached_property
    def inputs(self) -> tuple[int, ...]:
        """The columns that are filled in."""
        return tuple(
            place for key, place in self.columns.items() if key.rpartition("|")[2] in _INPUTS
        )


def unit_tables(tables: Sequence[CellTable]) -> list[UnitTable]:
    """Return the sheets of an area's form; none where the file is no such form.

    Raises `TtdtError` where columns have been deleted or doubled.
    """
    return [found for table in tables if (found := _unit_table(table)) is not None]


def _unit_table(table: CellTable) -> UnitTable | None:
    for row in range(min(len(table.rows), _KEYS_WITHIN)):
        said = [str(value).strip() for value in table.rows[row]]
        if UNIT_KEY not in said:
            continue
        columns: dict[str, int] = {}
        for place, word in enumerate(said):
            if "|" not in word and word != UNIT_KEY:
                continue
            if word in columns:
                raise TtdtError(
                    gettext_lazy("the column {column} is there twice", column=letters(place))
                )
            columns[word] = place
        found = UnitTable(table, row, columns.pop(UNIT_KEY), columns)
        missing = tuple(_missing(found))
        if missing:
            raise TtdtError(
                gettext_lazy("columns of the form have been deleted: {names}", names=missing)
            )
        return found
    return None


def _missing(found: UnitTable) -> Iterator[str]:
    for name in found.questions:
        beside = [key for one in BESIDE if (key := key_of(name, one)) in found.columns]
        # The first forms had no column for causes.
        needed = [UnitColumn.VALUE, *(BESIDE if beside else ())]
        needed = [one for one in needed if one is not UnitColumn.CAUSE]
        yield from (key for one in needed if (key := key_of(name, one)) not in found.columns)


def read_area_form(
    sheets: Sequence[UnitTable], path: str, period: str, identity: Identity | None
) -> list[FilledForm]:
    """Return what was typed for each unit; one for whom nothing was is passed over.

    Raises `TtdtError` where something stands in a row that is no unit's.
    """
    found: dict[str, _Unit] = {}
    for sheet in sheets:
        for row, unit in _rows(sheet):
            found.setdefault(unit, _Unit(CellReader(sheet.table))).take(sheet, row)
    return [
        FilledForm(
            unit,
            period,
            f"{path}!{unit[:_MOST_OF_A_NAME]}",
            one.entries,
            None
            if identity is None
            else replace(identity, unit=unit, basis=identity.bases.get(unit, ""), bases={}),
            tuple(one.remarks),
            names=one.names,
            path=path,
        )
        for unit, one in found.items()
        if one.remarks or any(entry.typed is not None for entry in one.entries.values())
    ]


def _rows(sheet: UnitTable) -> Iterator[tuple[int, str]]:
    """Yield the rows of a sheet with the unit that each is of."""
    table = sheet.table
    for row in range(sheet.keys + 1, len(table.rows)):
        unit = str(table.at(row, sheet.units) or "")
        if unit:
            yield row, unit
            continue
        for place in sheet.inputs:
            if table.at(row, place) is None or (row, place) in table.metadata.formulas:
                continue  # The sums below are formulas.
            raise TtdtError(
                gettext_lazy(
                    "{cell}: something is written in this row, but the row is no unit's; move it to"
                    " the unit's own row",
                    cell=table.place(row, place).removeprefix(f"{table.path}!"),
                )
            )


@dataclass(slots=True)
class _Unit:
    """What is read of one unit in all sheets."""

    cells: CellReader
    entries: dict[str, FilledRow] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    """The unit's row in each sheet."""
    names: dict[str, str] = field(default_factory=dict)
    """What stands there as its name, by place."""

    def take(self, sheet: UnitTable, row: int) -> None:
        """Read the unit's row of one sheet."""
        table = sheet.table
        if table.name in self.rows:
            message = gettext_lazy(
                "this row is a copy of row {first}, so the figure is there twice; delete one of"
                " them",
                first=str(self.rows[table.name] + 1),
            )
            self.remarks.append(Remark(table.place(row), message))
            return
        self.rows[table.name] = row
        self.cells = CellReader(table)
        name_at = sheet.units + NAME_BESIDE
        self.names[table.place(row, name_at)] = str(table.at(row, name_at) or "")
        typed = any(table.at(row, place) is not None for place in sheet.inputs)
        if typed and row in table.metadata.hidden_rows:
            message = gettext_lazy(
                "this row is hidden, and what stands in it is taken all the same"
            )
            self.remarks.append(Remark(table.place(row), message, is_error=False))
        as_last = self._state(sheet, row, STATE_OF_ALL)
        for name in sheet.questions:
            self.entries[name] = self._entry(sheet, row, name, as_last)
        self.remarks += [*self.cells.remarks, *_merged(sheet, row)]

    def _entry(
        self, sheet: UnitTable, row: int, name: str, as_last: FigureState | None
    ) -> FilledRow:
        cells = self.cells
        at = {
            column: place
            for column in (*_INPUTS, UnitColumn.LAST)
            if (place := sheet.columns.get(key_of(name, column))) is not None
        }
        places: dict[StrEnum, str] = {
            FormColumn(column): cells.table.place(row, place) for column, place in at.items()
        }
        value_at = at[UnitColumn.VALUE]
        if name in DAYS:
            return FilledRow(name, places, value=cells.day(row, value_at))
        if name in FIELDS:
            read = cells.note if name == "note" else cells.words
            return FilledRow(name, places, value=read(row, value_at))
        if is_population(name):
            value = cells.count(row, value_at)
            last_at = at.get(UnitColumn.LAST)
            last = None
            if as_last is not None and value is None and last_at is not None:
                last = cells.count(row, last_at)
            state = None if last is None else as_last
            return FilledRow(name, places, value=value, state=state, last=last)
        percent, reason, cause, note = (at.get(one) for one in _OPTIONAL)
        return FilledRow(
            name,
            places,
            value=(cells.words if is_narrative(name) else cells.count)(row, value_at),
            percent=None if percent is None else cells.percent(row, percent),
            may_be_share=percent is not None and cells.may_be_share(row, percent),
            state=self._state(sheet, row, key_of(name, UnitColumn.STATE)),
            reason=None if reason is None else cells.words(row, reason),
            cause=None if cause is None else cells.note(row, cause),
            note=None if note is None else cells.note(row, note),
        )

    def _state(self, sheet: UnitTable, row: int, key: str) -> FigureState | None:
        place = sheet.columns.get(key)
        word = None if place is None else self.cells.words(row, place)
        if place is None or word is None:
            return None
        state = state_of(word)
        if state is None:
            message = gettext_lazy(
                "“{word}” is none of the choices; choose from the list", word=word[:60]
            )
            self.remarks.append(Remark(sheet.table.place(row, place), message))
        return state


def _merged(sheet: UnitTable, row: int) -> Iterator[Remark]:
    """Yield the merged ranges that touch cells to be filled in of a row."""
    for (top, left), (bottom, right) in sheet.table.metadata.merged:
        touched = any(left <= place <= right for place in sheet.inputs)
        if touched and top <= row <= bottom:
            message = gettext_lazy(
                "the cells {area} are merged, so nobody can say which figure this is; undo the"
                " merging and type each figure into its own row",
                area=f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}",
            )
            yield Remark(sheet.table.place(top, left), message)
