"""Texts in workbooks: what a sheet may be called, and how much fits into a cell."""

from __future__ import annotations

import re
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL_MOST = 32_767
"""Excel cuts a longer text without a word."""

_SHOWN_MOST = 32_000
"""How much of a text a form shows, well below what a cell holds."""

NAME_MOST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = frozenset({"history", "lịch sử"})
"""Excel keeps these names for itself."""


def length(text: str) -> int:
    """Return how long Excel thinks a text is: it counts UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """Return the beginning of a text, no longer than `most` by Excel's count."""
    return text[:most].encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces that each have no more than `most` characters, torn at blanks."""
    yield from wrap(text, most, break_on_hyphens=False) or [""]


@lru_cache(maxsize=2_000)  # The texts of a plan stand in every unit's form.
def fit(text: str) -> str:
    """Return a text as a cell shows it: its lines kept, inert, cut where it is too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    shown = "\n".join(map(escape_invisible, lines))
    return shown if length(shown) <= _SHOWN_MOST else cut(shown, _SHOWN_MOST)


def is_whole(text: str) -> bool:
    """Return whether a cell holds the text to its end."""
    return length(fit(text)) < _SHOWN_MOST


def same_words(shown: str | None, typed: str | None) -> bool:
    """Return whether two texts differ at most in white space, which programs change."""
    return (shown or "").split() == (typed or "").split()


def holds_text(typed: object, exact: object) -> bool:
    """Return whether a cell holds a text as it was shown, or both nothing."""
    shown = fit(exact) if isinstance(exact, str) else None
    return same_words(shown, None if typed is None else str(typed))


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
