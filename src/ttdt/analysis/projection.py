"""Where a value would stand at the year's end if it went on along a straight line.

It is arithmetic and no forecast: the same straight path as the pace, drawn through the value
instead of the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures import GROWING, measure_of
from ttdt.compute.results import Flag
from ttdt.plan import Scope

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult, IndicatorResult
    from ttdt.period import Period
    from ttdt.plan import Indicator

METHOD = "linear"
"""A straight line from the baseline through the value: y0 + (y − y0) / f."""


class Obstacle(StrEnum):
    """Why nothing is projected."""

    YEAR_OVER = "year_over"
    NO_VALUE = "no_value"
    NO_BASELINE = "no_baseline"
    NO_STRAIGHT_PATH = "no_straight_path"
    """A composite, a parity, words, milestones, `pace: none`, or judged by the worst unit."""
    CARRIED = "carried"
    """A figure of an earlier period stands in for one of this period."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A value at the end of the year, in the indicator's own unit."""

    value: Fraction
    start: Fraction
    """The value at the end of the year before, over the same units."""
    meets: bool | None
    """Whether it would meet the target; None where there is none to compare with."""
    clamped: bool
    """Whether the line leads beyond what the value can be, so that it was cut off there."""
    firm: bool
    """Whether the units that are missing could not change if it meets the target."""


def straight(start: Fraction, value: Fraction, elapsed: Fraction) -> Fraction:
    """Return where the line from `start` through `value` leads when the whole year has elapsed.

    `elapsed` is the share of the year that is over at `value`, above 0.
    """
    return start + Fraction(value - start, elapsed)


def project(
    result: IndicatorResult, area: str, period: Period
) -> tuple[Projection | None, Obstacle | None]:
    """Return what a row's value leads to by the year's end, or why that cannot be said.

    `area` names whose row of the result it is. Exactly one of the two is None.
    """
    indicator = result.indicator
    seen = result.areas[area]
    obstacle = _obstacle(result, area, period)
    if obstacle is not None or seen.value is None or seen.baseline is None:
        return None, obstacle or Obstacle.NO_BASELINE
    line = straight(seen.baseline, seen.value, period.elapsed)
    lowest, highest = measure_of(indicator).limits(seen)
    if indicator.may_exceed:
        highest = None
    value = line if lowest is None else max(line, lowest)
    value = value if highest is None else min(value, highest)
    meets = None
    if indicator.target is not None and seen.goal is not None:
        meets = indicator.target.is_met(value, seen.goal)
    return Projection(
        value, seen.baseline, meets, value != line, _firm(indicator, seen, meets=meets)
    ), None


def _obstacle(result: IndicatorResult, area: str, period: Period) -> Obstacle | None:
    indicator, seen = result.indicator, result.areas[area]
    by_worst_unit = seen.summed and indicator.scope is Scope.EACH_UNIT
    # Milestones speak of the plan's target, so a unit with a share of its own has the path.
    by_milestones = indicator.milestones and (
        seen.goal is None or indicator.target is None or seen.goal == indicator.target.value
    )
    if (
        indicator.parts
        or not measure_of(indicator).has_pace
        or by_milestones
        or not indicator.paced
        or by_worst_unit
    ):
        return Obstacle.NO_STRAIGHT_PATH
    if period.elapsed == 1:
        return Obstacle.YEAR_OVER
    if seen.value is None:
        return Obstacle.NO_VALUE
    if seen.is_pace_partial:
        return Obstacle.NO_BASELINE
    rests_on = [one for one in result.made_of(area).values() if one.counted]
    return Obstacle.CARRIED if any(Flag.CARRIED in one.flags for one in rests_on) else None


def _firm(indicator: Indicator, seen: AreaResult, *, meets: bool | None) -> bool:
    """Return whether the missing units could not change `meets`; counts only grow by them."""
    if not seen.summed or seen.coverage.complete or meets is None:
        return True
    if not measure_of(indicator).only_grows or indicator.target is None:
        return False
    return meets is (indicator.target.comparator in GROWING)
