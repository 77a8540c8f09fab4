"""Rules about where submissions lie, and which are missing; by name alone."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.finding import Severity
from ttdt.period import Period, parse_file_name, parse_id
from ttdt.plan import OWN_FOLDER, UNITS_FOLDER
from ttdt.rules.registry import Checked, IndexCheck, rule
from ttdt.text.matching import closest
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy
from ttdt.workspace.index import LINK_OUT_OF_THE_WORKSPACE, SUFFIX, link_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.workspace.index import Folder, IndexedFile, SubmissionIndex

_MOST_GUESSES = 10


@rule(
    "TT402",
    "unknown-unit",
    severity=Severity.ERROR,
    what=N_("A folder where those of units lie is no unit's."),
    why=N_("No report reads what lies in it, so its figures are missing from every sum."),
    fix=N_(
        "Give the folder the unit's id as the plan writes it, and put it where the plan's tree has"
        " the unit."
    ),
    bad="# districts/bacai/2024-Q2.yaml",
    good="# districts/bac-ai/2024-Q2.yaml",
)
def unknown_unit(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the folders that belong to no unit."""
    if not index.complete:
        return
    for entry in _meant(index):
        if (
            not entry.is_folder
            or entry.parts in index.owners
            or not index.holds_units(entry.folder)
        ):
            continue
        yield entry.path, _of_no_unit(index, entry)


def _of_no_unit(index: SubmissionIndex, entry: IndexedFile) -> Message:
    """Return which unit's folder one that is nobody's may be meant to be."""
    guesses = index.units_meant(entry.parts)
    if not guesses:
        return gettext_lazy("no plan has a unit “{unit}”", unit=entry.name)
    if len(guesses) > 1:
        return gettext_lazy(
            "“{unit}” is no unit's id, and may mean {choices}",
            unit=entry.name,
            choices=guesses[:_MOST_GUESSES],
        )
    home = _home(index, guesses[0])
    if home[:-1] != entry.folder:
        return gettext_lazy(
            "the files of “{unit}” lie in {folder}", unit=guesses[0], folder="/".join(home)
        )
    return gettext_lazy(
        "no plan has a unit “{unit}”; did you mean “{guess}”?", unit=entry.name, guess=guesses[0]
    )


