"""The plan of one year: objectives, indicators, targets, reporting units."""

from ttdt.plan.area import OWN_AREA, OWN_FOLDER, UNITS_FOLDER, Area
from ttdt.plan.indicator import Direction, FigureKind, Indicator, Measure, Reference, Scope
from ttdt.plan.letterhead import Letterhead, read_letterhead
from ttdt.plan.loading import PlanReading, read_plan, read_whole_plan
from ttdt.plan.model import IndicatorGroup, Plan, Population
from ttdt.plan.programme import Body, Cell, Funding, Project, Source, Task
from ttdt.plan.sections import NO_SECTIONS, Sections, SectionTexts, read_sections
from ttdt.plan.target_checks import targets_of
from ttdt.plan.targets import Amendment, Comparator, Decision, Target
from ttdt.plan.unit_plan import unit_plan

__all__ = [
    "NO_SECTIONS",
    "OWN_AREA",
    "OWN_FOLDER",
    "UNITS_FOLDER",
    "Amendment",
    "Area",
    "Body",
    "Cell",
    "Comparator",
    "Decision",
    "Direction",
    "FigureKind",
    "Funding",
    "Indicator",
    "IndicatorGroup",
    "Letterhead",
    "Measure",
    "Plan",
    "PlanReading",
    "Population",
    "Project",
    "Reference",
    "Scope",
    "SectionTexts",
    "Sections",
    "Source",
    "Target",
    "Task",
    "read_letterhead",
    "read_plan",
    "read_sections",
    "read_whole_plan",
    "targets_of",
    "unit_plan",
]
