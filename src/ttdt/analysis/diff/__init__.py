"""What changed between two rounds, which verdicts flipped, and what made them flip."""

from ttdt.analysis.diff.comparison import choose, diff
from ttdt.analysis.diff.new_notes import NewNote
from ttdt.analysis.diff.plan_changes import Aspect, PlanChange
from ttdt.analysis.diff.programme import MoneyChange, MoneyChanges, TaskChange
from ttdt.analysis.diff.results import (
    Cause,
    ChangeKind,
    Diff,
    FigureChange,
    FigureState,
    Flip,
    InputChange,
    PopulationChange,
    Side,
    Stated,
    SubmissionChange,
    ValueChange,
    What,
)

__all__ = [
    "Aspect",
    "Cause",
    "ChangeKind",
    "Diff",
    "FigureChange",
    "FigureState",
    "Flip",
    "InputChange",
    "MoneyChange",
    "MoneyChanges",
    "NewNote",
    "PlanChange",
    "PopulationChange",
    "Side",
    "Stated",
    "SubmissionChange",
    "TaskChange",
    "ValueChange",
    "What",
    "choose",
    "diff",
]
