"""The fragment's sections below the results: as much as a mail has room for."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document.model import Heading, Items, Medium, Notes, Packed, Paragraph, Table
from ttdt.document.report.comparison import comparison_section
from ttdt.document.report.programme import money_section, task_section, unit_money_and_tasks
from ttdt.output.palette import tint_of
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.document.model import Block, Cell, Column
    from ttdt.output.palette import Tint
    from ttdt.text.language import Language


class ShortCell(NamedTuple):
    """A cell: its text, and the colours that it has itself, if any."""

    text: str
    right: bool
    tint: Tint | None


class ShortTable(NamedTuple):
    """A table of the columns that a narrow screen has."""

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[tuple[ShortCell, ...], ...]], ...]


class ShortBlock(NamedTuple):
    """One of these, or a title alone."""

    title: str = ""
    texts: tuple[str, ...] = ()
    table: ShortTable | None = None
    notes: Notes | None = None


def programme_of_parts(
    lang: Language, report: Report, *, compares: bool = False
) -> list[tuple[ShortBlock, ...]]:
    """Return what is said of money and tasks, of the whole or of each unit asked for.

    If it `compares`, the officials' table of the whole stands before them.
    """
    if report.by_selection:
        return [tuple(_of_unit(lang, report, unit)) for unit in report.columns]
    compared = comparison_section(lang, report, OWN_AREA) if compares else ()
    sections = chain(money_section(lang, report), task_section(lang, report))
    return [
        (
            *(short for block in compared for short in _short(block, has_parts=True)),
            *(short for block in sections for short in _short(block, has_parts=False)),
        )
    ]


def _of_unit(lang: Language, report: Report, unit: str) -> Iterator[ShortBlock]:
    for title, blocks in unit_money_and_tasks(lang, report, unit):
        yield ShortBlock(title=title)
        for block in blocks:
            yield from _short(block, has_parts=False)


def _short(block: Block, *, has_parts: bool) -> Iterator[ShortBlock]:
    match block:
        case Heading():
            yield ShortBlock(title=block.text)
        case Paragraph():
            yield ShortBlock(texts=(block.text,))
        case Packed():
            yield ShortBlock(texts=("  ".join(block.items),))
        case Items() if block.items:
            yield ShortBlock(texts=block.items)
        case Notes():
            yield ShortBlock(notes=block)
        case Table():
            yield ShortBlock(table=_short_table(block, has_parts=has_parts))
        case _:
            pass  # says nothing


def _short_table(table: Table, *, has_parts: bool) -> ShortTable:
    shown = [
        place
        for place, column in enumerate(table.columns)
        if column.medium is Medium.ANY and (column.under or not column.from_width)
    ]
    columns = tuple(table.columns[place] for place in shown)
    groups = (
        (
            group.title,
            tuple(
                tuple(_short_cell(row[place], table.columns[place]) for place in shown)
                for row in group.rows
                if has_parts or not any(cell.indent for cell in row)
            ),
        )
        for group in table.groups
    )
    return ShortTable(columns, tuple(groups))


def _short_cell(cell: Cell, column: Column) -> ShortCell:
    tints = [tint for line in cell.lines if (tint := tint_of(line.style)) is not None]
    return ShortCell(cell.text, column.right, tints[0] if tints else None)
