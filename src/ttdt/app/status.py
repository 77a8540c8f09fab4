"""Who has submitted, what is missing and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.analysis.deadlines import appointments, due_for
from ttdt.analysis.submission_status import CONDITIONS, submission_status
from ttdt.analysis.unread_files import files_unread
from ttdt.app.assessing import AskedPeriod, AskedRows, assess_period
from ttdt.app.notices import index_of, period_notices
from ttdt.app.outcome import ExitCode, Outcome
from ttdt.app.resolving import one_of, pick_year
from ttdt.app.words_in_place import BODY, UNIT, WordsInPlace
from ttdt.document.status import StatusAnswer
from ttdt.plan import OWN_AREA
from ttdt.rules.day_findings import days_near, findings_of_day
from ttdt.rules.runner import area_rounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.analysis.deadlines import Appointment
    from ttdt.analysis.submission_status import SubmissionStatus
    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.workspace.index import SubmissionIndex


_WORDS = WordsInPlace("status", (UNIT,), only_by_option=(BODY,))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRequest:
    """Which round and which units are asked about."""

    when: AskedPeriod
    rows: AskedRows
    words: Sequence[str] = ()
    """Units and a period that are named without an option."""
    due: bool = False
    """Whether the plan's next deadlines are asked for, too."""
    only_trouble: bool = False
    """Whether only the units are to be listed that someone must act on."""
    everything: bool = False
    """Whether all are to be listed, however many they are."""
    for_filtering: bool = False
    """Whether the rows will be filtered and sorted, so that each says all of itself."""
    fail_on: Sequence[str] = ()


class StatusOutcome(NamedTuple):
    """Where the units stand, and the answer that says it."""

    standing: SubmissionStatus
    outcome: Outcome


def make_status(request: StatusRequest, location: WorkspaceLocation) -> StatusOutcome:
    """Return where the units stand; raises `TtdtError` where that cannot be said."""
    conditions = [one_of("--fail-on", condition, CONDITIONS) for condition in request.fail_on]
    workspace = location.open_area(request.rows.area)
    when, rows, workspace = _WORDS.asked(request.words, workspace, request.when, request.rows)
    today = when.today
    coming = _appointments(workspace, when) if request.due else None
    period = _period(workspace, when, coming)
    plan = workspace.plan(period.year)
    selection = rows.selection(plan)
    round_, report = assess_period(workspace, period, selection)
    index, notices = index_of(workspace)
    handed_in = _handed_in(workspace, plan, (OWN_AREA, *report.units), period, index)
    found = submission_status(
        round_,
        report,
        {area: one.submissions for area, one in handed_in.items()},
        {area: one.findings for area, one in handed_in.items()},
        today=today,
        unread={} if index is None else _unread(index, period, plan),
        due=None
        if coming is None
        else tuple(
            due_for(one, workspace.round(one.period), today, selection.units) for one in coming
        ),
    )
    code = ExitCode.DONE
    if found.holds("invalid"):
        code = ExitCode.INVALID_DATA
    elif any(found.holds(condition) for condition in conditions):
        code = ExitCode.CONDITION_HOLDS
    answer = StatusAnswer(
        found,
        only_trouble=request.only_trouble,
        everything=request.everything,
        for_filtering=request.for_filtering,
    )
    notices = (*period_notices(when), *notices)
    return StatusOutcome(found, Outcome(answer, notices, code, is_uneventful=found.all_well))


class _HandedIn(NamedTuple):
    """What an area has handed in for a day, and what is wrong with it."""

    submissions: tuple[Submission, ...]
    findings: list[Finding]


def _handed_in(
    workspace: AreaWorkspace,
    plan: Plan,
    areas: Iterable[str],
    period: Period,
    index: SubmissionIndex | None,
) -> dict[str, _HandedIn]:
    """Return what was handed in by each area with a file for the period's last day.

    Of the others nothing is to be said but that; without an index all may have one.
    """
    filed = None
    if index is not None:
        filed = {area for area, other in index.submissions if other.end == period.end}
    histories = {
        area: workspace.history(plan.year, area)
        for area in areas
        if filed is None or plan.id_in_whole(area) in filed
    }
    whole = workspace.whole
    whole.read_ahead(
        whole.plan(plan.year),
        [
            (history.unit, near)
            for history in histories.values()
            for near in history.filed
            if near.end in days_near(history, period.end)
        ],
    )
    found = {}
    for area, history in histories.items():
        of_day = history.on((period.end,))
        rounds = area_rounds(whole, of_day)
        found[area] = _HandedIn(of_day.submissions, findings_of_day(history, period.end, rounds))
    return found


def _unread(index: SubmissionIndex, period: Period, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return, for each area of a plan, the files for a period that no report reads."""
    found = files_unread(index, period)
    return {area: found.get(plan.id_in_whole(area), ()) for area in plan.areas}


def _appointments(workspace: AreaWorkspace, when: AskedPeriod) -> tuple[Appointment, ...]:
    """Return what is due from today on by the plan of a year, or by every plan that may."""
    if when.year is not None:
        plans = [workspace.plan(pick_year(workspace, when.year))]
    else:
        # A year's last reports come early in the next; older plans need not even be in order.
        recent = [year for year in workspace.years if year >= when.today.year - 1]
        plans = [workspace.plan(year) for year in recent if workspace.knows(year)]
    return appointments(plans, when.today)


def _period(
    workspace: AreaWorkspace, when: AskedPeriod, coming: tuple[Appointment, ...] | None
) -> Period:
    """Return the period asked for; where nobody has submitted anything, what is due next."""
    if coming and when.is_latest:
        years = workspace.years if when.year is None else (pick_year(workspace, when.year),)
        if not any(workspace.latest(known) for known in years):
            return coming[0].period
    return when.period_in(workspace)
