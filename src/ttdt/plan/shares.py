"""How the target of a count is split among areas of several levels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.plan.area import OWN_AREA
from ttdt.plan.indicator import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ttdt.plan.area import Area
    from ttdt.plan.indicator import Indicator
    from ttdt.plan.targets import Target


def split_among(indicator: Indicator, units: Mapping[str, Area]) -> Indicator:
    """Return the indicator with what its target's shares mean for areas that have none.

    An area between has the sum of the shares below it. Asked for a figure are those with a share,
    and all above and below them. `units` has each unit before those below it.
    """
    target = indicator.target
    split = indicator.is_count and indicator.scope is not Scope.EACH_UNIT
    if target is None or not split:
        return indicator
    amendments = tuple(
        amendment._replace(target=amendment.target._replace(sums=_sums(amendment.target, units)))
        for amendment in target.amendments
    )
    shared = {
        unit
        for one in (target, *(amendment.target for amendment in amendments))
        for unit in one.by_unit
    }
    if not shared:
        return indicator
    return replace(
        indicator,
        target=target._replace(sums=_sums(target, units), amendments=amendments),
        asked=_asked(shared, units),
    )


def _sums(target: Target, units: Mapping[str, Area]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for unit in reversed(list(units.values())):
        share = target.by_unit.get(unit.id, sums.get(unit.id))
        if share is not None and unit.parent:
            sums[unit.parent] = sums.get(unit.parent, 0) + share
    return {area: sums[area] for area in sums if area not in target.by_unit}


def _asked(with_shares: set[str], units: Mapping[str, Area]) -> frozenset[str]:
    asked = {OWN_AREA}
    for name in with_shares:
        unit = units.get(name)
        while unit is not None:
            asked.add(unit.id)
            unit = units.get(unit.parent or OWN_AREA)
    shared = set(with_shares)
    for unit in units.values():
        if unit.parent in shared:
            shared.add(unit.id)
    return frozenset(asked | shared)
