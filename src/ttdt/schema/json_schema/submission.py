"""The schema of the submissions made for a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.targets import picked, population_text, shares_text, target_text
from ttdt.plan import FigureKind
from ttdt.schema.json_schema.models import DIALECT, exact, given, nullable
from ttdt.schema.submission import REQUIRED, FigureShape, NarrativeShape, SubmissionShape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.plan import Indicator, Plan
    from ttdt.schema.json_schema.models import Json
    from ttdt.schema.validation import Shape
    from ttdt.text.language import Language

_ABOUT_THE_WHOLE = ("not_applicable", "not_reported", "note", "accept")


def submission_schema(plan: Plan, language: Language) -> Json:
    """Return the schema that accepts the shape of every submission we read for the plan."""
    schema = exact(SubmissionShape, language)
    properties = schema["properties"]
    units = plan.units.values()
    del properties["unit"]["minLength"]
    properties["unit"]["enum"] = [unit.id for unit in units]
    properties["unit"]["description"] += "\n" + "\n".join(
        f"{unit.id}: {unit.name}" for unit in units
    )
    properties["period"]["examples"] = _periods(plan.year)
    properties["populations"] |= _closed(
        {
            name: {"title": language.pick(population.name), "type": ["number", "null"]}
            for name, population in plan.populations.items()
        }
    )
    properties["figures"] |= _closed(
        {name: _indicator(plan, indicator, language) for name, indicator in plan.indicators.items()}
    )
    schema["title"] = language.gettext(
        "One unit's submission for the plan of {year}: {province}",
        year=str(plan.year),
        province=plan.area.name,
    )
    schema["required"] = list(REQUIRED)
    schema["allOf"] = [given(REQUIRED)]
    schema["$defs"] = {
        "figure": _or_mapping("number", FigureShape, language),
        "narrative": _or_mapping("string", NarrativeShape, language),
    }
    return {"$schema": DIALECT, **schema}


def _periods(year: int) -> list[str | int]:
    """Return periods to suggest: those of the plan's year, and the end of the year before."""
    parts = ("Q1", "H1", "Q2", "9M", "Q3", "Q4")
    return [*(f"{year}-{part}" for part in parts), year, year - 1]


def _closed(properties: dict[str, Json]) -> Json:
    return {"properties": properties, "additionalProperties": False}


def _or_mapping(kind: str, model: type[Shape], language: Language) -> Json:
    """Return the schema of what stands alone or, with more to say of it, in a mapping.

    It carries no words, so that an editor shows those of the place that refers to it.
    """
    schema = exact(model, language)
    del schema["title"], schema["description"]
    return {**schema, "type": [kind, "object", "null"]}


def _indicator(plan: Plan, indicator: Indicator, language: Language) -> Json:
    words = {
        "title": f"{indicator.clause} {language.pick(indicator.name)}",
        "description": "\n".join(_explained(plan, indicator, language)),
    }
    if not indicator.parts:
        return words | _figure(indicator)
    common = exact(FigureShape, language)["properties"]
    parts = {
        str(part.part): {
            "title": language.pick(part.name),
            "description": "\n".join(_explained(plan, part, language, of_a_part=True)),
            **_figure(part),
        }
        for part in indicator.parts
    }
    whole = {key: common[key] for key in _ABOUT_THE_WHOLE}
    return words | nullable({"type": "object"}) | _closed(parts | whole)


def _figure(indicator: Indicator) -> Json:
    name = "narrative" if indicator.measure.figure is FigureKind.TEXT else "figure"
    return {"allOf": [{"$ref": f"#/$defs/{name}"}]}


def _explained(
    plan: Plan, indicator: Indicator, lang: Language, *, of_a_part: bool = False
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
