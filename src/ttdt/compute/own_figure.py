"""An area's row by its own figures, and what any row brings to the area above it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ttdt.compute.measures import ZERO, begins_at_baseline, measure_of
from ttdt.compute.observation import baseline_share, known_population
from ttdt.compute.results import AreaResult, Coverage, Reason, Share, Status
from ttdt.compute.summing import Shares
from ttdt.compute.verdict import UNGRADED, Progress, judge
from ttdt.plan import OWN_AREA, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ttdt.compute.observation import Observation
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions


@dataclass(frozen=True, slots=True)
class Node:
    """An area's row, and what it brings to the area above it."""

    row: AreaResult
    shares: Shares = field(default_factory=Shares)
    """What is added up, where the row is counted."""
    reasons: tuple[Reason, ...] = ()
    """Why the units that are missing are; those known by a percentage alone have no reason."""
    on_the_way: Shares | None = None
    """What is added up over the units counted that have both ends of the way so far."""
    pace_units: int = 0
    """How many these are."""
    baseline: Share | None = None
    """Where it stood at the end of the year before, if that is known of all of it."""
    carried: bool = False
    """Whether it rests on a figure of an earlier period."""
    now_alone: Share | None = None
    """Its share now, where nothing is missing but a baseline to hold it against."""
    judged_units: Mapping[str, AreaResult] = field(default_factory=dict)
    """The smallest areas with a figure, of which the worst decides where each is to reach the
    target; gathered only then."""


def reported(
    indicator: Indicator,
    area: str,
    filed: AreaSubmissions,
    seen: Observation,
    period: Period,
    summed: Node | None = None,
) -> Node:
    """Return the row of an area by its own figures, and the verdict on them if there is one.

    `summed` is what those below it come to, if there are any: the figure stands for all of them.
    """
    baseline = baseline_share(indicator, filed) if looks_back(indicator) else None
    if baseline is None and summed is not None:
        baseline = summed.baseline
    before = seen.before
    if before is None and begins_at_baseline(indicator):
        before = baseline
    shares = Shares(seen.now, before, seen.reference)
    units = 1 if summed is None else summed.row.coverage.applicable
    row = _row(indicator, area, seen, shares, period, units)
    if not seen.applicable and summed is None:
        row = replace(row, coverage=Coverage(0, 0))
    if seen.counted:
        # A baseline known in per cent alone cannot be added to others.
        adds_way = row.baseline is not None and (before is None or before.summable)
        return Node(
            row,
            shares,
            on_the_way=shares if adds_way else None,
            pace_units=units if adds_way else 0,
            baseline=baseline,
            carried=seen.carried,
            judged_units=_judged_units(indicator, area, row, summed),
        )
    if not seen.applicable:
        return Node(row)
    if summed is not None:
        return replace(summed, row=replace(row, missing=summed.row.missing))
    return Node(
        replace(row, missing=(known_population(indicator.population, filed),)),
        reasons=() if seen.reason is None else (seen.reason,),
        baseline=baseline,
        now_alone=seen.now if seen.reason is Reason.NO_BASELINE else None,
        judged_units=_judged_units(indicator, area, row, None),
    )


def _row(
    indicator: Indicator, area: str, seen: Observation, shares: Shares, period: Period, units: int
) -> AreaResult:
    """Return the row of a figure that stands for so many of the smallest units."""
    figure = seen.figure
    value = measure_of(indicator).value(shares)
    progress = progress_of(indicator, shares, value)
    silent = _verdict_without_judging(seen)
    goal = None if silent is not None else goal_of(indicator, area)
    judgement = UNGRADED if value is None else judge(indicator, value, goal, progress, period)
    has_start = progress.start is not None
    return AreaResult(
        status=silent or judgement.status,
        coverage=Coverage(units if seen.counted else 0, units),
        firm=seen.reason is None
        and not seen.carried
        and survives_rounding(indicator, shares, goal),
        counted=seen.counted,
        reason=seen.reason or judgement.reason,
        value=value if silent is None else None,
        numerator=None if seen.now is None else seen.now.numerator,
        population=None if seen.now is None else seen.now.population,
        goal=goal,
        baseline=progress.start,
        expected=judgement.expected,
        pace=judgement.pace,
        pace_units=units if has_start else None,
        pace_value=progress.value if has_start else None,
        gap=judgement.gap,
        remaining=None if goal is None else remaining_of(indicator, seen.now, goal),
        before=shares.before,
        reference=seen.reference,
        text=None if figure is None else figure.text,
        why=None if figure is None else figure.not_applicable or figure.not_reported,
        note=None if figure is None else figure.note,
        accepted={} if figure is None else figure.accept,
        flags=seen.flags,
        period=None if seen.submission is None else seen.submission.period.id,
        source=seen.place,
    )


def looks_back(indicator: Indicator) -> bool:
    """Return whether the end of the year before matters to an indicator."""
    return begins_at_baseline(indicator) or measure_of(indicator).compared_with == "before"


def _judged_units(
    indicator: Indicator, area: str, row: AreaResult, summed: Node | None
) -> Mapping[str, AreaResult]:
    """Return what decides on an area with its own figure, where each unit is to reach the target.

    The figure stands for those below that have none.
    """
    if indicator.scope is not Scope.EACH_UNIT:
        return {}
    if summed is None:
        return {area: row}
    below = summed.judged_units
    known = {unit: one for unit, one in below.items() if one.status is not Status.NO_DATA}
    if below and len(known) == len(below):
        return known
    # That all together reach the target does not say that each of them does.
    return {**known, area: replace(row, firm=row.firm and row.status.is_short)}


def progress_of(indicator: Indicator, shares: Shares, value: Fraction | None) -> Progress:
    """Return how far shares of this value are on the way to the target, as far as is known."""
    measure = measure_of(indicator)
    start = ZERO if indicator.starts_at_zero else measure.start(shares.before)
    scale = None if shares.now is None else measure.scale(shares.now.population)
    return Progress(value or ZERO, start, scale)


def survives_rounding(indicator: Indicator, shares: Shares, goal: Fraction | None) -> bool:
    """Return whether no percentage was rounded from numbers with another verdict."""
    target, measure = indicator.target, measure_of(indicator)
    if target is None or goal is None or not measure.is_numeric or shares.is_exact:
        return True
    return measure.survives_rounding(shares, target, goal)


def _verdict_without_judging(seen: Observation) -> Status | None:
    """Return the status of a unit that has nothing to judge, or None."""
    if not seen.applicable:
        return Status.NOT_APPLICABLE
    return None if seen.reason is None else Status.NO_DATA


def goal_of(indicator: Indicator, area: str) -> Fraction | None:
    """Return what an area is held against; a target of the plan's own area alone binds no unit."""
    if indicator.scope is Scope.PROVINCE and area != OWN_AREA:
        return None
    return indicator.goal_of(area)


def remaining_of(indicator: Indicator, now: Share | None, goal: Fraction) -> int | None:
    """Return the smallest whole change of the numerator that would meet the goal, or None."""
    target = indicator.target
    if target is None or now is None or now.numerator is None:
        return None
    return measure_of(indicator).remaining(now.numerator, now.population, target, goal)
