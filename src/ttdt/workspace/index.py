"""What lies in a workspace's `districts/` and `province/`, by name alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.finding import START, Finding, Rule
from ttdt.period import parse_id
from ttdt.plan import UNITS_FOLDER
from ttdt.text.matching import closest
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ttdt.period import Period
    from ttdt.plan import Area, Plan
    from ttdt.workspace.journal import UnfinishedWriting

SUFFIX = ".yaml"

Folder: TypeAlias = tuple[str, ...]
"""The names that lead to a folder from the workspace."""

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


class IndexedFile(NamedTuple):
    """A file, or a folder that is a unit's or is named or nested as only files should be.

    There may be hundreds of thousands: what the files of a folder have in common, they share.
    """

    folder: Folder
    """The names of the folders that it lies in."""
    name: str
    """Its own name."""
    shown_folder: str
    """What findings call the folder that it lies in."""
    is_folder: bool = False
    leads_out: bool = False
    """Whether it is a link to something outside the workspace."""
    is_link: bool = False

    @property
    def parts(self) -> Folder:
        """The names that lead to it from the workspace."""
        return (*self.folder, self.name)

    @property
    def path(self) -> str:
        """What findings call it."""
        return f"{self.shown_folder}/{self.name}" if self.shown_folder else self.name

    @property
    def period(self) -> Period | None:
        """The period that it is named after, as a submission is, or None."""
        if not self.name.endswith(SUFFIX) or self.folder in {(), (UNITS_FOLDER,)}:
            return None
        return parse_id(self.name.removesuffix(SUFFIX))

    @property
    def is_meant(self) -> bool:
        """Whether someone put it there to be read: it is not hidden, and no read-me file."""
        if not self.folder:
            return True
        name = self.name.casefold()
        hidden = name.startswith(".") or any(part.startswith(".") for part in self.folder)
        return not (hidden or name.startswith("readme") or name in _NOT_MEANT)


@dataclass(frozen=True)
class SubmissionIndex:
    """Everything in the folders for submissions, sorted by path, and the plans it belongs to."""

    plans: tuple[Plan, ...]
    path: str
    """The workspace, as findings name it."""
    entries: tuple[IndexedFile, ...]
    complete: bool = True
    """Whether `plans` are all there are; one with errors cannot say what belongs here."""
    blank: frozenset[date] = frozenset()
    """The ends of periods for which there are only forms that nobody has filled in."""
    unfinished: UnfinishedWriting | None = None
    """What an import that was killed has left half done."""
    outside: tuple[IndexedFile, ...] = ()
    """What is named as submissions are, but lies beside the folders for them or in others."""

    def path_of(self, area: Area, period: Period) -> str:
        """Return where an area's submission for a period belongs, as findings name it."""
        folders = () if self.path == "." else (self.path,)
        return "/".join((*folders, *area.folder, f"{period.id}{SUFFIX}"))

    def with_file(self, area: Area, period: Period, path: str) -> SubmissionIndex:
        """Return the index as if an area's submission for a period were there."""
        entry = IndexedFile(area.folder, f"{period.id}{SUFFIX}", path.rpartition("/")[0])
        others = [other for other in self.entries if other.parts != entry.parts]
        return replace(self, entries=tuple(sorted((*others, entry), key=lambda one: one.path)))

    @cached_property
    def owners(self) -> Mapping[Folder, Mapping[int, str]]:
        """The id of the area whose folder each is, by the years of the plans that say so."""
        owners: dict[Folder, dict[int, str]] = {}
        for plan in self.plans:
            for area in plan.areas.values():
                owners.setdefault(area.folder, {})[plan.year] = area.id
        for plan in self.plans:
            for former, folder in former_folders(plan, self.plan_of(plan.year - 1)).items():
                owners.setdefault(folder, {}).setdefault(plan.year - 1, former)
        return owners

    @cached_property
    def _units_in(self) -> Mapping[Folder, tuple[frozenset[str], ...]]:
        """The units whose folders lie directly in each folder, of each plan."""
        found: dict[Folder, list[set[str]]] = {}
        for place, plan in enumerate(self.plans):
            for unit in plan.units.values():
                beside = found.setdefault(unit.folder[:-1], [set() for _ in self.plans])
                beside[place].add(unit.id)
        return {folder: tuple(map(frozenset, units)) for folder, units in found.items()}

    def plan_of(self, year: int) -> Plan | None:
        """Return the plan of a year, if it is among them."""
        return next((plan for plan in self.plans if plan.year == year), None)

    def owner_of(self, folder: Folder, year: int | None = None) -> str | None:
        """Return whose folder it is by the plan of a year, or else by the next or any other."""
        owners = self.owners.get(folder)
        if not owners:
            return None
        for known in () if year is None else (year, year + 1):
            if known in owners:
                return owners[known]
        return next(iter(owners.values()))

    def folder_of(self, area: str, year: int) -> Folder | None:
        """Return the folder that an area's submissions for a year are read from, or None.

        That is where the plan of the year has it, or else, for its baseline, that of the next.
        """
        for plan in (self.plan_of(year), self.plan_of(year + 1)):
            if plan is not None and area in plan.areas:
                return plan.areas[area].folder
        after = self.plan_of(year + 1)
        return (UNITS_FOLDER, area) if after is not None and area in after.former_units else None

    def holds_units(self, folder: Folder) -> bool:
        """Return whether folders of units lie in a folder."""
        return folder == (UNITS_FOLDER,) or folder in self._units_in

    def units_named(self, folder: Folder) -> tuple[str, ...]:
        """Return the units that a folder is named after.

        Of several of a name, it is those whose folder lies beside it.
        """
        beside = self._units_in.get(folder[:-1], (frozenset(),) * len(self.plans))
        named = [
            (plan.unit_names.find(folder[-1]), units)
            for plan, units in zip(self.plans, beside, strict=True)
        ]
        near = [unit for found, units in named for unit in found if unit in units]
        return tuple(dict.fromkeys(near or chain.from_iterable(names for names, _ in named)))

    def units_meant(self, folder: Folder) -> tuple[str, ...]:
        """Return the units that a folder may be meant for: named so, or else the one most alike."""
        named = self.units_named(folder)
        if named:
            return named
        guess = closest(folder[-1], chain.from_iterable(self._units_in.get(folder[:-1], ())))
        return () if guess is None else (guess,)

    @cached_property
    def meant(self) -> tuple[IndexedFile, ...]:
        """What someone put there to be read: no hidden files, no read-me files.

        Whatever lies in a hidden folder is hidden. Links that lead out are among them.
        """
        return tuple(entry for entry in self.entries if entry.is_meant)

    @cached_property
    def _all_parts(self) -> frozenset[Folder]:
        return frozenset(entry.parts for entry in self.entries)

    def has(self, parts: Folder) -> bool:
        """Return whether something lies there."""
        return parts in self._all_parts

    def strays(self) -> Iterator[IndexedFile]:
        """Yield the files that were meant to be read and lie where no report looks.

        Of a folder whose content is not among the entries nobody knows how many it holds, so it
        stands for a file.
        """
        for entry, key in zip(self.entries, self._keys, strict=True):
            # Nearly all are read; what else may be said of them takes longer to find out.
            if key is not None and not entry.leads_out and self.submissions[key] is entry:
                continue
            is_listed = entry.is_folder and entry.period is None and self.holds_units(entry.folder)
            if entry.is_meant and not is_listed:
                yield entry
        yield from self.outside

    def surely_reads(self, folder: Folder, name: str) -> bool:
        """Return whether a file is read as a submission, whatever else lies in the workspace."""
        years = self._sure_years.get(folder)
        if not years or not name.endswith(SUFFIX):
            return False
        period = parse_id(name.removesuffix(SUFFIX))
        return period is not None and period.year in years

    @cached_property
    def _sure_years(self) -> Mapping[Folder, frozenset[int]]:
        """The years for which an area's submissions are read from a folder, and no other."""
        known = {year for plan in self.plans for year in (plan.year - 1, plan.year)}
        return {
            folder: frozenset(
                year
                for year in known
                if (owner := self.owner_of(folder, year)) is not None
                and self.folder_of(owner, year) == folder
            )
            for folder in self.owners
        }

    @cached_property
    def submissions(self) -> Mapping[tuple[str, Period], IndexedFile]:
        """The files that lie where an area's submission for a period is read from."""
        return {
            key: entry
            for entry, key in zip(self.entries, self._keys, strict=True)
            if key is not None
        }

    @cached_property
    def _keys(self) -> tuple[tuple[str, Period] | None, ...]:
        """Whose submission for which period is read from each entry, None for another."""
        owners: dict[tuple[Folder, int], str | None] = {}
        keys: list[tuple[str, Period] | None] = []
        for entry in self.entries:
            period, owner = entry.period, None
            if period is not None:
                place = (entry.folder, period.year)
                if place not in owners:
                    owners[place] = self._read_for(*place)
                owner = owners[place]
            keys.append(None if period is None or owner is None else (owner, period))
        return tuple(keys)

    def _read_for(self, folder: Folder, year: int) -> str | None:
        """Return the area whose submissions for a year are read from a folder, or None."""
        owner = self.owner_of(folder, year)
        if owner is None or self.folder_of(owner, year) not in {None, folder}:
            return None
        return owner


def former_folders(plan: Plan, before: Plan | None) -> dict[str, Folder]:
    """Return where the units that a plan's units came from have their submissions.

    `before` is the plan of the year before; without it they lay directly in `districts/`.
    """
    formers = {former for unit in plan.units.values() for former in unit.formerly}
    known = {} if before is None else before.units
    return {
        former: known[former].folder if former in known else (UNITS_FOLDER, former)
        for former in sorted(formers)
    }


def link_out(path: str) -> Finding:
    """Return the finding for a link that leads out of the workspace."""
    message = gettext_lazy(
        "this link leads out of the workspace, so it is not read; put a copy here"
    )
    return Finding(LINK_OUT_OF_THE_WORKSPACE, path, START, message)
