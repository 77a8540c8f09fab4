"""Places of the units within an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.compute.results import AreaResult
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
    places: dict[Fraction, int] = {}
    for place, key in enumerate(sorted(keys.values(), reverse=True), 1):
        places.setdefault(key, place)
    return {unit: places[key] for unit, key in keys.items()}


def _key(indicator: Indicator, row: AreaResult) -> Fraction | None:
    """Return what a unit is compared by, the more the better, or None."""
    if row.value is None:
        return None
    value = row.value
    if measure_of(indicator).in_units:
        if indicator.target is None or not indicator.target.by_unit or not row.goal:
            return None
        value = value / row.goal
    return indicator.direction.sign * value
