"""What of a plan enters the computing, and what of that differs between two plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ttdt.plan import Area, Indicator, Plan


class Aspect(StrEnum):
    """What differs. Names, wording and readings are not looked at: no number rests on them."""

    ADDED = "added"
    REMOVED = "removed"
    TARGET = "target"
    SHARES = "by_unit"
    MEASURE = "measure"
    DIRECTION = "better"
    SCOPE = "scope"
    PACE = "pace"
    POPULATION = "population"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One aspect of the plan that differs and enters the computing.

    Of an indicator (or of a part) `old` or `new` is None where it was added or removed; of a unit
    both are.
    """

    aspect: Aspect
    old: Indicator | None = None
    new: Indicator | None = None
    unit: Area | None = None

    @property
    def indicator(self) -> Indicator | None:
        """The indicator it speaks of, as it is now or as it was."""
        return self.new or self.old


def _target(indicator: Indicator) -> object:
    target = indicator.target
    return None if target is None else (target.comparator, target.value, target.tolerance)


def _shares(indicator: Indicator) -> object:
    return {} if indicator.target is None else dict(indicator.target.by_unit)


def _pace(indicator: Indicator) -> object:
    return indicator.paced, dict(indicator.milestones)


_OF_AN_INDICATOR: Mapping[Aspect, Callable[[Indicator], object]] = {
    Aspect.TARGET: _target,
    Aspect.SHARES: _shares,
    Aspect.MEASURE: lambda indicator: indicator.measure,
    Aspect.DIRECTION: lambda indicator: indicator.direction,
    Aspect.SCOPE: lambda indicator: indicator.scope,
    Aspect.PACE: _pace,
}
_OF_A_LEAF: Mapping[Aspect, Callable[[Indicator], object]] = {
    Aspect.POPULATION: lambda indicator: indicator.population,
    Aspect.REFERENCE: lambda indicator: indicator.reference,
}


def same_definition(old: Indicator, new: Indicator) -> bool:
    """Return whether both compute the same from the same numbers."""
    return (
        all(said(old) == said(new) for said in _OF_AN_INDICATOR.values())
        and [leaf.key for leaf in old.leaves] == [leaf.key for leaf in new.leaves]
        and all(
            said(before) == said(after)
            for before, after in zip(old.leaves, new.leaves, strict=True)
            for said in _OF_A_LEAF.values()
        )
    )


def rows_of(plan: Plan) -> dict[tuple[str, str | None], Indicator]:
    """Return everything a report has a row for, by key: a composite before its parts."""
    return {
        row.key: row
        for indicator in plan.indicators.values()
        for row in (indicator, *indicator.parts)
    }


def plan_changes(old: Plan, new: Plan) -> Iterator[PlanChange]:
    """Yield what differs: units first, then indicators in the new plan's order, gone ones last.

    A part has its target from its composite, which alone tells of it.
    """
    for unit in new.units.values():
        if unit.id not in old.units:
            yield PlanChange(Aspect.ADDED, unit=unit)
    for unit in old.units.values():
        if unit.id not in new.units:
            yield PlanChange(Aspect.REMOVED, unit=unit)
    before, after = rows_of(old), rows_of(new)
    for key in [*after, *(key for key in before if key not in after)]:
        yield from _row_changes(before.get(key), after.get(key))


def _row_changes(old: Indicator | None, new: Indicator | None) -> Iterator[PlanChange]:
    if old is None or new is None:
        yield PlanChange(Aspect.ADDED if old is None else Aspect.REMOVED, old, new)
        return
    looked_at = {} if new.part is not None else dict(_OF_AN_INDICATOR)
    if not old.parts and not new.parts:
        looked_at |= _OF_A_LEAF
    for aspect, said in looked_at.items():
        if said(old) != said(new):
            yield PlanChange(aspect, old, new)
