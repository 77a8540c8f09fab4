"""The plan as the computing sees it: frozen, exact, complete."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ttdt.text.matching import Names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from ttdt.period import Period
    from ttdt.plan.letterhead import Letterhead
    from ttdt.text.message import Text


OWN_AREA = ""
"""The id of the plan's own area, which no unit can have."""


OWN_FOLDER = "province"
"""The folder of what the plan's own area hands in."""
UNITS_FOLDER = "districts"
"""The folder that those of the units directly below it lie in."""


class FigureKind(StrEnum):
    """What a unit reports for an indicator."""

    SHARE = "share"
    """A numerator in a population, or the per cent it makes."""
    NUMBER = "number"
    TEXT = "text"


class Measure(StrEnum):
    """What kind of number an indicator is; how it is worked out is for `ttdt.compute.measures`."""

    RATE = "rate"
    COUNT = "count"
    REDUCTION = "reduction"
    PARITY = "parity"
    NARRATIVE = "narrative"

    @cached_property
    def figure(self) -> FigureKind:
        """What a unit reports for it; asked of every figure there is, so looked up only once."""
        return _FIGURES.get(self, FigureKind.SHARE)


_FIGURES = {Measure.COUNT: FigureKind.NUMBER, Measure.NARRATIVE: FigureKind.TEXT}


class Comparator(StrEnum):
    """How an actual value is held against a target."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> int:
        """1 where higher is better, -1 where lower is."""
        return 1 if self is Direction.HIGHER else -1


class Scope(StrEnum):
    """Whom a target binds: the province as a whole, or every unit by itself."""

    PROVINCE = "province"
    EACH_UNIT = "each_unit"


@dataclass(frozen=True, slots=True)
class Target:
    """A value and its comparator; percentages and points are in per cent, counts in units."""

    comparator: Comparator
    value: Fraction
    tolerance: Fraction
    by_unit: Mapping[str, Fraction] = field(default_factory=dict)
    sums: Mapping[str, Fraction] = field(default_factory=dict)
    """What the shares of the units below come to, for areas between that have none of their own."""

    def is_met(self, value: Fraction, goal: Fraction) -> bool:
        """Return whether the comparator holds between the exact value and `goal`.

        `goal` is the target's own value or a unit's share of it.
        """
        # Every figure of every unit is held against one, and comparing integers takes a fifth of
        # the time that comparing fractions does.
        over = value.numerator * goal.denominator - goal.numerator * value.denominator
        match self.comparator:
            case Comparator.AT_LEAST:
                return over >= 0
            case Comparator.MORE_THAN:
                return over > 0
            case Comparator.AT_MOST:
                return over <= 0
            case Comparator.LESS_THAN:
                return over < 0
            case Comparator.ABOUT:
                return over >= 0 or value >= goal - self.tolerance


class Reference(NamedTuple):
    """The two populations whose ratio a parity is held against."""

    numerator: str
    population: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number the plan sets a target for, or one part of a composite one.

    A composite has `parts` and no figures of its own; each part is an indicator with the same id
    and target and with its own `part`, numerator and population.
    """

    id: str
    clause: str
    group: str
    name: Text
    measure: Measure
    direction: Direction
    part: str | None = None
    parts: tuple[Indicator, ...] = ()
    numerator: Text | None = None
    population: str | None = None
    reference: Reference | None = None
    target: Target | None = None
    scope: Scope | None = None
    asked: frozenset[str] | None = None
    """The areas that owe a figure where a count is split among units; None for all."""
    paced: bool = True
    starts_at_zero: bool = False
    """Whether the share itself begins anew each year, as money disbursed does."""
    may_exceed: bool = False
    """Whether a numerator above its population is possible, as it is for budgets."""
    milestones: Mapping[str, Fraction] = field(default_factory=dict)
    max_step: Fraction | None = None
    decimals: int = 0
    """How many decimals its figures may have; none where things are counted one by one."""
    unit: Text | None = None
    text: Text | None = None
    wording: Text | None = None
    reading: Text | None = None
    key: tuple[str, str | None] = field(init=False, repr=False, compare=False)
    """What figures and results are kept by: one object for all of them."""

    def __post_init__(self) -> None:
        """Put the key together."""
        object.__setattr__(self, "key", (self.id, self.part))

    @property
    def full_id(self) -> str:
        """What the command line takes: the id, with the part behind a slash."""
        return self.id if self.part is None else f"{self.id}/{self.part}"

    @property
    def leaves(self) -> tuple[Indicator, ...]:
        """The indicators that figures are reported for: the parts, or the indicator itself."""
        return self.parts or (self,)

    @property
    def is_count(self) -> bool:
        """Whether a number is reported for it, and not a share of a population."""
        return self.measure.figure is FigureKind.NUMBER

    def goal_of(self, area: str) -> Fraction | None:
        """Return the target's value for an area, or None where it has no target.

        That is its own of `by_unit`, else the plan's; but a count says nothing about an area that
        has no share of it, nor any below it, unless the target is each unit's.
        """
        if self.target is None:
            return None
        if area in self.target.by_unit:
            return self.target.by_unit[area]
        if self.is_count and area != OWN_AREA and self.scope is not Scope.EACH_UNIT:
            return self.target.sums.get(area)
        return self.target.value

    def is_asked_of(self, area: str) -> bool:
        """Return whether an area owes a figure: all but those left out where a count is split."""
        return self.asked is None or area in self.asked


