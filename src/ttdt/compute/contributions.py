"""What each unit adds to the gap between an area's value and its target."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.compute.results import AreaResult, IndicatorResult
    from ttdt.plan import Indicator


class Contribution(NamedTuple):
    """How much more or less than its own part of the target a unit has reached."""

    amount: Fraction
    """In natural units, such as households."""
    points: Fraction | None = None
    """In percentage points of the rate of the whole area."""


def contributions(
    indicator: Indicator, whole: AreaResult, rows: Mapping[str, AreaResult]
) -> dict[str, Contribution]:
    """Return what each counted unit adds to the gap, where a gap is a sum over units.

    A change or a difference between shares is no such sum, nor is a count without shares of it.
    """
    target = indicator.target
    if target is None or whole.gap is None:
        return {}
    if measure_of(indicator).in_units and target.by_unit:
        return {
            unit: Contribution(row.value - (indicator.goal_of(unit) or Fraction(0)))
            for unit, row in rows.items()
            if row.counted and row.value is not None
        }
    return _to_a_rate(indicator, whole, whole.goal or target.value, rows)


def contributions_to_shortfall(result: IndicatorResult) -> dict[str, Contribution]:
    """Return what each unit of every level adds to the own area's gap, where a rate is short.

    n − T·d/100 in natural units, T the own area's target. Nothing of units that its value does not
    rest on.
    """
    whole = result.own
    if not whole.status.is_short or whole.goal is None:
        return {}
    found: dict[str, Contribution] = {}
    to_see = [OWN_AREA]
    while to_see:
        area = to_see.pop()
        if result.known[area].summed:
            rows = {
                unit: result.areas[unit]
                for unit in result.below.get(area, ())
                if unit in result.known and result.known[unit].counted
            }
            found |= _to_a_rate(result.indicator, whole, whole.goal, rows)
            to_see += rows
    return found


def _to_a_rate(
    indicator: Indicator, whole: AreaResult, goal: Fraction, rows: Mapping[str, AreaResult]
) -> dict[str, Contribution]:
    population = whole.population
    if not measure_of(indicator).in_per_cent or not population:
        return {}
    found = {}
    for unit, row in rows.items():
        if row.counted and row.numerator is not None and row.population is not None:
            # One product of whole numbers, of which two fractions are made instead of six.
            amount = 100 * goal.denominator * row.numerator - goal.numerator * row.population
            found[unit] = Contribution(
                Fraction(amount, 100 * goal.denominator),
                Fraction(amount, goal.denominator * population),
            )
    return found
