"""What lies in a workspace's `districts/`, by name alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.finding import START, Finding, Rule
from ttdt.message import mark, msg
from ttdt.period import parse_id

if TYPE_CHECKING:
    from ttdt.period import Period
    from ttdt.plan import Plan

SUFFIX = ".yaml"

LINK_OUT_OF_THE_WORKSPACE = Rule(
    "TT409",
    "link-out-of-the-workspace",
    what=mark("A symbolic link leads out of the workspace."),
    why=mark(
        "What it leads to can change or vanish without anyone here noticing, and may be a file"
        " that nobody meant to publish; it is not read."
    ),
    fix=mark("Put a copy of the file or folder in the place of the link."),
    bad="# districts/bac-ai/2024-Q2.yaml -> /home/user/draft.yaml",
    good="# districts/bac-ai/2024-Q2.yaml",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or a folder that is a unit's or is named or nested as only files should be."""

    parts: tuple[str, ...]
    """The names that lead to it from districts/; none for districts/ itself."""
    path: str
    """As findings name it."""
    is_folder: bool = False
    leads_out: bool = False
    """Whether it is a link to something outside the workspace."""

    @property
    def period(self) -> Period | None:
        """The period that the name of a unit's submission says, or None where it is no such."""
        if len(self.parts) != 2 or not self.parts[1].endswith(SUFFIX):  # noqa: PLR2004 - unit, file
            return None
        return parse_id(self.parts[1].removesuffix(SUFFIX))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything in `districts/`, sorted by path, and the plans that say what belongs there."""

    plans: tuple[Plan, ...]
    path: str
    """`districts/` itself, as findings name it."""
    entries: tuple[Entry, ...]
    complete: bool = True
    """Whether `plans` are all there are; one with errors cannot say what belongs here."""

    def submissions(self) -> dict[tuple[str, Period], Entry]:
        """Return the files that lie where a unit's submission for a period belongs."""
        units = {unit for plan in self.plans for unit in plan.units}
        return {
            (entry.parts[0], period): entry
            for entry in self.entries
            if (period := entry.period) is not None and entry.parts[0] in units
        }


def link_out(path: str) -> Finding:
    """Return the finding for a link that leads out of the workspace."""
    message = msg("this link leads out of the workspace, so it is not read; put a copy here")
    return Finding(LINK_OUT_OF_THE_WORKSPACE, path, START, message)
