"""Rules about the units that a plan's units were formerly, and those of the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.rules.registry import Checked, PlanCheck, SuccessionCheck, rule
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Span
    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.yaml import YamlDocument

_MOST_NAMED = 10


@rule(
    "TT519",
    "unknown-former-unit",
    what=N_("A unit was formerly one that the plan of the year before does not have."),
    why=N_("It has then no baseline and nothing of last year to be compared with."),
    fix=N_("Write the unit's id as the plan of the year before does."),
    bad="# targets-2024.yaml has no lam-xon\nninh-son: {formerly: [ninh-son, lam-xon], …}",
    good="ninh-son: {formerly: [ninh-son, lam-son], …}",
)
def unknown_former_unit(
    plan: Plan, document: YamlDocument, before: Plan
) -> Iterator[tuple[Span, Message]]:
    """Yield the former units that the plan before does not know."""
    for unit in plan.units.values():
        for number, former in enumerate(unit.formerly):
            if former in before.units:
                continue
            place = document.span(*plan.place_of(unit.id), "formerly", number)
            found = before.unit_names.find(former)
            if len(found) == 1:
                message = gettext_lazy(
                    "the plan of {year} has no unit “{unit}”; did you mean “{guess}”?",
                    year=str(before.year),
                    unit=former,
                    guess=found[0],
                )
            else:
                message = gettext_lazy(
                    "the plan of {year} has no unit “{unit}”", year=str(before.year), unit=former
                )
            yield place, message


@rule(
    "TT520",
    "split-former-unit",
    what=N_("A unit of the year before went to several units."),
    why=N_("Nobody can tell which part of its figures is whose, so none of them has a baseline."),
    fix=N_(
        "Correct formerly if it went to one unit only; otherwise set milestones, start: 0 or pace:"
        " none where no pace can be measured."
    ),
    bad="ninh-son: {formerly: [ninh-son, lam-son], …}\nlam-son: {formerly: [lam-son], …}",
    good="ninh-son: {formerly: [ninh-son, lam-son], …}",
)
def split_former_unit(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield where a unit came from one that others came from, too."""
    for unit in plan.units.values():
        for former in unit.split:
            others = tuple(
                plan.distinct_names[one.id]
                for one in plan.units.values()
                if one is not unit and former in one.split
            )
            number = unit.formerly.index(former)
            message = gettext_lazy(
                "“{former}” went to {others}, too, so {unit} has no baseline of it",
                former=former,
                others=others[:_MOST_NAMED],
                unit=plan.distinct_names[unit.id],
            )
            yield document.span(*plan.place_of(unit.id), "formerly", number), message


@rule(
    "TT522",
    "divided-former-unit",
    what=N_("A unit was formerly one of which a part is named in formerly, too."),
    why=N_("The part would count twice, or went elsewhere; so the whole gives no baseline."),
    fix=N_("Name either the whole unit or all units in it, each in the unit that it became."),
    bad="# x had a and b below it\nc: {formerly: [x], …}\nd: {formerly: [a], …}",
    good="# x had a and b below it\nc: {formerly: [b], …}\nd: {formerly: [a], …}",
)
def divided_former_unit(
    plan: Plan, document: YamlDocument, before: Plan
) -> Iterator[tuple[Span, Message]]:
    """Yield the former units of which one below them is named for itself."""
    for unit in plan.units.values():
        for number, former in enumerate(unit.formerly):
            if plan.is_divided(former, unit.id, before):
                message = gettext_lazy(
                    "a unit in “{former}” is named in formerly, too, so {unit} has no baseline of"
                    " it",
                    former=former,
                    unit=unit.name,
                )
                yield document.span(*plan.place_of(unit.id), "formerly", number), message


@rule(
    "TT521",
    "lost-unit",
    what=N_("A unit of the plan of the year before is in no unit of this year's."),
    why=N_("Its figures of last year are missing from every comparison without a word."),
    fix=N_("Name it in formerly of the unit that it became, or keep it."),
    bad="# targets-2024.yaml has ninh-son and lam-son\nninh-son: {name: Ninh Sơn, …}",
    good="ninh-son: {name: Ninh Sơn, formerly: [ninh-son, lam-son], …}",
)
def lost_unit(plan: Plan, document: YamlDocument, before: Plan) -> Iterator[tuple[Span, Message]]:
    """Yield the smallest units before that are neither kept nor named, nor what they lay in."""
    kept = plan.former_units | {unit for unit in plan.units if plan.owns_last_year(unit, before)}
    lost = tuple(
        before.distinct_names[unit.id]
        for unit in before.leaves
        if unit.id not in kept and not any(one.id in kept for one in before.ancestors(unit.id))
    )
    if lost:
        message = ngettext_lazy(
            "no unit was formerly {units}, which the plan of {year} has",
            "no unit was formerly one of these {n} that the plan of {year} has: {units}",
            len(lost),
            units=lost[:_MOST_NAMED],
            year=str(before.year),
        )
        yield document.key_span("units"), message


RULES: tuple[Checked[PlanCheck], ...] = (split_former_unit,)
SUCCESSION: tuple[Checked[SuccessionCheck], ...] = (
    unknown_former_unit,
    divided_former_unit,
    lost_unit,
)
