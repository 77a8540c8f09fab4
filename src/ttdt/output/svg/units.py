"""The units of an indicator as bars, the best first, with the target they are held against."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.output.svg.area_rows import (
    AXIS,
    PLOT,
    ROW,
    TOP,
    ZONE,
    Axis,
    axis_of,
    common_target,
    frame,
    reach,
    row_head,
    row_without_value,
    row_words,
    target_line,
)
from ttdt.output.svg.bullets import bullet_on
from ttdt.output.svg.elements import INK, MUTED, SHEET, element, line
from ttdt.output.svg.picture import Drawing, LegendEntry, legend_of
from ttdt.output.svg.symbols import tint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.chart.units import UnitBar, UnitsChart
    from ttdt.output.svg.bullets import Bullet
    from ttdt.text.language import Language


def draw_units(lang: Language, chart: UnitsChart) -> Drawing:
    """Return the bars; where the scale does not begin at 0, they begin at the target."""
    bars = chart.bars(lang)
    axis = axis_of(chart.result.indicator, [number for bar in bars for number in _numbers(bar)])
    bullets = [_bullet(axis, bar) for bar in bars]
    target = common_target(lang, bars, axis)
    parts = list(frame(lang, bars, axis))
    for place, (bar, drawn) in enumerate(zip(bars, bullets, strict=True)):
        parts += _row(bar, drawn, TOP + ROW * place, is_common=bool(target))
    height = TOP + ROW * len(bars) + AXIS
    return Drawing((*parts, target), height, tuple(_legend(lang, bars, bullets)))


def _numbers(bar: UnitBar) -> Iterator[Fraction]:
    seen = bar.row.seen
    if seen.value is not None:
        yield from (n for n in (seen.value, seen.goal, seen.expected) if n is not None)


def _bullet(axis: Axis, bar: UnitBar) -> Bullet | None:
    seen, start = bar.row.seen, Fraction(0)
    if seen.value is None:
        return None
    if axis.is_cut:
        start = seen.value if seen.goal is None else seen.goal
    return bullet_on(
        axis.scale,
        PLOT,
        (start, seen.value),
        target=bar.row.indicator.target,
        goal=seen.goal,
        expected=seen.expected,
    )


def _row(bar: UnitBar, drawn: Bullet | None, top: int, *, is_common: bool) -> Iterator[str]:
    yield row_head(bar, top)
    if drawn is None:
        yield row_without_value(bar, top)
        return
    yield from _bar(drawn, tint(bar.row.status), top, is_common=is_common)
    target = bar.row.target if not is_common and bar.row.seen.goal is not None else None
    beside = bar.verdict if target is None else f"{bar.verdict}, {target.number}"
    below = ", ".join(filter(None, (bar.row.share, bar.remark)))
    yield from row_words(top, str(bar.row.value), beside, below)


def _bar(drawn: Bullet, colour: str, top: int, *, is_common: bool) -> Iterator[str]:
    middle = top + ROW // 2
    upper, lower = reach(top, is_common=is_common)
    if drawn.zone is not None:
        begin, length = drawn.zone
        yield element(
            "rect", x=begin, y=upper, width=length, height=lower - upper, fill=ZONE, opacity="0.55"
        )
    begin, length = drawn.bar
    yield element(
        "rect", x=begin, y=middle - 6, width=length, height=12, fill=colour, opacity="0.55"
    )
    if drawn.target is not None:
        yield target_line(drawn.target, top, is_common=is_common)
    if drawn.expected is not None:
        yield _due(drawn.expected, middle + 7)
    yield element("circle", cx=drawn.value, cy=middle, r=5, fill=colour, stroke=SHEET)


def _due(x: str, y: int) -> str:
    return element("path", d="M0 0l4.2 7h-8.4z", fill=MUTED, transform=f"translate({x} {y})")


def _legend(
    lang: Language, bars: Sequence[UnitBar], bullets: Sequence[Bullet | None]
) -> Iterator[LegendEntry]:
    yield from legend_of(lang, (bar.row.status for bar in bars))
    drawn = [one for one in bullets if one is not None]
    if any(one.target is not None for one in drawn):
        zone = element("rect", x=0, y=-8, width=8, height=16, fill=ZONE)
        sign = zone + line(0, -8, 0, 8, stroke=INK, width="2")
        yield LegendEntry(sign, lang.gettext("Target, and where it is met"))
    if any(one.expected is not None for one in drawn):
        yield LegendEntry(_due("0", -4), lang.gettext("Expected now"))
