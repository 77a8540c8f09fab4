"""What changed between two rounds, which verdicts flipped, and what made them flip."""

from ttdt.analysis.diff.comparison import choose, diff
from ttdt.analysis.diff.plan_changes import Aspect
from ttdt.analysis.diff.results import (
    Cause,
    Diff,
    FigureChange,
    Flip,
    InputChange,
    Kind,
    PlanChange,
    PopulationChange,
    Side,
    State,
    Stated,
    SubmissionChange,
    What,
)

__all__ = [
    "Aspect",
    "Cause",
    "Diff",
    "FigureChange",
    "Flip",
    "InputChange",
    "Kind",
    "PlanChange",
    "PopulationChange",
    "Side",
    "State",
    "Stated",
    "SubmissionChange",
    "What",
    "choose",
    "diff",
]
