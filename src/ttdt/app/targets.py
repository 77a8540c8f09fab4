"""The plan, as the program reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.app.area_workspace import plan_seen_from
from ttdt.app.outcome import Outcome
from ttdt.app.resolving import pick_bodies
from ttdt.compute import Selection
from ttdt.document.targets import TargetsAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.locating import WorkspaceLocation


def list_targets(
    year: str | None,
    location: WorkspaceLocation,
    area: str | None = None,
    bodies: Sequence[str] = (),
) -> Outcome:
    """Return the targets of a year's plan, the newest's without one; raises `TtdtError`.

    With `area` they are those of the unit that it names, with `bodies` those that one of them
    answers for.
    """
    plan = plan_seen_from(location.plan(year), area)
    selection = Selection(bodies=pick_bodies(bodies, plan))
    indicators = {name: one for name, one in plan.indicators.items() if selection.includes(one)}
    return Outcome(TargetsAnswer(replace(plan, indicators=indicators)))
