"""Where workspaces are; apart from reading them, which needs much more of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLAN_PATTERN = "targets-*.yaml"
DISTRICTS = "districts"


def find_root(start: Path) -> Path | None:
    """Return the nearest `data/` that holds a plan, from `start` upwards."""
    for folder in (start, *start.parents):
        data = folder / "data"
        try:
            if next(data.glob(PLAN_PATTERN), None) is not None:
                return data
        except OSError:
            continue
    return None
