"""The way to the target, drawn over the year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.output.svg.elements import GRID, INK, MUTED, SHEET, element, line, text
from ttdt.output.svg.lettering import shortened, width_of
from ttdt.output.svg.lines import Plot, draw_line, year_end
from ttdt.output.svg.picture import MARGIN, WIDTH, Drawing, LegendEntry, legend_of
from ttdt.output.svg.scale import Scale, value_scale
from ttdt.output.svg.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.chart.path import PathChart, PathRound
    from ttdt.text.language import Language

_LEFT, _RIGHT = MARGIN + 58, 622
_TOP, _BOTTOM = 24, 344
_HEIGHT = 412
_SMALL, _SIZE = 11, 13
_LINE = 17
"""How far lines of words stand apart."""
_MOST_STEPS = 6
_MOST_ROOM = 92
_DUE = "3 3"
_GOAL = "7 5"
_AHEAD = "1.5 5"


def draw_path(lang: Language, chart: PathChart) -> Drawing:
    """Return the line with its target, the way that was due and where it leads."""
    plot, rounds = _plot(chart), tuple(chart.rounds(lang))
    drawn = draw_line(chart.trend, chart.line, plot)
    parts = list(_grid(lang, chart, plot))
    due = chart.due()
    if due:
        points = " ".join(f"{plot.x(mark.day)},{plot.y(mark.value)}" for mark in due)
        parts.append(_polyline(points, MUTED, "1.4", _DUE))
    if drawn.goal is not None:
        parts.append(
            element(
                "line", x1=_LEFT, y1=drawn.goal, x2=_RIGHT, y2=drawn.goal,
                stroke=INK, stroke_width="1.6", stroke_dasharray=_GOAL,
            )
        )  # fmt: skip
    if drawn.ahead is not None:
        x1, y1, x2, y2 = drawn.ahead
        parts.append(_polyline(f"{x1},{y1} {x2},{y2}", MUTED, "2", _AHEAD))
    parts += [_polyline(points, MUTED, "2.2") for points in drawn.paths]
    room = _room(plot, rounds)
    for one in rounds:
        parts += _round(plot, one, room)
    parts += _at_the_end(lang, chart, plot)
    return Drawing(tuple(parts), _HEIGHT, tuple(_legend(lang, chart, rounds)))


def _plot(chart: PathChart) -> Plot:
    """Return scales over the whole year and all values, also those that are due or ahead."""
    trend, row = chart.trend, chart.line
    days = [stage.report.period.end for stage in trend.stages]
    first = min(*days, date(trend.plan.year - 1, 12, 31))
    ahead = None if row.projection is None else row.projection.value
    known = (*row.drawn, row.goal, ahead, *(mark.value for mark in chart.due()))
    values = [value for value in known if value is not None] or [Fraction(0)]
    return Plot(
        Scale(first.toordinal(), year_end(trend).toordinal(), _LEFT + 24, _RIGHT - 24),
        value_scale(row.indicator, values, _BOTTOM, _TOP),
    )


def _grid(lang: Language, chart: PathChart, plot: Plot) -> Iterator[str]:
    indicator = chart.line.indicator
    for number in plot.values.steps(_MOST_STEPS):
        y = plot.values.place(number)
        yield line(_LEFT, y, _RIGHT, y, stroke=GRID)
        yield text(_LEFT - 8, y + 4, lang.number(number), size=_SMALL, fill=MUTED, anchor="end")
    unit = wording.unit_sign(lang, indicator)
    if plot.values.low > 0 and measure_of(indicator).in_per_cent:
        unit = lang.gettext("{unit}; the scale does not begin at 0", unit=unit)
    yield text(MARGIN, _TOP - 10, unit, size=_SMALL, fill=MUTED)
    yield line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, stroke=MUTED)
    end = year_end(chart.trend)
    if all(stage.report.period.end != end for stage in chart.trend.stages):
        x = plot.days.end
        yield line(x, _BOTTOM, x, _BOTTOM + 5, stroke=MUTED)
        yield text(x, _BOTTOM + _LINE + 2, str(end.year), size=_SMALL, fill=MUTED, anchor="middle")


def _polyline(points: str, stroke: str, width: str, dashes: str = "") -> str:
    looks = {"fill": "none", "stroke": stroke, "stroke_width": width, "stroke_linejoin": "round"}
    if dashes:
        looks["stroke_dasharray"] = dashes
    return element("polyline", points=points, **looks)


def _room(plot: Plot, rounds: Sequence[PathRound]) -> int:
    """Return how much room there is for the words of each round."""
    places = [plot.days.place(one.period.end.toordinal()) for one in rounds]
    gaps = [int(later - one) for one, later in pairwise(places)]
    return min([*gaps, _MOST_ROOM]) - 4


def _round(plot: Plot, one: PathRound, room: int) -> Iterator[str]:
    """Yield a round's symbol and value, and below the scale its period and what must be known.

    There is so much room for the words of each; where it is little, a period is told by its part
    of the year.
    """
    x = plot.days.place(one.period.end.toordinal())
    drawn, status = one.point.drawn, one.point.status
    if drawn is not None:
        y = plot.values.place(drawn)
        yield (
            element("circle", cx=x, cy=y, r=5, fill=MUTED, stroke=SHEET)
            if status is None
            else symbol(status, x, y)
        )
        # On the sheet's own ground, since a line may pass behind it.
        width = width_of(one.value, _SIZE)
        yield element(
            "rect", x=x - Fraction(width, 2), y=y - 25, width=width, height=14, fill=SHEET,
            opacity="0.8",
        )  # fmt: skip
        yield text(x, y - 13, one.value, size=_SIZE, anchor="middle", bold=True)
    elif status is not None:
        yield symbol(status, x, _BOTTOM - 14)
    yield line(x, _BOTTOM, x, _BOTTOM + 5, stroke=MUTED)
    period = one.period.id if width_of(one.period.id, _SMALL) <= room else one.period.word
    yield text(x, _BOTTOM + _LINE + 2, period, size=_SMALL, anchor="middle")
    remark = shortened(one.remark, room, _SMALL)
    yield text(x, _BOTTOM + 2 * _LINE + 2, remark, size=_SMALL, fill=MUTED, anchor="middle")


def _at_the_end(lang: Language, chart: PathChart, plot: Plot) -> Iterator[str]:
    """Yield what the target and the line ahead are, beside their ends and apart from each other."""
    said: list[tuple[Fraction, str, bool]] = []
    row, target = chart.line, chart.target(lang)
    if row.goal is not None and target:
        said.append((plot.values.place(row.goal), f"{lang.gettext('Target')} {target}", True))
    if row.projection is not None:
        y = plot.values.place(row.projection.value)
        yield element(
            "circle", cx=plot.days.end, cy=y, r=4, fill=SHEET, stroke=MUTED, stroke_width="2"
        )
        said.append((y, chart.projected(lang), False))
    for y, words, bold in _apart(said):
        shown = shortened(words, WIDTH - MARGIN - _RIGHT - 8, _SIZE)
        yield text(_RIGHT + 8, y + 4, shown, size=_SIZE, bold=bold)


def _apart(said: Sequence[tuple[Fraction, str, bool]]) -> list[tuple[Fraction, str, bool]]:
    """Return lines of words in the order of their heights, none of them on another."""
    placed: list[tuple[Fraction, str, bool]] = []
    for y, words, bold in sorted(said, key=lambda one: one[0]):
        lowest = placed[-1][0] + _LINE if placed else y
        placed.append((max(y, lowest), words, bold))
    return placed


def _legend(lang: Language, chart: PathChart, rounds: Sequence[PathRound]) -> Iterator[LegendEntry]:
    found = [one.point.status for one in rounds]
    yield from legend_of(lang, (status for status in found if status is not None))
    if any(one.point.drawn is not None and one.point.status is None for one in rounds):
        sign = element("circle", cx=0, cy=0, r=5, fill=MUTED)
        yield LegendEntry(sign, lang.gettext("a value that is not judged"))
    if chart.line.goal is not None:
        yield LegendEntry(_stroke(INK, _GOAL), lang.gettext("Target"))
    if chart.due():
        yield LegendEntry(_stroke(MUTED, _DUE), lang.gettext("Expected on the way"))
    if chart.line.projection is not None:
        yield LegendEntry(
            _stroke(MUTED, _AHEAD),
            lang.gettext("Where a straight line leads by the year's end; no forecast"),
        )


def _stroke(colour: str, dashes: str) -> str:
    return line(-8, 0, 8, 0, stroke=colour, width="2", dashes=dashes)
