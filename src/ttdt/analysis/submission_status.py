"""Who has handed in what for a round: what is missing, late or wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttdt.compute import Reason, Status
from ttdt.period import parse_file_name
from ttdt.rules.deadlines import late_submission

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ttdt.analysis.deadlines import Due
    from ttdt.compute import AreaResult, Completeness, Report
    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.workspace.index import SubmissionIndex


@dataclass(frozen=True, slots=True)
class Figures:
    """How many figures the plan asks of a unit, parts of composites and texts among them.

    What is reported, not applicable, not reported and invalid adds up to what is expected.
    """

    expected: int
    reported: int
    not_applicable: int
    not_reported: int
    explained: int
    """How many of those not reported have a reason."""
    invalid: int


@dataclass(frozen=True, slots=True)
class UnitSubmissionStatus:
    """What one unit has handed in for a round. What is not known is None, never False or 0."""

    unit: str
    figures: Figures
    submitted: bool = False
    usable: bool | None = None
    """Whether the submission can be read and is where it belongs; None without one."""
    empty: bool = False
    """Whether nothing is there but a file that says nothing."""
    path: str | None = None
    """The submission, or the empty file."""
    period: Period | None = None
    """The period that it was handed in for, which ends on the same day as the round's."""
    status: str | None = None
    submitted_on: date | None = None
    deadline: date | None = None
    late: bool | None = None
    """Whether it was handed in after the deadline; None without one, a date or a submission."""
    overdue: bool | None = None
    """Whether nothing has come and the deadline is over; None without one."""
    late_because: str | None = None
    """Why it came too late, where the file accepts that with a reason."""
    days_late: int | None = None
    """How many days it came after the deadline, or how many it is overdue; 0 where neither."""
    errors: int = 0
    warnings: int = 0
    """Those that no file accepts."""
    unread: tuple[str, ...] = ()
    """Files that seem to be meant for the round and that no report reads."""

    @property
    def missed_deadline(self) -> bool:
        """Whether the deadline passed without a submission, and no file gives a reason."""
        return bool(self.overdue or (self.late and self.late_because is None))

    @property
    def invalid(self) -> bool:
        """Whether anything it handed in has errors; an empty form was not handed in."""
        return self.errors > 0 and not self.empty

    @property
    def needs_someone(self) -> bool:
        """Whether someone has to act; a warning alone can wait."""
        return not self.submitted or self.missed_deadline or self.invalid

    @property
    def rank(self) -> int:
        """The place in the order: missing, then late or wrong, then the rest."""
        if not self.submitted:
            return 0
        return 1 if self.needs_someone else 2


CONDITIONS = ("missing", "late", "invalid")
"""What a script can ask about a standing."""


@dataclass(frozen=True, slots=True)
class SubmissionStatus:
    """Where the units asked for stand with a round, those that someone must act on first."""

    plan: Plan
    period: Period
    today: date
    sample: bool
    completeness: Completeness
    """As the report on the round has it."""
    deadline: date | None
    units: tuple[UnitSubmissionStatus, ...]
    due: tuple[Due, ...] | None = None
    """The next deadlines; None where nobody asked."""

    @property
    def all_well(self) -> bool:
        """Whether every unit has submitted, none late, none with errors."""
        return not any(unit.needs_someone for unit in self.units)

    def only_trouble(self) -> SubmissionStatus:
        """Return the standing with only the units that someone must act on."""
        return replace(self, units=tuple(unit for unit in self.units if unit.needs_someone))

    def holds(self, condition: str) -> bool:
        """Return whether one of `CONDITIONS` is true of a unit."""
        if condition == "missing":
            return any(not unit.submitted for unit in self.units)
        if condition == "late":
            return any(unit.missed_deadline for unit in self.units)
        return any(unit.invalid for unit in self.units)


def submission_status(
    report: Report,
    histories: Mapping[str, History],
    findings: Mapping[str, Sequence[Finding]],
    *,
    today: date,
    unread: Mapping[str, tuple[str, ...]] | None = None,
    due: tuple[Due, ...] | None = None,
) -> SubmissionStatus:
    """Return where the units of a report stand, seen from the day `today`.

    `histories` has all that each of them handed in, `findings` what is wrong with it and not
    accepted, and `unread` the files that no report reads. The report must not carry figures
    forward.
    """
    rows = {
        unit: _standing_of(
            report, unit, histories[unit], findings[unit], today, (unread or {}).get(unit, ())
        )
        for unit in report.units
    }
    return SubmissionStatus(
        plan=report.plan,
        period=report.period,
        today=today,
        sample=report.sample,
        completeness=report.completeness,
        deadline=deadline_of(report.plan, report.period),
        units=tuple(sorted(rows.values(), key=lambda row: row.rank)),
        due=due,
    )


