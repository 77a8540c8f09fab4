"""Elements of SVG, whose texts cannot act, and their looks, which stand in them: no style sheet.

Word, LibreOffice and programs that make pictures read them as browsers do.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ttdt.output.svg.scale import written
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from fractions import Fraction

INK = "#1c2126"
MUTED = "#545c64"
GRID = "#d9dcdf"
SHEET = "#ffffff"
FONTS = "Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
"""One of them is on every system, and all have the letters of Vietnamese."""


def element(name: str, *content: str, **attributes: str | Fraction | int) -> str:
    """Return an element with what is in it, which is markup already.

    An underscore in an attribute's name stands for a hyphen; numbers are places.
    """
    said = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    inside = "".join(content)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def words(said: str) -> str:
    """Return a text as it stands between tags, everything in it that hides or acts shown."""
    return escape(escape_invisible(said), quote=False)


def text(
    x: Fraction | int,
    y: Fraction | int,
    said: str,
    *,
    size: int = 13,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Return a line of text whose letters stand on `y`; nothing where it says nothing."""
    if not said:
        return ""
    looks: dict[str, str | int] = {"font_size": str(size), "fill": fill}
    if anchor != "start":
        looks["text_anchor"] = anchor
    if bold:
        looks["font_weight"] = "bold"
    return element("text", words(said), x=x, y=y, **looks)


def line(
    x1: Fraction | int,
    y1: Fraction | int,
    x2: Fraction | int,
    y2: Fraction | int,
    *,
    stroke: str,
    width: str = "1",
    dashes: str = "",
) -> str:
    """Return a straight line."""
    looks = {"stroke": stroke, "stroke_width": width}
    if dashes:
        looks["stroke_dasharray"] = dashes
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **looks)


def moved(x: Fraction | int, y: Fraction | int, *content: str) -> str:
    """Return drawings that are moved by so much."""
    return element("g", *content, transform=f"translate({written(x)} {written(y)})")


def _value(value: str | Fraction | int) -> str:
    return words(value).replace('"', "&quot;") if isinstance(value, str) else written(value)
