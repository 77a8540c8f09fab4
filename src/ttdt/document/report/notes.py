"""What a report says beside its rows: who is missing, what is left to do, what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Flag, Reason, Status
from ttdt.document import wording
from ttdt.document.model import Note, Notes
from ttdt.document.report import rows
from ttdt.document.report.errors import report_errors
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.compute.results import AreaResult, IndicatorResult, Report
    from ttdt.plan import Indicator
    from ttdt.text.language import Language


def heading(lang: Language, report: Report) -> list[str]:
    """Return the lines above a report: the plan, whose and when, how it was judged."""
    share = lang.number(round(100 * report.period.elapsed))
    return [
        lang.pick(report.plan.title),
        lang.gettext(
            "{province}: {period}, to {end}",
            province=report.plan.area.name,
            period=report.period.label,
            end=lang.date(report.period.end),
        ),
        lang.gettext(
            "{share} % of the year is over; method {method}", share=share, method=report.method
        ),
    ]


def sample_banner(lang: Language) -> str:
    """Return the line that says that the figures are made up."""
    return f"{lang.gettext('SAMPLE DATA')}: {_sample(lang)}"


def summary(lang: Language, report: Report, area: str) -> list[str]:
    """Return how many objectives have each verdict, for one area.

    The first item says how many there are in all.
    """
    found = rows.objectives(report)
    counts = rows.statuses(result.areas[area].status for result in found)
    words = [f"{wording.verdict(lang, status)} {n}" for status, n in counts]
    return [f"{lang.ngettext('{n} objective', '{n} objectives', len(found))}:", *words]


def area_sections(lang: Language, report: Report, *, texts: bool) -> list[Notes]:
    """Return the sections below the report on the whole.

    Without `texts` there stands how many of the units' own words are left out, if any.
    """
    return _filled(
        [
            submissions(lang, report),
            figures_missing(lang, report, report.units),
            left_to_do(lang, report, OWN_AREA),
            against_their_sum(lang, report),
            *remarks(lang, report, texts=texts),
        ]
    )


def unit_sections(lang: Language, report: Report, unit: str) -> list[Notes]:
    """Return the sections below the report on one unit."""
    own = (unit,)
    return _filled(
        [
            figures_missing(lang, report, own),
            left_to_do(lang, report, unit),
            Notes(lang.gettext("In words"), tuple(_texts(lang, report, own))),
            *_remarks(lang, report, own),
        ]
    )


def closing_sections(lang: Language, report: Report) -> list[Notes]:
    """Return the sections below all units: who has submitted, and with which errors."""
    return _filled([submissions(lang, report), *report_errors(lang, report)])


def remarks(lang: Language, report: Report, *, texts: bool) -> list[Notes]:
    """Return what a reader must know about figures of the units, in sections that say something."""
    words = tuple(_texts(lang, report))
    if words and not texts:
        words = (Note("", "", _texts_left_out(lang, len(words))),)
    return _filled(
        [
            Notes(lang.gettext("In words"), words),
            *_remarks(lang, report, report.units),
            *report_errors(lang, report),
        ]
    )


def legend(lang: Language, report: Report) -> list[str]:
    """Return the meaning of the signs that this report uses."""
    used = {row.status for result in report.indicators for row in result.areas.values()}
    return [wording.verdict(lang, status) for status in Status if status in used]


def marks_legend(lang: Language, report: Report) -> list[str]:
    """Return the meaning of the marks behind coverages, and of the unit of points, where used."""
    lines = []
    if any(rows.is_open(result.own) for result in report.indicators):
        text = lang.gettext(
            "what is missing or uncertain could still change whether the target is met"
        )
        lines.append(f"{wording.UNFIRM} {text}")
    if any(rows.rests_on_carried(result, OWN_AREA) for result in report.indicators):
        text = lang.gettext("with figures of an earlier period in the place of missing ones")
        lines.append(f"{wording.CARRIED} {text}")
    if any(measure_of(result.indicator).gap_in_points for result in report.indicators):
        lines.append(f"{lang.gettext('pp')}: {lang.gettext('percentage points')}")
    return lines


def unit_heading(lang: Language, report: Report, unit: str) -> str:
    """Return which file a unit's figures come from, and what holds for all of them."""
    paths = [row.source.path for row in _rows(report, unit) if row.source is not None]
    flags = [wording.flag_word(lang, flag) for flag in common_flags(report, unit)]
    if not paths:
        if unit in report.completeness.left_out:
            return wording.reason_word(lang, Reason.INVALID)
        is_filed = unit in report.filed
        return wording.reason_word(lang, Reason.NOT_REPORTED if is_filed else Reason.NOT_SUBMITTED)
    path = max(paths, key=paths.count)
    return f"{path} ({', '.join(flags)})" if flags else path


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


