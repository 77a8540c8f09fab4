"""A submission ready to be filled in, as the text of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.change.blank_programme import NOTHING_KNOWN, KnownProgramme, funding_lines, task_lines
from ttdt.change.comment import comment
from ttdt.compute.measures import measure_of
from ttdt.plan import Comparator
from ttdt.text.escaping import escape_invisible
from ttdt.text.message import N_
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ttdt.period import Period
    from ttdt.plan import Area, Indicator, Plan
    from ttdt.text.language import Language

SUBMISSION_SCHEMA = "submission.schema.json"

_COMPARATORS = {
    Comparator.AT_LEAST: N_("at least {value}"),
    Comparator.MORE_THAN: N_("more than {value}"),
    Comparator.AT_MOST: N_("at most {value}"),
    Comparator.LESS_THAN: N_("less than {value}"),
    Comparator.ABOUT: N_("about {value}"),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """A population as an earlier submission says it, or several submissions together."""

    value: int
    period: Period
    formerly: tuple[str, ...] = ()
    """The units that became this one, where it is the sum of theirs."""


def blank_submission(
    plan: Plan,
    unit: str,
    period: Period,
    lang: Language,
    known: Mapping[str, Carried],
    programme: KnownProgramme = NOTHING_KNOWN,
    *,
    sample: bool = False,
    schema: str | None = None,
) -> str:
    """Return the text of a submission that says nothing yet.

    Every population and indicator of the plan stands in it, in the plan's order, with the
    populations that are `known` filled in and marked with the period they come from; so do the
    money that the `programme` knows of and every task asked. Its targets are those in force in the
    period. `schema` is the way from the file to the editor's schema. The text reads as a sound
    submission, but for its status, which only those who fill it in can know.
    """
    plan = plan.in_force(period)
    lines = [
        *([f"# yaml-language-server: $schema={schema}"] if schema else []),
        *_how_to(plan, unit, period, lang),
        "",
        f"unit: {flow_text(plan.areas[unit].written_id)}",
        f"period: {period.id}",
        "status:  # " + lang.gettext("estimate, provisional or final (write one of these words)"),
        "submitted:  # "
        + lang.gettext("the day it is handed in, as {example}", example=_day(period)),
        "as_of:  # "
        + lang.gettext("the day the figures were counted, if it is not the period's last"),
        "source:  # "
        + lang.gettext("the report behind the figures, in quotes: its number and date"),
    ]
    if sample:
        lines.append(f"sample: true  # {_of_sample(lang, programme)}")
    lines += ["", "populations:", *_populations(plan, lang, known), "", "figures:"]
    lines += _figures(plan, unit, lang)
    if plan.funding is not None:
        lines += ["", *funding_lines(plan, plan.funding, unit, lang, programme.money)]
    lines += task_lines(plan, unit, lang, programme.words)
    return "".join(f"{line}\n" for line in lines)


def schema_beside(root: Path, area: Area) -> str | None:
    """Return the way from an area's folder to the schemas beside the workspace, if any are."""
    there = (root.absolute().parent / "schemas" / SUBMISSION_SCHEMA).is_file()
    up = "../" * (len(area.folder) + 1)
    return f"{up}schemas/{SUBMISSION_SCHEMA}" if there else None


def _of_sample(lang: Language, programme: KnownProgramme) -> str:
    if programme.money is None:
        return lang.gettext(
            "the populations below are illustrative; delete this line with real figures"
        )
    return lang.gettext(
        "the populations and amounts below are illustrative; delete this line with real figures"
    )


def _day(period: Period) -> str:
    """Return the last day of a period, to show how a day is written."""
    return period.end.isoformat()


