"""A chart for Word as a drawing, for pages that a browser prints."""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn

from ttdt.output.docx.markup import FONT
from ttdt.output.docx.widths import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from ttdt.text.language import Language

_NAMES, _RIGHT = 60.0, 14.0
"""Millimetres for the labels before the bars, and for the numbers behind them."""
_TOP, _BOTTOM = 10.0, 10.0
_POINTS = 8.5
"""The size of the letters; the drawing is in millimetres."""
_SYMBOL = re.compile(r'^"(.*?)"')


class _Series(NamedTuple):
    """Bars of one kind, as the chart holds them."""

    name: str
    values: dict[int, float]
    fill: str
    ink: str
    symbol: str
    """What stands before each number."""


def chart_svg(
    chart: BaseOxmlElement, width: float, height: float, description: str, lang: Language
) -> str:
    """Return the drawing of a chart of lying bars, so many millimetres wide and high."""
    drawn = "".join(_parts(chart, width, height, lang))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(description)}"'
        f' width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
        f' font-family="{escape(FONT)}, serif" font-size="3">'
        f'<rect width="{width}" height="{height}" fill="#fff" stroke="#d9d9d9"'
        f' stroke-width="0.2"/>{drawn}</svg>'
    )


def _parts(chart: BaseOxmlElement, width: float, height: float, lang: Language) -> Iterator[str]:
    title = "".join(one.text or "" for one in chart.iter(qn("a:t")))
    yield _text(width / 2, 6, title, "middle", bold=True)
    bars = next(chart.iter(qn("c:barChart")))
    series = [_series(one) for one in bars.iter(qn("c:ser"))]
    labels = _points(next(bars.iter(qn("c:cat"))))
    is_stacked = bars.find(qn("c:grouping")).get("val") == "stacked"
    low = min((float(one.get("val")) for one in chart.iter(qn("c:min"))), default=0.0)
    tops = [sum(one.values.get(n, 0) for one in series) for n in labels] if is_stacked else [
        value for one in series for value in one.values.values()
    ]  # fmt: skip
    scale = (width - _NAMES - _RIGHT) / ((max(tops, default=0) - low) or 1)
    step = (height - _TOP - _BOTTOM) / (len(labels) or 1)
    for number, label in labels.items():
        top = _TOP + number * step
        yield _text(_NAMES - 2, top + step / 2 + 1.1, label, "end")
        plot = _Plot(top, step, scale, low, is_stacked)
        yield from _bars(series, number, plot, lang)
    yield from _legend(series, height - 3)


class _Plot(NamedTuple):
    """Where the bars of a label stand, how long one is, and where the axis begins."""

    top: float
    step: float
    scale: float
    low: float
    is_stacked: bool


def _bars(series: Sequence[_Series], number: int, plot: _Plot, lang: Language) -> Iterator[str]:
    """Yield the bars of one label with their numbers, which a stacked one has within."""
    thick = plot.step * 0.72 / (1 if plot.is_stacked else len(series))
    x, y = _NAMES, plot.top + plot.step * 0.14
    for one in series:
        value = one.values.get(number)
        if value is None:
            continue
        long = max(value - plot.low, 0) * plot.scale
        yield (
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{long:.2f}" height="{thick:.2f}"'
            f' fill="#{one.fill}" stroke="#404040" stroke-width="0.15"/>'
        )
        said = f"{one.symbol}{lang.number(Decimal(f'{value:g}'))}"
        middle = y + thick / 2 + 1.1
        if plot.is_stacked:
            yield _text(x + long / 2, middle, said, "middle", ink=one.ink)
            x += long
        else:
            yield _text(x + long + 1, middle, said, "start")
            y += thick


def _legend(series: Sequence[_Series], y: float) -> Iterator[str]:
    x = 4.0
    for one in series:
        yield (
            f'<rect x="{x:.2f}" y="{y - 2.4:.2f}" width="2.6" height="2.6" fill="#{one.fill}"'
            ' stroke="#404040" stroke-width="0.15"/>'
        )
        yield _text(x + 4, y, one.name, "start")
        x += 8 + text_width(one.name, _POINTS)


def _series(found: BaseOxmlElement) -> _Series:
    fills = [one.get("val") for one in found.find(qn("c:spPr")).iter(qn("a:srgbClr"))]
    labels = found.find(qn("c:dLbls"))
    inks = [one.get("val") for one in labels.iter(qn("a:srgbClr"))]
    pattern = _SYMBOL.match(labels.find(qn("c:numFmt")).get("formatCode") or "")
    name = "".join(_points(found.find(qn("c:tx"))).values())
    values = {n: float(said) for n, said in _points(found.find(qn("c:val"))).items()}
    return _Series(name, values, fills[0], inks[0], pattern[1] if pattern else "")


def _points(found: BaseOxmlElement) -> dict[int, str]:
    return {
        int(point.get("idx")): point.find(qn("c:v")).text or "" for point in found.iter(qn("c:pt"))
    }


def _text(
    x: float, y: float, text: str, anchor: str, *, bold: bool = False, ink: str = "000000"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="#{ink}"{weight}>'
        f"{escape(text)}</text>"
    )
