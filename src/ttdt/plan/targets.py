"""What is to be reached, and what it was changed to in mid-year."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from ttdt.period import Period


class Comparator(StrEnum):
    """How an actual value is held against a target."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"


class Decision(NamedTuple):
    """The decision by which a target or an amount was changed."""

    number: str
    date: date | None = None


class Target(NamedTuple):
    """A value and its comparator; percentages and points are in per cent, counts in units."""

    comparator: Comparator
    value: Fraction
    tolerance: Fraction
    by_unit: Mapping[str, Fraction] = MappingProxyType({})
    sums: Mapping[str, Fraction] = MappingProxyType({})
    """What the shares of the units below come to, for areas between that have none of their own."""
    amendments: tuple[Amendment, ...] = ()
    """What it was changed to in mid-year, the earliest first."""
    decision: Decision | None = None
    """The decision by which it is what it is; None of the target that the plan began with."""
    since: Period | None = None
    """The period from which it is in force; None from the beginning."""
    replaced: Target | None = None
    """The target that was in force before it."""

    def in_force(self, period: Period) -> Target:
        """Return the target that is in force in a period: in every one that ends after it began."""
        found = self
        for amendment in self.amendments:
            if amendment.since.start <= period.end:
                found = amendment.target
        return found

    def is_met(self, value: Fraction, goal: Fraction) -> bool:
        """Return whether the comparator holds between the exact value and `goal`.

        `goal` is the target's own value or a unit's share of it.
        """
        # Every figure of every unit is held against one, and comparing integers takes a fifth of
        # the time that comparing fractions does.
        over = value.numerator * goal.denominator - goal.numerator * value.denominator
        match self.comparator:
            case Comparator.AT_LEAST:
                return over >= 0
            case Comparator.MORE_THAN:
                return over > 0
            case Comparator.AT_MOST:
                return over <= 0
            case Comparator.LESS_THAN:
                return over < 0
            case Comparator.ABOUT:
                return over >= 0 or value >= goal - self.tolerance


class Amendment(NamedTuple):
    """What a target was changed to."""

    since: Period
    """The period from which it is in force."""
    target: Target
    place: int = 0
    """Where in the file's list it stands."""
