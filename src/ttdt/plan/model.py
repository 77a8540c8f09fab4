"""The plan as the computing sees it: frozen, exact, complete."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ttdt.plan.area import OWN_AREA, OWN_FOLDER, Area
from ttdt.text.matching import Names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from ttdt.period import Period
    from ttdt.plan.indicator import Indicator
    from ttdt.plan.letterhead import Letterhead
    from ttdt.plan.programme import Body, Funding, Task
    from ttdt.plan.sections import Sections
    from ttdt.text.message import Text


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
    bodies: Mapping[str, Body] = field(default_factory=dict)
    funding: Funding | None = None
    """The money of the plan; None where it is not reported on."""
    tasks: Mapping[str, Task] = field(default_factory=dict)
    letterhead: Letterhead | None = None
    """Who hands reports on the plan in, and to whom; None where the plan does not say."""
    sections: Sections | None = None
    """What the office says in the sections of reports; None where the plan does not hold it."""
    of_unit: str | None = None
    """The unit, by its id in the whole plan, that this is the own plan of; None of a whole one."""

    def in_force(self, period: Period) -> Plan:
        """Return the plan with the targets that are in force in a period."""
        indicators = {name: one.in_force(period) for name, one in self.indicators.items()}
        funding = None if self.funding is None else self.funding.in_force(period)
        if funding is self.funding and all(
            one is self.indicators[name] for name, one in indicators.items()
        ):
            return self
        return replace(self, indicators=indicators, funding=funding)

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
    def calendar_days(self) -> Mapping[date, Period]:
        """The calendar's period by the day it ends on; a longer one stands for the shorter."""
        shortest_first = sorted(self.calendar, key=lambda period: (period.end, period.months))
        return {period.end: period for period in shortest_first}

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
    def body_names(self) -> Names:
        """What the bodies are called: ids and names."""
        return Names({one.id: one.name.wordings for one in self.bodies.values()})

    @cached_property
    def task_names(self) -> Names:
        """What the tasks are called: ids, clauses and names."""
        return Names({one.id: (one.clause, *one.name.wordings) for one in self.tasks.values()})

    def asked_of(self, task: Task) -> tuple[str, ...]:
        """Return the areas that report on a task; bodies report in the plan's own area."""
        return task.units or (OWN_AREA,)

    @cached_property
    def tasks_asked(self) -> Mapping[str, tuple[str, ...]]:
        """The tasks that each area reports on; those that report on none are left out."""
        found: dict[str, list[str]] = {}
        for task in self.tasks.values():
            for area in dict.fromkeys(self.asked_of(task)):
                found.setdefault(area, []).append(task.id)
        return {area: tuple(tasks) for area, tasks in found.items()}

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
        if area not in self.below:
            return ()
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
