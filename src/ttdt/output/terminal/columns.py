"""Columns for a terminal: what stands in them, and how wide they are.

All text of the data enters rich here, made inert and as `Text`, which knows no markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ttdt.compute import Status
from ttdt.document.model import AnyStyle, Line, Style
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

T = TypeVar("T")

GAP = 2
"""Blanks between columns."""

_LEAST_TEXT = 16
"""No column of names is narrower, however narrow the terminal: its lines then run over."""

_MANY_LINES = 10_000

LOOKS: Mapping[AnyStyle, str] = {
    Style.PLAIN: "",
    Style.QUIET: "dim",
    Style.STRONG: "bold",
    Style.GOOD: "green",
    Style.WARNING: "bold yellow",
    Style.BAD: "bold red",
    Style.SAMPLE: "bold yellow",
    Status.MET: "green",
    Status.ON_TRACK: "cyan",
    Status.BEHIND: "yellow",
    Status.FAR_BEHIND: "red",
    Status.WORSENING: "bold red",
    Status.NOT_MET: "red",
    Status.UNGRADED: "dim",
    Status.NOT_APPLICABLE: "dim",
    Status.NO_DATA: "magenta",
}
"""Colours repeat what the symbol and the word say."""


@dataclass(frozen=True, slots=True)
class TerminalColumn(Generic[T]):
    """A column of a table whose rows are of type `T`."""

    title: str
    pieces: Callable[[T], Sequence[Line]]
    right: bool = False
    room: int = 12
    """The width that text which wraps may ask for."""
    most: int = 14
    """The width that a single word may ask for; a longer one is torn."""
    takes_rest: bool = False
    """Whether it has what the other columns leave."""
    indent: Callable[[T], int] | None = None
    """How far all lines of a cell are set in."""


def _cell(column: TerminalColumn[T], row: T) -> RenderableType:
    text = text_of(column.pieces(row))
    indent = 0 if column.indent is None else column.indent(row)
    return Padding(text, (0, 0, 0, indent)) if indent else text


def clause_column(clause: Callable[[T], str]) -> TerminalColumn[T]:
    """Return the narrow first column, which says where in the plan a row stands."""
    return TerminalColumn(
        "", lambda row: [Line(clause(row), Style.QUIET, wraps=True)], room=8, most=8
    )


def text_of(pieces: Sequence[Line]) -> Text:
    """Return a cell, one line a piece, that a terminal can only show."""
    text = Text(overflow="fold")
    for number, piece in enumerate(pieces):
        if number:
            text.append("\n")
        text.append(escape_wrapped_text(piece.text), LOOKS[piece.style])
    return text


def widths(
    columns: Sequence[TerminalColumn[T]], rows: Iterable[T], total: int, gap: int = GAP
) -> list[int]:
    """Return the columns' widths, for which no number is ever cut.

    They and the gaps add up to no more than `total` unless numbers need it.
    """
    found = [_longest_word(column.title) for column in columns]
    longest = list(found)
    for row in rows:
        for place, column in enumerate(columns):
            indent = 0 if column.indent is None else column.indent(row)
            for piece in column.pieces(row):
                need = cell_len(escape_wrapped_text(piece.text)) + indent
                longest[place] = max(longest[place], need)
                if piece.wraps:
                    need = max(min(need, column.room), min(_longest_word(piece.text), column.most))
                found[place] = max(found[place], need)
    for place, column in enumerate(columns):
        if column.takes_rest:
            others = sum(found) - found[place] + gap * (len(columns) - 1)
            found[place] = max(min(total - others, longest[place]), _LEAST_TEXT)
    return found


def total_width(sizes: Sequence[int], gap: int = GAP) -> int:
    """Return how wide a table of such columns is."""
    return sum(sizes) + gap * (len(sizes) - 1)


def grid(
    columns: Sequence[TerminalColumn[T]],
    rows: Iterable[T],
    sizes: Sequence[int],
    gap: int = GAP,
    *,
    titles: bool = False,
) -> Table:
    """Return the rows as a table without lines."""
    table = Table(
        box=None, padding=(0, gap, 0, 0), pad_edge=False, show_header=titles, header_style="bold"
    )
    for column, size in zip(columns, sizes, strict=True):
        justify = "right" if column.right else "left"
        title = Text(escape_wrapped_text(column.title), overflow="fold")
        table.add_column(title, width=size, justify=justify, overflow="fold", vertical="top")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(_cell(column, row) for column in columns))
    return table


def draw(things: Iterable[RenderableType], width: int, *, color: bool) -> str:
    """Return what a terminal of this width shows, whatever the environment says.

    No line ends in blanks, and without colour there is no escape in it.
    """
    console = Console(
        file=StringIO(),
        width=width,
        height=_MANY_LINES,
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as shown:
        for thing in things:
            console.print(thing)
    return "".join(f"{line.rstrip(' ')}\n" for line in shown.get().split("\n")[:-1])


def _longest_word(text: str) -> int:
    return max(map(cell_len, escape_wrapped_text(text).split()), default=0)
