"""How words are compared: without case, diacritics or extra spaces, and by likeness."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def fold(text: str) -> str:
    """Return `text` without case, diacritics and extra spaces: `Ninh Thuận` gives `ninh thuan`.

    Đ has no decomposition in Unicode, so it is mapped by hand.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return " ".join(bare.split())


def closest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like `word`, or None where none is like it."""
    from difflib import get_close_matches

    folded = _by_fold(tuple(choices))
    matches = get_close_matches(fold(word)[:80], folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


@lru_cache(maxsize=32)
def _by_fold(choices: tuple[str, ...]) -> dict[str, str]:
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(fold(choice), choice)
    return folded
