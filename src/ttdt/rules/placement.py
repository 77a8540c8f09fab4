"""Rules about where files lie in `districts/`, and which are missing; by name alone."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.finding import Severity
from ttdt.period import Period, parse_file_name, parse_id
from ttdt.rules.registry import Checked, IndexCheck, rule
from ttdt.text.matching import closest
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.index import LINK_OUT_OF_THE_WORKSPACE, SUFFIX, link_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.workspace.index import IndexedFile, SubmissionIndex

_OF_A_UNIT = 2
_MOST_GUESSES = 10
"""How many names lead to a file in a unit's folder: the unit's and its own."""


@rule(
    "TT402",
    "unknown-unit",
    severity=Severity.ERROR,
    what=N_("A folder in districts/ is named after no unit of any plan."),
    why=N_("No report reads what lies in it, so its figures are missing from every sum."),
    fix=N_("Give the folder the unit's id as the plan writes it, or move it elsewhere."),
    bad="# districts/bacai/2024-Q2.yaml",
    good="# districts/bac-ai/2024-Q2.yaml",
)
def unknown_unit(shelf: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the folders that belong to no unit."""
    units = _units(shelf)
    if not shelf.complete:
        return
    for entry in _meant(shelf):
        name = entry.parts[0]
        if entry.is_folder and len(entry.parts) == 1 and name not in units:
            guesses = shelf.units_meant(name)
            if not guesses:
                message = gettext_lazy("no plan has a unit “{unit}”", unit=name)
            elif len(guesses) == 1:
                message = gettext_lazy(
                    "no plan has a unit “{unit}”; did you mean “{guess}”?",
                    unit=name,
                    guess=guesses[0],
                )
            else:
                message = gettext_lazy(
                    "“{unit}” is no unit's id, and may mean {choices}",
                    unit=name,
                    choices=guesses[:_MOST_GUESSES],
                )
            yield entry.path, message


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
def unknown_period(shelf: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files in a unit's folder that are named after no period of its plans."""
    names = {entry.parts for entry in shelf.entries}
    for entry in _in_units(shelf):
        unit, name = entry.parts
        if not name.endswith(SUFFIX) or _stands_beside(entry, names):
            continue
        said = name.removesuffix(SUFFIX)
        if entry.period is not None:
            if shelf.complete and not _is_read(shelf, unit, entry.period):
                yield (
                    entry.path,
                    gettext_lazy(
                        "no plan reads {period} of the unit “{unit}”", period=said, unit=unit
                    ),
                )
            continue
        guess = _nearest_period(said, shelf.plans)
        if guess is None:
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
def two_files_for_one_submission(shelf: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files that lie beside the one that is read and differ from it only in spelling."""
    names = {entry.parts for entry in shelf.entries}
    for entry in _in_units(shelf):
        if (other := _stands_beside(entry, names)) is not None:
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
def missing_submission(shelf: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield where the files should be that are not there."""
    submissions = shelf.submissions()
    filed = {(unit, period.end) for unit, period in submissions} | set(_misnamed(shelf))
    handed_in = [one for one in submissions if one[1].end not in shelf.blank]
    unseen = {entry.parts[0] for entry in shelf.entries if entry.leads_out and _is_top(entry)}
    if any(not entry.parts for entry in shelf.entries):
        return
    for plan in shelf.plans:
        for period in _due(plan, handed_in):
            for unit in plan.units:
                if unit not in unseen and (unit, period.end) not in filed:
                    yield (
                        f"{shelf.path}/{unit}/{period.id}{SUFFIX}",
                        gettext_lazy(
                            "{unit} has handed in nothing for {period}",
                            unit=plan.units[unit].name,
                            period=period.label,
                        ),
                    )


@rule(
    "TT408",
    "unread-file",
    what=N_("A file in districts/ lies or is named so that no report reads it."),
    why=N_("If it holds figures, they are missing from every sum without a word."),
    fix=N_("Save it as districts/<unit>/<period>.yaml, or move it out of districts/."),
    bad="# districts/bac-ai/2024-Q2.xlsx",
    good="# districts/bac-ai/2024-Q2.yaml",
)
def unread_file(shelf: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the files of another kind or depth than submissions have."""
    names = {entry.parts for entry in shelf.entries}
    units = _units(shelf)
    for entry in _meant(shelf):
        depth = len(entry.parts)
        if depth > 1 and entry.parts[0] not in units:
            continue
        if depth != _OF_A_UNIT:
            if depth > 1 or not entry.is_folder:
                yield (
                    entry.path,
                    gettext_lazy(
                        "no report reads this: submissions lie in districts/<unit>/, neither above"
                        " nor below"
                    ),
                )
        elif not entry.parts[1].endswith(SUFFIX) and _stands_beside(entry, names) is None:
            guess = _canonical(entry.parts[1])
            if guess is None:
                message = gettext_lazy("no report reads this: submissions are called <period>.yaml")
            else:
                message = gettext_lazy("no report reads this; rename it to {name}", name=guess)
            yield entry.path, message


def link_out_of_the_workspace(shelf: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the links that lead out of the workspace."""
    for entry in shelf.entries:
        if entry.leads_out:
            yield entry.path, link_out(entry.path).message


def _units(shelf: SubmissionIndex) -> dict[str, None]:
    """Return the ids of all plans' units, in the order of the plans."""
    return dict.fromkeys(chain.from_iterable(plan.units for plan in shelf.plans))


def _is_top(entry: IndexedFile) -> bool:
    return len(entry.parts) == 1


def _meant(shelf: SubmissionIndex) -> Iterator[IndexedFile]:
    """Yield what was meant to be read, without the links that have a rule of their own."""
    return (entry for entry in shelf.meant() if not entry.leads_out)


def _in_units(shelf: SubmissionIndex) -> Iterator[IndexedFile]:
    """Yield what lies directly in the folder of a unit."""
    units = _units(shelf)
    for entry in _meant(shelf):
        if len(entry.parts) == _OF_A_UNIT and entry.parts[0] in units:
            yield entry


def _canonical(name: str) -> str | None:
    """Return the file name that `name` is another spelling of, or None."""
    stem, dot, suffix = unicodedata.normalize("NFKC", name).rpartition(".")
    if dot and suffix.casefold() in {"yaml", "yml"}:
        period = parse_id(stem.strip().upper())
        return None if period is None else f"{period.id}{SUFFIX}"
    return None


def _stands_beside(entry: IndexedFile, names: set[tuple[str, ...]]) -> str | None:
    """Return the name of the file that is read in place of this one, or None."""
    if entry.period is not None:
        return None
    unit, name = entry.parts
    canonical = _canonical(name)
    return canonical if canonical is not None and (unit, canonical) in names else None


def _is_read(shelf: SubmissionIndex, unit: str, period: Period) -> bool:
    """Return whether a plan takes the unit's submission for its year or as its baseline."""
    return any(
        unit in plan.units
        and (plan.year == period.year or period in Period(plan.year - 1).same_end())
        for plan in shelf.plans
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


def _misnamed(shelf: SubmissionIndex) -> Iterator[tuple[str, date]]:
    """Yield the unit and end of files that have findings of their own for not being read."""
    owner: dict[str, str | None] = {unit: unit for unit in _units(shelf)}
    for entry in _meant(shelf):
        if len(entry.parts) != _OF_A_UNIT:
            continue
        folder = entry.parts[0]
        if folder not in owner:
            guesses = shelf.units_meant(folder)
            owner[folder] = guesses[0] if len(guesses) == 1 else None
        unit = owner[folder]
        stem = entry.parts[1].rpartition(".")[0]
        period = parse_id(stem.upper()) or parse_id(_nearest_period(stem, shelf.plans) or "")
        if unit is not None and period is not None:
            yield unit, period.end


def _due(plan: Plan, submissions: Iterable[tuple[str, Period]]) -> Iterator[Period]:
    """Yield one period for each day on which a submission of the plan's year is due.

    A day is due where a unit has handed in for it, or where the calendar has it and a later one
    has been handed in for. The period is the calendar's, else the one most units used.
    """
    used: dict[Period, int] = {}
    last = date.min
    for unit, period in submissions:
        last = max(last, period.end)
        if period.year == plan.year and unit in plan.units:
            used[period] = used.get(period, 0) + 1
    listed = {period.end: period for period in plan.calendar if period.end <= last}
    by_end: dict[date, Period] = {}
    for period in sorted(used, key=lambda period: (used[period], -period.months, period.part)):
        by_end[period.end] = period
    due = by_end | listed
    for end in sorted(due):
        yield due[end]


RULES: tuple[Checked[IndexCheck], ...] = (
    unknown_unit,
    unknown_period,
    two_files_for_one_submission,
    missing_submission,
    unread_file,
    Checked(LINK_OUT_OF_THE_WORKSPACE, link_out_of_the_workspace),
)
