"""What a task's row of a report rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ttdt.analysis.explain.results import LineChanges
    from ttdt.compute import FileLine, Report
    from ttdt.compute.tasks import TaskResult, TasksResult
    from ttdt.finding import Finding
    from ttdt.workspace.git.blame import LineChange


@dataclass(frozen=True, slots=True)
class TaskExplanation:
    """What each area that is asked for a task says of it, and where."""

    report: Report
    row: TaskResult
    findings: tuple[Finding, ...] = ()
    """The errors for which a word was left out."""
    changes: LineChanges = field(default_factory=dict)

    @property
    def invalid(self) -> bool:
        """Whether a word was left out as invalid."""
        return bool(self.findings)

    @property
    def places(self) -> frozenset[FileLine]:
        """Every line that a word stands in."""
        found = (word.source for word in self.row.words.values())
        return frozenset(place for place in found if place is not None)

    def change_at(self, place: FileLine) -> LineChange | None:
        """Return the last change of a line, or None where nothing is known of it."""
        return self.changes.get((place.path, place.line))

    def with_changes(self, changes: LineChanges) -> TaskExplanation:
        """Return it with the last changes of lines."""
        return replace(self, changes=changes)


def explain_task(
    report: Report, result: TasksResult, task: str, areas: Collection[str] | None = None
) -> TaskExplanation | None:
    """Return what is said of a task of the report's; None where none of the areas is asked for it.

    `areas` are those whose word is asked for, all where it is None.
    """
    seen = result.of(areas)
    row = next((row for row in seen.rows if row.task.id == task), None)
    return None if row is None else TaskExplanation(report, row, tuple(_errors(seen, row)))


def _errors(result: TasksResult, row: TaskResult) -> Iterator[Finding]:
    """Yield the errors that keep a word on the task out, in the order of the areas."""
    for area in row.words:
        current = result.round.of(area).current
        if current is None:
            continue
        beside = {
            finding.sort_key
            for name, report in current.tasks.items()
            if name != row.task.id
            for finding in report.findings
        }
        found = current.errors_in("tasks")
        yield from (one for one in found if one.sort_key not in beside)
