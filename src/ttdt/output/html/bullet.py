"""A bullet chart's geometry: where a row's numbers lie on a scale of their own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.plan.model import Comparator, Measure

if TYPE_CHECKING:
    from ttdt.compute.results import ProvinceResult, UnitResult
    from ttdt.plan import Indicator, Target

WIDTH = 200
_EDGE = 6
"""What is left free at both ends, for a dot to be drawn whole."""
_AIR = Fraction(1, 8)
"""How much of the range the scale goes on beyond the numbers."""
_FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Bullet:
    """Places along the chart, from 0 to `WIDTH`, as they are written."""

    value: str
    target: str
    zone: tuple[str, str]
    """Where the target is met: the place it begins and how far it goes."""
    bar: tuple[str, str]
    """What was gained or lost since the baseline, from its left end on."""
    baseline: str | None
    expected: str | None


def bullet(
    indicator: Indicator, seen: ProvinceResult | UnitResult, goal: Fraction | None
) -> Bullet | None:
    """Return the chart of a row, or None where it has no value or nothing to compare it with."""
    target, value = indicator.target, seen.value
    if target is None or value is None or goal is None:
        return None
    known = [value, goal, goal - target.tolerance, seen.baseline, seen.expected]
    scale = _Scale.over(indicator, [number for number in known if number is not None])
    begin, end = scale.zone(target, goal)
    start = seen.baseline
    if start is None:
        # A share does not begin anywhere of its own, so that there is only its dot.
        start = value if indicator.measure is Measure.RATE else Fraction(0)
    left, right = sorted((scale.place(start), scale.place(value)))
    return Bullet(
        value=written(scale.place(value)),
        target=written(scale.place(goal)),
        zone=(written(begin), written(end - begin)),
        bar=(written(left), written(right - left)),
        baseline=None if seen.baseline is None else written(scale.place(seen.baseline)),
        expected=None if seen.expected is None else written(scale.place(seen.expected)),
    )


def written(place: Fraction) -> str:
    """Return a place in a drawing, to a tenth."""
    tenths = round(place * 10)
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Fraction
    high: Fraction

    @classmethod
    def over(cls, indicator: Indicator, numbers: list[Fraction]) -> _Scale:
        """Return a scale that shows all numbers apart; only what is counted begins at 0."""
        if indicator.measure is not Measure.RATE:
            numbers = [*numbers, Fraction(0)]
        low, high = min(numbers), max(numbers)
        air = (high - low) * _AIR or Fraction(1)
        rate, counted = indicator.measure is Measure.RATE, indicator.measure is Measure.COUNT
        bottom, top = low - air, high + air
        if (rate or counted) and low >= 0:
            bottom = max(bottom, Fraction(0))
        if rate and high <= _FULL:
            top = min(top, _FULL)
        return cls(bottom, top)

    def place(self, number: Fraction) -> Fraction:
        share = (number - self.low) / (self.high - self.low)
        return _EDGE + share * (WIDTH - 2 * _EDGE)

    def zone(self, target: Target, goal: Fraction) -> tuple[Fraction, Fraction]:
        """Return from where to where a value meets the target."""
        if target.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}:
            return Fraction(0), self.place(goal)
        return self.place(goal - target.tolerance), Fraction(WIDTH)
