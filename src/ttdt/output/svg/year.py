"""Each area's value against that of the same period of last year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.output.svg.area_rows import (
    AXIS,
    ROW,
    TOP,
    Axis,
    axis_of,
    common_target,
    frame,
    row_head,
    row_without_value,
    row_words,
    target_entry,
    target_line,
)
from ttdt.output.svg.elements import MUTED, SHEET, element, line
from ttdt.output.svg.picture import Drawing, LegendEntry, legend_of
from ttdt.output.svg.scale import written
from ttdt.output.svg.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.document.chart.year import YearChart, YearRow
    from ttdt.text.language import Language


def draw_year(lang: Language, chart: YearChart) -> Drawing:
    """Return a row for each area: last year's value, this year's, and the way between them."""
    rows = chart.rows(lang)
    bars = [row.bar for row in rows]
    axis = axis_of(chart.result.indicator, [number for row in rows for number in _numbers(row)])
    target = common_target(lang, bars, axis)
    parts = list(frame(lang, bars, axis))
    for place, row in enumerate(rows):
        parts += _row(row, axis, TOP + ROW * place, is_common=bool(target))
    legend = [*legend_of(lang, (bar.row.status for bar in bars))]
    if any(row.compared is not None for row in rows):
        meaning = lang.gettext(
            "{period}, over the units with figures in both", period=chart.then.label
        )
        legend.append(LegendEntry(_then(Fraction(0), 0), meaning))
    if any(bar.row.seen.goal is not None for bar in bars):
        legend.append(target_entry(lang))
    height = TOP + ROW * len(rows) + AXIS
    return Drawing((*parts, target), height, tuple(legend))


def _numbers(row: YearRow) -> Iterator[Fraction]:
    seen = row.bar.row.seen
    if seen.value is not None:
        yield from (n for n in (seen.value, seen.goal) if n is not None)
    if row.compared is not None:
        yield from (row.compared.value, row.compared.now)


def _row(row: YearRow, axis: Axis, top: int, *, is_common: bool) -> Iterator[str]:
    seen, middle = row.bar.row.seen, top + ROW // 2
    yield row_head(row.bar, top)
    if seen.value is None:
        yield row_without_value(row.bar, top)
        return
    if seen.goal is not None:
        yield target_line(written(axis.scale.place(seen.goal)), top, is_common=is_common)
    if row.compared is not None:
        then, now = (axis.scale.place(n) for n in (row.compared.value, row.compared.now))
        yield line(then, middle, now, middle, stroke=MUTED, width="3")
        yield _then(then, middle)
    yield symbol(seen.status, axis.scale.place(seen.value), middle)
    yield from row_words(top, str(row.bar.row.value), row.change, row.remark)


def _then(x: Fraction, y: int) -> str:
    """Return the mark of last year's value, which looks like no verdict."""
    return element("rect", x=x - 4, y=y - 4, width=8, height=8, fill=MUTED, stroke=SHEET)
