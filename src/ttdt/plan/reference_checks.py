"""What no single value of a plan shows: names that lead nowhere, keys that do not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ttdt.finding import Finding
from ttdt.plan.area import NO_FOLDERS
from ttdt.plan.rules import (
    INDICATOR_WITHOUT_GROUP,
    KEY_OF_ANOTHER_MEASURE,
    UNIT_ID_TWICE,
    UNKNOWN_POPULATION,
)
from ttdt.plan.target_references import target_problems
from ttdt.schema.plan import (
    NEEDED,
    REFUSED,
    REFUSED_BESIDE_PARTS,
    RESERVED_PARTS,
    IndicatorShape,
    PlanShape,
    PopulationShape,
)
from ttdt.schema.rules import MALFORMED_VALUE
from ttdt.schema.validation import Shape, fitting, missing_key, unknown_word
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ttdt.yaml import Loc, YamlDocument

AnyShape = TypeVar("AnyShape", bound=Shape)


class SoundParts(NamedTuple):
    """What of a plan can be held together: all names, and those of its parts that are sound."""

    units: Mapping[str, tuple[Loc, ...]]
    """Where each unit stands, at whatever depth; in one place, if the plan is right."""
    groups: Collection[str]
    populations: Collection[str]
    sound_populations: Mapping[str, PopulationShape]
    indicators: Mapping[str, IndicatorShape]

    @classmethod
    def of_shape(cls, plan: PlanShape, document: YamlDocument) -> SoundParts:
        """Return the parts of a plan whose shape is sound, as is the document's."""
        data = document.data
        units = _unit_places(data.get("units") if isinstance(data, dict) else None)
        return cls(units, plan.groups, plan.populations, plan.populations, plan.indicators)

    @classmethod
    def of(cls, data: object) -> SoundParts:
        """Return the sound parts of a plan that has others, so that one run finds all."""
        sections: dict[str, dict[str, object]] = {}
        for name in ("units", "groups", "populations", "indicators"):
            section = data.get(name) if isinstance(data, dict) else None
            sections[name] = section if isinstance(section, dict) else {}
        return cls(
            _unit_places(sections["units"]),
            sections["groups"],
            sections["populations"],
            _sound(PopulationShape, sections["populations"]),
            _sound(IndicatorShape, sections["indicators"]),
        )


def _sound(shape: type[AnyShape], section: Mapping[str, object]) -> dict[str, AnyShape]:
    parts = {name: fitting(shape, data) for name, data in section.items()}
    return {name: part for name, part in parts.items() if part is not None}


def _unit_places(section: object) -> dict[str, tuple[Loc, ...]]:
    """Return where each unit of a plan stands, those below others too."""
    places: dict[str, tuple[Loc, ...]] = {}
    to_see: list[tuple[Loc, object]] = [(("units",), section)]
    while to_see:
        loc, below = to_see.pop()
        for name, unit in below.items() if isinstance(below, dict) else ():
            places[name] = (*places.get(name, ()), (*loc, name))
            if isinstance(unit, dict):
                to_see.append(((*loc, name, "units"), unit.get("units")))
    return places


def contradictions(
    plan: SoundParts, document: YamlDocument
) -> tuple[list[Finding], dict[str, IndicatorShape]]:
    """Return the findings, in no particular order, and the indicators that have none."""
    findings: list[Finding] = []
    for name, population in plan.sound_populations.items():
        if population.part_of is not None:
            loc = ("populations", name, "part_of")
            findings += _population(plan, document, loc, population.part_of)
    findings += (*_units_twice(plan, document), *_units_without_folders(plan, document))
    found = {
        name: list(_indicator(plan, indicator, document, ("indicators", name)))
        for name, indicator in plan.indicators.items()
    }
    findings += [finding for of_one in found.values() for finding in of_one]
    return findings, {name: plan.indicators[name] for name in found if not found[name]}


