"""Pictures as PNG, for programs that take no SVG: the same drawing, in pixels."""

from __future__ import annotations

from ttdt.errors import TtdtError
from ttdt.output.svg.elements import FONTS, element, text
from ttdt.text.message import gettext_lazy

_ZOOM = 2.0
"""Pixels to each unit of the drawing, so that a picture is sharp on paper as wide as a page."""
_MOST_HEIGHT = 12_000
"""The most units of the drawing: beyond it a picture takes more memory than any viewer has."""


def rasterized(svg: str, height: int) -> bytes:
    """Return the pixels of a picture of a height; its words have the first font that is found.

    Raises `TtdtError` where the package that makes them is not installed, where there is no font,
    and for a picture that is too high.
    """
    try:
        import resvg_py
    except ModuleNotFoundError as error:
        if error.name != "resvg_py":
            raise
        raise TtdtError(
            gettext_lazy(
                "{format} needs a package that is not installed; install it with:"
                " pip install 'ttdt[png]'; SVG needs none",
                format="png",
            )
        ) from None
    if height > _MOST_HEIGHT:
        raise TtdtError(
            gettext_lazy("the picture is too high for png; write svg, or draw fewer units")
        )
    if _probe("ễ") == _probe(""):
        raise TtdtError(
            gettext_lazy("png needs a font for its words; install one of {fonts}", fonts=FONTS)
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM))


def _probe(said: str) -> bytes:
    """Return the pixels of a word, which are those of nothing where there is no font for it."""
    import resvg_py

    drawn = element(
        "svg",
        text(2, 16, said),
        xmlns="http://www.w3.org/2000/svg",
        width="20",
        height="20",
        font_family=FONTS,
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn))
