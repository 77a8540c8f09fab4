"""How one number of a report comes about, down to the lines of the files it rests on."""

from ttdt.inquiry.explain.build import explain
from ttdt.inquiry.explain.model import (
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
