"""What a map may hold: how a table that ttdt did not make is read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ttdt.schema.submission import Words
from ttdt.schema.texts import Line
from ttdt.schema.validation import Number, PeriodId, Shape

UNDECIDED = "?"
"""What stands where only a person can say what is meant; nothing is read by such a map."""
SKIPPED = "skip"


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


LineName = Annotated[
    str,
    BeforeValidator(_as_text),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A column's letters or a row's number, or the first and last of several: `B`, `4`, `A-C`, `4-6`.
"""


class MapLineShape(Shape):
    """One column of figures, or one row where units are columns."""

    heading: str = ""
    holds: Line
    numbers: Literal["1.234,5", "1,234.5", "?"] | None = None
    times: Number | None = None
    dates: Literal["d/m/y", "m/d/y", "?"] | None = None


class UnitTotalShape(Shape):
    """A row that is the sum of others."""

    total_of: Literal["all"] | Annotated[list[Line], Field(min_length=1)]


class MapShape(Shape):
    """How one kind of table is read."""

    sheet: Line | None = None
    units_in: Literal["rows", "columns"]
    names_in: LineName
    headings_in: LineName
    ends_at: Line | None = None
    period: PeriodId | Literal["?"] | None = None
    period_in: Line | None = None
    status: Literal["estimate", "provisional", "final", "?"] | None = None
    source: Words | None = None
    sample: bool = False
    repeated: Literal["latest", "?"] | None = None
    figures: Annotated[dict[str, MapLineShape], Field(min_length=1)]
    units: dict[str, Any] = Field(default_factory=dict)
    words: dict[str, Any] = Field(default_factory=dict)
    rules: list[Line] = Field(default_factory=list)
