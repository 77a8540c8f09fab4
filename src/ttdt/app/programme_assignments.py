"""`funding.p1.local.disbursed=510.5` and `tasks.iii-4-1=done`, as what they set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.assigned_values import Assignment, number_of, word_of
from ttdt.app.resolving import pick_project, pick_source, pick_task, unknown_word
from ttdt.change.programme_edit import AMOUNT_KEYS, TASK_KEYS, decision_said
from ttdt.errors import TtdtError
from ttdt.schema.submission import AMOUNTS as AMOUNTS_OF_A_CELL
from ttdt.submission.model import TaskStatus
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.plan import Cell, Funding, Plan
    from ttdt.yaml import Plain

AMOUNTS = "funding."
TASKS = "tasks."

_AMOUNT_KEYS = tuple(key for key in AMOUNT_KEYS if key != "accept")
_TASK_KEYS = tuple(key for key in TASK_KEYS if key != "accept")


def amounts_of(one: Assignment, plan: Plan) -> tuple[Cell, dict[str, Plain]]:
    """Return which money an assignment such as `funding.p1.local.disbursed=510.5` sets, and how.

    Raises `TtdtError` for a name that the plan does not have, and a value that is none.
    """
    funding = plan.funding
    if funding is None:
        raise TtdtError(
            gettext_lazy("“{name}”: the plan {plan} has no money", name=one.name, plan=plan.path)
        )
    cell_name, _, key = one.name.removeprefix(AMOUNTS).rpartition(".")
    project, _, source = cell_name.rpartition(".")
    if not project:
        raise TtdtError(
            gettext_lazy(
                "“{name}” is not of the form {form}, such as {example}",
                name=one.name,
                form="funding.PROJECT.SOURCE.AMOUNT",
                example=f"{_example_of(funding)}=510.5",
            )
        )
    cell = (pick_project(project, funding, one.name), pick_source(source, funding, one.name))
    key = _key(one, key, _AMOUNT_KEYS)
    return cell, dict(_said_of_amounts(one, key, funding))


def _said_of_amounts(one: Assignment, key: str, funding: Funding) -> Iterator[tuple[str, Plain]]:
    dash, _, reason = one.value.partition(":")
    if key in AMOUNTS_OF_A_CELL and dash.strip() == "-" and reason.strip():
        yield key, None
        yield "not_reported", reason.strip()
    elif one.value == "-":
        yield key, None
    elif key in AMOUNTS_OF_A_CELL:
        yield key, number_of(one, one.value, funding.decimals)
    else:
        yield key, decision_said(one.value) if key == "decision" else one.value


def task_of(one: Assignment, plan: Plan) -> tuple[str, dict[str, Plain]]:
    """Return which task an assignment such as `tasks.iii-4-1=done` sets, and how.

    Raises `TtdtError` for a name that the plan does not have, and a value that is none.
    """
    name = one.name.removeprefix(TASKS)
    head, _, key = name.rpartition(".")
    if plan.task_names.find(name) or not (key in _TASK_KEYS or plan.task_names.find(head)):
        task, key = pick_task(name, plan, one.name), "status"
    else:
        task, key = pick_task(head, plan, one.name), _key(one, key, _TASK_KEYS)
    if one.value == "-":
        return task, {key: None}
    if key == "status":
        return task, {key: word_of(one, tuple(map(str, TaskStatus)))}
    if key == "percent":
        return task, {key: number_of(one, one.value.removesuffix("%").strip())}
    return task, {key: one.value}


def _key(one: Assignment, word: str, keys: Sequence[str]) -> str:
    key = word.replace("-", "_")
    if key not in keys:
        raise TtdtError(unknown_word(one.name, word, keys, keys))
    return key


def known_assignments(plan: Plan) -> Iterator[str]:
    """Yield names that money and tasks are set by."""
    if plan.funding is not None:
        yield _example_of(plan.funding)
    yield from (f"{TASKS}{task}" for task in plan.tasks)


def _example_of(funding: Funding) -> str:
    return f"{AMOUNTS}{funding.leaves[0]}.{next(iter(funding.sources))}.disbursed"
