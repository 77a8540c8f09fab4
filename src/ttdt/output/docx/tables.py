"""Tables: heads that come again on every page, rows that stay whole, verdicts in their colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Pt

from ttdt.output.docx.markup import element, text_elements, together, twips, with_signs
from ttdt.output.docx.styles import TABLE
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from ttdt.output.palette import Tint

_LONGEST_WHOLE_ROW = 1500
"""Characters of a cell; a row that is longer than a page must be allowed to break."""
_MOST_TOGETHER = 8
"""So many rows about one thing stay on one page."""
LONGEST_NUMBER = 16
"""Letters; a number with its unit stays on one line, and what is longer is a text."""
_FEW_ROWS = 4
"""So many rows of a group stay on one page."""
_HEAD_GROUND = "E7E6E6"


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A column: what stands over it, how wide it is in millimetres, how its cells are set."""

    title: str
    width: float = 0.0
    """Nothing before the columns are fitted."""
    align: str = "left"
    """`left`, `right` or `center`."""
    whole: bool = False
    """Whether what stands in a cell are numbers, none of which breaks."""
    takes_rest: bool = False
    """Whether it is widened to fill the page."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """What stands in a cell, more of it on a line of its own, and how it looks."""

    text: str
    more: Sequence[str] = ()
    """Further lines, each by itself."""
    is_apart: bool = True
    """Whether those lines are set apart from the first one."""
    tint: Tint | None = None
    indent: bool = False
    bold: bool = False
    continues: bool = False
    """Whether the rows above say it already."""


def add_table(
    document: Document,
    heads: Sequence[WordColumn],
    groups: Sequence[tuple[str, Sequence[Sequence[WordCell]]]],
    *,
    caption: str,
    style: str = TABLE,
) -> None:
    """Add a table at the end of the document, its rows in groups with or without a title.

    `caption` is read to those who cannot see it.
    """
    table = document.add_table(rows=0, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    names = document.styles
    style_id = str(names[style].style_id)
    inner = table._tbl  # noqa: SLF001
    _settle(inner, heads, caption)
    if any(head.title for head in heads):
        inner.append(_head_row(heads, style_id))
    for title, rows in groups:
        if title:
            inner.append(_title_row(heads, title, style_id))
        for place, row in enumerate(rows):
            inner.append(_row(heads, row, style_id, keep=_is_kept(rows, place)))
    gap = document.add_paragraph(style=style)
    gap.paragraph_format.space_after = Pt(0)


def _is_kept(rows: Sequence[Sequence[WordCell]], place: int) -> bool:
    """Return whether a row stays with the next: no row stands alone, nor a part without its whole.

    Few rows stand on one page.
    """
    last = len(rows) - 1
    if place == last:
        return False
    is_whole_of_next = _is_part(rows[place + 1]) and not _is_part(rows[place])
    below = rows[place + 1 : place + 1 + _MOST_TOGETHER]
    # More rows about one thing than stand on a page may break anywhere.
    is_endless = len(below) == _MOST_TOGETHER and all(map(_continues, below))
    goes_on = _continues(below[0]) and not is_endless
    return len(rows) <= _FEW_ROWS or place in {0, last - 1} or is_whole_of_next or goes_on


def _continues(row: Sequence[WordCell]) -> bool:
    return any(cell.continues for cell in row)


def _is_part(row: Sequence[WordCell]) -> bool:
    return any(cell.indent for cell in row)


def _settle(inner: BaseOxmlElement, heads: Sequence[WordColumn], caption: str) -> None:
    properties = inner.find(qn("w:tblPr"))
    for name in ("w:tblW", "w:tblLook", "w:tblCellMar"):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    total = sum(head.width for head in heads)
    width = element("tblW", w=twips(total), type="dxa")
    properties.insert(1, width)
    margins = [element(side, w=twips(1), type="dxa") for side in ("left", "right")]
    properties.append(element("tblCellMar", *margins))
    properties.append(
        element(
            "tblLook",
            val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1",
            noVBand="1",
        )
    )  # fmt: skip
    properties.append(element("tblCaption", val=escape_invisible(caption)))
    grid = inner.find(qn("w:tblGrid"))
    for column, head in zip(grid, heads, strict=True):
        column.set(qn("w:w"), twips(head.width))


def _head_row(heads: Sequence[WordColumn], style: str) -> BaseOxmlElement:
    row = element("tr", element("trPr", element("cantSplit"), element("tblHeader")))
    for head in heads:
        text = _paragraph(escape_invisible(head.title), style, "center", bold=True, keep=True)
        row.append(_cell(head.width, _HEAD_GROUND, text))
    return row


def _title_row(heads: Sequence[WordColumn], title: str, style: str) -> BaseOxmlElement:
    """Return a row that is one cell, and stays with the row below it."""
    text = _paragraph(escape_invisible(title), style, "left", bold=True, keep=True)
    cell = _cell(sum(head.width for head in heads), None, text, span=len(heads))
    return element("tr", element("trPr", element("cantSplit")), cell)


def _row(
    heads: Sequence[WordColumn], cells: Sequence[WordCell], style: str, *, keep: bool
) -> BaseOxmlElement:
    row = element("tr")
    if max(len(cell.text) + sum(map(len, cell.more)) for cell in cells) <= _LONGEST_WHOLE_ROW:
        row.append(element("trPr", element("cantSplit")))
    for head, cell in zip(heads, cells, strict=True):
        tint = cell.tint
        paragraphs = [
            _paragraph(
                text,
                style,
                head.align,
                bold=cell.bold and not number,
                italic=cell.is_apart and number > 0,
                ink=None if tint is None else tint.ink,
                keep=keep,
                indent=3 if cell.indent else 0,
            )
            for number, text in enumerate(_unbroken(head, line) for line in (cell.text, *cell.more))
        ]
        row.append(_cell(head.width, None if tint is None else tint.ground, *paragraphs))
    return row


def _unbroken(head: WordColumn, line: str) -> str:
    is_number = head.whole and len(line) <= LONGEST_NUMBER
    return together(line) if is_number else with_signs(line)


def _cell(
    width: float, ground: str | None, *paragraphs: BaseOxmlElement, span: int = 1
) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    if ground is not None:
        properties.append(element("shd", val="clear", color="auto", fill=ground))
    properties.append(element("vAlign", val="center"))
    return element("tc", properties, *paragraphs)


def _paragraph(
    text: str,
    style: str,
    align: str,
    *,
    bold: bool = False,
    italic: bool = False,
    ink: str | None = None,
    indent: float = 0,
    keep: bool = False,
) -> BaseOxmlElement:
    properties = element("pPr", element("pStyle", val=style))
    if keep:
        properties.append(element("keepNext"))
    if indent:
        properties.append(element("ind", left=twips(indent)))
    properties.append(element("jc", val=align))
    paragraph = element("p", properties)
    if text:
        look = element("rPr")
        if bold:
            look.append(element("b"))
        if italic:
            look.append(element("i"))
        if ink is not None:
            look.append(element("color", val=ink))
        paragraph.append(element("r", look, *text_elements(text)))
    return paragraph
