"""Which year a plan is for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from ttdt.text.message import Message
    from ttdt.yaml import YamlDocument

_YEAR = re.compile("[0-9]{4}")


def year_of(document: YamlDocument, name: str) -> int:
    """Return the year a plan says it is for; where it does not say, the one in its file's name."""
    said = document.data.get("year") if isinstance(document.data, dict) else None
    if isinstance(said, int):
        return said
    digits = "".join(char for char in name if char.isdecimal() and char.isascii())
    return int(digits[:4] or 0)


def two_plans(year: int, first: str, second: str) -> Message:
    """Return what to say of two plans for one year: of a copy, its year is still to be changed."""
    for path in (first, second):
        named = _YEAR.search(Path(path).name)
        if named is not None and int(named[0]) != year:
            return gettext_lazy(
                "two plans for {year}: {first} and {second}; correct the year in {path}",
                year=str(year),
                first=first,
                second=second,
                path=path,
            )
    return gettext_lazy(
        "two plans for {year}: {first} and {second}; keep one",
        year=str(year),
        first=first,
        second=second,
    )
