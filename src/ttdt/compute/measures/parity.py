"""By how many percentage points a share lies above another share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures.calculation import Calculation
from ttdt.text.message import N_

if TYPE_CHECKING:
    from fractions import Fraction

    from ttdt.compute.summing import Shares


class Parity(Calculation):
    """100·(n/d − rn/rd); a difference from a reference has no pace."""

    name = "parity"
    label = N_("parity")
    in_points = True
    sign = N_("pp")
    compared_with = "reference"
    has_pace = False
    has_percent_of_plan = False

    def value(self, shares: Shares) -> Fraction | None:
        """Return how far the share lies above its reference, in points."""
        now, reference = shares.now, shares.reference
        if now is None or reference is None or now.rate is None or reference.rate is None:
            return None
        return now.rate - reference.rate

    def formula(self, n: str, d: str, other_n: str, other_d: str, counted: str) -> str:
        """Return the formula over a common denominator, which keeps a difference exact."""
        del counted
        return f'=IF(OR({d}=0,{other_d}=0),"",100*({n}*{other_d}-{other_n}*{d})/({d}*{other_d}))'

    def own_formula(self, n: str, d: str, other_n: str, other_d: str) -> str:
        """Return the formula of a unit's own difference."""
        return f"(100*{n}/{d}-100*{other_n}/{other_d})"
