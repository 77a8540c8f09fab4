"""Which amount of money a heading means: its project, its source, and what is said of it."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from ttdt.tables.grid import HEADING_JOINT
from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.plan import Funding
    from ttdt.text.matching import Names

_AMOUNTS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), key)
    for one in LANGUAGES.values()
    for pattern, key in one.tables.amounts.items()
)
_UNITS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), factor)
    for one in LANGUAGES.values()
    for pattern, factor in one.tables.money_units.items()
)
_PROJECT = re.compile(
    "(?:" + "|".join(one.tables.project for one in LANGUAGES.values() if one.tables.project) + ") "
)
_MOST = 3


def amounts_named(heading: str, funding: Funding | None) -> tuple[str, ...]:
    """Return the amounts that a heading may mean, as a map writes them: one where it is certain.

    None where it speaks of no amount, or names neither a project nor a source.
    """
    if funding is None:
        return ()
    pieces = heading.split(HEADING_JOINT)
    keys = _keys(pieces)
    projects = _named(map(_without_word, pieces), funding.project_names, funding.leaves)
    sources = _named(pieces, funding.source_names, tuple(funding.sources))
    if not keys or not (projects or sources):
        return ()
    found = tuple(
        f"funding.{project}.{source}.{key}"
        for project, source, key in product(
            projects or funding.leaves, sources or funding.sources, keys
        )
    )
    return found[:_MOST]


def money_unit_in(text: str) -> int | None:
    """Return how much of the currency the unit of money is that a text names, or None."""
    for pattern, factor in _UNITS:
        if pattern.search(fold(text)):
            return factor
    return None


def _keys(pieces: Iterable[str]) -> tuple[str, ...]:
    """Return what the lowest piece says that speaks of an amount: `disbursed` below a plan's."""
    for piece in reversed([*pieces]):
        folded = fold(piece)
        for pattern, key in _AMOUNTS:
            if pattern.search(folded):
                return (key,)
    return ()


def _named(pieces: Iterable[str], names: Names, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the pieces name of what is known."""
    found = dict.fromkeys(one for piece in pieces for one in names.find(piece))
    return tuple(one for one in found if one in known)


def _without_word(piece: str) -> str:
    folded = fold(piece)
    return _PROJECT.sub("", folded, count=1) if _PROJECT.match(folded) else piece