def common_flags(report: Report, unit: str) -> tuple[Flag, ...]:
    """Return the flags that every figure of a unit has."""
    flagged = [set(row.flags) for row in _rows(report, unit) if row.flags or _says(row)]
    return tuple(flag for flag in Flag if flagged and all(flag in flags for flags in flagged))


def _filled(sections: list[Notes]) -> list[Notes]:
    return [section for section in sections if section.notes]


def submissions(lang: Language, report: Report) -> Notes:
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
        notes.append(Note("", lang.gettext("Not submitted"), _names(report, who.missing)))
    if who.invalid:
        notes.append(Note("", lang.gettext("With errors"), _names(report, who.invalid)))
    return Notes(lang.gettext("Submissions"), tuple(notes))


def figures_missing(lang: Language, report: Report, units: Sequence[str]) -> Notes:
    """Return the figures that units owe beside what they have submitted."""
    return Notes(lang.gettext("Figures missing"), tuple(_missing(lang, report, units)))


def _missing(lang: Language, report: Report, units: Sequence[str]) -> Iterator[Note]:
    """Yield which figures a unit owes, by reason; a unit that sent nothing owes all of them."""
    for unit in units:
        found: dict[Reason, list[str]] = {}
        for result in rows.leaves(report):
            row = result.areas[unit]
            is_owed = row.status is Status.NO_DATA and not row.summed
            if is_owed and row.reason not in {None, Reason.NOT_SUBMITTED}:
                found.setdefault(row.reason, []).append(_label(lang, result.indicator))
        for reason, labels in found.items():
            text = f"{wording.reason_word(lang, reason)}: {', '.join(labels)}"
            yield Note("", report.plan.areas[unit].name, text)


def left_to_do(lang: Language, report: Report, area: str) -> Notes:
    """Return what would meet the targets that an area misses."""
    found = [
        Note(result.indicator.clause, lang.pick(result.indicator.name), text)
        for result in rows.leaves(report)
        if (text := left_text(lang, result, area))
    ]
    return Notes(lang.gettext("Left to do"), tuple(found))


def left_text(lang: Language, result: IndicatorResult, area: str) -> str:
    """Return what would meet a target that an area misses, and nothing for any other."""
    indicator, seen = result.indicator, result.areas[area]
    if not seen.status.is_short:
        return ""
    if seen.remaining:
        return wording.change_text(lang, indicator, seen.remaining)
    if measure_of(indicator).compared_with == "before" and seen.gap is not None:
        gap = wording.gap_amount(lang, indicator, abs(seen.gap))
        return lang.gettext("{gap} short", gap=str(gap).removeprefix("+"))
    return ""


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
    met = {
        target.is_met(row.value, row.goal)
        for row in result.rows_below().values()
        if row.counted and row.value is not None and row.goal is not None
    }
    if len(met) != 1 or target.is_met(own.value, own.goal) in met:
        return ""
    if met == {True}:
        return lang.gettext("every unit counted reaches the target, and all together do not")
    return lang.gettext("no unit counted reaches the target, and all together do")


def _texts(lang: Language, report: Report, units: Sequence[str] | None = None) -> Iterator[Note]:
    """Yield what the units say in words; of one unit, under the objective's name."""
    for result in report.indicators:
        for unit in report.units if units is None else units:
            row = result.areas[unit]
            if row.text is not None:
                name = report.plan.areas[unit].name
                subject = name if units is None else lang.pick(result.indicator.name)
                yield Note(result.indicator.clause, subject, row.text)


