"""How single numbers come about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.analysis.explain import explain
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import ExitCode, Outcome
from ttdt.app.resolving import pick_figure, pick_units
from ttdt.compute import assess
from ttdt.document.explain.document import ExplainAnswer
from ttdt.plan import OWN_AREA
from ttdt.workspace.git.blame import last_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.analysis.explain import Explanation
    from ttdt.app.assessing import AskedPeriod
    from ttdt.app.locating import WorkspaceLocation


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainRequest:
    """Which numbers are to be explained."""

    when: AskedPeriod
    indicators: Sequence[str]
    area: str | None = None
    """The unit that all is seen from as if the plan were its own."""
    unit: str | None = None
    """Whose own number; that of the area itself without one."""
    carry_forward: bool = False


def make_explanation(request: ExplainRequest, location: WorkspaceLocation) -> Outcome:
    """Return the derivation of each number; raises `TtdtError` where one is not known."""
    workspace = location.open_area(request.area)
    period = request.when.period_in(workspace)
    plan = workspace.plan(period.year).in_force(period)
    keys = dict.fromkeys(pick_figure(word, plan, "INDICATOR").key for word in request.indicators)
    area = OWN_AREA if request.unit is None else pick_units((request.unit,), plan)[0]
    # The others do not bear on it, and take their time where there are many units.
    asked = replace(plan, indicators={name: plan.indicators[name] for name, _ in keys})
    round_ = replace(workspace.round(period), plan=asked)
    report = assess(round_, carry_forward=request.carry_forward)
    found = _with_changes([explain(round_, report, key, area) for key in keys])
    is_invalid = any(one.invalid for one in found)
    return Outcome(
        ExplainAnswer(found),
        empty_period_notices(workspace, period),
        ExitCode.INVALID_DATA if is_invalid else ExitCode.DONE,
    )


def _with_changes(explanations: Sequence[Explanation]) -> tuple[Explanation, ...]:
    """Return the explanations with the last change of each line that a history knows of."""
    wanted: dict[str, set[int]] = {}
    for explanation in explanations:
        for place in explanation.places:
            wanted.setdefault(place.path, set()).add(place.line)
    found = last_changes({Path(path): lines for path, lines in sorted(wanted.items())})
    changes = {
        (path, line): change for path in wanted for line, change in found[Path(path)].items()
    }
    return tuple(
        replace(
            explanation,
            changes=changes,
            parts=tuple(replace(part, changes=changes) for part in explanation.parts),
        )
        for explanation in explanations
    )
