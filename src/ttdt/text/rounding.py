"""Rounding that never changes what a number says about its target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_DECIMALS = 6
"""No number is shown, or written to JSON, with more decimals than this."""


def round_keeping_side(
    value: Fraction, landmarks: Iterable[Fraction] = (), decimals: int = 1
) -> Decimal:
    """Return `value` rounded half away from zero, on the same side of every landmark as before.

    A value below 95 never becomes 95.0, and one below 100 never 100.0: decimals are added up to
    `MOST_DECIMALS`, and beyond that the last digit goes to the value's own side.
    """
    marks = tuple(landmarks)
    for places in range(decimals, MOST_DECIMALS + 1):
        rounded = _half_away(value, places)
        if all(_side(rounded, mark) == _side(value, mark) for mark in marks):
            return _decimal(rounded, places)
    scale = 10**MOST_DECIMALS
    crossed = next(mark for mark in marks if _side(rounded, mark) != _side(value, mark))
    toward_value = floor if value < crossed else ceil
    return _decimal(Fraction(toward_value(value * scale), scale), MOST_DECIMALS)


def decimal_places(value: Fraction) -> int:
    """Return how many decimals a number needs, `MOST_DECIMALS` where those do not end before."""
    return next(
        (places for places in range(MOST_DECIMALS) if 10**places % value.denominator == 0),
        MOST_DECIMALS,
    )


def _side(value: Fraction, mark: Fraction) -> int:
    return (value > mark) - (value < mark)


def _half_away(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    whole = floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


def _decimal(value: Fraction, places: int) -> Decimal:
    scaled = value * 10**places
    return Decimal(scaled.numerator).scaleb(-places)