def _how_to(plan: Plan, unit: str, period: Period, lang: Language) -> Iterator[str]:
    gettext = lang.gettext
    name = plan.areas[unit].name
    yield from comment(gettext("{unit}, {period}", unit=name, period=period.label), "")
    yield from comment(lang.pick(plan.title), "")
    yield "#"
    yield from comment(
        gettext(
            "Write each figure behind its colon and a space, in digits alone: 1234. Figures are the"
            " state on {end}, and counts run from 1 January. What stays empty is not reported, and"
            " never counts as 0.",
            end=period.end,
        ),
        "",
    )
    said = [
        (gettext("only the rate is known"), "{percent: 98.2}"),
        (gettext("not applicable here"), f"{{not_applicable: {flow_text(gettext('the reason'))}}}"),
        (gettext("not known yet"), f"{{not_reported: {flow_text(gettext('the reason'))}}}"),
        (gettext("with a remark"), f"{{value: 1234, note: {flow_text(gettext('the remark'))}}}"),
        (gettext("it is behind"), f"{{value: 1234, cause: {flow_text(gettext('the cause'))}}}"),
    ]
    room = max(len(words) for words, _ in said)
    for words, example in said:
        yield f"#   {words.ljust(room)}  {example}"


def _populations(plan: Plan, lang: Language, known: Mapping[str, Carried]) -> Iterator[str]:
    if known:
        text = lang.gettext(
            "The numbers here are those of an earlier period, named behind each: confirm or"
            " correct them, then delete the period."
        )
        yield from comment(text, "  ")
    for name, population in plan.populations.items():
        carried = known.get(name)
        words = escape_invisible(lang.pick(population.name))
        if carried is None:
            yield f"  {flow_text(name)}:  # {words}"
        else:
            if carried.formerly:
                taken = lang.gettext(
                    "{period}, the sum of {units}: please confirm",
                    period=carried.period.id,
                    units=carried.formerly,
                )
            else:
                taken = lang.gettext("{period}: please confirm", period=carried.period.id)
            yield f"  {flow_text(name)}: {flow_text(carried.value)}  # {words} ({taken})"


def _figures(plan: Plan, unit: str, lang: Language) -> Iterator[str]:
    group = None
    for indicator in plan.indicators.values():
        yield ""
        if indicator.group != group:
            group = indicator.group
            yield from comment(f"===== {lang.pick(plan.groups[group].name)} =====", "  ")
            yield ""
        yield from _about(plan, unit, indicator, lang)
        yield f"  {flow_text(indicator.id)}:"
        for part in indicator.parts:
            yield from comment(_measured(plan, part, lang), "    ")
            yield f"    {flow_text(str(part.part))}:"


def _about(plan: Plan, unit: str, indicator: Indicator, lang: Language) -> Iterator[str]:
    """Yield the comments above an indicator: what it is, its target, what to write."""
    gettext = lang.gettext
    yield from comment(f"{indicator.clause} {lang.pick(indicator.name)}", "  ")
    if not indicator.is_asked_of(unit):
        yield from comment(
            gettext("This unit has no share of the target: no figure is needed."), "  "
        )
    elif indicator.goal_of(unit) is not None:
        yield from comment(f"{gettext('Target')}: {_target(unit, indicator, lang)}", "  ")
    if not indicator.parts:
        yield from comment(_measured(plan, indicator, lang), "  ")
    if indicator.reading is not None:
        yield from comment(f"{gettext('Our reading')}: {lang.pick(indicator.reading)}", "  ")


def _target(unit: str, indicator: Indicator, lang: Language) -> str:
    goal, target = indicator.goal_of(unit), indicator.target
    if goal is None or target is None:
        return ""
    number = lang.number(goal)
    sign = measure_of(indicator).sign
    if sign:
        sign = lang.gettext(sign)
    elif indicator.unit is not None:
        sign = lang.pick(indicator.unit)
    return lang.gettext(_COMPARATORS[target.comparator], value=f"{number} {sign}".strip())


def _measured(plan: Plan, indicator: Indicator, lang: Language) -> str:
    """Return what to write for an indicator without parts, or for a part."""
    if not measure_of(indicator).is_numeric:
        return lang.gettext("In words, between quotes.")
    what = indicator.name if indicator.numerator is None else indicator.numerator
    if indicator.population not in plan.populations:
        return lang.gettext("Number: {what}", what=lang.pick(what))
    return lang.gettext(
        "Number: {what} (of populations.{population})",
        what=lang.pick(what),
        population=indicator.population,
    )
