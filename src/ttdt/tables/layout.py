"""Where in a foreign table the units' names, the headings and the figures stand."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.tables.grid import Grid
from ttdt.tables.numbers import is_written_number
from ttdt.tables.unit_names import units_named
from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ttdt.excel.sheets import CellTable
    from ttdt.plan import Plan

_MOST_SEARCHED = 25
"""In which of the first columns, or rows, units' names are looked for."""
_NUMBERING = re.compile(r"\(?(?:[0-9]{1,3}|[a-zA-Z])\)?(?:\s*[=:+*/x%().,0-9\s-]+)?")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_FEWEST_NUMBERED = 2
_LONGEST_NUMBER = 60
"""What numbers a column is no longer, also with how it is worked out."""
_MEASURED_IN = frozenset().union(*(one.tables.measured_in for one in LANGUAGES.values()))


_Named: TypeAlias = "Mapping[int, tuple[str, ...]]"
"""What the names of rows may mean, by the row."""


class Layout(NamedTuple):
    """How a table lies."""

    grid: Grid
    names_in: int
    headings: tuple[int, int]
    """First and last row of headings."""
    units: _Named
    """What the names of rows may mean, by the row, for those that name a unit at all."""
    figure_rows: tuple[int, ...]
    """The rows that name a unit, and the others that have a name and numbers."""

    @property
    def body(self) -> range:
        """The rows below the headings."""
        return range(self.headings[1] + 1, self.grid.size[0])


def find_layout(tables: Iterable[CellTable], plan: Plan) -> Layout | None:
    """Return where the table lies that names the most of a plan's units; None where none does.

    One in a hidden sheet is only taken where no other names any.
    """
    best: tuple[tuple[bool, int, int], Grid, int, _Named, _Named] | None = None
    for table in tables:
        for turned in (False, True):
            grid = Grid(table, turned)
            for line, found, filled in _named_units(grid, plan):
                score = not table.metadata.is_hidden, _different(filled), _different(found)
                if best is None or score > best[0]:
                    best = score, grid, line, found, filled or found
    if best is None:
        return None
    _, grid, line, found, filled = best
    # A unit that has sent no number yet is one all the same, also as the first of all.
    first = min(filled)
    while first - 1 in found:
        first -= 1
    figures = _numbered(grid, line, filled) or _numbered(grid, line, range(grid.size[0]))
    headings = _headings(grid, line, figures, first)
    units = {row: named for row, named in found.items() if row > headings[1]}
    rows = [
        row
        for row in range(headings[1] + 1, grid.size[0])
        if row in units or _is_named_with_numbers(grid, row, line)
    ]
    return Layout(grid, line, headings, units, tuple(rows))


def _numbered(grid: Grid, names_in: int, rows: Iterable[int]) -> list[int]:
    """Return the lines that have a number in some of these rows.

    Left of the names stand at most the rows' own numbers and codes.
    """
    known = tuple(rows)
    return [
        line
        for line in range(names_in + 1, grid.size[1])
        if any(is_number(grid.at(row, line)) for row in known)
    ]


def _is_named_with_numbers(grid: Grid, row: int, names_in: int) -> bool:
    is_named = bool(grid.name(row, names_in)) and has_numbers(grid, row, names_in)
    return is_named and not is_numbering(grid, row)


def _different(units: _Named) -> int:
    return len({unit for found in units.values() for unit in found})


def _named_units(grid: Grid, plan: Plan) -> Iterator[tuple[int, _Named, _Named]]:
    """Yield the lines with names of units: the rows that have one, and those with numbers, too."""

    @cache
    def named(text: str) -> tuple[str, ...]:
        return units_named(plan, text) if any(map(str.isalpha, text)) else ()

    height, width = grid.size
    for line in range(min(width, _MOST_SEARCHED)):
        found = {row: units for row in range(height) if (units := named(grid.text(row, line)))}
        filled = {row: units for row, units in found.items() if has_numbers(grid, row, line)}
        if found:
            yield line, found, filled


def has_numbers(grid: Grid, row: int, names_in: int) -> bool:
    """Return whether a row has a number beside its name."""
    return any(is_number(grid.at(row, line)) for line in range(grid.size[1]) if line != names_in)


def is_number(value: object) -> bool:
    """Return whether a cell holds a number, as a number or as text in any style."""
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        return is_written_number(value.removesuffix("%"))
    return isinstance(value, int | float)


def is_numbering(grid: Grid, row: int) -> bool:
    """Return whether a row numbers the columns, and may say how they come about: `4=5+6`."""
    numbers = []
    for line in range(grid.size[1]):
        text = grid.text(row, line)
        if len(text) > _LONGEST_NUMBER or (text and not _NUMBERING.fullmatch(text)):
            return False
        if found := re.search("[0-9]+", text):
            numbers.append(int(found[0]))
    increase = all(one < other for one, other in pairwise(numbers))
    return len(numbers) >= _FEWEST_NUMBERED and increase


def _headings(
    grid: Grid, names_in: int, figures: Sequence[int], first_unit: int
) -> tuple[int, int]:
    """Return the first and last row of the headings above the first unit's row."""
    last = first_unit - 1
    while last > 0 and _is_body(grid, last, names_in, figures):
        last -= 1
    last = max(last, 0)
    first = last
    while first > 0 and _is_alone(grid, first, names_in, figures):
        first -= 1
    while first > 0 and _is_heading(grid, first - 1, figures):
        first -= 1
    while grid.turned and first < last and _says_no_heading(grid, first, figures):
        first += 1
    while grid.turned and first < last and _says_no_heading(grid, last, figures):
        last -= 1
    return first, last


def _says_no_heading(grid: Grid, row: int, figures: Sequence[int]) -> bool:
    """Return whether cells before units number the figures, or say what they are measured in."""
    beside = [text for line in figures if (text := grid.text(row, line))]
    return all(_NUMBERING.fullmatch(text[:_LONGEST_NUMBER]) for text in beside) or any(
        fold(grid.text(row, line)) in _MEASURED_IN for line in range(grid.size[1])
    )


def _is_body(grid: Grid, row: int, names_in: int, figures: Sequence[int]) -> bool:
    """Return whether a row belongs to the figures: a total, a numbering, a section, or nothing."""
    is_named = bool(grid.name(row, names_in))
    if is_numbering(grid, row):
        return True
    if is_named and has_numbers(grid, row, names_in) and not _has_only_years(grid, row, figures):
        return True
    if _is_heading(grid, row, figures):
        return False
    # Of several headings above, one alone may have others below it.
    above = row
    while above > 0 and _is_alone(grid, above, names_in, figures):
        above -= 1
    return above == row or not _is_heading(grid, above, figures)


def _is_alone(grid: Grid, row: int, names_in: int, figures: Sequence[int]) -> bool:
    """Return whether a row says something above figures, names nothing, and is no heading."""
    is_below = not grid.name(row, names_in) and any(grid.text(row, line) for line in figures)
    return is_below and not _is_heading(grid, row, figures)


def _has_only_years(grid: Grid, row: int, figures: Sequence[int]) -> bool:
    """Return whether all that stands above figures are years, which head columns as words do."""
    said = [text for line in figures if (text := grid.heading(row, line))]
    return all(_YEAR.fullmatch(text) for text in said)


def _is_heading(grid: Grid, row: int, figures: Sequence[int]) -> bool:
    """Return whether a row says several things, and one above figures; a merged range is one."""
    said = {
        grid.merged.get((row, line), (row, line))
        for line in range(grid.size[1])
        if grid.heading(row, line)
    }
    return len(said) > 1 and any(grid.heading(row, line) for line in figures)
