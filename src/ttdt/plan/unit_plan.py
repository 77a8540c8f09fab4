"""A unit's own plan: the part of a larger plan that is about it and the units below it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.plan.model import OWN_AREA, Scope

if TYPE_CHECKING:
    from fractions import Fraction

    from ttdt.plan.model import Area, Indicator, Plan, Target


def unit_plan(plan: Plan, unit: str) -> Plan:
    """Return the plan as if it were a unit's own: the unit's targets, and only units below it.

    What it says of each area is what the whole plan says; the unit itself has the id of a plan's
    own area.
    """
    own = plan.areas[unit]
    units = {area.id: _moved(area, own) for area in plan.descendants(unit)}
    return replace(
        plan,
        area=own._replace(id=OWN_AREA, parent=None, level=0),
        units=units,
        of_unit=unit,
        indicators={
            name: replace(
                _indicator(indicator, unit, units),
                parts=tuple(_indicator(part, unit, units) for part in indicator.parts),
            )
            for name, indicator in plan.indicators.items()
        },
    )


def _moved(area: Area, own: Area) -> Area:
    parent = OWN_AREA if area.parent == own.id else area.parent
    return area._replace(parent=parent, level=area.level - own.level)


def _indicator(indicator: Indicator, unit: str, units: dict[str, Area]) -> Indicator:
    asked = indicator.asked
    if asked is not None:
        asked = frozenset({OWN_AREA} if unit in asked else ()) | (asked & units.keys())
    goal = indicator.goal_of(unit)
    target = indicator.target
    # A target of the plan's own area alone binds no unit.
    if target is None or goal is None or indicator.scope is Scope.PROVINCE:
        return replace(indicator, target=None, scope=None, milestones={}, asked=asked)
    goals = {area: indicator.goal_of(area) for area in units}
    return replace(
        indicator,
        target=_target(target, goal, goals),
        asked=asked,
        # Milestones lead to the plan's target, so a unit with another one has the straight path.
        milestones=indicator.milestones if goal == target.value else {},
    )


def _target(target: Target, goal: Fraction, goals: dict[str, Fraction | None]) -> Target:
    """Return the target with the unit's goal, and with every other one that is not the same."""
    sums = {area: share for area, share in target.sums.items() if area in goals}
    return replace(
        target,
        value=goal,
        by_unit={
            area: share
            for area, share in goals.items()
            if share is not None and area not in sums and (area in target.by_unit or share != goal)
        },
        sums=sums,
    )
