"""How many of something there are since the beginning of the year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures.calculation import Calculation
from ttdt.text.message import N_

if TYPE_CHECKING:
    from ttdt.compute.summing import Shares
    from ttdt.number import Number


class Count(Calculation):
    """n, which starts from 0 and can only grow."""

    name = "count"
    label = N_("count")
    in_units = True
    decimals = 0
    starts_at_zero = True
    only_grows = True

    def value(self, shares: Shares) -> Fraction | None:
        """Return what was counted."""
        if shares.now is None or shares.now.numerator is None:
            return None
        return Fraction(shares.now.numerator)

    def scale(self, population: Number | None) -> Fraction | None:
        """Return 1: one more makes the value one more."""
        del population
        return Fraction(1)

    def formula(self, n: str, d: str, other_n: str, other_d: str, counted: str) -> str:
        """Return the formula of a sum, which nothing counted leaves blank."""
        del d, other_n, other_d
        return f'=IF({counted}=0,"",{n})'

    def own_formula(self, n: str, d: str, other_n: str, other_d: str) -> str:
        """Return what the unit counted."""
        del d, other_n, other_d
        return n