def deadline_of(plan: Plan, period: Period) -> date | None:
    """Return the day by which a period's figures are due, or None where the plan sets none.

    Where the period has no deadline of its own, that of one that ends on the same day holds.
    """
    days = (plan.deadlines.get(same) for same in period.same_end())
    return next((day for day in days if day is not None), None)


def files_unread(index: SubmissionIndex, period: Period) -> dict[str, tuple[str, ...]]:
    """Return, for each unit, the files that seem to be its for a period and that no report reads.

    They are misspelt, of another kind, too deep, or in a folder spelt almost as the unit.
    """
    folders = {entry.parts: entry for entry in index.entries if entry.is_folder}
    found: dict[str, tuple[str, ...]] = {}
    for entry in index.strays():
        if entry.is_folder or not entry.folder:
            continue
        around = (entry.parts[:depth] for depth in range(len(entry.folder), 1, -1))
        nearest = next((one for one in around if one in folders or one in index.owners), None)
        if nearest is None:
            continue
        unit = index.owner_of(nearest)
        if unit is None:
            guesses = index.units_meant(folders[nearest])
            unit = guesses[0] if len(guesses) == 1 else None
        meant = parse_file_name(entry.name.rpartition(".")[0] or entry.name, period.year)
        if unit is not None and meant is not None and meant.end == period.end:
            found[unit] = (*found.get(unit, ()), entry.path)
    return found


def _standing_of(
    report: Report,
    unit: str,
    history: History,
    found: Sequence[Finding],
    today: date,
    unread: tuple[str, ...],
) -> UnitSubmissionStatus:
    """Return one unit's standing; errors and warnings are those of all its files for the round."""
    files = [filed for filed in history.submissions if filed.period.end == report.period.end]
    paths = {filed.path for filed in files}
    errors = sum(finding.is_error for finding in found if finding.path in paths)
    row = UnitSubmissionStatus(
        unit,
        _figures(result.areas[unit] for result in report.indicators if not result.indicator.parts),
        errors=errors,
        warnings=sum(finding.path in paths for finding in found) - errors,
    )
    taken = report.filed.get(unit)
    if taken is None:
        return _missing(replace(row, unread=unread), report, files, today)
    submission = next(filed for filed in files if filed.path == taken.path)
    return _handed_in(row, report, submission, today)


def _missing(
    row: UnitSubmissionStatus, report: Report, files: Sequence[Submission], today: date
) -> UnitSubmissionStatus:
    deadline = deadline_of(report.plan, report.period)
    late = None if deadline is None else max((today - deadline).days, 0)
    return replace(
        row,
        # Whatever is there and was not taken for a submission says nothing.
        empty=bool(files),
        path=files[0].path if files else None,
        deadline=deadline,
        overdue=None if late is None else late > 0,
        days_late=late,
    )


def _handed_in(
    row: UnitSubmissionStatus, report: Report, submission: Submission, today: date
) -> UnitSubmissionStatus:
    """Return the standing of a unit with a submission, which its own period's deadline binds."""
    own = report.plan.deadlines.get(submission.period)
    deadline = own or deadline_of(report.plan, report.period)
    # What a file that cannot be used says of itself may be another's.
    said = submission if submission.usable else None
    day = None if said is None else said.submitted
    row = replace(
        row,
        submitted=True,
        usable=submission.usable,
        path=submission.path,
        period=submission.period,
        status=None if said is None or said.status is None else str(said.status),
        submitted_on=day,
        deadline=deadline,
    )
    if deadline is not None and day is None and today <= deadline:
        # It is there already, whenever it came.
        day = today
    if deadline is None or day is None:
        return row
    late = max((day - deadline).days, 0)
    return replace(
        row,
        late=late > 0,
        days_late=late,
        late_because=submission.accept.get(late_submission.rule.code) if late else None,
    )


def _figures(rows: Iterable[AreaResult]) -> Figures:
    """Return the counts of a unit's rows, each of which is of exactly one kind.

    A figure counts as reported once the unit has given it, even where a population or a baseline
    to hold it against is missing.
    """
    kinds = [_kind(row) for row in rows]
    explained = kinds.count("explained")
    return Figures(
        expected=len(kinds),
        reported=kinds.count("reported"),
        not_applicable=kinds.count("not_applicable"),
        not_reported=kinds.count("not_reported") + explained,
        explained=explained,
        invalid=kinds.count("invalid"),
    )


def _kind(row: AreaResult) -> str:
    if row.status is Status.NOT_APPLICABLE:
        return "not_applicable"
    if row.reason is Reason.INVALID:
        return "invalid"
    if row.reason in {Reason.NOT_REPORTED, Reason.NOT_SUBMITTED}:
        return "not_reported" if row.why is None else "explained"
    return "reported"
