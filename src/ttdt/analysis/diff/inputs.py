"""What the rows of two sides are computed from, and which of it hangs on what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.analysis.diff.reported_values import used
from ttdt.analysis.former_units import baseline_of
from ttdt.submission.round import AreaSubmissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.analysis.diff.results import Side
    from ttdt.plan import Indicator, Plan
    from ttdt.submission.round import Round


class SideInputs:
    """What one side's rows are computed from."""

    def __init__(self, side: Side, plan: Plan, units: tuple[str, ...]) -> None:
        """Take the areas that hand in figures, and a plan of them and of those above."""
        self.plan = plan
        self.units = units
        self.period = side.round.period
        self._side = side
        self._baselines = {unit: baseline_of(side.round, unit) for unit in units}
        self._areas: dict[object, Mapping[str, AreaSubmissions]] = {}

    def __contains__(self, unit: str) -> bool:
        """Return whether a unit is among the areas."""
        return unit in self._baselines

    def areas(self, leaf: Indicator) -> Mapping[str, AreaSubmissions]:
        """Return what the units' rows of a leaf are computed from.

        Only where figures are carried forward may that be another for another leaf.
        """
        key = leaf.key if self._side.carry_forward else None
        if key not in self._areas:
            self._areas[key] = {
                unit: AreaSubmissions(
                    used(self._side, leaf, unit),
                    (),
                    self._baselines[unit],
                    self._side.round.of(unit).formerly,
                )
                for unit in self.units
            }
        return self._areas[key]


class BothInputs:
    """What all rows of two sides have in common, whose flips are to be explained."""

    def __init__(self, old: Side, new: Side) -> None:
        """Gather the areas of both sides, and what hangs on what."""
        self._areas = {**new.round.plan.areas, **old.round.plan.areas}
        self._plan: Plan = old.round.plan
        # One that says something on one side only has said nothing on the other.
        areas = frozenset((*handing_in(old.round), *handing_in(new.round)))
        sides = []
        for side in (old, new):
            units = tuple(unit for unit in side.round.plan.areas if unit in areas)
            sides.append(SideInputs(side, self.plan_of(units), units))
        self.old, self.new = sides
        self._within: dict[str, list[str]] = {}
        for unit in dict.fromkeys((*self.new.units, *self.old.units)):
            for area in self._chain_to(unit):
                self._within.setdefault(area, []).append(unit)

    def _chain_to(self, area: str) -> tuple[str, ...]:
        """Return the areas from the plan's own down to one."""
        chain = [area]
        while (parent := self._areas[chain[0]].parent) is not None:
            chain.insert(0, parent)
        return tuple(chain)

    def within(self, area: str) -> list[str]:
        """Return the areas that a row hangs on: those in it that hand in figures, and itself."""
        return self._within.get(area, [])

    def plan_of(self, units: Iterable[str]) -> Plan:
        """Return the plan with some units and those above them."""
        chains = [self._chain_to(unit)[1:] for unit in units]
        return replace(
            self._plan, units={unit: self._areas[unit] for chain in chains for unit in chain}
        )


def handing_in(round_: Round) -> Iterator[str]:
    """Yield the areas that figures come from: the smallest units, and others that say something."""
    for area in round_.plan.areas:
        filed = round_.of(area)
        if area not in round_.plan.below or filed.current or filed.earlier or filed.baseline:
            yield area
