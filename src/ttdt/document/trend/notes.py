"""What stands below a trend: what its signs mean, and what its values rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.analysis.projection import Obstacle
from ttdt.analysis.trend import Continuity
from ttdt.compute.measures import measure_of
from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.model import Column, Table, cell
from ttdt.document.report import unit_matrix
from ttdt.document.report.comparison_wording import partly_compared, units_compared
from ttdt.document.report.unit_names import named
from ttdt.document.sparkline import GAP
from ttdt.document.trend.cells import (
    CLAMPED,
    MIXED,
    OTHER_MEASURE,
    OWN_YEAR,
    coverage_pieces,
    projection_cell,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.trend import IndicatorTrend, Point, Trend, TrendRound
    from ttdt.text.language import Language


def legend(lang: Language, trend: Trend) -> Iterator[str]:
    """Yield what the signs on this page mean, each only where it is used."""
    lines = [line for block in trend.blocks for line in block.lines]
    points = [point for line in lines for point in line.points]
    used = {point.status for point in points}
    yield "; ".join(wording.verdict(lang, status) for status in Status if status in used)
    yield unit_matrix.what_cells_hold(lang)
    if any(measure_of(line.indicator).in_points for line in lines):
        yield f"{lang.gettext('pp')}: {lang.gettext('percentage points')}"
    yield from _about_years(lang, trend, points)
    yield from _about_coverage(lang, lines, points)
    if any(value is not None for line in lines for value in line.drawn):
        yield lang.gettext(
            "Trend: from the lowest to the highest of the row's values and its target; {gap} no"
            " value to compare",
            gap=GAP,
        )
    if any(line.mixed for line in lines):
        text = lang.gettext(
            "its rounds rest on different units, so part of the movement, and of what was met when,"
            " may come from that"
        )
        yield f"{MIXED} {text}"
    yield from _about_projections(lang, trend, lines)


def chart_notes(lang: Language, trend: Trend, *, signs: bool = True) -> list[str]:
    """Return what the charts rest on, and what the signs beside them mean.

    Without `signs` of the rounds that rest on different units it is said of the only chart.
    """
    lines = [line for block in trend.blocks for line in block.lines]
    said = []
    if any(
        point.coverage is not None and not point.coverage.complete and point.drawn is not None
        for line in lines
        for point in line.points
    ):
        said.append(
            lang.gettext("(6/7): the value rests on 6 of the 7 units that it could rest on")
        )
    if any(line.mixed for line in lines):
        text = lang.gettext(
            "its rounds rest on different units, so part of the movement, and of what was met when,"
            " may come from that"
        )
        said.append(f"{MIXED} {text}" if signs else f"{text[:1].upper()}{text[1:]}")
    if any(line.projection is not None and line.projection.clamped for line in lines):
        text = lang.gettext("the line leads beyond what is possible, and is cut off there")
        said.append(f"{CLAMPED} {text}")
    if any(
        point.continuity is not Continuity.SAME and point.value is not None
        for line in lines
        for point in line.points
    ):
        said.append(lang.gettext("Values of another year that cannot be compared are left out"))
    return said


def _about_years(lang: Language, trend: Trend, points: Sequence[Point]) -> Iterator[str]:
    for stage in trend.stages:
        if stage.starting:
            yield lang.gettext(
                "{period}: where the units stood at the end of the year before; not judged",
                period=stage.report.period.id,
            )
    plans = {stage.report.plan.year: stage.report.plan for stage in trend.stages}
    for year, plan in plans.items():
        if year == trend.plan.year:
            continue
        yield lang.gettext("Verdicts on {year} are by the plan of {year}.", year=str(year))
        if set(plan.units) != set(trend.plan.units):
            yield lang.gettext("The plan of {year} has other reporting units.", year=str(year))
    yield from _about_former_units(lang, trend)
    if any(point.continuity is Continuity.OWN_YEAR and point.value is not None for point in points):
        text = lang.gettext("of its own year alone: counts and reductions begin anew on 1 January")
        yield f"{OWN_YEAR} {text}"
    if any(
        point.continuity is Continuity.OTHER_MEASURE and point.value is not None for point in points
    ):
        text = lang.gettext("the plan of that year measures something else here, so do not compare")
        yield f"{OTHER_MEASURE} {text}"


def _about_former_units(lang: Language, trend: Trend) -> Iterator[str]:
    """Yield what units stand for before the newest round's year, where they were others then."""
    if not any(stage.report.period.year < trend.plan.year for stage in trend.stages):
        return
    year = str(trend.plan.year)
    for block in trend.blocks:
        area = trend.plan.areas[block.area]
        split = trend.newest.split.get(block.area)
        if split:
            yield lang.gettext(
                "{unit} has no values before {year}: it was formed of a part of {former}.",
                unit=trend.plan.distinct_names[area.id],
                year=year,
                former=split,
            )
        elif not area.split and area.formerly not in {(), (area.id,)}:
            yield lang.gettext(
                "{unit}, before {year}: the sum of {former}, which became it.",
                unit=trend.plan.distinct_names[area.id],
                year=year,
                former=area.formerly,
            )


