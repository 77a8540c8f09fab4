"""The areas of a plan, and who has reported for a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.app.area_workspace import plan_seen_from
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import Outcome
from ttdt.app.words_in_place import AREA, WordsInPlace
from ttdt.compute.report import described
from ttdt.document.units import PeriodFiled, UnitsAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsRequest:
    """Which units of which year's plan are asked about."""

    when: AskedPeriod
    """Who has reported is told only of a period that is named."""
    rows: AskedRows
    words: Sequence[str] = ()
    """The area and the period that are named without an option."""


_WORDS = WordsInPlace("units", (AREA,))


def list_units(request: UnitsRequest, location: WorkspaceLocation) -> Outcome:
    """Return the areas of a plan, the newest's without a year; raises `TtdtError`."""
    when, rows = request.when, request.rows
    if request.words:
        workspace = location.open_area(rows.area)
        when, rows, _ = _WORDS.asked(request.words, workspace, when, rows, needs_period=False)
    if when.period is None:
        plan = plan_seen_from(location.plan(when.year), rows.area)
        return Outcome(UnitsAnswer(plan, _shown(rows, plan)))
    workspace = location.open_area(rows.area)
    period = when.period_in(workspace)
    round_ = workspace.round(period)
    plan = round_.plan
    filed = {
        area: described(current)
        for area in plan.areas
        if (current := round_.of(area).current) is not None
    }
    return Outcome(
        UnitsAnswer(plan, _shown(rows, plan), PeriodFiled(period, filed)),
        empty_period_notices(workspace, period),
    )


def _shown(rows: AskedRows, plan: Plan) -> tuple[str, ...]:
    """Return the units of the levels asked for, all without any."""
    selection = rows.selection(plan)
    return selection.columns_of(plan) if selection.levels else tuple(plan.units)
