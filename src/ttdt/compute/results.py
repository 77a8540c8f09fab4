"""What a report says, before anyone decides how it looks. All numbers are exact."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ttdt.number import Number
from ttdt.plan import OWN_AREA, Indicator
from ttdt.yaml import DocumentPlace

METHOD = "linear-path/0.95-0.60-0"
"""The pace method: a straight path from the baseline to the target, cut at 0.95, 0.60 and 0.

The cut-offs are those of Statistics Canada's method for the progress of SDG indicators; their use
on a path within one year is our adaptation.
"""


class Status(StrEnum):
    """A verdict. The first seven are in order, best to worst."""

    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NOT_YET = "not_yet"
    FAR_BEHIND = "far_behind"
    WORSENING = "worsening"
    NOT_MET = "not_met"
    UNGRADED = "ungraded"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"

    @property
    def rank(self) -> int:
        """The place in the order of verdicts, 0 for met; beyond it for those that judge nothing."""
        return _RANKS[self]

    @property
    def is_short(self) -> bool:
        """Whether the target was judged and is not met."""
        return self in _SHORT


_RANKS = {status: rank for rank, status in enumerate(Status)}
_SHORT = frozenset(
    {
        Status.ON_TRACK,
        Status.BEHIND,
        Status.NOT_YET,
        Status.FAR_BEHIND,
        Status.WORSENING,
        Status.NOT_MET,
    }
)


class Reason(StrEnum):
    """Why there is no figure, or no pace."""

    NOT_SUBMITTED = "not_submitted"
    NOT_REPORTED = "not_reported"
    INVALID = "invalid"
    NO_POPULATION = "no_population"
    NO_BASELINE = "no_baseline"


class Flag(StrEnum):
    """What a reader must know about a unit's figure."""

    DERIVED = "derived"
    CARRIED = "carried"
    ESTIMATE = "estimate"
    PROVISIONAL = "provisional"
    ACCEPTED = "accepted"
    SAME_DAY = "same_day"


class Share(NamedTuple):
    """A numerator in its population, or only the per cent it makes."""

    numerator: Number | None
    population: Number | None
    percent: Number | None = None
    leeway: Number = 0
    """How far the numerator may lie off either way, since its percentage was rounded; per cent
    where only a percentage is known."""

    @property
    def rate(self) -> Fraction | None:
        """The share in per cent, as reported or as the two numbers make it."""
        if self.percent is not None:
            return Fraction(self.percent)
        if self.numerator is None or not self.population:
            return None
        return Fraction(100 * self.numerator, self.population)

    @property
    def has_rate(self) -> bool:
        """Whether there is a `rate`, without working it out."""
        return self.percent is not None or (self.numerator is not None and bool(self.population))

    @property
    def exceeds(self) -> bool:
        """Whether more is counted than there is."""
        if self.numerator is None or self.population is None or self.percent is not None:
            return False
        return self.numerator > self.population

    @property
    def summable(self) -> bool:
        """Whether both numbers are known, so that it can be added to others."""
        return self.numerator is not None and self.population is not None

    def at_edge(self, side: int) -> "Share":
        """Return the least (`side` -1) or the most (1) that rounding may have come from."""
        if not self.leeway:
            return self
        if self.numerator is None:
            percent = None if self.percent is None else self.percent + side * self.leeway
            return Share(None, self.population, percent)
        return Share(max(self.numerator + side * self.leeway, 0), self.population)


