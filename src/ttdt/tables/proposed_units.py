"""What the rows of a foreign table are: units, sums of units, or nothing to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.excel.cells import Ambiguous, stored, typed
from ttdt.maps import NAMED_UNIT, NumberStyle
from ttdt.schema.map import SKIPPED, UNDECIDED
from ttdt.tables.layout import has_numbers, is_numbering
from ttdt.tables.numbers import comes_to, number_in
from ttdt.tables.proposal import Proposed
from ttdt.tables.unit_names import area_beside, is_total, likeliest_units, units_named
from ttdt.text.matching import as_written
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ttdt.plan import Plan
    from ttdt.tables.layout import Layout
    from ttdt.tables.proposal import ProposedLine

_A_UNIT = gettext_lazy("a unit's id")
_UNKNOWN = gettext_lazy("a unit's id, {example} or skip", example="{total_of: […]}")

_MOST_LISTED = 1_000
"""Of more names, only those are listed that the plan does not have."""


def propose_units(
    layout: Layout, plan: Plan, lines: Sequence[ProposedLine], *, is_survey: bool = False
) -> dict[str, Proposed]:
    """Return what the name of each row below the headings is, in the order of the table.

    Of a survey each row stands by itself: none is the sum of others, or lies below another. A name
    that stands in a table twice is left out where each row of it is known by what is above it; so
    are names that the plan has, of very many.
    """
    return _Rows(layout, plan, lines, is_survey=is_survey).proposed()


class _Rows:
    def __init__(
        self, layout: Layout, plan: Plan, lines: Sequence[ProposedLine], *, is_survey: bool
    ) -> None:
        self._layout, self._plan, self._is_survey = layout, plan, is_survey
        grid = layout.grid
        places = {grid.line_name(place): place for place in range(grid.size[1])}
        self._styles = {
            places[line.name]: None if line.numbers is None else line.numbers.value
            for line in lines
            if line.holds.value != SKIPPED
        }
        self._units: dict[int, str] = {}
        above: str | None = None
        for row in layout.body:
            name = self._name(row)
            if is_survey:
                above = area_beside(plan, grid, row, layout.names_in)
            found = units_named(plan, name, above) if row in layout.units else ()
            if len(found) == 1:
                self._units[row] = above = found[0]

    def proposed(self) -> dict[str, Proposed]:
        found: dict[str, Proposed] = {}
        meanings: dict[str, set[str | None]] = {}
        for row in self._layout.body:
            if name := self._name(row):
                if as_written(name) not in meanings:
                    found[name] = self._of(row, name)
                meanings.setdefault(as_written(name), set()).add(self._units.get(row))
        several = {
            name
            for name, units in meanings.items()
            if None not in units and (len(units) > 1 or (self._is_survey and self._is_shared(name)))
        }
        listed = {name: value for name, value in found.items() if as_written(name) not in several}
        if len(listed) <= _MOST_LISTED:
            return listed
        return {name: value for name, value in listed.items() if not self._is_known(name, value)}

    def _is_known(self, name: str, value: Proposed) -> bool:
        """Return whether a name is read as is proposed also where the map does not say it."""
        found = units_named(self._plan, name)
        return len(found) == 1 and value.value == self._plan.areas[found[0]].written_id

    def _is_shared(self, name: str) -> bool:
        """Return whether only what stands beside a name says whose it is."""
        return len(units_named(self._plan, name)) > 1

    def _name(self, row: int) -> str:
        return self._layout.grid.name(row, self._layout.names_in)

    def _of(self, row: int, name: str) -> Proposed:
        grid, names_in = self._layout.grid, self._layout.names_in
        if is_numbering(grid, row):
            return Proposed(SKIPPED, gettext_lazy("it numbers the columns"))
        unit = self._units.get(row)
        if unit is not None:
            areas = () if self._is_survey else self._plan.descendants(unit)
            inside = {one.id for one in areas}
            below = inside and [one for one in self._units.values() if one in inside]
            if below:
                return self._sum_of(self._outermost(below))
            return Proposed(self._plan.areas[unit].written_id)
        if not has_numbers(grid, row, names_in):
            return Proposed(SKIPPED, gettext_lazy("no number stands in it"))
        if is_total(name):
            return Proposed({"total_of": "all"})
        if row in self._layout.units:
            found = tuple(self._plan.areas[one].written_id for one in self._layout.units[row])
            return _asked(found or (NAMED_UNIT, _A_UNIT))
        group = [] if self._is_survey else self._group(row)
        if group:
            why = gettext_lazy("its numbers are their sums")
            return Proposed({"total_of": [self._plan.areas[one].written_id for one in group]}, why)
        above = None if self._is_survey else self._last_above(row)
        likely = likeliest_units(self._plan, name, above)
        return _asked(likely) if likely else Proposed(UNDECIDED, _UNKNOWN)

    def _last_above(self, row: int) -> str | None:
        """Return the unit that is named last above a row."""
        above = [one for one in self._units if one < row]
        return self._units[max(above)] if above else None

    def _sum_of(self, units: Sequence[str]) -> Proposed:
        ids: list[str] = [self._plan.areas[one].written_id for one in units]
        return Proposed({"total_of": [*ids]}, gettext_lazy("units of it are in the table"))

    def _outermost(self, units: Sequence[str]) -> list[str]:
        held = set(units)
        return [
            unit
            for unit in dict.fromkeys(units)
            if not any(above.id in held for above in self._plan.ancestors(unit))
        ]

    def _group(self, row: int) -> list[str]:
        """Return the units directly below or above a row whose numbers add up to its own."""
        for step in (1, -1):
            rows = []
            at = row + step
            while at in self._units:
                rows.append(at)
                at += step
            # Beside a name that may be one more unit's, nobody knows yet which there are.
            if rows and not self._may_be_unit(at) and self._is_sum(row, rows):
                return [self._units[one] for one in sorted(rows)]
        return []

    def _may_be_unit(self, row: int) -> bool:
        name = self._name(row) if row in self._layout.body else ""
        return bool(name) and not is_total(name) and bool(likeliest_units(self._plan, name))

    def _is_sum(self, row: int, rows: Sequence[int]) -> bool:
        held = 0
        for line in self._styles:
            total = self._number(row, line)
            found = [self._number(one, line) for one in rows]
            known = [number for number in found if number is not None]
            if total is None or len(known) < len(rows):
                continue
            if not comes_to(sum(known), total):
                return False
            held += total != 0
        return held > 0

    def _number(self, row: int, line: int) -> Decimal | None:
        value = self._layout.grid.at(row, line)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return stored(value)
        if not isinstance(value, str):
            return None
        style = self._styles[line]
        try:
            if style in {None, UNDECIDED}:
                return typed(value)
            return number_in(value, NumberStyle(str(style)))
        except Ambiguous:
            return None


def _asked(choices: tuple[object, ...]) -> Proposed:
    return Proposed(UNDECIDED, gettext_lazy("perhaps {choices}; or skip", choices=choices))
