"""What the cells of a trend say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.analysis.projection import Obstacle
from ttdt.analysis.trend import Continuity
from ttdt.compute.measures import measure_of
from ttdt.compute.results import Flag, Reason, Status
from ttdt.document import wording
from ttdt.document.model import Cell, Column, Line, Style, cell
from ttdt.document.report import comparison_wording, rows
from ttdt.document.sparkline import sparkline
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from ttdt.analysis.trend import IndicatorTrend, Point, Trend
    from ttdt.compute.comparison import Compared
    from ttdt.text.language import Language

WIDE = 120
"""The width of a terminal from which what officials ask stands beside the values."""
MIXED = "≠"
OWN_YEAR = "°"
OTHER_MEASURE = "†"
CLAMPED = "‡"
_NOTHING = frozenset({Status.NO_DATA, Status.NOT_APPLICABLE})
_MARKS = {Continuity.OWN_YEAR: OWN_YEAR, Continuity.OTHER_MEASURE: OTHER_MEASURE}


def target_text(lang: Language, line: IndicatorTrend) -> str:
    """Return what the newest value is held against, or in words why there is no number."""
    indicator = line.indicator
    if indicator.target is not None and line.goal is not None:
        return str(wording.target_amount(lang, indicator, line.goal))
    if indicator.parts or indicator.target:
        return ""
    unit = wording.unit_sign(lang, indicator)
    return (
        f"{wording.no_target(lang, indicator)} ({unit})"
        if unit
        else wording.no_target(lang, indicator)
    )


def value_text(lang: Language, point: Point) -> str:
    """Return a verdict and value, a value alone where nothing is judged, or why there is none."""
    seen = point.seen
    if seen is None:
        return ""
    mark = "" if seen.value is None else _MARKS.get(point.continuity, "")
    # Judged by its worst unit, an area may have a value and, for want of a unit, no verdict.
    if point.judged and (seen.value is not None or seen.reason is not Reason.NOT_SUBMITTED):
        return rows.brief(lang, point.indicator, seen, point.goal) + mark
    if seen.value is not None:
        number = wording.value_amount(lang, point.indicator, seen.value, point.goal).number
        return number + mark
    return "" if point.status is None else wording.SYMBOLS[point.status]


def coverage_pieces(point: Point) -> tuple[Line, ...]:
    """Return how many units a value rests on, where not on all, and the marks behind that."""
    seen, coverage = point.seen, point.coverage
    carried = wording.CARRIED if Flag.CARRIED in point.flags else ""
    if seen is None or (seen.value is None and seen.status in _NOTHING):
        return ()
    if coverage is None:
        return (Line(carried),) if carried else ()
    if coverage.complete and not carried:
        return ()
    unfirm = wording.UNFIRM if point.judged and rows.is_open(seen) else ""
    return (Line(f"({wording.coverage_text(coverage)}{unfirm}{carried})", Style.QUIET),)


def drawn_cell(line: IndicatorTrend) -> Cell:
    """Return the row as bars, with a mark where its rounds rest on different units."""
    if all(value is None for value in line.drawn):
        return Cell()
    bars = sparkline(line.drawn, () if line.goal is None else (line.goal,))
    return cell(f"{bars} {MIXED}" if line.mixed else bars)


def compared_columns(
    lang: Language, trend: Trend
) -> Iterator[tuple[Column, Callable[[IndicatorTrend], Cell]]]:
    """Yield the columns that officials ask of the newest round, each with its cells.

    One that would be empty is left out.
    """
    comparison = trend.newest.comparison
    lines = [line for block in trend.blocks for line in block.lines]
    column = Column("", right=True, from_width=WIDE)
    previous, last_year = comparison.previous_period, comparison.last_year_period
    if previous is not None and any(line.previous for line in lines):
        title = lang.gettext("Change on {period}", period=previous.id)
        yield (
            column._replace(title=title, drop=2),
            lambda line: _change_cell(lang, line, line.previous),
        )
    if any(line.same_period_last_year for line in lines):
        title = lang.gettext("Change on {period}", period=last_year.id)
        yield (
            column._replace(title=title, drop=3),
            lambda line: _change_cell(lang, line, line.same_period_last_year),
        )
    if any(line.percent_of_plan is not None for line in lines):
        yield (
            column._replace(title=lang.gettext("% of the plan"), drop=1),
            lambda line: _percent_cell(lang, line.percent_of_plan),
        )


def _percent_cell(lang: Language, percent: Fraction | None) -> Cell:
    return cell(comparison_wording.percent_number(lang, percent), value=percent)


def _change_cell(lang: Language, line: IndicatorTrend, found: Compared | None) -> Cell:
    seen = line.points[-1].seen
    if found is None or seen is None:
        return Cell()
    return cell(
        comparison_wording.change_text(lang, line.indicator, found, seen), value=found.change
    )


def met_cell(lang: Language, line: IndicatorTrend) -> Cell:
    """Return since when a target is met, and until when it was before."""
    found = line.achievement
    texts = []
    if found.since is not None:
        texts.append(found.since.id)
        if line.points[-1].status is not Status.MET:
            texts.append(lang.gettext("no data since"))
    if found.before_loss is not None:
        texts.append(lang.gettext("before: until {period}", period=found.before_loss.id))
    return Cell(tuple(Line(text, wraps=True) for text in texts))


def projects(trend: Trend) -> bool:
    """Return whether the column of projections would have anything in it."""
    return any(
        line.projection is not None or line.obstacle is Obstacle.NO_BASELINE
        for block in trend.blocks
        for line in block.lines
    )


def projection_cell(lang: Language, line: IndicatorTrend) -> Cell:
    """Return the value at the year's end on the present path, and whether it would do."""
    found = line.projection
    if found is None:
        missing = line.obstacle is Obstacle.NO_BASELINE
        return (
            cell(wording.reason_word(lang, Reason.NO_BASELINE), wraps=True) if missing else Cell()
        )
    marks = wording.landmarks(line.indicator, line.goal)
    decimals = max(measure_of(line.indicator).decimals, line.indicator.decimals)
    number = lang.number(round_keeping_side(found.value, marks, decimals=decimals))
    pieces = [Line(f"≈ {number}{CLAMPED if found.clamped else ''}")]
    if found.meets is not None:
        words = lang.gettext("would meet") if found.meets else lang.gettext("would miss")
        pieces.append(Line(words if found.firm else f"{words}{wording.UNFIRM}", wraps=True))
    return Cell(tuple(pieces), value=found.value)
