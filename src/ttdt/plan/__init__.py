"""The plan of one year: objectives, indicators, targets, reporting units."""

from ttdt.plan.coherence import targets_of
from ttdt.plan.model import (
    Comparator,
    Direction,
    Group,
    Indicator,
    Measure,
    Plan,
    Population,
    Reference,
    Scope,
    Target,
    Unit,
)
from ttdt.plan.read import PlanReading, read_plan, read_whole_plan

__all__ = [
    "Comparator",
    "Direction",
    "Group",
    "Indicator",
    "Measure",
    "Plan",
    "PlanReading",
    "Population",
    "Reference",
    "Scope",
    "Target",
    "Unit",
    "read_plan",
    "read_whole_plan",
    "targets_of",
]
