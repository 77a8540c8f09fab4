"""An area's row: its figures, held against the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.figures import start_of
from ttdt.compute.measures import ZERO, measure_of
from ttdt.compute.observation import NOTHING_SAID
from ttdt.compute.results import AreaResult, Coverage, Reason, Share, Status
from ttdt.compute.verdict import UNGRADED, Progress, is_met_for_good, judge, worst
from ttdt.number import difference
from ttdt.plan import OWN_AREA, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ttdt.compute.figures import AreaFigures
    from ttdt.compute.observation import Observation
    from ttdt.compute.summing import Shares
    from ttdt.period import Period
    from ttdt.plan import Indicator

_REASONS = (
    Reason.INVALID,
    Reason.NO_POPULATION,
    Reason.NO_BASELINE,
    Reason.NOT_REPORTED,
    Reason.NOT_SUBMITTED,
)
"""In the order that the units can mend them."""


def judged_row(indicator: Indicator, area: str, figures: AreaFigures, period: Period) -> AreaResult:
    """Return an area's row of an indicator, with the verdict if there is one."""
    if figures.own is not None:
        row = _own_row(indicator, area, figures, figures.own, period)
    else:
        row = _summed_row(indicator, area, figures, period)
    if not figures.above_others or not figures.applicable or not is_each_unit_judged(indicator):
        return row
    row = _by_worst_unit(indicator, row, figures.judged_units)
    return row._replace(worst=None) if row.worst == area else row


class Outcome(NamedTuple):
    """What of a row tells whether it is another one."""

    status: Status
    value: Fraction | None = None
    pace: Fraction | None = None


def row_outcome(indicator: Indicator, area: str, figures: AreaFigures, period: Period) -> Outcome:
    """Return the outcome of `judged_row`, which for a unit takes half the time of its row."""
    value = _value_of_own(indicator, figures)
    if value is None:
        row = judged_row(indicator, area, figures, period)
        return Outcome(row.status, row.value, row.pace)
    progress = _progress(indicator, figures.shares, value)
    found = judge(indicator, value, goal_of(indicator, area), progress, period)
    return Outcome(found.status, value, found.pace)


def row_value(indicator: Indicator, figures: AreaFigures) -> Fraction | None:
    """Return the value of `judged_row`, for which nothing is judged."""
    if figures.own is None:
        is_known = figures.applicable and figures.counted
    else:
        is_known = _verdict_without_judging(figures.own) is None
    return measure_of(indicator).value(figures.shares) if is_known else None


def row_status(indicator: Indicator, area: str, figures: AreaFigures, period: Period) -> Status:
    """Return the status of `judged_row`, which for a unit takes a third of the time of its row."""
    value = _value_of_own(indicator, figures)
    if value is None:
        return judged_row(indicator, area, figures, period).status
    goal = goal_of(indicator, area)
    if is_met_for_good(indicator, value, goal, period):
        return Status.MET
    return judge(indicator, value, goal, _progress(indicator, figures.shares, value), period).status


def _value_of_own(indicator: Indicator, figures: AreaFigures) -> Fraction | None:
    """Return the value of an area's own figure, where it is that which is judged."""
    if figures.own is None or _verdict_without_judging(figures.own) is not None:
        return None
    if figures.above_others and is_each_unit_judged(indicator):
        return None
    return measure_of(indicator).value(figures.shares)


def is_each_unit_judged(indicator: Indicator) -> bool:
    """Return whether each unit is to reach the target, so that the worst of them decides."""
    return indicator.scope is Scope.EACH_UNIT and indicator.target is not None


def _own_row(
    indicator: Indicator, area: str, figures: AreaFigures, seen: Observation, period: Period
) -> AreaResult:
    """Return the row of an area's own figure, which stands for all units in it."""
    shares, said = figures.shares, seen.figure or NOTHING_SAID
    value = measure_of(indicator).value(shares)
    progress = _progress(indicator, shares, value)
    silent = _verdict_without_judging(seen)
    goal = None if silent is not None else goal_of(indicator, area)
    judgement = UNGRADED if value is None else judge(indicator, value, goal, progress, period)
    has_start = progress.start is not None
    return AreaResult(
        status=silent or judgement.status,
        coverage=figures.coverage,
        firm=seen.reason is None
        and not seen.carried
        and _survives_rounding(indicator, shares, goal),
        counted=figures.counted,
        reason=seen.reason or judgement.reason,
        value=value if silent is None else None,
        numerator=None if seen.now is None else seen.now.numerator,
        population=None if seen.now is None else seen.now.population,
        goal=goal,
        baseline=progress.start,
        expected=judgement.expected,
        pace=judgement.pace,
        pace_units=figures.coverage.applicable or 1 if has_start else None,
        pace_value=progress.value if has_start else None,
        gap=_gap(indicator, value, goal),
        remaining=None if goal is None else _remaining(indicator, seen.now, goal),
        before=shares.before,
        reference=seen.reference,
        text=said.text,
        why=said.not_applicable or said.not_reported,
        note=said.note,
        cause=said.cause,
        accepted=said.accept,
        flags=seen.flags,
        period=figures.period,
        source=seen.place,
        missing=figures.missing,
    )


