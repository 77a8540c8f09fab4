"""One small line chart an indicator: the rounds of the year, and the target across them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.analysis.trend import Continuity
from ttdt.document import wording
from ttdt.document.trend.cells import (
    CLAMPED,
    MIXED,
    coverage_pieces,
    projection_cell,
    target_text,
)
from ttdt.output.html.bullet import written
from ttdt.output.html.style import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.trend import IndicatorTrend, Trend
    from ttdt.compute.results import Report
    from ttdt.finding import Finding
    from ttdt.text.language import Language

WIDTH = 240
HEIGHT = 72
_EDGE = 8


class Dot(NamedTuple):
    """A value of one round."""

    x: str
    y: str
    css: str


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
    paths: tuple[str, ...]
    """Each unbroken run of values, as the points of a polyline."""
    dots: tuple[Dot, ...]
    goal: str | None
    """The height of the target."""
    ahead: tuple[str, str, str, str] | None
    """From the last value to where a straight line leads by the year's end."""
    readings: tuple[Reading, ...]
    projection: str


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of the province (`unit` is None) or of one unit."""

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
            name = "" if block.unit is None else trend.plan.units[block.unit].name
            found.append(Charts(block.unit, name, charts))
    return tuple(found)


def notes(lang: Language, trend: Trend | None) -> list[str]:
    """Return what the charts rest on, and what the signs beside them mean."""
    if trend is None:
        return []
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
        said.append(f"{MIXED} {text}")
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


def left_out(lang: Language, trend: Trend | None, report: Report) -> list[str]:
    """Return the errors that left figures out of the rounds before, which no other part names."""
    if trend is None:
        return []
    known = {_where(found) for found in report.findings}
    return [
        f"{_where(found)}: {found.code} {lang.translate(found.message)}"
        for found in trend.findings
        if _where(found) not in known
    ]


def _where(found: Finding) -> str:
    return f"{found.path}:{found.span.line}:{found.span.column}"


def _chart(lang: Language, trend: Trend, line: IndicatorTrend) -> TrendChart:
    indicator = line.indicator
    days = [stage.report.period.end for stage in trend.stages]
    values = line.drawn
    ending = None if line.projection is None else line.projection.value
    year_end = date(trend.plan.year, 12, 31)
    scale = _Scale.over(
        [*days, *([year_end] if ending is not None else [])],
        [value for value in (*values, line.goal, ending) if value is not None],
    )
    dots = [
        Dot(scale.x(day), scale.y(value), "" if point.status is None else slug(point.status))
        for day, value, point in zip(days, values, line.points, strict=True)
        if value is not None
    ]
    ahead = None
    if ending is not None:
        ahead = (dots[-1].x, dots[-1].y, scale.x(year_end), scale.y(ending))
    mixed = f" {MIXED}" if line.mixed else ""
    return TrendChart(
        objective=indicator.id,
        clause=indicator.clause,
        name=f"{lang.pick(indicator.name)}{mixed}",
        target=target_text(lang, line),
        paths=tuple(_paths(scale, days, values)),
        dots=tuple(dots),
        goal=None if line.goal is None else scale.y(line.goal),
        ahead=ahead,
        readings=tuple(_readings(lang, trend, line)),
        projection=_projected(lang, line),
    )


def _projected(lang: Language, line: IndicatorTrend) -> str:
    if line.projection is None:
        return ""
    return ", ".join(piece.text for piece in projection_cell(lang, line).lines)


def _paths(scale: _Scale, days: Sequence[date], values: Sequence[Fraction | None]) -> Iterator[str]:
    run: list[str] = []
    for day, value in zip(days, values, strict=True):
        if value is not None:
            run.append(f"{scale.x(day)},{scale.y(value)}")
        else:
            yield from [" ".join(run)] if len(run) > 1 else []
            run = []
    yield from [" ".join(run)] if len(run) > 1 else []


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


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    days: int
    low: Fraction
    span: Fraction

    @classmethod
    def over(cls, days: Sequence[date], values: Sequence[Fraction]) -> _Scale:
        first, last = min(days).toordinal(), max(days).toordinal()
        low, high = min(values), max(values)
        return cls(first, max(last - first, 1), low, high - low or Fraction(1))

    def x(self, day: date) -> str:
        share = Fraction(day.toordinal() - self.first, self.days)
        return written(_EDGE + share * (WIDTH - 2 * _EDGE))

    def y(self, value: Fraction) -> str:
        share = (value - self.low) / self.span
        return written(HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE))
