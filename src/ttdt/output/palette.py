"""The colours of verdicts on paper and screens: they repeat what symbol and word say.

Each pair of ink on its ground has a contrast of at least 4.5 to 1, as WCAG 2.1 asks of text, and
grounds differ in lightness, so that they can be told apart in black and white.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
from ttdt.document.model import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.document.model import AnyStyle


class Tint(NamedTuple):
    """Six hexadecimal digits each: the text and what it stands on."""

    ink: str
    ground: str


TINTS: Mapping[Status, Tint] = {
    Status.MET: Tint("0B4A24", "D9F2E1"),
    Status.ON_TRACK: Tint("0B3F66", "CFE6F7"),
    Status.BEHIND: Tint("5C3D00", "FCE8B2"),
    Status.NOT_YET: Tint("4A3B1A", "E6D8C4"),
    Status.FAR_BEHIND: Tint("6B2400", "F9CDAD"),
    Status.WORSENING: Tint("FFFFFF", "8C1D18"),
    Status.NOT_MET: Tint("7A0C0C", "F4B6B0"),
    Status.UNGRADED: Tint("404040", "EFEFEF"),
    Status.NOT_APPLICABLE: Tint("404040", "FFFFFF"),
    Status.NO_DATA: Tint("4A2A66", "E4D7F0"),
}
"""For a light ground, on paper and screen."""


class Strong(NamedTuple):
    """What bars and dots are filled with, at least 3 to 1 against the page."""

    light: str
    dark: str


_NEUTRAL = Strong("6B7280", "9AA3AD")
STRONG: Mapping[Status, Strong] = {
    Status.MET: Strong("2E7D4F", "5CC98A"),
    Status.ON_TRACK: Strong("1F6FA8", "6DB6EC"),
    Status.BEHIND: Strong("A86E00", "E8B23A"),
    Status.NOT_YET: Strong("857049", "C2A878"),
    Status.FAR_BEHIND: Strong("BF4F08", "F08A4B"),
    Status.WORSENING: Strong("8C1D18", "FF9C92"),
    Status.NOT_MET: Strong("B3261E", "FF8A80"),
    Status.UNGRADED: _NEUTRAL,
    Status.NOT_APPLICABLE: _NEUTRAL,
    Status.NO_DATA: Strong("7A4FA3", "BE9BE0"),
}

_STYLE_TINTS: Mapping[Style, Tint] = {
    Style.GOOD: TINTS[Status.MET],
    Style.WARNING: TINTS[Status.BEHIND],
    Style.BAD: TINTS[Status.NOT_MET],
    Style.SAMPLE: TINTS[Status.BEHIND],
}


def tint_of(style: AnyStyle) -> Tint | None:
    """Return the tint of a text, None for one that has only the page's own colours."""
    return TINTS[style] if isinstance(style, Status) else _STYLE_TINTS.get(style)