def _summed_row(
    indicator: Indicator, area: str, figures: AreaFigures, period: Period
) -> AreaResult:
    """Return the row of an area by the sum of those below it."""
    if not figures.applicable:
        return AreaResult(Status.NOT_APPLICABLE, Coverage(0, 0), summed=True)
    row = AreaResult(
        Status.UNGRADED,
        figures.coverage,
        firm=figures.coverage.complete and not figures.carried,
        summed=True,
        counted=figures.counted,
        goal=goal_of(indicator, area),
        missing=figures.missing,
    )
    if not figures.counted:
        return row._replace(status=Status.NO_DATA, reason=_common_reason(figures.reasons))
    return _judged(indicator, row, figures, period) if measure_of(indicator).is_numeric else row


def _judged(
    indicator: Indicator, row: AreaResult, figures: AreaFigures, period: Period
) -> AreaResult:
    """Return the row of an area with its sums and the verdict on them."""
    shares, measure = figures.shares, measure_of(indicator)
    now = shares.now or Share(None, None)
    value = measure.value(shares)
    way = figures.way or shares
    progress = _progress(indicator, way, measure.value(way))
    row = row._replace(
        value=value,
        numerator=now.numerator,
        population=now.population,
        baseline=progress.start,
        pace_units=None if progress.start is None else figures.pace_units,
        pace_value=None if progress.start is None else progress.value,
        before=shares.before,
        reference=shares.reference,
    )
    if row.goal is None or value is None:
        return row
    judgement = judge(indicator, value, row.goal, progress, period)
    return row._replace(
        status=judgement.status,
        reason=judgement.reason,
        expected=judgement.expected,
        pace=judgement.pace,
        gap=_gap(indicator, value, row.goal),
        remaining=_remaining(indicator, now, row.goal),
        firm=_is_firm(indicator, figures, row.goal),
    )


def _common_reason(given: Mapping[Reason, int]) -> Reason:
    """Return the reason that most of the units give; of equals the one the units can mend first."""
    return max(_REASONS, key=lambda reason: (given.get(reason, 0), -_REASONS.index(reason)))


def _by_worst_unit(
    indicator: Indicator, row: AreaResult, rows: Mapping[str, AreaResult]
) -> AreaResult:
    """Return the row judged by its worst applicable unit instead of by the sum."""
    verdict = worst(
        {unit: (result.status, result.gap, result.reason) for unit, result in rows.items()},
        indicator.direction.sign,
    )
    left = [result.remaining for result in rows.values() if result.remaining is not None]
    short = [result for result in rows.values() if result.status.is_short]
    certain = row.coverage.complete and all(result.firm for result in rows.values())
    return row._replace(
        status=verdict.status,
        reason=verdict.reason,
        worst=verdict.name,
        expected=None,
        pace=None,
        pace_units=None,
        pace_value=None,
        remaining=sum(left, ZERO) if left else None,
        firm=any(result.firm for result in short) if short else certain,
    )


def _is_firm(indicator: Indicator, figures: AreaFigures, goal: Fraction) -> bool:
    """Return whether nothing that is missing or uncertain could change if the target is met.

    An invalid figure has no bounds, and what was carried forward may be anything by now.
    """
    target = indicator.target
    if target is None or figures.carried or figures.reasons.get(Reason.INVALID):
        return False
    if not _survives_rounding(indicator, figures.shares, goal):
        return False
    return not figures.missing.units or measure_of(indicator).is_firm(
        figures.shares, target, goal, figures.missing, may_exceed=indicator.may_exceed
    )


def _progress(indicator: Indicator, shares: Shares, value: Fraction | None) -> Progress:
    """Return how far shares of this value are on the way to the target, as far as is known."""
    now = shares.now
    scale = None if now is None else measure_of(indicator).scale(now.population)
    return Progress(value or ZERO, start_of(indicator, shares.before), scale)


def _survives_rounding(indicator: Indicator, shares: Shares, goal: Fraction | None) -> bool:
    """Return whether no percentage was rounded from numbers with another verdict."""
    target, measure = indicator.target, measure_of(indicator)
    if target is None or goal is None or not measure.is_numeric or shares.is_exact:
        return True
    return measure.survives_rounding(shares, target, goal)


def _verdict_without_judging(seen: Observation) -> Status | None:
    """Return the status of an area whose figure has nothing to judge, or None."""
    if not seen.applicable:
        return Status.NOT_APPLICABLE
    return None if seen.reason is None else Status.NO_DATA


def goal_of(indicator: Indicator, area: str) -> Fraction | None:
    """Return what an area is held against; a target of the plan's own area alone binds no unit."""
    if indicator.scope is Scope.PROVINCE and area != OWN_AREA:
        return None
    return indicator.goal_of(area)


def _gap(indicator: Indicator, value: Fraction | None, goal: Fraction | None) -> Fraction | None:
    """Return by how much a value lies above its goal, where there is a target."""
    if value is None or goal is None or indicator.target is None:
        return None
    return difference(value, goal)


def _remaining(indicator: Indicator, now: Share | None, goal: Fraction) -> Fraction | None:
    """Return the smallest change of the numerator that would meet the goal, or None."""
    target = indicator.target
    if target is None or now is None or now.numerator is None:
        return None
    return measure_of(indicator).remaining(
        now.numerator, now.population, target, goal, indicator.decimals
    )
