"""A report on part of the plan: some units, groups or indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from ttdt.compute.round_report import Report
    from ttdt.plan import Indicator, Plan


class Selection(NamedTuple):
    """The ids asked for; an empty tuple asks for all."""

    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    """What these bodies answer for."""
    levels: tuple[str, ...] = ()
    """Which units stand side by side: of these kinds, or so many levels below the own area."""

    @property
    def is_of_some(self) -> bool:
        """Whether only some indicators are asked for."""
        return bool(self.groups or self.indicators or self.bodies)

    def includes(self, indicator: Indicator) -> bool:
        """Return whether an indicator is asked for."""
        return (
            (not self.groups or indicator.group in self.groups)
            and (not self.indicators or indicator.id in self.indicators)
            and (not self.bodies or not set(self.bodies).isdisjoint(indicator.responsible))
        )

    def units_of(self, plan: Plan) -> tuple[str, ...]:
        """Return the units of a plan that are asked for, with all below them, in its order."""
        if not self.units:
            return tuple(plan.units)
        wanted: set[str] = set()
        for unit in plan.units.values():
            if unit.id in self.units or unit.parent in wanted:
                wanted.add(unit.id)
        return tuple(unit for unit in plan.units if unit in wanted)

    def columns_of(self, plan: Plan) -> tuple[str, ...]:
        """Return the units of a plan that stand side by side in tables, in its order.

        They are those directly below its own area, where neither units nor levels are asked for.
        """
        if self.levels:
            areas = [plan.units[unit] for unit in self.units_of(plan)]
            return tuple(
                area.id
                for area in areas
                if area.kind in self.levels or str(area.level) in self.levels
            )
        if self.units:
            return tuple(unit for unit in plan.units if unit in self.units)
        return plan.below.get(OWN_AREA, ())


def select(report: Report, selection: Selection) -> Report:
    """Return what was asked for of a report; the figures of its own area stay as they are.

    With a unit come all below it, with a body the tasks that it answers for.
    """
    indicators = tuple(one for one in report.indicators if selection.includes(one.indicator))
    tasks = report.tasks
    if selection.groups or selection.indicators:
        # Money and tasks stand in no group.
        tasks = None
    elif tasks is not None and selection.bodies:
        tasks = tasks.of(bodies=selection.bodies)
    chosen = replace(
        report,
        indicators=indicators,
        columns=selection.columns_of(report.plan),
        # Money is no body's either.
        funding=None if selection.is_of_some else report.funding,
        tasks=tasks,
    )
    if not selection.units:
        return chosen
    units = selection.units_of(report.plan)
    within = frozenset(units)
    completeness = report.completeness._replace(
        expected=tuple(unit for unit in report.completeness.expected if unit in within),
        missing=tuple(unit for unit in report.completeness.missing if unit in within),
        invalid=tuple(unit for unit in report.completeness.invalid if unit in within),
        left_out=tuple(unit for unit in report.completeness.left_out if unit in within),
    )
    return replace(
        chosen,
        tasks=None if tasks is None else tasks.of(units),
        indicators=tuple(result.of_areas((OWN_AREA, *units)) for result in indicators),
        completeness=completeness,
        units=units,
        by_selection=True,
    )
