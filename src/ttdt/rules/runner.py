"""Applying the rules: to one unit's history, or to a workspace on as many processors as help."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.errors import TtdtError
from ttdt.finding import START, Finding, Severity, bounded
from ttdt.maps import read_map
from ttdt.plan import OWN_AREA, read_whole_plan
from ttdt.rules import (
    RULES,
    acceptance,
    days,
    figures,
    former_units,
    funding,
    funding_sums,
    placement,
    programme,
    rounds,
    sums,
    tasks,
)
from ttdt.rules import plans as plan_rules
from ttdt.settings.files import read_workspace_settings
from ttdt.submission.round import AreaSubmissions, Round, of_one_day
from ttdt.workspace import parallel
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ttdt.finding import Rule
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.rules.registry import Checked, HistoryCheck, Problem
    from ttdt.submission.history import History
    from ttdt.workspace.index import SubmissionIndex
    from ttdt.yaml import YamlDocument

UnitFindings: TypeAlias = "tuple[list[Finding], list[str]]"
"""What is wrong with units' submissions, and the paths of all that were looked at."""

HISTORY_RULES = (
    *figures.RULES,
    *rounds.RULES,
    *funding.RULES,
    *tasks.RULES,
    *days.RULES,
)
"""The rules that one unit's submissions are held against."""
_AREA_RULES = (*sums.RULES, *funding_sums.RULES)
_ERRORS = frozenset(code for code, rule in RULES.items() if rule.severity is Severity.ERROR)

_FEWEST_FOR_PROCESSES = 100
"""With fewer submissions, starting other processes costs more than it saves."""

_CHUNKS_PER_PROCESS = 24
"""Enough that processes end together though units differ, few enough that sending them is cheap."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is wrong with a workspace, sorted, and which of its files were looked at."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    unplanned: tuple[str, ...] = ()
    """Plans with errors, whose submissions could not be checked against anything."""


@dataclass(frozen=True, slots=True)
class SubmissionOverride:
    """A submission that is not in the workspace, to be checked as if it were."""

    unit: str
    period: Period
    document: YamlDocument


def check_workspace(
    root: Path,
    shown: Path,
    *,
    wanted: Callable[[str], bool] = lambda _path: True,
    instead: SubmissionOverride | None = None,
    plans_instead: Mapping[int, YamlDocument] = MappingProxyType({}),
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> CheckResult:
    """Return every finding at a wanted path; the same whatever the number of processes.

    Units with no wanted path are not read. What stands `instead` of a submission, or of the plans
    of some years, is not in the workspace and checked as if it were. `progress` is told how many
    submissions are done. Raises `TtdtError` where there is no workspace.
    """
    workspace = Workspace(root, shown, plans=plans_instead)
    if plans_instead and parallel.START_METHOD != "fork":
        # A process that is no fork reads the workspace, and other plans.
        processes = 1
    findings: list[Finding] = []
    checked: list[str] = []
    done = _check_plans(workspace)
    findings += done.findings
    checked += [document.path for document in workspace.plan_documents()]
    plans, unplanned = done.sound, done.unplanned
    index = index_of(workspace, plans)
    if instead is not None:
        area = next(plan.areas[instead.unit] for plan in plans if instead.unit in plan.areas)
        index = index.with_file(area, instead.period, instead.document.path)
    findings += check_index(index)
    for path, found_there in _beside_submissions(workspace, plans, with_maps=not unplanned):
        findings += found_there
        checked.append(path)
    files = Counter(unit for unit, _ in index.submissions)
    checks = _UnitChecks(workspace, plans)
    if instead is None:
        chosen = {unit for (unit, _), entry in index.submissions.items() if wanted(entry.path)}
        sizes = {unit: count for unit, count in files.items() if unit in chosen}
        loads = _loads(plans, sizes, files)
        for found, looked_at in _check_units(checks, sizes, loads, processes, progress):
            findings += found
            checked += looked_at
    else:
        found, looked_at = checks.check(instead.unit, instead)
        findings += found
        checked += looked_at
    kept = {
        (*finding.sort_key, repr(finding.message.params)): finding
        for finding in findings
        if wanted(finding.path)
    }
    return CheckResult(
        tuple(bounded(kept[key] for key in sorted(kept))),
        tuple(sorted({path for path in checked if wanted(path)})),
        unplanned,
    )


def _beside_submissions(
    workspace: Workspace, plans: Sequence[Plan], *, with_maps: bool
) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Yield the settings, last year's submissions and the maps, each with what is wrong with it.

    What a map says is held against all plans, so none is looked at where one cannot be used.
    """
    settings = read_workspace_settings(workspace.root, workspace.shown.as_posix())
    if settings.exists:
        yield settings.shown, settings.findings
    for plan in plans:
        for submission in workspace.former_submissions(plan):
            yield submission.path, submission.all_findings
    for document in workspace.map_documents() if with_maps else ():
        yield document.path, read_map(document, plans)[1]


