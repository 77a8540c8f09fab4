"""The lines of a map found again in a table by their headings, wherever they have moved to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.forms.filled_form import Remark
from ttdt.maps import ContentKind
from ttdt.tables.periods import periods_in
from ttdt.text.matching import fold
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ttdt.maps import MappedLine, TableMap
    from ttdt.tables.grid import Grid

_MOST_OF_A_HEADING = 80
_MOST_NAMED = 10
_MOST_MOVED = 12
"""By no more lines do the titles above two tables of one kind differ."""


class LocatedLines(NamedTuple):
    """A map's lines where the table has them."""

    lines: tuple[MappedLine, ...]
    moved: Mapping[int, int]
    """Where the table has each line, by where the map has it."""
    remarks: tuple[Remark, ...]


def follow_headings(grid: Grid, mapped: TableMap) -> tuple[TableMap, tuple[Remark, ...]]:
    """Return a map with its headings, and the period, where the table has them, and what is told.

    A title may have one line more than that of the table that the map was made for. The map stays
    as it is where its headings are not all in one other place.
    """
    if _has_all(grid, mapped, 0):
        return mapped, ()
    moved = [by for by in range(-_MOST_MOVED, _MOST_MOVED + 1) if _has_all(grid, mapped, by)]
    if len(moved) != 1:
        return mapped, ()
    (by,) = moved
    first, last = (place + by for place in mapped.headings)
    period_in = mapped.period_in
    if period_in is not None and not periods_in(str(grid.table.at(*period_in) or "")):
        row, column = period_in
        period_in = (row, column + by) if grid.turned else (row + by, column)
        period_in = mapped.period_in if min(period_in) < 0 else period_in
    message = gettext_lazy(
        "the headings that the map has in {line} are taken from {found}, where they stand now",
        line=grid.row_name(mapped.headings[0]),
        found=grid.row_name(first),
    )
    remark = Remark(grid.place(first, mapped.names_in), message, is_error=False)
    return replace(mapped, headings=(first, last), period_in=period_in), (remark,)


def _has_all(grid: Grid, mapped: TableMap, by: int) -> bool:
    """Return whether all headings of lines that are read stand so many rows further down."""
    first, last = (place + by for place in mapped.headings)
    if first < 0 or last >= grid.size[0]:
        return False
    if by and not any(grid.text(first, line) for line in range(grid.size[1])):
        return False
    found = set(map(fold, grid.headings(first, last)))
    read = (one for one in mapped.lines if one.content.kind is not ContentKind.SKIPPED)
    return all(not one.heading or fold(one.heading) in found for one in read)


def locate_lines(grid: Grid, mapped: TableMap) -> LocatedLines:
    """Return where a table has a map's lines.

    A heading that stands elsewhere, and once only, leads to its line; one in which nothing but
    numbers differ is taken for the same and told of. Where both are so, as of years beside each
    other, nobody can know which is meant: it is an error, as is any other heading.
    """
    headings = grid.headings(*mapped.headings)
    lines, remarks = [], []
    moved: dict[int, int] = {}
    for one in mapped.lines:
        line, remark = _located(grid, mapped, one, headings)
        if remark is not None:
            remarks.append(remark)
        moved[one.line] = line
        lines.append(one._replace(line=line))
    remarks += _together(grid, mapped, lines)
    remarks += [
        hidden(grid, mapped.headings[1], one.line, is_line=True)
        for one in lines
        if one.content.kind is not ContentKind.SKIPPED and grid.is_hidden(line=one.line)
    ]
    remarks += _beside(grid, mapped, headings, set(moved.values()))
    return LocatedLines(tuple(lines), moved, tuple(remarks))


