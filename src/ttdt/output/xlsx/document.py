"""Any document as a workbook: a sheet for each of its tables, with the words that go with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import chain, repeat
from typing import TYPE_CHECKING

from ttdt.document.model import (
    Chart,
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
from ttdt.output.palette import tint_of
from ttdt.output.xlsx import charts, notes
from ttdt.output.xlsx.number_formats import Number, number_said
from ttdt.output.xlsx.workbook import About, Book, SheetCell, SheetColumn, look_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.document.model import Block, Cell, Document, Row
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

_LEAST, _MOST = 8, 60
"""How narrow and how wide a column may be, in characters."""
_FEW = 4
"""So few columns may be as wide as that; of more, only one that takes the rest."""
_ARROW = 3
"""What the button of a filter takes beside a column's title."""
_TEXT_WIDTHS = (20.0,) * 5
"""The columns of a sheet without a table, over which its words stand."""
_MOST_FROZEN = 3
"""Columns that stay in sight."""
_OTHER_WIDTH = 8.43
"""The width of a column that nobody has set."""
_SENTENCE, _PAGE = 70, 190
"""In how many characters a sentence reads well, and how many a printed page has room for."""


@dataclass(slots=True)
class _Part:
    """What stands on one sheet: at most one table."""

    title: str
    above: list[Block] = field(default_factory=list)
    table: Table | None = None
    below: list[Block] = field(default_factory=list)
    chart: Chart | None = None
    """What is drawn from the numbers of the table, below it."""


def write_workbook(document: Document, lang: Language) -> bytes:
    """Return the workbook of a document; the same document gives the same bytes."""
    title, subject, blocks = _head(document)
    book = Book(About(title, subject, document.banner), lang)
    parts = list(_parts(title or lang.gettext("Summary"), blocks))
    parts += [
        _Part(block.title, table=_numbers(lang, block), chart=block)
        for block in blocks
        if isinstance(block, Chart)
    ]
    for part, sheet in [(part, book.add(part.title)) for part in parts]:
        _draw(sheet, part)
    said = [block for block in blocks if isinstance(block, Notes)]
    if said or book.overflows:
        notes.draw(book.add(lang.gettext("Notes")), lang.gettext("Notes"), said)
    return book.finish()


def _head(document: Document) -> tuple[str, str, list[Block]]:
    """Return the title, the line below it, and all that comes after them."""
    said: list[Block] = [
        block
        for block in document.blocks
        if not isinstance(block, Title)
        and not (isinstance(block, Paragraph) and block.style is Style.SAMPLE)
    ]
    if said and isinstance(said[0], Paragraph) and said[0].style is Style.PLAIN:
        return document.title, said[0].text, said[1:]
    return document.title, "", said


def _parts(title: str, blocks: list[Block]) -> Iterator[_Part]:
    """Yield what stands on each sheet: a second table begins one, with the heading above it."""
    part = _Part(title)
    for section in _sections(blocks):
        tables = sum(isinstance(block, Table) for block in section)
        heading = section[0]
        name = heading.text if isinstance(heading, Heading) else part.title
        begins_sheet = tables > 0 and part.table is not None
        if begins_sheet:
            yield part
            part = _Part(name)
        for block in section:
            if begins_sheet and block is heading:
                continue  # it is the title of the sheet
            if isinstance(block, Table):
                if part.table is not None:
                    yield part
                    part = _Part(name)
                part.table = block.for_file(says_groups=True)
            elif part.table is None:
                part.above.append(block)
            else:
                part.below.append(block)
    yield part


