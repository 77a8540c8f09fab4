"""The rows of a composite indicator, judged by its worst part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import AreaResult, Coverage, Flag, IndicatorResult, Status
from ttdt.compute.verdict import worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.plan import Indicator, Plan


def composite_result(
    indicator: Indicator, parts: Sequence[IndicatorResult], plan: Plan
) -> IndicatorResult:
    """Return the verdict on a composite; numbers stand with its parts, which are unlike things.

    An area's coverage is that of the units that have every part.
    """
    rows: dict[str, AreaResult] = {}
    for area in reversed(tuple(plan.areas)):
        below = [rows[child].coverage for child in plan.below.get(area, ())]
        own = {str(part.indicator.part): part.areas[area] for part in parts}
        rows[area] = _area(indicator, area, own, below)
    return IndicatorResult(indicator, {area: rows[area] for area in plan.areas}, plan.below)


def _coverage(parts: Sequence[AreaResult], below: Sequence[Coverage]) -> Coverage:
    """Return how many units have every part, given those below an area and its applicable parts.

    A part that is the area's own figure covers all of them.
    """
    units, whole = sum(one.units for one in below), sum(one.applicable for one in below)
    if any(not row.summed for row in parts):
        units = max(units, min(row.coverage.units for row in parts))
    return Coverage(min(units, whole), whole)


def _area(
    indicator: Indicator, area: str, parts: dict[str, AreaResult], below: Sequence[Coverage]
) -> AreaResult:
    verdict = worst(
        {name: (row.status, row.gap, row.reason) for name, row in parts.items()},
        indicator.direction.sign,
    )
    rows = list(parts.values())
    flags = {flag for row in rows for flag in row.flags}
    whys = {row.why for row in rows}
    applicable = [row for row in rows if row.status is not Status.NOT_APPLICABLE]
    counted = bool(applicable) and all(row.counted for row in applicable)
    summed = any(row.summed for row in rows)
    coverage = Coverage(int(counted), int(verdict.status is not Status.NOT_APPLICABLE))
    if below:
        coverage = _coverage(applicable, below)
    short = [row for row in rows if row.status.is_short]
    return AreaResult(
        status=verdict.status,
        coverage=coverage,
        firm=any(row.firm for row in short) if short else all(row.firm for row in rows),
        summed=summed,
        counted=counted,
        reason=verdict.reason,
        goal=indicator.goal_of(area) if summed else None,
        why=whys.pop() if len(whys) == 1 else None,
        flags=tuple(flag for flag in Flag if flag in flags),
        period=next((row.period for row in rows if row.period), None),
        source=next((row.source for row in rows if row.source is not None), None),
        worst=verdict.name,
    )