def _texts_left_out(lang: Language, n: int) -> str:
    return lang.ngettext(
        "{n} text of the units is left out here; a wider terminal shows it, as does --format plain"
        " or -o FILE",
        "{n} texts of the units are left out here; a wider terminal shows them, as does"
        " --format plain or -o FILE",
        n,
    )


def _remarks(lang: Language, report: Report, units: Sequence[str]) -> list[Notes]:
    """Return what a reader must know about single figures."""
    accepted, whys, notes = [], [], []
    for unit in units:
        name = report.plan.areas[unit].name
        filed = report.filed.get(unit)
        if filed is not None:
            accepted += [Note("", name, f"{code}: {why}") for code, why in filed.accepted.items()]
            notes += [Note("", name, filed.note)] if filed.note else []
        for result in rows.leaves(report):
            row, clause = result.areas[unit], _label(lang, result.indicator)
            accepted += [Note(clause, name, f"{code}: {why}") for code, why in row.accepted.items()]
            if row.why is not None:
                whys.append(Note(clause, name, row.why))
            if row.note is not None:
                notes.append(Note(clause, name, row.note))
    return [
        Notes(lang.gettext("About the figures"), tuple(_flags(lang, report, units))),
        Notes(lang.gettext("Not applicable or not reported, in the units' words"), _merged(whys)),
        Notes(lang.gettext("Accepted warnings"), _merged(accepted)),
        Notes(lang.gettext("Notes of the units"), _merged(notes)),
    ]


def _merged(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes unit by unit; what a unit says of several clauses stands once."""
    clauses: dict[str, dict[str, list[str]]] = {}
    for note in notes:
        clauses.setdefault(note.subject, {}).setdefault(note.text, []).append(note.clause)
    return tuple(
        Note(", ".join(where), unit, text)
        for unit, texts in clauses.items()
        for text, where in texts.items()
    )


def _sample(lang: Language) -> str:
    return lang.gettext("figures made up for demonstration, not to be used")


def _flags(lang: Language, report: Report, units: Sequence[str]) -> Iterator[Note]:
    for flag in (Flag.ESTIMATE, Flag.PROVISIONAL, Flag.DERIVED, Flag.CARRIED):
        found = [text for unit in units if (text := _flagged(lang, report, unit, flag))]
        if found:
            yield Note("", wording.flag_word(lang, flag), "; ".join(found))
    alone = [text for unit in units if (text := _percent_alone(lang, report, unit))]
    if alone:
        word = lang.gettext("only a percentage, so not in the province's sum")
        yield Note("", word, "; ".join(alone))
    if report.sample:
        yield Note("", lang.gettext("sample data"), _sample(lang))


def _flagged(lang: Language, report: Report, unit: str, flag: Flag) -> str:
    """Return a unit and the clauses whose figures have a flag; the unit alone if all have it."""
    name = report.plan.areas[unit].name
    having = [result for result in rows.leaves(report) if flag in result.areas[unit].flags]
    if not having:
        return ""
    if flag is Flag.CARRIED:
        name = f"{name} ({', '.join(sorted({_period(result.areas[unit]) for result in having}))})"
    if flag in common_flags(report, unit):
        return name
    return f"{name} {', '.join(_label(lang, result.indicator) for result in having)}"


def _percent_alone(lang: Language, report: Report, unit: str) -> str:
    having = [
        _label(lang, result.indicator)
        for result in rows.leaves(report)
        if measure_of(result.indicator).in_per_cent
        and result.areas[unit].value is not None
        and result.areas[unit].numerator is None
    ]
    return f"{report.plan.areas[unit].name} {', '.join(having)}" if having else ""


def _rows(report: Report, unit: str) -> list[AreaResult]:
    return [result.areas[unit] for result in rows.leaves(report)]


def _says(row: AreaResult) -> bool:
    return row.value is not None or row.text is not None


def _period(row: AreaResult) -> str:
    return row.period or ""


def _names(report: Report, units: Sequence[str]) -> str:
    return ", ".join(report.plan.areas[unit].name for unit in units)


def _label(lang: Language, indicator: Indicator) -> str:
    """Return an indicator's clause, with the name of the part where it is one."""
    if indicator.part is None:
        return indicator.clause
    return f"{indicator.clause} ({lang.pick(indicator.name)})"
