"""Places of the units within an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Status
from ttdt.plan import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.compute.results import AreaResult, IndicatorResult
    from ttdt.plan import Indicator, Plan


class Ranks(Mapping[str, int]):
    """The place of each unit that can be compared among those of its level, once asked for."""

    def __init__(self, indicator: Indicator, rows: Mapping[str, AreaResult], plan: Plan) -> None:
        """Take the rows of all areas of a plan."""
        self._indicator = indicator
        self._rows = rows
        self._plan = plan

    @cached_property
    def _places(self) -> dict[str, int]:
        levels: dict[int, dict[str, AreaResult]] = {}
        for area, row in self._rows.items():
            levels.setdefault(self._plan.areas[area].level, {})[area] = row
        return {
            area: place
            for level, alike in levels.items()
            if level > 0
            for area, place in ranks(self._indicator, alike).items()
        }

    def __getitem__(self, area: str) -> int:
        """Return a unit's place."""
        return self._places[area]

    def __iter__(self) -> Iterator[str]:
        """Yield the units that can be compared."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many units can be compared."""
        return len(self._places)


def ranks(indicator: Indicator, rows: Mapping[str, AreaResult]) -> dict[str, int]:
    """Return the place of each unit that can be compared, 1 for the best.

    Rates, reductions and parities are compared by value, counts by how much of its own share of
    the target a unit has reached: counts of units of different size say nothing side by side. Equal
    units have the same place, and the next one the place it would have had without the tie.
    """
    keys = {unit: key for unit, row in rows.items() if (key := _key(indicator, row)) is not None}
    # Python compares whole numbers ten times as fast as fractions, which are left to tell apart
    # those that are nearly alike.
    order = {unit: (key.numerator * _FINE // key.denominator, key) for unit, key in keys.items()}
    places: dict[str, int] = {}
    best_of_alike, alike = 0, None
    for place, unit in enumerate(sorted(order, key=order.__getitem__, reverse=True), 1):
        if order[unit] != alike:
            best_of_alike, alike = place, order[unit]
        places[unit] = best_of_alike
    return {unit: places[unit] for unit in keys}


_FINE = 10**12
"""How finely the whole numbers tell apart what is compared."""


def best_first(result: IndicatorResult, units: Iterable[str]) -> list[str]:
    """Return units from the best to the worst, those that are alike in the given order.

    In the order of their places; behind those values that no place is given for, then verdicts
    without a value, and at the end what does not apply and what is missing.
    """
    indicator = result.indicator

    def place(unit: str) -> tuple[int, Fraction | int]:
        row = result.areas[unit]
        key = _key(indicator, row)
        if key is not None:
            return 0, -key
        if row.value is not None:
            return 1, -indicator.direction.sign * row.value
        return (3 if row.status in _SILENT else 2), row.status.rank

    return sorted(units, key=place)


_SILENT = frozenset({Status.NOT_APPLICABLE, Status.NO_DATA})


def _key(indicator: Indicator, row: AreaResult) -> Fraction | None:
    """Return what a unit is compared by, the more the better, or None."""
    if row.value is None:
        return None
    value = row.value
    if measure_of(indicator).in_units:
        if indicator.target is None or not indicator.target.by_unit or not row.goal:
            return None
        value = Fraction(value, row.goal)
    return value if indicator.direction is Direction.HIGHER else -value
