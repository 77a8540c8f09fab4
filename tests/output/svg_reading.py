"""What stands in a picture, read back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

_SVG = "{http://www.w3.org/2000/svg}"


def all_of(svg: str, name: str) -> Iterator[ET.Element]:
    """Yield all elements of a name, in the picture's order."""
    return ET.fromstring(svg).iter(f"{_SVG}{name}")  # noqa: S314 - we wrote it


def texts(svg: str) -> list[str]:
    """Return the words of a picture, line by line."""
    return [found.text or "" for found in all_of(svg, "text")]
