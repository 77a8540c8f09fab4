"""Money, before anyone decides in which format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.compute import SubmissionError
from ttdt.document.funding import notes
from ttdt.document.funding.table import By, legend, money_lines, money_table
from ttdt.document.model import Document, Items, Paragraph, Style, Title
from ttdt.document.report.errors import error_sections
from ttdt.document.report.notes import heading, sample_banner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.text.language import Language


class FundingAnswer(NamedTuple):
    """The money of a round, by project, source, kind or unit."""

    report: Report
    funding: FundingResult
    by: By = By.PROJECT

    def document(self, view: View) -> Document:
        """Return the table of money, and below it what the reader must know besides."""
        return Document(tuple(self._blocks(view.language, is_screen=view.width is not None)))

    def _blocks(self, lang: Language, *, is_screen: bool) -> Iterator[Block]:
        title, *lines = heading(lang, self.report)
        yield Title(lang.gettext("Money disbursed: {plan}", plan=title))
        yield from map(Paragraph, lines)
        if self.report.sample:
            yield Paragraph(sample_banner(lang), Style.SAMPLE)
        yield from money_blocks(lang, self.report, self.funding, self.by, signs=is_screen)
        errors = [SubmissionError(error, leaves_out=True) for error in self.funding.errors]
        yield from error_sections(lang, errors)

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return all of the money as plain data, whatever the table has a row for."""
        from ttdt.document.funding import json

        return json.document(self.report, self.funding, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each area, and for each part of the whole area's money."""
        from ttdt.document.funding import json

        return json.tidy_rows(self.report, self.funding, language)


def money_blocks(
    lang: Language,
    report: Report,
    result: FundingResult,
    by: By = By.PROJECT,
    *,
    signs: bool = True,
) -> Iterator[Block]:
    """Yield what there is to say of money: a sentence, the table, and the notes below it.

    Without `signs` it says nothing of those that stand on a screen alone.
    """
    yield Paragraph(notes.summary(lang, report, result))
    yield Paragraph(notes.denominator(lang, result), Style.QUIET)
    lines = money_lines(lang, report, result, by)
    yield money_table(lang, result.funding, lines, by)
    if marks := tuple(legend(lang, lines, signs=signs)):
        yield Items(marks, Style.QUIET)
    if said := tuple(notes.sentences(lang, report, result)):
        yield Items(said)
    yield from notes.money_notes(lang, report, result)
