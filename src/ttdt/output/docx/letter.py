"""What frames the report: the head of the letter, its title, and whom it goes to.

The forms are those of Decree 30/2020/NĐ-CP, which are Vietnamese whatever the report's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ttdt.output.docx.markup import add_line, element, room_of, speak, twips, with_signs
from ttdt.output.docx.styles import BANNER, BODY, TEXT_WIDTH, language_tag
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from ttdt.plan.letterhead import Letterhead

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_DOTS = "……"
_LONG_DOTS = "…" * 12
_OPEN_LINES = 3
_VIETNAMESE = language_tag("vi")
_LEFT_ROOM, _RIGHT_ROOM = 65.0, 100.0
_LAST_LEADING_MONTH = 2
_FIRST_BARE_DAY = 10


def day_in_words(day: date | None) -> str:
    """Return `ngày 05 tháng 7 năm 2024`, with a nought only before days to 9, months 1 and 2."""
    if day is None:
        return f"ngày {_DOTS} tháng {_DOTS} năm {_DOTS}"
    date_of_month = f"{day.day:02d}" if day.day < _FIRST_BARE_DAY else str(day.day)
    month = f"{day.month:02d}" if day.month <= _LAST_LEADING_MONTH else str(day.month)
    return f"ngày {date_of_month} tháng {month} năm {day.year}"


def number_and_symbol(letterhead: Letterhead) -> str:
    """Return `12/BC-BDT`, with dots for what is to be filled in."""
    number = letterhead.number or _DOTS
    if len(number) == 1 and number.isdecimal():
        number = f"0{number}"
    return f"{number}/{letterhead.symbol or f'BC-{_DOTS}'}"


def add_head(document: Document, letterhead: Letterhead, province: str, day: date | None) -> None:
    """Add the agencies with number and symbol on the left, nation, motto and date on the right."""
    table = _frame(document, 2)
    left, right = table.rows[0].cells
    superior, agency = letterhead.superior, letterhead.agency or _LONG_DOTS
    if superior is not None:
        _centred(left, superior.upper(), 12)
    _centred(left, agency.upper(), 12, bold=True)
    add_line(left.add_paragraph(), min(room_of(agency.upper(), 12) * 0.4, 30), _LEFT_ROOM)
    _centred(right, NATION, 12, bold=True)
    _centred(right, MOTTO, 13, bold=True)
    add_line(right.add_paragraph(), room_of(MOTTO, 13), _RIGHT_ROOM)
    left, right = table.rows[1].cells
    _centred(left, f"Số: {number_and_symbol(letterhead)}", 13, before=4)
    place = letterhead.place or province
    _centred(right, f"{place}, {day_in_words(day)}", 13, italic=True, before=4)
    for row in table.rows:
        for cell in row.cells:
            _drop_first(cell)


def add_title(document: Document, word: str, subject: str) -> None:
    """Add what kind of document it is, what it is about, and the line below both."""
    document.add_paragraph(word, style="Title")
    paragraph = document.add_paragraph(escape_invisible(subject))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.runs[0].bold = True
    add_line(document.add_paragraph(), 50, TEXT_WIDTH)


def add_banner(document: Document, text: str) -> None:
    """Add the line that nobody may overlook, in a frame."""
    paragraph = document.add_paragraph(escape_invisible(text), style=BANNER)
    frame = [
        element(side, val="single", sz="8", space="4", color="8C1D18")
        for side in ("top", "left", "bottom", "right")
    ]
    paragraph._p.get_or_add_pPr().append(element("pBdr", *frame))  # noqa: SLF001
    paragraph.paragraph_format.space_before = Pt(6)


def add_addressees(document: Document, addressees: Sequence[str]) -> None:
    """Add `Kính gửi`: one on the same line, several below it, with a dash each."""
    named = list(addressees) or [_LONG_DOTS * 2]
    alone = len(named) == 1
    opening = document.add_paragraph()
    _write(opening, f"Kính gửi: {named[0]}" if alone else "Kính gửi:", 13)
    opening.paragraph_format.left_indent = Mm(30)
    opening.paragraph_format.space_before = Pt(10)
    for place, name in enumerate(() if alone else named, 1):
        paragraph = document.add_paragraph()
        _write(paragraph, f"- {_ended(name, last=place == len(named))}", 13)
        paragraph.paragraph_format.left_indent = Mm(48)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def add_signature(document: Document, letterhead: Letterhead) -> None:
    """Add who gets a copy on the left, and on the right who signs, with room to do so."""
    spacer = document.add_paragraph()
    spacer.paragraph_format.keep_with_next = True
    table = _frame(document, 1, equal=True)
    left, right = table.rows[0].cells
    opening = left.add_paragraph()
    _write(opening, "Nơi nhận:", 12, bold=True, italic=True)
    recipients = letterhead.recipients or ("Như trên;", f"Lưu: VT, {_DOTS}.")
    for place, name in enumerate(recipients, 1):
        line = left.add_paragraph()
        _write(line, f"- {_ended(name, last=place == len(recipients))}", 11)
    if letterhead.authority is not None:
        _centred(right, letterhead.authority.upper(), 13, bold=True)
    _centred(right, (letterhead.office or _LONG_DOTS).upper(), 13, bold=True)
    for _ in range(4):
        _centred(right, "", 13)
    _centred(right, letterhead.signatory or _LONG_DOTS, 13, bold=True)
    for cell in (left, right):
        _drop_first(cell)
    row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    row.append(element("cantSplit"))


def attachment_note(letterhead: Letterhead, day: date | None) -> str:
    """Return what stands below an appendix's title: which letter it belongs to."""
    agency = letterhead.agency or _LONG_DOTS
    return f"(Kèm theo Báo cáo số {number_and_symbol(letterhead)} {day_in_words(day)} của {agency})"


