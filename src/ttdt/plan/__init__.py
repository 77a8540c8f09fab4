"""The plan of one year: objectives, indicators, targets, reporting units."""

from ttdt.plan.letterhead import Letterhead, read_letterhead
from ttdt.plan.loading import PlanReading, read_plan, read_whole_plan
from ttdt.plan.model import (
    OWN_AREA,
    OWN_FOLDER,
    UNITS_FOLDER,
    Area,
    Comparator,
    Direction,
    FigureKind,
    Indicator,
    IndicatorGroup,
    Measure,
    Plan,
    Population,
    Reference,
    Scope,
    Target,
)
from ttdt.plan.target_checks import targets_of
from ttdt.plan.unit_plan import unit_plan

__all__ = [
    "OWN_AREA",
    "OWN_FOLDER",
    "UNITS_FOLDER",
    "Area",
    "Comparator",
    "Direction",
    "FigureKind",
    "Indicator",
    "IndicatorGroup",
    "Letterhead",
    "Measure",
    "Plan",
    "PlanReading",
    "Population",
    "Reference",
    "Scope",
    "Target",
    "read_letterhead",
    "read_plan",
    "read_whole_plan",
    "targets_of",
    "unit_plan",
]
