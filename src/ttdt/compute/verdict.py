"""Holding a value against its target: the verdict, the pace and the gap; the worst of several."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import GROWING, measure_of
from ttdt.compute.results import Reason, Status
from ttdt.period import part_of_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.period import Period
    from ttdt.plan import Indicator

ON_TRACK_FROM = Fraction(95, 100)
BEHIND_FROM = Fraction(60, 100)
_MONTHS = 12


class Progress(NamedTuple):
    """What the way made so far is measured by: the units that have both ends of it."""

    value: Fraction
    start: Fraction | None = None
    """Where the way begins; None where nobody has said."""
    scale: Fraction | None = None
    """How much of the numerator makes one of the value; None where that is not known."""


class Judgement(NamedTuple):
    """What holding a value against a goal shows."""

    status: Status
    reason: Reason | None = None
    expected: Fraction | None = None
    pace: Fraction | None = None


UNGRADED = Judgement(Status.UNGRADED)


def judge(
    indicator: Indicator,
    value: Fraction,
    goal: Fraction | None,
    progress: Progress,
    period: Period,
) -> Judgement:
    """Return the verdict on an exact value at the end of a period.

    `goal` is the target's value or an area's own. Without a goal nothing is judged. Before the
    year is over, nothing that can still be met is called not met.
    """
    target = indicator.target
    if target is None or goal is None:
        return UNGRADED
    met = target.is_met(value, goal)
    over = period.end_month == _MONTHS
    expected = None if over else expected_value(indicator, goal, progress.start, period)
    if not over and is_ceiling(indicator):
        return Judgement(_below_ceiling(value, expected, met=met), expected=expected)
    if met or over:
        return Judgement(Status.MET if met else Status.NOT_MET, expected=expected)
    pace = _pace(indicator, progress, expected)
    status = _on_the_way(indicator, goal, progress, expected, pace)
    lost = indicator.paced and status is Status.NOT_YET and expected is None
    return Judgement(status, Reason.NO_BASELINE if lost else None, expected, pace)


def is_met_for_good(
    indicator: Indicator, value: Fraction, goal: Fraction | None, period: Period
) -> bool:
    """Return whether `judge` finds a goal met, whatever the way so far."""
    target = indicator.target
    if target is None or goal is None or not target.is_met(value, goal):
        return False
    return period.end_month == _MONTHS or not is_ceiling(indicator)


def is_ceiling(indicator: Indicator) -> bool:
    """Return whether the target is a most that something which only grows is to stay within."""
    target = indicator.target
    return (
        measure_of(indicator).only_grows and target is not None and target.comparator not in GROWING
    )


def _below_ceiling(value: Fraction, expected: Fraction | None, *, met: bool) -> Status:
    """Return how a growing number stands that may not pass its target by the year's end."""
    if not met:
        return Status.NOT_MET
    if expected is None:
        return Status.NOT_YET
    return Status.ON_TRACK if value <= expected else Status.BEHIND


def _on_the_way(
    indicator: Indicator,
    goal: Fraction,
    progress: Progress,
    expected: Fraction | None,
    pace: Fraction | None,
) -> Status:
    """Return the verdict on a value that is short of its goal while there is time left."""
    if expected is None:
        return Status.NOT_YET
    if indicator.direction.sign * _over(progress.value, expected) >= 0:
        return Status.ON_TRACK
    if progress.start is None:
        return Status.BEHIND
    if indicator.target is not None and indicator.target.is_met(progress.start, goal):
        return Status.WORSENING
    return Status.NOT_YET if pace is None else _by_pace(pace)


def _pace(indicator: Indicator, progress: Progress, expected: Fraction | None) -> Fraction | None:
    """Return the change made over the change expected, or None where that says nothing.

    A change of less than one household or village is none that anyone could have made.
    """
    if expected is None or progress.start is None:
        return None
    start, value, sign = progress.start, progress.value, indicator.direction.sign
    # One fraction instead of three: these are the numerators of the way and of what is made of it,
    # over the denominators of both ends.
    way, made = _over(expected, start), _over(value, start)
    if not way or (progress.scale is not None and _is_below_one(expected, start, progress.scale)):
        return None
    if sign * way > 0:
        return Fraction(made * expected.denominator, way * value.denominator)
    # A milestone behind the start asks for no progress, so none is measured until it is missed.
    if sign * _over(value, expected) >= 0:
        return None
    return Fraction(-made * expected.denominator, way * value.denominator)


def _over(one: Fraction, other: Fraction) -> int:
    """Return a number above 0 if the first is the greater, and below 0 if it is the smaller.

    This and the next are in integers: every row comes by here, and fractions take five times as
    long.
    """
    return one.numerator * other.denominator - other.numerator * one.denominator


def _is_below_one(one: Fraction, other: Fraction, scale: Fraction) -> bool:
    """Return whether two values differ by less than one of the numerator."""
    under = one.denominator * other.denominator * scale.denominator
    return abs(_over(one, other) * scale.numerator) < under


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


def expected_value(
    indicator: Indicator, goal: Fraction, start: Fraction | None, period: Period
) -> Fraction | None:
    """Return what the value should be by now, or None where nothing says so.

    That is a point of the line from the start of the year to the target at its end, through the
    milestones, of which a period's own comes before others that end on the same day.
    """
    if not indicator.paced:
        return None
    if not indicator.milestones:
        if start is None:
            return goal if period.end_month == _MONTHS else None
        return _between(start, goal, period.elapsed)
    points = {} if start is None else {0: start}
    points |= _milestones(indicator, goal, period)
    points.setdefault(_MONTHS, goal)
    month = period.end_month
    if month in points:
        return points[month]
    before = max((at for at in points if at < month), default=None)
    if before is None:
        return None
    after = min(at for at in points if at > month)
    share = Fraction(month - before, after - before)
    return _between(points[before], points[after], share)


def _between(start: Fraction, end: Fraction, share: Fraction) -> Fraction:
    """Return what lies a share of the way from one value to another."""
    # One fraction instead of three, which every row would make.
    left = share.denominator - share.numerator
    return Fraction(
        start.numerator * end.denominator * left
        + end.numerator * start.denominator * share.numerator,
        start.denominator * end.denominator * share.denominator,
    )


def milestone_of(indicator: Indicator, goal: Fraction, period: Period) -> Fraction | None:
    """Return the milestone for the day a period ends on, or None where the plan sets none."""
    return _milestones(indicator, goal, period).get(period.end_month)


def _milestones(indicator: Indicator, goal: Fraction, period: Period) -> dict[int, Fraction]:
    """Return the milestones by the month that they are for.

    They lead to the plan's own target, so an area with another one has the straight path.
    """
    if indicator.target is None or goal != indicator.target.value:
        return {}
    steps = {part_of_year(period.year, word): value for word, value in indicator.milestones.items()}
    # Of those for one day the period's own comes before the longest.
    order = sorted(steps, key=lambda step: (step == period, step.months))
    return {step.end_month: steps[step] for step in order}


class Worst(NamedTuple):
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
