"""The letter's appendix: every indicator against every unit, on pages turned sideways."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ttdt.document import wording
from ttdt.document.model import Heading, Table
from ttdt.document.report import notes, unit_matrix
from ttdt.document.report.programme import money_section, task_section
from ttdt.output.docx.document import add_fitting_table, add_text, is_legend
from ttdt.output.docx.letter import add_form_text
from ttdt.output.docx.styles import NOTE, SMALL, WIDE_TEXT_WIDTH, lay_out
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.palette import TINTS
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

    from ttdt.compute.round_report import Report
    from ttdt.document.model import Block
    from ttdt.document.report.unit_matrix import MatrixCell, MatrixRow
    from ttdt.text.language import Language

_CLAUSE, _NAME, _TARGET, _PROVINCE = 12.0, 52.0, 24.0, 22.0
_LEFT = _CLAUSE + _NAME + _TARGET + _PROVINCE
_MOST_UNITS = 8
"""Units beside each other; those beyond them stand in a further table."""
_UNIT, _CELL = 44.0, 15.5
"""The widths where units are rows."""
_MOST_ROWS = 120
"""More units than this are for a workbook, and no letter."""


def add_appendix(
    document: Document,
    lang: Language,
    report: Report,
    attached: str,
    *,
    ranks: bool,
) -> None:
    """Add every indicator against every unit, on pages turned sideways; page numbers go on.

    `attached` says which letter it belongs to.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    lay_out(section, landscape=True)
    section.different_first_page_header_footer = False
    title = document.add_paragraph(lang.gettext("Appendix").upper(), style="Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subject = lang.gettext("Results by indicator and unit")
    below = document.add_paragraph()
    below.add_run(subject.upper()).bold = True
    note = document.add_paragraph()
    add_form_text(note, attached, 13, italic=True)
    for paragraph in (below, note):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    note.paragraph_format.space_after = title.paragraph_format.space_before
    units = report.columns
    if unit_matrix.has_units_as_rows(report):
        units = unit_matrix.units_shown(report)
    if len(units) > _MOST_ROWS:
        text = lang.gettext(
            "The results of all {n} units are in the workbook: ttdt report -o FILE.xlsx.",
            n=len(units),
        )
        document.add_paragraph(text, style=NOTE)
        return
    lines = [
        unit_matrix.line(lang, report, result, ranks=ranks, units=units)
        for result in report.indicators
    ]
    if unit_matrix.has_units_as_rows(report):
        _add_units_as_rows(document, lang, report, units, lines, subject)
    else:
        for start in range(0, len(units), _MOST_UNITS):
            _add_block(document, lang, report, lines, start, subject)
    for text in _legend(lang, report, units, ranks=ranks):
        document.add_paragraph(escape_invisible(text), style=NOTE)
    if not report.by_selection:
        _add_programme(document, lang, report)


def _add_programme(document: Document, lang: Language, report: Report) -> None:
    """Add the tables of money and of tasks."""
    for section in (money_section(lang, report), task_section(lang, report)):
        caption = ""
        before: Block | None = None
        for block in section:
            if isinstance(block, Heading):
                caption = block.text
                title = document.add_paragraph()
                title.add_run(escape_invisible(caption.upper())).bold = True
                title.alignment = WD_ALIGN_PARAGRAPH.CENTER
                title.paragraph_format.keep_with_next = True
            elif isinstance(block, Table):
                table = block.for_file(says_groups=True)
                add_fitting_table(document, table, WIDE_TEXT_WIDTH, caption)
            elif is_legend(block, before):
                add_text(document, block)
            before = block


def _add_units_as_rows(
    document: Document,
    lang: Language,
    report: Report,
    units: Sequence[str],
    lines: Sequence[MatrixRow],
    caption: str,
) -> None:
    """Add tables of a row a unit, each with as many clauses as there is room for."""
    titles = unit_matrix.indicator_heads(lines)
    names = [
        (" ".join(head), report.plan.areas[unit].level)
        for unit, head in zip(units, unit_matrix.unit_heads(lang, report, units), strict=True)
    ]
    blocks = ceil(len(lines) * _CELL / (WIDE_TEXT_WIDTH - _UNIT))
    for block in range(blocks):
        part = slice(block * len(lines) // blocks, (block + 1) * len(lines) // blocks)
        shown = lines[part]
        width = (WIDE_TEXT_WIDTH - _UNIT) / max(len(shown), 1)
        columns = [
            WordColumn(lang.gettext("Unit"), _UNIT),
            *(WordColumn(title, width, "center") for title in titles[part]),
        ]
        rows = [[WordCell(report.plan.area.name, bold=True), *(_tinted(x.own) for x in shown)]]
        rows += [
            [WordCell(name, indent=level > 1), *(_tinted(line.units[place]) for line in shown)]
            for place, (name, level) in enumerate(names)
        ]
        add_table(document, columns, [("", rows)], caption=caption, style=SMALL)
    said = (f"{title}: {line.row.name}" for title, line in zip(titles, lines, strict=True))
    document.add_paragraph(escape_invisible(f"{'; '.join(said)}."), style=NOTE)


def _tinted(cell: MatrixCell) -> WordCell:
    return WordCell(cell.text, tint=TINTS[cell.status])


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
        WordColumn(wording.whole_area(lang, report.plan.area), _PROVINCE),
        *(WordColumn(" ".join(head), width) for head in heads),
    ]
    rows = [
        [
            WordCell("" if line.row.is_part else line.row.clause),
            WordCell(line.row.name, indent=line.row.is_part),
            WordCell("–" if line.row.target is None else str(line.row.target)),
            _tinted(line.own),
            *map(_tinted, line.units[start : start + _MOST_UNITS]),
        ]
        for line in lines
    ]
    add_table(document, columns, [("", rows)], caption=caption, style=SMALL)


def _legend(lang: Language, report: Report, units: Sequence[str], *, ranks: bool) -> Iterator[str]:
    yield "   ".join(notes.legend(lang, report, units))
    for text in (*unit_matrix.notes(lang, report, ranks=ranks), *notes.marks_legend(lang, report)):
        yield f"{text}."
