"""Rules about a plan that can be used and that its authors may not have meant so."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.plan import targets_of
from ttdt.rules.registry import Checked, PlanCheck, rule
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Span
    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.yaml import YamlDocument


@rule(
    "TT501",
    "shares-not-adding-up",
    what=N_("The units' shares of a target do not add up to the target."),
    why=N_("All units could reach their shares and the province still miss its target."),
    fix=N_("Correct a share or the target, so that the shares add up to it."),
    bad="target: {at_least: 50, by_unit: {bac-ai: 20, ninh-son: 25}}",
    good="target: {at_least: 50, by_unit: {bac-ai: 20, ninh-son: 30}}",
)
def shares_not_adding_up(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the split targets of counts whose shares have another sum.

    The units' rates are no parts of the province's, so they have no sum to compare.
    """
    for indicator, target, loc in targets_of(plan):
        total = sum(target.by_unit.values(), Fraction(0))
        if measure_of(indicator).in_units and target.by_unit and total != target.value:
            message = gettext_lazy(
                "the units' shares add up to {total}, but the target is {target}",
                total=total,
                target=target.value,
            )
            yield document.key_span(*loc, "by_unit"), message


@rule(
    "TT503",
    "duplicate-clause",
    what=N_("Two indicators name the same clause of the plan."),
    why=N_("Reports order and cite indicators by clause, so one of them is cited wrongly."),
    fix=N_("Correct the clause, or make one indicator with parts of the two."),
    bad='village-roads: {clause: "2.2", …}\nelectricity: {clause: "2.2", …}',
    good='village-roads: {clause: "2.2", …}\nelectricity: {clause: "2.3", …}',
)
def duplicate_clause(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the clauses that an earlier indicator already has."""
    first: dict[str, str] = {}
    for name, indicator in plan.indicators.items():
        other = first.setdefault(indicator.clause.strip(), name)
        if other != name:
            message = gettext_lazy(
                "the clause {clause} is also that of “{other}”",
                clause=indicator.clause,
                other=other,
            )
            yield document.span("indicators", name, "clause"), message


@rule(
    "TT511",
    "year-differing-from-file-name",
    what=N_("A plan's file is named after another year than it says."),
    why=N_("The year in the file counts; whoever looks for the plan by its name is misled."),
    fix=N_("Correct the year, or rename the file: targets-<year>.yaml."),
    bad="# targets-2025.yaml\nyear: 2024",
    good="# targets-2024.yaml\nyear: 2024",
)
def year_differing_from_file_name(
    plan: Plan, document: YamlDocument
) -> Iterator[tuple[Span, Message]]:
    """Yield the year of a plan in a file named after another."""
    name = PurePosixPath(document.path).name
    named = re.fullmatch(r"targets-([0-9]{4})\.yaml", name)
    if named is not None and int(named[1]) != plan.year:
        message = gettext_lazy(
            "the plan is for {year}, but its file is called {name}", year=str(plan.year), name=name
        )
        yield document.span("year"), message


RULES: tuple[Checked[PlanCheck], ...] = (
    shares_not_adding_up,
    duplicate_clause,
    year_differing_from_file_name,
)
