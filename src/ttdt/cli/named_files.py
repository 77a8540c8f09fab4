"""The files that words of the command line name."""

from __future__ import annotations

import os
from glob import glob
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def files_named(words: Iterable[str]) -> list[str]:
    """Return the files; `forms/*.xlsx` stands for all that it matches.

    The shells of Windows leave that to the program. What matches nothing stays as it is.
    """
    return [name for word in words for name in _matches(word) or [word]]


def _matches(word: str) -> list[str]:
    if not {"*", "?"} & set(word) or os.path.lexists(word):
        return []
    return sorted(glob(word))  # noqa: PTH207 - a Path would change how the names are written
