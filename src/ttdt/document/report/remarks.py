"""What a report says of the units' figures: their own words, reasons and notes, and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Flag
from ttdt.document import wording
from ttdt.document.model import Note, Notes
from ttdt.document.report import rows
from ttdt.document.report.errors import report_errors
from ttdt.document.report.unit_names import ListedBy, is_folded, is_many, named, speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_MOST_NOTES = 40
"""So many notes of a kind stand where there is little room."""


def remarks(
    lang: Language, report: Report, *, texts: bool, listed_by: ListedBy = ListedBy.CSV
) -> list[Notes]:
    """Return what a reader must know about figures of the units, in sections that say something.

    Without `texts` there stands how many of the units' own words are left out, if any, and how
    many notes of many units. A letter has nothing that names commands, rules or files.
    """
    units = speakers(report)
    words = tuple(_texts(lang, report, units, listed_by, by_unit=True))
    if words and not texts:
        words = (Note("", "", _texts_left_out(lang, report, len(words), listed_by)),)
    sections = [
        Notes(lang.gettext("In words"), words),
        *remarks_of(lang, report, units, listed_by),
    ]
    if is_many(report) and not texts:
        sections = [_shortened(lang, section, listed_by) for section in sections]
    return [
        *(section for section in sections if section.notes),
        *(() if listed_by is ListedBy.NOTHING else report_errors(lang, report)),
    ]


def texts_of(
    lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy = ListedBy.CSV
) -> Notes:
    """Return what the units of one area say in words, under the objectives' names."""
    is_alone = len(units) == 1
    texts = _texts(lang, report, units, listed_by, by_unit=not is_alone)
    return Notes(lang.gettext("In words"), tuple(texts))


def remarks_of(
    lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy = ListedBy.CSV
) -> list[Notes]:
    """Return what a reader must know about single figures of some units."""
    own = _own_leaves(report, units)
    whys, notes = [], []
    for unit, results in own.items():
        filed = report.filed.get(unit)
        if filed is not None and filed.note:
            notes.append(_Said(unit, filed.note))
        for result in results:
            why, note = result.known[unit].why, result.known[unit].note
            if why is not None:
                whys.append(_Said(unit, why, label_of(lang, result.indicator)))
            if note is not None:
                notes.append(_Said(unit, note, label_of(lang, result.indicator)))
    whys, notes = _by_indicator(lang, report, whys), _by_indicator(lang, report, notes)
    return [
        Notes(lang.gettext("About the figures"), tuple(_flags(lang, report, own, listed_by))),
        Notes(
            lang.gettext("Not applicable or not reported, in the units' words"),
            _merged(lang, report, whys, listed_by),
        ),
        *([] if listed_by is ListedBy.NOTHING else [_accepted(lang, report, own)]),
        Notes(lang.gettext("Notes of the units"), _merged(lang, report, notes, listed_by)),
    ]


def _by_indicator(lang: Language, report: Report, said: Sequence[_Said]) -> list[_Said]:
    """Return what units say in the order of the indicators, last what is of all their figures."""
    labels = [label_of(lang, result.indicator) for result in rows.leaves(report)]
    places = {label: place for place, label in enumerate(labels)}
    return sorted(said, key=lambda one: places.get(one.clause, len(places)))


def accepted_warnings(lang: Language, report: Report, units: Sequence[str]) -> Notes:
    """Return which rules the units have set aside, and why."""
    return _accepted(lang, report, _own_leaves(report, units))


def _accepted(lang: Language, report: Report, own: _OwnLeaves) -> Notes:
    accepted = []
    for unit, results in own.items():
        filed = report.filed.get(unit)
        if filed is not None:
            accepted += [_Said(unit, f"{code}: {why}") for code, why in filed.accepted.items()]
            accepted += [
                _Said(unit, f"{code}: {why}", name)
                for name, reasons in filed.accepted_beside.items()
                for code, why in reasons.items()
            ]
        for result in results:
            for code, why in result.known[unit].accepted.items():
                label = label_of(lang, result.indicator)
                accepted.append(_Said(unit, f"{code}: {why}", label))
    return Notes(lang.gettext("Accepted warnings"), _merged(lang, report, accepted, ListedBy.CSV))


_OwnLeaves: TypeAlias = "Mapping[str, Sequence[IndicatorResult]]"
"""Of each unit, the results for which it says something itself."""


def _own_leaves(report: Report, units: Sequence[str]) -> _OwnLeaves:
    leaves = rows.leaves(report)
    return {
        unit: [result for result in leaves if rows.is_own(report, result, unit)] for unit in units
    }


