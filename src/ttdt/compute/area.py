"""The rows of all areas for an indicator without parts, or for a part: figures, then their sums."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ttdt.compute.measures import ZERO, begins_at_baseline, measure_of
from ttdt.compute.observation import baseline_share, known_population, observe
from ttdt.compute.ranking import ranked
from ttdt.compute.results import AreaResult, Coverage, IndicatorResult, Reason, Share, Status
from ttdt.compute.summing import Shares
from ttdt.compute.verdict import UNGRADED, Progress, judge, worst
from ttdt.plan import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from ttdt.compute.observation import Observation
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions, Round


@dataclass(frozen=True, slots=True)
class _Node:
    """An area's row, and what it brings to the area above it."""

    row: AreaResult
    shares: Shares = field(default_factory=Shares)
    """What is added up, where the row is counted."""
    reasons: tuple[Reason, ...] = ()
    """Why the units that are missing are; those known by a percentage alone have no reason."""
    missing: tuple[Fraction | None, ...] = ()
    """The population of each unit that is missing, None where it is not known."""
    on_the_way: Shares | None = None
    """What is added up over the units counted that have both ends of the way so far."""
    pace_units: int = 0
    """How many these are."""
    carried: bool = False
    """Whether it rests on a figure of an earlier period."""


def area_results(indicator: Indicator, round_: Round, *, carry_forward: bool) -> IndicatorResult:
    """Return the rows of all areas: of those that submit by their figures, of others by the sum.

    A unit with a number missing is left out of every sum, never counted as 0.
    """
    nodes: dict[str, _Node] = {}
    # Areas stand before those below them, so this comes to each after all that it is made of.
    for area in reversed(tuple(round_.plan.areas)):
        filed = round_.units.get(area)
        if filed is not None:
            seen = observe(indicator, area, filed, carry_forward=carry_forward)
            nodes[area] = _reported(indicator, area, filed, seen, round_.period)
            continue
        below = [child.id for child in round_.plan.children(area)]
        rows = ranked(indicator, {child: nodes[child].row for child in below})
        for child, row in rows.items():
            nodes[child] = replace(nodes[child], row=row)
        nodes[area] = _summed(indicator, {child: nodes[child] for child in below}, area, round_)
    return IndicatorResult(indicator, {area: nodes[area].row for area in round_.plan.areas})