class Area(NamedTuple):
    """The plan's own area, or a unit below it."""

    id: str
    code: str
    name: str
    kind: str
    parent: str | None = OWN_AREA
    """The id of the area directly above; None of the plan's own."""
    level: int = 1
    """How far below the plan's own area, which is on level 0."""
    folder: tuple[str, ...] = ()
    """The folders that lead from the workspace to its submissions."""
    formerly: tuple[str, ...] = ()
    """The units of the year before that became this one."""
    split: tuple[str, ...] = ()
    """Those of them that others came from, too."""

    @property
    def written_id(self) -> str:
        """The id as files and the command line write it; the plan's own area has a word for it."""
        return self.id or OWN_FOLDER


class Population(NamedTuple):
    """A whole that numerators are held against."""

    id: str
    name: Text
    part_of: str | None = None
    max_change: Fraction | None = None


class IndicatorGroup(NamedTuple):
    """A heading that indicators stand under."""

    id: str
    name: Text


@dataclass(frozen=True)  # without slots, which would keep it from deriving its tree only once
class Plan:
    """The targets of one year and those who report on them, in the order of the file."""

    id: str
    year: int
    title: Text
    area: Area
    """The plan's own area."""
    path: str
    units: Mapping[str, Area]
    """The areas below it."""
    populations: Mapping[str, Population]
    groups: Mapping[str, IndicatorGroup]
    indicators: Mapping[str, Indicator]
    deadlines: Mapping[Period, date]
    calendar: tuple[Period, ...]
    lines: Mapping[str, int]
    letterhead: Letterhead | None = None
    """Who hands reports on the plan in, and to whom; None where the plan does not say."""
    of_unit: str | None = None
    """The unit, by its id in the whole plan, that this is the own plan of; None of a whole one."""

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """All areas by id: the own one, then all units, each before those below it."""
        return {self.area.id: self.area, **self.units}

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the areas directly below each one that has any, in the order of the file."""
        below: dict[str, list[str]] = {}
        for unit in self.units.values():
            below.setdefault(unit.parent or OWN_AREA, []).append(unit.id)
        return {area: tuple(found) for area, found in below.items()}

    @cached_property
    def unit_names(self) -> Names:
        """What the units are called: ids, codes and names."""
        return Names(
            {unit.id: (unit.code, unit.name) for unit in self.units.values()}, of_areas=True
        )

    @cached_property
    def _own_names(self) -> Names:
        return Names({OWN_AREA: (OWN_FOLDER, self.area.code, self.area.name)}, of_areas=True)

    def areas_named(self, word: str) -> tuple[str, ...]:
        """Return the ids of the areas that a word names: units, or else the plan's own area."""
        return self.unit_names.find(word) or self._own_names.find(word)

    @cached_property
    def group_names(self) -> Names:
        """What the groups are called: ids and names."""
        return Names({group.id: group.name.wordings for group in self.groups.values()})

    @cached_property
    def population_names(self) -> Names:
        """What the populations are called: ids and names."""
        return Names({one.id: one.name.wordings for one in self.populations.values()})

    @cached_property
    def indicator_names(self) -> Names:
        """What the indicators are called: ids, clauses and names."""
        return Names({one.id: (one.clause, *one.name.wordings) for one in self.indicators.values()})

    @cached_property
    def distinct_names(self) -> Mapping[str, str]:
        """The areas' names, where several have one with that of the area each lies in."""
        times = Counter(area.name for area in self.areas.values())
        return {
            area.id: area.name
            if times[area.name] == 1 or area.parent is None
            else f"{area.name} ({self.areas[area.parent].name})"
            for area in self.areas.values()
        }

    def id_in_whole(self, area: str) -> str:
        """Return the id that an area of a unit's own plan has in the whole one."""
        return area or self.of_unit or OWN_AREA

    def children(self, area: str) -> tuple[Area, ...]:
        """Return the areas directly below one, in the order of the file."""
        return tuple(self.units[child] for child in self.below.get(area, ()))

    @cached_property
    def leaves(self) -> tuple[Area, ...]:
        """The areas without any below, who must submit, in the order of the file."""
        return tuple(area for area in self.areas.values() if area.id not in self.below)

    def descendants(self, area: str) -> tuple[Area, ...]:
        """Return all areas below one, in the order of the file."""
        found = {area}
        for unit in self.units.values():
            if unit.parent in found:
                found.add(unit.id)
        return tuple(unit for unit in self.units.values() if unit.id in found and unit.id != area)

    def is_divided(self, former: str, unit: str, before: Plan) -> bool:
        """Return whether a part of a unit of the plan `before` did not come into this plan's unit.

        It did if the parts that are named in `formerly` at all are so in units below it.
        """
        if former not in before.below:
            return False
        inside = {below.id for below in self.descendants(unit)}
        elsewhere = {
            name
            for other in self.units.values()
            if other.id not in inside
            for name in other.formerly
        }
        return any(part.id in elsewhere for part in before.descendants(former))

    def ancestors(self, area: str) -> tuple[Area, ...]:
        """Return the areas above one, the plan's own first."""
        above: list[Area] = []
        parent = self.areas[area].parent
        while parent is not None:
            above.append(self.areas[parent])
            parent = above[-1].parent
        return tuple(reversed(above))

    def place_of(self, area: str) -> tuple[str, ...]:
        """Return the keys of the plan's file that lead to an area."""
        if area == OWN_AREA:
            return ("province",)
        above = [one.id for one in self.ancestors(area) if one.id != OWN_AREA]
        return tuple(chain.from_iterable(("units", unit) for unit in (*above, area)))

    @cached_property
    def former_units(self) -> frozenset[str]:
        """The units of the year before that this year's came from; some ids may be in use again."""
        return frozenset(former for unit in self.units.values() for former in unit.formerly)

    @cached_property
    def split_units(self) -> frozenset[str]:
        """The units of the year before that went to several of this year's."""
        return frozenset(former for unit in self.areas.values() for former in unit.split)

    def owns_last_year(self, area: str, before: Plan | None = None) -> bool:
        """Return whether what was handed in under an area's id for the year before is its own.

        It is another unit's where its id was that of one which went elsewhere, or to it and others;
        so it is where it was formed of others and the plan `before` has a unit of its id.
        """
        formerly = self.areas[area].formerly
        if formerly == (area,):
            return area not in self.split_units
        is_taken = before is not None and bool(formerly) and area in before.units
        return area not in self.former_units and not is_taken
