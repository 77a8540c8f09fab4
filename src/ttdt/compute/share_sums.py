"""Exact sums of numbers and shares, of which any can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Share
from ttdt.compute.summing import Shares

if TYPE_CHECKING:
    from ttdt.number import Number


class ShareSum:
    """A sum of numerators and of populations, of which some shares may lack one."""

    __slots__ = ("leeway", "numerator", "population", "with_numerator", "with_population")

    def __init__(self) -> None:
        """Begin without any share."""
        self.numerator: Number = 0
        self.with_numerator = 0
        """How many shares have a numerator."""
        self.population: Number = 0
        self.with_population = 0
        """How many shares have a population."""
        self.leeway: Number = 0

    def add(self, share: Share, sign: int) -> None:
        """Add a share, or with `sign` -1 take it out."""
        numerator, population, _, leeway = share
        if numerator is not None:
            # Multiplying a fraction takes as long again as adding it.
            self.numerator += numerator if sign > 0 else -numerator
            self.with_numerator += sign
        if population is not None:
            self.population += population if sign > 0 else -population
            self.with_population += sign
        if leeway:
            self.leeway += sign * leeway

    def plus(self, other: ShareSum, sign: int = 1) -> ShareSum:
        """Return the sum of both, or with `sign` -1 what is left of this one."""
        found = ShareSum()
        found.numerator = self.numerator + sign * other.numerator
        found.with_numerator = self.with_numerator + sign * other.with_numerator
        found.population = self.population + sign * other.population
        found.with_population = self.with_population + sign * other.with_population
        found.leeway = self.leeway + sign * other.leeway
        return found

    def of(self, members: int) -> Share | None:
        """Return the sum over so many, None where there are none or it is not known of one.

        It has a population if all have one.
        """
        if not members or self.with_numerator < members:
            return None
        population = self.population if self.with_population == members else None
        return Share(self.numerator, population, leeway=self.leeway)


class SharesSum:
    """A sum of what values are made of."""

    def __init__(self) -> None:
        """Begin without any."""
        self.members = 0
        self.now = ShareSum()
        self.before = ShareSum()
        self.reference = ShareSum()

    def add(self, shares: Shares, sign: int) -> None:
        """Add shares, or with `sign` -1 take them out."""
        self.members += sign
        if shares.now is not None:
            self.now.add(shares.now, sign)
        if shares.before is not None:
            self.before.add(shares.before, sign)
        if shares.reference is not None:
            self.reference.add(shares.reference, sign)

    def without(self, other: SharesSum) -> SharesSum:
        """Return what is left when others are taken out."""
        found = SharesSum()
        found.members = self.members - other.members
        found.now = self.now.plus(other.now, -1)
        found.before = self.before.plus(other.before, -1)
        found.reference = self.reference.plus(other.reference, -1)
        return found

    @property
    def shares(self) -> Shares:
        """The sum; a baseline covers exactly those that are counted now, or is absent."""
        members = self.members
        return Shares(self.now.of(members), self.before.of(members), self.reference.of(members))
