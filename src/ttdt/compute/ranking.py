"""Places of the units within an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ttdt.compute.results import AreaResult
    from ttdt.plan import Indicator, Plan


def ranks_by_level(
    indicator: Indicator, rows: Mapping[str, AreaResult], plan: Plan
) -> dict[str, int]:
    """Return the place of each unit that can be compared among those of its level."""
    levels: dict[int, dict[str, AreaResult]] = {}
    for area, row in rows.items():
        levels.setdefault(plan.areas[area].level, {})[area] = row
    return {
        area: place
        for level, alike in levels.items()
        if level > 0
        for area, place in ranks(indicator, alike).items()
    }


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
