"""Between which values a provincial rate lies, whatever the missing units may still report."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute.results import ProvinceResult


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and the highest rate, in per cent, and the missing units' population together."""

    lowest: Fraction
    highest: Fraction
    unknown: Fraction


def rate_bounds(row: ProvinceResult, missing: Sequence[Fraction | None]) -> Bounds | None:
    """Return the bounds of a rate, given the population of each unit that is not counted.

    Such a unit's numerator may be anything from 0 to its population. Without a population that is
    known for each of them (None: it is not) there are no bounds.
    """
    known = [population for population in missing if population is not None]
    if len(known) < len(missing) or row.numerator is None or not row.population:
        return None
    unknown = sum(known, Fraction(0))
    whole = row.population + unknown
    return Bounds(100 * row.numerator / whole, 100 * (row.numerator + unknown) / whole, unknown)
