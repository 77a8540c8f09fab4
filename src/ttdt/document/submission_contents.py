"""What a submission's schema says of a plan's units, populations and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.targets import picked, population_text, shares_text, target_text
from ttdt.plan import FigureKind
from ttdt.schema.json_schema import FigureContents, SubmissionContents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.plan import Funding, Indicator, Plan
    from ttdt.text.language import Language


def submission_contents(plan: Plan, language: Language) -> SubmissionContents:
    """Return what a submission made for the plan can hold."""
    return SubmissionContents(
        title=language.gettext(
            "One unit's submission for the plan of {year}: {province}",
            year=str(plan.year),
            province=plan.area.name,
        ),
        areas={area.written_id: area.name for area in (*plan.units.values(), plan.area)},
        populations={
            name: language.pick(population.name) for name, population in plan.populations.items()
        },
        figures={
            name: _figure(plan, indicator, language) for name, indicator in plan.indicators.items()
        },
        periods=_periods(plan.year),
        projects={} if plan.funding is None else _projects(plan.funding, language),
        sources={}
        if plan.funding is None
        else {source.id: language.pick(source.name) for source in plan.funding.sources.values()},
        tasks={
            task.id: FigureContents(
                f"{task.clause} {language.pick(task.name)}", picked(language, task.text)
            )
            for task in plan.tasks.values()
        },
    )


def _projects(funding: Funding, language: Language) -> dict[str, str]:
    """Return what the projects that amounts stand at are called."""
    leaves = (funding.projects[leaf] for leaf in funding.leaves)
    return {one.id: f"{one.code} {language.pick(one.name)}" for one in leaves}


def _periods(year: int) -> list[str | int]:
    """Return periods to suggest: those of the plan's year, and the end of the year before."""
    parts = ("Q1", "H1", "Q2", "9M", "Q3", "Q4")
    return [*(f"{year}-{part}" for part in parts), year, year - 1]


def _figure(plan: Plan, indicator: Indicator, language: Language) -> FigureContents:
    name, is_part = language.pick(indicator.name), indicator.part is not None
    return FigureContents(
        title=name if is_part else f"{indicator.clause} {name}",
        description="\n".join(_explained(plan, indicator, language, of_a_part=is_part)),
        is_narrative=indicator.measure.figure is FigureKind.TEXT,
        parts={str(part.part): _figure(plan, part, language) for part in indicator.parts},
    )


def _explained(
    plan: Plan, indicator: Indicator, lang: Language, *, of_a_part: bool
) -> Iterator[str]:
    """Yield what whoever fills in the figure has to know."""
    if indicator.numerator is not None:
        yield lang.gettext("Number to give: {what}", what=indicator.numerator)
    population = population_text(lang, plan, indicator)
    if population:
        yield lang.gettext("Population: {population}", population=population)
    yield lang.gettext("Target: {target}", target=target_text(lang, indicator))
    shares = shares_text(lang, plan, indicator)
    if shares:
        yield lang.gettext("Targets by unit: {shares}", shares=shares)
    reading = "" if of_a_part else picked(lang, indicator.reading)
    if reading:
        yield lang.gettext("Our reading: {reading}", reading=reading)
