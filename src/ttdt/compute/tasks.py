"""Tasks: how far each is, by whom, and which are late."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import FileLine
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ttdt.plan import Task
    from ttdt.submission import Submission
    from ttdt.submission.model import TaskReport
    from ttdt.submission.round import Round


class TaskWord(NamedTuple):
    """What one area says of a task that it is asked for."""

    area: str
    report: TaskReport | None
    """None where it says nothing that counts."""
    late: bool
    """Whether it is due and neither done nor cancelled."""
    submission: Submission | None = None
    """Where that stands."""

    @property
    def status(self) -> TaskStatus | None:
        """How far the task is; None where there is no word."""
        return None if self.report is None else self.report.status

    @property
    def source(self) -> FileLine | None:
        """Where the word stands."""
        if self.report is None or self.report.place is None:
            return None
        return FileLine(self.report.place.document.path, self.report.place)


class TaskCounts(NamedTuple):
    """How many tasks are how far, counted once for each area that is asked."""

    asked: int = 0
    done: int = 0
    under_way: int = 0
    not_started: int = 0
    cancelled: int = 0
    late: int = 0
    """Beside their status."""
    no_word: int = 0

    @classmethod
    def of(cls, words: Iterable[TaskWord]) -> TaskCounts:
        """Count what areas say."""
        counts = dict.fromkeys(cls._fields, 0)
        for word in words:
            counts["asked"] += 1
            counts["no_word" if word.status is None else word.status.value] += 1
            counts["late"] += word.late
        return cls(**counts)


class TaskResult(NamedTuple):
    """A task, and what each area that is asked for it says."""

    task: Task
    words: Mapping[str, TaskWord]
    """By area id, in the plan's order."""

    @property
    def counts(self) -> TaskCounts:
        """How many of those asked are how far."""
        return TaskCounts.of(self.words.values())


@dataclass(frozen=True)  # without slots, which would keep it from looking only once
class TasksResult:
    """How far the tasks of a round's plan are, by its submissions alone, looked up when asked for.

    `round` is that round, and `tasks` are those asked for.
    """

    round: Round
    tasks: tuple[Task, ...]

    @cached_property
    def rows(self) -> tuple[TaskResult, ...]:
        """What each area that is asked for a task says of it."""
        return tuple(TaskResult(task, self._words(task)) for task in self.tasks)

    def _words(self, task: Task) -> dict[str, TaskWord]:
        is_due = task.due is not None and task.due.end <= self.round.period.end
        return {
            area: _word(self.round.of(area).current, area, task, is_due=is_due)
            for area in self.round.plan.asked_of(task)
        }

    @cached_property
    def counts(self) -> TaskCounts:
        """How many words of all those asked for are how far."""
        return TaskCounts.of(word for row in self.rows for word in row.words.values())

    def counts_of(self, areas: Iterable[str]) -> TaskCounts:
        """Return the counts of what some areas are asked for."""
        wanted = frozenset(areas)
        return TaskCounts.of(
            word for row in self.rows for word in row.words.values() if word.area in wanted
        )


def _word(submission: Submission | None, area: str, task: Task, *, is_due: bool) -> TaskWord:
    report = None
    if submission is not None and submission.usable:
        report = submission.tasks.get(task.id)
    if report is not None and (report.status is None or report.findings):
        report = None
    closed = report is not None and report.status in {TaskStatus.DONE, TaskStatus.CANCELLED}
    return TaskWord(area, report, is_due and not closed, submission)
