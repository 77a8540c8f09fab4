"""A row of values as a row of bars, one character each."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"
GAP = "·"
"""Stands for a missing value, which is neither the lowest nor nothing."""

_MIDDLE = BARS[3]


def sparkline(values: Sequence[Fraction | None], marks: Sequence[Fraction] = ()) -> str:
    """Return one character a value, from the lowest to the highest of the values and `marks`.

    The full bar is for the highest itself alone, so none that is short of a mark looks full. Values
    that are all alike, with no mark to compare with, have a bar of middle height.
    """
    known = [value for value in values if value is not None]
    if not known:
        return GAP * len(values)
    lowest, highest = min([*known, *marks]), max([*known, *marks])
    return "".join(GAP if value is None else _bar(value, lowest, highest) for value in values)


def _bar(value: Fraction, lowest: Fraction, highest: Fraction) -> str:
    if lowest == highest:
        return _MIDDLE
    return BARS[floor(Fraction(value - lowest, highest - lowest) * (len(BARS) - 1))]
