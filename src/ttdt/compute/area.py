"""The rows of all areas for an indicator without parts, or for a part: figures, then their sums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.compute.observation import baseline_share, known_population, observe
from ttdt.compute.own_figure import (
    Node,
    goal_of,
    looks_back,
    progress_of,
    remaining_of,
    reported,
    survives_rounding,
)
from ttdt.compute.ranking import ranks_by_level
from ttdt.compute.results import AreaResult, Coverage, IndicatorResult, Reason, Share, Status
from ttdt.compute.summing import Shares, sum_of, total
from ttdt.compute.verdict import judge, worst
from ttdt.plan import OWN_AREA, Scope
from ttdt.submission import PopulationFigure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from ttdt.compute.observation import Observation
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions, Round


def area_results(indicator: Indicator, round_: Round, *, carry_forward: bool) -> IndicatorResult:
    """Return the rows of all areas: by their own figures, otherwise by the sum of those below.

    A unit with a number missing is left out of every sum, never counted as 0.
    """
    plan = round_.plan
    silenced = _not_applicable_above(indicator, round_)
    nodes: dict[str, Node] = {}
    # Areas stand before those below them, so this comes to each after all that it is made of.
    for area in reversed(tuple(plan.areas)):
        filed = round_.of(area)
        below = {child: nodes[child] for child in plan.below.get(area, ())}
        if area in silenced:
            nodes[area] = reported(indicator, area, filed, silenced[area], round_.period)
        elif below:
            above = _Above(indicator, area, round_, below)
            nodes[area] = _of_area_above(above, filed, carry_forward=carry_forward)
        else:
            seen = observe(indicator, area, filed, carry_forward=carry_forward)
            nodes[area] = reported(indicator, area, filed, seen, round_.period)
    rows = {area: nodes[area].row for area in plan.areas}
    return IndicatorResult(indicator, rows, plan.below, ranks_by_level(indicator, rows, plan))


def _not_applicable_above(indicator: Indicator, round_: Round) -> dict[str, Observation]:
    """Return the areas that are not applicable because one that they lie in says so of itself.

    That one is among them, and what it says is what is seen of each.
    """
    found: dict[str, Observation] = {}
    plan = round_.plan
    for filed in round_.above:
        seen = observe(indicator, OWN_AREA, filed, carry_forward=False)
        if seen.figure is not None and seen.figure.not_applicable:
            return dict.fromkeys(plan.areas, seen)
    for area in plan.areas.values():
        if area.parent in found:
            found[area.id] = found[area.parent]
        elif area.id in plan.below and (filed := round_.of(area.id)).current is not None:
            seen = observe(indicator, area.id, filed, carry_forward=False)
            if seen.figure is not None and seen.figure.not_applicable:
                found[area.id] = seen
    return found


@dataclass(frozen=True, slots=True)
class _Above:
    """An area with others below it, of which all is known."""

    indicator: Indicator
    area: str
    round: Round
    below: Mapping[str, Node]


def _of_area_above(above: _Above, filed: AreaSubmissions, *, carry_forward: bool) -> Node:
    """Return the node of an area that has others below it.

    Its own figure comes first, if all that goes with it is known; otherwise the sum, and what it
    said before only where there is no sum.
    """
    indicator = above.indicator
    filed = _completed(above, filed)
    summed = _summed(above, filed)
    if filed.current is None and not (carry_forward and filed.earlier):
        return summed
    seen = observe(indicator, above.area, filed, carry_forward=False)
    if seen.reason is Reason.NO_BASELINE and summed.baseline is not None:
        seen = replace(seen, reason=None, before=summed.baseline)
    if seen.reason in {Reason.NOT_REPORTED, Reason.NOT_SUBMITTED} or not seen.applicable:
        if not carry_forward or summed.row.counted:
            return summed
        seen = observe(indicator, above.area, filed, carry_forward=True)
        if not seen.carried:
            return summed
    elif not seen.counted and summed.row.status is Status.NOT_APPLICABLE:
        return summed
    elif not seen.counted and summed.row.counted:
        # What is wrong has no bounds: whatever the sum says, the figure may have said else.
        invalid = (Reason.INVALID,) if seen.reason is Reason.INVALID else ()
        return _summed(above, filed, invalid) if invalid else summed
    node = reported(indicator, above.area, filed, seen, above.round.period, summed)
    if indicator.scope is Scope.EACH_UNIT and indicator.target is not None:
        row = _by_worst_unit(indicator, node.row, node.judged_units)
        worst = None if row.worst == above.area else row.worst
        return replace(node, row=replace(row, worst=worst))
    return node


def _completed(above: _Above, filed: AreaSubmissions) -> AreaSubmissions:
    """Return what an area handed in, with the populations it does not state from those below."""
    current = _with_populations(above, filed.current, now_of)
    baseline = filed.baseline
    if looks_back(above.indicator):
        baseline = _with_populations(above, baseline, baseline_of)
    if current is filed.current and baseline is filed.baseline:
        return filed
    return replace(filed, current=current, baseline=baseline)


def now_of(filed: AreaSubmissions) -> Submission | None:
    """Return what an area says of the round."""
    return filed.current


def baseline_of(filed: AreaSubmissions) -> Submission | None:
    """Return what an area says of the end of the year before."""
    return filed.baseline


def _with_populations(
    above: _Above,
    submission: Submission | None,
    said: Callable[[AreaSubmissions], Submission | None],
) -> Submission | None:
    """Return an area's submission with the populations that its figure lacks from those below."""
    indicator = above.indicator
    figure = None if submission is None else submission.figures.get(indicator.key)
    if submission is None or figure is None or figure.place is None:
        return submission
    reference = indicator.reference
    names = {indicator.population}
    if reference is not None:
        names |= {reference.numerator, reference.population}
    found = {
        name: PopulationFigure(figure.place, value)
        for name in names
        if name is not None
        and (name not in submission.populations or submission.populations[name].value is None)
        and (value := population_below(name, above.area, above.round, said)) is not None
    }
    if not found:
        return submission
    return replace(submission, populations={**submission.populations, **found})


