"""Areas of the earth as outlines in a drawing, and where in each there is room for words."""

from __future__ import annotations

from bisect import bisect_left
from math import cos, radians
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.workspace.geojson import Polygon, Position, Ring

_GRID = 2
"""Corners lie on a grid of so many places to the unit: neighbours keep their common border, and no
line is finer than anyone could see."""
_FEWEST_CORNERS = 3
_SCANS = 24
"""In so many heights of an area room is looked for."""

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = tuple[Point, ...]
_Interval: TypeAlias = tuple[float, float]


class Room(NamedTuple):
    """Where in an area there is most room for a line of words, and how wide it is there."""

    x: float
    y: float
    width: float


class Projection(NamedTuple):
    """Places on the earth as places in a drawing: as high as wide, north above."""

    west: float
    north: float
    narrowing: float
    """How much narrower a degree of longitude is than one of latitude."""
    scale: float
    left: float
    height: int

    def point(self, place: Position) -> Point:
        """Return where a place lies in the drawing, on its grid."""
        x = self.left + (place[0] - self.west) * self.narrowing * self.scale
        y = (self.north - place[1]) * self.scale
        return round(x * _GRID) / _GRID, round(y * _GRID) / _GRID


def projection_of(
    polygons: Iterable[Polygon], left: int, width: int, most_height: int
) -> Projection:
    """Return the projection that shows all polygons as large as there is room, in the middle."""
    places = [place for polygon in polygons for place in polygon[0]]
    west, east = min(p[0] for p in places), max(p[0] for p in places)
    south, north = min(p[1] for p in places), max(p[1] for p in places)
    narrowing = max(cos(radians((south + north) / 2)), 0.01)
    wide, high = (east - west) * narrowing or 1e-9, (north - south) or 1e-9
    scale = min(width / wide, most_height / high)
    indent = (width - wide * scale) / 2
    return Projection(west, north, narrowing, scale, left + indent, round(high * scale))


def outlines(projection: Projection, polygon: Polygon) -> list[Outline]:
    """Return the rings of a polygon in the drawing, without those too small to be seen."""
    drawn = [_outline(projection, ring) for ring in polygon]
    return [one for one in drawn if len(one) >= _FEWEST_CORNERS]


def _outline(projection: Projection, ring: Ring) -> Outline:
    corners: list[Point] = []
    for place in ring:
        corner = projection.point(place)
        if not corners or corner != corners[-1]:
            corners.append(corner)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return tuple(corners)


def room_in(rings: Sequence[Outline], reach: int) -> Room:
    """Return where an area, a ring and its holes, has most room for words.

    They reach so far up and down; where there is nowhere room for them, the widest place is meant.
    """
    heights = [y for _, y in rings[0]]
    low, high = min(heights), max(heights)
    scans = [low + (high - low) * number / _SCANS for number in range(1, _SCANS)]
    inside = _inside(rings, {y + away for y in scans for away in (-reach, 0, reach)})
    best, most = Room(*_middle(rings[0]), 0.0), (False, 0.0)
    for y in scans:
        # Words stand best near the middle, so what lies away from it must be wider.
        away = abs(y - (low + high) / 2)
        for left, right in inside[y]:
            above = _common((left, right), inside[y - reach])
            begin, end = _common(above, inside[y + reach])
            fits = end > begin
            width = end - begin if fits else right - left
            if (fits, width - away) > most:
                x = (begin + end) / 2 if fits else (left + right) / 2
                best, most = Room(x, y, width if fits else 0.0), (fits, width - away)
    return best


def _common(one: _Interval, others: Iterable[_Interval]) -> _Interval:
    """Return the longest part that an interval has in common with one of several."""
    parts = ((max(one[0], left), min(one[1], right)) for left, right in others)
    return max(parts, key=lambda part: part[1] - part[0], default=(0.0, 0.0))


def _inside(rings: Sequence[Outline], heights: Iterable[float]) -> dict[float, list[_Interval]]:
    """Return from where to where each height lies within an area."""
    scans = sorted(heights)
    crossings: dict[float, list[float]] = {y: [] for y in scans}
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            low, high = min(y1, y2), max(y1, y2)
            for y in scans[bisect_left(scans, low) : bisect_left(scans, high)]:
                crossings[y].append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    found = {}
    for y, places in crossings.items():
        places.sort()
        found[y] = list(zip(places[::2], places[1::2], strict=True))
    return found


def area_of(ring: Outline) -> float:
    """Return how large an outline is."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _middle(ring: Outline) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
