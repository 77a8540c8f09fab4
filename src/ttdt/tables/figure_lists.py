"""Tables of one unit alone: a list of figures, with a column for what was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.tables.grid import Grid
from ttdt.tables.heading_meanings import HeadingMeanings
from ttdt.tables.layout import Layout, is_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.excel.sheets import CellTable
    from ttdt.plan import Plan

_MOST_COLUMNS = 12
"""In so many of the first columns the figures' names are looked for."""
_FEWEST = 2
"""A single cell may be called as a figure is by chance."""


def find_figure_list(tables: Iterable[CellTable], plan: Plan) -> Layout | None:
    """Return where the sheet lies that names the most of a plan's figures, one below the other.

    None where none names two. Its columns of numbers stand for units.
    """
    meanings = HeadingMeanings(plan)
    best: tuple[int, Grid, int, list[int]] | None = None
    for table in tables:
        grid = Grid(table, turned=True)
        for column in range(min(grid.size[0], _MOST_COLUMNS)):
            texts = ((line, grid.text(column, line)) for line in range(grid.size[1]))
            named = [line for line, text in texts if text and meanings.is_certain(text)]
            if len(named) >= _FEWEST and (best is None or len(named) > best[0]):
                best = len(named), grid, column, named
    if best is None:
        return None
    _, grid, column, named = best
    filled = [
        one
        for one in range(column + 1, grid.size[0])
        if any(is_number(grid.at(one, line)) for line in named)
    ]
    if not filled:
        return None
    names_in = _names_above(grid, filled, named[0])
    return Layout(grid, names_in, (column, column), dict.fromkeys(filled, ()), tuple(filled))


def _names_above(grid: Grid, filled: Iterable[int], first: int) -> int:
    """Return the sheet's row above the first figure in which the columns are named."""
    for line in range(first - 1, -1, -1):
        if any(any(map(str.isalpha, grid.heading(column, line))) for column in filled):
            return line
    return 0
