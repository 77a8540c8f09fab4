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
from ttdt.plan import Scope
from ttdt.submission import PopulationFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from ttdt.compute.observation import Observation
    from ttdt.period import Period
    from ttdt.plan import Indicator
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
    summed = _summed(above, filed)
    if filed.current is None and not (carry_forward and filed.earlier):
        return summed
    seen = observe(indicator, above.area, _completed(above, filed), carry_forward=False)
    if seen.reason in {Reason.NOT_REPORTED, Reason.NOT_SUBMITTED} or not seen.applicable:
        if not carry_forward or summed.row.counted:
            return summed
        seen = observe(indicator, above.area, filed, carry_forward=True)
        if not seen.carried:
            return summed
    elif not seen.counted and summed.row.counted:
        # What is wrong has no bounds: whatever the sum says, the figure may have said else.
        invalid = (Reason.INVALID,) if seen.reason is Reason.INVALID else ()
        return _summed(above, filed, invalid) if invalid else summed
    node = reported(indicator, above.area, filed, seen, above.round.period, summed)
    if indicator.scope is Scope.EACH_UNIT and indicator.target is not None:
        row = _by_worst_unit(indicator, node.row, node.judged_units)
        return replace(node, row=row)
    return node


def _completed(above: _Above, filed: AreaSubmissions) -> AreaSubmissions:
    """Return what an area handed in, with the populations it does not state from those below."""
    indicator, current = above.indicator, filed.current
    figure = None if current is None else current.figures.get(indicator.key)
    if current is None or figure is None or figure.place is None:
        return filed
    reference = indicator.reference
    names = {indicator.population}
    if reference is not None:
        names |= {reference.numerator, reference.population}
    found = {
        name: PopulationFigure(figure.place, value)
        for name in names
        if name is not None
        and (name not in current.populations or current.populations[name].value is None)
        and (value := population_below(name, above.area, above.round)) is not None
    }
    if not found:
        return filed
    return replace(filed, current=replace(current, populations={**current.populations, **found}))


def population_below(name: str, area: str, round_: Round) -> Fraction | None:
    """Return the sum of a population over the areas below one, or None where one is not known."""
    known: list[Fraction] = []
    for child in round_.plan.below.get(area, ()):
        current = round_.of(child).current
        stated = None if current is None else current.populations.get(name)
        size = None if stated is None or stated.invalid else stated.value
        if size is None:
            size = population_below(name, child, round_)
        if size is None:
            return None
        known.append(size)
    return total(known) if known else None


def _summed(above: _Above, filed: AreaSubmissions, own_reasons: tuple[Reason, ...] = ()) -> Node:
    """Return the row of an area by the sum of those below it; `own_reasons` tell of its own figure.

    Its own baseline is what the sum is held against, if the sum covers all of it.
    """
    indicator, below = above.indicator, above.below
    coverage = Coverage(
        sum(node.row.coverage.units for node in below.values()),
        sum(node.row.coverage.applicable for node in below.values()),
    )
    counted = [node for node in below.values() if node.row.counted]
    on_the_way = [node.on_the_way for node in counted if node.on_the_way is not None]
    row = AreaResult(
        Status.UNGRADED,
        coverage,
        firm=coverage.complete and not any(node.carried for node in counted),
        summed=True,
        counted=bool(counted),
        goal=goal_of(indicator, above.area),
        missing=_missing(above, filed, counted),
    )
    if not coverage.applicable and not counted:
        return Node(replace(row, status=Status.NOT_APPLICABLE))
    own_baseline = baseline_share(indicator, filed) if looks_back(indicator) else None
    node = Node(
        row,
        Shares.sum_of([node.shares for node in counted]) if counted else Shares(),
        tuple(chain(own_reasons, *(node.reasons for node in below.values()))),
        Shares.sum_of(on_the_way) if on_the_way else None,
        sum(node.pace_units for node in counted),
        own_baseline or _sum_of_baselines(indicator, below.values()),
        any(node.carried for node in counted),
        _units_below(indicator, below.values()),
    )
    if own_baseline is not None and coverage.complete and counted:
        shares = replace(node.shares, before=own_baseline)
        node = replace(node, shares=shares, on_the_way=shares, pace_units=coverage.units)
    if not counted:
        row = replace(row, status=Status.NO_DATA, reason=_common_reason(node.reasons))
    elif measure_of(indicator).is_numeric:
        row = _judged(indicator, node, above.round.period)
    if indicator.scope is Scope.EACH_UNIT and indicator.target is not None:
        row = _by_worst_unit(indicator, row, node.judged_units)
    return replace(node, row=row)


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
