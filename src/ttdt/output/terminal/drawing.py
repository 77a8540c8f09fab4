"""What rich draws for us: the only place where text of the data enters it.

All of it is made inert and enters as `Text`, which knows no markup.
"""

from __future__ import annotations

from io import StringIO
from math import floor
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ttdt.compute import Status
from ttdt.document.model import AnyStyle, Bar, Line, Style
from ttdt.document.wording import DUE
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    Status.NOT_YET: "yellow",
    Status.FAR_BEHIND: "red",
    Status.WORSENING: "bold red",
    Status.NOT_MET: "red",
    Status.UNGRADED: "dim",
    Status.NOT_APPLICABLE: "dim",
    Status.NO_DATA: "magenta",
}
"""Colours repeat what the symbol and the word say."""

_BAR = 12
_MANY_LINES = 10_000


def line(text: str, style: AnyStyle = Style.PLAIN, indent: int = 0) -> RenderableType:
    """Return a text that a terminal can only show, wrapped to its width."""
    shown = Text(escape_wrapped_text(text), LOOKS[style], overflow="fold")
    return Padding(shown, (0, 0, 0, indent)) if indent else shown


def rule_line(name: str, width: int, stroke: str = "─") -> Text:
    """Return a name with a line behind it that reaches to a width."""
    text = Text(f"{stroke * 2} {escape_wrapped_text(name)} ", "bold", overflow="fold")
    text.append(stroke * max(width - text.cell_len, 0), "dim")
    return text


def bar_text(bar: Bar) -> str:
    """Return a bar that is full only where the target is met, and empty only at nothing."""
    cells = floor(bar.fill * _BAR)
    if bar.fill < 1:
        cells = min(max(cells, 1 if bar.fill > 0 else 0), _BAR - 1)
    text = "█" * cells + "░" * (_BAR - cells)
    if bar.mark is None:
        return text
    place = min(floor(bar.mark * _BAR), _BAR - 1)
    return f"{text[:place]}{DUE}{text[place + 1 :]}"


def cell_text(lines: Sequence[Line], indent: int) -> RenderableType:
    """Return the lines of a cell below each other."""
    text = Text(overflow="fold")
    for number, piece in enumerate(lines):
        if number:
            text.append("\n")
        text.append(escape_wrapped_text(piece.text), LOOKS[piece.style])
    return Padding(text, (0, 0, 0, indent)) if indent else text


def grid(titles: Sequence[tuple[str, int, bool]], gap: int, *, titled: bool) -> Grid:
    """Return a table without lines or rows; of each column the title, width, and if it is right."""
    drawn = Grid(
        box=None, padding=(0, gap, 0, 0), pad_edge=False, show_header=titled, header_style="bold"
    )
    for title, width, right in titles:
        shown = Text(escape_wrapped_text(title), overflow="fold")
        justify = "right" if right else "left"
        drawn.add_column(shown, width=width, justify=justify, overflow="fold", vertical="top")  # type: ignore[arg-type]
    return drawn


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
