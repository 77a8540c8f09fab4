"""What changed between two rounds, which verdicts flipped, and what made them flip."""

from ttdt.inquiry.diff.compare import choose, diff
from ttdt.inquiry.diff.definition import Aspect
from ttdt.inquiry.diff.result import (
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
