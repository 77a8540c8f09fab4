"""A page: titles, sentences and tables that a command shows, before anyone decides how they look.

The texts hold what the files hold: whoever draws a page makes them inert.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.output import View

TEXT_FORMATS: dict[str, tuple[str, ...]] = {"table": (), "plain": (".txt",), "json": (".json",)}
"""The formats of every command that answers with a page, and the file names they are meant by."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell. One that wraps does not decide how wide its column is."""

    text: str
    style: str = ""
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The first line of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a part of a page; an empty line stands before it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more; a terminal wraps it, a file has it on one line."""

    text: str
    style: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """What stands above a column, and how the column gives way where there is little room."""

    title: str
    right: bool = False
    takes_rest: bool = False
    """Whether it has what the other columns leave."""
    room: int = 12
    """The width that text which wraps may ask for."""
    most: int = 14
    """The width that a single word may ask for; a longer one is torn."""
    drop: int = 0
    """A narrow terminal leaves out the column with the highest number first, and never one of 0."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table, one line a piece."""

    pieces: tuple[Line, ...] = ()
    indent: int = 0

    @property
    def text(self) -> str:
        """Everything in it on one line."""
        return " ".join(piece.text for piece in self.pieces if piece.text)


def cell(text: str, style: str = "", *, wraps: bool = False, indent: int = 0) -> Cell:
    """Return a cell of one piece, or an empty one."""
    return Cell((Line(text, style, wraps),) if text else (), indent)


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Where it is too wide, it is drawn in blocks that all begin with `frozen` columns."""

    heads: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 1


Block: TypeAlias = Title | Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks, from top to bottom."""

    blocks: tuple[Block, ...] = field(default=())


def show_page(
    name: str, view: View, page: Callable[[], Document], document: Callable[[], str]
) -> str:
    """Return a command's answer in one of `TEXT_FORMATS`; `document` gives the JSON."""
    if name == "json":
        return document()
    if name == "table":
        from ttdt.output.terminal.document import draw_page

        return draw_page(page(), view)
    from ttdt.output.plain.document import write_page

    return write_page(page())