class _CheckedPlans(NamedTuple):
    """What is wrong with all plans of a workspace, those that can be used, and the other paths."""

    findings: list[Finding]
    sound: tuple[Plan, ...]
    unplanned: tuple[str, ...]


def _check_plans(workspace: Workspace) -> _CheckedPlans:
    findings: list[Finding] = []
    sound: dict[int, tuple[Plan, YamlDocument]] = {}
    unplanned: list[str] = []
    for document in workspace.plan_documents():
        errors, plan = read_whole_plan(document)
        findings += errors
        if plan is not None:
            findings += check_plan(plan, document)
        if errors or plan is None:
            unplanned.append(document.path)
        else:
            sound[plan.year] = plan, document
    for year, (plan, document) in sound.items():
        if year - 1 in sound:
            findings += [
                Finding(checked.rule, document.path, span, message)
                for checked in former_units.SUCCESSION
                for span, message in checked.check(plan, document, sound[year - 1][0])
            ]
    return _CheckedPlans(findings, tuple(plan for plan, _ in sound.values()), tuple(unplanned))


def index_of(workspace: Workspace, plans: tuple[Plan, ...]) -> SubmissionIndex:
    """Return what lies in the workspace, and for which days there are only unfilled forms."""
    index = workspace.index(plans)
    return replace(index, blank=_blank(workspace, index))


def _blank(workspace: Workspace, index: SubmissionIndex) -> frozenset[date]:
    """Return the ends of periods for which every file is a form that nobody has filled in."""
    filed = {period for _, period in index.submissions}
    try:
        return frozenset(
            period.end
            for plan in index.plans
            for period in filed
            if period.year == plan.year and workspace.is_blank(plan, period)
        )
    except TtdtError:
        # A unit's folder cannot be read: nobody knows what would have been in it.
        return frozenset()


@dataclass(frozen=True)
class _UnitChecks:
    """What checking the submissions of units takes; a process that is no fork reads it anew."""

    workspace: Workspace
    plans: tuple[Plan, ...]

    def __call__(self, units: Iterable[str]) -> UnitFindings:
        """Return what is wrong with all that some units have handed in, read unit by unit."""
        done = [self.check(unit) for unit in units]
        return (
            [finding for findings, _ in done for finding in findings],
            [path for _, checked in done for path in checked],
        )

    def check(self, unit: str, instead: SubmissionOverride | None = None) -> UnitFindings:
        """Return what is wrong with a unit's submissions, and their paths."""
        findings: list[Finding] = []
        checked: list[str] = []
        # The files of a year's end are held against its own plan, and against the next one as its
        # baselines: three files in twenty are parsed once instead of twice.
        parsed: dict[Period, YamlDocument] = {}
        for plan in self.plans:
            if unit in plan.areas:
                documents = None
                if instead is not None:
                    known = {instead.period: instead.document}
                    documents = self.workspace.documents(plan, unit, known)
                history = self.workspace.history(plan, unit, documents, parsed=parsed)
                parsed = {one.period: one.document for one in history.before if one.document}
                filed = (*history.all, *history.of_last_year.values())
                checked += [submission.path for submission in filed]
                findings += check_history(history, area_rounds(self.workspace, history))
        return findings, checked

    def __reduce__(self) -> tuple[Callable[[Path, Path], _UnitChecks], tuple[Path, Path]]:
        return _UnitChecks.of, (self.workspace.root, self.workspace.shown)

    @classmethod
    def of(cls, root: Path, shown: Path) -> _UnitChecks:
        workspace = Workspace(root, shown)
        return cls(workspace, workspace.sound_plans())


