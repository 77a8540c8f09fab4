"""Rules about a plan that can be used and that its authors may not have meant so."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ttdt.finding import Severity
from ttdt.message import mark, msg
from ttdt.period import Period
from ttdt.plan import Comparator, Direction, Measure
from ttdt.rules.registry import Checked, PlanCheck, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Span
    from ttdt.message import Message
    from ttdt.plan import Indicator, Plan, Target
    from ttdt.source import Document, Loc


def _targets(plan: Plan) -> Iterator[tuple[Indicator, Target, Loc]]:
    """Yield every target of the plan once, with whose it is and where it stands."""
    for name, indicator in plan.indicators.items():
        if indicator.target is not None:
            yield indicator, indicator.target, ("indicators", name, "target")
        for part in indicator.parts:
            if part.target is not None and part.target is not indicator.target:
                loc = ("indicators", name, "parts", str(part.part), "target")
                yield part, part.target, loc


@rule(
    "TT501",
    "shares-not-adding-up",
    what=mark("The units' shares of a target do not add up to the target."),
    why=mark("All units could reach their shares and the province still miss its target."),
    fix=mark("Correct a share or the target, so that the shares add up to it."),
    bad="target: {at_least: 50, by_unit: {bac-ai: 20, ninh-son: 25}}",
    good="target: {at_least: 50, by_unit: {bac-ai: 20, ninh-son: 30}}",
)
def shares_not_adding_up(plan: Plan, document: Document) -> Iterator[tuple[Span, Message]]:
    """Yield the split targets of counts whose shares have another sum.

    The units' rates are no parts of the province's, so they have no sum to compare.
    """
    for indicator, target, loc in _targets(plan):
        total = sum(target.by_unit.values(), Fraction(0))
        if indicator.measure is Measure.COUNT and target.by_unit and total != target.value:
            message = msg(
                "the units' shares add up to {total}, but the target is {target}",
                total=total,
                target=target.value,
            )
            yield document.key_span(*loc, "by_unit"), message


@rule(
    "TT503",
    "duplicate-clause",
    what=mark("Two indicators name the same clause of the plan."),
    why=mark("Reports order and cite indicators by clause, so one of them is cited wrongly."),
    fix=mark("Correct the clause, or make one indicator with parts of the two."),
    bad='village-roads: {clause: "2.2", …}\nelectricity: {clause: "2.2", …}',
    good='village-roads: {clause: "2.2", …}\nelectricity: {clause: "2.3", …}',
)
def duplicate_clause(plan: Plan, document: Document) -> Iterator[tuple[Span, Message]]:
    """Yield the clauses that an earlier indicator already has."""
    first: dict[str, str] = {}
    for name, indicator in plan.indicators.items():
        other = first.setdefault(indicator.clause.strip(), name)
        if other != name:
            message = msg(
                "the clause {clause} is also that of “{other}”",
                clause=indicator.clause,
                other=other,
            )
            yield document.span("indicators", name, "clause"), message


@rule(
    "TT504",
    "milestone-not-monotone",
    severity=Severity.ERROR,
    what=mark("A milestone is past the target, or leads away from it."),
    why=mark(
        "Whether a unit is on track is judged by the milestone, so the verdict would be wrong."
    ),
    fix=mark("Correct the milestone: each must lie between the one before it and the target."),
    bad="target: {at_least: 75}\npace: {Q1: 72, Q2: 70}",
    good="target: {at_least: 75}\npace: {Q1: 70, Q2: 72}",
)
def milestone_not_monotone(plan: Plan, document: Document) -> Iterator[tuple[Span, Message]]:
    """Yield the milestones that do not lead from the one before them towards the target."""
    for name, indicator in plan.indicators.items():
        sign = indicator.direction.sign
        before: tuple[str, Fraction] | None = None
        milestones = indicator.milestones
        for part in sorted(milestones, key=lambda part: _period(plan, part).end_month):
            value = milestones[part]
            message = None
            if indicator.target is not None and sign * value > sign * indicator.target.value:
                message = msg(
                    "the milestone {value} for {part} is past the target {target}",
                    value=value,
                    part=part,
                    target=indicator.target.value,
                )
            elif before is not None and not _follows(plan, before, (part, value), sign):
                message = msg(
                    "the milestone {value} for {part} leads away from the target: {earlier} is to"
                    " have {before} already",
                    value=value,
                    part=part,
                    earlier=before[0],
                    before=before[1],
                )
            if message is not None:
                yield document.span("indicators", name, "pace", part), message
            else:
                before = (part, value)


def _period(plan: Plan, part: str) -> Period:
    return Period(plan.year, "" if part == "year" else part)


def _follows(
    plan: Plan, before: tuple[str, Fraction], after: tuple[str, Fraction], sign: int
) -> bool:
    """Return whether a milestone can come after another, or, on the same day, beside it."""
    if _period(plan, before[0]).end_month == _period(plan, after[0]).end_month:
        return before[1] == after[1]
    return sign * before[1] <= sign * after[1]


_RANGES: dict[Measure, tuple[int, int]] = {
    Measure.RATE: (0, 100),
    Measure.REDUCTION: (-100, 100),
    Measure.PARITY: (-100, 100),
}


@rule(
    "TT505",
    "target-out-of-range",
    severity=Severity.ERROR,
    what=mark("A target lies where no value of its measure can lie."),
    why=mark("It can never be met, or is met whatever happens, so the verdict means nothing."),
    fix=mark("Write the target in per cent, from 0 to 100; a change, in points from -100 to 100."),
    bad="measure: rate\ntarget: {at_least: 750}",
    good="measure: rate\ntarget: {at_least: 75}",
)
def target_out_of_range(plan: Plan, document: Document) -> Iterator[tuple[Span, Message]]:
    """Yield the targets and shares outside what their measure can be."""
    for indicator, target, loc in _targets(plan):
        bounds = _RANGES.get(indicator.measure)
        if bounds is None:
            continue
        low, high = bounds
        values = {(*loc, str(target.comparator)): target.value}
        values |= {(*loc, "by_unit", unit): share for unit, share in target.by_unit.items()}
        for place, value in values.items():
            if not low <= value <= high:
                message = msg(
                    "the target {value} is not between {low} and {high}",
                    value=value,
                    low=low,
                    high=high,
                )
                yield document.span(*place), message


_UPWARDS = {Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ABOUT}


@rule(
    "TT506",
    "comparator-contradicting-better",
    severity=Severity.ERROR,
    what=mark("A target's comparator says that one way is better, its indicator the other."),
    why=mark("Whether it is met and whether it is on track would be judged in opposite ways."),
    fix=mark(
        "With better: lower write at_most or less_than; otherwise at_least, more_than or about."
    ),
    bad="better: lower\ntarget: {at_least: 15}",
    good="better: lower\ntarget: {at_most: 15}",
)
def comparator_contradicting_better(
    plan: Plan, document: Document
) -> Iterator[tuple[Span, Message]]:
    """Yield the comparators that do not go with the way that is better."""
    for indicator, target, loc in _targets(plan):
        wanted = Direction.HIGHER if target.comparator in _UPWARDS else Direction.LOWER
        if indicator.direction is not wanted:
            message = msg(
                "“{comparator}” contradicts better: {better}",
                comparator=str(target.comparator),
                better=str(indicator.direction),
            )
            yield document.key_span(*loc, str(target.comparator)), message


@rule(
    "TT511",
    "year-differing-from-file-name",
    what=mark("A plan's file is named after another year than it says."),
    why=mark("The year in the file counts; whoever looks for the plan by its name is misled."),
    fix=mark("Correct the year, or rename the file: targets-<year>.yaml."),
    bad="# targets-2025.yaml\nyear: 2024",
    good="# targets-2024.yaml\nyear: 2024",
)
def year_differing_from_file_name(plan: Plan, document: Document) -> Iterator[tuple[Span, Message]]:
    """Yield the year of a plan in a file named after another."""
    name = PurePosixPath(document.path).name
    named = re.fullmatch(r"targets-([0-9]{4})\.yaml", name)
    if named is not None and int(named[1]) != plan.year:
        message = msg(
            "the plan is for {year}, but its file is called {name}", year=str(plan.year), name=name
        )
        yield document.span("year"), message


RULES: tuple[Checked[PlanCheck], ...] = (
    shares_not_adding_up,
    duplicate_clause,
    milestone_not_monotone,
    target_out_of_range,
    comparator_contradicting_better,
    year_differing_from_file_name,
)
