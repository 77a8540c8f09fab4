"""The province's row of an indicator without parts, or of a part: sums over the units counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.bounds import rate_bounds
from ttdt.compute.observation import baseline_share, known_population
from ttdt.compute.results import Coverage, ProvinceResult, Reason, Share, Status
from ttdt.compute.unit import starting_value, value_of
from ttdt.compute.verdict import judge, remaining
from ttdt.compute.worst import worst
from ttdt.plan import Comparator, Measure, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ttdt.compute.observation import Observation
    from ttdt.compute.results import UnitResult
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions

_GROWING = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ABOUT})


def province_result(
    indicator: Indicator,
    units: Mapping[str, AreaSubmissions],
    seen: Mapping[str, Observation],
    rows: Mapping[str, UnitResult],
    period: Period,
) -> ProvinceResult:
    """Return the province's row; a unit with a number missing is left out, never counted as 0."""
    counted = {unit: observation for unit, observation in seen.items() if observation.counted}
    applicable = [unit for unit, observation in seen.items() if observation.applicable]
    missing = [unit for unit in applicable if unit not in counted]
    row = ProvinceResult(Status.UNGRADED, Coverage(len(counted), len(applicable)), firm=not missing)
    if not applicable:
        return replace(row, status=Status.NOT_APPLICABLE)
    if not counted:
        reason = _common_reason(seen[unit].reason for unit in applicable)
        row = replace(row, status=Status.NO_DATA, reason=reason)
    elif indicator.measure is not Measure.NARRATIVE:
        sums = _Sums.over(indicator, counted, units)
        known = [known_population(indicator.population, units[unit]) for unit in missing]
        row = _judged(indicator, row, sums, known, period)
    if indicator.scope is Scope.EACH_UNIT and indicator.target is not None:
        return _by_worst_unit(indicator, row, rows)
    return row


def _judged(
    indicator: Indicator,
    row: ProvinceResult,
    sums: _Sums,
    missing: Sequence[Fraction | None],
    period: Period,
) -> ProvinceResult:
    """Return the row with its sums and the verdict on them.

    `missing` holds the population of each unit not counted, None where it is not known.
    """
    target = indicator.target
    value = value_of(indicator.measure, sums.now, sums.before, sums.reference)
    row = replace(
        row,
        value=value,
        numerator=sums.now.numerator,
        population=sums.now.population,
        baseline=starting_value(indicator.measure, sums.before),
    )
    if target is None or value is None:
        return row
    judgement = judge(indicator, value, target.value, row.baseline, period)
    row = replace(
        row,
        status=judgement.status,
        reason=judgement.reason,
        expected=judgement.expected,
        pace=judgement.pace,
        gap=judgement.gap,
        remaining=remaining(
            indicator, sums.now.numerator or Fraction(0), sums.now.population, target.value
        ),
    )
    return replace(row, firm=_firm(indicator, row, missing))


@dataclass(frozen=True, slots=True)
class _Sums:
    """Numerators and populations added up over the units counted."""

    now: Share
    before: Share | None
    reference: Share | None

    @classmethod
    def over(
        cls,
        indicator: Indicator,
        counted: Mapping[str, Observation],
        units: Mapping[str, AreaSubmissions],
    ) -> _Sums:
        """Add up; the baseline covers exactly the units counted now, or it is absent."""
        if indicator.measure is Measure.RATE:
            before = [baseline_share(indicator, units[unit].baseline) for unit in counted]
        else:
            before = [observation.before for observation in counted.values()]
        now = _sum(observation.now for observation in counted.values())
        reference = _sum(observation.reference for observation in counted.values())
        return cls(now or Share(None, None), _sum(before), reference)


def _sum(shares: Iterable[Share | None]) -> Share | None:
    """Return the sum of numerators and of populations, or None where a share is not summable."""
    numerator, population = Fraction(0), Fraction(0)
    has_population = True
    for share in shares:
        if share is None or share.numerator is None:
            return None
        numerator += share.numerator
        if share.population is None:
            has_population = False
        else:
            population += share.population
    return Share(numerator, population if has_population else None)


def _common_reason(reasons: Iterable[Reason | None]) -> Reason:
    """Return the reason that most of the units give; of equals the one the units can mend first."""
    given = [reason for reason in reasons if reason is not None]
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
    indicator: Indicator, row: ProvinceResult, rows: Mapping[str, UnitResult]
) -> ProvinceResult:
    """Return the row judged by its worst applicable unit instead of by the sum."""
    verdict = worst(
        {unit: (result.status, result.gap, result.reason) for unit, result in rows.items()},
        indicator.direction.sign,
    )
    left = [result.remaining for result in rows.values() if result.remaining is not None]
    return replace(
        row,
        status=verdict.status,
        reason=verdict.reason,
        worst=verdict.name,
        expected=None,
        pace=None,
        remaining=sum(left) if left else None,
        firm=row.coverage.complete or verdict.status.is_short,
    )


def _firm(indicator: Indicator, row: ProvinceResult, missing: Sequence[Fraction | None]) -> bool:
    """Return whether the missing units could not change if the target is met.

    In a rate, a missing unit's numerator may be anything from 0 to its population; a count can
    only grow.
    """
    target = indicator.target
    if not missing:
        return True
    if target is None or row.value is None or row.numerator is None:
        return False
    met = target.is_met(row.value, target.value)
    if indicator.measure is Measure.COUNT:
        return met is (target.comparator in _GROWING)
    found = rate_bounds(row, missing) if indicator.measure is Measure.RATE else None
    if found is None:
        return False
    return target.is_met(found.lowest, target.value) is target.is_met(found.highest, target.value)
