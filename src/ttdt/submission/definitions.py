"""What the names in a submission mean, where one plan reads it or two do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.plan import Indicator, Plan, Population
    from ttdt.yaml import Loc


@dataclass(frozen=True)  # without slots, which would keep it from listing its names only once
class Definitions:
    """What a submission's populations and figures are read by, and what is left to another plan."""

    populations: Mapping[str, Population]
    indicators: Mapping[str, Indicator]
    other_populations: frozenset[str] = frozenset()
    other_indicators: frozenset[str] = frozenset()
    other_parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a composite indicator that is read, the parts that are left to the other plan."""

    @cached_property
    def population_locs(self) -> Mapping[str, Loc]:
        """Where in a file each population stands: one tuple for the thousands that are read."""
        return {name: ("populations", name) for name in self.populations}

    @cached_property
    def figure_locs(self) -> Mapping[str, Loc]:
        """Where in a file each figure stands; as above."""
        return {name: ("figures", name) for name in self.indicators}

    @cached_property
    def figure_keys(self) -> Mapping[str, tuple[str, str | None]]:
        """What each figure is kept by; as above."""
        return {name: indicator.key for name, indicator in self.indicators.items()}

    @cached_property
    def all_populations(self) -> list[str]:
        """Every name that either plan knows, the same for both."""
        return sorted(self.other_populations.union(self.populations))

    @cached_property
    def all_indicators(self) -> list[str]:
        """Every name that either plan knows, the same for both."""
        return sorted(self.other_indicators.union(self.indicators))


def define(plan: Plan, beside: Plan | None, *, is_baseline: bool) -> Definitions:
    """Return what `plan` reads by, where the plan `beside` it reads the same file.

    In a baseline, which was written by the plan beside, a figure that is defined otherwise there
    is not read: it would not speak of the same thing.
    """
    if beside is None:
        return Definitions(plan.populations, plan.indicators)
    own = dict(plan.indicators)
    if is_baseline:
        shared = {
            name: _shared(indicator, beside.indicators[name])
            for name, indicator in own.items()
            if name in beside.indicators
        }
        own = {
            name: found
            for name, indicator in own.items()
            if (found := shared.get(name, indicator)) is not None
        }
    return Definitions(
        plan.populations,
        own,
        frozenset(beside.populations) - frozenset(plan.populations),
        frozenset(beside.indicators) - frozenset(own),
        {
            name: _parts(plan, beside, name) - {str(part.part) for part in indicator.parts}
            for name, indicator in own.items()
            if indicator.parts
        },
    )


def _shared(indicator: Indicator, other: Indicator) -> Indicator | None:
    """Return what a figure means the same for in both plans: all of the indicator, or some parts.

    A part that the other plan lacks is this one's own, as an indicator would be.
    """
    if indicator.measure.figure is not other.measure.figure or bool(indicator.parts) is not bool(
        other.parts
    ):
        return None
    if not indicator.parts:
        return indicator if indicator.population == other.population else None
    wholes = {part.part: part.population for part in other.parts}
    parts = tuple(
        part
        for part in indicator.parts
        if wholes.get(part.part, part.population) == part.population
    )
    return replace(indicator, parts=parts) if parts else None


def _parts(plan: Plan, beside: Plan, name: str) -> frozenset[str]:
    """Return the parts that a composite indicator has in either plan."""
    found = (one.indicators.get(name) for one in (plan, beside))
    return frozenset(str(part.part) for one in found if one is not None for part in one.parts)
