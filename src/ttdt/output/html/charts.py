"""The page's charts: where a row's numbers lie on a scale, and how values move over the rounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.report.errors import error_sections
from ttdt.document.trend.cells import (
    MIXED,
    coverage_pieces,
    projection_cell,
    target_text,
)
from ttdt.output.html.style import slug
from ttdt.output.svg.lines import draw_line, plot_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.trend import IndicatorTrend, Trend
    from ttdt.compute.round_report import Report
    from ttdt.document.model import Chart, Notes
    from ttdt.finding import Finding
    from ttdt.output.svg.bullets import Bullet
    from ttdt.output.svg.lines import Dot, LineDrawing
    from ttdt.text.language import Language

LINE_WIDTH, LINE_HEIGHT = 240, 72
_MARGIN = 8
"""What is left free around a line."""


class ShareChart(NamedTuple):
    """A share of a whole, drawn."""

    bullet: Bullet
    css: str
    text: str
    """The chart in words."""


class Segment(NamedTuple):
    """A part of a bar of 1000: where it begins, and how long it is."""

    css: str
    begin: str
    length: str


class BarLine(NamedTuple):
    """A bar with what it says."""

    label: str
    text: str
    segments: tuple[Segment, ...]


def bar_lines(lang: Language, chart: Chart) -> Iterator[BarLine]:
    """Yield the bars of a chart, the longest as long as there is room."""
    bars = [
        (label, [(one.name, one.style, one.values[place]) for one in chart.series])
        for place, label in enumerate(chart.labels)
    ]
    if not chart.is_stacked:
        bars = [(label, [piece]) for label, pieces in bars for piece in pieces]
    longest = max((sum(value or 0 for *_, value in pieces) for _, pieces in bars), default=0)
    most = max(longest - chart.start, 0) or 1
    for label, pieces in bars:
        end, segments = Fraction(0), []
        for _, style, value in pieces:
            begin, end = end, end + max((value or 0) - chart.start, 0)
            css = slug(style) if isinstance(style, Status) else ""
            segments.append(Segment(css, per_mille(begin, most), per_mille(end, most, begin)))
        text = ", ".join(
            f"{name} {lang.number(value)}" for name, _, value in pieces if value is not None
        )
        yield BarLine(label, text, tuple(segments))


def per_mille(n: Fraction | int, total: Fraction | int, before: Fraction | int = 0) -> str:
    """Return a place on a bar of 1000, or how far it lies behind another."""
    return str(1000 * n // total - 1000 * before // total)


class Reading(NamedTuple):
    """A round and its value in words; the words say why where there is none."""

    period: str
    rests_on: str
    """How many units it rests on, where not on all."""
    text: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """One line of a trend, drawn."""

    objective: str
    clause: str
    name: str
    target: str
    drawing: LineDrawing
    readings: tuple[Reading, ...]
    projection: str

    @property
    def dots(self) -> Iterator[tuple[Dot, str]]:
        """The values, each with the class of its verdict."""
        for dot in self.drawing.dots:
            yield dot, "plain" if dot.status is None else slug(dot.status)


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of one unit, or of the whole (`unit` is None)."""

    unit: str | None
    name: str
    charts: tuple[TrendChart, ...]


def multiples(lang: Language, trend: Trend | None) -> tuple[Charts, ...]:
    """Return the charts, without lines that have fewer than two values to draw."""
    if trend is None or len(trend.stages) < 2:  # noqa: PLR2004 - a line has two ends
        return ()
    found = []
    for block in trend.blocks:
        charts = tuple(
            _chart(lang, trend, line)
            for line in block.lines
            if sum(value is not None for value in line.drawn) > 1
        )
        if charts:
            unit = block.area if trend.newest.by_selection else None
            found.append(
                Charts(unit, "" if unit is None else trend.plan.distinct_names[unit], charts)
            )
    return tuple(found)


def earlier_errors(lang: Language, trend: Trend | None, report: Report) -> list[Notes]:
    """Return the errors in the rounds before, which no other part names."""
    if trend is None:
        return []
    known = {_where(error.finding) for error in report.all_errors}
    others = [error for error in trend.errors if _where(error.finding) not in known]
    return error_sections(lang, others)


def _where(found: Finding) -> str:
    return f"{found.path}:{found.span.line}:{found.span.column}"


def _chart(lang: Language, trend: Trend, line: IndicatorTrend) -> TrendChart:
    indicator = line.indicator
    mixed = f" {MIXED}" if line.mixed else ""
    plot = plot_over(trend, line, LINE_WIDTH, LINE_HEIGHT, _MARGIN)
    return TrendChart(
        objective=indicator.id,
        clause=indicator.clause,
        name=f"{lang.pick(indicator.name)}{mixed}",
        target=target_text(lang, line),
        drawing=draw_line(trend, line, plot),
        readings=tuple(_readings(lang, trend, line)),
        projection=_projected(lang, line),
    )


def _projected(lang: Language, line: IndicatorTrend) -> str:
    if line.projection is None:
        return ""
    return ", ".join(piece.text for piece in projection_cell(lang, line).lines)


def _readings(lang: Language, trend: Trend, line: IndicatorTrend) -> Iterator[Reading]:
    for stage, point in zip(trend.stages, line.points, strict=True):
        if point.drawn is not None:
            text = wording.value_amount(lang, point.indicator, point.drawn, point.goal).number
        elif point.seen is not None and point.seen.reason is not None:
            text = wording.reason_word(lang, point.seen.reason)
        else:
            continue
        rests_on = " ".join(piece.text for piece in coverage_pieces(point))
        yield Reading(stage.report.period.id, rests_on, text)