@rule(
    "TT403",
    "unknown-period",
    severity=Severity.ERROR,
    what=N_("A submission's file name is no period, or one of a year that no plan reads."),
    why=N_("No report reads the file, so its figures are missing from every sum."),
    fix=N_("Name the file after its period: 2024-Q2.yaml, 2024-06.yaml, 2023.yaml."),
    bad="# districts/bac-ai/quy-2.yaml",
    good="# districts/bac-ai/2024-Q2.yaml",
)
def unknown_period(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files in a unit's folder that are named after no period of its plans."""
    for entry in _in_units(index):
        if not entry.name.endswith(SUFFIX) or _stands_beside(entry, index):
            continue
        said = entry.name.removesuffix(SUFFIX)
        if entry.period is not None:
            if index.complete and not _is_read(index, entry, entry.period):
                yield entry.path, _why_not_read(index, entry, entry.period)
            continue
        guess = _nearest_period(said, index.plans)
        named = index.units_named((*entry.folder, said))
        if guess is None and len(named) == 1:
            message = gettext_lazy(
                "“{period}” is not a period; the files of “{unit}” lie in {folder}",
                period=said,
                unit=named[0],
                folder="/".join(_home(index, named[0])),
            )
        elif guess is None:
            message = gettext_lazy("“{period}” is not a period", period=said)
        else:
            message = gettext_lazy(
                "“{period}” is not a period; did you mean “{guess}”?", period=said, guess=guess
            )
        yield entry.path, message


@rule(
    "TT404",
    "two-files-for-one-submission",
    severity=Severity.ERROR,
    what=N_("A unit has two files for one period, of which only one is read."),
    why=N_("Whoever corrects the other one will wonder why the report does not change."),
    fix=N_("Keep the file that is right, under the name that is read; delete the other."),
    bad="# districts/bac-ai/2024-Q2.yaml\n# districts/bac-ai/2024-Q2.yml",
    good="# districts/bac-ai/2024-Q2.yaml",
)
def two_files_for_one_submission(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files that lie beside the one that is read and differ from it only in spelling."""
    for entry in _in_units(index):
        if (other := _stands_beside(entry, index)) is not None:
            message = gettext_lazy(
                "{name} lies beside this file and is read in its place", name=other
            )
            yield entry.path, message


@rule(
    "TT405",
    "missing-submission",
    what=N_("A unit has no submission for a period for which others have one."),
    why=N_("Its figures are missing, so the province's are incomplete and may mislead."),
    fix=N_("Ask the unit for its submission, and put the file here."),
    bad="# districts/bac-ai/2024-Q2.yaml\n# districts/ninh-son/2024-Q1.yaml",
    good="# districts/bac-ai/2024-Q2.yaml\n# districts/ninh-son/2024-Q2.yaml",
)
def missing_submission(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield where the files should be that are not there; units with others below need none."""
    submissions = index.submissions
    filed: dict[date, set[str]] = {}
    for owner, end in chain(((owner, one.end) for owner, one in submissions), _misnamed(index)):
        filed.setdefault(end, set()).add(owner)
    handed_in = [one for one in submissions if one[1].end not in index.blank]
    unseen = {entry.parts for entry in index.entries if entry.leads_out}
    if (UNITS_FOLDER,) in unseen:
        return
    for plan in index.plans:
        for period in _due(plan, handed_in):
            for unit in plan.leaves:
                if unit.id in filed.get(period.end, ()) or _is_below(unit.folder, unseen):
                    continue
                yield (
                    index.path_of(unit, period),
                    gettext_lazy(
                        "{unit} has handed in nothing for {period}",
                        unit=plan.distinct_names[unit.id],
                        period=period.label,
                    ),
                )


@rule(
    "TT408",
    "unread-file",
    what=N_("A file lies or is named so that no report reads it."),
    why=N_("If it holds figures, they are missing from every sum without a word."),
    fix=N_(
        "Save it as districts/<unit>/<period>.yaml, where the plan's tree has the unit, or move it"
        " out of the workspace."
    ),
    bad="# districts/bac-ai/2024-Q2.xlsx",
    good="# districts/bac-ai/2024-Q2.yaml",
)
def unread_file(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files of another kind or depth than submissions have."""
    for entry in _meant(index):
        if entry.is_folder and (entry.parts in index.owners or index.holds_units(entry.folder)):
            continue
        if entry.folder not in index.owners:
            message = _why_unread(index, entry)
            if message is not None:
                yield entry.path, message
        elif not entry.name.endswith(SUFFIX) and _stands_beside(entry, index) is None:
            guess = _canonical(entry.name)
            if guess is None:
                message = gettext_lazy("no report reads this: submissions are called <period>.yaml")
            else:
                message = gettext_lazy("no report reads this; rename it to {name}", name=guess)
            yield entry.path, message
    yield from _outside(index)


def link_out_of_the_workspace(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the links that lead out of the workspace."""
    for entry in index.entries:
        if entry.leads_out:
            yield entry.path, link_out(entry.path).message


def _outside(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files beside the folders for submissions, and each other folder that holds such."""
    held: dict[str, int] = {}
    for entry in index.outside:
        if entry.folder:
            held[entry.folder[0]] = held.get(entry.folder[0], 0) + 1
        else:
            yield entry.path, _belongs_with_its_unit()
    for folder, files in held.items():
        guess = closest(folder, (UNITS_FOLDER, OWN_FOLDER))
        if guess is None:
            message = ngettext_lazy(
                "no report reads this folder, which holds {n} file named as submissions are; those"
                " lie in {units} and {own}",
                "no report reads this folder, which holds {n} files named as submissions are; those"
                " lie in {units} and {own}",
                files,
                units=UNITS_FOLDER,
                own=OWN_FOLDER,
            )
        else:
            message = ngettext_lazy(
                "no report reads this folder, which holds {n} file named as submissions are; did"
                " you mean “{guess}”?",
                "no report reads this folder, which holds {n} files named as submissions are; did"
                " you mean “{guess}”?",
                files,
                guess=guess,
            )
        yield f"{index.path}/{folder}", message


def _belongs_with_its_unit() -> Message:
    return gettext_lazy(
        "no report reads this: submissions lie in the folder of their unit, those of the"
        " plan's own area in {folder}",
        folder=OWN_FOLDER,
    )


def _home(index: SubmissionIndex, unit: str) -> Folder:
    """Return the folder of a unit by the newest plan that has it."""
    return next(plan.areas[unit].folder for plan in index.plans if unit in plan.areas)


def _why_unread(index: SubmissionIndex, entry: IndexedFile) -> Message | None:
    """Return why no report reads what lies in the folder of no area.

    None where that folder has a finding of its own: it lies where those of units do.
    """
    is_loose = entry.folder == (UNITS_FOLDER,)
    enclosing = [entry.folder[:depth] for depth in range(len(entry.folder), 0, -1)]
    around = next((folder for folder in enclosing if folder in index.owners), None)
    if is_loose:
        # Named after a unit instead of lying in its folder.
        stem, dot, _ = entry.name.partition(".")
        named = [index.units_named((*entry.folder, stem))] if dot else []
    elif around is None or index.holds_units(around):
        return None
    else:
        named = [index.units_named(folder) for folder in enclosing if len(folder) > len(around)]
    unit = next((units[0] for units in named if len(units) == 1), None)
    if unit is not None:
        return gettext_lazy(
            "no report reads this: the files of “{unit}” lie in {folder}",
            unit=unit,
            folder="/".join(_home(index, unit)),
        )
    if around is None:
        return _belongs_with_its_unit()
    return gettext_lazy(
        "no report reads this: submissions lie directly in {folder}", folder="/".join(around)
    )


def _is_below(folder: Folder, others: Collection[Folder]) -> bool:
    return any(folder[:depth] in others for depth in range(1, len(folder) + 1))


def _meant(index: SubmissionIndex) -> Iterator[IndexedFile]:
    """Yield what was meant to be read, without the links that have a rule of their own."""
    return (entry for entry in index.meant if not entry.leads_out)


def _in_units(index: SubmissionIndex) -> Iterator[IndexedFile]:
    """Yield what lies directly in the folder of an area and is no folder of a unit below it."""
    for entry in _meant(index):
        if entry.folder in index.owners and entry.parts not in index.owners:
            if entry.is_folder and index.holds_units(entry.folder):
                continue
            yield entry


def _canonical(name: str) -> str | None:
    """Return the file name that `name` is another spelling of, or None."""
    stem, dot, suffix = unicodedata.normalize("NFKC", name).rpartition(".")
    if dot and suffix.casefold() in {"yaml", "yml"}:
        period = parse_id(stem.strip().upper())
        return None if period is None else f"{period.id}{SUFFIX}"
    return None


def _stands_beside(entry: IndexedFile, index: SubmissionIndex) -> str | None:
    """Return the name of the file that is read in place of this one, or None."""
    if entry.period is not None:
        return None
    canonical = _canonical(entry.name)
    is_there = canonical is not None and index.has((*entry.folder, canonical))
    return canonical if is_there else None


def _is_read(index: SubmissionIndex, entry: IndexedFile, period: Period) -> bool:
    """Return whether a plan takes a file in an area's folder, for its year or the one after it."""
    owner = index.owner_of(entry.folder, period.year)
    if owner is None or index.folder_of(owner, period.year) != entry.folder:
        return False
    plan = index.plan_of(period.year)
    # The year after holds its own figures against the end of this one, and the same periods of it.
    return plan is None or owner in plan.areas or period in Period(period.year).same_end()


def _why_not_read(index: SubmissionIndex, entry: IndexedFile, period: Period) -> Message:
    owner = index.owner_of(entry.folder, period.year) or entry.folder[-1]
    home = index.folder_of(owner, period.year)
    if home is not None and home != entry.folder:
        return gettext_lazy(
            "no plan reads {period} of the unit “{unit}” here, but in {folder}",
            period=period.id,
            unit=owner,
            folder="/".join(home),
        )
    return gettext_lazy(
        "no plan reads {period} of the unit “{unit}”",
        period=period.id,
        unit=owner or OWN_FOLDER,
    )


def _nearest_period(said: str, plans: tuple[Plan, ...]) -> str | None:
    """Return the id of the period that a file's name may mean, or None."""
    years = sorted((plan.year for plan in plans), reverse=True)
    if not years:
        return None
    meant = parse_file_name(said, years[0])
    if meant is not None and (meant.year in years or meant.year + 1 in years):
        return meant.id
    known = [
        period.id
        for year in years
        for month in range(1, 13)
        for period in Period(year, f"{month:02d}").same_end()
    ]
    return closest(said, known)


def _misnamed(index: SubmissionIndex) -> Iterator[tuple[str, date]]:
    """Yield the unit and end of files that have findings of their own for not being read."""
    meant: dict[Folder, str | None] = {}
    for entry in _meant(index):
        folder = entry.folder
        if folder not in meant:
            meant[folder] = index.owner_of(folder)
            if meant[folder] is None and folder and index.holds_units(folder[:-1]):
                guesses = index.units_meant(folder)
                meant[folder] = guesses[0] if len(guesses) == 1 else None
        unit = meant[folder]
        if not unit or entry.is_folder:
            continue
        stem = entry.name.rpartition(".")[0]
        period = parse_id(stem.upper()) or parse_id(_nearest_period(stem, index.plans) or "")
        if period is not None:
            yield unit, period.end


def _due(plan: Plan, submissions: Iterable[tuple[str, Period]]) -> Iterator[Period]:
    """Yield one period for each day on which a submission of the plan's year is due.

    A day is due where a unit has handed in for it, or where the calendar has it and a later one
    has been handed in for. The period is the one most units used, unless the calendar has that day
    and not that period: then its own, the longest.
    """
    used: dict[Period, int] = {}
    last = date.min
    for unit, period in submissions:
        last = max(last, period.end)
        if period.year == plan.year and unit in (plan.units or plan.areas):
            used[period] = used.get(period, 0) + 1
    by_end: dict[date, Period] = {}
    for period in sorted(used, key=lambda period: (used[period], -period.months, period.part)):
        by_end[period.end] = period
    for end, listed in plan.calendar_days.items():
        if end <= last and by_end.get(end) not in plan.calendar:
            by_end[end] = listed
    for end in sorted(by_end):
        yield by_end[end]


@rule(
    "TT412",
    "half-written-import",
    severity=Severity.ERROR,
    what=N_("An import was ended while it was writing: it has written some of its files only."),
    why=N_("Old figures stand beside new ones, so sums over them hold for no day."),
    fix=N_(
        "Import the same files again: what is left is written first. If a file has been changed"
        " since, see that all of them are right, then delete .ttdt.journal in the workspace."
    ),
    bad="# districts/bac-ai/2024-Q2.yaml: new\n# districts/ninh-son/2024-Q2.yaml: as it was",
    good="# districts/bac-ai/2024-Q2.yaml: new\n# districts/ninh-son/2024-Q2.yaml: new",
)
def half_written_import(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files that an import was to write and that do not hold what it was to write."""
    state = index.unfinished
    if state is None or not state.is_half_done:
        return
    there = len(state.replaced)
    folder = "" if index.path == "." else f"{index.path}/"
    for path in state.left:
        message = ngettext_lazy(
            "an import was ended before it had written this file; {n} other is written",
            "an import was ended before it had written this file; {n} others are written",
            there,
        )
        yield f"{folder}{path}", message
    for path in state.changed:
        message = gettext_lazy(
            "an import was ended while it was writing this file and others, and it has been changed"
            " since"
        )
        yield f"{folder}{path}", message


RULES: tuple[Checked[IndexCheck], ...] = (
    unknown_unit,
    unknown_period,
    two_files_for_one_submission,
    missing_submission,
    unread_file,
    half_written_import,
    Checked(LINK_OUT_OF_THE_WORKSPACE, link_out_of_the_workspace),
)
