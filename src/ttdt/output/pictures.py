"""Pictures of an indicator: which is drawn how, and the formats that they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.chart import MapChart, PathChart, UnitsChart, YearChart
from ttdt.output.svg.map import draw_map
from ttdt.output.svg.path import draw_path
from ttdt.output.svg.picture import picture
from ttdt.output.svg.units import draw_units
from ttdt.output.svg.year import draw_year

if TYPE_CHECKING:
    from ttdt.document.chart import IndicatorChart
    from ttdt.output.svg.picture import Drawing
    from ttdt.text.language import Language


PICTURES = {"svg": (".svg",), "png": (".png",)}
"""The formats of pictures, and the suffixes that they are meant by."""


def draw(chart: IndicatorChart, lang: Language, format_: str) -> str | bytes:
    """Return the picture of a chart in one of `PICTURES`; raises `TtdtError` where it cannot be."""
    drawn = picture(lang, chart.caption(lang), _drawing(lang, chart))
    if format_ == "svg":
        return drawn.svg
    from ttdt.output.png import rasterized

    return rasterized(drawn.svg, drawn.height)


def _drawing(lang: Language, chart: IndicatorChart) -> Drawing:
    match chart:
        case PathChart():
            return draw_path(lang, chart)
        case UnitsChart():
            return draw_units(lang, chart)
        case YearChart():
            return draw_year(lang, chart)
        case MapChart():
            return draw_map(lang, chart)
