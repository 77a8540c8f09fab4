"""The letter's appendices: what has no room upright, and where its figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ttdt.document.model import Chart, Heading, Table
from ttdt.document.report.comparison import comparison_section, comparison_title
from ttdt.document.report.notes import unit_remarks
from ttdt.document.report.programme import money_section, task_section
from ttdt.document.report.remarks import remarks
from ttdt.document.report.unit_comparison import comparison_blocks, is_comparable
from ttdt.document.report.unit_names import ListedBy, is_many
from ttdt.output.docx.charts import add_chart
from ttdt.output.docx.document import (
    add_fitting_table,
    add_heading,
    add_sentences,
    add_text,
    is_legend,
)
from ttdt.output.docx.letter import add_form_text
from ttdt.output.docx.matrix import add_matrix
from ttdt.output.docx.sources import add_sources
from ttdt.output.docx.styles import WIDE_TEXT_WIDTH, lay_out
from ttdt.plan import OWN_AREA
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from docx.document import Document

    from ttdt.compute.round_report import Report
    from ttdt.document.model import Block, Notes
    from ttdt.document.report.document import ReportAnswer
    from ttdt.text.language import Language

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class _Appendix(NamedTuple):
    """A title, and what adds all that stands below it."""

    title: str
    add: Callable[[], None]
    is_wide: bool = True


def add_appendices(document: Document, lang: Language, answer: ReportAnswer, attached: str) -> None:
    """Add the appendices, each begun on a new page, most on pages turned sideways.

    `attached` says which letter they belong to. The last is the annex on method and sources.
    """
    found = list(_appendices(document, lang, answer))
    for place, appendix in enumerate(found):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if appendix.is_wide else WD_ORIENT.PORTRAIT
        lay_out(section, landscape=appendix.is_wide)
        section.different_first_page_header_footer = False
        number = f" {ROMAN[place]}" if len(found) > 1 else ""
        _add_titles(document, f"{lang.gettext('Appendix').upper()}{number}", appendix, attached)
        appendix.add()


def _add_titles(document: Document, name: str, appendix: _Appendix, attached: str) -> None:
    title = document.add_paragraph(name, style="Heading 1")
    below = document.add_paragraph()
    below.add_run(escape_invisible(appendix.title.upper())).bold = True
    note = document.add_paragraph()
    add_form_text(note, attached, 13, italic=True)
    for paragraph in (title, below, note):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
    note.paragraph_format.space_after = title.paragraph_format.space_before


def _appendices(document: Document, lang: Language, answer: ReportAnswer) -> Iterator[_Appendix]:
    report, ranks = answer.report, answer.ranks
    areas = report.columns if report.by_selection else (OWN_AREA,)
    if report.indicators and areas:
        # As the annex that officials put first.
        title = comparison_title(lang)
        yield _Appendix(title, lambda: _add_compared(document, lang, report, areas))
    # Of one unit alone the letter itself has every result, beside that of the whole.
    if len(report.columns) > (1 if report.by_selection else 0):
        title = lang.gettext("Results by indicator and unit")
        if answer.by_unit and is_comparable(report):
            blocks = comparison_blocks(lang, report, ranks=ranks)
            yield _Appendix(title, lambda: _add_blocks(document, lang, report, blocks))
        else:
            yield _Appendix(title, lambda: add_matrix(document, lang, report, title, ranks=ranks))
    if not report.by_selection:
        for section in (money_section(lang, report, signs=False), task_section(lang, report)):
            yield from _tables(document, list(section))
    said = list(_words_of_units(lang, report))
    if said:
        title = lang.gettext("Notes and words of the units")
        yield _Appendix(title, lambda: _add_words(document, said), is_wide=False)
    if answer.annex:
        title = lang.gettext("Method and sources")
        yield _Appendix(title, lambda: add_sources(document, lang, report), is_wide=False)


def _words_of_units(lang: Language, report: Report) -> Iterator[tuple[str, list[Notes]]]:
    """Yield what must be known of the units' figures: of all, or of each that is asked for."""
    if report.by_selection:
        alone = len(report.columns) == 1
        for unit in report.columns:
            name = "" if alone else report.plan.distinct_names[unit]
            if found := unit_remarks(lang, report, unit, ListedBy.NOTHING):
                yield name, found
    elif found := remarks(lang, report, texts=not is_many(report), listed_by=ListedBy.NOTHING):
        yield "", found


def _add_words(document: Document, said: Iterable[tuple[str, list[Notes]]]) -> None:
    for name, sections in said:
        if name:
            add_heading(document, name, 2)
        for section in sections:
            add_heading(document, section.title, 3 if name else 2)
            add_sentences(document, section.notes)


def _add_compared(document: Document, lang: Language, report: Report, areas: Sequence[str]) -> None:
    """Add the officials' table of each area, below its name where there are several."""
    for area in areas:
        _, *blocks = comparison_section(lang, report, area)  # the heading is the appendix's
        if len(areas) > 1:
            add_heading(document, report.plan.distinct_names[area], 2)
        _add_blocks(document, lang, report, blocks, comparison_title(lang))


def _add_blocks(
    document: Document, lang: Language, report: Report, blocks: Iterable[Block], caption: str = ""
) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            caption = block.text
            add_heading(document, caption, 2)
        elif isinstance(block, Table):
            add_fitting_table(document, block.for_reader(), WIDE_TEXT_WIDTH, caption)
        elif isinstance(block, Chart):
            add_chart(document, block, report.period.end, lang.code)
        else:
            add_text(document, block)


def _tables(document: Document, blocks: Sequence[Block]) -> Iterator[_Appendix]:
    """Yield the appendix with the tables of a section, if it has any."""
    titles = [block.text for block in blocks if isinstance(block, Heading)]
    if any(isinstance(block, Table) for block in blocks):
        yield _Appendix(titles[0], lambda: _add_tables(document, titles[0], blocks))


def _add_tables(document: Document, title: str, blocks: Iterable[Block]) -> None:
    caption = title
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Heading):
            if block.text != title:
                caption = block.text
                heading = document.add_paragraph()
                heading.add_run(escape_invisible(caption)).bold = True
                heading.paragraph_format.keep_with_next = True
        elif isinstance(block, Table):
            add_fitting_table(document, block.for_reader(), WIDE_TEXT_WIDTH, caption)
        elif is_legend(block, before):
            add_text(document, block)
        before = block
