"""The year before, told by this year's units: sums over those that each was formed of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ttdt.compute import Share, Status, assess
from ttdt.compute.baselines import baseline_share
from ttdt.compute.summing import sum_of
from ttdt.period import Period
from ttdt.plan import OWN_AREA
from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.round import AreaSubmissions, Round

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.compute import AreaResult, Report
    from ttdt.plan import Indicator, Plan

_Key = tuple[str, str | None]
_Numbers = dict[_Key, tuple["Indicator", Share, Share | None]]
"""For each indicator without parts, or part: its share, and the one it is compared with."""


@dataclass(frozen=True, slots=True)
class YearBefore:
    """A round of the year before and its report, as far as this year's units can be told of."""

    round: Round
    report: Report
    formed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The units that stand for the sum of others, by id, with the ids of those."""
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The units that nothing can be said of, with those that others were formed of, too; with
    none where they were not there."""


def in_units_of(plan: Plan, round_: Round, report: Report) -> YearBefore:
    """Return a round and its report in the units of a plan of the year after.

    The plan's own area keeps its rows. Without a word on what units were formerly, or of any other
    year, all stays as it is. `report` is the whole one.
    """
    is_year_after = round_.plan.year + 1 == plan.year
    if not is_year_after or not any(_is_formed(plan, unit) for unit in plan.units):
        return YearBefore(round_, report)
    areas, formed, unknown = {OWN_AREA: round_.of(OWN_AREA)}, {}, {}
    for unit, area in plan.units.items():
        if not _is_formed(plan, unit):
            if unit in round_.plan.units and plan.owns_last_year(unit, round_.plan):
                areas[unit] = round_.of(unit)
            else:
                unknown[unit] = tuple[str, ...]()
        elif area.split or not round_.plan.units.keys() >= set(area.formerly):
            unknown[unit] = area.split
        else:
            formed[unit] = area.formerly
            areas[unit] = AreaSubmissions(
                _summed(unit, round_.period, _numbers(report, area.formerly)),
                baseline=_summed(
                    unit, round_.period, _numbers(report, area.formerly, at_year_start=True)
                ),
            )
    kept = {
        area
        for unit in areas
        if unit != OWN_AREA
        for area in (unit, *(above.id for above in plan.ancestors(unit)))
    }
    units = {unit: area for unit, area in plan.units.items() if unit in kept}
    moved = Round(replace(round_.plan, units=units), round_.period, areas)
    found = assess(moved)
    whole = {result.indicator.key: result for result in report.indicators}
    indicators = tuple(result.with_own(whole[result.indicator.key]) for result in found.indicators)
    return YearBefore(moved, replace(found, indicators=indicators), formed, unknown)


def baseline_of(round_: Round, area: str) -> Submission | None:
    """Return what an area handed in for the end of the year before, or those it was formed of."""
    filed = round_.of(area)
    if filed.baseline is not None or not filed.formerly:
        return filed.baseline
    numbers: _Numbers = {
        leaf.key: (leaf, share, None)
        for indicator in round_.plan.indicators.values()
        for leaf in indicator.leaves
        if (share := baseline_share(leaf, filed)) is not None
    }
    return _summed(area, Period(round_.plan.year - 1), numbers)


def _is_formed(plan: Plan, unit: str) -> bool:
    return plan.units[unit].formerly not in {(), (unit,)} or unit in plan.split_units


def _numbers(report: Report, units: Sequence[str], *, at_year_start: bool = False) -> _Numbers:
    """Return the sums of units' shares where each of them, if it applies there, is known whole."""
    found: _Numbers = {}
    for result in report.indicators:
        indicator = result.indicator
        if indicator.parts:
            continue
        rows = [
            row for unit in units if (row := result.areas[unit]).status is not Status.NOT_APPLICABLE
        ]
        if not rows or not all(row.counted and row.coverage.complete for row in rows):
            continue
        shares = [row.before if at_year_start else _now(row) for row in rows]
        held = [row.reference for row in rows if row.reference is not None]
        if None not in shares and (share := sum_of(shares)) is not None:
            found[indicator.key] = (indicator, share, sum_of(held) if held else None)
    return found


def _now(row: AreaResult) -> Share:
    return Share(row.numerator, row.population)


def _summed(unit: str, period: Period, numbers: _Numbers) -> Submission | None:
    """Return the numbers as if the unit had handed them in; they stand in no file."""
    if not numbers:
        return None
    populations: dict[str, PopulationFigure] = {}
    for indicator, share, reference in numbers.values():
        stated = {indicator.population: share.population}
        if indicator.reference is not None and reference is not None:
            stated[indicator.reference.numerator] = reference.numerator
            stated[indicator.reference.population] = reference.population
        for name, size in stated.items():
            if name is not None and size is not None:
                populations[name] = PopulationFigure(None, size)
    return Submission(
        "",
        unit,
        period,
        usable=True,
        status=ReportStatus.FINAL,
        populations=populations,
        figures={key: Figure(value=share.numerator) for key, (_, share, _) in numbers.items()},
    )
