"""How one number of a report comes about, down to the lines of the files it rests on."""

from ttdt.analysis.explain.building import explain
from ttdt.analysis.explain.funding import AmountInput, FundingExplanation, explain_funding
from ttdt.analysis.explain.results import (
    Certainty,
    Explanation,
    Input,
    Role,
    UnitExplanation,
)
from ttdt.analysis.explain.tasks import TaskExplanation, explain_task

__all__ = [
    "AmountInput",
    "Certainty",
    "Explanation",
    "FundingExplanation",
    "Input",
    "Role",
    "TaskExplanation",
    "UnitExplanation",
    "explain",
    "explain_funding",
    "explain_task",
]
