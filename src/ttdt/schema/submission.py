"""What a submission file may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ttdt.period import ID_PATTERN
from ttdt.schema.validation import Day, Number, Shape


def _period(value: object) -> object:
    """Return a year as text: YAML reads `period: 2023` as a number."""
    return f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value


PeriodId = Annotated[
    str,
    BeforeValidator(_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": f"^{ID_PATTERN}$"},
                {"type": "integer", "minimum": 1900, "maximum": 9999},
            ]
        }
    ),
]


Settled = Literal["estimate", "provisional", "final"]

MOST_WORDS = 10_000
"""How many characters a note, a reason or a source may have."""

Words = Annotated[str, Field(max_length=MOST_WORDS)]


class SubmissionShape(Shape):
    """A submission file; populations and figures are read one by one, against the plan.

    Every field has a default so that one wrong value does not take the others with it; `REQUIRED`
    names those that must be there.
    """

    unit: str = Field(default="", min_length=1)
    period: PeriodId = Field(default="", min_length=1)
    status: Settled | None = None
    submitted: Day | None = None
    source: Words | None = None
    sample: bool = False
    note: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
    populations: dict[str, Any] | None = None
    figures: dict[str, Any] | None = None


REQUIRED = ("unit", "period", "status")
HOLDING_NUMBERS = ("populations", "figures")
"""The keys that hold the numbers; all others say something about the submission."""


class FigureShape(Shape):
    """A figure written as a mapping."""

    value: Number | None = None
    percent: Number | None = None
    not_applicable: Words | None = None
    not_reported: Words | None = None
    note: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
    status: Settled | None = None


class NarrativeShape(Shape):
    """What a unit says in words, written as a mapping."""

    value: str | None = None
    not_applicable: Words | None = None
    not_reported: Words | None = None
    note: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
    status: Settled | None = None