def population_below(
    name: str,
    area: str,
    round_: Round,
    said: Callable[[AreaSubmissions], Submission | None] = now_of,
) -> Fraction | None:
    """Return the sum of a population over the areas below one, or None where one is not known."""
    known: list[Fraction] = []
    for child in round_.plan.below.get(area, ()):
        submission = said(round_.of(child))
        stated = None if submission is None else submission.populations.get(name)
        size = None if stated is None or stated.invalid else stated.value
        if size is None:
            size = population_below(name, child, round_, said)
        if size is None:
            return None
        known.append(size)
    return total(known) if known else None


def _summed(above: _Above, filed: AreaSubmissions, own_reasons: tuple[Reason, ...] = ()) -> Node:
    """Return the row of an area by the sum of those below it; `own_reasons` tell of its own figure.

    Its own baseline is what the sum is held against, if the sum covers all of it.
    """
    indicator, below = above.indicator, above.below
    own_baseline = baseline_share(indicator, filed) if looks_back(indicator) else None
    if own_baseline is not None and not own_baseline.summable:
        own_baseline = None
    applicable = sum(node.row.coverage.applicable for node in below.values())
    counted = [node for node in below.values() if node.row.counted]
    if not applicable and not counted:
        return Node(AreaResult(Status.NOT_APPLICABLE, Coverage(0, 0), summed=True))
    node = _sum_of_counted(above, filed, counted, Coverage(_units(below.values()), applicable))
    whole = None if own_baseline is None else _whole_now(node.row.coverage, below.values())
    if whole is not None and own_baseline is not None:
        node = _held_against(node, whole, own_baseline)
    node = replace(
        node,
        reasons=(*own_reasons, *node.reasons),
        baseline=own_baseline or _sum_of_baselines(indicator, below.values()),
        judged_units=_units_below(indicator, below.values()),
    )
    row = node.row
    if not row.counted:
        row = replace(row, status=Status.NO_DATA, reason=_common_reason(node.reasons))
    elif measure_of(indicator).is_numeric:
        row = _judged(indicator, node, above.round.period)
    if indicator.scope is Scope.EACH_UNIT and indicator.target is not None:
        row = _by_worst_unit(indicator, row, node.judged_units)
    return replace(node, row=row)


def _units(below: Iterable[Node]) -> int:
    return sum(node.row.coverage.units for node in below)


