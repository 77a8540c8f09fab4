"""How much of a plan is achieved, and what is left for each month."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.plan import Direction

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult
    from ttdt.period import Period
    from ttdt.plan import Indicator

_MONTHS = 12


def percent_of_plan(indicator: Indicator, row: AreaResult) -> Fraction | None:
    """Return a value in per cent of what the area is held against, never capped.

    None where lower is better, where nothing is planned, and for differences between shares, of
    which a part says nothing.
    """
    return value_in_plan(indicator, row.value, row.goal)


def value_in_plan(
    indicator: Indicator, value: Fraction | None, goal: Fraction | None
) -> Fraction | None:
    """Return `percent_of_plan` of a row with this value and this goal."""
    if indicator.target is None or indicator.direction is not Direction.HIGHER:
        return None
    if value is None or goal is None or goal.numerator <= 0:
        return None
    if not measure_of(indicator).has_percent_of_plan:
        return None
    # In whole numbers: every row comes by here, and fractions take three times as long.
    (over, under), (whole, parts) = value.as_integer_ratio(), goal.as_integer_ratio()
    return Fraction(100 * over * parts, under * whole)


def per_month(indicator: Indicator, row: AreaResult, period: Period) -> Fraction | None:
    """Return what is to be done in each month left of the year to meet the target.

    In natural units, rounded up to whole ones or to the indicator's last decimal; negative where a
    number must fall. None at the year's end, and where what only grows would have to shrink.
    """
    left = _MONTHS - period.end_month
    if not left or row.remaining is None:
        return None
    over, under = row.remaining.as_integer_ratio()
    if over < 0 and measure_of(indicator).only_grows:
        return None
    step = 10**indicator.decimals
    steps = -(-abs(over) * step // (under * left))  # rounded up
    return Fraction(steps if over >= 0 else -steps, step)
