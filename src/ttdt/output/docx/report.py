"""The report as a letter, in the form that Decree 30/2020/NĐ-CP gives such letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Pt

from ttdt.document.model import Heading, Notes, Table
from ttdt.document.report import charts, notes, remarks, rows, sentences
from ttdt.document.report.programme import money_section, task_section, unit_money_and_tasks
from ttdt.document.report.sections import closing, worded
from ttdt.document.report.unit_names import ListedBy, speakers
from ttdt.document.report.unit_sentences import unit_sentences
from ttdt.output.docx import letter, report_tables
from ttdt.output.docx.appendix import ROMAN, add_appendices
from ttdt.output.docx.charts import add_chart
from ttdt.output.docx.document import (
    add_fitting_table,
    add_heading,
    add_sentences,
    add_text,
    as_sentences,
    is_legend,
)
from ttdt.output.docx.markup import add_page_number
from ttdt.output.docx.packaging import to_bytes
from ttdt.output.docx.styles import BANNER, NOTE, TEXT_WIDTH, describe, new_document
from ttdt.plan import OWN_AREA
from ttdt.plan.letterhead import Letterhead
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from ttdt.compute import Report
    from ttdt.document.model import Block, Chart
    from ttdt.document.report.document import ReportAnswer
    from ttdt.plan import Sections
    from ttdt.text.language import Language


def write_letter(answer: ReportAnswer, lang: Language) -> bytes:
    """Return the report as a Word document: the same answer gives the same bytes."""
    report = answer.report
    letterhead = answer.letterhead or report.plan.letterhead or Letterhead()
    subject = sentences.subject(lang, report)
    banner = notes.sample_banner(lang) if report.sample else ""
    document = new_document(lang.code)
    describe(
        document,
        title=subject,
        subject=report.period.id,
        author=letterhead.agency or "ttdt",
        banner=banner,
        made=report.period.end,
    )
    _add_headers(document, banner)
    letter.add_head(document, letterhead, report.plan.area.name, answer.day)
    letter.add_title(document, lang.gettext("REPORT"), subject)
    if banner:
        letter.add_banner(document, banner)
    letter.add_addressees(document, letterhead.addressees)
    _Body(document, lang, report, answer.sections).add()
    letter.add_signature(document, letterhead)
    attached = letter.attachment_note(letterhead, answer.day)
    add_appendices(document, lang, answer, attached)
    return to_bytes(document)


def _add_headers(document: Document, banner: str) -> None:
    """Put page numbers on all pages but the first, and on all what sample data are."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0])
    if banner:
        words = escape_invisible(banner)
        section.header.add_paragraph(words, style=BANNER).paragraph_format.space_after = Pt(6)
        section.first_page_header.paragraphs[0].text = words
        section.first_page_header.paragraphs[0].style = document.styles[BANNER]


