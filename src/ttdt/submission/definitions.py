"""What the names in a submission mean, where one plan reads it or two do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.plan import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.plan import Indicator, Plan, Population

_SHARES = frozenset({Measure.RATE, Measure.REDUCTION, Measure.PARITY})


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a submission's populations and figures are read by, and what is left to another plan."""

    populations: Mapping[str, Population]
    indicators: Mapping[str, Indicator]
    other_populations: frozenset[str] = frozenset()
    other_indicators: frozenset[str] = frozenset()

    def all_populations(self) -> list[str]:
        """Return every name that either plan knows, the same for both."""
        return sorted(self.other_populations.union(self.populations))

    def all_indicators(self) -> list[str]:
        """Return every name that either plan knows, the same for both."""
        return sorted(self.other_indicators.union(self.indicators))


def define(plan: Plan, beside: Plan | None, *, is_baseline: bool) -> Definitions:
    """Return what `plan` reads by, where the plan `beside` it reads the same file.

    In a baseline, which was written by the plan beside, a figure that is defined otherwise there
    is not read: it would not speak of the same thing.
    """
    if beside is None:
        return Definitions(plan.populations, plan.indicators)
    own = {
        name: indicator
        for name, indicator in plan.indicators.items()
        if not is_baseline
        or name not in beside.indicators
        or _same_numbers(indicator, beside.indicators[name])
    }
    return Definitions(
        plan.populations,
        own,
        frozenset(beside.populations) - frozenset(plan.populations),
        frozenset(beside.indicators) - frozenset(own),
    )


def _same_numbers(indicator: Indicator, other: Indicator) -> bool:
    """Return whether a figure means the same in both plans: the same whole, in the same parts."""
    kinds = {"share" if one.measure in _SHARES else one.measure for one in (indicator, other)}
    wholes = [{leaf.part: leaf.population for leaf in one.leaves} for one in (indicator, other)]
    return len(kinds) == 1 and wholes[0] == wholes[1]
