"""What is to be reached, how, and by whose decision it was changed."""

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ttdt.schema.texts import Line
from ttdt.schema.validation import Day, Id, Number, PeriodId, Shape

PeriodPart = Literal[
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12",
    "Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", "year",
]  # fmt: skip


_PARTS: tuple[str, ...] = get_args(PeriodPart)


def _pace(value: object) -> str | dict[str, Decimal]:
    if isinstance(value, str) and value in {"linear", "none"}:
        return value
    if isinstance(value, dict) and value:
        numbers = {
            key: Decimal(number)
            for key, number in value.items()
            if key in _PARTS and isinstance(number, int | Decimal) and not isinstance(number, bool)
        }
        if len(numbers) == len(value):
            return numbers
    raise PydanticCustomError("pace", "a pace")


Pace = Annotated[
    str | dict[str, Decimal],
    PlainValidator(_pace),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["linear", "none"]},
                {
                    "type": "object",
                    "propertyNames": {"enum": list(_PARTS)},
                    "additionalProperties": {"type": "number"},
                    "minProperties": 1,
                },
            ]
        }
    ),
]
"""How the target is to be reached: evenly, not judged on the way, or by milestones."""


class DecisionShape(Shape):
    """The decision by which something was changed in mid-year."""

    number: Line
    date: Day | None = None


def _decision(value: object) -> object:
    return {"number": value} if isinstance(value, str) else value


Decision = Annotated[
    DecisionShape,
    BeforeValidator(_decision, json_schema_input_type=DecisionShape | str),
]
"""A decision, or its number alone."""


class ComparisonShape(Shape):
    """A comparator with its value; a target has exactly one."""

    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    about: Number | None = None
    tolerance: Number | None = None
    by_unit: dict[Id, Number] | None = None


class AmendedTargetShape(ComparisonShape):
    """The target from some period on."""

    from_: PeriodId = Field(alias="from")
    decision: Decision


class TargetShape(ComparisonShape):
    """What is to be reached."""

    amended: list[AmendedTargetShape] | None = None


COMPARATORS = ("at_least", "more_than", "at_most", "less_than", "about")
"""The keys of a target of which it has exactly one."""
