"""Adding up over areas: numerators and populations, never rates."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.compute.results import Missing
    from ttdt.number import Number


def sum_of(shares: Iterable[Share | None]) -> Share | None:
    """Return the sum of numerators and of populations, or None where a share cannot be added.

    It has a population only if all of them have.
    """
    found = list(shares)
    numerators = [share.numerator for share in found if share and share.numerator is not None]
    populations = [share.population for share in found if share and share.population is not None]
    if len(numerators) < len(found):
        return None
    whole = len(populations) == len(found)
    leeway = sum(share.leeway for share in found if share is not None)
    return Share(sum(numerators), sum(populations) if whole else None, leeway=leeway)


class Shares(NamedTuple):
    """What a value is made of: the share now, at the end of the year before, and the reference."""

    now: Share | None = None
    before: Share | None = None
    reference: Share | None = None

    @property
    def is_exact(self) -> bool:
        """Whether no number was rounded before it was reported."""
        return (
            (self.now is None or not self.now.leeway)
            and (self.before is None or not self.before.leeway)
            and (self.reference is None or not self.reference.leeway)
        )

    def at_edge(self, side: int) -> Shares:
        """Return the shares at what rounding may have come from: the others on the other side."""
        return Shares(
            None if self.now is None else self.now.at_edge(side),
            None if self.before is None else self.before.at_edge(-side),
            None if self.reference is None else self.reference.at_edge(-side),
        )


class Bounds(NamedTuple):
    """The lowest and the highest rate, in per cent, and the missing units' population together."""

    lowest: Fraction
    highest: Fraction
    unknown: Number


def rate_bounds(now: Share, missing: Missing) -> Bounds | None:
    """Return the bounds of a rate, given the units that are not counted.

    Such a unit's numerator may be anything from 0 to its population. Without a population that is
    known for each of them there are no bounds. Percentages count with all that they may have been
    rounded from.
    """
    unknown = missing.population
    if unknown is None or now.numerator is None or not now.population:
        return None
    whole = now.population + unknown
    lowest, highest = (now.at_edge(side).numerator or 0 for side in (-1, 1))
    return Bounds(
        Fraction(100 * lowest, whole), Fraction(100 * (highest + unknown), whole), unknown
    )
