"""The units of an indicator as bars, the best first, with the target they are held against."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.output.svg.bullets import bullet_on
from ttdt.output.svg.elements import GRID, INK, MUTED, element, line, text
from ttdt.output.svg.lettering import shortened, width_of
from ttdt.output.svg.picture import MARGIN, WIDTH, Drawing, LegendEntry, legend_of
from ttdt.output.svg.scale import FULL, Scale, value_scale
from ttdt.output.svg.symbols import symbol, tint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.chart.units import UnitBar, UnitsChart
    from ttdt.output.svg.bullets import Bullet
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

PLOT = (252, 556)
"""From where to where bars are drawn; names stand before them, values behind."""
ROW = 36
TOP = 26
"""What is left above the rows for the words of the target line."""
AXIS = 36
"""What is left below the rows for the numbers of the scale."""
ZONE = "#cfe3d6"
_NAME, _VALUE = 46, 568
_SMALL, _SIZE = 11, 13
_MOST_STEPS = 5
_CLOSE = 4
"""Where all numbers differ by less than a part like this of the highest, a scale from 0 would show
them alike."""


class Axis(NamedTuple):
    """The scale of all bars."""

    scale: Scale
    is_cut: bool
    """Whether it begins around the numbers and not at 0, so that bars are drawn from the target."""


def draw_units(lang: Language, chart: UnitsChart) -> Drawing:
    """Return the bars."""
    bars, indicator = chart.bars(lang), chart.result.indicator
    axis = axis_of(indicator, [number for bar in bars for number in _numbers(bar)])
    bottom = TOP + ROW * len(bars)
    parts = list(scale_lines(lang, indicator, axis, bottom))
    bullets = [_bullet(axis, bar) for bar in bars]
    target = _common_target(lang, bars, axis)
    for place, (bar, drawn) in enumerate(zip(bars, bullets, strict=True)):
        parts += _row(bar, drawn, TOP + ROW * place, says_target=not target)
    # What stands for the whole is none of its units.
    below_whole = TOP + ROW
    parts.append(line(MARGIN, below_whole, WIDTH - MARGIN, below_whole, stroke=MUTED))
    parts.append(target)
    return Drawing("\n".join(parts), bottom + AXIS, tuple(_legend(lang, bars, bullets)))


def axis_of(indicator: Indicator, numbers: Sequence[Fraction]) -> Axis:
    """Return a scale on which all numbers can be told apart."""
    known = [*numbers, Fraction(0)]
    low, high = min(numbers, default=Fraction(0)), max(known)
    if measure_of(indicator).in_per_cent and low > 0 and (high - low) * _CLOSE < high:
        return Axis(value_scale(indicator, numbers, *PLOT), is_cut=True)
    if measure_of(indicator).in_per_cent and min(known) >= 0 and high <= FULL:
        return Axis(Scale(Fraction(0), FULL, *PLOT), is_cut=False)
    return Axis(value_scale(indicator, known, *PLOT), is_cut=False)


def scale_lines(lang: Language, indicator: Indicator, axis: Axis, bottom: int) -> Iterator[str]:
    """Yield the lines of the scale with their numbers, and that it is cut where it is."""
    for number in axis.scale.steps(_MOST_STEPS):
        x = axis.scale.place(number)
        yield line(x, TOP, x, bottom, stroke=GRID)
        yield text(x, bottom + 15, lang.number(number), size=_SMALL, fill=MUTED, anchor="middle")
    unit = wording.unit_sign(lang, indicator)
    said = unit
    if axis.is_cut:
        said = lang.gettext("{unit}; the scale does not begin at 0", unit=unit)
    yield text(PLOT[1], bottom + 29, said, size=_SMALL, fill=MUTED, anchor="end")


def name_text(name: str, y: int, *, bold: bool) -> str:
    """Return the name of an area before its row."""
    room = PLOT[0] - _NAME - 14
    return text(_NAME, y, shortened(name, room, _SIZE), size=_SIZE, bold=bold)


def _numbers(bar: UnitBar) -> Iterator[Fraction]:
    seen = bar.row.seen
    if seen.value is None:
        return
    yield from (n for n in (seen.value, seen.goal, seen.expected) if n is not None)


def _bullet(axis: Axis, bar: UnitBar) -> Bullet | None:
    seen, target = bar.row.seen, bar.row.indicator.target
    if seen.value is None:
        return None
    start = Fraction(0)
    if axis.is_cut:
        start = seen.value if seen.goal is None else seen.goal
    return bullet_on(
        axis.scale,
        PLOT,
        (start, seen.value),
        target=target,
        goal=seen.goal,
        expected=seen.expected,
    )


def _row(bar: UnitBar, drawn: Bullet | None, top: int, *, says_target: bool) -> Iterator[str]:
    row, middle = bar.row, top + ROW // 2
    yield symbol(row.status, MARGIN + 8, middle)
    yield name_text(bar.name, middle + 5, bold=bar.is_whole)
    if drawn is None:
        said = ", ".join(filter(None, (row.verdict.partition(" ")[2], bar.remark)))
        room = WIDTH - MARGIN - PLOT[0]
        yield text(
            PLOT[0] + 6, middle + 5, shortened(said, room, _SIZE), size=_SIZE, fill=tint(row.status)
        )
        return
    yield from _bar(drawn, tint(row.status), top)
    value = str(row.value)
    yield text(_VALUE, middle - 2, value, size=_SIZE, bold=True)
    verdict = row.verdict.partition(" ")[2]
    room = WIDTH - MARGIN - _VALUE
    said = f"{verdict}, {row.target}" if says_target and row.target is not None else verdict
    left = room - width_of(value, 14) - 8
    yield text(WIDTH - MARGIN, middle - 2, shortened(said, left, _SMALL), size=_SMALL, anchor="end")
    remark = ", ".join(filter(None, (row.share, bar.remark)))
    yield text(_VALUE, middle + 12, shortened(remark, room, _SMALL), size=_SMALL, fill=MUTED)


def _bar(drawn: Bullet, colour: str, top: int) -> Iterator[str]:
    middle = top + ROW // 2
    if drawn.zone is not None:
        begin, length = drawn.zone
        yield element("rect", x=begin, y=top, width=length, height=ROW, fill=ZONE, opacity="0.55")
    begin, length = drawn.bar
    yield element(
        "rect", x=begin, y=middle - 6, width=length, height=12, fill=colour, opacity="0.55"
    )
    if drawn.target is not None:
        yield element(
            "line", x1=drawn.target, y1=top, x2=drawn.target, y2=top + ROW, stroke=INK,
            stroke_width="2",
        )  # fmt: skip
    if drawn.expected is not None:
        yield _due(drawn.expected, middle + 7)
    yield element("circle", cx=drawn.value, cy=middle, r=5, fill=colour, stroke="#ffffff")


def _due(x: str, y: int) -> str:
    return element("path", d="M0 0l4.2 7h-8.4z", fill=MUTED, transform=f"translate({x} {y})")


def _common_target(lang: Language, bars: Sequence[UnitBar], axis: Axis) -> str:
    """Return the target in words above its line, where it is one line for all; else nothing."""
    found = {bar.row.goal: str(bar.row.target) for bar in bars if bar.row.value is not None}
    if len(found) != 1:
        return ""
    ((goal, target),) = found.items()
    if goal is None:
        return ""
    said = f"{lang.gettext('Target')} {target}"
    half = Fraction(width_of(said, _SIZE), 2)
    x = min(max(axis.scale.place(goal), PLOT[0] + half), WIDTH - MARGIN - half)
    return text(x, TOP - 7, said, size=_SIZE, anchor="middle", bold=True)


def _legend(
    lang: Language, bars: Sequence[UnitBar], bullets: Sequence[Bullet | None]
) -> Iterator[LegendEntry]:
    yield from legend_of(lang, (bar.row.status for bar in bars))
    drawn = [one for one in bullets if one is not None]
    if any(one.target is not None for one in drawn):
        sign = element("rect", x=0, y=-8, width=8, height=16, fill=ZONE) + line(
            0, -8, 0, 8, stroke=INK, width="2"
        )
        yield LegendEntry(sign, lang.gettext("Target, and where it is met"))
    if any(one.expected is not None for one in drawn):
        yield LegendEntry(_due("0", -4), lang.gettext("Expected now"))
