"""From a document to a plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.finding import Finding
from ttdt.message import Text, msg
from ttdt.plan.model import (
    Comparator,
    Direction,
    Group,
    Indicator,
    Measure,
    Plan,
    Population,
    Reference,
    Scope,
    Target,
    Unit,
)
from ttdt.plan.rules import (
    INDICATOR_WITHOUT_GROUP,
    KEY_OF_ANOTHER_MEASURE,
    TARGET_WITHOUT_ONE_COMPARATOR,
    UNKNOWN_POPULATION,
    UNKNOWN_UNIT_IN_TARGET,
)
from ttdt.plan.shape import IndicatorShape, PartShape, PlanShape, TargetShape, TextShape
from ttdt.shape import check, missing_key, unknown_word
from ttdt.shape_rules import MALFORMED_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ttdt.source import Document, Loc

RESERVED_PARTS = frozenset({"value", "percent", "not_applicable", "not_reported", "note", "accept"})
"""What a figure may say; a part of that name could not be told from it."""


def read_plan(document: Document) -> tuple[Plan | None, list[Finding]]:
    """Return the plan in a document, or None with every finding that keeps it from being used."""
    findings = list(document.findings)
    if not document.readable:
        return None, findings
    shape, found = check(PlanShape, document.data, document)
    findings += found
    if shape is None:
        return None, findings
    findings += _contradictions(shape, document)
    if findings:
        return None, findings
    return _plan(shape, document), []


def _contradictions(plan: PlanShape, document: Document) -> Iterator[Finding]:
    """Yield what no single value shows: names that lead nowhere, keys that do not go together."""
    for name, population in plan.populations.items():
        if population.part_of is not None:
            loc: Loc = ("populations", name, "part_of")
            yield from _population(plan, document, loc, population.part_of)
    for name, indicator in plan.indicators.items():
        loc = ("indicators", name)
        if indicator.group not in plan.groups:
            message = msg(
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
        for part_id, part in (indicator.parts or {}).items():
            part_loc = (*loc, "parts", part_id)
            yield from _population(plan, document, (*part_loc, "population"), part.population)
            if part_id in RESERVED_PARTS:
                message = msg("a part cannot be called “{name}”", name=part_id)
                span = document.key_span(*part_loc)
                yield Finding(MALFORMED_VALUE, document.path, span, message)
            if part.target is not None:
                yield from _target_problems(plan, part.target, document, (*part_loc, "target"))
        if indicator.target is not None:
            yield from _target_problems(plan, indicator.target, document, (*loc, "target"))


def _population(plan: PlanShape, document: Document, loc: Loc, name: str) -> Iterator[Finding]:
    if name not in plan.populations:
        finding = unknown_word(document, loc, name, plan.populations)
        yield Finding(UNKNOWN_POPULATION, finding.path, finding.span, finding.message)


NEEDED: dict[str, frozenset[str]] = {
    "rate": frozenset({"population"}),
    "count": frozenset(),
    "reduction": frozenset({"population"}),
    "parity": frozenset({"population", "reference"}),
    "narrative": frozenset(),
}
"""The keys without which an indicator of each measure says nothing."""
REFUSED: dict[str, frozenset[str]] = {
    "rate": frozenset({"reference"}),
    "count": frozenset({"population", "reference", "parts"}),
    "reduction": frozenset({"reference", "unit", "parts"}),
    "parity": frozenset({"unit", "parts", "pace"}),
    "narrative": frozenset({"population", "reference", "unit", "parts", "pace", "target"}),
}
"""The keys that an indicator of each measure cannot use."""
REFUSED_BESIDE_PARTS = frozenset({"population", "numerator"})
"""What each part says for itself, so that the whole can neither need it nor use it."""


def _measure(indicator: IndicatorShape, document: Document, loc: Loc) -> Iterator[Finding]:
    """Yield the keys that the indicator's measure needs and lacks, or cannot use."""
    needed, refused = NEEDED[indicator.measure], REFUSED[indicator.measure]
    if indicator.parts is not None:
        needed, refused = frozenset(), refused | REFUSED_BESIDE_PARTS
        if not indicator.parts:
            yield missing_key(document, (*loc, "parts", "…"))
    for key in sorted(needed):
        if getattr(indicator, key) is None:
            yield missing_key(document, (*loc, key))
    for key in sorted(refused):
        if getattr(indicator, key) is not None:
            message = msg(
                "an indicator of the measure “{measure}” cannot have the key “{key}” here",
                measure=indicator.measure,
                key=key,
            )
            span = document.key_span(*loc, key)
            yield Finding(KEY_OF_ANOTHER_MEASURE, document.path, span, message)


