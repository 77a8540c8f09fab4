"""The parts of Word's own markup that python-docx leaves to its callers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Times New Roman"
TWIPS_PER_MM = 1440 / 25.4
_NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE_PER_CENT = re.compile(r"(?<=\S) (?=%)")
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")


def element(name: str, /, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Return an element of the main namespace with its attributes and children."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def twips(millimetres: float) -> str:
    """Return a length as Word writes it."""
    return str(round(millimetres * TWIPS_PER_MM))


def together(text: str) -> str:
    """Return inert text whose words stay on one line: a number never leaves its sign or unit."""
    return escape_invisible(text).replace(" ", _NO_BREAK)


def with_signs(text: str) -> str:
    """Return inert text that may break between words, but not before a per cent sign."""
    return _BEFORE_PER_CENT.sub(_NO_BREAK, escape_invisible(text))


def text_elements(text: str) -> Iterator[BaseOxmlElement]:
    """Yield what a run holds for a text: Word breaks a line behind any hyphen but its own kind."""
    for place, piece in enumerate(_MINUS.split(text)):
        if place:
            yield element("noBreakHyphen")
        if piece:
            content = element("t")
            content.text = piece
            content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield content


def every_font(properties: BaseOxmlElement) -> None:
    """Let run properties name our font for every script, and no font of the theme."""
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    properties.insert(0, fonts)


def speak(run: Run, language: str) -> None:
    """Mark the language of a run, so that it is read aloud and spelled as such."""
    run._r.get_or_add_rPr().append(element("lang", val=language))  # noqa: SLF001


def add_page_number(paragraph: Paragraph) -> None:
    """Add the field that shows the number of the page."""
    for kind, content in (("begin", None), (None, "PAGE"), ("separate", None), ("end", None)):
        run = paragraph.add_run()
        if content is None:
            run._r.append(element("fldChar", fldCharType=str(kind)))  # noqa: SLF001
        else:
            instruction = element("instrText")
            instruction.text = content
            run._r.append(instruction)  # noqa: SLF001


def add_line(paragraph: Paragraph, length: float, room: float) -> None:
    """Make a paragraph a line of so many millimetres in the middle of its room."""
    beside = max(room - length, 0) / 2
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    line = element("top", val="single", sz="6", space="0", color="000000")
    properties.append(element("pBdr", line))
    properties.append(element("spacing", before="60", after="0", line="120", lineRule="exact"))
    properties.append(element("ind", left=twips(beside), right=twips(beside), firstLine="0"))
    mark = element("rPr", element("sz", val="4"))
    properties.append(mark)


def room_of(text: str, points: float) -> float:
    """Return about how many millimetres a bold text takes in our font."""
    wide = sum(_WIDE if char.isupper() else _NARROW for char in text)
    return wide * points * 25.4 / 72


_WIDE, _NARROW = 0.72, 0.44


def style_outline(style: ParagraphStyle) -> BaseOxmlElement:
    """Return a style's run properties."""
    properties: BaseOxmlElement = style.element.get_or_add_rPr()
    return properties