def _sections(blocks: list[Block]) -> Iterator[list[Block]]:
    """Yield the blocks up to the first heading, then each heading with what stands below it."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _numbers(lang: Language, chart: Chart) -> Table:
    """Return the numbers that a chart is drawn from, the names of its bars first."""
    return Table.of(
        (Column(""), *(Column(series.name, right=True) for series in chart.series)),
        tuple(
            (
                cell(label),
                *(
                    cell("" if value is None else lang.number(value), value=value)
                    for series in chart.series
                    for value in series.values[place : place + 1]
                ),
            )
            for place, label in enumerate(chart.labels)
        ),
    )


def _draw(sheet: Worksheet, part: _Part) -> None:
    columns = [] if part.table is None else _columns(sheet.book.lang, part.table)
    widths = [column.width for column in columns] or list(_TEXT_WIDTHS)
    text_widths = _text_widths(widths)
    sheet.widths(widths)
    row = sheet.title(part.title, text_widths)
    for block in part.above:
        row = _write(sheet, row, block, text_widths)
    if part.table is not None:
        rows = [(group.title, row) for group in part.table.groups for row in group.rows]
        frozen = min(part.table.frozen, _MOST_FROZEN)
        head, row = row, sheet.grid(row, columns, rows, frozen=frozen)
        if part.chart is not None:
            styles = [series.style for series in part.chart.series]
            numbers = [number for series in part.chart.series for number in series.values]
            row = charts.add_bars(
                sheet,
                part.title,
                head,
                (head + 1, row),
                styles,
                is_stacked=part.chart.is_stacked,
                start=part.chart.start,
                is_whole=all(isinstance(number, int) for number in numbers if number is not None),
            )
        # A table a little too wide is easier to read small than in two halves.
        sheet.raw.fit_to_pages(max(round(sum(widths) / _PAGE), 1), 0)
        sheet.raw.repeat_columns(0, max(frozen - 1, 0))
    for block in part.below:
        row = _write(sheet, row, block, text_widths)


def _text_widths(widths: list[float]) -> list[float]:
    """Return the widths of as many columns as a sentence needs, even beyond the table."""
    found: list[float] = []
    for width in chain(widths, repeat(_OTHER_WIDTH)):
        if sum(found) >= _SENTENCE:
            break
        found.append(width)
    return found


def _write(sheet: Worksheet, row: int, block: Block, widths: list[float]) -> int:
    """Write words over these columns; return the row below them."""
    match block:
        case Heading():
            sheet.across(row + 1, widths, block.text, bold=True, font_size=12)
            return row + 2
        case Paragraph():
            lines: list[str] = [block.text]
        case Items():
            lines = [f"– {item}" for item in block.items]
        case Packed():
            lines = ["   ".join(block.items)]
        case Code():
            lines = block.text.split("\n")
        case _:
            return row  # notes have a sheet of their own, as charts have
    for line in lines:
        sheet.across(row, widths, line, **look_of(block.style))
        row += 1
    return row


def _columns(lang: Language, table: Table) -> list[SheetColumn[tuple[str, Row]]]:
    columns = [
        SheetColumn(column.title, _width(table, place), _cell(lang, table, place))
        for place, column in enumerate(table.columns)
    ]
    titles = [group.title for group in table.groups]
    if any(titles):
        width = min(max(map(len, titles)) + 2, _MOST)
        columns.insert(
            min(table.frozen, _MOST_FROZEN),
            SheetColumn(lang.gettext("Group"), width, lambda row: SheetCell(row[0])),
        )
    return columns


def _cell(lang: Language, table: Table, place: int) -> Callable[[tuple[str, Row]], SheetCell]:
    def cell(row: tuple[str, Row]) -> SheetCell:
        found = row[1][place]
        content = _content(lang, found)
        styles = [line.style for line in found.lines]
        style = next((style for style in styles if tint_of(style) is not None), None)
        return SheetCell(
            content,
            style or Style.PLAIN,
            bold=Style.STRONG in styles[:1],
            indent=1 if found.indent else 0,
            centred=table.columns[place].right and isinstance(content, str),
        )

    return cell


def _content(lang: Language, cell: Cell) -> str | Number | date | None:
    """Return the number or day behind a cell's words, where nothing would be lost by that."""
    if isinstance(cell.value, date):
        return cell.value if cell.text == lang.date(cell.value) else cell.text
    if cell.value is not None:
        return number_said(lang, cell.text, Fraction(cell.value))
    return cell.text


def _width(table: Table, place: int) -> float:
    """Return a width in which the longest line stands, or wraps well."""
    column = table.columns[place]
    lines = [len(row[place].text) for row in table.rows]
    most = _MOST if column.takes_rest or len(table.columns) <= _FEW else _MOST / 2
    words = max(map(len, column.title.split()), default=0) + _ARROW
    return max(min(max(lines, default=0) + 2, most), words, _LEAST)
