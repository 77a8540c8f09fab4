"""What each unit adds to the gap between an area's value and its target."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.compute.results import AreaResult, Evidence, IndicatorResult
    from ttdt.plan import Indicator


class Contribution(NamedTuple):
    """How much more or less than its own part of the target a unit has reached."""

    amount: Fraction
    """In natural units, such as households."""
    points: Fraction | None = None
    """In percentage points of the rate of the whole area."""


def contributions(
    indicator: Indicator, whole: AreaResult, units: Mapping[str, Evidence]
) -> dict[str, Contribution]:
    """Return what each counted unit adds to the gap, where a gap is a sum over units.

    What is known of the units is enough for it: their rows need not be judged.
    A change or a difference between shares is no such sum, nor is a count without shares of it.
    """
    target = indicator.target
    if target is None or whole.gap is None:
        return {}
    if measure_of(indicator).in_units and target.by_unit:
        return {
            unit: Contribution(known.numerator - (indicator.goal_of(unit) or Fraction(0)))
            for unit, known in units.items()
            if known.counted and known.numerator is not None
        }
    return _to_a_rate(indicator, whole, whole.goal or target.value, units)


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
            counted = {
                unit: known for unit, known in result.known_below(area).items() if known.counted
            }
            found |= _to_a_rate(result.indicator, whole, whole.goal, counted)
            to_see += counted
    return found


def _to_a_rate(
    indicator: Indicator, whole: AreaResult, goal: Fraction, units: Mapping[str, Evidence]
) -> dict[str, Contribution]:
    population = whole.population
    if not measure_of(indicator).in_per_cent or not population:
        return {}
    found = {}
    for unit, known in units.items():
        numerator, part = known.numerator, known.population
        if known.counted and numerator is not None and part is not None:
            # One product of whole numbers, of which two fractions are made instead of six.
            amount = 100 * goal.denominator * numerator - goal.numerator * part
            found[unit] = Contribution(
                Fraction(amount, 100 * goal.denominator),
                Fraction(amount, goal.denominator * population),
            )
    return found
