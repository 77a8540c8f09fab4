"""The plan of one year: objectives, indicators, targets, reporting units."""

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
from ttdt.plan.read import read_plan

__all__ = [
    "Comparator",
    "Direction",
    "Group",
    "Indicator",
    "Measure",
    "Plan",
    "Population",
    "Reference",
    "Scope",
    "Target",
    "Unit",
    "read_plan",
]