@dataclass(frozen=True)
class FileLine:
    """A line of a file; lines count from 1. It is looked up when it is asked for."""

    path: str
    at: DocumentPlace | int
    """Where in the file, or the line itself."""

    @property
    def line(self) -> int:
        """The number of the line."""
        return self.at if isinstance(self.at, int) else self.at.line

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same line of the same file."""
        if not isinstance(other, FileLine):
            return NotImplemented
        return self.path == other.path and (self.at == other.at or self.line == other.line)

    def __hash__(self) -> int:
        """Return what equal lines have in common."""
        return hash(self.path)


class Coverage(NamedTuple):
    """How many of the units that a value could rest on it rests on."""

    units: int
    applicable: int

    @property
    def complete(self) -> bool:
        """Whether no unit is missing."""
        return self.units == self.applicable


class Missing(NamedTuple):
    """The units that are missing from a sum."""

    units: int = 0
    unknown: int = 0
    """Of how many of them the population is not known."""
    known: Number = 0
    """The population of the others together."""

    @property
    def population(self) -> Number | None:
        """The population of all of them together, if it is known of each."""
        return None if self.unknown else self.known

    def plus(self, other: "Missing", sign: int = 1) -> "Missing":
        """Return these with others, or with `sign` -1 without them."""
        return Missing(
            self.units + sign * other.units,
            self.unknown + sign * other.unknown,
            self.known + sign * other.known,
        )


class AreaResult(NamedTuple):
    """One area's row of one indicator. Rates are in per cent, changes and gaps in points."""

    status: Status
    coverage: Coverage
    firm: bool = True
    """Whether the missing units could not change if the target is met."""
    summed: bool = False
    """Whether it is made of the areas below, and not of figures of the area's own."""
    counted: bool = False
    """Whether the value of the area above rests on it."""
    reason: Reason | None = None
    value: Fraction | None = None
    numerator: Number | None = None
    population: Number | None = None
    goal: Fraction | None = None
    """What the area is held against: the target or its own share of it."""
    baseline: Fraction | None = None
    expected: Fraction | None = None
    pace: Fraction | None = None
    pace_units: int | None = None
    """How many of the units counted have the baseline that the way so far is measured from."""
    pace_value: Fraction | None = None
    """The value over just those units."""
    gap: Fraction | None = None
    remaining: Fraction | None = None
    before: Share | None = None
    """The share at the end of the year before."""
    reference: Share | None = None
    """The share a parity is held against."""
    text: str | None = None
    why: str | None = None
    """The unit's own words on why there is no figure."""
    note: str | None = None
    cause: str | None = None
    """What the area itself says about being behind."""
    accepted: Mapping[str, str] = MappingProxyType({})
    flags: tuple[Flag, ...] = ()
    period: str | None = None
    source: FileLine | None = None
    missing: Missing = Missing()
    worst: str | None = None
    """The part of a composite, or the unit, that decides."""

    @property
    def applicable(self) -> bool:
        """Whether the indicator means anything there."""
        return self.status is not Status.NOT_APPLICABLE

    @property
    def carried(self) -> bool:
        """Whether its own figure is of an earlier period."""
        return Flag.CARRIED in self.flags

    @property
    def is_pace_partial(self) -> bool:
        """Whether the baseline, and so the pace, is that of only some of the units counted."""
        return self.pace_units is not None and self.pace_units < self.coverage.units

    @property
    def judged(self) -> bool:
        """Whether there is a verdict on whether the target is met."""
        return self.status is Status.MET or self.status.is_short