class _Body:
    """What stands between the addressees and the signature."""

    def __init__(
        self, document: Document, lang: Language, report: Report, sections: Sections
    ) -> None:
        self._document = document
        self._office = sections
        self._lang = lang
        self._report = report
        self._numbers = iter(ROMAN)

    def add(self) -> None:
        """Add every section, in order."""
        lang, report = self._lang, self._report
        opening = lang.gettext(
            "On the objectives of {plan}, the state by the end of {period} ({end}) is as follows:",
            plan=report.plan.title,
            period=report.period.label,
            end=report.period.end,
        )
        letter.add_sentences(self._document, [opening])
        self._heading(lang.gettext("Overall judgement"))
        letter.add_sentences(self._document, sentences.judgement(lang, report, ListedBy.NOTHING))
        letter.add_sentences(self._document, [f"{notes.elapsed(lang, report)}."])
        if report.period.elapsed < 1:
            letter.add_sentences(self._document, [notes.verdicts_explained(lang)])
        if report.by_selection:
            self._by_unit()
        else:
            self._by_group()
        closing = lang.gettext("This is the report on {period}.", period=report.period.label)
        self._keep_last()
        letter.add_sentences(self._document, [closing])
        last = self._document.paragraphs[-1].paragraph_format
        last.space_before = Pt(8)
        last.keep_with_next = True

    def _keep_last(self) -> None:
        """Keep what was added last with what follows.

        Else the closing sentence may stand alone above the signature on a page of its own.
        """
        document = self._document
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        before = document.paragraphs[-1]._p.getprevious()  # noqa: SLF001 - there is no other way
        # Below a table stands an empty paragraph, so that its last row is what has to be kept.
        if before is not None and document.tables and before is document.tables[-1]._tbl:  # noqa: SLF001
            for cell in document.tables[-1].rows[-1].cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _by_group(self) -> None:
        lang, report = self._lang, self._report
        title = lang.gettext("Results by group")
        self._heading(title)
        common = () if report.columns else remarks.common_flags(report, OWN_AREA)
        letter.add_sentences(self._document, self._office.own.results or ())
        given, groups = [], []
        for number, (group, found) in enumerate(rows.area_rows(lang, report, OWN_AREA), 1):
            name = lang.pick(group.name)
            given.append((name, [row.status for row in found if not row.is_part]))
            groups.append((f"{number}. {name}", found))
        report_tables.add_groups(self._document, lang, groups, title, common)
        self._lines(notes.marks_legend(lang, report))
        chart = charts.verdicts_chart(lang, lang.gettext("Objectives by group and verdict"), given)
        self._draw([] if chart is None else [chart])
        self._draw(charts.rates_charts(lang, report, OWN_AREA))
        add_heading(self._document, lang.gettext("By unit"), 2)
        letter.add_sentences(self._document, unit_sentences(lang, report, ListedBy.NOTHING))
        texts = self._office.own
        self._programme(worded(money_section(lang, report), lang.gettext("Money"), texts.money))
        self._programme(worded(task_section(lang, report), lang.gettext("Tasks"), texts.tasks))
        self._submissions()
        self._notes(notes.figures_missing(lang, report, speakers(report), ListedBy.NOTHING), 2)
        self._notes(notes.split_units(lang, report, (OWN_AREA, *report.units)), 2)
        self._notes(notes.responsible_bodies(lang, report), 2)
        self._close(OWN_AREA, 1)

    def _close(self, area: str, level: int) -> None:
        """Add the sections that close the report on an area; an empty one is left open."""
        found = closing(self._lang, self._report, self._office, area, listed_by=ListedBy.NOTHING)
        for section in found:
            if level == 1:
                self._heading(section.title)
            else:
                add_heading(self._document, section.title, level)
            letter.add_sentences(self._document, section.texts)
            add_sentences(self._document, section.notes)
            if section.is_open:
                letter.add_open_lines(self._document)

    def _programme(self, blocks: Iterable[Block]) -> None:
        """Add what is said of money or tasks; the wide tables stand in the appendix."""
        before: Block | None = None
        for block in blocks:
            if before is None and isinstance(block, Heading):
                self._heading(block.text)
            elif isinstance(block, Notes):
                self._notes(block, 2)
            elif not isinstance(block, Table | Heading) and not is_legend(block, before):
                add_text(self._document, as_sentences(block))
            before = block

    def _by_unit(self) -> None:
        lang, report = self._lang, self._report
        alone = len(report.columns) == 1
        self._heading(
            lang.gettext("Results by group") if alone else lang.gettext("Results by unit")
        )
        for number, unit in enumerate(report.columns, 1):
            name = report.plan.distinct_names[unit]
            if not alone:
                add_heading(self._document, f"{number}. {name}", 2)
            letter.add_sentences(self._document, self._office.of(unit).results or ())
            if state := notes.unit_state(lang, report, unit):
                self._lines([state])
                self._document.paragraphs[-1].paragraph_format.keep_with_next = True
            report_tables.add_unit(self._document, lang, report, unit, name)
            self._lines(notes.marks_legend(lang, report))
            self._draw(charts.rates_charts(lang, report, unit))
            self._unit_programme(unit, 2 if alone else 3)
            for section in notes.unit_gaps(lang, report, unit, ListedBy.NOTHING):
                self._notes(section, 2 if alone else 3)
            if not alone:
                self._close(unit, 3)
        self._submissions()
        if alone:
            self._close(report.columns[0], 1)

    def _unit_programme(self, unit: str, level: int) -> None:
        """Add what a unit's money and tasks come to."""
        units = self._lang.gettext("Units")
        texts = self._office.of(unit)
        letter.add_sentences(self._document, (*(texts.money or ()), *(texts.tasks or ())))
        for title, blocks in unit_money_and_tasks(self._lang, self._report, unit):
            add_heading(self._document, title, level)
            for block in blocks:
                if isinstance(block, Table):
                    add_fitting_table(self._document, block.for_reader(units), TEXT_WIDTH, title)
                else:
                    add_text(self._document, as_sentences(block))

    def _submissions(self) -> None:
        found = notes.submissions(self._lang, self._report, ListedBy.NOTHING)
        self._heading(found.title)
        if len(self._report.completeness.expected) > 1:
            add_sentences(self._document, found.notes)
        report_tables.add_submissions(self._document, self._lang, self._report, found.title)

    def _notes(self, section: Notes, level: int) -> None:
        if section.notes:
            add_heading(self._document, section.title, level)
            add_sentences(self._document, section.notes)

    def _heading(self, title: str) -> None:
        add_heading(self._document, f"{next(self._numbers)}. {title.upper()}", 1)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._document.add_paragraph(escape_invisible(line), style=NOTE)

    def _draw(self, found: Iterable[Chart]) -> None:
        for chart in found:
            add_chart(self._document, chart, self._report.period.end, self._lang.code)
