"""The rows of a composite indicator, judged by its worst part."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.judged_rows import JudgedRows
from ttdt.compute.results import AreaResult, Coverage, Flag, IndicatorResult, Reason
from ttdt.compute.verdict import Worst, worst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.compute.results import Evidence, FileLine, Status
    from ttdt.plan import Indicator, Plan


class _CompositeEvidence(NamedTuple):
    """What is known of an area's parts before they are judged."""

    coverage: Coverage
    applicable: bool
    counted: bool
    summed: bool
    flags: tuple[Flag, ...]
    numerator: None = None
    population: None = None
    reason: Reason | None = None
    why: str | None = None
    text: str | None = None
    note: str | None = None
    cause: str | None = None
    accepted: Mapping[str, str] = MappingProxyType({})
    source: FileLine | None = None

    @property
    def carried(self) -> bool:
        """Whether a figure of an earlier period is among its parts."""
        return Flag.CARRIED in self.flags


def composite_result(
    indicator: Indicator, parts: Sequence[IndicatorResult], plan: Plan
) -> IndicatorResult:
    """Return the verdict on a composite; numbers stand with its parts, which are unlike things.

    An area's coverage is that of the units that have every part.
    """
    found: dict[str, _CompositeEvidence] = {}
    for area in reversed(tuple(plan.areas)):
        below = [found[child].coverage for child in plan.below.get(area, ())]
        found[area] = _evidence([part.evidence[area] for part in parts], below)
    evidence = {area: found[area] for area in plan.areas}

    def judged(area: str) -> AreaResult:
        rows = {str(part.indicator.part): part.areas[area] for part in parts}
        return _row(indicator, area, evidence[area], rows)

    def status(area: str) -> Status:
        return composite_status({str(one.indicator.part): one.status_of(area) for one in parts})

    rows = JudgedRows(evidence, judged, status)
    return IndicatorResult(indicator, rows, plan.below, evidence=evidence, status=rows.status_of)


def composite_verdict(indicator: Indicator, parts: Mapping[str, AreaResult]) -> Worst:
    """Return the verdict on an area's composite, given the row of each of its parts."""
    return worst(
        {name: (row.status, row.gap, row.reason) for name, row in parts.items()},
        indicator.direction.sign,
    )


def composite_status(parts: Mapping[str, Status]) -> Status:
    """Return the status of `composite_verdict`, for which those of the parts are enough.

    Gaps and reasons tell which of equal parts decides.
    """
    return worst({name: (status, None, None) for name, status in parts.items()}).status


def _evidence(parts: Sequence[Evidence], below: Sequence[Coverage]) -> _CompositeEvidence:
    applicable = [part for part in parts if part.applicable]
    counted = bool(applicable) and all(part.counted for part in applicable)
    flags = {flag for part in parts for flag in part.flags}
    return _CompositeEvidence(
        _coverage(applicable, below) if below else Coverage(int(counted), int(bool(applicable))),
        applicable=bool(applicable),
        counted=counted,
        summed=any(part.summed for part in parts),
        flags=tuple(flag for flag in Flag if flag in flags),
    )


def _coverage(parts: Sequence[Evidence], below: Sequence[Coverage]) -> Coverage:
    """Return how many units have every part, given those below an area and its applicable parts.

    A part that is the area's own figure covers all of them.
    """
    units, whole = sum(one.units for one in below), sum(one.applicable for one in below)
    if any(not part.summed for part in parts):
        units = max(units, min(part.coverage.units for part in parts))
    return Coverage(min(units, whole), whole)


def _row(
    indicator: Indicator, area: str, evidence: _CompositeEvidence, parts: dict[str, AreaResult]
) -> AreaResult:
    verdict = composite_verdict(indicator, parts)
    rows = list(parts.values())
    whys = {row.why for row in rows}
    short = [row for row in rows if row.status.is_short]
    return AreaResult(
        status=verdict.status,
        coverage=evidence.coverage,
        firm=any(row.firm for row in short) if short else all(row.firm for row in rows),
        summed=evidence.summed,
        counted=evidence.counted,
        reason=verdict.reason,
        goal=indicator.goal_of(area) if evidence.summed else None,
        why=whys.pop() if len(whys) == 1 else None,
        flags=evidence.flags,
        period=next((row.period for row in rows if row.period), None),
        source=next((row.source for row in rows if row.source is not None), None),
        worst=verdict.name,
    )