def add_form_text(paragraph: Paragraph, text: str, size: float, *, italic: bool = False) -> None:
    """Add one of the decree's own phrases, in Vietnamese."""
    _write(paragraph, text, size, italic=italic)


def _ended(text: str, *, last: bool) -> str:
    """Return an item of a list with the stop that belongs behind it, if it has none yet."""
    return f"{text.rstrip().rstrip(';.')}{'.' if last else ';'}"


def _frame(document: Document, rows: int, *, equal: bool = False) -> Table:
    """Add a table of two columns that nobody sees."""
    table: Table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties = table._tbl.tblPr  # noqa: SLF001
    for found in properties.findall(qn("w:tblLook")):
        properties.remove(found)
    none = [element(side, w="0", type="dxa") for side in ("left", "right")]
    properties.append(element("tblCellMar", *none))
    widths = (TEXT_WIDTH / 2, TEXT_WIDTH / 2) if equal else (_LEFT_ROOM, _RIGHT_ROOM)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties.append(element("tblLook", val="0000"))
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:w"), twips(TEXT_WIDTH))
    whole.set(qn("w:type"), "dxa")
    return table


def _drop_first(cell: _Cell) -> None:
    """Take away the empty paragraph that every new cell begins with."""
    first = cell.paragraphs[0]._p  # noqa: SLF001
    first.getparent().remove(first)


def _centred(
    cell: _Cell,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
) -> None:
    paragraph = cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    _write(paragraph, text, size, bold=bold, italic=italic)


def _write(
    paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> None:
    run = paragraph.add_run(escape_invisible(text))
    run.font.size = Pt(size)
    run.bold, run.italic = bold or None, italic or None
    speak(run, _VIETNAMESE)


def add_open_lines(document: Document) -> None:
    """Add dotted lines, for what is to be filled in by hand; they stay on one page."""
    for number in range(_OPEN_LINES):
        paragraph = document.add_paragraph("\t", style=BODY)
        paragraph.paragraph_format.keep_with_next = number < _OPEN_LINES - 1
        paragraph.paragraph_format.first_line_indent = Mm(0)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


def add_sentences(document: Document, sentences: Sequence[str]) -> None:
    """Add a paragraph of the text for each sentence."""
    for sentence in sentences:
        document.add_paragraph(with_signs(sentence), style=BODY)
