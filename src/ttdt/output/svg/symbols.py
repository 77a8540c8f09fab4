"""The symbols of verdicts, drawn: the shapes of `wording.SYMBOLS`, for which no font is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.output.palette import STRONG
from ttdt.output.svg.elements import SHEET, element, moved

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

SYMBOL_RADIUS = 7


def symbol(status: Status, x: Fraction | int, y: Fraction | int) -> str:
    """Return the symbol of a verdict around a place, told apart by its shape alone."""
    return moved(x, y, _DRAWN[status])


def tint(status: Status) -> str:
    """Return the colour of a verdict on a light ground."""
    return f"#{STRONG[status].light}"


def _disc(status: Status, *, fill: str, dashes: str = "") -> str:
    looks = {"stroke": tint(status), "stroke_width": "2", "fill": fill}
    if dashes:
        looks["stroke_dasharray"] = dashes
    return element("circle", cx=0, cy=0, r=6, **looks)


def _strokes(status: Status, d: str, colour: str | None = None) -> str:
    return element(
        "path",
        d=d,
        fill="none",
        stroke=colour or tint(status),
        stroke_width="2.4",
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _path(status: Status, d: str, *, fill: str) -> str:
    return element("path", d=d, fill=fill, stroke=tint(status), stroke_width="2")


_GROUND = element("circle", cx=0, cy=0, r=SYMBOL_RADIUS, fill=SHEET)
"""What lets a symbol of strokes be seen on whatever lies behind it."""

_DRAWN: Mapping[Status, str] = {
    Status.MET: _disc(Status.MET, fill=tint(Status.MET))
    + _strokes(Status.MET, "M-3 0.2L-0.9 2.6L3.2-2.4", SHEET),
    Status.ON_TRACK: _disc(Status.ON_TRACK, fill=tint(Status.ON_TRACK)),
    Status.BEHIND: _disc(Status.BEHIND, fill=SHEET)
    + element("path", d="M0-6A6 6 0 0 0 0 6Z", fill=tint(Status.BEHIND)),
    Status.NOT_YET: _disc(Status.NOT_YET, fill=SHEET, dashes="2.4 2.3"),
    Status.FAR_BEHIND: _disc(Status.FAR_BEHIND, fill=SHEET),
    Status.WORSENING: _path(Status.WORSENING, "M-6-4.6H6L0 5.8Z", fill=tint(Status.WORSENING)),
    Status.NOT_MET: _GROUND + _strokes(Status.NOT_MET, "M-4.2-4.2L4.2 4.2M4.2-4.2L-4.2 4.2"),
    Status.UNGRADED: _path(Status.UNGRADED, "M0-6.6L6.6 0L0 6.6L-6.6 0Z", fill=SHEET),
    Status.NOT_APPLICABLE: _GROUND + _strokes(Status.NOT_APPLICABLE, "M-5 0H5"),
    Status.NO_DATA: _GROUND
    + _strokes(Status.NO_DATA, "M-3.2-3A3.3 3.3 0 1 1 1.2 0.2Q0 0.8 0 2.2M0 5.6V5.7"),
}
