"""The plan, as the program reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.area_workspace import plan_seen_from
from ttdt.app.outcome import Outcome
from ttdt.document.targets import TargetsAnswer

if TYPE_CHECKING:
    from ttdt.app.locating import WorkspaceLocation


def list_targets(year: str | None, location: WorkspaceLocation, area: str | None = None) -> Outcome:
    """Return the targets of a year's plan, the newest's without one; raises `TtdtError`.

    With `area` they are those of the unit that it names.
    """
    return Outcome(TargetsAnswer(plan_seen_from(location.plan(year), area)))
