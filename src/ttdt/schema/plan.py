"""What a plan file may hold."""

from typing import Literal

from pydantic import Field

from ttdt.schema.programme import MOST_DECIMALS, BodyShape, FundingShape, TaskShape
from ttdt.schema.targets import Pace, PeriodPart, TargetShape
from ttdt.schema.texts import Line, Lines, Paragraphs, TextShape
from ttdt.schema.validation import Day, Id, Number, Shape


class ProvinceShape(Shape):
    """The area whose plan it is."""

    code: str
    name: str = Field(min_length=1)
    kind: Line | None = None


class UnitShape(Shape):
    """A unit below the plan's own area, and those below it."""

    code: str
    name: str = Field(min_length=1)
    kind: str | None = None
    formerly: list[Id] | None = None
    units: dict[Id, "UnitShape"] | None = None


class PopulationShape(Shape):
    """A whole that numerators are held against; its name is the natural unit."""

    name: TextShape
    part_of: str | None = None
    max_change: Number | None = None


class GroupShape(Shape):
    """A heading that indicators stand under."""

    name: TextShape


class ReferenceShape(Shape):
    """Two populations."""

    numerator: str
    population: str


class PartShape(Shape):
    """A part of a composite indicator."""

    name: TextShape
    numerator: TextShape | None = None
    population: str
    target: TargetShape | None = None
    max_step: Number | None = None


class IndicatorShape(Shape):
    """An objective of the plan."""

    clause: str
    group: str
    name: TextShape
    measure: Literal["rate", "count", "amount", "reduction", "parity", "narrative"]
    numerator: TextShape | None = None
    population: str | None = None
    reference: ReferenceShape | None = None
    better: Literal["higher", "lower"] | None = None
    target: TargetShape | None = None
    responsible: list[Id] | None = None
    scope: Literal["province", "each_unit"] | None = None
    pace: Pace | None = None
    start: Literal["baseline", 0] | None = None
    may_exceed: bool | None = None
    max_step: Number | None = None
    unit: TextShape | None = None
    decimals: int | None = Field(default=None, ge=0, le=MOST_DECIMALS)
    text: TextShape | None = None
    wording: TextShape | None = None
    reading: TextShape | None = None
    parts: dict[Id, PartShape] | None = None


NEEDED: dict[str, frozenset[str]] = {
    "rate": frozenset({"population"}),
    "count": frozenset(),
    "amount": frozenset({"unit"}),
    "reduction": frozenset({"population"}),
    "parity": frozenset({"population", "reference"}),
    "narrative": frozenset(),
}
"""The keys without which an indicator of each measure says nothing."""
REFUSED: dict[str, frozenset[str]] = {
    "rate": frozenset({"reference", "decimals"}),
    "count": frozenset({"population", "reference", "parts", "may_exceed", "decimals"}),
    "amount": frozenset({"population", "reference", "parts", "may_exceed"}),
    "reduction": frozenset({"reference", "unit", "parts", "may_exceed", "decimals"}),
    "parity": frozenset({"unit", "parts", "pace", "start", "may_exceed", "decimals"}),
    "narrative": frozenset(
        {
            "population",
            "reference",
            "unit",
            "parts",
            "pace",
            "target",
            "start",
            "may_exceed",
            "decimals",
        }
    ),
}
"""The keys that an indicator of each measure cannot use."""
REFUSED_BESIDE_PARTS = frozenset({"population", "numerator"})
"""What each part says for itself, so that the whole can neither need it nor use it."""
RESERVED_PARTS = frozenset(
    {"value", "percent", "not_applicable", "not_reported", "note", "accept", "status"}
)
"""What a figure may say; a part of that name could not be told from it."""


class LetterheadShape(Shape):
    """What a report in the form of a letter says besides its text."""

    superior: Line | None = None
    agency: Line | None = None
    number: Line | None = None
    symbol: Line | None = None
    place: Line | None = None
    addressees: Lines | None = None
    authority: Line | None = None
    office: Line | None = None
    signatory: Line | None = None
    recipients: Lines | None = None


class UnitSectionsShape(Shape):
    """The office's own texts for the sections of a report on a unit."""

    results: Paragraphs = None
    money: Paragraphs = None
    tasks: Paragraphs = None
    shortcomings: Paragraphs = None
    causes: Paragraphs = None
    solutions: Paragraphs = None
    proposals: Paragraphs = None


class SectionsShape(UnitSectionsShape):
    """The office's own texts for the sections of a report, and of those on units."""

    units: dict[Id, UnitSectionsShape] | None = None


class ReportShape(LetterheadShape):
    """What a plan says of the reports on it."""

    sections: SectionsShape | None = None


class PlanShape(Shape):
    """A plan file."""

    plan: str = Field(min_length=1)
    year: int = Field(ge=1900, le=9999)
    title: TextShape
    province: ProvinceShape
    units: dict[Id, UnitShape] = Field(min_length=1)
    populations: dict[Id, PopulationShape] = Field(default_factory=dict)
    groups: dict[Id, GroupShape]
    indicators: dict[Id, IndicatorShape] = Field(min_length=1)
    bodies: dict[Id, BodyShape] | None = None
    funding: FundingShape | None = None
    tasks: dict[Id, TaskShape] | None = None
    deadlines: dict[PeriodPart, Day] | None = None
    calendar: list[PeriodPart] | None = None
    report: ReportShape | None = None
