"""What a submission file may hold."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ttdt.schema.targets import Decision
from ttdt.schema.validation import Day, Number, PeriodId, Shape

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
    as_of: Day | None = None
    source: Words | None = None
    sample: bool = False
    note: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
    populations: dict[str, Any] | None = None
    figures: dict[str, Any] | None = None
    funding: dict[str, Any] | None = None
    tasks: dict[str, Any] | None = None


REQUIRED = ("unit", "period", "status")
REPORTING = ("populations", "figures", "funding", "tasks")
"""The keys that hold what is reported; all others say something about the submission."""


class PopulationFigureShape(Shape):
    """A population written as a mapping."""

    value: Number | None = None
    source: Words | None = None


class FigureShape(Shape):
    """A figure written as a mapping."""

    value: Number | None = None
    percent: Number | None = None
    not_applicable: Words | None = None
    not_reported: Words | None = None
    note: Words | None = None
    cause: Words | None = None
    source: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
    status: Settled | None = None


class NarrativeShape(Shape):
    """What a unit says in words, written as a mapping."""

    value: str | None = None
    not_applicable: Words | None = None
    not_reported: Words | None = None
    note: Words | None = None
    cause: Words | None = None
    source: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
    status: Settled | None = None


class AmountsShape(Shape):
    """The money of one project from one source."""

    carried_over: Number | None = None
    assigned: Number | None = None
    disbursed: Number | None = None
    decision: Decision | None = None
    not_reported: Words | None = None
    note: Words | None = None
    cause: Words | None = None
    source: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)


AMOUNTS = ("carried_over", "assigned", "disbursed")
"""The keys that hold amounts."""


class TaskReportShape(Shape):
    """How far a task is."""

    status: Literal["not_started", "under_way", "done", "cancelled"]
    percent: Number | None = None
    reason: Words | None = None
    note: Words | None = None
    cause: Words | None = None
    source: Words | None = None
    accept: dict[str, str] = Field(default_factory=dict)
