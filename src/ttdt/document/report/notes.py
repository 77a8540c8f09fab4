"""What a report says beside its rows: who is missing, what is left to do, what to beware of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Reason, Status
from ttdt.document import wording
from ttdt.document.model import Note, Notes
from ttdt.document.report import rows
from ttdt.document.report.errors import report_errors
from ttdt.document.report.remarks import (
    common_flags,
    label_of,
    remarks,
    remarks_of,
    sample_said,
    texts_of,
)
from ttdt.document.report.unit_names import ListedBy, is_folded, named, speakers, submitted_text
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.plan import Decision, Indicator
    from ttdt.text.language import Language


def heading(lang: Language, report: Report) -> list[str]:
    """Return the lines above a report: the plan, whose and when, how it was judged."""
    return [
        lang.pick(report.plan.title),
        lang.gettext(
            "{province}: {period}, to {end}",
            province=report.plan.area.name,
            period=report.period.label,
            end=lang.date(report.period.end),
        ),
        elapsed(lang, report)
        if report.period.elapsed == 1
        else lang.gettext(
            "{share} % of the year is over; pace judged against a straight path to the target",
            share=_elapsed_share(lang, report),
        ),
    ]


def verdicts_explained(lang: Language) -> str:
    """Return in words what the verdicts before the year's end mean; see `ttdt.compute.METHOD`."""
    return lang.gettext(
        "Before the year is over, what is short of its target is held against a straight line from"
        " the end of the year before to the target: from 95 % of the change expected by now it is"
        " on track, from 60 % behind, below that far behind, and worsening where it moves away from"
        " the target."
    )


def elapsed(lang: Language, report: Report) -> str:
    """Return how much of the year is over."""
    return lang.gettext("{share} % of the year is over", share=_elapsed_share(lang, report))


def _elapsed_share(lang: Language, report: Report) -> str:
    return lang.number(round(100 * report.period.elapsed))


def sample_banner(lang: Language) -> str:
    """Return the line that says that the figures are made up."""
    return f"{lang.gettext('SAMPLE DATA')}: {sample_said(lang)}"


def summary(lang: Language, report: Report, area: str) -> list[str]:
    """Return how many objectives have each verdict, for one area.

    The first item says how many there are in all.
    """
    found = rows.objectives(report)
    counts = rows.statuses(result.areas[area].status for result in found)
    words = [f"{wording.verdict(lang, status)} {n}" for status, n in counts]
    return [f"{lang.ngettext('{n} objective', '{n} objectives', len(found))}:", *words]


def no_indicator(lang: Language) -> str:
    """Return that those who are asked about answer for no indicator."""
    return lang.gettext("The plan names no indicator that this body answers for.")


def area_sections(
    lang: Language, report: Report, *, texts: bool, conclusions: Iterable[Notes] = ()
) -> list[Notes]:
    """Return the sections below the report on the whole.

    Without `texts` there stands how many of the units' own words are left out, if any.
    `conclusions` stand between what is missing and what is said of single figures.
    """
    return filled(
        [
            submissions(lang, report),
            figures_missing(lang, report, speakers(report)),
            split_units(lang, report, (OWN_AREA, *report.units)),
            responsible_bodies(lang, report),
            amended_targets(lang, report),
            *conclusions,
            against_their_sum(lang, report),
            *remarks(lang, report, texts=texts),
        ]
    )


def unit_sections(
    lang: Language,
    report: Report,
    unit: str,
    listed_by: ListedBy = ListedBy.CSV,
    conclusions: Iterable[Notes] = (),
) -> list[Notes]:
    """Return the sections below the report on one unit, and all in it; see `area_sections`.

    A letter, in which nothing is listed by commands, has none that names rules.
    """
    return [
        *unit_gaps(lang, report, unit, listed_by),
        *filled(conclusions),
        *unit_remarks(lang, report, unit, listed_by),
    ]


def unit_gaps(lang: Language, report: Report, unit: str, listed_by: ListedBy) -> list[Notes]:
    """Return what is missing of a unit and all in it, and what it cannot be compared with."""
    within = _within(report, unit)
    return filled(
        [figures_missing(lang, report, within, listed_by), split_units(lang, report, within)]
    )


def unit_remarks(lang: Language, report: Report, unit: str, listed_by: ListedBy) -> list[Notes]:
    """Return what a unit and all in it say in words, and what must be known of their figures."""
    within = _within(report, unit)
    return filled(
        [
            texts_of(lang, report, within, listed_by),
            *remarks_of(lang, report, within, listed_by),
        ]
    )


