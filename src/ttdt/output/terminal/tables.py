"""Tables on a terminal: which columns stand side by side, and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ttdt.document.model import Bar, Column, Line, Medium, Style, Table
from ttdt.output.terminal.drawing import bar_text, cell_text, grid, line, rule_line
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from ttdt.document.model import Row

_ROOMY = 140
"""From this width on, two blanks stand between columns."""
_TITLE_LINES = 3
"""So many lines are enough for the title of a column of numbers, if the table fits even so."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A column that is drawn, with those that stand below its lines."""

    column: Column
    places: tuple[int, ...]
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A cell as it is drawn."""

    lines: tuple[Line, ...]
    indent: int


def table_blocks(
    table: Table, width: int, gap: int | None = None
) -> Iterator[tuple[list[RenderableType], int]]:
    """Yield what is to be drawn for a table, in parts that fit, each with the width it takes.

    No number is ever cut: a part is wider than the terminal where its numbers need it.
    """
    layout = _Layout(table, width, (2 if width >= _ROOMY else 1) if gap is None else gap)
    parts = list(layout.parts())
    for part in parts:
        yield layout.drawn(part, is_last=part is parts[-1])


class _Layout:
    """A table laid out for a width."""

    def __init__(self, table: Table, width: int, gap: int) -> None:
        self._width = width
        self._gap = gap
        self._placed, self._below = _placed(table, width)
        stacked = any(len(one.places) > 1 for one in self._placed)
        if stacked:
            self._placed = [
                replace(one, column=one.column._replace(room=one.column.narrow_room))
                if one.column.narrow_room
                else one
                for one in self._placed
            ]
        self._groups = [
            (group.title, [(row, self._cells(row)) for row in group.rows]) for group in table.groups
        ]
        least, self._longest = self._measured()
        self._needs = least
        parts = list(self.parts())
        wider = self._with_titles(least, range(len(least)), _TITLE_LINES)
        self._needs = [
            wide if one.column.right else need
            for one, need, wide in zip(self._placed, least, wider, strict=True)
        ]
        if list(self.parts()) != parts:
            self._needs = least

    def parts(self) -> Iterator[list[int]]:
        """Yield the columns of each part: left out where they may be, else spread over parts."""
        kept = list(range(len(self._placed)))
        while self._total(kept) > self._width:
            droppable = [place for place in kept if self._placed[place].column.drop]
            if not droppable:
                break
            kept.remove(max(droppable, key=lambda one: (self._placed[one].column.drop, one)))
        frozen = [place for place in kept if self._placed[place].is_frozen]
        part: list[int] = []
        for place in kept:
            if place in frozen:
                continue
            if part and self._total([*frozen, *part, place]) > self._width:
                yield [*frozen, *part]
                part = []
            part.append(place)
        yield [*frozen, *part]

    def drawn(self, part: Sequence[int], *, is_last: bool) -> tuple[list[RenderableType], int]:
        """Return a part of the table and its width; what stands below rows is in the last."""
        sizes = self._sizes(part)
        total = sum(sizes) + self._gap * (len(part) - 1)
        columns = [self._placed[place].column for place in part]
        titles = [
            (
                column.title if column.screen_title is None else column.screen_title,
                size,
                column.right,
            )
            for column, size in zip(columns, sizes, strict=True)
        ]
        titled = any(title for title, _, _ in titles)
        things: list[RenderableType] = []
        if any(title for title, _ in self._groups) and titled:
            things.append(grid(titles, self._gap, titled=True))
            titled = False
        for title, rows in self._groups:
            if title:
                things.append(rule_line(title, total))
            chunk = grid(titles, self._gap, titled=titled)
            for row, cells in rows:
                shown = [cells[place] for place in part]
                chunk.add_row(*(cell_text(one.lines, one.indent) for one in shown))
                below = list(self._row_below(row)) if is_last else []
                if below:
                    start = sizes[0] + self._gap + max(one.indent for one in shown)
                    things += [chunk, *(line(one.text, one.style, start) for one in below)]
                    chunk = grid(titles, self._gap, titled=False)
            things.append(chunk)
        return things, total

    def _cells(self, row: Row) -> list[_Drawn]:
        return [
            _Drawn(tuple(_lines(row, one)), max(row[place].indent for place in one.places))
            for one in self._placed
        ]

    def _row_below(self, row: Row) -> Iterator[Line]:
        for place in self._below:
            for piece in row[place].pieces:
                if isinstance(piece, Line) and piece.medium is not Medium.FILE:
                    yield piece

    def _measured(self) -> tuple[list[int], list[int]]:
        """Return how wide each column must be, and how wide it would be without wrapping."""
        needs, longest = [], []
        for place, one in enumerate(self._placed):
            column = one.column
            need = most = _longest_word(_title(column))
            for _, rows in self._groups:
                for _, cells in rows:
                    cell = cells[place]
                    for piece in cell.lines:
                        size = cell_len(escape_wrapped_text(piece.text)) + cell.indent
                        most = max(most, size)
                        if piece.wraps:
                            word = min(_longest_word(piece.text), column.most)
                            size = max(min(size, column.room), word)
                        need = max(need, size)
            needs.append(need)
            longest.append(most)
        return needs, longest

    def _sizes(self, part: Sequence[int]) -> list[int]:
        sizes = [self._needs[place] for place in part]
        taking = [n for n, place in enumerate(part) if self._placed[place].column.takes_rest]
        for number in taking[-1:]:
            rest = self._width - sum(sizes) + sizes[number] - self._gap * (len(part) - 1)
            least = self._placed[part[number]].column.least
            sizes[number] = max(min(rest, self._longest[part[number]]), least)
        spare = self._width - sum(sizes) - self._gap * (len(part) - 1)
        for lines in range(_TITLE_LINES - 1, 0, -1):
            wider = self._with_titles(sizes, part, lines)
            if sum(wider) - sum(sizes) <= spare:
                spare -= sum(wider) - sum(sizes)
                sizes = wider
        return sizes

    def _with_titles(self, sizes: list[int], part: Sequence[int], lines: int) -> list[int]:
        """Return the widths of a part's columns, made so wide that no title takes more lines."""
        titles = (_title(self._placed[place].column) for place in part)
        return [
            max(size, _width_in(title, lines)) for size, title in zip(sizes, titles, strict=True)
        ]

    def _total(self, part: Sequence[int]) -> int:
        return sum(self._sizes(part)) + self._gap * (len(part) - 1)


