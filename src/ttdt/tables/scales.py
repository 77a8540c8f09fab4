"""In thousands, or millions: how many of a thing one in a table is, as its words say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.tables.money_headings import money_unit_in
from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.tables.layout import Layout

_SCALES = tuple(
    (re.compile(rf"(?<![\w.,])(?:{pattern})(?![\w.,])"), factor)
    for one in LANGUAGES.values()
    for pattern, factor in one.tables.scales.items()
)
_MEASURED_IN = tuple(word for one in LANGUAGES.values() for word in one.tables.measured_in)
_MOST_ABOVE = 12
"""In so many rows from the top a table says what it is measured in."""


def scale_of(layout: Layout, line: int, heading: str) -> int | None:
    """Return how many one is in a line, where its heading or the table says so; None of money."""
    for text in (heading, *_beside(layout, line), *_above(layout)):
        if money_unit_in(text) is None:
            for pattern, factor in _SCALES:
                if pattern.search(fold(text)):
                    return factor
    return None


def _beside(layout: Layout, line: int) -> Iterator[str]:
    """Yield what stands between a line's heading and its first unit, as what it is measured in."""
    for row in range(layout.headings[1] + 1, min(layout.units, default=0)):
        yield layout.grid.text(row, line)


def _above(layout: Layout) -> Iterator[str]:
    """Yield the words above a table that say what all of it is measured in."""
    for row in layout.grid.table.rows[:_MOST_ABOVE]:
        for cell in row:
            if isinstance(cell, str) and fold(cell).lstrip("( ").startswith(_MEASURED_IN):
                yield cell
