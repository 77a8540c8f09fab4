"""How one number of a report comes about, down to the lines of the files it rests on."""

from ttdt.analysis.explain.building import explain
from ttdt.analysis.explain.results import (
    Certainty,
    Contribution,
    Explanation,
    Input,
    Role,
    UnitExplanation,
)

__all__ = [
    "Certainty",
    "Contribution",
    "Explanation",
    "Input",
    "Role",
    "UnitExplanation",
    "explain",
]
