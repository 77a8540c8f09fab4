"""What those need who check a letter: by which method, from which files, with which errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.explain.pace import method_text
from ttdt.document.report import remarks
from ttdt.document.report.errors import report_errors
from ttdt.document.report.unit_names import speakers
from ttdt.output.docx.document import add_heading, add_notes
from ttdt.output.docx.styles import NOTE, SIZES, SMALL, TEXT_WIDTH
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.docx.widths import fitted
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language


def add_sources(document: Document, lang: Language, report: Report) -> None:
    """Add the method, the files that were counted, the errors in them, and the names of all."""
    add_heading(document, lang.gettext("Method of judging"), 3)
    method = f"{method_text(lang, report.method)}."
    document.add_paragraph(escape_invisible(method), style=NOTE)
    files = list(_files(lang, report))
    if files:
        heads = [
            WordColumn(lang.gettext("Unit")),
            WordColumn(lang.gettext("File")),
            WordColumn(lang.gettext("Period")),
            WordColumn(lang.gettext("Submitted")),
            WordColumn(lang.gettext("Figures are")),
        ]
        _add(document, lang.gettext("Submissions"), heads, files)
    accepted = remarks.accepted_warnings(lang, report, speakers(report))
    for section in (*([accepted] if accepted.notes else []), *report_errors(lang, report)):
        add_heading(document, section.title, 3)
        add_notes(document, section.notes)
    heads = [
        WordColumn(lang.gettext("Clause")),
        WordColumn(lang.gettext("Name")),
        WordColumn("id"),
    ]
    _add(document, lang.gettext("Names in the files"), heads, list(_ids(lang, report)))


def _add(
    document: Document,
    title: str,
    heads: Sequence[WordColumn],
    lines: Sequence[Sequence[WordCell]],
) -> None:
    if lines:
        add_heading(document, title, 3)
        columns = fitted(heads, lines, TEXT_WIDTH, SIZES[SMALL])
        add_table(document, columns, [("", lines)], caption=title, style=SMALL)


def _files(lang: Language, report: Report) -> Iterator[list[WordCell]]:
    for unit in speakers(report):
        filed = report.filed.get(unit)
        if filed is not None:
            yield [
                WordCell(report.plan.areas[unit].name),
                WordCell(filed.path),
                WordCell(filed.period),
                WordCell("" if filed.submitted is None else lang.date(filed.submitted)),
                WordCell("" if filed.status is None else wording.settled_word(lang, filed.status)),
            ]


def _ids(lang: Language, report: Report) -> Iterator[list[WordCell]]:
    """Yield what the command line and the files call indicators and projects."""
    for result in report.indicators:
        indicator = result.indicator
        said = (indicator.clause, lang.pick(indicator.name), indicator.full_id)
        yield [*map(WordCell, said)]
    if report.funding is not None:
        for project in report.funding.funding.projects.values():
            yield [WordCell(project.code), WordCell(lang.pick(project.name)), WordCell(project.id)]
