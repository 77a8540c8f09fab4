"""Rules about tasks: what a submission says of each, held against the plan and earlier rounds."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ttdt.rules.registry import Checked, HistoryCheck, Problem, rule
from ttdt.submission.model import TaskStatus
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.submission.model import TaskReport
    from ttdt.text.message import Message

_ALL = 100
_MOST_NAMED = 5
_CLOSED = frozenset({TaskStatus.DONE, TaskStatus.CANCELLED})
_ORDER = tuple(TaskStatus)
"""How far a task is, the least first."""


@rule(
    "TT222",
    "percent-contradicting-status",
    what=N_("A task is done and less than 100 % of it is, or all of it is and the task is not."),
    why=N_("Only one of the two can be right, and the report counts the status."),
    fix=N_("Correct the status or the percentage, or leave the percentage out."),
    bad="tasks: {iii-4-1: {status: done, percent: 80}}",
    good="tasks: {iii-4-1: {status: under_way, percent: 80}}",
)
def percent_contradicting_status(history: History) -> Iterator[Problem]:
    """Yield the tasks whose percentage is not that of their status."""
    for submission, _, report in _reports(history):
        if report.percent is None or report.status is TaskStatus.CANCELLED:
            continue
        is_whole = report.percent == _ALL
        is_begun = report.percent > 0
        if is_whole is not (report.status is TaskStatus.DONE) or (
            is_begun and report.status is TaskStatus.NOT_STARTED
        ):
            message = gettext_lazy(
                "the task is “{status}”, but {percent} % of it is done",
                status=str(report.status),
                percent=str(report.percent),
            )
            yield Problem(submission, report.span, message, report)


@rule(
    "TT223",
    "task-of-others",
    what=N_("A submission reports a task that the plan asks of others."),
    why=N_("Its word is not counted, and those who are asked count as without a word."),
    fix=N_("Move the word into the file of a unit that is asked, or correct the task or the plan."),
    bad="# the plan: tasks: {iii-2-3: {units: [thuan-bac], …}}\n"
    "unit: bac-ai\ntasks: {iii-2-3: under_way}",
    good="# the plan: tasks: {iii-2-3: {units: [thuan-bac], …}}\n"
    "unit: thuan-bac\ntasks: {iii-2-3: under_way}",
)
def task_of_others(history: History) -> Iterator[Problem]:
    """Yield the tasks that are not asked of the area that reports them."""
    asked = frozenset(history.plan.tasks_asked.get(history.unit, ()))
    for submission, task, report in _reports(history):
        if task not in asked:
            who = history.plan.tasks[task].units[:_MOST_NAMED]
            message = (
                gettext_lazy("“{task}” is asked of bodies, which report in province/", task=task)
                if not who
                else gettext_lazy("“{task}” is asked of {units}, not here", task=task, units=who)
            )
            yield Problem(submission, report.span, message, report)


@rule(
    "TT224",
    "late-without-cause",
    what=N_("A task is due and neither done nor cancelled, and nothing says why."),
    why=N_("The report shows it as late, and its readers will ask for the cause."),
    fix=N_("Say in cause or note why it is late, or correct the status."),
    bad="# 2024-Q3; the plan: due: 2024-Q2\ntasks: {iii-4-1: under_way}",
    good="# 2024-Q3; the plan: due: 2024-Q2\n"
    'tasks: {iii-4-1: {status: under_way, cause: "the site was under water"}}',
)
def late_without_cause(history: History) -> Iterator[Problem]:
    """Yield the late tasks of which nothing more is said."""
    for submission, task, report in _reports(history):
        due = history.plan.tasks[task].due
        if due is None or due.end > submission.period.end or report.status in _CLOSED:
            continue
        if not _explains(report):
            message = gettext_lazy(
                "the task was due in {due} and is “{status}”; say in cause why it is late",
                due=due.label,
                status=str(report.status),
            )
            yield Problem(submission, report.span, message, report)


@rule(
    "TT314",
    "task-went-back",
    what=N_("A task is less far than in an earlier round of the same year, and nothing says why."),
    why=N_("What was done or begun rarely comes undone, so one of the two words is wrong."),
    fix=N_("Correct the word that is wrong, or say in note or cause what happened."),
    bad="2024-Q1: {iii-4-1: done}\n2024-Q2: {iii-4-1: under_way}",
    good="2024-Q1: {iii-4-1: under_way}\n2024-Q2: {iii-4-1: done}",
)
def task_went_back(history: History) -> Iterator[Problem]:
    """Yield the tasks that are less far than before."""
    for task in dict.fromkeys(task for filed in history.usable for task in filed.tasks):
        for before, now in history.steps(partial(_is_told, history.plan.year, task)):
            old, new = before.tasks[task], now.tasks[task]
            message = _went_back(before, old, new)
            if message is not None and not _explains(new):
                yield Problem(now, new.span, message, new)


def _is_told(year: int, task: str, submission: Submission) -> bool:
    """Return whether a submission of the year says how far a task is."""
    report = submission.tasks.get(task) if submission.period.year == year else None
    return report is not None and report.status is not None and not report.findings


def _went_back(before: Submission, old: TaskReport, new: TaskReport) -> Message | None:
    if old.status is None or new.status is None:
        return None
    if _ORDER.index(new.status) < _ORDER.index(old.status):
        return gettext_lazy(
            "the task was “{old}” in {period} and is “{new}” now; say in note why",
            old=str(old.status),
            period=before.period.label,
            new=str(new.status),
        )
    is_same = new.status is old.status is TaskStatus.UNDER_WAY
    if (
        is_same
        and old.percent is not None
        and new.percent is not None
        and new.percent < old.percent
    ):
        return gettext_lazy(
            "{old} % of the task was done in {period} and {new} % is now; say in note why",
            old=str(old.percent),
            period=before.period.label,
            new=str(new.percent),
        )
    return None


@rule(
    "TT411",
    "task-without-word",
    what=N_("A submission speaks of some tasks and not of all that are asked of its unit."),
    why=N_("Those it passes over count as without a word, and nobody can tell how far they are."),
    fix=N_("Give each task a status; not_started is one."),
    bad="# the plan asks for iii-4-1 and iii-4-2\ntasks: {iii-4-1: done}",
    good="# the plan asks for iii-4-1 and iii-4-2\ntasks: {iii-4-1: done, iii-4-2: not_started}",
)
def task_without_word(history: History) -> Iterator[Problem]:
    """Yield, once for a day, the tasks that a unit passes over.

    One that speaks of no task is asked for all if it spoke of some in the round before.
    """
    asked = history.plan.tasks_asked.get(history.unit, ())
    spoke_before = False
    for _, filed in groupby(history.usable if asked else (), key=lambda one: one.period.end):
        day = tuple(filed)
        told = {task for one in day for task, report in one.tasks.items() if _says(report)}
        unsaid = [task for task in asked if task not in told]
        if unsaid and (told or spoke_before):
            last = next((one for one in reversed(day) if one.tasks), day[-1])
            named = tuple(unsaid[:_MOST_NAMED])
            message = ngettext_lazy(
                "{n} of {all} tasks is passed over: {tasks}",
                "{n} of {all} tasks are passed over: {tasks}",
                len(unsaid),
                all=len(asked),
                tasks=named if len(unsaid) <= _MOST_NAMED else (*named, "…"),
            )
            yield Problem(last, last.span_of("tasks"), message)
        spoke_before = bool(told)


def _says(report: TaskReport) -> bool:
    """Return whether a task has a status, or an error of its own."""
    return report.status is not None or bool(report.findings)


def _explains(report: TaskReport) -> bool:
    return any(word and word.strip() for word in (report.cause, report.note, report.reason))


def _reports(history: History) -> Iterator[tuple[Submission, str, TaskReport]]:
    """Yield what the year's submissions say of tasks without an error."""
    for submission in history.usable:
        for task, report in submission.tasks.items():
            if report.status is not None and not report.findings:
                yield submission, task, report


RULES: tuple[Checked[HistoryCheck], ...] = (
    percent_contradicting_status,
    task_of_others,
    late_without_cause,
    task_went_back,
    task_without_word,
)