def _sum_of_counted(
    above: _Above, filed: AreaSubmissions, counted: Sequence[Node], coverage: Coverage
) -> Node:
    """Return what the counted areas below one come to, not yet judged."""
    below = above.below.values()
    on_the_way = [node.on_the_way for node in counted if node.on_the_way is not None]
    carried = any(node.carried for node in counted)
    return Node(
        AreaResult(
            Status.UNGRADED,
            coverage,
            firm=coverage.complete and not carried,
            summed=True,
            counted=bool(counted),
            goal=goal_of(above.indicator, above.area),
            missing=_missing(above, filed, counted),
        ),
        Shares.sum_of([node.shares for node in counted]) if counted else Shares(),
        tuple(chain.from_iterable(node.reasons for node in below)),
        Shares.sum_of(on_the_way) if on_the_way else None,
        sum(node.pace_units for node in counted),
        carried=carried,
        now_alone=_whole_now(Coverage(0, 1), below),
    )


def _whole_now(coverage: Coverage, below: Iterable[Node]) -> Share | None:
    """Return the share now of all areas below one, also of those that only lack a baseline.

    None where another number is missing, too.
    """
    nodes = [node for node in below if node.row.status is not Status.NOT_APPLICABLE]
    shares = [node.shares.now if node.row.counted else node.now_alone for node in nodes]
    known = [share for share in shares if share is not None and share.numerator is not None]
    is_whole = coverage.complete or all(
        node.now_alone or node.row.coverage.complete for node in nodes
    )
    return sum_of(known) if known and is_whole and len(known) == len(nodes) else None


def _held_against(node: Node, now: Share, baseline: Share) -> Node:
    """Return the sum over all units of an area held against the area's own baseline."""
    units = node.row.coverage.applicable
    shares = replace(node.shares, now=now, before=baseline)
    row = replace(
        node.row,
        coverage=Coverage(units, units),
        counted=True,
        firm=not node.carried,
        missing=(),
    )
    return replace(node, row=row, shares=shares, reasons=(), on_the_way=shares, pace_units=units)


def _missing(
    above: _Above, filed: AreaSubmissions, counted: Sequence[Node]
) -> tuple[Fraction | None, ...]:
    """Return the population of each unit that is missing, as far as it is known.

    Where one is not, what the area itself says of all its units tells how many are left.
    """
    missing = tuple(
        sorted(
            (size for node in above.below.values() for size in node.row.missing),
            key=lambda size: (size is None, size or 0),
        )
    )
    whole = known_population(above.indicator.population, filed) if None in missing else None
    there = [node.shares.now.population for node in counted if node.shares.now is not None]
    known = [population for population in there if population is not None]
    if whole is None or len(known) < len(counted) or whole < total(known):
        return missing
    return (whole - total(known),)


def _sum_of_baselines(indicator: Indicator, below: Iterable[Node]) -> Share | None:
    """Return where all areas below together stood a year before; None if one is not known."""
    if not looks_back(indicator):
        return None
    nodes = [node for node in below if node.row.status is not Status.NOT_APPLICABLE]
    known = [node.baseline for node in nodes if node.baseline and node.baseline.summable]
    return sum_of(known) if nodes and len(known) == len(nodes) else None


def _units_below(indicator: Indicator, below: Iterable[Node]) -> Mapping[str, AreaResult]:
    if indicator.scope is not Scope.EACH_UNIT:
        return {}
    return dict(chain.from_iterable(node.judged_units.items() for node in below))


def _judged(indicator: Indicator, node: Node, period: Period) -> AreaResult:
    """Return the row of an area with its sums and the verdict on them."""
    shares, measure = node.shares, measure_of(indicator)
    now = shares.now or Share(None, None)
    value = measure.value(shares)
    way = node.on_the_way or shares
    progress = progress_of(indicator, way, measure.value(way))
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
        remaining=remaining_of(indicator, now, row.goal),
        firm=_is_firm(indicator, node, row.goal),
    )


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


def _is_firm(indicator: Indicator, node: Node, goal: Fraction) -> bool:
    """Return whether nothing that is missing or uncertain could change if the target is met.

    An invalid figure has no bounds, and what was carried forward may be anything by now.
    """
    target = indicator.target
    if target is None or node.carried or Reason.INVALID in node.reasons:
        return False
    if not survives_rounding(indicator, node.shares, goal):
        return False
    missing = node.row.missing
    return not missing or measure_of(indicator).is_firm(
        node.shares, target, goal, missing, may_exceed=indicator.may_exceed
    )
