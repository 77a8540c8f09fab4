"""The plan itself: what is to be reached, how it is counted, how we read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.answer import tidy
from ttdt.document.model import (
    GROUP,
    ROW,
    Cell,
    Column,
    Document,
    Line,
    Medium,
    Paragraph,
    RowGroup,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.plain_data import own_area, target_data, unit_of_measure
from ttdt.document.report.notes import no_indicator
from ttdt.document.report.unit_names import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Row
    from ttdt.plan import Indicator, Plan
    from ttdt.text.language import Language
    from ttdt.text.message import Text

FORMAT = "ttdt.targets/1"

MOST_SHARES = 12
"""Of more units only so many shares are named in a sentence."""

_WIDE = 120
_ROOMY = 160
_INDENT = 2


@dataclass(frozen=True, slots=True)
class TargetsAnswer:
    """A plan's targets and how they are read."""

    plan: Plan

    def document(self, view: View) -> Document:
        """Return the plan under its groups; where there is room, the reading stands beside."""
        lang, plan = view.language, self.plan
        title, *lines = _heading(lang, plan)
        table = (_table(lang, plan),) if plan.indicators else ()
        return Document((Title(title), *map(Paragraph, lines), *table))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the plan as plain data, names in one language."""
        plan = self.plan
        return {
            "format": FORMAT,
            "plan": {"id": plan.id, "year": plan.year, "title": language.pick(plan.title)},
            "province": own_area(plan),
            "units": [
                {
                    "id": unit.id,
                    "code": unit.code,
                    "name": unit.name,
                    "kind": unit.kind,
                    "parent": unit.parent or None,
                    "level": unit.level,
                }
                for unit in plan.units.values()
            ],
            "indicators": [_entry(language, plan, indicator) for indicator in rows_of(plan)],
        }

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each indicator or part."""
        return tidy(self.data(language)["indicators"])


def _table(lang: Language, plan: Plan) -> Table:
    in_files = Medium.FILE
    columns = (
        Column(lang.gettext("Clause"), room=8, most=8, screen_title=""),
        Column(lang.gettext("Indicator"), key="indicator", takes_rest=True, room=36),
        Column(lang.gettext("Target"), right=True, room=16),
        Column(
            lang.gettext("Counted, and our reading"),
            takes_rest=True,
            from_width=_WIDE,
            under=ROW,
            medium=Medium.SCREEN,
        ),
        Column(lang.gettext("Targets by unit"), medium=in_files),
        Column(lang.gettext("Numerator"), medium=in_files),
        Column(lang.gettext("Population"), medium=in_files),
        Column(lang.gettext("Our reading"), medium=in_files),
        *([Column(lang.gettext("Responsible body"), medium=in_files)] if plan.bodies else []),
        Column(lang.gettext("Group"), key=GROUP, medium=in_files),
        Column("id", from_width=_ROOMY, under="indicator"),
    )
    groups = []
    for group in plan.groups.values():
        rows = tuple(_row(lang, plan, one) for one in rows_of(plan) if one.group == group.id)
        if rows:
            groups.append(RowGroup(lang.pick(group.name), rows))
    return Table(columns, tuple(groups), frozen=len(columns))


def _row(lang: Language, plan: Plan, indicator: Indicator) -> Row:
    is_part = indicator.part is not None
    return (
        cell(indicator.clause, Style.QUIET, wraps=True, repeated=is_part),
        cell(lang.pick(indicator.name), wraps=True, indent=_INDENT if is_part else 0),
        cell(
            target_text(lang, indicator),
            wraps=True,
            value=None if indicator.target is None else indicator.target.value,
        ),
        Cell(tuple(_said(lang, plan, indicator))),
        cell(shares_text(lang, plan, indicator)),
        cell(picked(lang, indicator.numerator)),
        cell(population_text(lang, plan, indicator)),
        cell(picked(lang, indicator.reading)),
        *([cell(wording.bodies_text(lang, plan, indicator.responsible))] if plan.bodies else []),
        cell(lang.pick(plan.groups[indicator.group].name)),
        cell(indicator.full_id, Style.QUIET),
    )


