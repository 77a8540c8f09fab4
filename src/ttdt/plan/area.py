"""The areas of a plan: its own, and the units below it."""

from __future__ import annotations

from typing import NamedTuple

OWN_AREA = ""
"""The id of the plan's own area, which no unit can have."""


OWN_FOLDER = "province"
"""The folder of what the plan's own area hands in."""
UNITS_FOLDER = "districts"
"""The folder that those of the units directly below it lie in."""

NO_FOLDERS = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Ids after which no folder can be called in Windows, where these are devices."""


class Area(NamedTuple):
    """The plan's own area, or a unit below it."""

    id: str
    code: str
    name: str
    kind: str
    parent: str | None = OWN_AREA
    """The id of the area directly above; None of the plan's own."""
    level: int = 1
    """How far below the plan's own area, which is on level 0."""
    folder: tuple[str, ...] = ()
    """The folders that lead from the workspace to its submissions."""
    formerly: tuple[str, ...] = ()
    """The units of the year before that became this one."""
    split: tuple[str, ...] = ()
    """Those of them that others came from, too."""

    @property
    def written_id(self) -> str:
        """The id as files and the command line write it; the plan's own area has a word for it."""
        return self.id or OWN_FOLDER
