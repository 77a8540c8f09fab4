"""Lines over time: how a value moved from round to round, what it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttdt.output.svg.scale import Scale, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from ttdt.analysis.trend import IndicatorTrend, Point, Trend
    from ttdt.compute.results import Status


class Dot(NamedTuple):
    """A value of one round."""

    x: str
    y: str
    status: Status | None


class Plot(NamedTuple):
    """The scales of a drawing: days from left to right, values from the bottom up."""

    days: Scale
    values: Scale

    def x(self, day: date) -> str:
        """Return the place of a day."""
        return written(self.days.place(day.toordinal()))

    def y(self, value: Fraction) -> str:
        """Return the height of a value."""
        return written(self.values.place(value))


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """One line of a trend, drawn."""

    paths: tuple[str, ...]
    """Each unbroken run of values, as the points of a polyline."""
    dots: tuple[Dot, ...]
    goal: str | None
    """The height of the target."""
    ahead: tuple[str, str, str, str] | None
    """From the last value to where a straight line leads by the year's end."""


def plot_over(trend: Trend, line: IndicatorTrend, width: int, height: int, margin: int) -> Plot:
    """Return the scales on which all of a line lies in a drawing, from margin to margin."""
    days = [stage.report.period.end for stage in trend.stages]
    ending = None if line.projection is None else line.projection.value
    if ending is not None:
        days.append(year_end(trend))
    values = [value for value in (*line.drawn, line.goal, ending) if value is not None]
    first, last = min(days).toordinal(), max(days).toordinal()
    low, high = min(values), max(values)
    return Plot(
        Scale(first, max(last, first + 1), margin, width - margin),
        Scale(low, high if high > low else low + 1, height - margin, margin),
    )


def draw_line(trend: Trend, line: IndicatorTrend, plot: Plot) -> LineDrawing:
    """Return a line of a trend as it lies on the scales of a drawing."""
    days = [stage.report.period.end for stage in trend.stages]
    dots = tuple(
        Dot(plot.x(day), plot.y(point.drawn), point.status)
        for day, point in zip(days, line.points, strict=True)
        if point.drawn is not None
    )
    ahead = None
    if line.projection is not None:
        end = (plot.x(year_end(trend)), plot.y(line.projection.value))
        ahead = (dots[-1].x, dots[-1].y, *end)
    return LineDrawing(
        paths=tuple(_paths(plot, days, line.points)),
        dots=dots,
        goal=None if line.goal is None else plot.y(line.goal),
        ahead=ahead,
    )


def year_end(trend: Trend) -> date:
    """Return the day by which the targets of a trend are to be met."""
    return date(trend.plan.year, 12, 31)


def _paths(plot: Plot, days: Sequence[date], points: Sequence[Point]) -> Iterator[str]:
    run: list[str] = []
    for day, point in zip(days, points, strict=True):
        if point.drawn is not None:
            run.append(f"{plot.x(day)},{plot.y(point.drawn)}")
        else:
            yield from [" ".join(run)] if len(run) > 1 else []
            run = []
    yield from [" ".join(run)] if len(run) > 1 else []
