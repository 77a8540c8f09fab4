"""One unit's row of an indicator without parts, or of a part."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.observation import baseline_share
from ttdt.compute.results import Status, UnitResult
from ttdt.compute.verdict import UNGRADED, judge, remaining
from ttdt.plan import Measure, Scope

if TYPE_CHECKING:
    from ttdt.compute.observation import Observation
    from ttdt.compute.results import Share
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions


def value_of(
    measure: Measure, now: Share | None, before: Share | None, reference: Share | None
) -> Fraction | None:
    """Return the value that shares make by a measure: per cent, a count, or points."""
    if now is None:
        return None
    if measure is Measure.COUNT:
        return now.numerator
    rate = now.rate
    other = {Measure.REDUCTION: before, Measure.PARITY: reference}.get(measure)
    if measure not in {Measure.REDUCTION, Measure.PARITY} or rate is None:
        return rate
    if other is None or other.rate is None:
        return None
    return other.rate - rate if measure is Measure.REDUCTION else rate - other.rate


def starting_value(measure: Measure, before: Share | None) -> Fraction | None:
    """Return the value the path to the target starts from.

    Counts run from 1 January and a reduction is itself a change, so both start from 0.
    """
    if measure in {Measure.COUNT, Measure.REDUCTION}:
        return Fraction(0)
    return before.rate if before is not None and measure is Measure.RATE else None


def unit_result(
    indicator: Indicator, unit: str, filed: AreaSubmissions, seen: Observation, period: Period
) -> UnitResult:
    """Return the row of a unit: what it reported, and the verdict on that where there is one."""
    figure = seen.figure
    before = seen.before
    if before is None and indicator.measure is Measure.RATE:
        before = baseline_share(indicator, filed.baseline)
    value = value_of(indicator.measure, seen.now, before, seen.reference)
    baseline = starting_value(indicator.measure, before)
    silent = _verdict_without_judging(seen)
    goal = None if silent is not None else _goal(indicator, unit)
    judgement = UNGRADED if value is None else judge(indicator, value, goal, baseline, period)
    left = None
    if goal is not None and seen.now is not None and seen.now.numerator is not None:
        left = remaining(indicator, seen.now.numerator, seen.now.population, goal)
    return UnitResult(
        status=silent or judgement.status,
        counted=seen.counted,
        reason=seen.reason or judgement.reason,
        value=value if silent is None else None,
        numerator=None if seen.now is None else seen.now.numerator,
        population=None if seen.now is None else seen.now.population,
        goal=goal,
        baseline=baseline,
        expected=judgement.expected,
        pace=judgement.pace,
        gap=judgement.gap,
        remaining=left,
        before=before,
        reference=seen.reference,
        text=None if figure is None else figure.text,
        why=None if figure is None else figure.not_applicable or figure.not_reported,
        note=None if figure is None else figure.note,
        accepted={} if figure is None else figure.accept,
        flags=seen.flags,
        period=None if seen.submission is None else seen.submission.period.id,
        source=seen.place,
    )


def _verdict_without_judging(seen: Observation) -> Status | None:
    """Return the status of a unit that has nothing to judge, or None."""
    if not seen.applicable:
        return Status.NOT_APPLICABLE
    return None if seen.reason is None else Status.NO_DATA


def _goal(indicator: Indicator, unit: str) -> Fraction | None:
    """Return what the unit is held against; a target of the province alone binds no unit."""
    if indicator.target is None or indicator.scope is Scope.PROVINCE:
        return None
    return indicator.target.goal_of(unit)
