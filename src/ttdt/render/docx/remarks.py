"""Who reported and when, and what a reader must know about the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.assess.result import Flag, Reason
from ttdt.inert import inert
from ttdt.message import mark
from ttdt.period import parse_id
from ttdt.render import wording
from ttdt.render.docx.design import NOTE
from ttdt.render.docx.tables import Cell, Head, add_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from docx.document import Document

    from ttdt.assess.result import Filed, Report
    from ttdt.language import Language
    from ttdt.render.notes import Note, Section

_FINAL = mark("final")
_FLAGS: Mapping[str, Flag] = {"estimate": Flag.ESTIMATE, "provisional": Flag.PROVISIONAL}


def add_submissions(document: Document, lang: Language, report: Report, caption: str) -> None:
    """Add a line for each unit: whether and when it reported, and how settled its figures are."""
    heads = [
        Head(lang.tr("Unit"), 34),
        Head(lang.tr("Submitted"), 26, "center"),
        Head(lang.tr("Figures are"), 24, "center"),
        Head(lang.tr("Source"), 41),
        Head(lang.tr("Remarks"), 40),
    ]
    table = [
        [Cell(report.plan.units[unit].name), *_cells(lang, report, unit)] for unit in report.units
    ]
    add_table(document, heads, table, caption=caption)


def _cells(lang: Language, report: Report, unit: str) -> list[Cell]:
    filed = report.filed.get(unit)
    if filed is None or unit in report.completeness.missing:
        deadline = _deadline(report, report.period.part)
        words = wording.reason_word(lang, Reason.NOT_SUBMITTED)
        remark = "" if deadline is None else lang.tr("deadline {deadline}", deadline=deadline)
        return [Cell(words, bold=True), Cell("–"), Cell("–"), Cell(remark)]
    when = lang.tr("yes") if filed.submitted is None else lang.date(filed.submitted)
    return [
        Cell(when),
        Cell(_settled(lang, filed)),
        Cell(filed.source or "–", more=filed.path),
        Cell("; ".join(_remarks(lang, report, unit, filed))),
    ]


def _settled(lang: Language, filed: Filed) -> str:
    if filed.status is None:
        return "–"
    flag = _FLAGS.get(filed.status)
    return lang.tr(_FINAL) if flag is None else wording.flag_word(lang, flag)


def _remarks(lang: Language, report: Report, unit: str, filed: Filed) -> list[str]:
    said = []
    period = parse_id(filed.period)
    if period is not None and period != report.period:
        said.append(lang.tr("reported as {period}", period=period.label))
    deadline = None if period is None else _deadline(report, period.part)
    if deadline is not None and filed.submitted is not None and filed.submitted > deadline:
        said.append(lang.tr("after the deadline {deadline}", deadline=deadline))
    if unit in report.completeness.invalid:
        said.append(lang.tr("with errors"))
    if filed.sample:
        said.append(lang.tr("sample data"))
    return said


def _deadline(report: Report, part: str) -> date | None:
    return report.plan.deadlines.get(part or "year")


def add_notes(document: Document, section: Section, *, heading: str | None) -> None:
    """Add a section of notes, one paragraph each, under a heading of that style if any."""
    if heading is not None:
        document.add_paragraph(inert(section.title), style=heading)
    for note in section.notes:
        paragraph = document.add_paragraph(style=NOTE)
        lead = _lead(note)
        if lead:
            paragraph.add_run(f"{lead}: ").bold = True
        paragraph.add_run(inert(note.text))


def _lead(note: Note) -> str:
    return " ".join(inert(part) for part in (note.clause, note.subject) if part)
