"""By how many percentage points a share has fallen since the end of the year before."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures.calculation import HUNDRED, Calculation
from ttdt.compute.results import Share
from ttdt.text.message import N_

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult
    from ttdt.compute.summing import Shares
    from ttdt.number import Number


class Reduction(Calculation):
    """100·(n0/d0 − n/d), itself a change, so that it starts from 0."""

    name = "reduction"
    label = N_("reduction")
    in_points = True
    sign = N_("pp")
    compared_with = "before"
    starts_at_zero = True
    has_remaining = False

    def value(self, shares: Shares) -> Fraction | None:
        """Return the fall of the share, in points."""
        now, before = shares.now, shares.before
        if now is None or before is None or now.rate is None or before.rate is None:
            return None
        return before.rate - now.rate

    def scale(self, population: Number | None) -> Fraction | None:
        """Return a hundredth of the population, which makes one point."""
        return None if population is None else Fraction(population, 100)

    def limits(self, row: AreaResult) -> tuple[Fraction | None, Fraction | None]:
        """Return how far a share between 0 and 100 per cent can rise or fall."""
        now = Share(row.numerator, row.population).rate
        before = None if now is None or row.value is None else row.value + now
        if row.before is not None and row.before.rate is not None:
            before = row.before.rate
        return (None, None) if before is None else (before - HUNDRED, before)

    def difference(self, now: str, other: str) -> str:
        """Return the formula of a fall."""
        return f"{other}-{now}"

    def formula(self, n: str, d: str, other_n: str, other_d: str, counted: str) -> str:
        """Return the formula over a common denominator, which keeps a difference exact."""
        del counted
        return f'=IF(OR({d}=0,{other_d}=0),"",100*({other_n}*{d}-{n}*{other_d})/({other_d}*{d}))'

    def own_formula(self, n: str, d: str, other_n: str, other_d: str) -> str:
        """Return the formula of a unit's own fall."""
        return f"-(100*{n}/{d}-100*{other_n}/{other_d})"
