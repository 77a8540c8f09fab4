"""How the target of a count is split among areas of several levels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.plan.model import OWN_AREA, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ttdt.plan.model import Area, Indicator, Target


def split_among(indicator: Indicator, units: Mapping[str, Area]) -> Indicator:
    """Return the indicator with what its target's shares mean for areas that have none.

    An area between has the sum of the shares below it. Asked for a figure are those with a share,
    and all above and below them. `units` has each unit before those below it.
    """
    target = indicator.target
    split = indicator.is_count and indicator.scope is not Scope.EACH_UNIT
    if target is None or not split or not target.by_unit:
        return indicator
    return replace(
        indicator,
        target=replace(target, sums=_sums(target, units)),
        asked=_asked(target, units),
    )


def _sums(target: Target, units: Mapping[str, Area]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for unit in reversed(list(units.values())):
        share = target.by_unit.get(unit.id, sums.get(unit.id))
        if share is not None and unit.parent:
            sums[unit.parent] = sums.get(unit.parent, 0) + share
    return {area: sums[area] for area in sums if area not in target.by_unit}


def _asked(target: Target, units: Mapping[str, Area]) -> frozenset[str]:
    asked = {OWN_AREA}
    for name in target.by_unit:
        unit = units.get(name)
        while unit is not None:
            asked.add(unit.id)
            unit = units.get(unit.parent or OWN_AREA)
    shared = set(target.by_unit)
    for unit in units.values():
        if unit.parent in shared:
            shared.add(unit.id)
    return frozenset(asked | shared)