class Evidence(Protocol):
    """What is known of an area's row before it is judged."""

    @property
    def coverage(self) -> Coverage:
        """How many of the units that the value could rest on it rests on."""

    @property
    def applicable(self) -> bool:
        """Whether the indicator means anything there."""

    @property
    def summed(self) -> bool:
        """Whether it is made of the areas below, and not of figures of the area's own."""

    @property
    def counted(self) -> bool:
        """Whether the value of the area above rests on it."""

    @property
    def numerator(self) -> Number | None:
        """The numerator or count, if there is one; a composite has none."""

    @property
    def population(self) -> Number | None:
        """The population that it is a share of, if there is one."""

    @property
    def reason(self) -> Reason | None:
        """Why the area's own figure says nothing; a sum has none, nor a composite: its parts do."""

    @property
    def why(self) -> str | None:
        """What the area itself says about having no figure; as above."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What a reader must know about the area's own figure."""

    @property
    def text(self) -> str | None:
        """The area's own figure, where it is in words."""

    @property
    def note(self) -> str | None:
        """What the area itself notes about its figure."""

    @property
    def cause(self) -> str | None:
        """What the area itself says about being behind."""

    @property
    def accepted(self) -> Mapping[str, str]:
        """The warnings about its figure that it accepts, by code, with the reasons."""

    @property
    def source(self) -> FileLine | None:
        """Where its own figure stands."""

    @property
    def carried(self) -> bool:
        """Whether its own figure is of an earlier period."""


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """An indicator, or one part of it, for every area."""

    indicator: Indicator
    areas: Mapping[str, AreaResult]
    """By area id: the plan's own, then those below it in the plan's order."""
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of the areas directly below each one."""
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The places of those areas that can be compared among all of their level, 1 for the best."""
    evidence: Mapping[str, Evidence] = field(default_factory=dict, compare=False)
    """By area id, what its row rests on: to look at that does not judge the row. Where there is
    none, the rows themselves tell."""
    status: Callable[[str], Status] | None = field(default=None, compare=False, repr=False)
    """What gives an area's status without the rest of its row, if there is something."""
    value: Callable[[str], Fraction | None] | None = field(default=None, compare=False, repr=False)
    """What gives an area's value without the rest of its row, if there is something."""

    def value_of(self, area: str) -> Fraction | None:
        """Return the value of an area's row, which need not be judged for it."""
        return self.areas[area].value if self.value is None else self.value(area)

    def status_of(self, area: str) -> Status:
        """Return the status of an area's row, which need not be judged for it."""
        return self.areas[area].status if self.status is None else self.status(area)

    @property
    def own(self) -> AreaResult:
        """The row of the plan's own area."""
        return self.areas[OWN_AREA]

    @property
    def units(self) -> dict[str, AreaResult]:
        """The rows of all areas below it."""
        return {area: row for area, row in self.areas.items() if area != OWN_AREA}

    @property
    def known(self) -> Mapping[str, Evidence]:
        """By area id, what is known of its row without judging it."""
        return self.evidence or self.areas

    def made_of(self, area: str = OWN_AREA) -> dict[str, Evidence]:
        """Return what an area's value is made of, or would be if it were counted, by area id.

        These areas have figures of their own or owe some: the units below it, but of a unit whose
        own figure stands for all below it, that one.
        """
        known = self.known
        found: dict[str, Evidence] = {}
        to_see = [area]
        while to_see:
            one = to_see.pop()
            evidence, below = known.get(one), self.below.get(one, ())
            if evidence is not None and not (evidence.summed and below):
                found[one] = evidence
            else:
                to_see += reversed(below)
        return found

    def added_up(self, area: str = OWN_AREA) -> dict[str, AreaResult]:
        """Return the rows of the areas that one is `made_of`."""
        return {one: self.areas[one] for one in self.made_of(area)}

    def known_below(self, area: str = OWN_AREA) -> dict[str, Evidence]:
        """Return what is known of the areas directly below one, whose rows are not judged."""
        known = self.known
        return {child: known[child] for child in self.below.get(area, ()) if child in known}

    def rows_below(self, area: str = OWN_AREA) -> dict[str, AreaResult]:
        """Return the rows of the areas directly below one, of which its sum is made."""
        return {
            child: self.areas[child] for child in self.below.get(area, ()) if child in self.areas
        }

    def of_areas(self, areas: Iterable[str]) -> "IndicatorResult":
        """Return the result for some areas."""
        wanted = tuple(areas)
        return replace(
            self,
            areas={area: self.areas[area] for area in wanted},
            evidence={area: self.evidence[area] for area in wanted if area in self.evidence},
        )

    def with_own(self, other: "IndicatorResult") -> "IndicatorResult":
        """Return the result with the own area's row of another."""
        return replace(
            self,
            areas=ChainMap({OWN_AREA: other.own}, dict(self.areas)),
            evidence={**self.evidence, OWN_AREA: other.own},
            status=None,
            value=None,
        )