def _check_units(
    checks: _UnitChecks,
    sizes: dict[str, int],
    loads: dict[str, int],
    processes: int | None,
    progress: Callable[[int, int], None],
) -> Iterator[UnitFindings]:
    """Yield what is wrong with units, in no order.

    `sizes` says how many submissions each has, and `loads` how many are read for it.
    """
    total = sum(sizes.values())
    if processes is None:
        processes = 1 if total < _FEWEST_FOR_PROCESSES else parallel.processors()
    chunks = list(_chunks(loads, processes * _CHUNKS_PER_PROCESS if processes > 1 else len(loads)))
    done = 0
    for number, result in parallel.work_off(checks, chunks, processes):
        yield result
        done += sum(sizes[unit] for unit in chunks[number])
        progress(done, total)


def _loads(
    plans: Iterable[Plan], sizes: dict[str, int], files: Mapping[str, int]
) -> dict[str, int]:
    """Return how many submissions are read for each unit, those with the most first.

    For an area with units below, which has `sizes` of its own, theirs are read, too.
    """
    loads = dict(sizes)
    for plan in plans:
        for area in plan.below.keys() & sizes.keys():
            below = sum(files.get(unit.id, 0) for unit in plan.descendants(area))
            loads[area] = max(loads[area], sizes[area] + below)
    return dict(sorted(loads.items(), key=lambda one: -one[1]))


def _chunks(loads: dict[str, int], wanted: int) -> Iterator[tuple[str, ...]]:
    """Yield the units in groups for which about the same number of submissions is read."""
    size = max(1, sum(loads.values()) // max(1, wanted))
    chunk: list[str] = []
    held = 0
    for unit, count in loads.items():
        chunk.append(unit)
        held += count
        if held >= size:
            yield tuple(chunk)
            chunk, held = [], 0
    if chunk:
        yield tuple(chunk)


def area_rounds(workspace: Workspace, history: History) -> tuple[Round, ...]:
    """Return, for each day that an area has handed in for, what it and those below it say of it.

    Each round is seen from the area; of a unit without any below there are none.
    """
    if history.is_leaf:
        return ()
    plan, area = history.plan, history.unit
    rounds: list[Round] = []
    for _, filed in groupby(history.usable, key=lambda filed: filed.period.end):
        own = of_one_day(tuple(filed))
        below = workspace.standing_below(plan, area, own.period)
        whole = Round(plan, own.period, {area: AreaSubmissions(own), **below})
        rounds.append(whole if area == OWN_AREA else whole.of_unit(area))
    return tuple(rounds)


def check_history(
    history: History,
    rounds_: Iterable[Round] = (),
    rules: Sequence[Checked[HistoryCheck]] = HISTORY_RULES,
) -> list[Finding]:
    """Return what is wrong with a unit's submissions; what a file accepts with a reason is not.

    `rounds_` are those of `area_rounds`.
    """
    filed = (*history.all, *history.of_last_year.values())
    findings = [finding for one in filed for finding in one.all_findings]
    silenced = acceptance.AcceptanceLog(_ERRORS)
    for checked in rules:
        findings += [
            _finding(checked.rule, problem)
            for problem in checked.check(history)
            if not silenced.by(problem, checked.rule)
        ]
    for round_ in rounds_:
        for area_check in _AREA_RULES:
            findings += [
                _finding(area_check.rule, problem)
                for problem in area_check.check(round_)
                if not silenced.by(problem, area_check.rule)
            ]
    for checked_acceptance in acceptance.RULES:
        findings += [
            _finding(checked_acceptance.rule, problem)
            for problem in checked_acceptance.check(history, silenced)
        ]
    return findings


def check_plan(plan: Plan, document: YamlDocument) -> list[Finding]:
    """Return what is doubtful about a plan that can be used."""
    return [
        Finding(checked.rule, document.path, span, message)
        for checked in (*plan_rules.RULES, *programme.RULES, *former_units.RULES)
        for span, message in checked.check(plan, document)
    ]


def check_index(index: SubmissionIndex) -> list[Finding]:
    """Return what is wrong with where files lie, and which are missing."""
    return [
        Finding(checked.rule, path, START, message)
        for checked in (*placement.RULES, *plan_rules.BETWEEN_PLANS)
        for path, message in checked.check(index)
    ]


def _finding(rule: Rule, problem: Problem) -> Finding:
    return Finding(rule, problem.submission.path, problem.span, problem.message)
