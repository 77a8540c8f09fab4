"""Verdicts on a map: each area in its verdict's colour and with its symbol, all units listed below.

The list says what the map has no room for, and it has the units that the map lacks.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.output.palette import TINTS
from ttdt.output.svg.elements import MUTED, element, text, words
from ttdt.output.svg.lettering import shortened, width_of
from ttdt.output.svg.picture import INNER, MARGIN, Drawing, legend_of
from ttdt.output.svg.shapes import Outline, area_of, outlines, projection_of, room_in
from ttdt.output.svg.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.chart.map import MapChart
    from ttdt.document.chart.units import UnitBar
    from ttdt.output.svg.shapes import Projection
    from ttdt.text.language import Language
    from ttdt.workspace.geojson import Polygon

_MOST_HEIGHT = 620
_SMALL = 11
_BOLD = 12
"""As wide as letters of the size below are in bold."""
_SYMBOL = 16
"""The room of a symbol."""
_LABEL = 22
"""How far a label reaches up and down from where it stands."""
_GAP = 18
_COLUMNS = 3
_LIST_ROW = 20
_MOST_LISTED = 240
"""So many units still stand on a page below each other."""


def draw_map(lang: Language, chart: MapChart) -> Drawing:
    """Return the map, and below it the units with their values."""
    bars = chart.bars(lang)
    by_unit = {bar.row.area: bar for bar in bars}
    shapes = {unit: chart.shapes[unit] for unit in chart.report.columns if unit in chart.shapes}
    projection = projection_of(
        (polygon for polygons in shapes.values() for polygon in polygons),
        MARGIN,
        INNER,
        _MOST_HEIGHT,
    )
    drawn = {unit: _rings(projection, polygons) for unit, polygons in shapes.items()}
    parts = [_area(by_unit[unit], rings) for unit, rings in drawn.items()]
    for unit, rings in drawn.items():
        parts += _label(by_unit[unit], rings)
    height = projection.height + _GAP
    if len(bars) <= _MOST_LISTED:
        listed, height = _list(bars, height)
        parts += listed
    statuses = (bar.row.status for bar in bars)
    return Drawing(tuple(parts), height, tuple(legend_of(lang, statuses)))


def _rings(projection: Projection, polygons: Sequence[Polygon]) -> list[list[Outline]]:
    """Return the outlines of an area, the largest part first; of a speck, the place of it."""
    found = [rings for polygon in polygons if (rings := outlines(projection, polygon))]
    found.sort(key=lambda rings: area_of(rings[0]), reverse=True)
    return found or [[(projection.point(polygons[0][0][0]),)]]


def _area(bar: UnitBar, polygons: Sequence[Sequence[Outline]]) -> str:
    d = "".join(f"{_path(ring)}Z" for rings in polygons for ring in rings)
    return element(
        "path",
        element("title", words(bar.name)),
        d=d,
        fill=f"#{TINTS[bar.row.status].ground}",
        fill_rule="evenodd",
        stroke=MUTED,
        stroke_width="0.8",
        stroke_linejoin="round",
    )


def _path(ring: Outline) -> str:
    return f"M{'L'.join(f'{x:g} {y:g}' for x, y in ring)}"


def _label(bar: UnitBar, polygons: Sequence[Sequence[Outline]]) -> Iterator[str]:
    """Yield an area's symbol, and its name and value where there is room for them."""
    room = room_in(polygons[0], _LABEL)
    x, y = Fraction(round(room.x * 10), 10), Fraction(round(room.y * 10), 10)
    ink = f"#{TINTS[bar.row.status].ink}"
    value = "" if bar.row.value is None else str(bar.row.value)
    if max(width_of(bar.name, _BOLD), width_of(value, _SMALL)) > room.width - 4:
        yield symbol(bar.row.status, x, y)
        return
    yield symbol(bar.row.status, x, y - 14)
    yield text(x, y + 6, bar.name, size=_SMALL, fill=ink, anchor="middle", bold=True)
    if value:
        yield text(x, y + 19, value, size=_SMALL, fill=ink, anchor="middle")


def _list(bars: Sequence[UnitBar], top: int) -> tuple[list[str], int]:
    """Return all units with their values in columns, the best first, and where the list ends."""
    rows = -(-len(bars) // _COLUMNS)
    width = INNER // _COLUMNS
    parts = []
    for place, bar in enumerate(bars):
        column, row = divmod(place, rows)
        x, y = MARGIN + column * width, top + row * _LIST_ROW
        said = str(bar.row.value or bar.row.reason or bar.verdict)
        room = width - _SYMBOL - 28
        value = shortened(said, room // 2, _BOLD)
        name = shortened(bar.name, room - width_of(value, _BOLD), _SMALL)
        parts.append(symbol(bar.row.status, x + 8, y + 6))
        parts.append(text(x + _SYMBOL + 4, y + 10, name, size=_SMALL))
        parts.append(text(x + width - 16, y + 10, value, size=_SMALL, anchor="end", bold=True))
    return parts, top + rows * _LIST_ROW + 4
