"""From a round and its report to the derivation of one number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.analysis.explain.change import share_change
from ttdt.analysis.explain.inputs import (
    errors_in,
    inputs_of,
    population_in,
    sources_of,
    used_submission,
)
from ttdt.analysis.explain.results import (
    Certainty,
    Contribution,
    Explanation,
    Input,
    UnitExplanation,
)
from ttdt.compute import Flag, IndicatorResult, Reason, Share, Status
from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.observation import baseline_sources, population_source
from ttdt.compute.report import described
from ttdt.compute.summing import rate_bounds
from ttdt.compute.verdict import milestone_of
from ttdt.plan import OWN_AREA, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import AreaResult, Report
    from ttdt.compute.summing import Bounds
    from ttdt.plan import Indicator
    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions, Round


def explain(
    round_: Round, report: Report, key: tuple[str, str | None], area: str = OWN_AREA
) -> Explanation:
    """Return how the number of an indicator comes about, of one area.

    `report` is the round's, whole; `key` an indicator's id with None, or with the name of a part.
    Raises `KeyError` for a key or an area that is none of the plan's.
    """
    results = {result.indicator.key: result for result in report.indicators}
    result = results[key]
    parts = tuple(
        _explanation(round_, report, results[part.key], area) for part in result.indicator.parts
    )
    return _explanation(round_, report, result, area, parts)


def _explanation(
    round_: Round,
    report: Report,
    result: IndicatorResult,
    area: str,
    parts: tuple[Explanation, ...] = (),
) -> Explanation:
    indicator, row = result.indicator, result.areas[area]
    rows = result.rows_below(area) if row.summed else {area: row}
    if parts:
        units = {name: UnitExplanation(one) for name, one in rows.items()}
        return Explanation(report, result, area, units, Certainty.PARTS, parts=parts)
    units = {
        name: _unit(indicator, one, round_.of(name), alone=not row.summed)
        for name, one in rows.items()
    }
    contributions: dict[str, Contribution] = {}
    if row.summed:
        contributions = _contributions(indicator, row, rows)
    units = {
        name: replace(seen, contribution=contributions.get(name)) for name, seen in units.items()
    }
    bounds = _bounds(indicator, row) if row.summed else None
    return Explanation(
        report,
        result,
        area,
        units,
        _certainty(result, area, bounds),
        bounds=bounds,
        rest=_rest(row.gap, contributions),
        change=share_change(
            [
                (one.before, Share(one.numerator, one.population))
                for one in rows.values()
                if one.before is not None and one.numerator is not None
            ]
        ),
        milestone=None if row.goal is None else milestone_of(indicator, row.goal, report.period),
    )


def _unit(
    indicator: Indicator, row: AreaResult, filed: AreaSubmissions, *, alone: bool
) -> UnitExplanation:
    used = used_submission(row, filed)
    looks_back = begins_at_baseline(indicator) or measure_of(indicator).compared_with == "before"
    before = filed.baseline if looks_back else None
    # A sum's baseline covers the units counted; one unit has its own in any case.
    is_used = looks_back and row.before is not None and (row.counted or alone)
    stands = baseline_sources(indicator, filed) if is_used else ()
    missing = row.status is not Status.NOT_APPLICABLE and not row.counted
    lending = None
    if missing and not alone and measure_of(indicator).is_bounded:
        lending = population_source(indicator.population, filed)
    documents = {
        submission.path: described(submission)
        for submission in (*sources_of(indicator, used), *stands, lending)
        if submission is not None
    }
    return UnitExplanation(
        row,
        now=tuple(inputs_of(indicator, used)),
        before=tuple(chain.from_iterable(_at_year_end(indicator, filed, one) for one in stands)),
        lent=population_in(indicator, lending),
        documents=tuple(documents.values()),
        findings=(*errors_in(indicator, used), *errors_in(indicator, before)),
    )


def _at_year_end(
    indicator: Indicator, filed: AreaSubmissions, source: Submission
) -> Iterator[Input]:
    """Yield what a submission states for the end of the year before, and which unit it was of."""
    former = None if source is filed.baseline else source.unit
    return (replace(entry, former_unit=former) for entry in inputs_of(indicator, source))


def _bounds(indicator: Indicator, row: AreaResult) -> Bounds | None:
    """Return what a rate could still become; None where nothing is missing or bounds it."""
    if not measure_of(indicator).is_bounded or row.coverage.complete:
        return None
    return rate_bounds(Share(row.numerator, row.population), row.missing)


def _certainty(result: IndicatorResult, area: str, bounds: Bounds | None) -> Certainty:
    indicator, row = result.indicator, result.areas[area]
    if row.judged and not row.firm:
        units = result.added_up(area).values()
        if any(unit.counted and Flag.CARRIED in unit.flags for unit in units):
            return Certainty.CARRIED
        if any(unit.reason is Reason.INVALID for unit in units):
            return Certainty.INVALID
        if row.coverage.complete:
            return Certainty.ROUNDED
    if row.coverage.complete:
        return Certainty.COMPLETE
    if indicator.target is None or not row.judged:
        return Certainty.NOT_JUDGED
    if indicator.scope is Scope.EACH_UNIT:
        return Certainty.SHORT_ALREADY if row.status.is_short else Certainty.ANY_UNIT
    if measure_of(indicator).only_grows:
        return Certainty.GROWS if row.firm else Certainty.MAY_GROW
    if measure_of(indicator).is_bounded:
        return Certainty.POPULATION_UNKNOWN if bounds is None else Certainty.BOUNDS
    return Certainty.UNBOUNDED


def _contributions(
    indicator: Indicator, whole: AreaResult, rows: Mapping[str, AreaResult]
) -> dict[str, Contribution]:
    """Return what each counted unit adds to the gap, where a gap is a sum over units.

    A change or a difference between shares is no such sum, nor is a count without shares of it.
    """
    target = indicator.target
    if target is None or whole.gap is None:
        return {}
    counted = {unit: row for unit, row in rows.items() if row.counted}
    if measure_of(indicator).in_units and target.by_unit:
        return {
            unit: Contribution(row.value - (indicator.goal_of(unit) or Fraction(0)))
            for unit, row in counted.items()
            if row.value is not None
        }
    population = whole.population
    if not measure_of(indicator).in_per_cent or not population:
        return {}
    found = {}
    for unit, row in counted.items():
        if row.numerator is not None and row.population is not None:
            amount = row.numerator - (whole.goal or target.value) * row.population / 100
            found[unit] = Contribution(amount, 100 * amount / population)
    return found


def _rest(gap: Fraction | None, contributions: Mapping[str, Contribution]) -> Contribution | None:
    """Return what the counted units leave of the gap: a rate's is theirs alone."""
    if gap is None or not contributions:
        return None
    if any(part.points is not None for part in contributions.values()):
        return None
    rest = gap - sum((part.amount for part in contributions.values()), Fraction(0))
    return Contribution(rest) if rest else None
