"""Plain text for files and pipes: every row on one line, at its natural width.

Two blanks or more stand between columns and never inside a cell; no cell is empty, so that grep
and awk can work on it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from tabulate import tabulate

from ttdt.document.answer import View
from ttdt.document.model import (
    Code,
    Heading,
    Items,
    Notes,
    Packed,
    Paragraph,
    Table,
    Title,
)
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.answer import Answer
    from ttdt.document.model import Block

_NOTHING = "-"
"""Stands in an empty cell, so that every row has every column."""


def lower(answer: Answer, view: View) -> Iterator[str]:
    """Yield plain text without colour, every column of every table in it, a block at a time.

    What is to stay within a width is laid out as on a terminal that has it.
    """
    document = answer.document(view)
    if document.text_width:
        from ttdt.output.terminal import lower as lower_for_width

        yield lower_for_width(answer, View(view.language, document.text_width))
        return
    before: Block | None = None
    for block in document.blocks:
        written = _written(block)
        if written:
            gap = "\n" if before is not None and _has_gap(before, block) else ""
            yield gap + "".join(f"{line}\n" for line in written)
            before = block


def _has_gap(before: Block, block: Block) -> bool:
    """Return whether an empty line stands between two blocks."""
    if isinstance(block, Table):
        return not isinstance(before, Heading)
    return isinstance(block, Heading | Notes) or isinstance(before, Table | Notes)


def _written(block: Block) -> list[str]:
    match block:
        case Title() | Heading():
            return [_cell(block.text)]
        case Paragraph():
            return [" " * block.indent + _cell(block.text)]
        case Items():
            return [_cell(text) for text in block.items]
        case Packed():
            return ["  ".join(map(_cell, block.items))]
        case Code():
            return [f"  {escape_wrapped_text(line)}" for line in block.text.splitlines()]
        case Table():
            return _table(block)
        case Notes():
            return [_cell(block.title), *_notes(block)]
        case _:
            return []  # A chart shows what a table says too.


def _table(block: Table) -> list[str]:
    places = block.places_in_file(says_groups=False)
    columns = [block.columns[place] for place in places]
    titles = [column.title for column in columns]
    rows = [[row[place].text for place in places] for group in block.groups for row in group.rows]
    return _aligned([titles, *rows] if any(titles) else rows, [column.right for column in columns])


def _notes(block: Notes) -> list[str]:
    """Return the notes, without the columns that are empty all the way."""
    rows = [(note.clause, note.subject, note.text) for note in block.notes]
    used = [place for place in range(3) if any(row[place] for row in rows)]
    return _aligned([[row[place] for place in used] for row in rows], [False] * len(used))


@lru_cache(maxsize=16_384)  # Names, paths and words stand in many rows.
def _cell(text: str) -> str:
    """Return a text as it stands in a cell.

    tabulate may count code points, so letters are composed with their marks.
    """
    return " ".join(unicodedata.normalize("NFC", escape_wrapped_text(text)).split()) or _NOTHING


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """Return the rows as aligned lines. Nothing is read as a number, cut or wrapped."""
    if not rows:
        return []
    # tabulate looks at what each cell could be, so to give it a column as one cell of many lines
    # takes a third of the time that it takes with all cells.
    columns = ["\n".join(map(_cell, column)) for column in zip(*rows, strict=True)]
    aligns = tuple("right" if one else "left" for one in right)
    text = tabulate([columns], tablefmt="plain", disable_numparse=True, colalign=aligns)
    return [line.rstrip(" ") for line in text.split("\n")]
