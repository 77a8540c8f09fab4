"""What a column or row of figures holds, as a map writes it: `populations.people`, `literacy`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.maps.model import Content, ContentKind
from ttdt.schema.submission import AMOUNTS
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.plan import Plan
    from ttdt.text.message import Message

_FIELDS = ("note", "source")
_OF_A_ROW = {"submitted": ContentKind.SUBMITTED, "period": ContentKind.PERIOD}
_OF_A_FIGURE = {"percent": ContentKind.PERCENT, "note": ContentKind.NOTE}
_PLACES_OF_MONEY = 3
"""A project, a source and what is said of its money."""


class MapNames(NamedTuple):
    """The ids that a map may use: those of any of several plans."""

    units: frozenset[str]
    populations: frozenset[str]
    figures: frozenset[str]
    """Indicators without parts, and parts behind a slash."""
    projects: frozenset[str]
    """Those at which amounts stand."""
    sources: frozenset[str]

    @classmethod
    def of(cls, plans: Iterable[Plan]) -> MapNames:
        """Return the names of these plans."""
        plans = tuple(plans)
        money = [plan.funding for plan in plans if plan.funding is not None]
        return cls(
            frozenset(area.written_id for plan in plans for area in plan.areas.values()),
            frozenset(name for plan in plans for name in plan.populations),
            frozenset(
                leaf.full_id
                for plan in plans
                for indicator in plan.indicators.values()
                for leaf in indicator.leaves
            ),
            frozenset(project for funding in money for project in funding.leaves),
            frozenset(source for funding in money for source in funding.sources),
        )

    @property
    def contents(self) -> tuple[str, ...]:
        """Everything that a line of figures may hold but money, as a map writes it."""
        return (
            *sorted(self.figures),
            *(f"populations.{name}" for name in sorted(self.populations)),
        )


def content_of(text: str, names: MapNames) -> Content | Message:
    """Return what a text says that a line holds, or what is wrong with it."""
    if text in _FIELDS:
        return Content(ContentKind.FIELD, (text,))
    if text in _OF_A_ROW:
        return Content(_OF_A_ROW[text])
    section, _, name = text.partition(".")
    if section == "populations" and name in names.populations:
        return Content(ContentKind.POPULATION, (name,))
    if section == "funding":
        return _money(text, name, names)
    figure, _, said = text.partition(".")
    if figure in names.figures and said in {"", *_OF_A_FIGURE}:
        indicator, _, part = figure.partition("/")
        kind = _OF_A_FIGURE.get(said, ContentKind.FIGURE)
        return Content(kind, (indicator, part) if part else (indicator,))
    guess = closest(text, names.contents)
    if guess is None:
        return gettext_lazy("“{name}” is nothing that the plan asks for", name=text)
    return gettext_lazy(
        "“{name}” is nothing that the plan asks for; did you mean “{guess}”?",
        name=text,
        guess=guess,
    )


def _money(text: str, name: str, names: MapNames) -> Content | Message:
    places = name.rsplit(".", _PLACES_OF_MONEY - 1)
    if len(places) != _PLACES_OF_MONEY or places[2] not in AMOUNTS:
        return gettext_lazy(
            "“{name}” is no amount of money; write it as {example}",
            name=text,
            example="funding.p1.local.disbursed",
        )
    project, source, _ = places
    if project not in names.projects:
        return gettext_lazy("the plan has no project “{name}” with amounts", name=project)
    if source not in names.sources:
        return gettext_lazy("the plan has no source of money “{name}”", name=source)
    return Content(ContentKind.AMOUNT, tuple(places))
