"""The measures: one module each, found by the name that the plan's file calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures.amount import Amount
from ttdt.compute.measures.calculation import GROWING, ZERO, Calculation
from ttdt.compute.measures.count import Count
from ttdt.compute.measures.narrative import Narrative
from ttdt.compute.measures.parity import Parity
from ttdt.compute.measures.rate import Rate
from ttdt.compute.measures.reduction import Reduction

if TYPE_CHECKING:
    from ttdt.plan import Indicator

MEASURES: dict[str, Calculation] = {
    measure.name: measure
    for measure in (Rate(), Count(), Amount(), Reduction(), Parity(), Narrative())
}


def measure_of(indicator: Indicator) -> Calculation:
    """Return how an indicator's numbers are worked out."""
    return MEASURES[indicator.measure]


def begins_at_baseline(indicator: Indicator) -> bool:
    """Return whether an indicator's path begins where the share stood a year before."""
    return measure_of(indicator).starts_from_baseline and not indicator.starts_at_zero


__all__ = ["GROWING", "MEASURES", "ZERO", "Calculation", "begins_at_baseline", "measure_of"]
