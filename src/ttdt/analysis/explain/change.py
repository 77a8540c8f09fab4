"""What moved a share since the end of the year before: numerators, populations, or their mix."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute import Share


@dataclass(frozen=True, slots=True)
class ShareChange:
    """The change of a share in points, exactly the sum of three."""

    numerators: Fraction
    """What the units' numerators did."""
    populations: Fraction
    """What the units' populations did."""
    mix: Fraction
    """What it did that units of other shares have another part of the whole population now."""
    units: int = 0
    """How many of the smallest units it is of: those counted whose numbers before are known."""

    @property
    def total(self) -> Fraction:
        """The whole change."""
        return self.numerators + self.populations + self.mix


def share_change(units: Sequence[tuple[Share, Share]]) -> ShareChange | None:
    """Return what the change of units' common share is made of, given each one's before and now.

    Of two things that changed together each has half of what they did together. None where a
    number is missing.
    """
    known = [
        (before.numerator, before.population, now.numerator, now.population)
        for before, now in units
        if before.numerator is not None
        and now.numerator is not None
        and before.population
        and now.population
    ]
    if not known or len(known) < len(units):
        return None
    whole_before = sum(d0 for _, d0, _, _ in known)
    whole_now = sum(d1 for _, _, _, d1 in known)
    numerators = populations = mix = Fraction(0)
    for n0, d0, n1, d1 in known:
        part_before, part_now = Fraction(d0, whole_before), Fraction(d1, whole_now)
        weight = Fraction(part_before + part_now, 2)
        numerators += weight * 50 * (n1 - n0) * (Fraction(1, d0) + Fraction(1, d1))
        populations += weight * 50 * (n1 + n0) * (Fraction(1, d1) - Fraction(1, d0))
        mix += 50 * (Fraction(n0, d0) + Fraction(n1, d1)) * (part_now - part_before)
    return ShareChange(numerators, populations, mix)
