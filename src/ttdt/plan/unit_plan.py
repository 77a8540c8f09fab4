"""A unit's own plan: the part of a larger plan that is about it and the units below it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.plan.area import OWN_AREA
from ttdt.plan.indicator import Scope

if TYPE_CHECKING:
    from ttdt.plan.area import Area
    from ttdt.plan.indicator import Indicator
    from ttdt.plan.model import Plan
    from ttdt.plan.programme import Task
    from ttdt.plan.targets import Target


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
        sections=None if plan.sections is None else plan.sections.as_of_unit(unit),
        funding=plan.funding
        and replace(plan.funding, rate=_indicator(plan.funding.rate, unit, units)),
        tasks={
            name: task._replace(units=_within(task, unit, units))
            for name, task in plan.tasks.items()
            if _within(task, unit, units)
        },
        indicators={
            name: replace(
                _indicator(indicator, unit, units),
                parts=tuple(_indicator(part, unit, units) for part in indicator.parts),
            )
            for name, indicator in plan.indicators.items()
        },
    )


def _within(task: Task, unit: str, units: dict[str, Area]) -> tuple[str, ...]:
    """Return whom a task is asked of in a unit: itself, as the plan's own area, and those below."""
    asked = (OWN_AREA if one == unit else one for one in task.units)
    return tuple(one for one in asked if one == OWN_AREA or one in units)


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
    return replace(
        indicator,
        target=_target(indicator, target, unit, units),
        asked=asked,
        # Milestones lead to the plan's target, so a unit with another one has the straight path.
        milestones=indicator.milestones if goal == target.value else {},
    )


def _target(indicator: Indicator, target: Target, unit: str, units: dict[str, Area]) -> Target:
    """Return a target with the unit's goal, and with every other one that is not the same."""
    as_meant = replace(indicator, target=target)
    goal = as_meant.goal_of(unit)
    goals = {area: as_meant.goal_of(area) for area in units}
    sums = {area: share for area, share in target.sums.items() if area in goals}
    return target._replace(
        value=target.value if goal is None else goal,
        by_unit={
            area: share
            for area, share in goals.items()
            if share is not None and area not in sums and (area in target.by_unit or share != goal)
        },
        sums=sums,
        amendments=tuple(
            amendment._replace(target=_target(indicator, amendment.target, unit, units))
            for amendment in target.amendments
        ),
    )
