"""Where numbers lie in a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.plan import Indicator

FULL = Fraction(100)
_AIR = Fraction(1, 8)
"""How much of the range a scale goes on beyond its numbers."""
_ROUND_STEPS = (1, 2, 5, 10)


def written(place: Fraction | int) -> str:
    """Return a place in a drawing, to a tenth."""
    tenths = round(place * 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from the number `low` at the place `begin` to `high` at `end`."""

    low: Fraction | int
    high: Fraction | int
    begin: Fraction | int
    end: Fraction | int

    def place(self, number: Fraction | int) -> Fraction:
        """Return the place of a number."""
        share = Fraction(number - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def steps(self, most: int) -> Iterator[Fraction]:
        """Yield the round numbers on the scale, at most so many, at equal distances."""
        step = _round_step(Fraction(self.high - self.low) / most)
        number = -(-Fraction(self.low) // step) * step
        while number <= self.high:
            yield number
            number += step


def _round_step(least: Fraction) -> Fraction:
    """Return the smallest of 1, 2 and 5 times a power of ten that is no less."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * step for step in _ROUND_STEPS if power * step >= least)


def value_scale(indicator: Indicator, numbers: Sequence[Fraction], begin: int, end: int) -> Scale:
    """Return a scale that shows all numbers apart, with room beyond them.

    Rates begin where the numbers do, all else at 0.
    """
    measure = measure_of(indicator)
    known = [*numbers, *([] if measure.in_per_cent else [Fraction(0)])]
    low, high = min(known), max(known)
    air = (high - low) * _AIR or Fraction(1)
    rate, counted = measure.in_per_cent, measure.in_units
    bottom, top = low - air, high + air
    if (rate or counted) and low >= 0:
        bottom = max(bottom, Fraction(0))
    if rate and high <= FULL:
        top = min(top, FULL)
    return Scale(bottom, top, begin, end)