def common_flags(report: Report, unit: str) -> tuple[Flag, ...]:
    """Return the flags that every figure of a unit has."""
    return _common_flags(unit, _own_flags(unit, _own_leaves(report, (unit,))[unit]))


_OwnFlags: TypeAlias = "Sequence[tuple[IndicatorResult, tuple[Flag, ...]]]"
"""The results for which a unit has a figure of its own, and the flags of that."""


def _own_flags(unit: str, results: Sequence[IndicatorResult]) -> _OwnFlags:
    return [(result, result.known[unit].flags) for result in results]


def _common_flags(unit: str, own: _OwnFlags) -> tuple[Flag, ...]:
    flagged = [flags for _, flags in own if flags]
    common = [flag for flag in Flag if flagged and all(flag in flags for flags in flagged)]
    # Only now, because to look at a value judges its row.
    if common and any(_has_value(result, unit) for result, flags in own if not flags):
        return ()
    return tuple(common)


def _has_value(result: IndicatorResult, unit: str) -> bool:
    row = result.areas[unit]
    return row.value is not None or row.text is not None


def label_of(lang: Language, indicator: Indicator) -> str:
    """Return an indicator's clause, with the name of the part where it is one."""
    if indicator.part is None:
        return indicator.clause
    return f"{indicator.clause} ({lang.pick(indicator.name)})"


def sample_said(lang: Language) -> str:
    """Return that figures are made up."""
    return lang.gettext("figures made up for demonstration, not to be used")


class _Said(NamedTuple):
    """What a unit says, of a clause or of all its figures."""

    unit: str
    text: str
    clause: str = ""


def _merged(
    lang: Language, report: Report, said: Sequence[_Said], listed_by: ListedBy
) -> tuple[Note, ...]:
    """Return notes in the order given; what a unit says of several clauses stands once.

    Of many units, what several say in the same words stands once, too.
    """
    clauses: dict[tuple[str, str], list[str]] = {}
    for one in said:
        clauses.setdefault((one.unit, one.text), []).append(one.clause)
    units: dict[tuple[str, str, str], list[str]] = {}
    is_shared = is_folded(report)
    for (unit, text), where in clauses.items():
        key = (", ".join(where), text, "" if is_shared else unit)
        units.setdefault(key, []).append(unit)
    return tuple(
        Note(clause, named(lang, report, who, listed_by), text)
        for (clause, text, _), who in units.items()
    )


def _shortened(lang: Language, section: Notes, listed_by: ListedBy) -> Notes:
    """Return a section with as many notes as there is room for, and how many more there are."""
    more = len(section.notes) - _MOST_NOTES
    if more <= 0:
        return section
    if listed_by is ListedBy.NOTHING:
        rest = lang.ngettext("and {n} more note", "and {n} more notes", more)
    else:
        rest = lang.ngettext(
            "and {n} more; --format csv lists all", "and {n} more; --format csv lists all", more
        )
    return Notes(section.title, (*section.notes[:_MOST_NOTES], Note("", "", rest)), section.level)


def _texts(
    lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy, *, by_unit: bool
) -> Iterator[Note]:
    """Yield what the units say in words, under their names or else under the objective's."""
    for result in report.indicators:
        said: dict[str, list[str]] = {}
        for unit in units:
            text = result.known[unit].text
            if text is not None and rows.is_own(report, result, unit):
                said.setdefault(text if is_folded(report) else f"{unit}: {text}", []).append(unit)
        for who in said.values():
            text = result.known[who[0]].text or ""
            name = named(lang, report, who, listed_by)
            subject = name if by_unit else lang.pick(result.indicator.name)
            yield Note(result.indicator.clause, subject, text)


def _texts_left_out(lang: Language, report: Report, n: int, listed_by: ListedBy) -> str:
    if listed_by is ListedBy.NOTHING:
        return lang.ngettext(
            "{n} text of the units is left out here",
            "{n} texts of the units are left out here",
            n,
        )
    if is_many(report):
        return lang.ngettext(
            "{n} text of the units is left out here; --format plain shows it, as do html and xlsx",
            "{n} texts of the units are left out here; --format plain shows them, as do html and"
            " xlsx",
            n,
        )
    return lang.ngettext(
        "{n} text of the units is left out here; a wider terminal shows it, as does --format plain"
        " or -o FILE",
        "{n} texts of the units are left out here; a wider terminal shows them, as does"
        " --format plain or -o FILE",
        n,
    )


