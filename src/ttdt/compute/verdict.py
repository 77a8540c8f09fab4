"""Holding a value against its target: the verdict, the pace and the gap; the worst of several."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.results import Reason, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.period import Period
    from ttdt.plan import Indicator

ON_TRACK_FROM = Fraction(95, 100)
BEHIND_FROM = Fraction(60, 100)
_YEAR_END = Fraction(1)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What holding a value against a goal shows."""

    status: Status
    reason: Reason | None = None
    expected: Fraction | None = None
    pace: Fraction | None = None
    gap: Fraction | None = None


UNGRADED = Judgement(Status.UNGRADED)


def judge(
    indicator: Indicator,
    value: Fraction,
    goal: Fraction | None,
    baseline: Fraction | None,
    period: Period,
) -> Judgement:
    """Return the verdict on an exact value at the end of a period.

    `goal` is the target's value or a unit's share of it, `baseline` the value the path starts
    from. Without a goal nothing is judged.
    """
    target = indicator.target
    if target is None or goal is None:
        return UNGRADED
    gap = value - goal
    met = target.is_met(value, goal)
    expected = _expected(indicator, goal, baseline, period)
    if met:
        return Judgement(Status.MET, expected=expected, gap=gap)
    if period.elapsed == _YEAR_END or not indicator.paced:
        return Judgement(Status.NOT_MET, expected=expected, gap=gap)
    if baseline is None:
        return Judgement(Status.NOT_MET, Reason.NO_BASELINE, gap=gap)
    pace = None
    if expected is not None and expected != baseline:
        ahead = indicator.direction.sign * (value - baseline)
        pace = ahead / abs(expected - baseline)
    if target.is_met(baseline, goal):
        return Judgement(Status.WORSENING, expected=expected, pace=pace, gap=gap)
    if pace is None:
        return Judgement(Status.NOT_MET, expected=expected, gap=gap)
    return Judgement(_by_pace(pace), expected=expected, pace=pace, gap=gap)


def _by_pace(pace: Fraction) -> Status:
    """Return the status of a ratio of actual to expected change.

    Source of the cut-offs: Statistics Canada, Sustainable Development Goals data hub, progress
    measurement against a target with a value.
    """
    if pace >= ON_TRACK_FROM:
        return Status.ON_TRACK
    if pace >= BEHIND_FROM:
        return Status.BEHIND
    return Status.FAR_BEHIND if pace >= 0 else Status.WORSENING


def _expected(
    indicator: Indicator, goal: Fraction, baseline: Fraction | None, period: Period
) -> Fraction | None:
    """Return what the value should be by now: the period's milestone, or a point of the path.

    Milestones speak of the province's target, so a unit with a share of its own has the path.
    """
    if not indicator.paced or period.elapsed == _YEAR_END:
        return None
    milestone = milestone_of(indicator, goal, period)
    if milestone is not None:
        return milestone
    return None if baseline is None else baseline + period.elapsed * (goal - baseline)


def milestone_of(indicator: Indicator, goal: Fraction, period: Period) -> Fraction | None:
    """Return the milestone that a value is held against by now, or None where it has the path."""
    if indicator.target is not None and goal == indicator.target.value:
        for same in period.same_end():
            milestone = indicator.milestones.get(same.word)
            if milestone is not None:
                return milestone
    return None


@dataclass(frozen=True, slots=True)
class Worst:
    """The deciding member's status, reason and name."""

    status: Status
    reason: Reason | None
    name: str | None


def worst(
    members: Mapping[str, tuple[Status, Fraction | None, Reason | None]], sign: int = 1
) -> Worst:
    """Return what decides among parts or units, given each one's status, gap and reason.

    Any that is not met decides, the worst first; else one without data makes it `no_data`; else
    it is met, or ungraded where none was judged. Of equals the one with the smaller margin
    decides; `sign` is -1 where lower is better. Those not applicable have no say.
    """
    say = {
        name: member for name, member in members.items() if member[0] is not Status.NOT_APPLICABLE
    }
    if not say:
        return Worst(Status.NOT_APPLICABLE, None, None)
    short = [name for name in say if say[name][0].is_short]
    for status in (Status.NO_DATA, Status.MET, Status.UNGRADED):
        if short:
            break
        short = [name for name in say if say[name][0] is status]

    def margin(name: str) -> tuple[int, Fraction | int]:
        status, gap, _ = say[name]
        return (-status.rank, 0 if gap is None else sign * gap)

    name = min(short, key=margin)
    status, _, reason = say[name]
    return Worst(status, reason, name)
