"""What a form asks of money and of tasks, and what is already known of each answer."""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.blank_programme import (
    FINISHED,
    CarriedAmounts,
    EarlierWord,
    known_money,
    newest_words,
    tasks_asked,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from ttdt.period import Period
    from ttdt.plan import Cell, Decision, Plan, Task
    from ttdt.submission import Submission
    from ttdt.submission.history import NewestFirst
    from ttdt.submission.model import Amounts, TaskReport


class MoneyColumn(StrEnum):
    """A column of the sheet for money, in its order; the value is what the hidden row calls it."""

    ID = "ttdt.money"
    SOURCE = "source"
    CODE = "code"
    LABEL = "label"
    CARRIED_OVER = "carried_over"
    ASSIGNED = "assigned"
    AVAILABLE = "available"
    LAST = "last"
    DISBURSED = "disbursed"
    PERCENT = "percent"
    REMAINING = "remaining"
    CHECK = "check"
    DECISION = "decision"
    NOT_REPORTED = "not_reported"
    CAUSE = "cause"
    NOTE = "note"

    def __init__(self, _key: str) -> None:
        """Take the place behind the columns named before."""
        self.place = len(type(self).__members__)
        """Where a new form has the column, counted from 0."""


AMOUNT_COLUMNS = (MoneyColumn.CARRIED_OVER, MoneyColumn.ASSIGNED, MoneyColumn.DISBURSED)
MONEY_WORDS = (
    MoneyColumn.DECISION,
    MoneyColumn.NOT_REPORTED,
    MoneyColumn.CAUSE,
    MoneyColumn.NOTE,
)
MONEY_INPUTS = (*AMOUNT_COLUMNS, *MONEY_WORDS)
"""The columns that are filled in; each is called as the file calls what stands in it."""


class TaskColumn(StrEnum):
    """A column of the sheet for tasks, in its order; the value is what the hidden row calls it."""

    ID = "ttdt.task"
    CLAUSE = "clause"
    LABEL = "label"
    DUE = "due"
    LAST = "last"
    STATUS = "status"
    PERCENT = "percent"
    CAUSE = "cause"
    NOTE = "note"

    def __init__(self, _key: str) -> None:
        """Take the place behind the columns named before."""
        self.place = len(type(self).__members__)
        """Where a new form has the column, counted from 0."""


TASK_INPUTS = (TaskColumn.STATUS, TaskColumn.PERCENT, TaskColumn.CAUSE, TaskColumn.NOTE)
"""The columns that are filled in."""

_MONEY, _TASK = "funding:", "task:"
_MONEY_LEFT_EMPTY = "funding left empty:"
_PLACES = 3
"""A project, a source and what is said of its money."""


def id_of_amount(cell: Cell, key: str) -> str:
    """Return the id of something that is said of a project's money from a source."""
    return f"{_MONEY}{'/'.join(cell)}/{key}"


def id_of_empty_money(row: str) -> str:
    """Return the id of a project's row for a source, by its own id, in which no cell is filled in.

    Of what could be said in it nothing has a row of its own: of a form's hundred such rows a unit
    fills in few, and seven each would be more than all else that is read.
    """
    return f"{_MONEY_LEFT_EMPTY}{row.removeprefix(_MONEY)}"


def empty_money_named(name: str) -> Cell | None:
    """Return the money that a row is about in which no cell is filled in; None of any other row."""
    if not name.startswith(_MONEY_LEFT_EMPTY):
        return None
    project, _, source = name.removeprefix(_MONEY_LEFT_EMPTY).rpartition("/")
    return project, source


def id_of_task(name: str) -> str:
    """Return the id of a task's row."""
    return f"{_TASK}{name}"


def id_of_percent(name: str) -> str:
    """Return the id of how much of a task is done, which stands in the task's row."""
    return f"{id_of_task(name)}/percent"


def id_in_table(word: str) -> str | None:
    """Return the id of what a plain table calls `funding.p1.local.disbursed` or `tasks.iii-4-1`.

    None where the word is neither.
    """
    section, _, name = word.partition(".")
    if section == "tasks" and name:
        return id_of_task(name)
    places = name.rsplit(".", 2)
    if section == "funding" and len(places) == _PLACES:
        return f"{_MONEY}{'/'.join(places)}"
    return None


def amount_named(name: str) -> tuple[Cell, str] | None:
    """Return what a row's id says of which money, or None where it is no row about money."""
    if not name.startswith(_MONEY):
        return None
    said, _, key = name.removeprefix(_MONEY).rpartition("/")
    project, _, source = said.rpartition("/")
    return (project, source), key


def id_in_plan(name: str, plan: Plan) -> list[str]:
    """Return the ids that a row about money or a task may have, by the plan's ids."""
    money, empty, task = amount_named(name), empty_money_named(name), task_named(name)
    if task is not None:
        return [id_of_task(found) for found in plan.task_names.find(task)]
    cell = empty if money is None else money[0]
    if cell is None or plan.funding is None:
        return []
    cells = product(
        plan.funding.project_names.find(cell[0]), plan.funding.source_names.find(cell[1])
    )
    if money is None:
        return [id_of_empty_money("/".join(one)) for one in cells]
    return [id_of_amount(one, money[1]) for one in cells]


def is_of_programme(name: str) -> bool:
    """Return whether the row with this id is about money or a task."""
    return name.startswith((_MONEY, _MONEY_LEFT_EMPTY, _TASK))


def task_named(name: str) -> str | None:
    """Return the task that a row's id names, or None where it is no row about a task."""
    return name.removeprefix(_TASK) if name.startswith(_TASK) else None


class MoneyQuestion(NamedTuple):
    """A project's money from a source, with what a form begins with."""

    shown: Mapping[str, Decimal | str | None]
    """By the columns that are filled in."""
    on_file: bool = False
    """Whether the unit's file for the period names it."""
    named: bool = False
    """Whether the unit has such money, by what it handed in."""
    last: tuple[Period, Decimal] | None = None
    """What was disbursed by the end of an earlier period."""


class TaskQuestion(NamedTuple):
    """A task, with what a form begins with."""

    task: Task
    shown: TaskReport | None = None
    on_file: bool = False
    """Whether the unit's file for the period says it."""
    last: EarlierWord | None = None


class Programme(NamedTuple):
    """What a form asks of money and tasks."""

    money: Mapping[Cell, MoneyQuestion]
    """Every project that has amounts with every source."""
    tasks: Mapping[str, TaskQuestion]
    sample: bool
    """Whether anything shown of earlier periods is made up."""


def programme_asked(
    plan: Plan, unit: str, on_file: Submission | None, earlier: NewestFirst
) -> Programme:
    """Return what a unit is asked of money and tasks, with what its files say of each."""
    shown: list[Submission] = []
    money = _money_asked(plan, on_file, earlier, shown)
    tasks = _tasks_asked(plan, unit, on_file, earlier, shown)
    return Programme(money, tasks, any(filed.sample for filed in shown))


def _money_asked(
    plan: Plan, on_file: Submission | None, earlier: NewestFirst, read: list[Submission]
) -> dict[Cell, MoneyQuestion]:
    """Return the money asked, and add the submissions that it rests on to those `read`.

    What is carried over and assigned is at first as the newest of the earlier ones has it.
    """
    funding = plan.funding
    if funding is None:
        return {}
    found = ((filed, known_money(plan, filed)) for filed in earlier.holding("funding"))
    newest, known = next(
        ((filed, known) for filed, known in found if known is not None), (None, None)
    )
    amounts = {} if known is None else dict(known.amounts)
    if newest is not None:
        read.append(newest)
    asked = {}
    unknown = MoneyQuestion(_begun_with(CarriedAmounts()))
    for cell in product(funding.leaves, funding.sources):
        own = None if on_file is None else on_file.funding.get(cell)
        before = None if newest is None else newest.funding.get(cell)
        last = None
        if newest is not None and before is not None and before.disbursed is not None:
            last = (newest.period, before.disbursed)
        taken = amounts.get(cell)
        if own is None and taken is None and last is None:
            asked[cell] = unknown
            continue
        asked[cell] = MoneyQuestion(
            _begun_with(taken or CarriedAmounts()) if own is None else _said(own),
            own is not None,
            own is not None or taken is not None,
            last,
        )
    return asked


def _begun_with(taken: CarriedAmounts) -> dict[str, Decimal | str | None]:
    return dict.fromkeys(map(str, MONEY_INPUTS)) | taken._asdict()


def _said(amounts: Amounts) -> dict[str, Decimal | str | None]:
    return {
        **{key: getattr(amounts, key) for key in MONEY_INPUTS},
        "decision": None if amounts.decision is None else decision_shown(amounts.decision),
    }


def decision_shown(decision: Decision) -> str:
    """Return a decision as a form shows it, and reads it back: number and day."""
    day = "" if decision.date is None else f", {decision.date:%d/%m/%Y}"
    return f"{decision.number}{day}"


def _tasks_asked(
    plan: Plan,
    unit: str,
    on_file: Submission | None,
    earlier: NewestFirst,
    read: list[Submission],
) -> dict[str, TaskQuestion]:
    """Return the tasks asked, and add the submissions that they rest on to those `read`.

    A form begins with what is on file, or else with what was finished before: it stays so.
    """
    asked = {}
    newest = newest_words(plan, unit, earlier)
    read += newest.values()
    for task in tasks_asked(plan, unit):
        own = None if on_file is None else on_file.tasks.get(task.id)
        filed = newest.get(task.id)
        last = None if filed is None else EarlierWord(filed.tasks[task.id], filed.period)
        if own is not None and own.status is not None:
            asked[task.id] = TaskQuestion(task, own, on_file=True, last=last)
        else:
            finished = last is not None and last.report.status in FINISHED
            shown = last.report if last is not None and finished else None
            asked[task.id] = TaskQuestion(task, shown, last=last)
    return asked