def _within(report: Report, unit: str) -> tuple[str, ...]:
    return (unit, *(below.id for below in report.plan.descendants(unit)))


def closing_sections(lang: Language, report: Report) -> list[Notes]:
    """Return the sections below all units: who has submitted, and with which errors."""
    return filled([submissions(lang, report), *report_errors(lang, report)])


def amended_targets(lang: Language, report: Report) -> Notes:
    """Return which targets were changed in mid-year, from when on and by which decision."""
    found = [
        Note(result.indicator.clause, lang.pick(result.indicator.name), text)
        for result in report.indicators
        if (text := amended_text(lang, result.indicator))
    ]
    return Notes(lang.gettext("Targets amended"), tuple(found))


def amended_text(lang: Language, indicator: Indicator) -> str:
    """Return since when and by which decision the target in force is; else nothing."""
    target = indicator.target
    if target is None or target.since is None or target.replaced is None:
        return ""
    before = replace(indicator, target=target.replaced)
    return lang.gettext(
        "since {period} {target}, before that {replaced}; decision {decision}",
        period=target.since.label,
        target=wording.target_amount(lang, indicator),
        replaced=wording.target_amount(lang, before),
        decision="" if target.decision is None else _decided(lang, target.decision),
    )


def _decided(lang: Language, decision: Decision) -> str:
    """Return the number of a decision and, where it is known, its day."""
    if decision.date is None:
        return decision.number
    return lang.gettext("{number} of {day}", number=decision.number, day=lang.date(decision.date))


def legend(lang: Language, report: Report, units: Sequence[str] | None = None) -> list[str]:
    """Return the meaning of the signs in the cells of the whole and of the columns, or `units`."""
    shown = (OWN_AREA, *(report.columns if units is None else units))
    used = {result.areas[area].status for result in report.indicators for area in shown}
    return [wording.verdict(lang, status) for status in Status if status in used]


def marks_legend(lang: Language, report: Report) -> list[str]:
    """Return the meaning of the marks behind coverages, and of the unit of points, where used."""
    marks = "".join(
        rows.marks(result, area)
        for result in report.indicators
        for area in (OWN_AREA, *(unit for unit in report.columns if unit in report.plan.below))
    )
    lines = list(meaning_of_marks(lang, marks))
    if any(measure_of(result.indicator).gap_in_points for result in report.indicators):
        lines.append(f"{lang.gettext('pp')}: {lang.gettext('percentage points')}")
    return lines


def meaning_of_marks(lang: Language, marks: str) -> Iterator[str]:
    """Yield the meaning of the marks that stand behind coverages, of those in a text."""
    if wording.UNFIRM in marks:
        text = lang.gettext(
            "what is missing or uncertain could still change whether the target is met"
        )
        yield f"{wording.UNFIRM} {text}"
    if wording.CARRIED in marks:
        text = lang.gettext("with figures of an earlier period in the place of missing ones")
        yield f"{wording.CARRIED} {text}"


def unit_heading(lang: Language, report: Report, unit: str) -> str:
    """Return which file a unit's figures come from, and what holds for all of them."""
    found = [result.areas[unit].source for result in rows.leaves(report)]
    paths = [source.path for source in found if source is not None]
    flags = [wording.flag_word(lang, flag) for flag in common_flags(report, unit)]
    if not paths:
        if unit in report.plan.below:
            return submitted_text(lang, report, unit)
        if unit in report.completeness.left_out:
            return wording.reason_word(lang, Reason.INVALID)
        is_filed = unit in report.filed
        return wording.reason_word(lang, Reason.NOT_REPORTED if is_filed else Reason.NOT_SUBMITTED)
    path = max(paths, key=paths.count)
    return f"{path} ({', '.join(flags)})" if flags else path


def unit_state(lang: Language, report: Report, unit: str) -> str:
    """Return the same without the file's name, for those who have none of the files."""
    state = unit_heading(lang, report, unit)
    if any(result.areas[unit].source is not None for result in rows.leaves(report)):
        flags = [wording.flag_word(lang, flag) for flag in common_flags(report, unit)]
        state = f"{lang.gettext('Figures are')}: {', '.join(flags)}" if flags else ""
    return state


def bar_legend(lang: Language, report: Report, areas: Iterable[str]) -> list[str]:
    """Return what the bars of these areas show; nothing where there are none."""
    if not any(
        rows.area_row(lang, report, result, area).way is not None
        for area in areas
        for result in report.indicators
    ):
        return []
    text = lang.gettext(
        "Bar: the way made from the year's start to the target, full only where it is met"
    )
    return [f"{text}; {wording.DUE} {lang.gettext('expected by now')}"]


