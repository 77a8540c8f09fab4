"""Rounding that never changes what a number says about its target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.number import Number

MOST_DECIMALS = 6
"""No number is shown, or written to JSON, with more decimals than this."""


def round_keeping_side(
    value: Number, landmarks: Iterable[Number] = (), decimals: int = 1
) -> Decimal:
    """Return `value` rounded half away from zero, on the same side of every landmark as before.

    A value below 95 never becomes 95.0, and one below 100 never 100.0: decimals are added up to
    `MOST_DECIMALS`, and beyond that the last digit goes to the value's own side.
    """
    whole, places = rounded_parts(value, landmarks, decimals)
    return Decimal(whole).scaleb(-places)


def rounded_parts(value: Number, landmarks: Iterable[Number], decimals: int) -> tuple[int, int]:
    """Return what `round_keeping_side` does as a whole number and the decimals that it has.

    Whoever needs no `Decimal` is spared making one and reading it again.
    """
    # Whole numbers, because comparing fractions takes several times as long.
    over, under = value.as_integer_ratio()
    marks = tuple(landmarks)
    for places in range(decimals, MOST_DECIMALS + 1):
        scale = 10**places
        whole = _half_away(over * scale, under)
        if not (reached := _reached(over, under, whole, scale, marks)):
            return whole, places
    scaled = Fraction(over * scale, under)
    return floor(scaled) if value < reached[0] else ceil(scaled), MOST_DECIMALS


class Landmarks:
    """Values on whose side many numbers are to stay, as rows of one target have.

    Of most numbers it is known at a look that rounding reaches none of them, which takes a fourth
    of the time of comparing each with all.
    """

    def __init__(self, *values: Number) -> None:
        """Take the values."""
        self._values = values

    @cached_property
    def _beside(self) -> frozenset[int]:
        scaled = [value * _MILLION for value in self._values]
        return frozenset((*map(floor, scaled), *map(ceil, scaled)))

    def millionths(self, over: int, under: int) -> int:
        """Return over/under in millionths, rounded as `round_keeping_side` does."""
        found = _half_away(over * _MILLION, under)
        # What rounding takes to a landmark's other side, or to it, ends right beside it.
        if found in self._beside:
            found, _ = rounded_parts(Fraction(over, under), self._values, MOST_DECIMALS)
        return found


_MILLION: int = 10**MOST_DECIMALS


def decimal_places(value: Number) -> int:
    """Return how many decimals a number needs, `MOST_DECIMALS` where those do not end before."""
    if value.denominator == 1:
        return 0
    return next(
        (places for places in range(MOST_DECIMALS) if 10**places % value.denominator == 0),
        MOST_DECIMALS,
    )


def _half_away(over: int, under: int) -> int:
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole


def _reached(
    over: int, under: int, whole: int, scale: int, marks: tuple[Number, ...]
) -> list[Number]:
    """Return the marks that rounding over/under to whole/scale takes to another side or reaches."""
    reached: list[Number] = []
    if whole * under == over * scale:
        return reached
    for mark in marks:
        number, parts = mark.as_integer_ratio()
        # Of two numbers on one side of a mark, the mark taken away, the signs are the same.
        if (whole * parts - number * scale) * (over * parts - number * under) <= 0:
            reached.append(mark)
    return reached