def _flags(lang: Language, report: Report, own: _OwnLeaves, listed_by: ListedBy) -> Iterator[Note]:
    leaves = rows.leaves(report)
    of_all = [(unit, _own_figures(lang, leaves, unit)) for unit in own if unit in report.plan.below]
    yield from _marked(lang, report, lang.gettext("own figure, not a sum"), of_all, listed_by)
    flags_of = {unit: _own_flags(unit, results) for unit, results in own.items()}
    used = {flag for found in flags_of.values() for _, flags in found for flag in flags}
    for flag in (Flag.ESTIMATE, Flag.PROVISIONAL, Flag.DERIVED, Flag.CARRIED):
        if flag in used:
            flagged = [
                (unit, _flagged(lang, unit, found, flag)) for unit, found in flags_of.items()
            ]
            yield from _marked(lang, report, wording.flag_word(lang, flag), flagged, listed_by)
    rates = [result for result in leaves if measure_of(result.indicator).in_per_cent]
    alone = [(unit, _percent_alone(lang, rates, unit)) for unit in own]
    word = lang.gettext("only a percentage, so not in the province's sum")
    yield from _marked(lang, report, word, alone, listed_by)
    for day, who in _counted_on_another_day(report, tuple(own)).items():
        text = lang.gettext("counted on {day}", day=day)
        yield Note("", text, named(lang, report, who, listed_by))
    if report.sample:
        yield Note("", lang.gettext("sample data"), sample_said(lang))


def _counted_on_another_day(report: Report, units: Sequence[str]) -> dict[date, list[str]]:
    """Return the units whose figures are not those of the period's last day, by the day."""
    days: dict[date, list[str]] = {}
    for unit in units:
        filed = report.filed.get(unit)
        if filed is not None and filed.as_of is not None and filed.as_of != report.period.end:
            days.setdefault(filed.as_of, []).append(unit)
    return dict(sorted(days.items()))


class _Marked(NamedTuple):
    """The figures of a unit that have a mark."""

    periods: str
    labels: tuple[str, ...]
    """Their clauses, none where all figures of the unit have it."""


def _marked(
    lang: Language,
    report: Report,
    word: str,
    found: Sequence[tuple[str, _Marked | None]],
    listed_by: ListedBy,
) -> Iterator[Note]:
    """Yield which figures have a mark: by unit, or by clause where units are named together."""
    marked = [(unit, mark) for unit, mark in found if mark is not None]
    if not is_folded(report):
        said = [
            " ".join(filter(None, (_name(report, unit), mark.periods, ", ".join(mark.labels))))
            for unit, mark in marked
        ]
        if said:
            yield Note("", word, "; ".join(said))
        return
    units: dict[str, list[str]] = {}
    for unit, mark in marked:
        for label in mark.labels or ("",):
            units.setdefault(" ".join(filter(None, (label, mark.periods))), []).append(unit)
    for about, who in units.items():
        names = named(lang, report, who, listed_by)
        yield Note("", word, f"{about}: {names}" if about else names)


def _flagged(lang: Language, unit: str, own: _OwnFlags, flag: Flag) -> _Marked | None:
    having = [result for result, flags in own if flag in flags]
    if not having:
        return None
    periods = ""
    if flag is Flag.CARRIED:
        carried = {result.areas[unit].period or "" for result in having}
        periods = f"({', '.join(sorted(carried))})"
    if flag in _common_flags(unit, own):
        return _Marked(periods, ())
    return _Marked(periods, tuple(label_of(lang, result.indicator) for result in having))


def _own_figures(lang: Language, leaves: Sequence[IndicatorResult], unit: str) -> _Marked | None:
    """Return the figures that a unit gives for all those below it."""
    counted = [
        result
        for result in leaves
        if measure_of(result.indicator).is_numeric and result.known[unit].counted
    ]
    own = tuple(
        label_of(lang, result.indicator) for result in counted if not result.known[unit].summed
    )
    if not own:
        return None
    return _Marked("", own if len(own) < len(counted) else ())


def _percent_alone(lang: Language, rates: Sequence[IndicatorResult], unit: str) -> _Marked | None:
    having = tuple(
        label_of(lang, result.indicator)
        for result in rates
        # What is counted has a number too, and to look at a value judges its row.
        if not result.known[unit].counted
        and result.areas[unit].value is not None
        and result.areas[unit].numerator is None
    )
    return _Marked("", having) if having else None


def _name(report: Report, unit: str) -> str:
    return report.plan.distinct_names[unit]
