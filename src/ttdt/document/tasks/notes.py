"""What is to be said of tasks beside their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute import Status
from ttdt.document import wording
from ttdt.document.model import Note, Notes
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.tasks import TasksResult
    from ttdt.text.language import Language

_MOST = 100


def done_but_behind(lang: Language, report: Report, result: TasksResult) -> Notes:
    """Return where a task is done, and an indicator that it serves is behind all the same."""
    notes = tuple(_done_but_behind(lang, report, result))
    more = len(notes) - _MOST
    if more > 0:
        text = lang.gettext("and {n} more; --format json lists all", n=more)
        notes = (*notes[:_MOST], Note("", "", text))
    return Notes(lang.gettext("Done, though an indicator is behind"), notes)


def _done_but_behind(lang: Language, report: Report, result: TasksResult) -> Iterator[Note]:
    for row in result.rows:
        for area, word in row.words.items():
            if word.status is not TaskStatus.DONE:
                continue
            for served in row.indicators:
                status = served.areas[area].status
                if status.is_short and status is not Status.ON_TRACK:
                    text = lang.gettext(
                        "“{task}” is done, but {indicator} is {verdict}",
                        task=row.task.name,
                        indicator=wording.clause_and_name(lang, served.indicator),
                        verdict=wording.status_word(lang, status),
                    )
                    yield Note(row.task.clause, report.plan.distinct_names[area], text)
