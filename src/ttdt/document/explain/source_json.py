"""Where a number stands and what last changed its line, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ttdt.compute import FileLine
    from ttdt.workspace.git.blame import LineChange


def source_data(place: FileLine | None, change: LineChange | None) -> dict[str, Any] | None:
    """Return where something stands and what last changed it; null where it stands nowhere."""
    if place is None:
        return None
    return {
        "path": place.path,
        "line": place.line,
        "change": None if change is None else _change(change),
    }


def _change(change: LineChange) -> dict[str, Any]:
    return {
        "commit": change.commit or None,
        "date": None if change.day is None else change.day.isoformat(),
        "uncommitted": change.uncommitted,
        "at_latest": change.at_latest,
    }
