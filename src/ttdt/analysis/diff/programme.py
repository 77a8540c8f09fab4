"""What changed of money and of tasks between two rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.funding import MoneyKey, Reassignment, line_of, reassigned
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, FundingRow
    from ttdt.compute.tasks import TaskWord
    from ttdt.plan import Area, Funding, Task

_STEPS = (TaskStatus.NOT_STARTED, TaskStatus.UNDER_WAY, TaskStatus.DONE)


class MoneyChange(NamedTuple):
    """A row of money that is not what it was."""

    old: FundingRow
    new: FundingRow


class MoneyChanges(NamedTuple):
    """What changed of money; rows of areas first, then of the whole's projects and sources."""

    funding: Funding
    """As the new side's plan has it."""
    rows: tuple[MoneyChange, ...]
    reassignments: tuple[Reassignment, ...]
    """The amounts assigned that are others now, with the decision that the new side names."""

    def of_areas(self, areas: Collection[str]) -> MoneyChanges:
        """Return what changed of some areas, without the whole's projects and sources."""
        return self._replace(
            rows=tuple(one for one in self.rows if one.new.key.area in areas),
            reassignments=tuple(one for one in self.reassignments if one.area in areas),
        )


class TaskChange(NamedTuple):
    """What an area says of a task that is not what it said."""

    task: Task
    area: Area
    old: TaskWord
    new: TaskWord

    @property
    def went_back(self) -> bool:
        """Whether the task is less far than it was."""
        old, new = self.old.status, self.new.status
        return old in _STEPS and new in _STEPS and _STEPS.index(new) < _STEPS.index(old)

    @property
    def newly_late(self) -> bool:
        """Whether it is late now and was not."""
        return self.new.late and not self.old.late


def money_changes(old: Report, new: Report, skipped: Collection[str]) -> MoneyChanges | None:
    """Return what changed of money; None where it cannot be compared.

    Areas that only one plan has, or that are `skipped`, are left out.
    """
    before, now = old.funding, new.funding
    if before is None or now is None or before.funding.unit != now.funding.unit:
        return None
    areas = [area for area in new.plan.areas if area in old.plan.areas and area not in skipped]
    changed = (
        key for key in _keys(before, now.funding, areas) if before.money(key) != now.money(key)
    )
    return MoneyChanges(
        now.funding,
        tuple(MoneyChange(before.row(*key), now.row(*key)) for key in changed),
        tuple(_reassignments(before, now, areas)),
    )


def _keys(before: FundingResult, funding: Funding, areas: Collection[str]) -> Iterator[MoneyKey]:
    """Yield whose money is compared: every area's, and the whole's by project and by source."""
    yield from (MoneyKey(area) for area in areas)
    known = before.funding
    yield from (MoneyKey(project=one) for one in funding.projects if one in known.projects)
    yield from (MoneyKey(source=one) for one in funding.sources if one in known.sources)


def _reassignments(
    before: FundingResult, now: FundingResult, areas: Collection[str]
) -> Iterator[Reassignment]:
    for area in areas:
        earlier = before.amounts_of(area)
        for cell, amounts in now.amounts_of(area).items():
            change = reassigned(amounts, earlier.get(cell))
            if change and amounts.assigned is not None:
                was = amounts.assigned - change
                decision, place = amounts.decision, line_of(amounts)
                yield Reassignment(area, cell, was, amounts.assigned, decision, place)


def task_changes(old: Report, new: Report) -> Iterator[TaskChange]:
    """Yield the words on tasks that changed, of those that both sides ask for."""
    for task, was, word in words_on_tasks(old, new):
        if was is not None and _said(was) != _said(word):
            yield TaskChange(task, new.plan.areas[word.area], was, word)


def words_on_tasks(old: Report, new: Report) -> Iterator[tuple[Task, TaskWord | None, TaskWord]]:
    """Yield each task with an area's word of it, as it was and is: in the new plan's order.

    It was None where the old side does not ask the area for it; nothing is yielded where a side
    has no tasks.
    """
    if old.tasks is None or new.tasks is None:
        return
    before = {row.task.id: row.words for row in old.tasks.rows}
    for row in new.tasks.rows:
        words = before.get(row.task.id, {})
        for area, word in row.words.items():
            yield row.task, words.get(area), word


def _said(word: TaskWord) -> tuple[object, ...]:
    percent = None if word.report is None else word.report.percent
    return word.status, percent, word.late