def _target_problems(
    plan: PlanShape, target: TargetShape, document: Document, loc: Loc
) -> Iterator[Finding]:
    given = [name for name in Comparator if getattr(target, name) is not None]
    if len(given) != 1:
        message = msg(
            "a target needs exactly one of: {words}", words=tuple(str(name) for name in Comparator)
        )
        yield Finding(TARGET_WITHOUT_ONE_COMPARATOR, document.path, document.span(*loc), message)
    if target.tolerance is not None and target.about is None:
        message = msg("a tolerance goes only with “about”")
        span = document.key_span(*loc, "tolerance")
        yield Finding(KEY_OF_ANOTHER_MEASURE, document.path, span, message)
    for unit in target.by_unit or {}:
        if unit not in plan.units:
            finding = unknown_word(document, (*loc, "by_unit", unit), unit, plan.units)
            span = document.key_span(*loc, "by_unit", unit)
            yield Finding(UNKNOWN_UNIT_IN_TARGET, finding.path, span, finding.message)


def _plan(shape: PlanShape, document: Document) -> Plan:
    return Plan(
        id=shape.plan,
        year=shape.year,
        title=_text(shape.title),
        province_code=shape.province.code,
        province=shape.province.name,
        path=document.path,
        units={
            name: Unit(name, unit.code, unit.name, unit.kind) for name, unit in shape.units.items()
        },
        populations={
            name: Population(
                name, _text(population.name), population.part_of, _exact(population.max_change)
            )
            for name, population in shape.populations.items()
        },
        groups={name: Group(name, _text(group.name)) for name, group in shape.groups.items()},
        indicators={
            name: _indicator(name, indicator) for name, indicator in shape.indicators.items()
        },
        deadlines={str(part): day for part, day in (shape.deadlines or {}).items()},
        calendar=tuple(shape.calendar or ()),
        lines={name: document.key_span("indicators", name).line for name in shape.indicators},
    )


def _indicator(name: str, shape: IndicatorShape) -> Indicator:
    target = None if shape.target is None else _target(shape.target)
    pace = shape.pace
    whole = Indicator(
        id=name,
        clause=shape.clause,
        group=shape.group,
        name=_text(shape.name),
        measure=Measure(shape.measure),
        direction=_direction(shape, target),
        numerator=_optional_text(shape.numerator),
        population=shape.population,
        reference=None
        if shape.reference is None
        else Reference(shape.reference.numerator, shape.reference.population),
        target=target,
        scope=None if shape.scope is None else Scope(shape.scope),
        paced=pace != "none" and shape.measure != "parity",
        milestones={part: Fraction(value) for part, value in pace.items()}
        if isinstance(pace, dict)
        else {},
        max_step=_exact(shape.max_step),
        unit=_optional_text(shape.unit),
        text=_optional_text(shape.text),
        wording=_optional_text(shape.wording),
        reading=_optional_text(shape.reading),
    )
    if not shape.parts:
        return whole
    parts = tuple(_part(whole, part_id, part) for part_id, part in shape.parts.items())
    return replace(whole, parts=parts)


def _part(whole: Indicator, part_id: str, shape: PartShape) -> Indicator:
    return replace(
        whole,
        part=part_id,
        name=_text(shape.name),
        numerator=_optional_text(shape.numerator),
        population=shape.population,
        target=whole.target if shape.target is None else _target(shape.target),
        # Milestones lead to the whole's target, so a part with another has the straight path.
        milestones=whole.milestones if shape.target is None else {},
        max_step=whole.max_step if shape.max_step is None else _exact(shape.max_step),
    )


def _direction(shape: IndicatorShape, target: Target | None) -> Direction:
    if shape.better is not None:
        return Direction(shape.better)
    lower = target is not None and target.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Direction.LOWER if lower else Direction.HIGHER


def _target(shape: TargetShape) -> Target:
    comparator = next(name for name in Comparator if getattr(shape, name) is not None)
    value: Decimal = getattr(shape, comparator)
    return Target(
        comparator,
        Fraction(value),
        Fraction(shape.tolerance or 0),
        {unit: Fraction(share) for unit, share in (shape.by_unit or {}).items()},
    )


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _text(shape: TextShape) -> Text:
    return Text(shape.vi, shape.en)


def _optional_text(shape: TextShape | None) -> Text | None:
    return None if shape is None else _text(shape)
