"""One unit's row of an indicator without parts, or of a part."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.assess.judge import UNGRADED, judge, remaining
from ttdt.assess.observe import baseline_share
from ttdt.assess.result import Status, UnitResult
from ttdt.plan import Measure, Scope

if TYPE_CHECKING:
    from ttdt.assess.judge import Judgement
    from ttdt.assess.observe import Observation
    from ttdt.assess.result import Share
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.round import UnitRound


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
    indicator: Indicator, unit: str, filed: UnitRound, seen: Observation, period: Period
) -> UnitResult:
    """Return the row of a unit: what it reported, and the verdict on that where there is one."""
    figure = seen.figure
    before = seen.before
    if before is None and indicator.measure is Measure.RATE:
        before = baseline_share(indicator, filed.baseline)
    value = value_of(indicator.measure, seen.now, before, seen.reference)
    status, judgement, goal = _verdict(indicator, unit, seen, value, before, period)
    left = None
    if goal is not None and seen.now is not None and seen.now.numerator is not None:
        left = remaining(indicator, seen.now.numerator, seen.now.population, goal)
    return UnitResult(
        status=status,
        reason=seen.reason or judgement.reason,
        value=value if seen.reason is None else None,
        numerator=None if seen.now is None else seen.now.numerator,
        population=None if seen.now is None else seen.now.population,
        goal=goal,
        baseline=starting_value(indicator.measure, before),
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


def _verdict(  # noqa: PLR0913 - what a verdict rests on
    indicator: Indicator,
    unit: str,
    seen: Observation,
    value: Fraction | None,
    before: Share | None,
    period: Period,
) -> tuple[Status, Judgement, Fraction | None]:
    if not seen.applicable:
        return Status.NOT_APPLICABLE, UNGRADED, None
    if seen.reason is not None:
        return Status.NO_DATA, UNGRADED, None
    target = indicator.target
    if target is None or value is None or indicator.scope is Scope.PROVINCE:
        return Status.UNGRADED, UNGRADED, None
    goal = target.goal_of(unit)
    judgement = judge(indicator, value, goal, starting_value(indicator.measure, before), period)
    return judgement.status, judgement, goal
