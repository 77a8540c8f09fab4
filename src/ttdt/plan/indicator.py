"""What the plan sets targets for, and what kind of number each is."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.plan.area import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ttdt.period import Period
    from ttdt.plan.targets import Target
    from ttdt.text.message import Text


class FigureKind(StrEnum):
    """What a unit reports for an indicator."""

    SHARE = "share"
    """A numerator in a population, or the per cent it makes."""
    NUMBER = "number"
    TEXT = "text"


class Measure(StrEnum):
    """What kind of number an indicator is; how it is worked out is for `ttdt.compute.measures`."""

    RATE = "rate"
    COUNT = "count"
    AMOUNT = "amount"
    REDUCTION = "reduction"
    PARITY = "parity"
    NARRATIVE = "narrative"

    @cached_property
    def figure(self) -> FigureKind:
        """What a unit reports for it; asked of every figure there is, so looked up only once."""
        return _FIGURES.get(self, FigureKind.SHARE)


_FIGURES = {
    Measure.COUNT: FigureKind.NUMBER,
    Measure.AMOUNT: FigureKind.NUMBER,
    Measure.NARRATIVE: FigureKind.TEXT,
}


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> int:
        """1 where higher is better, -1 where lower is."""
        return 1 if self is Direction.HIGHER else -1


class Scope(StrEnum):
    """Whom a target binds: the province as a whole, or every unit by itself."""

    PROVINCE = "province"
    EACH_UNIT = "each_unit"


class Reference(NamedTuple):
    """The two populations whose ratio a parity is held against."""

    numerator: str
    population: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number the plan sets a target for, or one part of a composite one.

    A composite has `parts` and no figures of its own; each part is an indicator with the same id
    and target and with its own `part`, numerator and population.
    """

    id: str
    clause: str
    group: str
    name: Text
    measure: Measure
    direction: Direction
    part: str | None = None
    parts: tuple[Indicator, ...] = ()
    numerator: Text | None = None
    population: str | None = None
    reference: Reference | None = None
    target: Target | None = None
    responsible: tuple[str, ...] = ()
    """The bodies that answer for it."""
    scope: Scope | None = None
    asked: frozenset[str] | None = None
    """The areas that owe a figure where a count is split among units; None for all."""
    paced: bool = True
    starts_at_zero: bool = False
    """Whether the share itself begins anew each year, as money disbursed does."""
    may_exceed: bool = False
    """Whether a numerator above its population is possible, as it is for budgets."""
    milestones: Mapping[str, Fraction] = field(default_factory=dict)
    max_step: Fraction | None = None
    decimals: int = 0
    """How many decimals its figures may have; none where things are counted one by one."""
    unit: Text | None = None
    text: Text | None = None
    wording: Text | None = None
    reading: Text | None = None
    key: tuple[str, str | None] = field(init=False, repr=False, compare=False)
    """What figures and results are kept by: one object for all of them."""

    def __post_init__(self) -> None:
        """Put the key together."""
        object.__setattr__(self, "key", (self.id, self.part))

    @property
    def full_id(self) -> str:
        """What the command line takes: the id, with the part behind a slash."""
        return self.id if self.part is None else f"{self.id}/{self.part}"

    @property
    def leaves(self) -> tuple[Indicator, ...]:
        """The indicators that figures are reported for: the parts, or the indicator itself."""
        return self.parts or (self,)

    @property
    def is_count(self) -> bool:
        """Whether a number is reported for it, and not a share of a population."""
        return self.measure.figure is FigureKind.NUMBER

    def in_force(self, period: Period) -> Indicator:
        """Return the indicator with the target that is in force in a period.

        Milestones lead to the target that the plan began with, so an amended one has the straight
        path.
        """
        target = None if self.target is None else self.target.in_force(period)
        parts = tuple(part.in_force(period) for part in self.parts)
        if target is self.target and all(map(operator.is_, parts, self.parts)):
            return self
        milestones = self.milestones if target is self.target else {}
        return replace(self, target=target, parts=parts, milestones=milestones)

    def goal_of(self, area: str) -> Fraction | None:
        """Return the target's value for an area, or None where it has no target.

        That is its own of `by_unit`, else the plan's; but a count says nothing about an area that
        has no share of it, nor any below it, unless the target is each unit's.
        """
        if self.target is None:
            return None
        if area in self.target.by_unit:
            return self.target.by_unit[area]
        if self.is_count and area != OWN_AREA and self.scope is not Scope.EACH_UNIT:
            return self.target.sums.get(area)
        return self.target.value

    def is_asked_of(self, area: str) -> bool:
        """Return whether an area owes a figure: all but those left out where a count is split."""
        return self.asked is None or area in self.asked
