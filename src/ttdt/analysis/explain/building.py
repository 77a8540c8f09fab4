"""From a round and its report to the derivation of one number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.analysis.explain.change import share_change
from ttdt.analysis.explain.results import (
    Certainty,
    Explanation,
    UnitExplanation,
)
from ttdt.analysis.explain.units import explain_unit, own_words, populations_below
from ttdt.compute import Flag, IndicatorResult, Reason, Share
from ttdt.compute.contributions import Contribution, contributions
from ttdt.compute.measures import measure_of
from ttdt.compute.summing import rate_bounds
from ttdt.compute.verdict import milestone_of
from ttdt.plan import OWN_AREA, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.analysis.explain.change import ShareChange
    from ttdt.compute import AreaResult, Report
    from ttdt.compute.summing import Bounds
    from ttdt.plan import Indicator
    from ttdt.submission.round import Round


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
    made_of = result.added_up(area)
    missing = {name: one for name, one in made_of.items() if row.summed and not one.counted}
    if parts:
        return Explanation(
            report,
            result,
            area,
            {name: UnitExplanation(one) for name, one in rows.items()},
            Certainty.PARTS,
            left_out={name: UnitExplanation(one) for name, one in missing.items()},
            parts=parts,
        )
    units = {
        name: explain_unit(indicator, one, round_.of(name), alone=not row.summed)
        for name, one in rows.items()
    }
    own = own_words(indicator, row, round_.of(area)) if row.summed else None
    found = contributions(indicator, row, rows) if row.summed else {}
    units = {name: replace(seen, contribution=found.get(name)) for name, seen in units.items()}
    bounds = _bounds(indicator, row) if row.summed else None
    return Explanation(
        report,
        result,
        area,
        units,
        _certainty(result, area, bounds),
        bounds=bounds,
        own=own,
        left_out={
            name: explain_unit(indicator, one, round_.of(name), alone=False)
            for name, one in missing.items()
        },
        populations_below=tuple(populations_below(indicator, row, area, round_)),
        rest=_rest(row.gap, found),
        # A baseline of the whole area says nothing of each unit in it.
        change=_change([row] if own is not None and own.before else list(made_of.values())),
        milestone=None if row.goal is None else milestone_of(indicator, row.goal, report.period),
    )


def _change(rows: Sequence[AreaResult]) -> ShareChange | None:
    used = [
        (row, row.before) for row in rows if row.before is not None and row.numerator is not None
    ]
    change = share_change([(before, Share(row.numerator, row.population)) for row, before in used])
    units = sum(row.coverage.units for row, _ in used)
    return None if change is None else replace(change, units=units)


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


def _rest(gap: Fraction | None, found: Mapping[str, Contribution]) -> Contribution | None:
    """Return what the counted units leave of the gap: a rate's is theirs alone."""
    if gap is None or not found:
        return None
    if any(part.points is not None for part in found.values()):
        return None
    rest = gap - sum((part.amount for part in found.values()), Fraction(0))
    return Contribution(rest) if rest else None
