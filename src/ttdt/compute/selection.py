"""A report on part of the plan: some units, groups or indicators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from ttdt.compute.results import Report


@dataclass(frozen=True, slots=True)
class Selection:
    """The ids asked for; an empty tuple asks for all."""

    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


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
    if not selection.units:
        return replace(report, indicators=indicators)
    columns = tuple(unit for unit in report.units if unit in selection.units)
    wanted = {below.id for unit in columns for below in report.plan.descendants(unit)}
    wanted |= set(columns)
    units = tuple(unit for unit in report.units if unit in wanted)
    completeness = replace(
        report.completeness,
        expected=tuple(unit for unit in report.completeness.expected if unit in wanted),
        missing=tuple(unit for unit in report.completeness.missing if unit in wanted),
        invalid=tuple(unit for unit in report.completeness.invalid if unit in wanted),
        left_out=tuple(unit for unit in report.completeness.left_out if unit in wanted),
    )
    return replace(
        report,
        indicators=tuple(
            replace(result, areas={area: result.areas[area] for area in (OWN_AREA, *units)})
            for result in indicators
        ),
        completeness=completeness,
        units=units,
        columns=columns,
        by_selection=True,
    )
