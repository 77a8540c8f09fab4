"""Who reported and when, and what a reader must know about the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Flag, Reason
from ttdt.document import wording
from ttdt.output.docx.styles import NOTE
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.period import parse_id
from ttdt.text.escaping import escape_invisible
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from docx.document import Document

    from ttdt.compute.results import Report, SubmissionInfo
    from ttdt.document.report.notes import Note, NoteSection
    from ttdt.text.language import Language

_FINAL = N_("final")
_FLAGS: Mapping[str, Flag] = {"estimate": Flag.ESTIMATE, "provisional": Flag.PROVISIONAL}


def add_submissions(document: Document, lang: Language, report: Report, caption: str) -> None:
    """Add a line for each unit: whether and when it reported, and how settled its figures are."""
    heads = [
        WordColumn(lang.gettext("Unit"), 34),
        WordColumn(lang.gettext("Submitted"), 26, "center"),
        WordColumn(lang.gettext("Figures are"), 24, "center"),
        WordColumn(lang.gettext("Source"), 41),
        WordColumn(lang.gettext("Remarks"), 40),
    ]
    table = [
        [WordCell(report.plan.units[unit].name), *_cells(lang, report, unit)]
        for unit in report.units
    ]
    add_table(document, heads, table, caption=caption)


def _cells(lang: Language, report: Report, unit: str) -> list[WordCell]:
    filed = report.filed.get(unit)
    if filed is None or unit in report.completeness.missing:
        deadline = _deadline(report, report.period.part)
        words = wording.reason_word(lang, Reason.NOT_SUBMITTED)
        remark = "" if deadline is None else lang.gettext("deadline {deadline}", deadline=deadline)
        return [WordCell(words, bold=True), WordCell("–"), WordCell("–"), WordCell(remark)]
    when = lang.gettext("yes") if filed.submitted is None else lang.date(filed.submitted)
    return [
        WordCell(when),
        WordCell(_settled(lang, filed)),
        WordCell(filed.source or "–", more=filed.path),
        WordCell("; ".join(_remarks(lang, report, unit, filed))),
    ]


def _settled(lang: Language, filed: SubmissionInfo) -> str:
    if filed.status is None:
        return "–"
    flag = _FLAGS.get(filed.status)
    return lang.gettext(_FINAL) if flag is None else wording.flag_word(lang, flag)


def _remarks(lang: Language, report: Report, unit: str, filed: SubmissionInfo) -> list[str]:
    said = []
    period = parse_id(filed.period)
    if period is not None and period != report.period:
        said.append(lang.gettext("reported as {period}", period=period.label))
    deadline = None if period is None else _deadline(report, period.part)
    if deadline is not None and filed.submitted is not None and filed.submitted > deadline:
        said.append(lang.gettext("after the deadline {deadline}", deadline=deadline))
    if unit in report.completeness.invalid:
        said.append(lang.gettext("with errors"))
    if filed.sample:
        said.append(lang.gettext("sample data"))
    return said


def _deadline(report: Report, part: str) -> date | None:
    return report.plan.deadlines.get(part or "year")


def add_notes(document: Document, section: NoteSection, *, heading: str | None) -> None:
    """Add a section of notes, one paragraph each, under a heading of that style if any."""
    if heading is not None:
        document.add_paragraph(escape_invisible(section.title), style=heading)
    for note in section.notes:
        paragraph = document.add_paragraph(style=NOTE)
        lead = _lead(note)
        if lead:
            paragraph.add_run(f"{lead}: ").bold = True
        paragraph.add_run(escape_invisible(note.text))


def _lead(note: Note) -> str:
    return " ".join(escape_invisible(part) for part in (note.clause, note.subject) if part)
