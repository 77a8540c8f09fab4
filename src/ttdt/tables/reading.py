"""What a table says by a map: each unit's figures with the cells they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.forms.filled_form import FilledForm, Remark
from ttdt.maps import EVERY_UNIT, NAMED_UNIT, ContentKind, Total
from ttdt.tables.layout import is_number
from ttdt.tables.located_lines import hidden, locate_lines
from ttdt.tables.shares import unclear_shares
from ttdt.tables.sums import TableSums
from ttdt.tables.times import time_of
from ttdt.tables.unit_cells import UnitCells
from ttdt.tables.unit_names import area_beside, likeliest_units, units_named
from ttdt.text.matching import as_written, fold
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ttdt.maps import TableMap
    from ttdt.maps.model import UnitLine
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.tables.grid import Grid
    from ttdt.tables.located_lines import LocatedLines
    from ttdt.text.message import Message

_MOST_NAMED = 10


class TableReading(NamedTuple):
    """What a table says."""

    forms: tuple[FilledForm, ...]
    """One for each unit, in the order of the table."""
    remarks: tuple[Remark, ...]
    """What is to be said of its cells; where one is an error, nothing of the table counts."""
    refused: tuple[Remark, ...]
    """Cells with words where a number belongs, which are kept as a note, without a number."""


def read_table(
    grid: Grid,
    mapped: TableMap,
    plan: Plan,
    period: Period,
    named: str | None = None,
    rows: Iterable[int] | None = None,
) -> TableReading:
    """Return what a table says by a map of each unit for a period, in all its rows or some.

    `named` is the unit of a table that is one unit's alone and does not say whose.

    Whatever stands in it and is not read is told of by its cell; a sum that the table prints, or
    its map states, and that is none, is an error.
    """
    located = locate_lines(grid, mapped)
    reading = _Reading(grid, mapped, plan, located, named)
    for row in body_of(grid, mapped) if rows is None else rows:
        reading.take(row)
    forms = tuple(reading.forms(period))
    sums = TableSums(grid, mapped, located)
    remarks = [*located.remarks, *reading.remarks]
    if mapped.ends_at is not None and body_of(grid, mapped).stop == grid.size[0]:
        message = gettext_lazy(
            "by the map the table ends at “{name}”, and nothing below is called so",
            name=mapped.ends_at,
        )
        remarks.append(Remark(grid.place(mapped.headings[1], mapped.names_in), message))
    if not reading.rows:
        message = gettext_lazy("by the map, no row of the table is a unit's")
        remarks.append(Remark(grid.place(mapped.headings[1], mapped.names_in), message))
    remarks += unclear_shares(grid, mapped, located, [*reading.rows.values()])
    remarks += sums.of_totals(reading.rows, reading.totals, plan)
    remarks += sums.of_identities([*reading.rows.values(), *(row for row, _ in reading.totals)])
    return TableReading(forms, tuple(remarks), tuple(reading.cells.refused))


def body_of(grid: Grid, mapped: TableMap) -> range:
    """Return the rows below the headings, up to that at which the map says that the table ends."""
    rows = range(mapped.headings[1] + 1, grid.size[0])
    if mapped.ends_at is None:
        return rows
    wanted = fold(mapped.ends_at)
    names = (row for row in rows if fold(grid.name(row, mapped.names_in)) == wanted)
    return range(rows.start, next(names, rows.stop))


class _Reading:
    """The rows of a table, each as a unit, a total, or something to be told of."""

    def __init__(
        self,
        grid: Grid,
        mapped: TableMap,
        plan: Plan,
        located: LocatedLines,
        named: str | None,
    ) -> None:
        self._named_unit = named
        self._grid, self._mapped, self._plan = grid, mapped, plan
        self._lines = [one for one in located.lines if one.content.kind is not ContentKind.SKIPPED]
        self._said = {as_written(name): said for name, said in mapped.units.items()}
        self._said_alike: dict[str, list[UnitLine]] = {}
        for name, said in mapped.units.items():
            self._said_alike.setdefault(fold(name), []).append(said)
        self._above: str | None = None
        self._sent = next(
            (one for one in self._lines if one.content.kind is ContentKind.SUBMITTED), None
        )
        self._remarks: list[Remark] = []
        self._forms: dict[str, FilledForm] = {}
        self.cells = UnitCells(grid, mapped, plan)
        self.rows: dict[str, int] = {}
        """Where each unit stands, by its id."""
        self.totals: list[tuple[int, Total]] = []

    @property
    def remarks(self) -> list[Remark]:
        return [*self._remarks, *self.cells.remarks]

    def forms(self, period: Period) -> list[FilledForm]:
        """Return what each unit says for a period."""
        where = "!".join(filter(None, (self._grid.table.path, self._grid.table.name)))
        return [
            FilledForm(
                self._plan.areas[unit].written_id,
                period.id,
                self._grid.place(row, self._mapped.names_in),
                self.cells.read(row, self._lines),
                whole=False,
                path=where,
            )
            for unit, row in self.rows.items()
        ]

    def take(self, row: int) -> None:
        """Take up one row."""
        name = self._grid.name(row, self._mapped.names_in)
        if self._sent is not None:
            self._above = area_beside(self._plan, self._grid, row, self._mapped.names_in)
        if not name:
            self._without_name(row)
        elif (meanings := self._meanings(name)) and len(meanings) == 1:
            (said,) = meanings
            if isinstance(said, Total):
                self.totals.append((row, self._total(row, said)))
                named = units_named(self._plan, name, self._above)
                self._above = named[0] if len(named) == 1 else self._above
            elif said == NAMED_UNIT:
                self._unit_named(row)
            elif said is not None:
                self._unit(row, name, self._plan.areas_named(said))
        else:
            ids = (one for said in meanings for one in self._plan.areas_named(str(said)))
            found = tuple(dict.fromkeys(ids)) or units_named(self._plan, name, self._above)
            if len(found) == 1 or self._has_figures(row) or self._may_be_unit(row, name, found):
                self._unit(row, name, found)
            else:
                message = gettext_lazy("“{name}” is no unit, and its row is not read", name=name)
                self._say(row, message, is_error=False)

    def _meanings(self, name: str) -> tuple[UnitLine, ...]:
        """Return what the map says a name is, as written there or else alike: several, or none.

        What is but alike is another unit's where the plan has the name of that.
        """
        written = as_written(name)
        if written in self._said:
            return (self._said[written],)
        alike = tuple(dict.fromkeys(self._said_alike.get(fold(name), ())))
        named = units_named(self._plan, name, self._above)
        if len(named) != 1:
            return alike
        units = [one for one in alike if isinstance(one, str)]
        same = [one for one in units if self._plan.areas_named(one) == named]
        if same:
            return (same[0],)
        return (*units, self._plan.areas[named[0]].written_id) if units else alike

    def _without_name(self, row: int) -> None:
        """Tell of a row in which no unit is named: of words alone, as those that sign a table."""
        if self._has_figures(row):
            message = gettext_lazy(
                "figures stand in the row of this cell, and no unit is named in it"
            )
            self._say(row, message)
        elif self._is_filled(row):
            message = gettext_lazy(
                "words stand in the row of this cell, which names no unit, and are not read"
            )
            self._say(row, message, is_error=False)

    def _has_figures(self, row: int) -> bool:
        """Return whether a row has a number where the map reads, or a formula that gives none."""
        return any(
            is_number(self._grid.at(row, one.line)) or self._grid.has_no_result(row, one.line)
            for one in self._lines
        )

    def _is_filled(self, row: int) -> bool:
        return not all(self._grid.is_blank(row, one.line) for one in self._lines)

    def _may_be_unit(self, row: int, name: str, found: tuple[str, ...]) -> bool:
        """Return whether words stand beside a name that is that of several units, or like one's."""
        likely = found or likeliest_units(self._plan, name, self._above)
        return bool(likely) and self._is_filled(row)

    def _unit_named(self, row: int) -> None:
        if self._named_unit is None:
            message = gettext_lazy(
                "nothing says whose figures these are; name it with --as UNIT/PERIOD"
            )
            self._say(row, message)
        else:
            self._unit(row, self._named_unit, self._plan.areas_named(self._named_unit))

    def _unit(self, row: int, name: str, found: tuple[str, ...]) -> None:
        if len(found) != 1:
            self._say(row, self._unmatched(name, found))
            return
        unit = found[0]
        self._above = unit
        first = self.rows.setdefault(unit, row)
        if first != row and self._mapped.latest:
            self._repeated(unit, first, row)
        elif first != row:
            message = gettext_lazy(
                "{unit} has a row already, {first}; let the map skip one of them by its name, or"
                " say with ends_at where the table ends",
                unit=self._plan.areas[unit].name,
                first=self._grid.row_name(first),
            )
            self._say(row, message)
        elif self._grid.is_hidden(row=row):
            self._remarks.append(hidden(self._grid, row, self._mapped.names_in, is_line=False))

    def _repeated(self, unit: str, first: int, row: int) -> None:
        """Let that of two rows of a unit count which was sent last, and say so."""
        sent, again = self._time(first), self._time(row)
        if sent is None or again is None or not _are_of_one_clock(sent, again) or sent == again:
            message = gettext_lazy(
                "{unit} has a row already, {first}, and nothing says which of the two was sent"
                " last",
                unit=self._plan.areas[unit].name,
                first=self._grid.row_name(first),
            )
            self._say(row, message)
            return
        earlier, later = (first, row) if sent < again else (row, first)
        self.rows[unit] = later
        message = gettext_lazy(
            "{unit} has sent row {row} later, so this one is not read",
            unit=self._plan.areas[unit].name,
            row=self._grid.row_name(later),
        )
        self._say(earlier, message, is_error=False)

    def _time(self, row: int) -> datetime | None:
        if self._sent is None:
            return None
        return time_of(self._grid.at(row, self._sent.line), self._sent.dates)

    def _unmatched(self, name: str, found: tuple[str, ...]) -> Message:
        if found:
            choices = tuple(self._plan.areas[unit].written_id for unit in found[:_MOST_NAMED])
            return gettext_lazy(
                "“{name}” may mean {choices}; say in the map under units: which it is",
                name=name,
                choices=choices,
            )
        choices = likeliest_units(self._plan, name, self._above)
        if not choices:
            return gettext_lazy(
                "the map does not say what “{name}” is; add it under units: as a unit, a total or"
                " skip",
                name=name,
            )
        return gettext_lazy(
            "the map does not say what “{name}” is; if it is {choices}, add it under units:",
            name=name,
            choices=choices[:_MOST_NAMED],
        )

    def _total(self, row: int, total: Total) -> Total:
        """Return a total with its units' ids as the plan has them."""
        if total.units == EVERY_UNIT:
            return total
        units: list[str] = []
        for word in total.units:
            found = self._plan.areas_named(word)
            if len(found) != 1:
                self._say(row, gettext_lazy("the plan has no unit “{unit}”", unit=word))
            units += found[:1]
        return Total(tuple(units))

    def _say(self, row: int, message: Message, *, is_error: bool = True) -> None:
        self._remarks.append(
            Remark(self._grid.place(row, self._mapped.names_in), message, is_error=is_error)
        )


def _are_of_one_clock(one: datetime, other: datetime) -> bool:
    """Return whether both times name their zone, or neither: others cannot be compared."""
    return (one.tzinfo is None) is (other.tzinfo is None)
