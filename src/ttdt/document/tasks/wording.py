"""The words of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.model import Style
from ttdt.submission.model import TaskStatus
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.compute import IndicatorResult, Status
    from ttdt.compute.tasks import TasksResult, TaskWord
    from ttdt.plan import Task
    from ttdt.text.language import Language

STATUSES: Mapping[TaskStatus, str] = {
    TaskStatus.NOT_STARTED: N_("not started"),
    TaskStatus.UNDER_WAY: N_("under way"),
    TaskStatus.DONE: N_("done"),
    TaskStatus.CANCELLED: N_("cancelled"),
}

STYLES: Mapping[TaskStatus, Style] = {
    TaskStatus.NOT_STARTED: Style.WARNING,
    TaskStatus.UNDER_WAY: Style.PLAIN,
    TaskStatus.DONE: Style.GOOD,
    TaskStatus.CANCELLED: Style.QUIET,
}


def task_status_word(lang: Language, status: TaskStatus | None) -> str:
    """Return the word for how far a task is, or that nobody has said it."""
    return lang.gettext("no word") if status is None else lang.gettext(STATUSES[status])


def late_word(lang: Language) -> str:
    """Return the word for a task that is due and neither done nor cancelled."""
    return lang.gettext("late")


def counts_said(lang: Language, result: TasksResult) -> tuple[str, ...]:
    """Return how many tasks are how far, each in a few words, the number of all first.

    A task that several units are asked for counts once for each.
    """
    counts = result.counts
    statuses = (TaskStatus.DONE, TaskStatus.UNDER_WAY, TaskStatus.NOT_STARTED, TaskStatus.CANCELLED)
    numbers = (counts.done, counts.under_way, counts.not_started, counts.cancelled)
    said = [
        f"{task_status_word(lang, status)} {n}"
        for status, n in zip((*statuses, None), (*numbers, counts.no_word), strict=True)
        if n
    ]
    late = [f"{late_word(lang)} {counts.late}"] if counts.late else []
    tasks = lang.ngettext("{n} task", "{n} tasks", len(result.rows))
    asked = lang.ngettext("{n} report asked for", "{n} reports asked for", counts.asked)
    return (f"{tasks}, {asked}:", *said, *late)


def why_text(word: TaskWord) -> str:
    """Return what an area says of a task in its own words, each once."""
    report = word.report
    if report is None:
        return ""
    said = (report.reason, report.cause, report.note)
    return "; ".join(dict.fromkeys(text for text in said if text))


def due_text(lang: Language, task: Task) -> str:
    """Return by when a task is to be done; nothing where the plan does not say."""
    return "" if task.due is None else lang.translate(task.due.label)


def verdict_text(lang: Language, result: IndicatorResult, status: Status) -> str:
    """Return the verdict on an indicator that a task serves: `2.5 ◐ behind`."""
    return f"{result.indicator.clause} {wording.verdict(lang, status)}"
