"""Any document for Word: headings, sentences, and tables that fit the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.shared import Mm

from ttdt.document.model import (
    Chart,
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
from ttdt.output.docx.charts import add_chart
from ttdt.output.docx.markup import add_page_number
from ttdt.output.docx.packaging import to_bytes
from ttdt.output.docx.styles import (
    BANNER,
    NO_DAY,
    NOTE,
    TEXT_WIDTH,
    WIDE_TEXT_WIDTH,
    describe,
    lay_out,
    new_document,
)
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.palette import tint_of
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document as WordDocument

    from ttdt.document.model import AnyStyle, Block, Cell, Document, Note
    from ttdt.text.language import Language


def write_document(document: Document, lang: Language) -> bytes:
    """Return a file with all blocks of a document, sideways where a table has many columns."""
    word = new_document(lang.code)
    describe(word, title=document.title, banner=document.banner)
    section = word.sections[0]
    section.different_first_page_header_footer = False
    tables = [
        block.for_file(says_groups=True) for block in document.blocks if isinstance(block, Table)
    ]
    wide = any(sum(need.comfort for need in _needs(table)) > TEXT_WIDTH for table in tables)
    lay_out(section, landscape=wide)
    add_page_number(section.header.paragraphs[0])
    if document.banner:
        section.header.add_paragraph(escape_invisible(document.banner), style=BANNER)
    top = min((b.level for b in document.blocks if isinstance(b, Heading | Notes)), default=1)
    caption = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            caption = block.text
            add_heading(word, block.text, block.level - top + 1)
        elif isinstance(block, Notes):
            add_heading(word, block.title, block.level - top + 1)
            add_notes(word, block.notes)
        elif isinstance(block, Table):
            add_fitting_table(
                word,
                block.for_file(says_groups=True),
                WIDE_TEXT_WIDTH if wide else TEXT_WIDTH,
                caption,
            )
        elif isinstance(block, Chart):
            add_chart(word, block, NO_DAY, lang.code)
        else:
            add_text(word, block)
    return to_bytes(word)


def add_heading(word: WordDocument, text: str, level: int) -> None:
    """Add a heading; level 1 is the highest."""
    word.add_paragraph(escape_invisible(text), style=f"Heading {min(level, 3)}")


def add_notes(word: WordDocument, notes: Iterable[Note]) -> None:
    """Add notes, a paragraph each."""
    for note in notes:
        paragraph = word.add_paragraph(style=NOTE)
        lead = " ".join(escape_invisible(part) for part in (note.clause, note.subject) if part)
        if lead:
            paragraph.add_run(f"{lead}: ").bold = True
        paragraph.add_run(escape_invisible(note.text))


def add_text(word: WordDocument, block: Block) -> None:
    """Add the words of a block that is no table, chart or heading."""
    match block:
        case Title():
            word.add_paragraph(escape_invisible(block.text), style="Title")
        case Paragraph(style=Style.SAMPLE):
            pass  # stands at the head of every page
        case Paragraph():
            _add_line(word, block.text, block.style, indent=block.indent)
        case Items():
            for item in block.items:
                _add_line(word, f"– {item}", block.style)
        case Packed():
            _add_line(word, _listed(block.items), block.style)
        case Code():
            for line in block.text.split("\n"):
                _add_line(word, line.replace(" ", "\N{NO-BREAK SPACE}"), block.style)


def _listed(items: Sequence[str]) -> str:
    """Return items in a line: one that ends in a colon introduces the others."""
    head, *rest = items or ("",)
    return f"{head} {'; '.join(rest)}" if rest and head.endswith(":") else "; ".join(items)


def is_legend(block: Block, before: Block | None) -> bool:
    """Return whether a block explains the table before it, and belongs where that stands."""
    return isinstance(block, Items) and block.style is Style.QUIET and isinstance(before, Table)


def _add_line(word: WordDocument, text: str, style: AnyStyle, indent: int = 0) -> None:
    paragraph = word.add_paragraph(style=NOTE)
    run = paragraph.add_run(escape_invisible(text))
    run.bold = True if style is Style.STRONG else None
    run.italic = True if style is Style.QUIET else None
    if indent:
        paragraph.paragraph_format.left_indent = Mm(_LETTER * indent)


def add_fitting_table(word: WordDocument, table: Table, room: float, caption: str) -> None:
    """Add a table, each column as wide as what is in it asks for.

    One that is too wide even so stands in parts that all begin with its frozen columns.
    """
    needs = _needs(table)
    for places in _parts(needs, min(table.frozen, _MOST_FROZEN), room / _SQUEEZE):
        widths = _widths([needs[place] for place in places], room)
        columns = [
            WordColumn(
                table.columns[place].title,
                width,
                "right" if table.columns[place].right else "left",
                whole=table.columns[place].right and width >= needs[place].whole,
            )
            for place, width in zip(places, widths, strict=True)
        ]
        groups = [
            (group.title, [[_cell(row[place]) for place in places] for row in group.rows])
            for group in table.groups
        ]
        add_table(word, columns, groups, caption=caption)


def _cell(cell: Cell) -> WordCell:
    lines = [line for line in cell.lines if line.text]
    if not lines:
        return WordCell("")
    first = lines[0]
    return WordCell(
        str(first),
        [str(line) for line in lines[1:]],
        is_apart=any(line.style is Style.QUIET for line in lines[1:]),
        tint=next(filter(None, (tint_of(line.style) for line in lines)), None),
        indent=cell.indent > 0,
        bold=first.style is Style.STRONG,
    )


_LETTER, _PADDING = 2.0, 3.0
"""About how many millimetres a letter takes in a table, and what is left free around it."""
_LONGEST_WORD = 16
"""Letters; a longer word is torn."""
_SQUEEZE = 0.9
"""How far a table is squeezed before it is parted: words are seldom as wide as they may be."""
_MOST_FROZEN = 4
"""Columns with which every part of a table that is too wide begins."""
_LONGEST_NUMBER = 14
"""Letters; a number and its unit stay on one line."""
_COMFORT = 50.0
"""The width in which text that wraps reads well."""


@dataclass(frozen=True, slots=True)
class _Need:
    """How wide a column must be for its longest word, and would be to read well, or on one line."""

    least: float
    comfort: float
    whole: float


def _needs(table: Table) -> list[_Need]:
    found = []
    for place, column in enumerate(table.columns):
        lines = [str(line) for row in table.rows for line in row[place].lines]
        words = [word for line in lines for word in line.split()]
        if column.right:
            words += [line for line in lines if len(line) < _LONGEST_NUMBER]
        longest = max(
            map(len, (*words, *(f"{word}  " for word in column.title.split()))), default=0
        )
        least = _width(min(longest, _LONGEST_WORD))
        whole = max(least, _width(max(map(len, lines), default=0)))
        found.append(_Need(least, min(whole, max(least, _COMFORT)), whole))
    return found


def _width(letters: int) -> float:
    return letters * _LETTER + _PADDING


def _parts(needs: Sequence[_Need], frozen: int, room: float) -> Iterator[list[int]]:
    """Yield the columns of each part of a table, as many as have room beside the frozen ones."""
    first = list(range(frozen))
    part: list[int] = []
    for place in range(frozen, len(needs)):
        if part and sum(needs[one].least for one in (*first, *part, place)) > room:
            yield [*first, *part]
            part = []
        part.append(place)
    yield [*first, *part]


def _widths(needs: Sequence[_Need], room: float) -> list[float]:
    """Return widths that have enough for each word, and share out what room is left."""
    widths = [need.least for need in needs]
    for goals in ([need.comfort for need in needs], [need.whole for need in needs]):
        missing = [goal - width for goal, width in zip(goals, widths, strict=True)]
        share = min((room - sum(widths)) / (sum(missing) or 1), 1)
        if share > 0:
            widths = [width + lack * share for width, lack in zip(widths, missing, strict=True)]
    return [width * min(room / sum(widths), 1) for width in widths]
