"""Any document as a page: sections with their contents above them, tables that scroll and sort."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
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
from ttdt.document.plain_data import number
from ttdt.output.html.charts import bar_lines
from ttdt.output.html.style import assets, slug
from ttdt.output.html.templating import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.document.model import AnyStyle, Block, Cell, Document, Line, Row
    from ttdt.output.html.charts import BarLine, ShareChart
    from ttdt.text.language import Language

_CLASSES: Mapping[AnyStyle, str] = {
    **{status: f"tint {slug(status)}" for status in Status},
    Style.GOOD: f"tint {slug(Status.MET)}",
    Style.WARNING: f"tint {slug(Status.BEHIND)}",
    Style.BAD: f"tint {slug(Status.NOT_MET)}",
    Style.QUIET: "quiet",
    Style.STRONG: "strong",
}
"""The classes of styles, from which the style sheet makes how they look."""
_UNNAMED = "ttdt"
"""The title of a document that has none: every page must have one."""
_SHORT = 16
"""Letters; a shorter line is not torn where there is room."""
MOST_STAYING = 12
"""So many entries of the contents stand on one line, which stays in sight."""
_HIGHEST, _LOWEST = 2, 4
"""The levels of headings below the page's own."""


class PageLine(NamedTuple):
    """A line of a cell, and its classes."""

    text: str
    css: str


class PageCell(NamedTuple):
    """A cell: its lines, and what a machine sorts it by."""

    lines: tuple[PageLine, ...]
    value: str
    is_head: bool
    css: str
    chart: ShareChart | None = None
    """What is drawn in it."""


class PageTableRow(NamedTuple):
    """A row; a part stays below the whole that it belongs to."""

    is_part: bool
    cells: tuple[PageCell, ...]


class PageBlock(NamedTuple):
    """A block of a section: `kind` is the macro of the template that draws it."""

    kind: str
    texts: tuple[str, ...] = ()
    css: str = ""
    level: int = 0
    table: Table | None = None
    notes: Notes | None = None
    groups: tuple[tuple[str, tuple[PageTableRow, ...]], ...] = ()
    bars: tuple[BarLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading, and what stands below it up to the next one that is as high."""

    id: str
    title: str
    blocks: list[PageBlock] = field(default_factory=list)


def write_page(document: Document, lang: Language) -> str:
    """Return a page of its own with all blocks of a document; the same document, the same page."""
    sections = list(_sections(document, lang))
    values = {
        "code": lang.code,
        "decimal": lang.decimal_mark,
        "stays": len(sections) <= MOST_STAYING,
        "w": {
            **copy_words(lang),
            "skip": lang.gettext("Skip to the content"),
            "contents": lang.gettext("Contents"),
            "clause": lang.gettext("Clause"),
            "about": lang.gettext("About"),
            "note": lang.gettext("Note"),
        },
        "assets": assets("document.js"),
        "name": document.title or _UNNAMED,
        "title": document.title or _UNNAMED,
        "banner": document.banner,
        "sections": sections,
        "newline": "\n",
        "contents": [section for section in sections if section.title],
    }
    return fill("document.html.j2", values)


def copy_words(lang: Language) -> dict[str, str]:
    """Return what the button over a table says, and what is said once it is copied."""
    return {
        "copy_table": lang.gettext("Copy for Excel"),
        "copied": lang.gettext("Copied: {n} lines", n="{n}"),
    }


def _sections(document: Document, lang: Language) -> Iterator[PageSection]:
    """Yield the document under its highest headings, none of which skips a level."""
    levels = sorted({b.level for b in document.blocks if isinstance(b, Heading | Notes)})
    section = PageSection("part-0", "")
    last = _HIGHEST - 1
    caption = document.title
    for block in document.blocks:
        if isinstance(block, Heading | Notes):
            caption = block.text if isinstance(block, Heading) else block.title
            last = min(_HIGHEST + levels.index(block.level), last + 1, _LOWEST)
            if last == _HIGHEST:
                if section.blocks or section.title:
                    yield section
                section = PageSection(f"part-{int(section.id[5:]) + 1}", caption)
            else:
                section.blocks.append(PageBlock("heading", (caption,), level=last))
        section.blocks.extend(page_blocks(lang, block, caption))
    if section.blocks or section.title:
        yield section


def page_blocks(lang: Language, block: Block, caption: str) -> Iterator[PageBlock]:
    """Yield a block as the page draws it, if it says anything; a table is called `caption`."""
    match block:
        case Title() | Heading() | Paragraph(style=Style.SAMPLE):
            pass  # stand elsewhere
        case Paragraph():
            css = f"{_CLASSES.get(block.style, '')}{' indented' if block.indent else ''}"
            yield PageBlock("paragraph", (block.text,), css.strip())
        case Items() if block.items:
            yield PageBlock("items", block.items, _CLASSES.get(block.style, ""))
        case Packed() if block.items:
            yield PageBlock("packed", block.items, _CLASSES.get(block.style, ""))
        case Code():
            yield PageBlock("code", tuple(block.text.split("\n")))
        case Notes():
            yield PageBlock("notes", notes=block)
        case Table():
            table = block.for_file(says_groups=True)
            groups = tuple(
                (group.title, tuple(map(page_row, group.rows))) for group in table.groups
            )
            yield PageBlock("table", (caption,), table=table, groups=groups)
        case Chart():
            yield PageBlock("chart", (block.title,), bars=tuple(bar_lines(lang, block)))
        case _:
            pass  # says nothing


def page_row(row: Row) -> PageTableRow:
    """Return a row of a table as the page draws it, the first cell at its head."""
    return PageTableRow(
        any(cell.indent for cell in row),
        tuple(_cell(cell, is_head=not place) for place, cell in enumerate(row)),
    )


def _cell(cell: Cell, *, is_head: bool) -> PageCell:
    lines = tuple(map(_line, (line for line in cell.lines if line.text)))
    value = ""
    if isinstance(cell.value, date):
        value = cell.value.isoformat()
    elif cell.value is not None:
        value = str(number(cell.value))
    return PageCell(lines, value, is_head and bool(lines), "indented" if cell.indent else "")


def _line(line: Line) -> PageLine:
    text = str(line)
    css = (_CLASSES.get(line.style, ""), "keep" if len(text) <= _SHORT else "")
    return PageLine(text, " ".join(filter(None, css)))
