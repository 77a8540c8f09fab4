"""The overall judgement in whole sentences, for reports that are read and not looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.document.report.unit_names import ListedBy, in_sentence, is_folded, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ttdt.compute.results import AreaResult, IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language

_TO_NAME = (
    Status.BEHIND, Status.NOT_YET, Status.FAR_BEHIND, Status.WORSENING, Status.NOT_MET,
    Status.NO_DATA,
)  # fmt: skip
"""The verdicts whose objectives are named, since someone has to act on them."""


def subject(lang: Language, report: Report) -> str:
    """Return what a letter is about: the plan, and of what unit, where it is of one alone."""
    period, plan = report.period.label, report.plan
    area = plan.area.name if plan.area.kind != "province" else ""
    if report.by_selection and len(report.columns) == 1:
        area = plan.distinct_names[report.columns[0]]
    if area and area not in lang.pick(plan.title):
        return lang.gettext(
            "Progress by {period} in {area} on the objectives of: {plan}",
            period=period,
            area=area,
            plan=plan.title,
        )
    return lang.gettext(
        "Progress by {period} on the objectives of: {plan}", period=period, plan=plan.title
    )


def judgement(lang: Language, report: Report, listed_by: ListedBy = ListedBy.STATUS) -> list[str]:
    """Return the judgement on a report, a whole sentence each item: verdicts, who reported, trust.

    Where only some units were asked for, the verdicts are theirs. A renderer has to make the
    sentences inert for its own format: they hold names of the plan.
    """
    return [
        *_verdicts(lang, report),
        *completeness(lang, report, lambda units: _names(lang, report, units, listed_by)),
        *firmness(lang, report),
    ]


def _names(lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy) -> str:
    """Return the units by name, in a letter with what each is."""
    if listed_by is not ListedBy.NOTHING or is_folded(report):
        return named(lang, report, units, listed_by)
    return ", ".join(in_sentence(lang, report, unit) for unit in units)


def _verdicts(lang: Language, report: Report) -> Iterator[str]:
    found = rows.objectives(report)
    if not found:
        yield lang.gettext("This report has no objectives.")
        return
    if not report.by_selection:
        yield from _of(lang, report, "", [(row, row.own) for row in found])
        return
    for unit in report.columns:
        name = in_sentence(lang, report, unit)
        name = f"{name[:1].upper()}{name[1:]}"
        if unit in report.completeness.missing:
            yield lang.gettext("{unit} has not submitted anything for this period.", unit=name)
        else:
            # A report on one unit says so in its title.
            label = name if len(report.columns) > 1 else ""
            yield from _of(lang, report, label, [(row, row.areas[unit]) for row in found])


def _of(
    lang: Language,
    report: Report,
    unit: str,
    found: Sequence[tuple[IndicatorResult, AreaResult]],
) -> Iterator[str]:
    """Yield how many objectives have each verdict, for an area, and which lag."""
    end = report.period.end
    counts = rows.statuses(seen.status for _, seen in found)
    words = [
        lang.ngettext(
            "{n} {verdict}", "{n} {verdict}", n, verdict=wording.status_word(lang, status)
        )
        for status, n in counts
    ]
    sentence = lang.ngettext(
        "By {end}, of the report's {n} objective: {verdicts}.",
        "By {end}, of the report's {n} objectives: {verdicts}.",
        len(found),
        end=end,
        verdicts=", ".join(words),
    )
    yield f"{unit}: {sentence}" if unit else sentence
    for status in _TO_NAME:
        names = [_name(lang, row, seen) for row, seen in found if seen.status is status]
        if names:
            word = wording.status_word(lang, status)
            sentence = f"{word[:1].upper()}{word[1:]}: {'; '.join(names)}."
            yield f"{unit}: {sentence}" if unit else sentence


def completeness(
    lang: Language, report: Report, names: Callable[[Sequence[str]], str]
) -> Iterator[str]:
    """Yield who has submitted, and with errors, the units put in words by `names`."""
    who = report.completeness
    total = len(who.expected)
    if total == 1 and not who.missing:
        yield lang.gettext("{unit} has submitted.", unit=names(who.expected))
    elif not who.missing:
        yield lang.ngettext("The {n} unit has submitted.", "All {n} units have submitted.", total)
    elif not who.submitted:
        yield lang.ngettext(
            "The {n} unit has not submitted.", "None of the {n} units has submitted.", total
        )
    else:
        yield lang.gettext(
            "{n} of {total} units have submitted; not yet: {units}.",
            n=who.submitted,
            total=total,
            units=names(who.missing),
        )
    if who.left_out:
        yield lang.gettext(
            "Figures with errors were left out of the submissions of: {units}.",
            units=names(who.left_out),
        )
    beside = [unit for unit in who.invalid if unit not in who.left_out]
    if beside:
        yield lang.gettext(
            "Errors beside the figures, which are counted, are in the submissions of: {units}.",
            units=names(beside),
        )


def firmness(lang: Language, report: Report) -> Iterator[str]:
    """Yield whether the missing figures could still change what was said of the whole."""
    if report.by_selection:
        return
    judged = [row for row in rows.objectives(report) if row.own.judged]
    if not judged:
        return
    unfirm = [row for row in judged if rows.is_open(row.own)]
    if not unfirm and all(row.own.coverage.complete for row in judged):
        yield lang.gettext("Every verdict rests on the figures of all the units that it concerns.")
        return
    if not unfirm:
        yield lang.gettext("Figures still missing cannot change whether a target is met.")
        return
    yield lang.ngettext(
        "Figures missing or uncertain could change whether {n} target is met: {clauses}.",
        "Figures missing or uncertain could change whether {n} targets are met: {clauses}.",
        len(unfirm),
        clauses=", ".join(row.indicator.clause for row in unfirm),
    )


def _name(lang: Language, row: IndicatorResult, seen: AreaResult) -> str:
    """Return an objective's clause and name, and why its verdict is not another one."""
    name = f"{row.indicator.clause} {lang.pick(row.indicator.name)}"
    return name if seen.reason is None else f"{name} ({wording.reason_word(lang, seen.reason)})"
