"""Any document for Word: headings, sentences, and tables that fit the paper."""

from __future__ import annotations

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
from ttdt.output.docx import widths
from ttdt.output.docx.charts import add_chart
from ttdt.output.docx.markup import add_page_number, text_elements, with_signs
from ttdt.output.docx.packaging import to_bytes
from ttdt.output.docx.styles import (
    BANNER,
    NO_DAY,
    NOTE,
    SIZES,
    TABLE,
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
    from collections.abc import Iterable, Sequence

    from docx.document import Document as WordDocument

    from ttdt.document.model import AnyStyle, Block, Cell, Document, Note
    from ttdt.text.language import Language


_BLANK = 2.0
"""About how many millimetres a blank before a line takes."""


def write_document(document: Document, lang: Language) -> bytes:
    """Return a file with all blocks of a document, sideways where a table has many columns."""
    word = new_document(lang.code)
    describe(word, title=document.title, banner=document.banner)
    section = word.sections[0]
    section.different_first_page_header_footer = False
    tables = [block.for_reader() for block in document.blocks if isinstance(block, Table)]
    wide = any(_comfort(table) > TEXT_WIDTH for table in tables)
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
                block.for_reader(),
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
        paragraph.add_run()._r.extend(text_elements(with_signs(note.text)))  # noqa: SLF001


def add_sentences(word: WordDocument, said: Iterable[Note]) -> None:
    """Add notes that end as sentences do."""
    add_notes(word, [note._replace(text=ended(note.text)) for note in said])


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text.endswith((".", "?", "!", "…", ":", ";")) else f"{text}."


def as_sentences(block: Block) -> Block:
    """Return a block whose texts end as sentences do; a table or heading as it is."""
    match block:
        case Paragraph():
            return block._replace(text=ended(block.text))
        case Items():
            return block._replace(items=tuple(map(ended, block.items)))
        case Packed() if block.items:
            return block._replace(items=(*block.items[:-1], ended(block.items[-1])))
        case _:
            return block


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
        paragraph.paragraph_format.left_indent = Mm(_BLANK * indent)


def add_fitting_table(word: WordDocument, table: Table, room: float, caption: str) -> None:
    """Add a table, each column as wide as what is in it asks for.

    One that is too wide even so stands in parts that all begin with its frozen columns.
    """
    columns, rows = _columns(table), [[*map(_cell, row)] for row in table.rows]
    for places, shown in widths.parts(columns, rows, room, SIZES[TABLE], table.frozen):
        groups = [
            (group.title, [[_cell(row[place]) for place in places] for row in group.rows])
            for group in table.groups
        ]
        add_table(word, shown, groups, caption=caption)


def _columns(table: Table) -> list[WordColumn]:
    return [
        WordColumn(column.title, align="right" if column.right else "left", whole=column.right)
        for column in table.columns
    ]


def _comfort(table: Table) -> float:
    rows = [[*map(_cell, row)] for row in table.rows]
    return widths.comfort(_columns(table), rows, SIZES[TABLE])


def _cell(cell: Cell) -> WordCell:
    lines = [line for line in cell.lines if line.text]
    if not lines or cell.repeated:
        return WordCell("", continues=cell.repeated)
    first = lines[0]
    return WordCell(
        str(first),
        [str(line) for line in lines[1:]],
        is_apart=any(line.style is Style.QUIET for line in lines[1:]),
        tint=next(filter(None, (tint_of(line.style) for line in lines)), None),
        indent=cell.indent > 0,
        bold=first.style is Style.STRONG,
    )
