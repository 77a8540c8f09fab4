"""The tasks of a round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.notices import empty_period_notices, period_notices, stray_notices
from ttdt.app.outcome import ExitCode, Outcome
from ttdt.app.resolving import one_of, pick_clauses
from ttdt.app.words_in_place import BODY, CLAUSE, UNIT, WordsInPlace
from ttdt.compute import assess, select
from ttdt.compute.tasks import TasksResult
from ttdt.document.tasks.document import TasksAnswer
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.plan import Plan

CONDITIONS = ("late", "no_word")


class TasksRequest(NamedTuple):
    """Which tasks of which round are asked about."""

    when: AskedPeriod
    rows: AskedRows
    only_late: bool = False
    fail_on: Sequence[str] = ()
    words: Sequence[str] = ()
    """Clauses, units and a period that are named without an option."""


_WORDS = WordsInPlace("tasks", (CLAUSE, UNIT), only_by_option=(BODY,))


def make_tasks(request: TasksRequest, location: WorkspaceLocation) -> Outcome:
    """Return how far tasks are; raises `TtdtError` where the plan has none at all."""
    conditions = [one_of("--fail-on", word, CONDITIONS) for word in request.fail_on]
    workspace = location.open_area(request.rows.area)
    when, rows, workspace = _WORDS.asked(request.words, workspace, request.when, request.rows)
    period = when.period_in(workspace)
    round_ = workspace.round(period)
    if not round_.plan.tasks and not workspace.whole.plan(period.year).tasks:
        raise TtdtError(gettext_lazy("{path}: the plan has no tasks", path=round_.plan.path))
    selection = rows.selection(round_.plan)
    clauses = pick_clauses(rows.clauses, round_.plan)
    report = select(assess(round_._replace(plan=_served(round_.plan))), selection)
    tasks = TasksResult(round_, ()) if report.tasks is None else report.tasks.of(clauses=clauses)
    return Outcome(
        TasksAnswer(report, tasks, only_late=request.only_late),
        (
            *period_notices(when),
            *empty_period_notices(workspace, period),
            *stray_notices(workspace),
        ),
        _exit_code(tasks, conditions),
    )


def _served(plan: Plan) -> Plan:
    """Return the plan with only the indicators that tasks serve: no others have to be added up."""
    served = {name for task in plan.tasks.values() for name in task.indicators}
    indicators = {name: one for name, one in plan.indicators.items() if name in served}
    return replace(plan, indicators=indicators)


def _exit_code(tasks: TasksResult, conditions: Sequence[str]) -> ExitCode:
    if tasks.errors:
        return ExitCode.INVALID_DATA
    held = {"late": tasks.counts.late > 0, "no_word": tasks.counts.no_word > 0}
    is_met = any(held[condition] for condition in conditions)
    return ExitCode.CONDITION_HOLDS if is_met else ExitCode.DONE
