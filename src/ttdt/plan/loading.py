"""From a document to a plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.period import part_of_year
from ttdt.plan.area import OWN_AREA, OWN_FOLDER, UNITS_FOLDER, Area
from ttdt.plan.indicator import Direction, Indicator, Measure, Reference, Scope
from ttdt.plan.letterhead import letterhead_of
from ttdt.plan.model import IndicatorGroup, Plan, Population
from ttdt.plan.programme_checks import programme_problems
from ttdt.plan.programme_loading import bodies_of, funding_of, tasks_of
from ttdt.plan.reference_checks import SoundParts, contradictions
from ttdt.plan.sections import sections_of, unknown_units
from ttdt.plan.shares import split_among
from ttdt.plan.target_checks import incoherences
from ttdt.plan.target_loading import target_of
from ttdt.plan.targets import Comparator, Target
from ttdt.plan.wording import optional_text, text_of
from ttdt.schema.plan import (
    IndicatorShape,
    PartShape,
    PlanShape,
    ProvinceShape,
    UnitShape,
)
from ttdt.schema.programme import MOST_DECIMALS
from ttdt.schema.texts import TextShape
from ttdt.schema.validation import check
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ttdt.finding import Finding
    from ttdt.text.message import Message
    from ttdt.yaml import YamlDocument


_YEAR = re.compile("[0-9]{4}")


class _IndicatorLines(Mapping[str, int]):
    """The line each indicator stands on; a large plan is not searched before it is asked for."""

    def __init__(self, document: YamlDocument, names: tuple[str, ...]) -> None:
        self._document = document
        self._names = names

    def __getitem__(self, name: str) -> int:
        if name not in self._names:
            raise KeyError(name)
        return self._document.key_span("indicators", name).line

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class PlanReading(NamedTuple):
    """What reading a plan gives: all its errors in one go, and what is sound of it."""

    findings: list[Finding]
    sound: Plan | None
    """The plan; where it has errors, only its sound indicators, to be checked and not used."""


def read_plan(document: YamlDocument) -> tuple[Plan | None, list[Finding]]:
    """Return the plan in a document, or None with every finding that keeps it from being used."""
    findings, sound = read_whole_plan(document)
    return (None if findings else sound), findings


def read_whole_plan(document: YamlDocument) -> PlanReading:
    """Return every error of the plan in a document, and its sound part."""
    if not document.readable:
        return PlanReading(list(document.findings), None)
    shape, findings = check(PlanShape, document.data, document)
    parts = SoundParts.of(document.data) if shape is None else SoundParts.of_shape(shape, document)
    found, consistent = contradictions(parts, document)
    findings += found
    if shape is not None:
        findings += programme_problems(shape, parts.units, document)
        if shape.report is not None and shape.report.sections is not None:
            place = ("report", "sections")
            findings += unknown_units(shape.report.sections, document, place, parts.units)
    if findings:
        shape = _sound_shape(document.data, parts, consistent)
    plan = None if shape is None else _plan(shape, document)
    if plan is not None:
        findings += incoherences(plan, document)
    return PlanReading(findings, plan)


def _sound_shape(
    data: object, parts: SoundParts, indicators: dict[str, IndicatorShape]
) -> PlanShape | None:
    """Return the shape of a plan with errors, its unsound parts left out."""
    year = data.get("year") if isinstance(data, dict) else None
    if not isinstance(year, int) or not date.min.year <= year <= date.max.year:
        return None
    return PlanShape.model_construct(
        plan="",
        year=year,
        title=TextShape(vi="?"),
        province=ProvinceShape(code="", name="?"),
        units={},
        populations=dict(parts.sound_populations),
        groups={},
        indicators=indicators,
    )


def _plan(shape: PlanShape, document: YamlDocument) -> Plan:
    own = Area(
        OWN_AREA,
        shape.province.code,
        shape.province.name,
        shape.province.kind or "province",
        None,
        0,
        (OWN_FOLDER,),
    )
    units = _with_splits({unit.id: unit for unit in _units(shape.units, own)})
    return Plan(
        id=shape.plan,
        year=shape.year,
        title=text_of(shape.title),
        area=own,
        path=document.path,
        units=units,
        populations={
            name: Population(
                name, text_of(population.name), population.part_of, _exact(population.max_change)
            )
            for name, population in shape.populations.items()
        },
        groups={
            name: IndicatorGroup(name, text_of(group.name)) for name, group in shape.groups.items()
        },
        indicators={
            name: split_among(_indicator(name, indicator), units)
            for name, indicator in shape.indicators.items()
        },
        bodies=bodies_of(shape.bodies),
        funding=funding_of(shape.funding),
        tasks=tasks_of(shape.tasks, _smallest(units) or (own,)),
        deadlines={
            part_of_year(shape.year, part): day for part, day in (shape.deadlines or {}).items()
        },
        calendar=tuple(part_of_year(shape.year, part) for part in shape.calendar or ()),
        letterhead=None if shape.report is None else letterhead_of(shape.report),
        sections=None
        if shape.report is None or shape.report.sections is None
        else sections_of(shape.report.sections),
        lines=_IndicatorLines(document, tuple(shape.indicators)),
    )


_KINDS_BELOW = {"country": "province", "region": "province", "province": "district"}


def _units(shapes: Mapping[str, UnitShape], above: Area) -> Iterator[Area]:
    """Yield the units below an area, each before those below it."""
    folder = above.folder if above.level else (UNITS_FOLDER,)
    for name, shape in shapes.items():
        unit = Area(
            name,
            shape.code,
            shape.name,
            shape.kind or _KINDS_BELOW.get(above.kind, "commune"),
            above.id,
            above.level + 1,
            (*folder, name),
            tuple(shape.formerly or ()),
        )
        yield unit
        yield from _units(shape.units or {}, unit)


def _smallest(units: Mapping[str, Area]) -> tuple[Area, ...]:
    above = {unit.parent for unit in units.values()}
    return tuple(unit for unit in units.values() if unit.id not in above)


def _with_splits(units: dict[str, Area]) -> dict[str, Area]:
    """Return the units, each with those of the year before that it shares with others."""
    came = Counter(former for unit in units.values() for former in set(unit.formerly))
    return {
        name: unit._replace(split=tuple(one for one in unit.formerly if came[one] > 1))
        if unit.formerly
        else unit
        for name, unit in units.items()
    }


def _indicator(name: str, shape: IndicatorShape) -> Indicator:
    target = None if shape.target is None else target_of(shape.target)
    pace = shape.pace
    whole = Indicator(
        id=name,
        clause=shape.clause,
        group=shape.group,
        name=text_of(shape.name),
        measure=Measure(shape.measure),
        direction=_direction(shape, target),
        numerator=optional_text(shape.numerator),
        population=shape.population,
        reference=None
        if shape.reference is None
        else Reference(shape.reference.numerator, shape.reference.population),
        target=target,
        responsible=tuple(shape.responsible or ()),
        scope=None if shape.scope is None else Scope(shape.scope),
        paced=pace != "none" and shape.measure != "parity",
        starts_at_zero=shape.start == 0,
        may_exceed=bool(shape.may_exceed),
        milestones={part: Fraction(value) for part, value in pace.items()}
        if isinstance(pace, dict)
        else {},
        max_step=_exact(shape.max_step),
        decimals=_decimals(shape),
        unit=optional_text(shape.unit),
        text=optional_text(shape.text),
        wording=optional_text(shape.wording),
        reading=optional_text(shape.reading),
    )
    if not shape.parts:
        return whole
    parts = tuple(_part(whole, part_id, part) for part_id, part in shape.parts.items())
    return replace(whole, parts=parts)


def _decimals(shape: IndicatorShape) -> int:
    """Return how many decimals figures may have: things are counted whole, amounts are not."""
    if shape.measure != "amount":
        return 0
    return MOST_DECIMALS if shape.decimals is None else shape.decimals


def _part(whole: Indicator, part_id: str, shape: PartShape) -> Indicator:
    return replace(
        whole,
        part=part_id,
        name=text_of(shape.name),
        numerator=optional_text(shape.numerator),
        population=shape.population,
        target=whole.target if shape.target is None else target_of(shape.target),
        # Milestones lead to the whole's target, so a part with another has the straight path.
        milestones=whole.milestones if shape.target is None else {},
        max_step=whole.max_step if shape.max_step is None else _exact(shape.max_step),
    )


def _direction(shape: IndicatorShape, target: Target | None) -> Direction:
    if shape.better is not None:
        return Direction(shape.better)
    lower = target is not None and target.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Direction.LOWER if lower else Direction.HIGHER


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def year_of(document: YamlDocument, name: str) -> int:
    """Return the year a plan says it is for; where it does not say, the one in its file's name."""
    said = document.data.get("year") if isinstance(document.data, dict) else None
    if isinstance(said, int):
        return said
    digits = "".join(char for char in name if char.isdecimal() and char.isascii())
    return int(digits[:4] or 0)


def two_plans(year: int, first: str, second: str) -> Message:
    """Return what to say of two plans for one year: of a copy, its year is still to be changed."""
    for path in (first, second):
        named = _YEAR.search(Path(path).name)
        if named is not None and int(named[0]) != year:
            return gettext_lazy(
                "two plans for {year}: {first} and {second}; correct the year in {path}",
                year=str(year),
                first=first,
                second=second,
                path=path,
            )
    return gettext_lazy(
        "two plans for {year}: {first} and {second}; keep one",
        year=str(year),
        first=first,
        second=second,
    )
