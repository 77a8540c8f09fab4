"""How wide words are, near enough for a line to be broken before it leaves its room."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iIjlftr.,:;'|!()[] ·/-")
_WIDE = frozenset("mwMW@%—…")
_HUNDREDTHS = {"narrow": 36, "wide": 95, "capital": 72, "usual": 60}
"""Of the letters' height: no narrower than those of any font that may be found."""


def width_of(said: str, size: int) -> int:
    """Return how wide a text of letters of a size is at most, as near as no font is needed."""
    return -(-sum(map(_hundredths, unicodedata.normalize("NFC", said))) * size // 100)


def _hundredths(char: str) -> int:
    letter = unicodedata.normalize("NFD", char)[0]
    if letter in _NARROW:
        return _HUNDREDTHS["narrow"]
    if letter in _WIDE or unicodedata.east_asian_width(letter) in {"W", "F"}:
        return _HUNDREDTHS["wide"]
    return _HUNDREDTHS["capital" if letter.isupper() else "usual"]


def shortened(said: str, room: int, size: int) -> str:
    """Return a text that fits into its room, where it must with an ellipsis at the end."""
    if width_of(said, size) <= room:
        return said
    kept = said
    while kept and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def broken(said: str, room: int, size: int, most: int) -> list[str]:
    """Return a text in lines that fit into their room, at most so many."""
    lines: list[str] = []
    for word in said.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (width_of(longer, size) <= room or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return [shortened(one, room, size) for one in lines]
