"""From a round and its report to the derivation of one number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.analysis.explain.inputs import (
    AGAINST_BASELINE,
    errors_in,
    inputs_of,
    population_in,
    used_submission,
)
from ttdt.analysis.explain.results import (
    Certainty,
    Contribution,
    Explanation,
    UnitExplanation,
)
from ttdt.compute import IndicatorResult, Share, Status
from ttdt.compute.bounds import rate_bounds
from ttdt.compute.observation import population_source
from ttdt.compute.report import described
from ttdt.compute.verdict import milestone_of
from ttdt.plan import Measure, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ttdt.compute import ProvinceResult, Report, UnitResult
    from ttdt.compute.bounds import Bounds
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions, Round


def explain(
    round_: Round, report: Report, key: tuple[str, str | None], unit: str | None = None
) -> Explanation:
    """Return how the number of an indicator comes about, of the province or of one unit.

    `report` is the round's, whole; `key` an indicator's id with None, or with the name of a part.
    Raises `KeyError` for a key or a unit that is none of the plan's.
    """
    results = {result.indicator.key: result for result in report.indicators}
    result = results[key]
    parts = tuple(
        _explanation(round_, report, results[part.key], unit) for part in result.indicator.parts
    )
    return _explanation(round_, report, result, unit, parts)


def _explanation(
    round_: Round,
    report: Report,
    result: IndicatorResult,
    unit: str | None,
    parts: tuple[Explanation, ...] = (),
) -> Explanation:
    indicator = result.indicator
    rows = result.units if unit is None else {unit: result.units[unit]}
    goal = None if indicator.target is None else indicator.target.value
    if unit is not None:
        goal = result.units[unit].goal
    if parts:
        units = {name: UnitExplanation(row) for name, row in rows.items()}
        return Explanation(report, result, unit, units, Certainty.PARTS, parts=parts)
    units = {
        name: _unit(indicator, row, round_.units[name], alone=unit is not None)
        for name, row in rows.items()
    }
    contributions: dict[str, Contribution] = {}
    if unit is None:
        contributions = _contributions(indicator, result.province, rows)
    units = {
        name: replace(seen, contribution=contributions.get(name)) for name, seen in units.items()
    }
    counted = [row for row in result.units.values() if row.counted]
    bounds = None if unit is not None else _bounds(result, units)
    return Explanation(
        report,
        result,
        unit,
        units,
        _certainty(result, bounds),
        before=_sum(row.before for row in counted),
        reference=_sum(row.reference for row in counted),
        bounds=bounds,
        rest=_rest(result.province.gap, contributions),
        milestone=None if goal is None else milestone_of(indicator, goal, report.period),
    )


def _unit(
    indicator: Indicator, row: UnitResult, filed: AreaSubmissions, *, alone: bool
) -> UnitExplanation:
    used = used_submission(row, filed)
    before = filed.baseline if indicator.measure in AGAINST_BASELINE else None
    # The province's baseline covers the units counted; one unit has its own in any case.
    stands = before if row.before is not None and (row.counted or alone) else None
    missing = row.status is not Status.NOT_APPLICABLE and not row.counted
    lending = None
    if missing and not alone and indicator.measure is Measure.RATE:
        lending = population_source(indicator.population, filed)
    documents = {
        submission.path: described(submission)
        for submission in (used, stands, lending)
        if submission is not None
    }
    return UnitExplanation(
        row,
        now=tuple(inputs_of(indicator, used)),
        before=tuple(inputs_of(indicator, stands)),
        lent=population_in(indicator, lending),
        documents=tuple(documents.values()),
        findings=(*errors_in(indicator, used), *errors_in(indicator, before)),
    )


def _sum(shares: Iterable[Share | None]) -> Share | None:
    """Return the sum of shares, or None where there is none or one cannot be added."""
    found = tuple(shares)
    numerators = [share.numerator for share in found if share and share.numerator is not None]
    populations = [share.population for share in found if share and share.population is not None]
    if not found or not len(found) == len(numerators) == len(populations):
        return None
    return Share(sum(numerators, Fraction(0)), sum(populations, Fraction(0)))


def _bounds(result: IndicatorResult, units: Mapping[str, UnitExplanation]) -> Bounds | None:
    """Return what a rate could still become; None where nothing is missing or bounds it."""
    if result.indicator.measure is not Measure.RATE or result.province.coverage.complete:
        return None
    missing = [
        None if seen.lent is None else seen.lent.value
        for seen in units.values()
        if seen.row.status is not Status.NOT_APPLICABLE and not seen.row.counted
    ]
    return rate_bounds(result.province, missing)


def _certainty(result: IndicatorResult, bounds: Bounds | None) -> Certainty:
    indicator, row = result.indicator, result.province
    if row.coverage.complete:
        return Certainty.COMPLETE
    if indicator.target is None or not (row.status is Status.MET or row.status.is_short):
        return Certainty.NOT_JUDGED
    if indicator.scope is Scope.EACH_UNIT:
        return Certainty.SHORT_ALREADY if row.status.is_short else Certainty.ANY_UNIT
    if indicator.measure is Measure.COUNT:
        return Certainty.GROWS if row.firm else Certainty.MAY_GROW
    if indicator.measure is Measure.RATE:
        return Certainty.POPULATION_UNKNOWN if bounds is None else Certainty.BOUNDS
    return Certainty.UNBOUNDED


def _contributions(
    indicator: Indicator, province: ProvinceResult, rows: Mapping[str, UnitResult]
) -> dict[str, Contribution]:
    """Return what each counted unit adds to the gap, where a gap is a sum over units.

    A change or a difference between shares is no such sum, nor is a count without shares of it.
    """
    target = indicator.target
    if target is None or province.gap is None:
        return {}
    counted = {unit: row for unit, row in rows.items() if row.counted}
    if indicator.measure is Measure.COUNT and target.by_unit:
        return {
            unit: Contribution(row.value - target.by_unit.get(unit, Fraction(0)))
            for unit, row in counted.items()
            if row.value is not None
        }
    whole = province.population
    if indicator.measure is not Measure.RATE or not whole:
        return {}
    found = {}
    for unit, row in counted.items():
        if row.numerator is not None and row.population is not None:
            amount = row.numerator - target.value * row.population / 100
            found[unit] = Contribution(amount, 100 * amount / whole)
    return found


def _rest(gap: Fraction | None, contributions: Mapping[str, Contribution]) -> Contribution | None:
    """Return what the counted units leave of the gap: a rate's is theirs alone."""
    if gap is None or not contributions:
        return None
    if any(part.points is not None for part in contributions.values()):
        return None
    rest = gap - sum((part.amount for part in contributions.values()), Fraction(0))
    return Contribution(rest) if rest else None
