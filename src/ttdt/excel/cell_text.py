"""Texts in cells: whole where a cell can hold them, and nothing in them that acts."""

from __future__ import annotations

from ttdt.text.escaping import escape_invisible

CELL_MOST = 32_000
"""A cell holds 32,767 characters, and Excel cuts a longer text without a word."""


def fit(text: str) -> str:
    """Return a text as a cell shows it: its lines kept, inert, cut where it is too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    shown = "\n".join(map(escape_invisible, lines))
    return shown if _length(shown) <= CELL_MOST else _cut(shown)


def is_whole(text: str) -> bool:
    """Return whether a cell holds the text to its end."""
    return _length(fit(text)) < CELL_MOST


def same(shown: str | None, typed: str | None) -> bool:
    """Return whether two texts differ at most in white space, which programs change."""
    return (shown or "").split() == (typed or "").split()


def _length(text: str) -> int:
    """Return how long Excel thinks a text is: it counts UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str) -> str:
    kept = text[:CELL_MOST]
    while _length(kept) > CELL_MOST:
        kept = kept[: -max(1, (_length(kept) - CELL_MOST) // 2)]
    return kept
