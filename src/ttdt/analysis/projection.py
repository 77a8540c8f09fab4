"""Where a value would stand at the year's end if it went on along a straight line.

It is arithmetic and no forecast: the same straight path as the pace, drawn through the value
instead of the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.results import Flag, ProvinceResult
from ttdt.plan import Comparator, Measure, Scope

if TYPE_CHECKING:
    from ttdt.compute.results import IndicatorResult, UnitResult
    from ttdt.period import Period
    from ttdt.plan import Indicator

METHOD = "linear"
"""A straight line from the baseline through the value: y0 + (y − y0) / f."""

_GROWING = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ABOUT})
_WHOLE = Fraction(100)


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
    return start + (value - start) / elapsed


def project(
    result: IndicatorResult, unit: str | None, period: Period
) -> tuple[Projection | None, Obstacle | None]:
    """Return what a row's value leads to by the year's end, or why that cannot be said.

    `unit` names whose row of the result it is, None for the province. Exactly one of the two
    is None.
    """
    indicator = result.indicator
    seen = result.province if unit is None else result.units[unit]
    obstacle = _obstacle(result, unit, seen, period)
    if obstacle is not None or seen.value is None or seen.baseline is None:
        return None, obstacle or Obstacle.NO_BASELINE
    line = straight(seen.baseline, seen.value, period.elapsed)
    lowest, highest = _range(indicator, seen)
    value = line if lowest is None else max(line, lowest)
    value = value if highest is None else min(value, highest)
    goal = _goal(indicator, seen)
    meets = None
    if indicator.target is not None and goal is not None:
        meets = indicator.target.is_met(value, goal)
    return Projection(
        value, seen.baseline, meets, value != line, _firm(indicator, seen, meets=meets)
    ), None


def _obstacle(
    result: IndicatorResult, unit: str | None, seen: ProvinceResult | UnitResult, period: Period
) -> Obstacle | None:
    indicator = result.indicator
    by_worst_unit = unit is None and indicator.scope is Scope.EACH_UNIT
    # Milestones speak of the province's target, so a unit with a share of its own has the path.
    goal = _goal(indicator, seen)
    by_milestones = indicator.milestones and (
        goal is None or indicator.target is None or goal == indicator.target.value
    )
    if (
        indicator.parts
        or indicator.measure in {Measure.PARITY, Measure.NARRATIVE}
        or by_milestones
        or not indicator.paced
        or by_worst_unit
    ):
        return Obstacle.NO_STRAIGHT_PATH
    if period.elapsed == 1:
        return Obstacle.YEAR_OVER
    if seen.value is None:
        return Obstacle.NO_VALUE
    rows = [result.units[unit]] if unit else [row for row in result.units.values() if row.counted]
    return Obstacle.CARRIED if any(Flag.CARRIED in row.flags for row in rows) else None


def _range(
    indicator: Indicator, seen: ProvinceResult | UnitResult
) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that a value can be, None where there is no limit.

    A rate lies from 0 to 100, so a rate cannot fall by more than it was.
    """
    if indicator.measure is Measure.RATE:
        return Fraction(0), _WHOLE
    if indicator.measure is Measure.REDUCTION:
        rate = _rate_now(seen)
        if seen.value is None or rate is None:
            return None, None
        before = seen.value + rate
        return before - _WHOLE, before
    return Fraction(0), None


def _rate_now(seen: ProvinceResult | UnitResult) -> Fraction | None:
    if not isinstance(seen, ProvinceResult) and seen.before is not None:
        rate = seen.before.rate
        return None if rate is None or seen.value is None else rate - seen.value
    if seen.numerator is None or not seen.population:
        return None
    return _WHOLE * seen.numerator / seen.population


def _goal(indicator: Indicator, seen: ProvinceResult | UnitResult) -> Fraction | None:
    if not isinstance(seen, ProvinceResult):
        return seen.goal
    return None if indicator.target is None else indicator.target.value


def _firm(indicator: Indicator, seen: ProvinceResult | UnitResult, *, meets: bool | None) -> bool:
    """Return whether the missing units could not change `meets`; counts only grow by them."""
    if not isinstance(seen, ProvinceResult) or seen.coverage.complete or meets is None:
        return True
    if indicator.measure is not Measure.COUNT or indicator.target is None:
        return False
    return meets is (indicator.target.comparator in _GROWING)
