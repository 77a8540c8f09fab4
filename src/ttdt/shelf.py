"""What lies in a workspace's `districts/`, by name alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.period import parse_id

if TYPE_CHECKING:
    from ttdt.period import Period
    from ttdt.plan import Plan

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or a folder that holds none of a submission's; `parts` lead to it from districts/."""

    parts: tuple[str, ...]
    path: str
    """As findings name it."""
    is_folder: bool = False
    leads_out: bool = False
    """Whether it is a link to something outside the workspace."""

    @property
    def period(self) -> Period | None:
        """The period a submission's file name says, or None where this is no such file."""
        is_submission = len(self.parts) == 2 and not self.is_folder  # noqa: PLR2004 - unit, file
        name = self.parts[-1]
        return (
            parse_id(name.removesuffix(SUFFIX)) if is_submission and name.endswith(SUFFIX) else None
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything in `districts/`, sorted by path, and the plans that say what belongs there."""

    plans: tuple[Plan, ...]
    path: str
    """`districts/` itself, as findings name it."""
    entries: tuple[Entry, ...]

    def submissions(self) -> dict[tuple[str, Period], Entry]:
        """Return the files that lie where a unit's submission for a period belongs."""
        units = {unit for plan in self.plans for unit in plan.units}
        return {
            (entry.parts[0], period): entry
            for entry in self.entries
            if (period := entry.period) is not None and entry.parts[0] in units
        }
