"""Tasks: how far each is, by whom, and which are late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import FileLine
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ttdt.compute.results import IndicatorResult
    from ttdt.finding import Finding
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

    @classmethod
    def sum(cls, parts: Iterable[TaskCounts]) -> TaskCounts:
        """Return how many there are in all parts together."""
        return cls(*map(sum, zip(cls(), *parts, strict=True)))


class TaskResult(NamedTuple):
    """A task, and what each area that is asked for it says."""

    task: Task
    words: Mapping[str, TaskWord]
    """By area id, in the plan's order."""
    indicators: tuple[IndicatorResult, ...] = ()
    """Those that it serves."""

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
    results: tuple[IndicatorResult, ...] = ()
    """Those of the round's indicators, which tasks serve."""
    areas: frozenset[str] | None = None
    """The areas whose word is asked for; None for all."""
    only_late: bool = False
    """Whether only that of late ones is."""

    @cached_property
    def rows(self) -> tuple[TaskResult, ...]:
        """What each area that is asked for a task says of it.

        Tasks that no area is asked for are left out.
        """
        by_id: dict[str, IndicatorResult] = {}
        for result in self.results:
            by_id.setdefault(result.indicator.id, result)
        found = (
            TaskResult(
                task,
                self._words(task),
                tuple(by_id[name] for name in task.indicators if name in by_id),
            )
            for task in self.tasks
        )
        return tuple(row for row in found if row.words)

    def _words(self, task: Task) -> dict[str, TaskWord]:
        is_due = task.due is not None and task.due.end <= self.round.period.end
        words = (
            _word(self.round.of(area).current, area, task, is_due=is_due)
            for area in self.round.plan.asked_of(task)
            if self.areas is None or area in self.areas
        )
        return {word.area: word for word in words if word.late or not self.only_late}

    @cached_property
    def counts(self) -> TaskCounts:
        """How many words of all those asked for are how far."""
        return TaskCounts.sum(row.counts for row in self.rows)

    @cached_property
    def by_area(self) -> Mapping[str, TaskCounts]:
        """The counts of what each area is asked for, of those that are asked for anything."""
        words: dict[str, list[TaskWord]] = {}
        for row in self.rows:
            for word in row.words.values():
                words.setdefault(word.area, []).append(word)
        asked = (area for area in self.round.plan.areas if area in words)
        return {area: TaskCounts.of(words[area]) for area in asked}

    @cached_property
    def by_body(self) -> Mapping[str, TaskCounts]:
        """The counts of what each body answers for; a task of several counts for each of them."""
        bodies = dict.fromkeys(body for row in self.rows for body in row.task.responsible)
        return {
            body: TaskCounts.sum(row.counts for row in self.rows if body in row.task.responsible)
            for body in bodies
        }

    @property
    def without_body(self) -> TaskCounts:
        """The counts of tasks for which the plan names no responsible body."""
        return TaskCounts.sum(row.counts for row in self.rows if not row.task.responsible)

    @cached_property
    def by_section(self) -> Mapping[str, TaskCounts]:
        """The counts of each section of the plan that has tasks."""
        sections = dict.fromkeys(row.task.section for row in self.rows)
        return {section: self.counts_within(section) for section in sections}

    def counts_of(self, areas: Iterable[str]) -> TaskCounts:
        """Return the counts of what some areas are asked for."""
        return TaskCounts.sum(
            counts for area in areas if (counts := self.by_area.get(area)) is not None
        )

    def counts_within(self, clause: str) -> TaskCounts:
        """Return the counts of a clause, with those below it."""
        return TaskCounts.sum(row.counts for row in self.rows if row.task.is_within(clause))

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong with what was handed in of tasks, and keeps a word out."""
        filed = (
            self.round.of(area).current
            for area in self.round.plan.areas
            if self.areas is None or area in self.areas
        )
        return tuple(error for one in filed if one is not None for error in one.errors_in("tasks"))

    def of(
        self,
        areas: Iterable[str] | None = None,
        *,
        bodies: Collection[str] = (),
        clauses: Collection[str] = (),
        indicators: Collection[str] = (),
        late: bool = False,
    ) -> TasksResult:
        """Return the tasks that some bodies, clauses or indicators have, as some areas see them.

        A clause stands for those below it. What is not named does not restrict them.
        """
        tasks = tuple(
            task
            for task in self.tasks
            if (not bodies or not set(bodies).isdisjoint(task.responsible))
            and (not indicators or not set(indicators).isdisjoint(task.indicators))
            and (not clauses or any(task.is_within(clause) for clause in clauses))
        )
        seen = self.areas
        if areas is not None:
            seen = frozenset(areas) if seen is None else seen & frozenset(areas)
        return replace(self, tasks=tasks, areas=seen, only_late=self.only_late or late)


def _word(submission: Submission | None, area: str, task: Task, *, is_due: bool) -> TaskWord:
    report = None
    if submission is not None and submission.usable:
        report = submission.tasks.get(task.id)
    if report is not None and (report.status is None or report.findings):
        report = None
    closed = report is not None and report.status in {TaskStatus.DONE, TaskStatus.CANCELLED}
    return TaskWord(area, report, is_due and not closed, submission)
