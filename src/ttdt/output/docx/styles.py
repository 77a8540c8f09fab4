"""Paper, margins, fonts and styles as Decree 30/2020/NĐ-CP wants them, in Word's own styles."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ttdt.output.docx.markup import element, every_font, style_outline
from ttdt.text.conventions import LANGUAGES
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
"""Margins in millimetres."""
SHORT_SIDE, LONG_SIDE = 210, 297
TEXT_WIDTH = SHORT_SIDE - LEFT - RIGHT
WIDE_TEXT_WIDTH = LONG_SIDE - LEFT - RIGHT

BODY = "Body Text"
TABLE, SMALL, NOTE = "Table Text", "Small Table Text", "Note Text"
SIZES = {TABLE: 10.0, SMALL: 9.5, NOTE: 11.0}
"""The letters of tables and notes, in points."""
BANNER = "Banner"
_KEPT = frozenset(
    {
        "Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer", "Title",
        "Heading1", "Heading2", "Heading3", "BodyText", "TableGrid",
    }
)  # fmt: skip
_LONGEST_PROPERTY = 255
NO_DAY = date(1980, 1, 1)
"""The date of a file that is made on none: no clock is asked, so that its bytes are the same."""


def language_tag(code: str) -> str:
    """Return how Word names a language."""
    return LANGUAGES[code].tag


def new_document(code: str) -> Document:
    """Return an empty document: A4 upright, its styles and language set."""
    document = docx.Document()
    document.core_properties.language = code
    _settle(document, language_tag(code))
    _define(document)
    section = document.sections[0]
    lay_out(section, landscape=False)
    section.different_first_page_header_footer = True
    return document


def describe(
    document: Document,
    *,
    title: str,
    subject: str = "",
    author: str = "ttdt",
    banner: str = "",
    made: date = NO_DAY,
) -> None:
    """Fill in the document's own properties, without a clock."""
    about = document.core_properties
    about.title, about.subject, about.comments = map(_cut, (title, subject, banner))
    about.author = about.last_modified_by = _cut(author)
    about.revision = 1
    about.created = about.modified = datetime.combine(made, time())


def lay_out(section: Section, *, landscape: bool) -> None:
    """Give a section its paper and margins; page numbers stand in the middle of the top margin."""
    sides = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = map(Mm, sides)
    size = section._sectPr.find(qn("w:pgSz"))  # noqa: SLF001
    if size is not None and landscape:
        size.set(qn("w:orient"), "landscape")
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def _cut(text: str) -> str:
    return escape_invisible(text)[:_LONGEST_PROPERTY]


def _settle(document: Document, tag: str) -> None:
    """Leave of python-docx's own template only what we use, and set font and language."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)
        else:
            for link in style.findall(qn("w:link")):
                style.remove(link)
    defaults = styles.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    every_font(run)
    run.find(qn("w:lang")).set(qn("w:val"), tag)
    run.find(qn("w:lang")).set(qn("w:eastAsia"), tag)
    paragraph = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    paragraph.find(qn("w:spacing")).set(qn("w:after"), "0")
    paragraph.find(qn("w:spacing")).set(qn("w:line"), "240")
    settings = document.settings.element
    for name in ("rsids", "savePreviewPicture", "themeFontLang"):
        for found in settings.findall(qn(f"w:{name}")):
            settings.remove(found)
    compat = settings.find(qn("w:compat"))
    for found in compat.findall(qn("w:useFELayout")):
        compat.remove(found)
    compat.find(qn("w:compatSetting")).set(qn("w:val"), "15")
    package = document.part.package
    for owner, kinds in ((package, ("thumbnail",)), (document.part, _LOST)):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(kinds):
                del owner.rels[key]


_LOST = ("/stylesWithEffects", "/customXml", "/numbering")
"""What the template holds beside the styles that we use."""


def _define(document: Document) -> None:
    normal = _style(document, "Normal", 13)
    normal.paragraph_format.space_after = Pt(0)
    body = _style(document, BODY, 13, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    body.paragraph_format.first_line_indent = Mm(10)
    body.paragraph_format.space_after = Pt(6)
    body.paragraph_format.line_spacing = Pt(18)
    title = _style(document, "Title", 14, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_before = Pt(12)
    for name, size, italic in (
        ("Heading 1", 13, False), ("Heading 2", 13, False), ("Heading 3", 13, True),
    ):  # fmt: skip
        heading = _style(document, name, size, bold=True, italic=italic)
        heading.paragraph_format.space_before = Pt(10 if name == "Heading 1" else 8)
        heading.paragraph_format.space_after = Pt(4)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.left_indent = Mm(0)
    for name, points in SIZES.items():
        style = _style(document, name, points)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
    _style(document, "Header", 13, align=WD_ALIGN_PARAGRAPH.CENTER)
    banner = _style(document, BANNER, 13, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    banner.font.color.rgb = RGBColor(0x8C, 0x1D, 0x18)


def _style(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> ParagraphStyle:
    """Return a style of this name, its template's borders, colours and spacing taken away."""
    styles = document.styles
    if name not in {style.name for style in styles}:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style: ParagraphStyle = styles[name]
    for part in ("w:pPr", "w:rPr"):
        for found in style.element.findall(qn(part)):
            for inner in list(found):
                if inner.tag != qn("w:outlineLvl"):
                    found.remove(inner)
    every_font(style_outline(style))
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.paragraph_format.alignment = align
    properties = style_outline(style)
    properties.append(element("szCs", val=str(round(2 * size))))
    return style