def _reported(
    indicator: Indicator, area: str, filed: AreaSubmissions, seen: Observation, period: Period
) -> _Node:
    """Return the row of an area by its own figures, and the verdict on them if there is one."""
    figure, measure = seen.figure, measure_of(indicator)
    before = seen.before
    if before is None and begins_at_baseline(indicator):
        before = baseline_share(indicator, filed.baseline)
    shares = Shares(seen.now, before, seen.reference)
    value, progress = measure.value(shares), _progress(indicator, shares)
    silent = _verdict_without_judging(seen)
    goal = None if silent is not None else _goal(indicator, area)
    judgement = UNGRADED if value is None else judge(indicator, value, goal, progress, period)
    left = None if goal is None else _remaining(indicator, seen.now, goal)
    row = AreaResult(
        status=silent or judgement.status,
        coverage=Coverage(int(seen.counted), int(seen.applicable)),
        firm=seen.reason is None and not seen.carried and _survives(indicator, shares, goal),
        counted=seen.counted,
        reason=seen.reason or judgement.reason,
        value=value if silent is None else None,
        numerator=None if seen.now is None else seen.now.numerator,
        population=None if seen.now is None else seen.now.population,
        goal=goal,
        baseline=progress.start,
        expected=judgement.expected,
        pace=judgement.pace,
        pace_units=None if progress.start is None else 1,
        pace_value=None if progress.start is None else progress.value,
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
    if seen.counted:
        has_both = progress.start is not None
        return _Node(
            row,
            shares,
            on_the_way=shares if has_both else None,
            pace_units=int(has_both),
            carried=seen.carried,
        )
    if not seen.applicable:
        return _Node(row)
    return _Node(
        row,
        reasons=() if seen.reason is None else (seen.reason,),
        missing=(known_population(indicator.population, filed),),
    )


def _progress(indicator: Indicator, shares: Shares) -> Progress:
    """Return how far the way to the target has been made, where anything is known of it."""
    measure = measure_of(indicator)
    start = ZERO if indicator.starts_at_zero else measure.start(shares.before)
    scale = None if shares.now is None else measure.scale(shares.now.population)
    return Progress(measure.value(shares) or ZERO, start, scale)


def _survives(indicator: Indicator, shares: Shares, goal: Fraction | None) -> bool:
    """Return whether no percentage was rounded from numbers with another verdict."""
    target, measure = indicator.target, measure_of(indicator)
    if target is None or goal is None or not measure.is_numeric:
        return True
    return measure.survives_rounding(shares, target, goal)


def _verdict_without_judging(seen: Observation) -> Status | None:
    """Return the status of a unit that has nothing to judge, or None."""
    if not seen.applicable:
        return Status.NOT_APPLICABLE
    return None if seen.reason is None else Status.NO_DATA


def _goal(indicator: Indicator, unit: str) -> Fraction | None:
    """Return what the unit is held against; a target of the province alone binds no unit."""
    if indicator.target is None or indicator.scope is Scope.PROVINCE:
        return None
    return indicator.goal_of(unit)


def _summed(indicator: Indicator, below: Mapping[str, _Node], area: str, round_: Round) -> _Node:
    """Return the row of an area by the sum of those below it."""
    reasons = tuple(reason for node in below.values() for reason in node.reasons)
    missing = tuple(population for node in below.values() for population in node.missing)
    coverage = Coverage(
        sum(node.row.coverage.units for node in below.values()),
        sum(node.row.coverage.applicable for node in below.values()),
    )
    counted = [node for node in below.values() if node.row.counted]
    on_the_way = [node.on_the_way for node in counted if node.on_the_way is not None]
    carried = any(node.carried for node in counted)
    row = AreaResult(
        Status.UNGRADED,
        coverage,
        firm=coverage.complete and not carried,
        summed=True,
        counted=bool(counted),
        goal=indicator.goal_of(area),
    )
    if not coverage.applicable:
        return _Node(replace(row, status=Status.NOT_APPLICABLE))
    node = _Node(
        row,
        Shares.sum_of([node.shares for node in counted]) if counted else Shares(),
        reasons,
        missing,
        Shares.sum_of(on_the_way) if on_the_way else None,
        sum(node.pace_units for node in counted),
        carried,
    )
    if not counted:
        row = replace(row, status=Status.NO_DATA, reason=_common_reason(reasons))
    elif measure_of(indicator).is_numeric:
        row = _judged(indicator, node, round_.period)
    if indicator.scope is Scope.EACH_UNIT and indicator.target is not None:
        row = _by_worst_unit(indicator, row, {child: node.row for child, node in below.items()})
    return replace(node, row=row)


def _judged(indicator: Indicator, node: _Node, period: Period) -> AreaResult:
    """Return the row of an area with its sums and the verdict on them."""
    shares, measure = node.shares, measure_of(indicator)
    now = shares.now or Share(None, None)
    value, progress = measure.value(shares), _progress(indicator, node.on_the_way or shares)
    row = replace(
        node.row,
        value=value,
        numerator=now.numerator,
        population=now.population,
        baseline=progress.start,
        pace_units=None if progress.start is None else node.pace_units,
        pace_value=None if progress.start is None else progress.value,
        before=shares.before,
        reference=shares.reference,
    )
    if row.goal is None or value is None:
        return row
    judgement = judge(indicator, value, row.goal, progress, period)
    return replace(
        row,
        status=judgement.status,
        reason=judgement.reason,
        expected=judgement.expected,
        pace=judgement.pace,
        gap=judgement.gap,
        remaining=_remaining(indicator, now, row.goal),
        firm=_is_firm(indicator, node, row.goal),
    )


def _remaining(indicator: Indicator, now: Share | None, goal: Fraction) -> int | None:
    target = indicator.target
    if target is None or now is None or now.numerator is None:
        return None
    return measure_of(indicator).remaining(now.numerator, now.population, target, goal)


def _common_reason(given: Sequence[Reason]) -> Reason:
    """Return the reason that most of the units give; of equals the one the units can mend first."""
    order = (
        Reason.INVALID,
        Reason.NO_POPULATION,
        Reason.NO_BASELINE,
        Reason.NOT_REPORTED,
        Reason.NOT_SUBMITTED,
    )
    # Units known by their percentage alone have no reason: what they lack is a population.
    return (
        max(order, key=lambda reason: (given.count(reason), -order.index(reason)))
        if given
        else (Reason.NO_POPULATION)
    )


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
    return replace(
        row,
        status=verdict.status,
        reason=verdict.reason,
        worst=verdict.name,
        expected=None,
        pace=None,
        pace_units=None,
        pace_value=None,
        remaining=sum(left) if left else None,
        firm=any(result.firm for result in short) if short else certain,
    )


def _is_firm(indicator: Indicator, node: _Node, goal: Fraction) -> bool:
    """Return whether nothing that is missing or uncertain could change if the target is met.

    An invalid figure has no bounds, and what was carried forward may be anything by now.
    """
    target = indicator.target
    if target is None or node.carried or Reason.INVALID in node.reasons:
        return False
    if not _survives(indicator, node.shares, goal):
        return False
    return not node.missing or measure_of(indicator).is_firm(
        node.shares, target, goal, node.missing, may_exceed=indicator.may_exceed
    )
