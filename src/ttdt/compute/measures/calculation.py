"""What every measure says of itself, and what measures have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

from ttdt.plan import Comparator

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult, Missing, Share
    from ttdt.compute.summing import Shares
    from ttdt.number import Number
    from ttdt.plan import Target

ZERO = Fraction(0)
HUNDRED = Fraction(100)

GROWING = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ABOUT})
"""The comparators that more of something never fails."""


class Calculation(ABC):
    """How the numbers of a measure are worked out, and in which terms.

    What a measure has that differs from these defaults stands in its own module.
    """

    name: ClassVar[str]
    """What the plan's file calls it."""
    label: ClassVar[str]
    """What people call it, a message to be translated."""
    is_numeric: ClassVar[bool] = True
    in_units: ClassVar[bool] = False
    """Whether its values are in what is counted: households, hectares."""
    in_per_cent: ClassVar[bool] = False
    in_points: ClassVar[bool] = False
    """Whether its values are differences of shares."""
    sign: ClassVar[str] = ""
    """What stands behind its values, a message; nothing where that is the indicator's unit."""
    decimals: ClassVar[int] = 1
    """How many decimals a value that needs no more is printed with."""
    ends: ClassVar[tuple[Fraction, ...]] = (ZERO,)
    """The values that rounding may not reach unless they are exact."""
    compared_with: ClassVar[Literal["before", "reference"] | None] = None
    """Which other share the share now is held against."""
    starts_at_zero: ClassVar[bool] = False
    """Whether its values count from the beginning of their own year."""
    starts_from_baseline: ClassVar[bool] = False
    """Whether its path begins where the share stood at the end of the year before."""
    has_pace: ClassVar[bool] = True
    only_grows: ClassVar[bool] = False
    """Whether what is still missing can only add to a value."""
    has_remaining: ClassVar[bool] = True
    """Whether a change of the numerator can be named that would meet the target."""
    has_percent_of_plan: ClassVar[bool] = True
    """Whether a value in per cent of its target says how much of the plan is achieved."""
    is_bounded: ClassVar[bool] = False
    """Whether the population of what is missing bounds what it can still change."""

    @property
    def gap_in_points(self) -> bool:
        """Whether a value differs from its target by percentage points."""
        return self.in_per_cent or self.in_points

    def beside(self, before: Share | None, reference: Share | None) -> Share | None:
        """Return the share that the share now is held against, if there is one."""
        return {"before": before, "reference": reference}.get(self.compared_with or "")

    @abstractmethod
    def value(self, shares: Shares) -> Fraction | None:
        """Return the value that shares make: per cent, points, or what was counted."""

    def start(self, before: Share | None) -> Fraction | None:
        """Return the value that the path to the target starts from."""
        if self.starts_at_zero:
            return ZERO
        return before.rate if before is not None and self.starts_from_baseline else None

    def scale(self, population: Number | None) -> Fraction | None:
        """Return how much of the numerator makes one of the value; None where nothing does."""
        del population
        return None

    def remaining(
        self,
        numerator: Number,
        population: Number | None,
        target: Target,
        goal: Fraction,
        decimals: int = 0,
    ) -> Fraction | None:
        """Return the smallest change of the numerator that would meet the goal.

        In natural units (households, villages), whole or with so many decimals; negative where it
        must fall, 0 when met. None where no such change is known.
        """
        scale = self.scale(population)
        if scale is None or not self.has_remaining:
            return None
        if scale == 0:
            return ZERO
        least = goal - target.tolerance if target.tolerance.numerator else goal
        step = 10**decimals
        # In whole numbers: every row comes by here, and fractions take five times as long.
        under = least.denominator * scale.denominator
        over = least.numerator * scale.numerator - numerator * under
        return Fraction(_least_steps(target.comparator, step * over, under), step)

    def survives_rounding(self, shares: Shares, target: Target, goal: Fraction) -> bool:
        """Return whether all that percentages may have been rounded from meets the goal, or none.

        What a value is compared with moves against it, so that it goes as far as it can.
        """
        low, high = (self.value(shares.at_edge(side)) for side in (-1, 1))
        if low is None or high is None:
            return True
        return target.is_met(low, goal) is target.is_met(high, goal)

    def is_firm(
        self,
        shares: Shares,
        target: Target,
        goal: Fraction,
        missing: Missing,
        *,
        may_exceed: bool = False,
    ) -> bool:
        """Return whether what is missing could not change if the value of shares meets the goal.

        `missing` are the units that are not counted; with `may_exceed` a numerator may be larger
        than its population.
        """
        del missing, may_exceed
        value = self.value(shares)
        if not self.only_grows or value is None:
            return False
        return target.is_met(value, goal) is (target.comparator in GROWING)

    def limits(self, row: AreaResult) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the most that a row's value can be, None for no limit."""
        del row
        return ZERO, None

    def difference(self, now: str, other: str) -> str:
        """Return the formula of how the share now differs from the other one."""
        return f"{now}-{other}"

    def formula(self, n: str, d: str, other_n: str, other_d: str, counted: str) -> str | None:
        """Return the workbook's formula of a value from cells with sums; None without numbers.

        `n` and `d` are numerator and population, the others those it is compared with, and
        `counted` how many units there are in them.
        """
        del n, d, other_n, other_d, counted
        return None

    def own_formula(self, n: str, d: str, other_n: str, other_d: str) -> str | None:
        """Return the formula of a unit's own value, which needs no check for a population of 0."""
        del n, d, other_n, other_d
        return None


def _least_steps(comparator: Comparator, over: Number, under: int) -> int:
    """Return the fewest whole steps that make a change and meet the comparator; 0 when met.

    The change is `over` divided by `under`.
    """
    rounded_down, rounded_up = over // under, -(-over // under)
    match comparator:
        case Comparator.AT_LEAST | Comparator.ABOUT:
            return max(rounded_up, 0)
        case Comparator.MORE_THAN:
            return max(rounded_down + 1, 0)
        case Comparator.AT_MOST:
            return min(rounded_down, 0)
        case Comparator.LESS_THAN:
            return min(rounded_up - 1, 0)
