"""Who has handed in what for a round: what is missing, late or wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.analysis.deadlines import deadline_of
from ttdt.analysis.figure_counts import (
    Figures,
    figures_of_area_above,
    figures_of_unit,
    not_reported,
)
from ttdt.plan import OWN_AREA
from ttdt.rules.days import late_submission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ttdt.analysis.deadlines import Due
    from ttdt.compute import Completeness, Report
    from ttdt.compute.tasks import TasksResult
    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.plan import Indicator, Plan
    from ttdt.submission import Submission
    from ttdt.submission.round import Round


@dataclass(frozen=True, slots=True)
class UnitsBelow:
    """What has come from the smallest units below an area: their ids, in the plan's order."""

    expected: tuple[str, ...]
    missing: tuple[str, ...]
    late: tuple[str, ...]
    """Those that handed in too late, without a reason that is accepted."""
    invalid: tuple[str, ...]
    """Those whose submission has errors."""

    @property
    def submitted(self) -> int:
        """How many have handed something in."""
        return len(self.expected) - len(self.missing)

    @property
    def all_well(self) -> bool:
        """Whether all have submitted, none late, none with errors."""
        return not (self.missing or self.late or self.invalid)


@dataclass(frozen=True, slots=True)
class AreaSubmissionStatus:
    """What one area has handed in for a round. What is not known is None, never False or 0."""

    area: str
    figures: Figures
    below: UnitsBelow | None = None
    """What has come from the units below it; None of one without, which must submit itself."""
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
    """Whether nothing has come that must, and the deadline is over; None without one."""
    late_because: str | None = None
    """Why it came too late, where the file accepts that with a reason."""
    days_late: int | None = None
    """How many days it came after the deadline, or how many it is overdue; 0 where neither."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with its files for the round and no file accepts, in the order of the files."""
    not_reported: tuple[Indicator, ...] = ()
    """What it owes and says nothing about, not even why."""
    covered: int = 0
    """How many figures areas above it handed in, which stand for it where it hands in none."""
    covered_by: tuple[str, ...] = ()
    """Those areas, the nearest first."""
    unread: tuple[str, ...] = ()
    """Files that seem to be meant for the round and that no report reads."""

    @property
    def required(self) -> bool:
        """Whether it must submit; an area with units below it may."""
        return self.below is None

    @property
    def missing(self) -> bool:
        """Whether it must submit and has not."""
        return self.required and not self.submitted

    @property
    def errors(self) -> int:
        """How many errors its files have."""
        return sum(finding.is_error for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings its files have."""
        return len(self.findings) - self.errors

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
        return self.missing or self.missed_deadline or self.invalid

    @property
    def rank(self) -> int:
        """The place in the order: missing, then late or wrong, then the rest."""
        if self.missing:
            return 0
        return 1 if self.needs_someone else 2


class BodyReports(NamedTuple):
    """Which of the tasks that a body reports on itself it has said a word of."""

    body: str
    reported: tuple[str, ...]
    """The ids of those tasks."""
    missing: tuple[str, ...]
    """Those without a word."""


CONDITIONS = ("missing", "late", "invalid")
"""What a script can ask about a standing."""


@dataclass(frozen=True, slots=True)
class SubmissionStatus:
    """Where the areas asked for stand with a round, those that someone must act on first."""

    plan: Plan
    period: Period
    today: date
    sample: bool
    completeness: Completeness
    """As the report on the round has it."""
    deadline: date | None
    areas: tuple[AreaSubmissionStatus, ...]
    """Each before those below it; those beside each other in the order of what is wrong in them.

    The plan's own area is among them only if it has a file for the round."""
    due: tuple[Due, ...] | None = None
    """The next deadlines; None where nobody asked."""
    bodies: tuple[BodyReports, ...] = ()
    """What has come from the bodies whose word the plan's own area hands in."""

    @property
    def units(self) -> tuple[AreaSubmissionStatus, ...]:
        """The areas that must submit."""
        return tuple(area for area in self.areas if area.required)

    @property
    def all_well(self) -> bool:
        """Whether every unit has submitted, none late, none with errors."""
        return not any(area.needs_someone for area in self.areas)

    def only_trouble(self) -> SubmissionStatus:
        """Return the standing with only the areas that someone must act on, and those above."""
        kept: set[str | None] = set()
        for area in reversed(self.areas):
            if area.needs_someone or area.area in kept:
                kept |= {area.area, self.plan.areas[area.area].parent}
        return replace(self, areas=tuple(area for area in self.areas if area.area in kept))

    def holds(self, condition: str) -> bool:
        """Return whether one of `CONDITIONS` is true of an area."""
        if condition == "missing":
            return any(area.missing for area in self.areas)
        if condition == "late":
            return any(area.missed_deadline for area in self.areas)
        return any(area.invalid for area in self.areas)


def submission_status(
    round_: Round,
    report: Report,
    filed: Mapping[str, Sequence[Submission]],
    findings: Mapping[str, Sequence[Finding]],
    *,
    today: date,
    unread: Mapping[str, tuple[str, ...]] | None = None,
    due: tuple[Due, ...] | None = None,
) -> SubmissionStatus:
    """Return where the areas of a report on a round stand, seen from the day `today`.

    `filed` has what each of them handed in for the last day of the round, `findings` what is wrong
    with it and not accepted, and `unread` the files that no report reads. The report must not carry
    figures forward.
    """
    plan = report.plan
    rows: dict[str, AreaSubmissionStatus] = {}
    # Each comes after all that are below it.
    for area in reversed(_asked(report)):
        row = _row(round_, report, area, rows)
        row = _standing_of(row, report, filed.get(area, ()), findings.get(area, ()), today)
        rows[area] = row if row.submitted else replace(row, unread=(unread or {}).get(area, ()))
    if OWN_AREA in plan.below and OWN_AREA in rows and rows[OWN_AREA].path is None:
        del rows[OWN_AREA]
    return SubmissionStatus(
        plan=plan,
        period=report.period,
        today=today,
        sample=report.sample,
        completeness=report.completeness,
        deadline=deadline_of(plan, report.period),
        areas=_ordered(plan, {area: rows[area] for area in plan.areas if area in rows}),
        due=due,
        bodies=() if report.tasks is None else _bodies(report.tasks.of((OWN_AREA,)), plan),
    )


def _bodies(tasks: TasksResult, plan: Plan) -> tuple[BodyReports, ...]:
    """Return what bodies say of the tasks that no unit is asked for, in the plan's order."""
    rows = [row for row in tasks.rows if not row.task.units]
    reported = {row.task.id for row in rows if row.words[OWN_AREA].status is not None}
    return tuple(
        BodyReports(
            body,
            tuple(task for task in own if task in reported),
            tuple(task for task in own if task not in reported),
        )
        for body in plan.bodies
        if (own := [row.task.id for row in rows if body in row.task.responsible])
    )


def _asked(report: Report) -> tuple[str, ...]:
    """Return the areas that a report speaks of, the plan's own first unless units were chosen."""
    return report.units if report.by_selection else (OWN_AREA, *report.units)


def _ordered(
    plan: Plan, rows: Mapping[str, AreaSubmissionStatus]
) -> tuple[AreaSubmissionStatus, ...]:
    """Return each area before those below it; beside each other, by the worst that is in them."""
    worst = {area: row.rank for area, row in rows.items()}
    beside: dict[str | None, list[str]] = {}
    for area in reversed(tuple(rows)):
        parent = plan.areas[area].parent
        if parent is not None and parent in rows:
            worst[parent] = min(worst[parent], worst[area])
        beside.setdefault(parent if parent in rows else None, []).insert(0, area)
    found: list[AreaSubmissionStatus] = []

    def add(areas: list[str]) -> None:
        for area in sorted(areas, key=worst.__getitem__):
            found.append(rows[area])
            add(beside.get(area, []))

    add(beside.get(None, []))
    return tuple(found)


def _row(
    round_: Round, report: Report, area: str, rows: Mapping[str, AreaSubmissionStatus]
) -> AreaSubmissionStatus:
    """Return the standing of an area as if it had no files; `rows` are those of all below it."""
    plan, current = report.plan, round_.of(area).current
    if area in plan.below:
        expected = report.expected_of(area)
        below = UnitsBelow(
            expected=expected,
            missing=tuple(unit for unit in expected if rows[unit].missing),
            late=tuple(
                unit for unit in expected if rows[unit].submitted and rows[unit].missed_deadline
            ),
            invalid=tuple(unit for unit in expected if rows[unit].invalid),
        )
        return AreaSubmissionStatus(area, figures_of_area_above(current), below)
    given = {
        one.id: figures
        for one in reversed(plan.ancestors(area) if current is None else ())
        if (figures := _given(round_.of(one.id).current))
    }
    return AreaSubmissionStatus(
        area,
        figures_of_unit(report, area),
        not_reported=not_reported(report, area),
        covered=len(frozenset().union(*given.values())),
        covered_by=tuple(given),
    )


def _given(submission: Submission | None) -> frozenset[tuple[str, str | None]]:
    """Return the figures that a submission has numbers or texts for."""
    if submission is None or not submission.usable:
        return frozenset()
    said = submission.figures.items()
    return frozenset(key for key, figure in said if figure.reported and not figure.invalid)


def _standing_of(
    row: AreaSubmissionStatus,
    report: Report,
    files: Sequence[Submission],
    found: Sequence[Finding],
    today: date,
) -> AreaSubmissionStatus:
    """Return one area's standing by its files for the round."""
    paths = {filed.path for filed in files}
    concerned = [finding for finding in found if finding.path in paths]
    row = replace(row, findings=tuple(sorted(concerned, key=lambda one: one.sort_key)))
    taken = report.filed.get(row.area)
    if taken is None:
        return _missing(row, report, files, today)
    submission = next(filed for filed in files if filed.path == taken.path)
    return _handed_in(row, report, submission, today)


def _missing(
    row: AreaSubmissionStatus, report: Report, files: Sequence[Submission], today: date
) -> AreaSubmissionStatus:
    deadline = deadline_of(report.plan, report.period)
    late = None if deadline is None or not row.required else max((today - deadline).days, 0)
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
    row: AreaSubmissionStatus, report: Report, submission: Submission, today: date
) -> AreaSubmissionStatus:
    """Return the standing of an area with a submission, which its own period's deadline binds."""
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
