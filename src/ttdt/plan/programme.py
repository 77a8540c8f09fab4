"""What a plan says of money, of tasks, and of the bodies that answer for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ttdt.period import Period
from ttdt.plan.indicator import Indicator
from ttdt.text.matching import Names
from ttdt.text.message import Text


class Body(NamedTuple):
    """A body that is responsible for indicators and tasks."""

    id: str
    name: Text


class Source(NamedTuple):
    """Where money comes from."""

    id: str
    name: Text
    kind: str | None = None
    """`investment` or `recurrent`, where it is one of the two."""


class Project(NamedTuple):
    """What money is spent on."""

    id: str
    code: str
    name: Text
    parent: str | None = None
    level: int = 1


Cell = tuple[str, str]
"""A project and a source, by their ids: what money is reported for."""


class Currency(NamedTuple):
    """A currency, and how much of it one of the plan's unit is."""

    code: str
    """Of ISO 4217."""
    factor: int


@dataclass(frozen=True)  # without slots, which would keep it from deriving its tree only once
class Funding:
    """The money of the plan: its unit, where it comes from and what it is for."""

    unit: Text
    decimals: int
    """How many decimals an amount may have."""
    sources: Mapping[str, Source]
    projects: Mapping[str, Project]
    """All of the tree, each before those below it."""
    rate: Indicator
    """The share of the money that is disbursed: its target is judged as that of any rate that
    begins at 0."""
    currency: Currency | None = None
    """What the unit is in; None where the plan does not say."""

    def in_force(self, period: Period) -> "Funding":
        """Return it with the target that is in force in a period."""
        rate = self.rate.in_force(period)
        return self if rate is self.rate else replace(self, rate=rate)

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the projects directly below each one that has any."""
        found: dict[str, list[str]] = {}
        for project in self.projects.values():
            if project.parent is not None:
                found.setdefault(project.parent, []).append(project.id)
        return {project: tuple(ids) for project, ids in found.items()}

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The projects without any below, at which amounts stand."""
        return tuple(project for project in self.projects if project not in self.below)

    def leaves_of(self, project: str | None) -> tuple[str, ...]:
        """Return the projects that a project's money is made of; all where it is None."""
        if project is None:
            return self.leaves
        children = self.below.get(project)
        if children is None:
            return (project,)
        return tuple(leaf for child in children for leaf in self.leaves_of(child))

    @cached_property
    def kinds(self) -> tuple[str | None, ...]:
        """The kinds that sources are of, None for those of neither."""
        return tuple(dict.fromkeys(source.kind for source in self.sources.values()))

    def sources_of_kind(self, kind: str | None) -> tuple[str, ...]:
        """Return the sources of a kind."""
        return tuple(source.id for source in self.sources.values() if source.kind == kind)

    @cached_property
    def project_names(self) -> Names:
        """What the projects are called: ids, codes and names."""
        return Names({one.id: (one.code, *one.name.wordings) for one in self.projects.values()})

    @cached_property
    def source_names(self) -> Names:
        """What the sources are called: ids and names."""
        return Names({one.id: one.name.wordings for one in self.sources.values()})


class Task(NamedTuple):
    """Something that units or bodies are to do and to report on."""

    id: str
    clause: str
    name: Text
    text: Text | None = None
    """The plan's own words."""
    units: tuple[str, ...] = ()
    """The units that are to do it; none where bodies are, whose word the plan's own area hands
    in."""
    responsible: tuple[str, ...] = ()
    """The bodies that answer for it."""
    due: Period | None = None
    """The period by whose end it is to be done; None where the plan does not say."""
    indicators: tuple[str, ...] = ()
    """The indicators that it serves."""
    reading: Text | None = None
    """How we read the clause."""

    @property
    def section(self) -> str:
        """The plan's section that it stands in: `III` of `III.2`."""
        return self.clause.partition(".")[0]

    def is_within(self, clause: str) -> bool:
        """Return whether it stands in a clause of the plan, or in one below it."""
        return self.clause == clause or self.clause.startswith(f"{clause}.")
