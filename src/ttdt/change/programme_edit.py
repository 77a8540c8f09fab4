"""What a file says of money and of tasks, and how it is made to say something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.change.figure_edit import equal
from ttdt.change.yaml_editor import around, clean
from ttdt.errors import TtdtError
from ttdt.period import parse_day
from ttdt.schema.submission import AmountsShape, TaskReportShape
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.change.yaml_editor import Around, YamlEditor
    from ttdt.plan import Cell, Plan
    from ttdt.yaml import Plain

AMOUNT_KEYS = tuple(AmountsShape.model_fields)
"""What a file may say of one project's money from one source, in the order it is written in."""
TASK_KEYS = tuple(TaskReportShape.model_fields)
"""What a file may say of a task, in the order it is written in."""

_NUMBERS = frozenset({"carried_over", "assigned", "disbursed", "percent"})
_DECISION = re.compile(r"(?P<number>.*?\S)[ ,;]+(?:(?:ngày|of) )?(?P<day>[0-9][0-9/-]+)")


_DAY = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


def decision_said(text: str) -> Plain:
    """Return a decision as a file says it: its number, and its day where one stands behind.

    Raises `TtdtError` for a day that is in no calendar.
    """
    found = _DECISION.fullmatch(text)
    day = None if found is None else parse_day(found["day"], 0)
    if found is None:
        return text
    if day is None:
        if _DAY.fullmatch(found["day"]):
            raise TtdtError(
                gettext_lazy(
                    "the decision “{text}”: there is no day {day}; write it as day/month/year",
                    text=text[:60],
                    day=found["day"],
                )
            )
        return text
    return {"number": found["number"], "date": day.isoformat()}


def place_amounts(
    editor: YamlEditor, plan: Plan, cell: Cell, wanted: Mapping[str, Plain], above: Around
) -> None:
    """Make the money of a project from a source say what is wanted, and keep all beside it.

    `above` is what stands around the section where it is still to be made. An amount that is given
    takes the place of the reason for having none. Raises `TtdtError` where the plan does not know
    the project or the source, or amounts do not stand at the project.
    """
    project, source = cell
    funding = plan.funding
    if funding is None or project not in funding.leaves:
        message = gettext_lazy("the plan has no project “{name}” with amounts", name=project)
        raise TtdtError(message)
    if source not in funding.sources:
        raise TtdtError(gettext_lazy("the plan has no source of money “{name}”", name=source))
    orders = (around(funding.leaves, project), around(tuple(funding.sources), source))
    _place(editor, ("funding", *cell), _cleaned(wanted), AMOUNT_KEYS, (above, *orders))
    if wanted.get("disbursed") is not None:
        _drop(editor, ("funding", *cell, "not_reported"))


def place_task(
    editor: YamlEditor, plan: Plan, name: str, wanted: Mapping[str, Plain], above: Around
) -> None:
    """Make a task say what is wanted, and keep all beside it.

    `above` is what stands around the section where it is still to be made. Raises `TtdtError`
    where the plan does not know the task.
    """
    if name not in plan.tasks:
        raise TtdtError(gettext_lazy("the plan has no task “{name}”", name=name))
    loc = ("tasks", name)
    orders = (above, around(tuple(plan.tasks), name))
    given = _cleaned(wanted)
    said = editor.at(loc)
    if given == {"status": None}:
        if said:
            editor.put(loc, None)
    elif isinstance(said, str):
        # Its status alone stands for all that is said of it.
        both = {"status": said, **given}
        now: Plain = {key: both[key] for key in TASK_KEYS if both.get(key) is not None}
        now = both["status"] if both.keys() == {"status"} else now
        if now != said:
            editor.put(loc, now)
    elif said or given.keys() != {"status"}:
        _place(editor, loc, given, TASK_KEYS, orders)
    else:
        _put(editor, loc, given["status"], orders)


def _cleaned(wanted: Mapping[str, Plain]) -> dict[str, Plain]:
    return {
        key: (clean(value) or None) if isinstance(value, str) else value
        for key, value in wanted.items()
    }


def _place(
    editor: YamlEditor,
    loc: tuple[str, ...],
    wanted: Mapping[str, Plain],
    order: Sequence[str],
    orders: Sequence[Around],
) -> None:
    """Set keys of the mapping at `loc`, which comes with them where it is missing or empty."""
    said = editor.at(loc)
    if not said:
        given = {key: wanted[key] for key in order if key in wanted}
        new = {key: value for key, value in given.items() if not _says({}, key, value)}
        if new:
            _put(editor, loc, new, orders)
        return
    held = said if isinstance(said, dict) else {}
    for key, value in wanted.items():
        if value is None and key not in _NUMBERS:
            _drop(editor, (*loc, key))
        elif not _says(held, key, value):
            editor.put((*loc, key), value, *around(order, key))


def _says(said: Mapping[str, Plain], key: str, value: Plain) -> bool:
    """Return whether a mapping says so already; it says nothing of most keys by leaving them out.

    Money that was carried over is not known where its key is empty, and 0 where it has none.
    """
    if value is None:
        return said.get(key) is None and (key in said or key != "carried_over")
    return equal(said.get(key), value)


def _put(editor: YamlEditor, loc: tuple[str, ...], value: Plain, orders: Sequence[Around]) -> None:
    """Set a value, with the mappings on the way to it that are missing or empty.

    Those have a line for each key, as in a file that was begun for its unit.
    """
    depth = next((depth for depth in range(1, len(loc)) if not editor.at(loc[:depth])), len(loc))
    for key in reversed(loc[depth:]):
        value = {key: value}
    editor.put(loc[:depth], value, *orders[depth - 1], levels=len(loc) - depth)


def _drop(editor: YamlEditor, loc: tuple[str, ...]) -> None:
    """Remove a key, or empty it where it is the only one."""
    holder = editor.at(loc[:-1])
    if not isinstance(holder, dict) or holder.get(loc[-1]) is None:
        return
    if len(holder) > 1:
        editor.drop(loc)
    else:
        editor.put(loc, None)
