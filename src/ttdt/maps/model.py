"""A map as the reading of tables sees it. Rows and columns count from 0."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from ttdt.period import Period
    from ttdt.yaml import YamlDocument


class NumberStyle(StrEnum):
    """How numbers that stand as text are written; the value is how a map says it."""

    VIETNAMESE = "1.234,5"
    ENGLISH = "1,234.5"


class DateStyle(StrEnum):
    """What comes first of a date that ends with its year; the value is how a map says it."""

    DAY_FIRST = "d/m/y"
    MONTH_FIRST = "m/d/y"


class ContentKind(Enum):
    """What the cells of a line hold."""

    POPULATION = auto()
    FIGURE = auto()
    """A numerator, a count, an amount, or an answer in words."""
    PERCENT = auto()
    NOTE = auto()
    """A remark on a figure."""
    AMOUNT = auto()
    """An amount of money of a project from a source."""
    FIELD = auto()
    """Something about the whole submission, such as its note."""
    SUBMITTED = auto()
    """When what stands in the row was sent."""
    PERIOD = auto()
    """The period that the row is for."""
    SKIPPED = auto()


class Content(NamedTuple):
    """What is read from a line, by the plan's ids."""

    kind: ContentKind
    key: tuple[str, ...] = ()
    """The population; the indicator, and its part where it has any; the project, the source and
    what is said of its money; or the submission's key."""

    @property
    def is_summed(self) -> bool:
        """Whether the numbers of several units add up."""
        return self.kind in {ContentKind.POPULATION, ContentKind.FIGURE, ContentKind.AMOUNT}


class MappedLine(NamedTuple):
    """A column of a table whose units are rows, or a row of one whose units are columns."""

    line: int
    heading: str
    content: Content
    numbers: NumberStyle | None = None
    times: Decimal | None = None
    """What its numbers are multiplied by, to be in the plan's unit or per cent; None is 1, and says
    of shares below 1 nothing."""
    dates: DateStyle | None = None


class Total(NamedTuple):
    """What a unit's line is where it is none: the sum of others."""

    units: tuple[str, ...]
    """Their ids; `EVERY_UNIT` for all that the table has."""


EVERY_UNIT = ("all",)

NAMED_UNIT = "named"
"""What a map says of the figures of one unit alone, which is named at each import."""

UnitLine: TypeAlias = "str | Total | None"
"""What a name in the table stands for: a unit by its id, `NAMED_UNIT`, a total, or None where it
is skipped."""


class WordMeaning(Enum):
    """What a word in the place of a number says, where that is no number."""

    EMPTY = auto()
    NOT_REPORTED = auto()
    NOT_APPLICABLE = auto()


class Identity(NamedTuple):
    """A line that is the sum of others, some of them taken off, in every unit's row."""

    text: str
    """As the map writes it."""
    result: int
    terms: tuple[tuple[int, int], ...]
    """Sign (1 or -1) and line."""


@dataclass(frozen=True)
class TableMap:
    """How one kind of table is read."""

    document: YamlDocument
    sheet: str | None
    units_in_rows: bool
    names_in: int
    """The line in which the units' names stand."""
    headings: tuple[int, int]
    """The first and the last line across the others in which their headings stand."""
    lines: tuple[MappedLine, ...]
    units: Mapping[str, UnitLine]
    """By the names as the table has them."""
    ends_at: str | None = None
    """The name of the row at which it ends, where another table stands below."""
    period: Period | None = None
    period_in: tuple[int, int] | None = None
    """The row and column of the cell that says the period."""
    status: str | None = None
    source: str | None = None
    sample: bool = False
    words: Mapping[str, Decimal | WordMeaning] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()
    latest: bool = False
    """Whether of several rows of a unit the one that was sent last counts."""

    def holds(self, kind: ContentKind) -> bool:
        """Return whether a line holds such a thing."""
        return any(line.content.kind is kind for line in self.lines)
