"""What the rules find in a unit's files for one day, reading no more of its others than needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.rules.acceptance import reported
from ttdt.rules.figures import contradictory_populations
from ttdt.rules.rounds import baseline_missing
from ttdt.rules.runner import HISTORY_RULES, check_history
from ttdt.schema.submission import AMOUNTS
from ttdt.submission import ReportStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.submission.round import Round


_RULES_OF_ANY_DAY = tuple(checked for checked in HISTORY_RULES if checked is not baseline_missing)
"""A unit's first round of the year, which the other one speaks of, has none before it."""


def days_near(history: History, end: date) -> tuple[date, ...]:
    """Return a day and the newest before it that the unit has files for."""
    earlier = {period.end for period in history.filed if period.end < end}
    return (max(earlier), end) if earlier else (end,)


def findings_of_day(history: History, end: date, rounds: Sequence[Round]) -> list[Finding]:
    """Return what `check_history` finds in the files for one day; `rounds` are those of the day.

    Most files raise no doubt when they are held against the round before, and then the unit's
    others could not raise one either: they are not read. That spares most of the time.
    """
    near = history.on(days_near(history, end))
    of_day = [filed for period, filed in near.filed.items() if period.end == end]
    paths = {filed.path for filed in of_day}
    if _is_enough(near, of_day, history.filed, end):
        found = check_history(near, rounds, _RULES_OF_ANY_DAY)
        if not any(finding.path in paths for finding in found):
            return []
    return [finding for finding in check_history(history, rounds) if finding.path in paths]


def _is_enough(
    near: History, of_day: Sequence[Submission], filed: Mapping[Period, object], end: date
) -> bool:
    """Return whether what rules do not find in a day's files beside those near they find nowhere.

    Each number must be in the round before, or an older one is what it is held against. Unsettled
    files are held against later ones, percentages that may be shares and acceptances against all.
    """
    before = [one for one in near.usable if one.period.end < end]
    numbers = _numbers(of_day)
    # In one file: a rate's numerator in one and its population in another make none.
    if not any(numbers <= _numbers((one,)) for one in before):
        return False
    if any(period.end > end for period in filed) and not all(
        one.status is ReportStatus.FINAL for one in of_day
    ):
        return False
    return not any(
        _accepts(one) or _may_hold_share(one) or contradictory_populations(near.plan, one)
        for one in near.submissions
    )


def _numbers(submissions: Iterable[Submission]) -> set[object]:
    """Return which numbers submissions have, and which tasks; a population of 0 makes no rate."""
    found: set[object] = set()
    for submission in submissions:
        sound = [(key, one) for key, one in submission.figures.items() if not one.invalid]
        found.update(("value", key) for key, one in sound if one.value is not None)
        found.update(("percent", key) for key, one in sound if one.percent is not None)
        known = submission.populations.items()
        found.update(name for name, one in known if one.value and not one.invalid)
        for cell, amounts in submission.funding.items():
            said = () if amounts.invalid else AMOUNTS
            found.update((key, cell) for key in said if getattr(amounts, key) is not None)
        found.update(("status", task) for task, one in submission.tasks.items() if one.status)
    return found


def _accepts(submission: Submission) -> bool:
    return bool(submission.accept) or any(one.accept for one in reported(submission))


def _may_hold_share(submission: Submission) -> bool:
    return any(
        one.percent is not None and 0 < one.percent <= 1 for one in submission.figures.values()
    )
