"""A share of a population, in per cent."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures.calculation import GROWING, HUNDRED, ZERO, Calculation
from ttdt.compute.summing import rate_bounds
from ttdt.text.message import N_

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult, Missing
    from ttdt.compute.summing import Shares
    from ttdt.number import Number
    from ttdt.plan import Target


class Rate(Calculation):
    """100·n/d, on its way from the baseline to the target."""

    name = "rate"
    label = N_("rate")
    in_per_cent = True
    sign = "%"
    ends = (ZERO, HUNDRED)
    starts_from_baseline = True
    is_bounded = True

    def value(self, shares: Shares) -> Fraction | None:
        """Return the share in per cent."""
        return None if shares.now is None else shares.now.rate

    def scale(self, population: Number | None) -> Fraction | None:
        """Return a hundredth of the population, which makes one per cent."""
        return None if population is None else Fraction(population, 100)

    def is_firm(
        self,
        shares: Shares,
        target: Target,
        goal: Fraction,
        missing: Missing,
        *,
        may_exceed: bool = False,
    ) -> bool:
        """Return whether the verdict is the same wherever the missing numerators lie.

        Each may be anything from 0 to its population, or have no bound above.
        """
        found = None if shares.now is None else rate_bounds(shares.now, missing)
        if found is None:
            return False
        highest = target.comparator in GROWING if may_exceed else target.is_met(found.highest, goal)
        return target.is_met(found.lowest, goal) is highest

    def limits(self, row: AreaResult) -> tuple[Fraction | None, Fraction | None]:
        """Return 0 and 100 per cent."""
        del row
        return ZERO, HUNDRED

    def formula(self, n: str, d: str, other_n: str, other_d: str, counted: str) -> str:
        """Return the formula of a ratio of sums."""
        del other_n, other_d, counted
        return f'=IF({d}=0,"",100*{n}/{d})'

    def own_formula(self, n: str, d: str, other_n: str, other_d: str) -> str:
        """Return the formula of a unit's own ratio."""
        del other_n, other_d
        return f"100*{n}/{d}"
