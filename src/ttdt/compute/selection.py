"""A report on part of the plan: some units, groups or indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from ttdt.compute.round_report import Report
    from ttdt.plan import Plan


class Selection(NamedTuple):
    """The ids asked for; an empty tuple asks for all."""

    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    """Which units stand side by side: of these kinds, or so many levels below the own area."""

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

    With a unit come all below it.
    """
    indicators = tuple(
        result
        for result in report.indicators
        if (not selection.groups or result.indicator.group in selection.groups)
        and (not selection.indicators or result.indicator.id in selection.indicators)
    )
    columns = selection.columns_of(report.plan)
    if selection.groups or selection.indicators:
        # Money and tasks stand in no group.
        report = replace(report, funding=None, tasks=None)
    if not selection.units:
        return replace(report, indicators=indicators, columns=columns)
    units = selection.units_of(report.plan)
    wanted = frozenset(units)
    completeness = report.completeness._replace(
        expected=tuple(unit for unit in report.completeness.expected if unit in wanted),
        missing=tuple(unit for unit in report.completeness.missing if unit in wanted),
        invalid=tuple(unit for unit in report.completeness.invalid if unit in wanted),
        left_out=tuple(unit for unit in report.completeness.left_out if unit in wanted),
    )
    return replace(
        report,
        indicators=tuple(result.of_areas((OWN_AREA, *units)) for result in indicators),
        completeness=completeness,
        units=units,
        columns=columns,
        by_selection=True,
    )