def _about_coverage(
    lang: Language, lines: Sequence[IndicatorTrend], points: Sequence[Point]
) -> Iterator[str]:
    shown = [piece.text for point in points for piece in coverage_pieces(point)]
    shown += [piece.text for line in lines for piece in projection_cell(lang, line).lines[1:]]
    if any("/" in text for text in shown):
        yield lang.gettext("(6/7): the value rests on 6 of the 7 units that it could rest on")
    if any(wording.UNFIRM in text for text in shown):
        text = lang.gettext("the missing units could still change whether the target is met")
        yield f"{wording.UNFIRM} {text}"
    if any(wording.CARRIED in text for text in shown):
        text = lang.gettext("with figures of an earlier period in the place of missing ones")
        yield f"{wording.CARRIED} {text}"


def _about_projections(
    lang: Language, trend: Trend, lines: Sequence[IndicatorTrend]
) -> Iterator[str]:
    found = [line.projection for line in lines if line.projection is not None]
    period = trend.newest.period
    if found:
        yield lang.gettext(
            "Projection: the value at the end of {year} if it goes on along the straight line from"
            " the baseline to {period}: baseline + (value - baseline) × 12 / {month}; counts and"
            " reductions start from 0. It is arithmetic over the units counted, not a forecast.",
            year=str(period.year),
            period=period.id,
            month=period.end_month,
        )
    if any(projection.clamped for projection in found):
        text = lang.gettext("the line leads beyond what is possible, and is cut off there")
        yield f"{CLAMPED} {text}"
    if any(line.obstacle is Obstacle.CARRIED for line in lines):
        yield lang.gettext("Nothing is projected from figures of an earlier period.")


def about_changes(lang: Language, trend: Trend) -> tuple[str, ...]:
    """Return over which units changes are, where these are not all that a value is of."""
    for block in trend.blocks:
        for line in block.lines:
            seen = line.points[-1].seen
            for found in (line.previous, line.same_period_last_year):
                if found is not None and seen is not None and units_compared(found, seen):
                    return (partly_compared(lang),)
    return ()


def submissions(lang: Language, trend: Trend) -> Table:
    """Return who had submitted for each round, on which its values rest."""
    heads = (
        Column(lang.gettext("Round")),
        Column(lang.gettext("Submitted"), right=True, room=20),
        Column(lang.gettext("Not submitted"), room=30),
        Column(lang.gettext("With errors"), room=30),
    )
    table = []
    for stage in trend.stages:
        report = stage.submissions
        who = report.completeness
        count = lang.gettext("{n} of {total} units", n=who.submitted, total=len(who.expected))
        table.append(
            (
                cell(report.period.id),
                cell(count),
                cell(_missing(lang, stage), wraps=True),
                cell(named(lang, report, who.invalid), wraps=True),
            )
        )
    return Table.of(heads, tuple(table))


def _missing(lang: Language, stage: TrendRound) -> str:
    """Return who has not submitted; of baselines, apart from these who was formed only later."""
    report = stage.submissions
    missing, areas = report.completeness.missing, report.plan.areas
    later = [
        unit for unit in missing if stage.starting and areas[unit].formerly not in {(), (unit,)}
    ]
    parts = [named(lang, report, [unit for unit in missing if unit not in later])]
    if later:
        names = named(lang, report, later)
        parts.append(lang.gettext("formed later, without a baseline: {units}", units=names))
    return "; ".join(filter(None, parts))
