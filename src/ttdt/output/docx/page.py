"""A document for Word as a page that a browser prints: the same paper, letters, tables and charts.

It reads what this room writes, and knows no more of Word than that.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ttdt.output.docx.drawn_chart import chart_svg
from ttdt.output.docx.markup import FONT, TWIPS_PER_MM
from ttdt.output.docx.styles import BANNER, BOTTOM, LEFT, RIGHT, TOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.font import Font
    from docx.text.parfmt import ParagraphFormat

    from ttdt.text.language import Language

_EMU_PER_MM = 36000
_CHARACTERS = {
    qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}", qn("w:tab"): "\t", qn("w:br"): "\n",
}  # fmt: skip
_ALIGNED = ("left", "center", "right", "justify")
_HEADER = 8
"""Millimetres more above pages whose head has a line beside the number."""
# The marks on a capital stand above its line, and without room for them on the page before.
_LOOKS = f"""
* {{ box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ margin: 0; line-height: 1.15; font-family: "{FONT}", "Liberation Serif", serif; }}
p {{ margin: 0; padding-top: 0.1em; min-height: 1em; white-space: pre-wrap; }}
table {{ border-collapse: collapse; table-layout: fixed; }}
td {{ padding: 0 1mm; vertical-align: middle; overflow-wrap: break-word; }}
table.framed {{ margin: 0 auto; }}
table.framed td {{ padding: 0; vertical-align: top; }}
table.grid td {{ border: 0.5pt solid #000; }}
tr {{ break-inside: avoid; }}
tr.kept {{ break-after: avoid; }}
svg {{ display: block; }}
"""


def page_of(content: bytes, lang: Language) -> str:
    """Return the page for a document that this room has written."""
    word = docx.Document(BytesIO(content))
    about = word.core_properties
    banner = next(
        (p.text for p in word.sections[0].header.paragraphs if p.style and p.style.name == BANNER),
        "",
    )
    looks = [_LOOKS, *_papers(word, banner), *_style_looks(word)]
    body = "".join(_Body(word, lang).sections())
    return (
        f'<!DOCTYPE html><html lang="{escape(about.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(about.title)}</title><style>{''.join(looks)}</style></head>"
        f"<body>{body}</body></html>"
    )


def _papers(word: Document, banner: str) -> Iterator[str]:
    """Yield the rules for the paper of each section, with the number and banner above the text."""
    top = TOP + (_HEADER if banner else 0)
    words = _css_text(banner)
    for number, section in enumerate(word.sections):
        is_wide = section.orientation == WD_ORIENT.LANDSCAPE
        yield (
            f"@page s{number} {{ size: A4 {'landscape' if is_wide else 'portrait'};"
            f" margin: {top}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm; @top-center {{"
            f' content: counter(page) "\\A" {words}; white-space: pre; text-align: center;'
            f' font: bold 13pt "{FONT}", serif; }} }}\n.s{number} {{ page: s{number}; }}\n'
        )
    if word.sections[0].different_first_page_header_footer:
        yield f"@page s0:first {{ @top-center {{ content: {words}; }} }}\n"


def _css_text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'"{quoted}"'


def _style_looks(word: Document) -> Iterator[str]:
    for style in word.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            found: ParagraphStyle = style
            looks = [*_format_looks(found.paragraph_format), *_font_looks(found.font)]
            yield f".{found.style_id} {{ {'; '.join(looks)} }}\n"


def _format_looks(found: ParagraphFormat) -> Iterator[str]:
    if found.alignment is not None:
        yield f"text-align: {_ALIGNED[min(int(found.alignment), 3)]}"
    for name, length in (
        ("margin-top", found.space_before), ("margin-bottom", found.space_after),
        ("margin-left", found.left_indent), ("margin-right", found.right_indent),
        ("text-indent", found.first_line_indent),
    ):  # fmt: skip
        if length is not None:
            yield f"{name}: {length.pt}pt"
    if found.line_spacing is not None:
        spacing = getattr(found.line_spacing, "pt", None)
        yield f"line-height: {found.line_spacing if spacing is None else f'{spacing}pt'}"
    if found.keep_with_next:
        yield "break-after: avoid"


def _font_looks(font: Font) -> Iterator[str]:
    if font.size is not None:
        yield f"font-size: {font.size.pt}pt"
    if font.bold is not None:
        yield f"font-weight: {'bold' if font.bold else 'normal'}"
    if font.italic is not None:
        yield f"font-style: {'italic' if font.italic else 'normal'}"
    if font.color is not None and font.color.rgb is not None:
        yield f"color: #{font.color.rgb}"


class _Body:
    """What stands in a document, section by section."""

    def __init__(self, word: Document, lang: Language) -> None:
        self._word = word
        self._lang = lang

    def sections(self) -> Iterator[str]:
        """Yield an element for each section."""
        number, blocks = 0, []
        for block in self._word.element.body:
            if block.tag == qn("w:p"):
                blocks.append(self._paragraph(block))
                if block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                    yield f'<div class="s{number}">{"".join(blocks)}</div>'
                    number, blocks = number + 1, []
            elif block.tag == qn("w:tbl"):
                blocks.append(self._table(block))
        yield f'<div class="s{number}">{"".join(blocks)}</div>'

    def _paragraph(self, found: BaseOxmlElement) -> str:
        paragraph = Paragraph(found, self._word)
        name = "Normal" if paragraph.style is None else paragraph.style.style_id
        looks = [*_format_looks(paragraph.paragraph_format), *_border_looks(found)]
        inside = "".join(self._run(Run(run, paragraph)) for run in found.iter(qn("w:r")))
        level = name.removeprefix("Heading")
        role = f' role="heading" aria-level="{level}"' if level.isdecimal() else ""
        return f'<p class="{name}"{role} style="{"; ".join(looks)}">{inside}</p>'

    def _run(self, run: Run) -> str:
        pieces = []
        for piece in run._r:  # noqa: SLF001
            if piece.tag == qn("w:t"):
                pieces.append(escape(piece.text or ""))
            elif piece.tag in _CHARACTERS:
                pieces.append(_CHARACTERS[piece.tag])
            elif piece.tag == qn("w:drawing"):
                pieces.append(self._drawing(piece))
        looks = "; ".join(_font_looks(run.font))
        text = "".join(pieces)
        return f'<span style="{looks}">{text}</span>' if looks and text else text

    def _drawing(self, found: BaseOxmlElement) -> str:
        inline = found[0]
        extent, about = inline.find(qn("wp:extent")), inline.find(qn("wp:docPr"))
        key = next(inline.iter(qn("c:chart"))).get(qn("r:id"))
        part = self._word.part.related_parts[key]
        width, height = (int(extent.get(side)) / _EMU_PER_MM for side in ("cx", "cy"))
        said = about.get("descr") or ""
        return chart_svg(parse_xml(part.blob), width, height, said, self._lang)

    def _table(self, found: BaseOxmlElement) -> str:
        style = found.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        kind = "grid" if style is not None and style.get(qn("w:val")) == "TableGrid" else "framed"
        grid = found.find(qn("w:tblGrid"))
        widths = [int(column.get(qn("w:w"))) / TWIPS_PER_MM for column in grid]
        columns = "".join(f'<col style="width: {width:.2f}mm">' for width in widths)
        head: list[str] = []
        rows: list[str] = []
        for row in found.iter(qn("w:tr")):
            is_head = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            (head if is_head else rows).append(self._row(row))
        return (
            f'<table class="{kind}" style="width: {sum(widths):.2f}mm">'
            f"<colgroup>{columns}</colgroup>"
            f"<thead>{''.join(head)}</thead><tbody>{''.join(rows)}</tbody></table>"
        )

    def _row(self, row: BaseOxmlElement) -> str:
        kept = ' class="kept"' if row.find(f".//{qn('w:keepNext')}") is not None else ""
        return f"<tr{kept}>{''.join(self._cells(row.iter(qn('w:tc'))))}</tr>"

    def _cells(self, cells: Iterable[BaseOxmlElement]) -> Iterator[str]:
        for cell in cells:
            properties = cell.find(qn("w:tcPr"))
            span, ground = properties.find(qn("w:gridSpan")), properties.find(qn("w:shd"))
            over = "" if span is None else f' colspan="{span.get(qn("w:val"))}"'
            looks = "" if ground is None else f' style="background: #{ground.get(qn("w:fill"))}"'
            inside = "".join(self._paragraph(one) for one in cell.iter(qn("w:p")))
            yield f"<td{over}{looks}>{inside}</td>"


def _border_looks(found: BaseOxmlElement) -> Iterator[str]:
    borders = found.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    for side in () if borders is None else borders:
        name = side.tag.rpartition("}")[2]
        yield f"border-{name}: {int(side.get(qn('w:sz'))) / 8}pt solid #{side.get(qn('w:color'))}"