def _said(lang: Language, plan: Plan, indicator: Indicator) -> Iterator[Line]:
    """Yield what is counted out of what, each unit's share, and our reading."""
    numerator = picked(lang, indicator.numerator)
    population = population_text(lang, plan, indicator)
    if numerator and not indicator.parts:
        text = f"{numerator} / {population}" if population else numerator
        yield Line(text, Style.QUIET, wraps=True)
    shares = shares_text(lang, plan, indicator)
    if shares:
        yield Line(lang.gettext("by unit: {shares}", shares=shares), wraps=True)
    reading = picked(lang, indicator.reading)
    if reading and indicator.part is None:
        yield Line(reading, wraps=True)


def rows_of(plan: Plan) -> Iterator[Indicator]:
    """Yield the plan's indicators, each composite before its parts."""
    for indicator in plan.indicators.values():
        yield indicator
        yield from indicator.parts


def _heading(lang: Language, plan: Plan) -> list[str]:
    """Return the lines above the list."""
    count = len(plan.indicators)
    return [
        lang.pick(plan.title),
        *([] if plan.of_unit is None else [plan.area.name]),
        lang.ngettext("{n} objective", "{n} objectives", count) if count else no_indicator(lang),
        _reporting_units(lang, plan),
        *_money_target(lang, plan),
    ]


def _money_target(lang: Language, plan: Plan) -> Iterator[str]:
    if plan.funding is not None and plan.funding.rate.target is not None:
        target = target_text(lang, plan.funding.rate)
        yield lang.gettext("Target for the share of money disbursed: {target}", target=target)


def _reporting_units(lang: Language, plan: Plan) -> str:
    """Return who must submit: of many, how many there are."""
    if len(plan.leaves) > FEW:
        return lang.gettext("{n} reporting units, which ttdt units lists", n=len(plan.leaves))
    units = ", ".join(plan.distinct_names[unit.id] for unit in plan.leaves)
    return lang.gettext("Reporting units: {units}", units=units)


def target_text(lang: Language, indicator: Indicator) -> str:
    """Return the target with its comparator, or why there is none."""
    target = indicator.target
    if target is not None:
        amended = (
            lang.gettext(
                "{target} since {period}",
                target=wording.target_amount(lang, replace(indicator, target=amendment.target)),
                period=amendment.since.label,
            )
            for amendment in target.amendments
        )
        return "; ".join((str(wording.target_amount(lang, indicator)), *amended))
    return "" if indicator.parts else wording.no_target(lang, indicator)


def shares_text(lang: Language, plan: Plan, indicator: Indicator) -> str:
    """Return how the target is split between units."""
    if indicator.target is None:
        return ""
    shares = indicator.target.by_unit.items()
    return ", ".join(f"{plan.distinct_names[unit]} {lang.number(share)}" for unit, share in shares)


def shares_below(lang: Language, plan: Plan, indicator: Indicator, area: str) -> str:
    """Return the shares of the units directly below an area, of many the first."""
    target = indicator.target
    if target is None:
        return ""
    units = ((plan.areas[unit], share) for unit, share in {**target.by_unit, **target.sums}.items())
    return few_shares(lang, [(unit.name, share) for unit, share in units if unit.parent == area])


def few_shares(lang: Language, shares: Sequence[tuple[str, Fraction]]) -> str:
    """Return names with their shares in a sentence: of many, the first and how many more."""
    said = [f"{name} {lang.number(share)}" for name, share in shares]
    shown, more = ", ".join(said[:MOST_SHARES]), len(said) - MOST_SHARES
    return shown if more <= 0 else lang.gettext("{units} and {n} more", units=shown, n=more)


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
        "responsible": list(indicator.responsible),
        "scope": None if scope is None else str(scope),
        "wording": picked(lang, indicator.wording) or None,
        "reading": picked(lang, indicator.reading) or None,
    }
