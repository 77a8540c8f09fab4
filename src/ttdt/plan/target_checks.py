"""Targets, milestones and directions that cannot all be meant: judged by them, verdicts mislead."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.finding import Finding
from ttdt.period import part_of_year
from ttdt.plan.indicator import Direction, Measure
from ttdt.plan.rules import (
    COMPARATOR_CONTRADICTING_BETTER,
    MILESTONE_NOT_MONOTONE,
    TARGET_OUT_OF_RANGE,
    THOUSANDS_DOT_IN_PLAN,
)
from ttdt.plan.targets import Comparator
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.plan.indicator import Indicator
    from ttdt.plan.model import Plan
    from ttdt.plan.targets import Target
    from ttdt.yaml import Loc, YamlDocument


def incoherences(plan: Plan, document: YamlDocument) -> Iterator[Finding]:
    """Yield the findings, in no particular order."""
    yield from _milestone_not_monotone(plan, document)
    yield from _target_out_of_range(plan, document)
    yield from _comparator_contradicting_better(plan, document)
    yield from _thousands_dot(plan, document)


def targets_of(plan: Plan) -> Iterator[tuple[Indicator, Target, Loc]]:
    """Yield every target of the plan once, with whose it is and where it stands.

    After each come those that it was changed to.
    """
    for name, indicator in plan.indicators.items():
        if indicator.target is not None:
            yield from _with_amendments(indicator, indicator.target, ("indicators", name, "target"))
        for part in indicator.parts:
            if part.target is not None and part.target is not indicator.target:
                loc = ("indicators", name, "parts", str(part.part), "target")
                yield from _with_amendments(part, part.target, loc)
    rate = None if plan.funding is None else plan.funding.rate
    if rate is not None and rate.target is not None:
        yield from _with_amendments(rate, rate.target, ("funding", "target"))


def _with_amendments(
    indicator: Indicator, target: Target, loc: Loc
) -> Iterator[tuple[Indicator, Target, Loc]]:
    yield indicator, target, loc
    for amendment in target.amendments:
        yield indicator, amendment.target, (*loc, "amended", amendment.place)


_FROM_ZERO = frozenset({Measure.COUNT, Measure.AMOUNT, Measure.REDUCTION})
"""The measures whose way to the target begins at 0."""


def _milestone_not_monotone(plan: Plan, document: YamlDocument) -> Iterator[Finding]:
    """Yield the milestones that do not lead from the one before them towards the target."""
    paced: list[tuple[Loc, Indicator]] = [
        (("indicators", name), indicator) for name, indicator in plan.indicators.items()
    ]
    if plan.funding is not None:
        paced.append((("funding",), plan.funding.rate))
    for loc, indicator in paced:
        from_zero = indicator.measure in _FROM_ZERO or indicator.starts_at_zero
        # What begins at 0 can only come nearer from below, also to a most it is to stay within.
        sign = 1 if from_zero else indicator.direction.sign
        before: tuple[str, Fraction] | None = None
        milestones = indicator.milestones
        for part in sorted(milestones, key=lambda part: part_of_year(plan.year, part).end_month):
            value = milestones[part]
            message = None
            # Milestones lead to the target that the plan began with.
            if indicator.target is not None and sign * value > sign * indicator.target.value:
                message = gettext_lazy(
                    "the milestone {value} for {part} is past the target {target}",
                    value=value,
                    part=part,
                    target=indicator.target.value,
                )
            elif before is not None and not _follows(plan, before, (part, value), sign):
                message = gettext_lazy(
                    "the milestone {value} for {part} leads away from the target: {earlier} is to"
                    " have {before} already",
                    value=value,
                    part=part,
                    earlier=before[0],
                    before=before[1],
                )
            if message is not None:
                span = document.span(*loc, "pace", part)
                yield Finding(MILESTONE_NOT_MONOTONE, document.path, span, message)
            else:
                before = (part, value)


def _follows(
    plan: Plan, before: tuple[str, Fraction], after: tuple[str, Fraction], sign: int
) -> bool:
    """Return whether a milestone can come after another, or, on the same day, beside it."""
    if part_of_year(plan.year, before[0]).end == part_of_year(plan.year, after[0]).end:
        return before[1] == after[1]
    return sign * before[1] <= sign * after[1]


def _thousands_dot(plan: Plan, document: YamlDocument) -> Iterator[Finding]:
    """Yield the numbers of counts that are written as officers write thousands: 1.200."""
    places: list[Loc] = []
    for indicator, target, loc in targets_of(plan):
        if indicator.measure is Measure.COUNT:
            places += [(*loc, str(target.comparator)), (*loc, "tolerance")]
            places += [(*loc, "by_unit", unit) for unit in target.by_unit]
    for name, indicator in plan.indicators.items():
        if indicator.measure is Measure.COUNT:
            places += [("indicators", name, "pace", part) for part in indicator.milestones]
            places.append(("indicators", name, "max_step"))
    for place in places:
        number = _at(document.data, place)
        if not isinstance(number, Decimal) or not 1 <= number < _THOUSAND:
            continue
        if number.as_tuple().exponent == -3:  # noqa: PLR2004 - three decimals
            message = gettext_lazy(
                "{value} is read as a number with three decimals, but it counts things; if the dot"
                " stands for thousands, write {meant}",
                value=str(number),
                meant=str(number).replace(".", ""),
            )
            yield Finding(THOUSANDS_DOT_IN_PLAN, document.path, document.span(*place), message)


def _at(data: object, loc: Loc) -> object:
    for step in loc:
        if isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            data = data.get(str(step)) if isinstance(data, dict) else None
    return data


_THOUSAND = 1000
_RANGES: dict[Measure, tuple[int, int]] = {
    Measure.RATE: (0, 100),
    Measure.REDUCTION: (-100, 100),
    Measure.PARITY: (-100, 100),
}


def _target_out_of_range(plan: Plan, document: YamlDocument) -> Iterator[Finding]:
    """Yield the targets and shares outside what their measure can be."""
    for indicator, target, loc in targets_of(plan):
        bounds = _RANGES.get(indicator.measure)
        if bounds is None:
            continue
        low, high = bounds
        values = {(*loc, str(target.comparator)): target.value}
        values |= {(*loc, "by_unit", unit): share for unit, share in target.by_unit.items()}
        for place, value in values.items():
            if not low <= value <= high:
                message = gettext_lazy(
                    "the target {value} is not between {low} and {high}",
                    value=value,
                    low=low,
                    high=high,
                )
                span = document.span(*place)
                yield Finding(TARGET_OUT_OF_RANGE, document.path, span, message)


_WANTED = {
    Comparator.AT_LEAST: Direction.HIGHER,
    Comparator.MORE_THAN: Direction.HIGHER,
    Comparator.AT_MOST: Direction.LOWER,
    Comparator.LESS_THAN: Direction.LOWER,
}
"""The way that a comparator says is better; `about` says neither."""


def _comparator_contradicting_better(plan: Plan, document: YamlDocument) -> Iterator[Finding]:
    """Yield the comparators that do not go with the way that is better."""
    for indicator, target, loc in targets_of(plan):
        wanted = _WANTED.get(target.comparator, indicator.direction)
        if indicator.direction is not wanted:
            message = gettext_lazy(
                "“{comparator}” contradicts better: {better}",
                comparator=str(target.comparator),
                better=str(indicator.direction),
            )
            span = document.key_span(*loc, str(target.comparator))
            yield Finding(COMPARATOR_CONTRADICTING_BETTER, document.path, span, message)
