"""What two versions of a submission say differently."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from ttdt.submission.model import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ttdt.number import Number
    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.submission.model import TaskReport


class DifferenceKind(StrEnum):
    """What a difference is in."""

    HEADER = "header"
    POPULATION = "population"
    FIGURE = "figure"
    AMOUNTS = "amounts"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one version says in one place; all fields empty where it says nothing."""

    value: Number | None = None
    percent: Number | None = None
    text: str | None = None
    """A narrative, or a field of the header."""
    day: date | None = None
    not_applicable: str | None = None
    not_reported: str | None = None
    note: str | None = None
    cause: str | None = None
    amounts: Amounts | None = None
    """Of one project's money from one source, without where they stand."""
    task: TaskReport | None = None
    """The word on a task, without where it stands."""
    invalid: bool = False
    """Whether an error keeps it out of every sum."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two versions differ."""

    kind: DifferenceKind
    key: tuple[str, str | None]
    """The header's field, the population or the task, with None; or an indicator and its part, or
    a project and the source of its money."""
    old: Statement
    new: Statement


def differences(plan: Plan, old: Submission | None, new: Submission) -> tuple[Difference, ...]:
    """Return where two versions differ: the header, then all else in the order of the plan.

    Without an old version, everything that the new one says differs.
    """
    return tuple(
        Difference(kind, key, before, now)
        for (kind, key, before), (_, _, now) in zip(
            _statements(plan, old), _statements(plan, new), strict=True
        )
        if before != now
    )


_FIELDS = ("status", "submitted", "as_of", "source", "sample", "note")


def _statements(
    plan: Plan, submission: Submission | None
) -> Iterator[tuple[DifferenceKind, tuple[str, str | None], Statement]]:
    """Yield every place of a submission with what it says there, in the order of the plan."""
    for field in _FIELDS:
        said = _NOTHING if submission is None else _field(submission, field)
        yield DifferenceKind.HEADER, (field, None), said
    for name in plan.populations:
        population = None if submission is None else submission.populations.get(name)
        said = _NOTHING
        if population is not None:
            said = Statement(value=population.value, invalid=population.invalid)
        yield DifferenceKind.POPULATION, (name, None), said
    for leaf in (leaf for indicator in plan.indicators.values() for leaf in indicator.leaves):
        figure = None if submission is None else submission.figures.get(leaf.key)
        said = _NOTHING
        if figure is not None:
            said = Statement(
                figure.value,
                figure.percent,
                figure.text,
                not_applicable=figure.not_applicable,
                not_reported=figure.not_reported,
                note=figure.note,
                cause=figure.cause,
                invalid=figure.invalid,
            )
        yield DifferenceKind.FIGURE, leaf.key, said
    yield from _statements_of_programme(plan, submission)


def _statements_of_programme(
    plan: Plan, submission: Submission | None
) -> Iterator[tuple[DifferenceKind, tuple[str, str | None], Statement]]:
    """Yield what is said of each project's money from each source, and of each task."""
    funding = plan.funding
    cells = () if funding is None else tuple(product(funding.leaves, funding.sources))
    for cell in cells:
        amounts = None if submission is None else submission.funding.get(cell)
        said = _NOTHING
        if amounts is not None:
            bare = amounts._replace(place=None, origin=None, findings=(), accept={}, source=None)
            if bare != _EMPTY or amounts.findings:
                said = Statement(amounts=bare, invalid=amounts.invalid)
        yield DifferenceKind.AMOUNTS, cell, said
    for name in plan.tasks:
        task = None if submission is None else submission.tasks.get(name)
        said = _NOTHING
        if task is not None and (task.status is not None or task.findings):
            bare_task = task._replace(place=None, origin=None, findings=(), accept={}, source=None)
            said = Statement(task=bare_task, invalid=bool(task.findings))
        yield DifferenceKind.TASK, (name, None), said


def _field(submission: Submission, name: str) -> Statement:
    match name:
        case "status":
            return Statement(text=None if submission.status is None else str(submission.status))
        case "submitted":
            return Statement(day=submission.submitted)
        case "as_of":
            return Statement(day=submission.as_of)
        case "sample":
            return Statement(text="true" if submission.sample else None)
        case "source":
            return Statement(text=submission.source)
        case _:
            return Statement(text=submission.note)


_NOTHING = Statement()
_EMPTY = Amounts(accept={})