def _units_twice(plan: SoundParts, document: YamlDocument) -> Iterator[Finding]:
    """Yield the units whose id another one has, in whatever branch of the tree."""
    for name, places in plan.units.items():
        if len(places) == 1:
            continue  # Only for a finding has the plan to be read again, for where things stand.
        spans = sorted(document.key_span(*loc) for loc in places)
        for span in spans[1:]:
            message = gettext_lazy(
                "the id “{unit}” is also that of the unit on line {line}",
                unit=name,
                line=spans[0].line,
            )
            yield Finding(UNIT_ID_TWICE, document.path, span, message)


def _units_without_folders(plan: SoundParts, document: YamlDocument) -> Iterator[Finding]:
    """Yield the units that cannot have a folder wherever the workspace is copied to."""
    for name in sorted(NO_FOLDERS & plan.units.keys()):
        message = gettext_lazy(
            "in Windows no folder can be called “{unit}”, so no unit can have this id; {unit}-1"
            " can be one",
            unit=name,
        )
        for loc in plan.units[name]:
            yield Finding(MALFORMED_VALUE, document.path, document.key_span(*loc), message)


def _indicator(
    plan: SoundParts, indicator: IndicatorShape, document: YamlDocument, loc: Loc
) -> Iterator[Finding]:
    if indicator.group not in plan.groups:
        message = gettext_lazy(
            "the group “{group}” is not among the plan's groups: {groups}",
            group=indicator.group,
            groups=tuple(plan.groups),
        )
        span = document.span(*loc, "group")
        yield Finding(INDICATOR_WITHOUT_GROUP, document.path, span, message)
    if indicator.population is not None:
        yield from _population(plan, document, (*loc, "population"), indicator.population)
    yield from _measure(indicator, document, loc)
    if indicator.reference is not None:
        for key in ("numerator", "population"):
            reference = getattr(indicator.reference, key)
            yield from _population(plan, document, (*loc, "reference", key), reference)
    yield from _parts(plan, indicator, document, loc)
    if indicator.target is not None:
        yield from target_problems(plan.units, indicator.target, document, (*loc, "target"))


def _parts(
    plan: SoundParts, indicator: IndicatorShape, document: YamlDocument, loc: Loc
) -> Iterator[Finding]:
    for part_id, part in (indicator.parts or {}).items():
        part_loc = (*loc, "parts", part_id)
        yield from _population(plan, document, (*part_loc, "population"), part.population)
        if part_id in RESERVED_PARTS:
            message = gettext_lazy("a part cannot be called “{name}”", name=part_id)
            span = document.key_span(*part_loc)
            yield Finding(MALFORMED_VALUE, document.path, span, message)
        if part.target is not None:
            yield from target_problems(plan.units, part.target, document, (*part_loc, "target"))


def _population(plan: SoundParts, document: YamlDocument, loc: Loc, name: str) -> Iterator[Finding]:
    if name not in plan.populations:
        finding = unknown_word(document, loc, name, plan.populations)
        yield Finding(UNKNOWN_POPULATION, finding.path, finding.span, finding.message)


def _measure(indicator: IndicatorShape, document: YamlDocument, loc: Loc) -> Iterator[Finding]:
    """Yield the keys that the indicator's measure needs and lacks, or cannot use."""
    needed, refused = NEEDED[indicator.measure], REFUSED[indicator.measure]
    if indicator.parts is not None:
        needed, refused = frozenset(), refused | REFUSED_BESIDE_PARTS
        if not indicator.parts:
            message = gettext_lazy("this cannot be empty")
            yield Finding(MALFORMED_VALUE, document.path, document.span(*loc, "parts"), message)
    for key in sorted(needed):
        if getattr(indicator, key) is None:
            yield missing_key(document, (*loc, key))
    if indicator.start == "baseline" and indicator.measure != "rate":
        # Counts run from 1 January, and a reduction is itself a change.
        refused |= {"start"}
    for key in sorted(refused):
        if getattr(indicator, key) is not None:
            message = gettext_lazy(
                "an indicator of the measure “{measure}” cannot have the key “{key}” here",
                measure=indicator.measure,
                key=key,
            )
            span = document.key_span(*loc, key)
            yield Finding(KEY_OF_ANOTHER_MEASURE, document.path, span, message)
