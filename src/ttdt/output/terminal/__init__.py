"""A terminal: readable at 80 columns, more to see at 160."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.constrain import Constrain
from rich.text import Text

from ttdt.document.model import (
    Code,
    Column,
    Heading,
    Items,
    Notes,
    Packed,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.output.terminal.drawing import draw, line, rule_line
from ttdt.output.terminal.tables import table_blocks
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from ttdt.document.answer import Answer, View
    from ttdt.document.model import Block

_WIDTH = 80


def lower(answer: Answer, view: View) -> str:
    """Return what a terminal shows; with colour, it repeats the words.

    No number is cut: a table may be wider than the terminal.
    """
    width = view.width or _WIDTH
    document = answer.document(view._replace(width=width))
    things: list[RenderableType] = []
    need, before = width, None
    for block in document.blocks:
        drawn = list(_drawn(block, width))
        if drawn and things and _has_gap(before, block):
            things.append(Text())
        for number, (part, taken) in enumerate(drawn):
            # Only a table may be wider than the terminal; what is said around it never is.
            shown = part if taken > width else [Constrain(one, width) for one in part]
            things += [Text(), *shown] if number else shown
            need = max(need, taken)
        before = block if drawn else before
    return draw(things, need, color=view.color)


def _has_gap(before: Block | None, block: Block) -> bool:
    """Return whether an empty line stands between two blocks."""
    if isinstance(block, Table):
        return not isinstance(before, Heading)
    return isinstance(block, Heading | Notes) or isinstance(before, Table | Notes)


def _drawn(block: Block, width: int) -> Iterator[tuple[list[RenderableType], int]]:
    """Yield the parts of a block, each with the width that it takes."""
    match block:
        case Title():
            yield [line(block.text, Style.STRONG)], 0
        case Heading():
            yield [rule_line(block.text, width, "═" if block.level == 1 else "─")], 0
        case Paragraph():
            yield [line(block.text, block.style, block.indent)], 0
        case Items():
            yield [line(text, block.style) for text in block.items], 0
        case Packed():
            yield [line(text, block.style) for text in _packed(block.items, width)], 0
        case Code():
            yield [line(text, block.style, 2) for text in block.text.splitlines()], 0
        case Table():
            yield from table_blocks(block, width)
        case Notes():
            yield _notes(block, width)
        case _:
            return  # A chart shows what a table says too.


def _packed(items: Sequence[str], width: int) -> Iterator[str]:
    """Yield items side by side, in as many lines as the width asks for, none torn apart."""
    found = ""
    for item in items:
        longer = f"{found}  {item}" if found else item
        if found and cell_len(escape_wrapped_text(longer)) > width:
            yield found
            longer = f"  {item}"
        found = longer
    yield found


def _notes(block: Notes, width: int) -> tuple[list[RenderableType], int]:
    """Return the title, and the notes in the columns that have something in them."""
    columns = (
        Column("", room=width // 5),
        Column("", room=width * 2 // 5),
        Column("", takes_rest=True),
    )
    rows = [
        (
            cell(note.clause, Style.QUIET, wraps=True),
            cell(note.subject, wraps=True),
            cell(note.text, wraps=True),
        )
        for note in block.notes
    ]
    used = [
        place
        for place in range(3)
        if place == len(columns) - 1 or any(row[place].pieces for row in rows)
    ]
    table = Table.of(
        tuple(columns[place] for place in used),
        tuple(tuple(row[place] for place in used) for row in rows),
        frozen=3,
    )
    things: list[RenderableType] = [line(block.title, Style.STRONG)]
    taken = 0
    for part, size in table_blocks(table, width, gap=2):
        things += part
        taken = max(taken, size)
    return things, taken
