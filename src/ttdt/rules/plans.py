"""Rules about a plan that can be used and that its authors may not have meant so."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.plan import OWN_AREA, Direction, targets_of
from ttdt.rules.registry import Checked, IndexCheck, PlanCheck, rule
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Span
    from ttdt.plan import Area, Plan, Target
    from ttdt.text.message import Message
    from ttdt.workspace.index import SubmissionIndex
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
        if not measure_of(indicator).in_units or not target.by_unit:
            continue
        total = _shared_below(plan, target, OWN_AREA)
        if total is not None and total != target.value:
            message = gettext_lazy(
                "the units' shares add up to {total}, but the target is {target}",
                total=total,
                target=target.value,
            )
            yield document.key_span(*loc, "by_unit"), message
        for unit, share in target.by_unit.items():
            total = _shared_below(plan, target, unit)
            if total is not None and total != share:
                message = gettext_lazy(
                    "the shares of the units in {unit} add up to {total}, but its own is {share}",
                    unit=plan.distinct_names[unit],
                    total=total,
                    share=share,
                )
                yield document.key_span(*loc, "by_unit", unit), message


def _shared_below(plan: Plan, target: Target, area: str) -> Fraction | None:
    """Return the sum of the shares that the units directly below have, or None without any."""
    shares = [
        share
        for unit in plan.below.get(area, ())
        if (share := target.by_unit.get(unit, target.sums.get(unit))) is not None
    ]
    return sum(shares, Fraction(0)) if shares else None


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


@rule(
    "TT513",
    "duplicate-code",
    what=N_("Two areas of a plan have one code."),
    why=N_("Forms and tables name units by code, and could be taken for the other unit's."),
    fix=N_("Correct the code."),
    bad='bac-ai: {code: "584", …}\nninh-son: {code: "584", …}',
    good='bac-ai: {code: "584", …}\nninh-son: {code: "585", …}',
)
def duplicate_code(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the codes that an area before has already, the plan's own among them."""
    first: dict[str, Area] = {}
    for area in plan.areas.values():
        code = area.code.strip()
        other = first.setdefault(code, area) if code else area
        if other is not area:
            message = gettext_lazy(
                "the code {code} is also that of {other}", code=code, other=other.name
            )
            yield document.span(*plan.place_of(area.id), "code"), message


@rule(
    "TT514",
    "title-of-another-year",
    what=N_("A plan's title names another year than the plan is for, and not that one."),
    why=N_("A plan that was copied from the year before heads its reports with the wrong year."),
    fix=N_("Correct the year in the title."),
    bad="year: 2025\ntitle: {vi: Kế hoạch năm 2024}",
    good="year: 2025\ntitle: {vi: Kế hoạch năm 2025}",
)
def title_of_another_year(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the titles that name years, neither the plan's nor a span of years that holds it."""
    said = (plan.title.original, *plan.title.translations.values())
    for language, title in zip(("vi", *plan.title.translations), said, strict=True):
        years = [
            int(year) for year in re.findall(r"(?<![0-9/])(?:19|20|21)[0-9]{2}(?![0-9])", title)
        ]
        if years and not min(years) <= plan.year <= max(years):
            message = gettext_lazy(
                "the plan is for {year}, but its title names {others}",
                year=str(plan.year),
                others=tuple(map(str, dict.fromkeys(years))),
            )
            yield document.span("title", language), message


@rule(
    "TT515",
    "target-written-as-share",
    what=N_("The target of a rate that is to rise is at most 1 %."),
    why=N_("A share of 0.9 means 90 %, but as a target it is read as 0.9 %, which all units meet."),
    fix=N_("Write the target in per cent: 90 for 90 %."),
    bad="measure: rate\ntarget: {at_least: 0.9}",
    good="measure: rate\ntarget: {at_least: 90}",
)
def target_written_as_share(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the targets and shares of rising rates that are above 0 and at most 1."""
    for indicator, target, loc in targets_of(plan):
        if not measure_of(indicator).in_per_cent or indicator.direction is not Direction.HIGHER:
            continue
        values = {(*loc, str(target.comparator)): target.value}
        values |= {(*loc, "by_unit", unit): share for unit, share in target.by_unit.items()}
        for place, value in values.items():
            if 0 < value <= 1:
                message = gettext_lazy(
                    "the target {value} means {value} %; if {meant} % is meant, write {meant}",
                    value=value,
                    meant=100 * value,
                )
                yield document.span(*place), message


@rule(
    "TT516",
    "duplicate-plan-id",
    what=N_("Plans of two years have one id."),
    why=N_("A form made from one of them would be taken for the other's."),
    fix=N_("Give each plan an id of its own, such as ninh-thuan-2025."),
    bad="# targets-2025.yaml\nplan: ninh-thuan-2024",
    good="# targets-2025.yaml\nplan: ninh-thuan-2025",
)
def duplicate_plan_id(index: SubmissionIndex) -> Iterator[tuple[str, Message]]:
    """Yield the plans whose id an earlier year's has."""
    first: dict[str, Plan] = {}
    for plan in sorted(index.plans, key=lambda plan: plan.year):
        other = first.setdefault(plan.id, plan)
        if other is not plan:
            message = gettext_lazy(
                "the id “{id}” is also that of {path}", id=plan.id, path=other.path
            )
            yield plan.path, message


@rule(
    "TT517",
    "numerator-not-named",
    what=N_("The plan does not say what the numerator of a rate counts."),
    why=N_("Reports cannot say what is left to do, and units may count something else."),
    fix=N_("Say with numerator what is counted, such as “villages with a hardened road”."),
    bad="measure: rate\npopulation: villages",
    good="measure: rate\nnumerator: {vi: thôn có đường}\npopulation: villages",
)
def numerator_not_named(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the rates, and parts of rates, without a numerator of their own or of the whole."""
    for indicator in plan.indicators.values():
        if not measure_of(indicator).in_per_cent or indicator.numerator is not None:
            continue
        for leaf in indicator.leaves:
            if leaf.numerator is None:
                parts = () if leaf.part is None else ("parts", leaf.part)
                message = gettext_lazy("the numerator of “{name}” is not named", name=leaf.full_id)
                yield document.key_span("indicators", indicator.id, *parts), message


RULES: tuple[Checked[PlanCheck], ...] = (
    shares_not_adding_up,
    duplicate_clause,
    year_differing_from_file_name,
    duplicate_code,
    title_of_another_year,
    target_written_as_share,
    numerator_not_named,
)
BETWEEN_PLANS: tuple[Checked[IndexCheck], ...] = (duplicate_plan_id,)
