"""The page's charts: where a row's numbers lie on a scale, and how values move over the rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.analysis.trend import Continuity
from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.report.errors import error_sections
from ttdt.document.trend.cells import (
    CLAMPED,
    MIXED,
    coverage_pieces,
    projection_cell,
    target_text,
)
from ttdt.output.html.style import slug
from ttdt.plan.targets import Comparator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.trend import IndicatorTrend, Trend
    from ttdt.compute.results import AreaResult
    from ttdt.compute.round_report import Report
    from ttdt.document.model import Chart, Notes
    from ttdt.finding import Finding
    from ttdt.plan import Indicator, Target
    from ttdt.text.language import Language

BULLET_WIDTH = 200
LINE_WIDTH, LINE_HEIGHT = 240, 72
_MARGIN = 8
"""What is left free around a line."""
_EDGE = 6
"""What is left free at both ends, for a dot to be drawn whole."""
_AIR = Fraction(1, 8)
"""How much of the range the scale goes on beyond the numbers."""
_FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Bullet:
    """Places along the chart, from 0 to `BULLET_WIDTH`, as they are written."""

    value: str
    target: str | None
    zone: tuple[str, str] | None
    """Where the target is met: the place it begins and how far it goes."""
    bar: tuple[str, str]
    """What was gained or lost since the baseline, from its left end on."""
    baseline: str | None
    expected: str | None


def bullet(indicator: Indicator, seen: AreaResult, goal: Fraction | None) -> Bullet | None:
    """Return the chart of a row, or None where it has no value or nothing to compare it with."""
    target, value = indicator.target, seen.value
    if target is None or value is None or goal is None:
        return None
    known = [value, goal, goal - target.tolerance, seen.baseline, seen.expected]
    scale = _BulletScale.over(indicator, [number for number in known if number is not None])
    begin, end = scale.zone(target, goal)
    start = seen.baseline
    if start is None:
        # A share does not begin anywhere of its own, so that there is only its dot.
        start = value if begins_at_baseline(indicator) else Fraction(0)
    left, right = sorted((scale.place(start), scale.place(value)))
    return Bullet(
        value=written(scale.place(value)),
        target=written(scale.place(goal)),
        zone=(written(begin), written(end - begin)),
        bar=(written(left), written(right - left)),
        baseline=None if seen.baseline is None else written(scale.place(seen.baseline)),
        expected=None if seen.expected is None else written(scale.place(seen.expected)),
    )


class ShareChart(NamedTuple):
    """A share of a whole, drawn."""

    bullet: Bullet
    css: str
    text: str
    """The chart in words."""


def share_bullet(
    share: Fraction, target: Target | None, goal: Fraction | None, expected: Fraction | None
) -> Bullet:
    """Return the chart of a share of a whole, on the scale from 0 to 100 of all those beside it."""
    scale = _BulletScale(Fraction(0), _FULL)
    begin, end = scale.place(Fraction(0)), scale.place(share)
    zone = None
    if target is not None and goal is not None:
        met = scale.zone(target, goal)
        zone = (written(met[0]), written(met[1] - met[0]))
    return Bullet(
        value=written(end),
        target=None if goal is None else written(scale.place(goal)),
        zone=zone,
        bar=(written(begin), written(end - begin)),
        baseline=None,
        expected=None if expected is None else written(scale.place(expected)),
    )


def written(place: Fraction) -> str:
    """Return a place in a drawing, to a tenth."""
    tenths = round(place * 10)
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class _BulletScale:
    low: Fraction
    high: Fraction

    @classmethod
    def over(cls, indicator: Indicator, numbers: list[Fraction]) -> _BulletScale:
        """Return a scale that shows all numbers apart; only what is counted begins at 0."""
        measure = measure_of(indicator)
        if not measure.in_per_cent:
            numbers = [*numbers, Fraction(0)]
        low, high = min(numbers), max(numbers)
        air = (high - low) * _AIR or Fraction(1)
        rate, counted = measure.in_per_cent, measure.in_units
        bottom, top = low - air, high + air
        if (rate or counted) and low >= 0:
            bottom = max(bottom, Fraction(0))
        if rate and high <= _FULL:
            top = min(top, _FULL)
        return cls(bottom, top)

    def place(self, number: Fraction) -> Fraction:
        share = (number - self.low) / (self.high - self.low)
        return _EDGE + share * (BULLET_WIDTH - 2 * _EDGE)

    def zone(self, target: Target, goal: Fraction) -> tuple[Fraction, Fraction]:
        """Return from where to where a value meets the target."""
        if target.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}:
            return Fraction(0), self.place(goal)
        return self.place(goal - target.tolerance), Fraction(BULLET_WIDTH)


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
        (label, [(one.name, one.style, one.values[place] or 0) for one in chart.series])
        for place, label in enumerate(chart.labels)
    ]
    if not chart.is_stacked:
        bars = [(label, [piece]) for label, pieces in bars for piece in pieces]
    most = max((sum(value for *_, value in pieces) for _, pieces in bars), default=0) or 1
    for label, pieces in bars:
        end, segments = Fraction(0), []
        for _, style, value in pieces:
            begin, end = end, end + value
            css = slug(style) if isinstance(style, Status) else ""
            segments.append(Segment(css, per_mille(begin, most), per_mille(end, most, begin)))
        text = ", ".join(f"{name} {lang.number(value)}" for name, _, value in pieces if value)
        yield BarLine(label, text, tuple(segments))


def per_mille(n: Fraction | int, total: Fraction | int, before: Fraction | int = 0) -> str:
    """Return a place on a bar of 1000, or how far it lies behind another."""
    return str(1000 * n // total - 1000 * before // total)


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
    days = [stage.report.period.end for stage in trend.stages]
    values = line.drawn
    ending = None if line.projection is None else line.projection.value
    year_end = date(trend.plan.year, 12, 31)
    scale = _LineScale.over(
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


def _paths(
    scale: _LineScale, days: Sequence[date], values: Sequence[Fraction | None]
) -> Iterator[str]:
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
class _LineScale:
    first: int
    days: int
    low: Fraction
    span: Fraction

    @classmethod
    def over(cls, days: Sequence[date], values: Sequence[Fraction]) -> _LineScale:
        first, last = min(days).toordinal(), max(days).toordinal()
        low, high = min(values), max(values)
        return cls(first, max(last - first, 1), low, high - low or Fraction(1))

    def x(self, day: date) -> str:
        share = Fraction(day.toordinal() - self.first, self.days)
        return written(_MARGIN + share * (LINE_WIDTH - 2 * _MARGIN))

    def y(self, value: Fraction) -> str:
        share = (value - self.low) / self.span
        return written(LINE_HEIGHT - _MARGIN - share * (LINE_HEIGHT - 2 * _MARGIN))
