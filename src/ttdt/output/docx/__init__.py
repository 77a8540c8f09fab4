"""The report as a letter for Word, in the form that Decree 30/2020/NĐ-CP gives such letters."""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import count
from typing import TYPE_CHECKING

from docx.shared import Pt

from ttdt.document.report import notes, rows, sentences
from ttdt.document.report.document import ReportAnswer
from ttdt.output.docx import annex, appendix, letter, report_charts, results
from ttdt.output.docx.charts import add_chart
from ttdt.output.docx.markup import add_page_number
from ttdt.output.docx.packaging import to_bytes
from ttdt.output.docx.styles import BANNER, NOTE, new_document
from ttdt.plan.letterhead import Letterhead
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from ttdt.compute import Report
    from ttdt.document.answer import Answer
    from ttdt.document.answer import View as AnswerView
    from ttdt.document.report.notes import NoteSection
    from ttdt.output import View
    from ttdt.output.docx.charts import WordChart
    from ttdt.text.language import Language

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def render(report: Report, view: View) -> bytes:
    """Return the report as a Word document: the same report and view give the same bytes."""
    lang = view.language
    letterhead = view.letterhead or report.plan.letterhead or Letterhead()
    document = new_document(lang.code)
    _describe(document, lang, report, letterhead)
    _add_headers(document, lang, report)
    letter.add_head(document, letterhead, report.plan.province, view.day)
    letter.add_title(document, lang.gettext("REPORT"), _subject(lang, report))
    if report.sample:
        letter.add_banner(document, notes.sample_banner(lang))
    letter.add_addressees(document, letterhead.addressees)
    _Body(document, lang, report).add()
    letter.add_signature(document, letterhead)
    appendix.add_appendix(document, lang, report, letterhead, view.day, ranks=view.ranks)
    return to_bytes(document)


def _subject(lang: Language, report: Report) -> str:
    return lang.gettext(
        "Progress by {period} on the objectives of: {plan}",
        period=report.period.label,
        plan=report.plan.title,
    )


def _moment(report: Report) -> datetime:
    return datetime.combine(report.period.end, time(), UTC)


def _describe(document: Document, lang: Language, report: Report, letterhead: Letterhead) -> None:
    """Fill in the document's own properties, without a clock."""
    about = document.core_properties
    about.title = _cut(_subject(lang, report))
    about.author = about.last_modified_by = _cut(letterhead.agency or "ttdt")
    about.subject = report.period.id
    about.comments = _cut(notes.sample_banner(lang)) if report.sample else ""
    about.language = lang.code
    about.revision = 1
    about.created = about.modified = _moment(report).replace(tzinfo=None)


_LONGEST_PROPERTY = 255


def _cut(text: str) -> str:
    return escape_invisible(text)[:_LONGEST_PROPERTY]


def _add_headers(document: Document, lang: Language, report: Report) -> None:
    """Put page numbers on all pages but the first, and on all what sample data are."""
    section = document.sections[0]
    add_page_number(section.header.paragraphs[0])
    if report.sample:
        words = escape_invisible(notes.sample_banner(lang))
        banner = section.header.add_paragraph(words, style=BANNER)
        banner.paragraph_format.space_after = Pt(6)
        section.first_page_header.paragraphs[0].text = words
        section.first_page_header.paragraphs[0].style = document.styles[BANNER]


class _Body:
    """What stands between the addressees and the signature."""

    def __init__(self, document: Document, lang: Language, report: Report) -> None:
        self._document = document
        self._lang = lang
        self._report = report
        self._numbers = iter(_ROMAN)
        self._charts = count(1)

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
        letter.add_sentences(self._document, sentences.judgement(lang, report))
        letter.add_sentences(self._document, [f"{notes.heading(lang, report)[2]}."])
        if report.by_selection:
            self._by_unit()
        else:
            self._by_group()
        closing = lang.gettext("This is the report on {period}.", period=report.period.label)
        letter.add_sentences(self._document, [closing])
        self._document.paragraphs[-1].paragraph_format.space_before = Pt(8)

    def _by_group(self) -> None:
        lang, report = self._lang, self._report
        self._heading(lang.gettext("Results by group"))
        for number, (group, found) in enumerate(rows.by_group(report), 1):
            name = lang.pick(group.name)
            self._subheading(f"{number}. {name}")
            results.add_group(self._document, lang, report, found, name)
        self._lines(notes.marks_legend(lang, report))
        chart = report_charts.verdicts_chart(lang, report)
        self._draw([] if chart is None else [chart])
        self._draw(report_charts.rates_charts(lang, report))
        sections = {s.title: s for s in notes.province_sections(lang, report, texts=True)}
        self._submissions(sections.pop(lang.gettext("Submissions"), None))
        self._notes(sections.pop(lang.gettext("Figures missing"), None))
        left = sections.pop(lang.gettext("Left to do"), None)
        if any(result.province.status.is_short for result in report.indicators):
            title = lang.gettext("Not met yet, and left to do")
            self._heading(title)
            results.add_left_to_do(self._document, lang, report, left, title)
        self._remarks(sections.values())

    def _by_unit(self) -> None:
        lang, report = self._lang, self._report
        self._heading(lang.gettext("Results by unit"))
        for number, unit in enumerate(report.units, 1):
            name = report.plan.units[unit].name
            self._subheading(f"{number}. {name}")
            self._lines([notes.unit_heading(lang, report, unit)])
            results.add_unit(self._document, lang, report, unit, name)
            for section in notes.unit_sections(lang, report, unit):
                annex.add_notes(self._document, section, heading="Heading 3")
            self._draw(report_charts.rates_charts(lang, report, unit))
        sections = {s.title: s for s in notes.closing_sections(lang, report)}
        self._submissions(sections.pop(lang.gettext("Submissions"), None))
        self._remarks(sections.values())

    def _submissions(self, section: NoteSection | None) -> None:
        title = self._lang.gettext("Submissions")
        self._heading(title)
        if section is not None:
            annex.add_notes(self._document, section, heading=None)
        annex.add_submissions(self._document, self._lang, self._report, title)

    def _notes(self, section: NoteSection | None) -> None:
        if section is not None:
            annex.add_notes(self._document, section, heading="Heading 2")

    def _remarks(self, sections: Iterable[NoteSection]) -> None:
        found = list(sections)
        if found:
            self._heading(self._lang.gettext("Remarks"))
        for section in found:
            self._notes(section)

    def _heading(self, title: str) -> None:
        text = f"{next(self._numbers)}. {title.upper()}"
        self._document.add_paragraph(escape_invisible(text), style="Heading 1")

    def _subheading(self, title: str) -> None:
        self._document.add_paragraph(escape_invisible(title), style="Heading 2")

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._document.add_paragraph(escape_invisible(line), style=NOTE)

    def _draw(self, charts: Iterable[WordChart]) -> None:
        for chart in charts:
            number = next(self._charts)
            add_chart(self._document, chart, number, _moment(self._report).replace(tzinfo=None))


def lower(answer: Answer, view: AnswerView) -> bytes:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    raise NotImplementedError(answer)
