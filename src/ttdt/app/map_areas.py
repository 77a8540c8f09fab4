"""Which units of a plan the features of a map are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.outcome import Notice
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.workspace.geojson import MapFeature, Polygon

_MOST_NAMED = 12


class PlacedUnits(NamedTuple):
    """The areas of a map by the plan's units, and what of either has no counterpart."""

    shapes: Mapping[str, tuple[Polygon, ...]]
    """By unit, of any level; features of one unit together."""
    strangers: tuple[str, ...]
    """The names of features that are no unit of the plan, or that several are called by."""

    def notices(self, plan: Plan, units: Sequence[str]) -> tuple[Notice, ...]:
        """Return which of the units have no area, and which areas no unit."""
        found = []
        without = [plan.distinct_names[unit] for unit in units if unit not in self.shapes]
        if without:
            found.append(gettext_lazy("not on the map: {units}", units=_named(without)))
        if self.strangers:
            found.append(
                gettext_lazy(
                    "no units of the plan, so left out of the map: {features}",
                    features=_named(self.strangers),
                )
            )
        return tuple(map(Notice, found))


def place_units(plan: Plan, features: Iterable[MapFeature]) -> PlacedUnits:
    """Return the units that features are named after, by code, id or name."""
    shapes: dict[str, tuple[Polygon, ...]] = {}
    strangers: dict[str, None] = {}
    numbers = {int(unit.code): unit.id for unit in plan.units.values() if unit.code.isdecimal()}
    for feature in features:
        found = plan.unit_names.find(feature.name)
        if not found and feature.name.isdecimal():
            # Programs that take codes for numbers drop the zeros before them.
            found = tuple(filter(None, [numbers.get(int(feature.name))]))
        if len(found) == 1 and feature.polygons:
            shapes[found[0]] = (*shapes.get(found[0], ()), *feature.polygons)
        elif len(found) != 1 and not plan.areas_named(feature.name):
            strangers[feature.name] = None
    return PlacedUnits(shapes, tuple(strangers))


def shown_units(
    plan: Plan, placed: PlacedUnits, columns: Sequence[str], *, is_asked: bool
) -> tuple[str, ...]:
    """Return the units that a map shows: a report's columns, or else those that the map has.

    Those are meant where it has none of the columns and nobody asked for these. Raises `TtdtError`
    where none is on the map.
    """
    if not placed.shapes.keys().isdisjoint(columns):
        return tuple(columns)
    others = () if is_asked else tuple(unit for unit in plan.units if unit in placed.shapes)
    if not others:
        raise TtdtError(_nothing(plan, placed, columns))
    return others


def _nothing(plan: Plan, placed: PlacedUnits, columns: Collection[str]) -> Message:
    wanted = _named([plan.distinct_names[unit] for unit in columns])
    if placed.shapes:
        return gettext_lazy("none of the units asked for is on the map: {units}", units=wanted)
    return gettext_lazy(
        "--key: no feature says the code, id or name of a unit; it says: {features}",
        features=_named(placed.strangers),
    )


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[:_MOST_NAMED]) + (("…",) if len(names) > _MOST_NAMED else ())