def _located(
    grid: Grid, mapped: TableMap, one: MappedLine, headings: Sequence[str]
) -> tuple[int, Remark | None]:
    wanted = fold(one.heading)
    here = headings[one.line] if one.line < len(headings) else ""
    if not wanted or fold(here) == wanted:
        return one.line, None
    place = grid.place(mapped.headings[1], one.line)
    elsewhere = [line for line, heading in enumerate(headings) if fold(heading) == wanted]
    is_renumbered = bool(here) and _without_numbers(here) == _without_numbers(one.heading)
    if elsewhere and is_renumbered and one.content.kind is not ContentKind.SKIPPED:
        message = gettext_lazy(
            "the map has “{heading}” here; now that is in {line}, and here is “{found}”; write in"
            " the map which of the two is meant",
            heading=one.heading[:_MOST_OF_A_HEADING],
            line=tuple(grid.line_name(line) for line in elsewhere[:_MOST_NAMED]),
            found=here[:_MOST_OF_A_HEADING],
        )
        return one.line, Remark(place, message)
    if len(elsewhere) == 1:
        message = gettext_lazy(
            "the map has “{heading}” in {line}; it is read from {found}, where it stands now",
            heading=one.heading[:_MOST_OF_A_HEADING],
            line=grid.line_name(one.line),
            found=grid.line_name(elsewhere[0]),
        )
        return elsewhere[0], Remark(place, message, is_error=False)
    if is_renumbered:
        message = gettext_lazy(
            "the heading is “{found}” now, and “{heading}” in the map; they are taken for the same",
            found=here[:_MOST_OF_A_HEADING],
            heading=one.heading[:_MOST_OF_A_HEADING],
        )
        return one.line, Remark(place, message, is_error=False)
    message = gettext_lazy(
        "the map expects the heading “{heading}” here, and there is “{found}”; correct the map, or"
        " make it anew with ttdt map",
        heading=one.heading[:_MOST_OF_A_HEADING],
        found=here[:_MOST_OF_A_HEADING],
    )
    return one.line, Remark(place, message)


def _together(grid: Grid, mapped: TableMap, lines: Iterable[MappedLine]) -> Iterator[Remark]:
    """Yield which line is read for two of the map's, since its heading is that of both."""
    first: dict[int, MappedLine] = {}
    for one in lines:
        if one.content.kind is ContentKind.SKIPPED:
            continue
        known = first.setdefault(one.line, one)
        if known is not one:
            message = gettext_lazy(
                "by its heading this is “{first}” and “{second}” of the map; correct the map",
                first=known.heading[:_MOST_OF_A_HEADING],
                second=one.heading[:_MOST_OF_A_HEADING],
            )
            yield Remark(grid.place(mapped.headings[1], one.line), message)


def hidden(grid: Grid, row: int, line: int, *, is_line: bool) -> Remark:
    """Return what is said of a line, or a unit's row, that is read though nobody sees it."""
    message = (
        gettext_lazy("this column is hidden, and what stands in it is taken all the same")
        if is_line is not grid.turned
        else gettext_lazy("this row is hidden, and what stands in it is taken all the same")
    )
    return Remark(grid.place(row, line), message, is_error=False)


def _without_numbers(heading: str) -> str:
    return re.sub("[0-9]+", "0", fold(heading))


def _beside(
    grid: Grid, mapped: TableMap, headings: Sequence[str], known: set[int]
) -> Iterator[Remark]:
    """Yield which lines the map does not know, though something stands in them."""
    unknown = [
        f"{grid.line_name(line)} “{heading[:_MOST_OF_A_HEADING]}”"
        if heading
        else grid.line_name(line)
        for line, heading in enumerate(headings)
        if line not in known
        and line != mapped.names_in
        and any(
            grid.at(row, line) is not None for row in range(mapped.headings[1] + 1, grid.size[0])
        )
    ]
    if unknown:
        message = ngettext_lazy(
            "{lines} is not in the map, and was not read",
            "{lines} are not in the map, and were not read",
            len(unknown),
            lines=tuple(unknown[:_MOST_NAMED]),
        )
        where = "!".join(filter(None, (grid.table.path, grid.table.name)))
        yield Remark(where, message, is_error=False)