def _placed(table: Table, width: int) -> tuple[list[_Placed], list[int]]:
    """Return the columns side by side, and those whose text stands below the whole row."""
    shown = [
        (place, column)
        for place, column in enumerate(table.columns)
        if column.medium is not Medium.FILE
    ]
    beside = [place for place, column in shown if column.from_width <= width]
    keys = {table.columns[place].key for place in beside}
    below: list[int] = []
    under: dict[str, list[int]] = {}
    for place, column in shown:
        if place in beside or not column.under:
            continue
        if column.under in keys:
            under.setdefault(column.under, []).append(place)
        else:
            below.append(place)
    placed = [
        _Placed(
            table.columns[place],
            (place, *(under.get(table.columns[place].key, ()) if table.columns[place].key else ())),
            place < table.frozen,
        )
        for place in beside
    ]
    return placed, below


def _lines(row: Row, placed: _Placed) -> Iterator[Line]:
    """Yield the lines of a cell, then those of the cells that stand below it."""
    for place in placed.places:
        cell = row[place]
        if cell.repeated:
            continue
        for piece in cell.pieces:
            if isinstance(piece, Bar):
                yield Line(bar_text(piece), piece.style)
            elif piece.medium is not Medium.FILE and piece.text:
                is_below = place != placed.places[0] and piece.style is Style.PLAIN
                style = Style.QUIET if is_below else piece.style
                yield from _with_unit(piece._replace(style=style), placed.column.room)


def _with_unit(piece: Line, room: int) -> Iterator[Line]:
    """Yield a text and its unit, on two lines where one has no room for both."""
    if not piece.unit:
        yield piece
    elif cell_len(escape_wrapped_text(str(piece))) <= room:
        yield piece._replace(text=str(piece), unit="")
    else:
        yield piece._replace(unit="")
        yield Line(piece.unit, piece.style, wraps=True)


def _title(column: Column) -> str:
    return column.title if column.screen_title is None else column.screen_title


def _width_in(title: str, lines: int) -> int:
    """Return the least width in which a title takes no more lines, or its longest word's."""
    sizes = [cell_len(word) for word in escape_wrapped_text(title).split()]
    width = max(sizes, default=0)
    while True:
        taken, filled = 1, -1
        for size in sizes:
            filled += size + 1
            if filled > width:
                taken, filled = taken + 1, size
        if taken <= lines:
            return width
        width += 1


def _longest_word(text: str) -> int:
    return max(map(cell_len, escape_wrapped_text(text).split()), default=0)
