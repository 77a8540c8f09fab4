"""What pictures with a row for each area have in common: names, one scale for all, words behind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.output.svg.elements import GRID, INK, MUTED, element, line, text
from ttdt.output.svg.lettering import shortened, width_of
from ttdt.output.svg.picture import MARGIN, WIDTH, LegendEntry
from ttdt.output.svg.scale import FULL, Scale, value_scale
from ttdt.output.svg.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.chart.units import UnitBar
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

PLOT = (252, 556)
"""From where to where values are drawn; names stand before them, words behind."""
ROW = 36
TOP = 26
"""What is left above the rows for the words of the target line."""
AXIS = 36
"""What is left below the rows for the numbers of the scale."""
ZONE = "#cfe3d6"
_NAME, _WORDS = 46, 568
_SMALL, _SIZE = 11, 13
_MOST_STEPS = 5
_APART = 7
"""So far from the next row a mark ends that is no part of a common line."""
_CLOSE = 4
"""Where all numbers differ by less than a part like this of the highest, a scale from 0 would show
them alike."""


class Axis(NamedTuple):
    """The scale of all rows."""

    scale: Scale
    is_cut: bool
    """Whether it begins around the numbers and not at 0."""


def axis_of(indicator: Indicator, numbers: Sequence[Fraction]) -> Axis:
    """Return a scale on which all numbers can be told apart."""
    known = [*numbers, Fraction(0)]
    low, high = min(numbers, default=Fraction(0)), max(known)
    if measure_of(indicator).in_per_cent and low > 0 and (high - low) * _CLOSE < high:
        return Axis(value_scale(indicator, numbers, *PLOT), is_cut=True)
    if measure_of(indicator).in_per_cent and min(known) >= 0 and high <= FULL:
        return Axis(Scale(Fraction(0), FULL, *PLOT), is_cut=False)
    return Axis(value_scale(indicator, known, *PLOT), is_cut=False)


def frame(lang: Language, bars: Sequence[UnitBar], axis: Axis) -> Iterator[str]:
    """Yield what lies behind all rows: the scale, and what parts the whole from its units."""
    bottom = TOP + ROW * len(bars)
    for number in axis.scale.steps(_MOST_STEPS):
        x = axis.scale.place(number)
        yield line(x, TOP, x, bottom, stroke=GRID)
        yield text(x, bottom + 15, lang.number(number), size=_SMALL, fill=MUTED, anchor="middle")
    said = wording.unit_sign(lang, bars[0].row.indicator)
    if axis.is_cut:
        said = lang.gettext("{unit}; the scale does not begin at 0", unit=said)
    yield text(PLOT[1], bottom + 29, said, size=_SMALL, fill=MUTED, anchor="end")
    below_whole = TOP + ROW
    yield line(MARGIN, below_whole, WIDTH - MARGIN, below_whole, stroke=MUTED)


def row_head(bar: UnitBar, top: int) -> str:
    """Return the symbol and the name of an area before its row."""
    middle = top + ROW // 2
    room = PLOT[0] - _NAME - 14
    name = text(_NAME, middle + 5, shortened(bar.name, room, _SIZE), size=_SIZE, bold=bar.is_whole)
    return symbol(bar.row.status, MARGIN + 8, middle) + name


def row_without_value(bar: UnitBar, top: int) -> str:
    """Return why an area has no value, where it would be drawn."""
    room = WIDTH - MARGIN - PLOT[0]
    said = shortened(", ".join(filter(None, (bar.verdict, bar.remark))), room, _SIZE)
    return text(PLOT[0] + 6, top + ROW // 2 + 5, said, size=_SIZE, fill=MUTED)


def row_words(top: int, value: str, beside: str, below: str) -> Iterator[str]:
    """Yield the value behind a row, what stands beside it and what below."""
    middle, room = top + ROW // 2, WIDTH - MARGIN - _WORDS
    yield text(_WORDS, middle - 2, value, size=_SIZE, bold=True)
    left = room - width_of(value, _SIZE) - 12
    yield text(
        WIDTH - MARGIN, middle - 2, shortened(beside, left, _SMALL), size=_SMALL, anchor="end"
    )
    yield text(_WORDS, middle + 12, shortened(below, room, _SMALL), size=_SMALL, fill=MUTED)


def reach(top: int, *, is_common: bool) -> tuple[int, int]:
    """Return from where to where a row's target is drawn.

    Marks of a common target make one line; of different ones each stands in its row alone.
    """
    return (top, top + ROW) if is_common else (top + _APART, top + ROW - _APART)


def target_line(x: str, top: int, *, is_common: bool) -> str:
    """Return the line of a row's target; those of rows with the same one make one line."""
    begin, end = reach(top, is_common=is_common)
    return element("line", x1=x, y1=begin, x2=x, y2=end, stroke=INK, stroke_width="2")


def common_target(lang: Language, bars: Sequence[UnitBar], axis: Axis) -> str:
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


def target_entry(lang: Language) -> LegendEntry:
    """Return what the line of the target means, where it is no common one with its words."""
    return LegendEntry(line(0, -8, 0, 8, stroke=INK, width="2"), lang.gettext("Target"))
