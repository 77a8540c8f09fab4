"""The plan itself: what is to be reached, how it is counted, how we read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.report.json import target_data, unit_of_measure
from ttdt.output.plain.aligned_columns import cell, columns
from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.output import View
    from ttdt.plan import Indicator, Plan
    from ttdt.text.language import Language
    from ttdt.text.message import Text

FORMAT = "ttdt.targets/1"


def render_table(plan: Plan, view: View) -> str:
    """Return the plan for a terminal, each objective with its reading below it."""
    from ttdt.output.targets_terminal import draw_plan

    return draw_plan(plan, view)


def render_plain(plan: Plan, view: View) -> str:
    """Return the plan as plain text, one line an objective or part."""
    lang = view.language
    titles = [
        lang.gettext("Clause"),
        lang.gettext("Indicator"),
        lang.gettext("Target"),
        lang.gettext("Targets by unit"),
        lang.gettext("Numerator"),
        lang.gettext("Population"),
        lang.gettext("Our reading"),
        lang.gettext("Group"),
        "id",
    ]
    table = [
        [
            indicator.clause,
            lang.pick(indicator.name),
            target_text(lang, indicator),
            shares_text(lang, plan, indicator),
            picked(lang, indicator.numerator),
            population_text(lang, plan, indicator),
            picked(lang, indicator.reading),
            lang.pick(plan.groups[indicator.group].name),
            indicator.id if indicator.part is None else f"{indicator.id}/{indicator.part}",
        ]
        for indicator in rows_of(plan)
    ]
    lines = columns(table, ["left", "left", "right", *["left"] * 6], titles)
    return "\n".join([*map(cell, heading(lang, plan)), "", *lines]) + "\n"


def render_json(plan: Plan, language: Language) -> str:
    """Return the plan as JSON of version 1, whose keys are only ever added to."""
    document = {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": language.pick(plan.title)},
        "units": [
            {"id": unit.id, "code": unit.code, "name": unit.name, "kind": unit.kind}
            for unit in plan.units.values()
        ],
        "indicators": [_entry(language, plan, indicator) for indicator in rows_of(plan)],
    }
    return dumps(document)


def rows_of(plan: Plan) -> Iterator[Indicator]:
    """Yield the plan's indicators, each composite before its parts."""
    for indicator in plan.indicators.values():
        yield indicator
        yield from indicator.parts


def heading(lang: Language, plan: Plan) -> list[str]:
    """Return the lines above the list."""
    count = len(plan.indicators)
    units = ", ".join(unit.name for unit in plan.units.values())
    return [
        lang.pick(plan.title),
        lang.ngettext("{n} objective", "{n} objectives", count),
        lang.gettext("Reporting units: {units}", units=units),
    ]


def target_text(lang: Language, indicator: Indicator) -> str:
    """Return the target with its comparator, or why there is none."""
    target = wording.target_amount(lang, indicator)
    if target is not None:
        return str(target)
    return "" if indicator.parts else wording.no_target(lang, indicator)


def shares_text(lang: Language, plan: Plan, indicator: Indicator) -> str:
    """Return how the target is split between units."""
    if indicator.target is None:
        return ""
    shares = indicator.target.by_unit.items()
    return ", ".join(f"{plan.units[unit].name} {lang.number(share)}" for unit, share in shares)


def population_text(lang: Language, plan: Plan, indicator: Indicator) -> str:
    """Return what the numerator is held against, and for a parity what that is compared with."""
    population = _population(lang, plan, indicator.population)
    if indicator.reference is None:
        return population
    numerator = _population(lang, plan, indicator.reference.numerator)
    whole = _population(lang, plan, indicator.reference.population)
    return lang.gettext(
        "{population}; compared with {numerator} / {whole}",
        population=population,
        numerator=numerator,
        whole=whole,
    )


def picked(lang: Language, text: Text | None) -> str:
    """Return a text of the plan, or nothing where it has none."""
    return "" if text is None else lang.pick(text)


def _population(lang: Language, plan: Plan, name: str | None) -> str:
    found = plan.populations.get(name or "")
    return "" if found is None else lang.pick(found.name)


def _entry(lang: Language, plan: Plan, indicator: Indicator) -> dict[str, object]:
    narrative = not measure_of(indicator).is_numeric
    scope = indicator.scope
    return {
        "id": indicator.id,
        "part": indicator.part,
        "clause": indicator.clause,
        "group": indicator.group,
        "measure": str(indicator.measure),
        "name": lang.pick(indicator.name),
        "unit": unit_of_measure(indicator, lang),
        "better": None if narrative else str(indicator.direction),
        "target": target_data(indicator.target),
        "numerator": picked(lang, indicator.numerator) or None,
        "population": indicator.population if indicator.population in plan.populations else None,
        "scope": None if scope is None else str(scope),
        "wording": picked(lang, indicator.wording) or None,
        "reading": picked(lang, indicator.reading) or None,
    }
