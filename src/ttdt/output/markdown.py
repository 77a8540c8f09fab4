"""Markdown with tables, for pull requests and wikis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.document.model import (
    Code,
    Heading,
    Items,
    Notes,
    Packed,
    Paragraph,
    Style,
    Table,
    Title,
)
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.document.answer import Answer, View
    from ttdt.document.model import Block, Column, Document, Row

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_BEGINS_A_LINE = re.compile(r"^([0-9]+)([.)])(?=\s|$)|^()([-+#])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITY = re.compile("[&<>]")
_ACTS = re.compile(r"[@#](?=\w)|:(?=[\w+-]+:)|(?<=\bhttp):(?=//)|(?<=\bhttps):(?=//)|(?<=\bwww)\.")
"""What services act on in plain text: mentions that send mail, numbers of issues, emoji, links."""


def lower(answer: Answer, view: View) -> str:
    """Return GitHub's Markdown, with a table for each group of rows."""
    document = answer.document(view)
    highest = min(_levels(document), default=2)
    lines: list[str] = []
    for block in document.blocks:
        lines += _lines(block, 2 - highest)
    return "\n".join(lines).rstrip("\n") + "\n"


def text(data: str) -> str:
    """Return data as Markdown that shows it and does nothing else, on one line."""
    shown = _MARKUP.sub(r"\\\g<0>", escape_invisible(data).strip())
    shown = _BEGINS_A_LINE.sub(r"\1\3\\\2\4", shown)
    shown = _ENTITY.sub(lambda found: _ENTITIES[found[0]], shown)
    # A comment shows as nothing, and parts what a service would otherwise act on.
    return _ACTS.sub(r"\g<0><!-- -->", shown)


def _levels(document: Document) -> Iterator[int]:
    """Yield the levels of all headings, the highest of which comes right below the title."""
    for block in document.blocks:
        if isinstance(block, Heading | Notes):
            yield block.level


def _lines(block: Block, deeper: int) -> list[str]:
    match block:
        case Title():
            return [f"# {text(block.text)}", ""]
        case Heading():
            return _heading(block.text, block.level + deeper)
        case Paragraph():
            said = text(block.text)
            return [f"> **{said}**" if block.style is Style.SAMPLE else said, ""]
        case Items():
            return _list(text(item) for item in block.items)
        case Packed():
            return [text(" · ".join(block.items)), ""]
        case Code():
            return _fenced(block.text)
        case Table():
            return _table(block, 2 + deeper)
        case Notes():
            return [*_heading(block.title, block.level + deeper), *_notes(block)]
        case _:
            return []  # A chart shows what a table says too.


def _heading(title: str, level: int) -> list[str]:
    return [f"{'#' * level} {text(title)}", ""]


def _list(items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [*lines, ""] if lines else []


def _notes(block: Notes) -> list[str]:
    said = []
    for note in block.notes:
        about = " ".join(part for part in (note.clause, note.subject) if part)
        said.append(f"**{text(about)}**: {text(note.text)}" if about else text(note.text))
    return _list(said)


def _fenced(code: str) -> list[str]:
    lines = [escape_invisible(line) for line in code.splitlines()]
    longest = max((len(ticks) for line in lines for ticks in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *lines, fence, ""]


def _table(block: Table, level: int) -> list[str]:
    table = block.for_file(says_groups=True)
    lines: list[str] = []
    for group in table.groups:
        if group.title:
            lines += _heading(group.title, level)
        lines += _rows(table.columns, group.rows)
    return lines


def _rows(columns: Sequence[Column], rows: Sequence[Row]) -> list[str]:
    marks = ["--:" if column.right else ":--" for column in columns]
    titles = [column.title for column in columns]
    body = [
        [text(one) for one in row] for row in (titles, *([c.text for c in row] for row in rows))
    ]
    lines = [f"| {' | '.join(cells)} |" for cells in body]
    return [lines[0], f"| {' | '.join(marks)} |", *lines[1:], ""]
