"""Tiles that count things of a kind, and the bar of their shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.output.html.charts import per_mille

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.text.language import Language


class Counted(NamedTuple):
    """What is counted, in a word, how it looks, and how many of it there are."""

    css: str
    symbol: str
    word: str
    n: int


class Count(NamedTuple):
    """A tile, and its part of the bar."""

    css: str
    symbol: str
    word: str
    n: str
    offset: str
    """Where its share of a bar of 1000 begins, and how long that is."""
    length: str


def tiles(lang: Language, counted: Iterable[Counted], total: int) -> Iterator[Count]:
    """Yield the tiles of parts of a total, in this order along the bar."""
    begin, total = 0, max(total, 1)
    for one in counted:
        yield Count(
            one.css,
            one.symbol,
            one.word,
            lang.number(one.n),
            per_mille(begin, total),
            per_mille(begin + one.n, total, begin),
        )
        begin += one.n


def tile_beside(lang: Language, counted: Counted) -> Count:
    """Return the tile of what is no part of the bar."""
    return Count(*counted[:3], lang.number(counted.n), "0", "0")
