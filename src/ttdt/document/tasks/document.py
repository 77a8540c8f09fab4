"""Tasks, before anyone decides in which format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.compute import SubmissionError
from ttdt.document.model import Document, Heading, Packed, Paragraph, Style, Title
from ttdt.document.report.errors import error_sections
from ttdt.document.report.notes import heading, sample_banner
from ttdt.document.tasks import json
from ttdt.document.tasks.notes import done_but_behind
from ttdt.document.tasks.tables import counts_blocks, silent_table, words_table
from ttdt.document.tasks.wording import counts_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import Report
    from ttdt.compute.tasks import TasksResult
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class TasksAnswer:
    """The tasks of a round that are asked for."""

    report: Report
    tasks: TasksResult
    only_late: bool = False
    """Whether only what is late is listed; all are counted."""

    def document(self, view: View) -> Document:
        """Return how many tasks are how far, then what is said of each."""
        return Document(tuple(self._blocks(view.language)))

    def _blocks(self, lang: Language) -> Iterator[Block]:
        title, *lines = heading(lang, self.report)
        yield Title(lang.gettext("Tasks: {plan}", plan=title))
        yield from map(Paragraph, lines)
        if self.report.sample:
            yield Paragraph(sample_banner(lang), Style.SAMPLE)
        yield from task_blocks(lang, self.report, self.tasks, only_late=self.only_late)
        errors = [SubmissionError(error, leaves_out=True) for error in self.tasks.errors]
        yield from error_sections(lang, errors)

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the tasks as plain data."""
        return json.document(self.report, self.tasks, language, only_late=self.only_late)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each task and each area that is asked for it."""
        return json.tidy_rows(self.report, self.tasks, language, only_late=self.only_late)


def task_blocks(
    lang: Language, report: Report, result: TasksResult, *, only_late: bool = False
) -> Iterator[Block]:
    """Yield what there is to say of tasks: counts, what is said of each, and those without a word.

    `only_late` leaves out all but those that are late.
    """
    if not result.rows:
        yield Paragraph(lang.gettext("No task is asked for here."))
        return
    yield Packed(counts_said(lang, result))
    if only_late:
        late = result.of(late=True).rows
        if not late:
            yield Paragraph(lang.gettext("No task is late."))
        else:
            yield Heading(lang.gettext("Late tasks"))
            yield words_table(lang, report, late)
        return
    yield from counts_blocks(lang, report, result)
    spoken = [row for row in result.rows if row.counts.no_word < row.counts.asked]
    if spoken:
        yield Heading(lang.gettext("What is said of each task"))
        yield words_table(lang, report, spoken)
    silent = [row for row in result.rows if row not in spoken]
    if silent:
        yield Heading(lang.gettext("Tasks without a word"))
        yield silent_table(lang, report, silent)
    found = done_but_behind(lang, report, result)
    if found.notes:
        yield found
