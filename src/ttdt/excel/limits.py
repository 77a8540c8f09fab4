"""Excel's limits on texts: what a sheet may be called, and how much fits into a cell."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL_MOST = 32_767
"""Excel cuts a longer text without a word."""

NAME_MOST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = frozenset({"history", "lịch sử"})
"""Excel keeps these names for itself."""


def length(text: str) -> int:
    """Return how long Excel thinks a text is: it counts UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def cut(text: str, most: int) -> str:
    """Return the beginning of a text, no longer than `most` by Excel's count."""
    return text[:most].encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces that each have no more than `most` characters, torn at blanks."""
    yield from wrap(text, most, break_on_hyphens=False) or [""]


class SheetNames:
    """Names for sheets, each given once: Excel takes no two that differ by case alone."""

    def __init__(self) -> None:
        """Begin with no name given."""
        self._given: set[str] = set()

    def give(self, wanted: str) -> str:
        """Return a name as near to the one wanted as Excel allows; all names given differ."""
        name = " ".join(_FORBIDDEN.sub(" ", escape_invisible(wanted)).split()).strip("' ") or "-"
        if name.casefold() in _RESERVED:
            name = f"{name} 1"
        for number in range(1, len(self._given) + 2):
            tail = "" if number == 1 else f" ({number})"
            found = cut(name, NAME_MOST - len(tail)).strip("' ") + tail
            if found.casefold() not in self._given:
                break
        self._given.add(found.casefold())
        return found
