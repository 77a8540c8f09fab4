"""Every indicator against every unit, on pages turned sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ttdt.document.report import notes, unit_matrix
from ttdt.output.docx.letter import add_form_text, attachment_note
from ttdt.output.docx.styles import NOTE, SMALL, WIDE_TEXT_WIDTH, lay_out
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.palette import TINTS
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from docx.document import Document

    from ttdt.compute.results import Report
    from ttdt.document.report.unit_matrix import MatrixRow
    from ttdt.plan.letterhead import Letterhead
    from ttdt.text.language import Language

_CLAUSE, _NAME, _TARGET, _PROVINCE = 12.0, 52.0, 24.0, 22.0
_LEFT = _CLAUSE + _NAME + _TARGET + _PROVINCE
_MOST_UNITS = 8
"""Units beside each other; those beyond them stand in a further table."""


def add_appendix(
    document: Document,
    lang: Language,
    report: Report,
    letterhead: Letterhead,
    day: date | None,
    *,
    ranks: bool,
) -> None:
    """Add the appendix in a section of its own; page numbers go on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    lay_out(section, landscape=True)
    section.different_first_page_header_footer = False
    title = document.add_paragraph(lang.gettext("Appendix").upper(), style="Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subject = lang.gettext("Results by indicator and unit")
    below = document.add_paragraph()
    below.add_run(subject.upper()).bold = True
    attached = document.add_paragraph()
    add_form_text(attached, attachment_note(letterhead, day), 13, italic=True)
    for paragraph in (below, attached):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    attached.paragraph_format.space_after = title.paragraph_format.space_before
    lines = [unit_matrix.line(lang, report, result, ranks=ranks) for result in report.indicators]
    for start in range(0, len(report.units), _MOST_UNITS):
        _add_block(document, lang, report, lines, start, subject)
    for text in _legend(lang, report, ranks=ranks):
        document.add_paragraph(escape_invisible(text), style=NOTE)


def _add_block(
    document: Document,
    lang: Language,
    report: Report,
    lines: list[MatrixRow],
    start: int,
    caption: str,
) -> None:
    heads = unit_matrix.unit_heads(lang, report)[start : start + _MOST_UNITS]
    width = min((WIDE_TEXT_WIDTH - _LEFT) / len(heads), 30)
    columns = [
        WordColumn(lang.gettext("Clause"), _CLAUSE, "center"),
        WordColumn(lang.gettext("Indicator"), _NAME),
        WordColumn(lang.gettext("Target"), _TARGET, "right"),
        WordColumn(lang.gettext("Province"), _PROVINCE),
        *(WordColumn(" ".join(head), width) for head in heads),
    ]
    rows = [
        [
            WordCell("" if line.is_part else line.clause),
            WordCell(line.name, indent=line.is_part),
            WordCell("–" if line.target is None else str(line.target)),
            WordCell(line.province.text, tint=TINTS[line.province.status]),
            *(
                WordCell(cell.text, tint=TINTS[cell.status])
                for cell in line.units[start : start + _MOST_UNITS]
            ),
        ]
        for line in lines
    ]
    add_table(document, columns, rows, caption=caption, style=SMALL)


def _legend(lang: Language, report: Report, *, ranks: bool) -> Iterator[str]:
    yield "   ".join(notes.legend(lang, report))
    for text in (*unit_matrix.notes(lang, ranks=ranks), *notes.marks_legend(lang, report)):
        yield f"{text}."
