"""Exact sums of numbers and shares, of which any can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Share
from ttdt.compute.summing import Shares

if TYPE_CHECKING:
    from ttdt.number import Number


class Total:
    """An exact sum, and of how many numbers it is."""

    __slots__ = ("numbers", "value")

    def __init__(self) -> None:
        """Begin with 0, the sum of no numbers."""
        self.numbers = 0
        self.value: Number = 0

    def add(self, number: Number, sign: int) -> None:
        """Add a number, or with `sign` -1 take it out."""
        self.numbers += sign
        self.value += sign * number

    def add_all(self, other: Total, sign: int) -> None:
        """Add all numbers of another sum, or with `sign` -1 take them out."""
        self.numbers += sign * other.numbers
        self.value += sign * other.value


class ShareSum:
    """A sum of numerators and of populations, of which some shares may lack one."""

    def __init__(self) -> None:
        """Begin without any share."""
        self.populations = Total()
        self.numerators = Total()
        self.leeway: Number = 0

    def add(self, share: Share, sign: int) -> None:
        """Add a share, or with `sign` -1 take it out."""
        if share.numerator is not None:
            self.numerators.add(share.numerator, sign)
        if share.population is not None:
            self.populations.add(share.population, sign)
        if share.leeway:
            self.leeway += sign * share.leeway

    def plus(self, other: ShareSum, sign: int = 1) -> ShareSum:
        """Return the sum of both, or with `sign` -1 what is left of this one."""
        found = ShareSum()
        for one, own_sign in ((self, 1), (other, sign)):
            found.numerators.add_all(one.numerators, own_sign)
            found.populations.add_all(one.populations, own_sign)
            found.leeway += own_sign * one.leeway
        return found

    def of(self, members: int) -> Share | None:
        """Return the sum over so many, None where there are none or it is not known of one.

        It has a population if all have one.
        """
        if not members or self.numerators.numbers < members:
            return None
        is_whole = self.populations.numbers == members
        population = self.populations.value if is_whole else None
        return Share(self.numerators.value, population, leeway=self.leeway)


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
