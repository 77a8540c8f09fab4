"""A page for a terminal: as wide as it, in blocks where a table has no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from ttdt.document.model import Heading, Paragraph, Style, Table, Title
from ttdt.output.terminal.columns import GAP, LOOKS, TerminalColumn, draw, grid, total_width, widths
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from ttdt.document.answer import View as AnswerView
    from ttdt.document.model import AnyStyle, Cell, Column, Document, Line
    from ttdt.output import View

_WIDTH = 80
_ROOMY = 100

_Row = tuple["Cell", ...]


def draw_page(page: Document, view: View | AnswerView) -> str:
    """Return what a terminal shows. No number is cut: a table may be wider than the terminal."""
    width = view.width or _WIDTH
    things: list[RenderableType] = []
    need = width
    after: object = None
    for block in page.blocks:
        if isinstance(block, Table):
            if things and not isinstance(after, Heading):
                things.append(Text())
            for number, (drawn, taken) in enumerate(_blocks(block, width)):
                things += [Text(), drawn] if number else [drawn]
                need = max(need, taken)
        elif isinstance(block, Title | Heading | Paragraph):
            if things and (isinstance(block, Heading) or isinstance(after, Table)):
                things.append(Text())
            if isinstance(block, Heading):
                things.append(rule_line(block.text, width))
            elif isinstance(block, Title):
                things.append(_line(block.text, Style.STRONG))
            else:
                line = _line(block.text, block.style)
                things.append(Padding(line, (0, 0, 0, block.indent)) if block.indent else line)
        after = block
    return draw(things, need, color=view.color)


def rule_line(name: str, width: int) -> Text:
    """Return a name with a line behind it, as long as the terminal is wide."""
    text = Text(f"── {escape_wrapped_text(name)} ", "bold", overflow="fold")
    text.append("─" * max(width - text.cell_len, 0), "dim")
    return text


def _line(text: str, style: AnyStyle) -> Text:
    return Text(escape_wrapped_text(text), LOOKS[style], overflow="fold")


def _blocks(block: Table, width: int) -> Iterator[tuple[RenderableType, int]]:
    """Yield the table, in parts that fit, each with its width."""
    gap = GAP if width >= _ROOMY else 1
    for places in _places(block, width, gap):
        columns = [_column(block.columns[place], place) for place in places]
        sizes = widths(columns, block.rows, width, gap)
        titles = any(block.columns[place].title for place in places)
        yield grid(columns, block.rows, sizes, gap, titles=titles), total_width(sizes, gap)


def _places(block: Table, width: int, gap: int) -> Iterator[Sequence[int]]:
    """Yield the columns of each part: dropped where they may be, else spread over parts."""
    kept = list(range(len(block.columns)))

    def taken(places: Sequence[int]) -> int:
        columns = [_column(block.columns[place], place) for place in places]
        return total_width(widths(columns, block.rows, width, gap), gap)

    while taken(kept) > width:
        droppable = [place for place in kept if block.columns[place].drop]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda place: (block.columns[place].drop, place)))
    frozen, rest = kept[: block.frozen], kept[block.frozen :]
    part: list[int] = []
    for place in rest:
        if part and taken([*frozen, *part, place]) > width:
            yield [*frozen, *part]
            part = []
        part.append(place)
    yield [*frozen, *part]


def _column(head: Column, place: int) -> TerminalColumn[_Row]:
    def pieces(row: _Row) -> Sequence[Line]:
        return row[place].lines

    return TerminalColumn(
        head.title,
        pieces,
        right=head.right,
        room=head.room,
        most=head.most,
        takes_rest=head.takes_rest,
        indent=lambda row: row[place].indent,
    )
