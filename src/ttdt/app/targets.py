"""The plan, as the program reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.outcome import Outcome
from ttdt.document.targets import TargetsAnswer

if TYPE_CHECKING:
    from ttdt.app.locating import WorkspaceLocation


def list_targets(year: str | None, location: WorkspaceLocation) -> Outcome:
    """Return the targets of a year's plan, the newest's without one; raises `TtdtError`."""
    return Outcome(TargetsAnswer(location.plan(year)))
