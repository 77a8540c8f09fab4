"""What lies in a workspace's `districts/`, by name alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.finding import START, Finding, Rule
from ttdt.period import parse_id
from ttdt.text.matching import closest
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ttdt.period import Period
    from ttdt.plan import Plan

SUFFIX = ".yaml"

_NOT_MEANT = ("thumbs.db", "desktop.ini")
"""What Windows leaves in folders; like all that begins with a dot, nobody put it there."""

LINK_OUT_OF_THE_WORKSPACE = Rule(
    "TT409",
    "link-out-of-the-workspace",
    what=N_("A symbolic link leads out of the workspace."),
    why=N_(
        "What it leads to can change or vanish without anyone here noticing, and may be a file"
        " that nobody meant to publish; it is not read."
    ),
    fix=N_("Put a copy of the file or folder in the place of the link."),
    bad="# districts/bac-ai/2024-Q2.yaml -> /home/user/draft.yaml",
    good="# districts/bac-ai/2024-Q2.yaml",
)


@dataclass(frozen=True)
class IndexedFile:
    """A file, or a folder that is a unit's or is named or nested as only files should be."""

    parts: tuple[str, ...]
    """The names that lead to it from districts/; none for districts/ itself."""
    path: str
    """As findings name it."""
    is_folder: bool = False
    leads_out: bool = False
    """Whether it is a link to something outside the workspace."""

    @cached_property
    def period(self) -> Period | None:
        """The period that the name of a unit's submission says, or None where it is no such."""
        if len(self.parts) != 2 or not self.parts[1].endswith(SUFFIX):  # noqa: PLR2004 - unit, file
            return None
        return parse_id(self.parts[1].removesuffix(SUFFIX))

    @cached_property
    def is_meant(self) -> bool:
        """Whether someone put it there to be read: it is not hidden, and no read-me file."""
        if not self.parts:
            return True
        name = self.parts[-1].casefold()
        hidden = any(part.startswith(".") for part in self.parts)
        return not (hidden or name.startswith("readme") or name in _NOT_MEANT)


@dataclass(frozen=True, slots=True)
class SubmissionIndex:
    """Everything in `districts/`, sorted by path, and the plans that say what belongs there."""

    plans: tuple[Plan, ...]
    path: str
    """`districts/` itself, as findings name it."""
    entries: tuple[IndexedFile, ...]
    complete: bool = True
    """Whether `plans` are all there are; one with errors cannot say what belongs here."""
    blank: frozenset[date] = frozenset()
    """The ends of periods for which there are only forms that nobody has filled in."""

    def with_file(self, unit: str, period: Period, path: str) -> SubmissionIndex:
        """Return the shelf as if a unit's submission for a period lay in it."""
        entry = IndexedFile((unit, f"{period.id}{SUFFIX}"), path)
        others = [other for other in self.entries if other.parts != entry.parts]
        return replace(self, entries=tuple(sorted((*others, entry), key=lambda one: one.path)))

    def units_meant(self, folder: str) -> tuple[str, ...]:
        """Return the units that a folder may be meant for: named so, or else the one most alike."""
        named = (plan.unit_names.find(folder) for plan in self.plans)
        found = tuple(dict.fromkeys(chain.from_iterable(named)))
        if found:
            return found
        guess = closest(folder, chain.from_iterable(plan.units for plan in self.plans))
        return () if guess is None else (guess,)

    def meant(self) -> Iterator[IndexedFile]:
        """Yield what someone put there to be read: no hidden files, no read-me files.

        Whatever lies in a hidden folder is hidden. Links that lead out are among them.
        """
        return (entry for entry in self.entries if entry.is_meant)

    def strays(self) -> Iterator[IndexedFile]:
        """Yield what was meant to be read and lies where no report looks."""
        units = {unit for plan in self.plans for unit in plan.units}
        read = {entry.path for entry in self.submissions().values() if not entry.leads_out}
        for entry in self.meant():
            is_unit = entry.is_folder and len(entry.parts) == 1 and entry.parts[0] in units
            if not is_unit and entry.path not in read:
                yield entry

    def submissions(self) -> dict[tuple[str, Period], IndexedFile]:
        """Return the files that lie where a unit's submission for a period belongs."""
        units = {unit for plan in self.plans for unit in plan.units}
        return {
            (entry.parts[0], period): entry
            for entry in self.entries
            if (period := entry.period) is not None and entry.parts[0] in units
        }


def link_out(path: str) -> Finding:
    """Return the finding for a link that leads out of the workspace."""
    message = gettext_lazy(
        "this link leads out of the workspace, so it is not read; put a copy here"
    )
    return Finding(LINK_OUT_OF_THE_WORKSPACE, path, START, message)
