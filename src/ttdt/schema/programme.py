"""What a plan file may hold of money, of tasks, and of the bodies that answer for them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ttdt.schema.targets import Pace, TargetShape
from ttdt.schema.texts import TextShape
from ttdt.schema.validation import ID_PATTERN, Id, PeriodId, Shape

MOST_DECIMALS = 3


class BodyShape(Shape):
    """A body that is responsible for something."""

    name: TextShape


class SourceShape(Shape):
    """Where money comes from."""

    name: TextShape
    kind: Literal["investment", "recurrent"] | None = None


class ProjectShape(Shape):
    """What money is spent on; amounts stand at the projects without any below."""

    code: str
    name: TextShape
    projects: dict[Id, "ProjectShape"] | None = None


class CurrencyShape(Shape):
    """The currency that amounts are in, and how much of it one of the plan's unit is."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    factor: int = Field(ge=1)


class FundingShape(Shape):
    """The money of the plan: its unit, where it comes from and what it is for."""

    unit: TextShape
    currency: CurrencyShape | None = None
    decimals: int = Field(default=MOST_DECIMALS, ge=0, le=MOST_DECIMALS)
    sources: dict[Id, SourceShape] = Field(min_length=1)
    projects: dict[Id, ProjectShape] = Field(min_length=1)
    target: TargetShape | None = None
    pace: Pace | None = None


ALL = "all"


def _ids(value: object) -> object:
    """Return a single id as a list of one; that of all units stays as it is."""
    return [value] if isinstance(value, str) and value != ALL else value


_ID_SCHEMA = {"type": "string", "pattern": f"^{ID_PATTERN}$"}
_IDS_SCHEMA = WithJsonSchema({"anyOf": [_ID_SCHEMA, {"type": "array", "items": _ID_SCHEMA}]})

Ids = Annotated[list[Id], BeforeValidator(_ids), _IDS_SCHEMA]
"""One id, or several in a list."""

Units = Annotated[Literal["all"] | list[Id], BeforeValidator(_ids), _IDS_SCHEMA]
"""Some units, or all that have none below them."""


class TaskShape(Shape):
    """Something that units or bodies are to do and to report on."""

    clause: str
    name: TextShape
    text: TextShape | None = None
    units: Units | None = None
    responsible: list[Id] | None = None
    due: PeriodId | None = None
    indicator: Ids | None = None
    reading: TextShape | None = None