def filled(sections: Iterable[Notes]) -> list[Notes]:
    """Return the sections that say something."""
    return [section for section in sections if section.notes]


def submissions(lang: Language, report: Report, listed_by: ListedBy = ListedBy.STATUS) -> Notes:
    """Return how many units have submitted, and which have not."""
    who = report.completeness
    notes = [
        Note(
            "",
            lang.gettext("Submitted"),
            lang.gettext("{n} of {total} units", n=who.submitted, total=len(who.expected)),
        )
    ]
    if who.missing:
        notes.append(
            Note("", lang.gettext("Not submitted"), named(lang, report, who.missing, listed_by))
        )
    if who.invalid:
        notes.append(
            Note("", lang.gettext("With errors"), named(lang, report, who.invalid, listed_by))
        )
    return Notes(lang.gettext("Submissions"), tuple(notes))


def figures_missing(
    lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy = ListedBy.CSV
) -> Notes:
    """Return the figures that units owe beside what they have submitted."""
    return Notes(lang.gettext("Figures missing"), tuple(_missing(lang, report, units, listed_by)))


def responsible_bodies(lang: Language, report: Report) -> Notes:
    """Return which indicators each body answers for."""
    plan = report.plan
    found: dict[str, list[str]] = {}
    for result in rows.objectives(report):
        for body in result.indicator.responsible:
            found.setdefault(body, []).append(label_of(lang, result.indicator))
    return Notes(
        lang.gettext("Responsible bodies"),
        tuple(
            Note("", lang.pick(plan.bodies[body].name), ", ".join(found[body]))
            for body in plan.bodies
            if body in found
        ),
    )


def split_units(lang: Language, report: Report, areas: Sequence[str]) -> Notes:
    """Return the areas that have no baseline since a unit that they came from was split."""
    found = [
        Note(
            "",
            report.plan.distinct_names[area],
            lang.gettext("formed of a part of: {units}", units=report.split[area]),
        )
        for area in areas
        if area in report.split
    ]
    return Notes(lang.gettext("No baseline, since units were split"), tuple(found))


def _missing(
    lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy
) -> Iterator[Note]:
    """Yield which figures a unit owes, by reason; a unit that sent nothing owes all of them.

    Where units are named together, there stands who owes each figure.
    """
    if not is_folded(report):
        for unit in units:
            found: dict[Reason, list[str]] = {}
            for result in rows.leaves(report):
                if (reason := owed_reason(report, result, unit)) is not None:
                    found.setdefault(reason, []).append(label_of(lang, result.indicator))
            for reason, labels in found.items():
                text = f"{wording.reason_word(lang, reason)}: {', '.join(labels)}"
                yield Note("", report.plan.distinct_names[unit], text)
        return
    for result in rows.leaves(report):
        owing: dict[Reason, list[str]] = {}
        for unit in units:
            if (reason := owed_reason(report, result, unit)) is not None:
                owing.setdefault(reason, []).append(unit)
        for reason, who in owing.items():
            names = named(lang, report, who, listed_by)
            label = label_of(lang, result.indicator)
            yield Note(label, wording.reason_word(lang, reason), names)


def owed_reason(report: Report, result: IndicatorResult, unit: str) -> Reason | None:
    """Return why a unit has no figure, if it owes one that no area above it has reported."""
    said = result.known[unit]
    if not said.applicable or said.summed or said.reason in {None, Reason.NOT_SUBMITTED}:
        return None
    return None if rows.is_covered(report, result, unit) else said.reason


def against_their_sum(lang: Language, report: Report) -> Notes:
    """Return where all units say one thing of a target and their sum another."""
    found = [
        Note(result.indicator.clause, lang.pick(result.indicator.name), text)
        for result in rows.leaves(report)
        if (text := _against_sum(lang, result))
    ]
    return Notes(lang.gettext("Units and their sum"), tuple(found))


def _against_sum(lang: Language, result: IndicatorResult) -> str:
    own, target = result.own, result.indicator.target
    if not own.summed or own.value is None or own.goal is None or target is None:
        return ""
    is_met, others = target.is_met(own.value, own.goal), 0
    for unit in result.below.get(OWN_AREA, ()):
        row = result.areas.get(unit)
        if row is None or not row.counted or row.value is None or row.goal is None:
            continue
        if target.is_met(row.value, row.goal) is is_met:
            # As most times one of the first does, the others need not be judged.
            return ""
        others += 1
    if not others:
        return ""
    if not is_met:
        return lang.gettext("every unit counted reaches the target, and all together do not")
    return lang.gettext("no unit counted reaches the target, and all together do")
