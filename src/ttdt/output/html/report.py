"""The report's page and fragment: what stands in them, before the templates lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.report import notes, rows, unit_matrix
from ttdt.document.report.sections import ReportSection, closing, closing_notes
from ttdt.document.report.sentences import judgement
from ttdt.document.report.unit_names import is_folded
from ttdt.document.report.unit_sentences import unit_sentences
from ttdt.document.targets import picked, population_text, shares_text, target_text
from ttdt.document.trend.notes import chart_notes
from ttdt.output.html import charts
from ttdt.output.html.comparison import comparison_blocks
from ttdt.output.html.programme import money_part, tasks_part, unit_blocks, unit_task_words
from ttdt.output.html.report_rows import Division, divisions, heat
from ttdt.output.html.report_words import report_words
from ttdt.output.html.short_sections import programme_of_parts
from ttdt.output.html.style import assets, slug
from ttdt.output.html.templating import fill
from ttdt.output.html.tiles import Count, Counted, tiles
from ttdt.output.html.unit_rows import unit_choices, unit_table
from ttdt.output.palette import TINTS
from ttdt.output.svg.bullets import BULLET_WIDTH
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.round_report import Report
    from ttdt.document.model import Notes
    from ttdt.document.report.document import ReportAnswer
    from ttdt.output.html.document import PageBlock
    from ttdt.plan import Sections
    from ttdt.text.language import Language

_ALWAYS = frozenset({Status.MET, Status.ON_TRACK, Status.BEHIND, Status.NO_DATA})
"""The verdicts that are counted even where there are none: no data missing is news, too."""
_WORST_FIRST = (
    Status.NOT_MET, Status.WORSENING, Status.FAR_BEHIND, Status.NOT_YET, Status.BEHIND,
    Status.NO_DATA, Status.ON_TRACK, Status.MET, Status.UNGRADED, Status.NOT_APPLICABLE,
)  # fmt: skip
_MOST_OPEN_NOTES = 100
"""A longer section of notes is folded."""
_MOST_COLUMNS = 9
"""With more units than this, the table of units is wider than a sheet of paper."""


class Definition(NamedTuple):
    """How an indicator is counted and read."""

    clause: str
    name: str
    is_part: bool
    counted: str
    target: str
    shares: str
    text: str
    """The plan's own words."""
    reading: str
    bodies: str
    """Who answers for it."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one unit, or of the whole (`unit` is None), with what stands around them."""

    unit: str | None
    title: str
    origin: str
    """The file a unit's figures come from."""
    counts: tuple[Count, ...]
    divisions: tuple[Division, ...]
    comparison: tuple[PageBlock, ...]
    programme: tuple[PageBlock, ...]
    """What a unit's money and tasks come to; of the whole there are sections of their own."""
    sections: tuple[Notes, ...]
    task_words: PageBlock | None = None
    """What a unit says of each task."""
    texts: tuple[str, ...] = ()
    """What the office says of the results; of a unit, of money and tasks, too."""
    closing: tuple[ReportSection, ...] = ()
    """What to do next, and the sections that close a report."""


def write_report(answer: ReportAnswer, lang: Language) -> str:
    """Return the page; the same answer gives the same page."""
    return fill("report.html.j2", _page(answer, lang))


def write_fragment(answer: ReportAnswer, lang: Language) -> str:
    """Return one element for a mail or someone else's page: plain tables, nothing that runs."""
    return fill("report_fragment.html.j2", _fragment(answer, lang))


def _page(answer: ReportAnswer, lang: Language) -> dict[str, object]:
    report = answer.report
    title, subject, method = notes.heading(lang, report)
    who = report.completeness
    sample = report.sample or (answer.trend is not None and answer.trend.sample)
    used = {row.status for result in report.indicators for row in result.areas.values()}
    ranks = answer.by_unit and answer.ranks
    parts = _parts(lang, report, answer.sections)
    return {
        "code": lang.code,
        "decimal": lang.decimal_mark,
        "stays": True,
        "w": report_words(lang, report.plan.area),
        "assets": assets("report.js"),
        "contents": True,
        "name": f"{subject} – {title}",
        "title": title,
        "subject": subject,
        "method": method,
        "banner": notes.sample_banner(lang) if sample else "",
        "sentences": judgement(lang, report),
        "submitted": f"{lang.number(who.submitted)}/{lang.number(len(who.expected))}",
        "parts": parts,
        "has_last_year": any(map(_has_last_year, parts)),
        "unit_sentences": [] if report.by_selection else unit_sentences(lang, report),
        "selection": report.by_selection,
        "by_unit": answer.by_unit,
        "heat": None if is_folded(report) else heat(lang, report, ranks=ranks),
        "unit_table": unit_table(lang, report, ranks=ranks) if is_folded(report) else None,
        "wide": len(report.columns) > _MOST_COLUMNS,
        "charts": charts.multiples(lang, answer.trend),
        "chart_notes": [] if answer.trend is None else chart_notes(lang, answer.trend),
        "chart_errors": charts.earlier_errors(lang, answer.trend, report),
        "money": money_part(lang, report, answer.sections.own.money),
        "tasks": tasks_part(lang, report, answer.sections.own.tasks),
        "closing": notes.closing_sections(lang, report) if report.by_selection else [],
        "definitions": list(_definitions(lang, report)),
        "legend": [
            (slug(status), wording.SYMBOLS[status], wording.status_word(lang, status), str(status))
            for status in Status
            if status in used
        ],
        "severity": " ".join(str(status) for status in _WORST_FIRST),
        "marks": notes.marks_legend(lang, report),
        "groups": [(group.id, lang.pick(group.name)) for group, _ in rows.by_group(report)],
        "units": unit_choices(report),
        "most_open": _MOST_OPEN_NOTES,
        "bullet_width": BULLET_WIDTH,
        "chart_width": charts.LINE_WIDTH,
        "chart_height": charts.LINE_HEIGHT,
    }


def _fragment(answer: ReportAnswer, lang: Language) -> dict[str, object]:
    report, by_unit = answer.report, answer.by_unit
    turned = by_unit and unit_matrix.has_units_as_rows(report)
    units = unit_matrix.units_shown(report) if turned else report.columns
    title, subject, method = notes.heading(lang, report)
    # Mail programs know no style sheets, so that each cell has its colours with it.
    tints = {
        status: f"background-color:#{tint.ground};color:#{tint.ink}"
        for status, tint in TINTS.items()
    }
    grounds = {status: f"#{tint.ground}" for status, tint in TINTS.items()}
    return {
        "code": lang.code,
        "w": report_words(lang, report.plan.area),
        "title": title,
        "subject": subject,
        "method": method,
        "banner": notes.sample_banner(lang) if report.sample else "",
        "warning": tints[Status.BEHIND],
        "tints": tints,
        "grounds": grounds,
        "sentences": judgement(lang, report),
        "parts": [] if by_unit else _parts(lang, report, answer.sections),
        "programmes": (
            [] if by_unit else programme_of_parts(lang, report, compares=answer.compares)
        ),
        "lines": (
            [
                (lang.pick(group.name), found)
                for group, found in unit_matrix.by_group(lang, report, ranks=answer.ranks)
            ]
            if by_unit and not turned
            else []
        ),
        "unit_table": (
            unit_table(lang, report, ranks=answer.ranks, units=units) if turned else None
        ),
        "heads": [" ".join(head) for head in unit_matrix.unit_heads(lang, report)],
        "legend": notes.legend(lang, report, units) if by_unit else [],
        "hints": unit_matrix.notes(lang, report, ranks=answer.ranks) if by_unit else [],
        "marks": notes.marks_legend(lang, report),
        "by_unit": by_unit,
        "sections": (
            notes.area_sections(
                lang,
                report,
                texts=True,
                conclusions=closing_notes(lang, report, answer.sections),
            )
            if by_unit
            else []
        ),
        "closing": (
            notes.closing_sections(lang, report) if report.by_selection and not by_unit else []
        ),
    }


def _parts(lang: Language, report: Report, office: Sections) -> tuple[Part, ...]:
    """Return the rows of the whole, or those of each unit where only some were asked for."""
    if report.by_selection:
        return tuple(_unit_part(lang, report, unit, office) for unit in report.columns)
    compared = comparison_blocks(lang, report, OWN_AREA, lang.gettext("Comparison"))
    return (
        Part(
            unit=None,
            title=lang.gettext("Indicators"),
            origin="",
            counts=tuple(_counts(lang, report, OWN_AREA)),
            divisions=divisions(lang, report, OWN_AREA),
            comparison=tuple(compared),
            programme=(),
            sections=tuple(notes.area_sections(lang, report, texts=True)),
            texts=office.own.results or (),
            closing=_said(closing(lang, report, office)),
        ),
    )


def _unit_part(lang: Language, report: Report, unit: str, office: Sections) -> Part:
    said = office.of(unit)
    name = report.plan.distinct_names[unit]
    compared = comparison_blocks(lang, report, unit, f"{name}: {lang.gettext('Comparison')}")
    return Part(
        unit=unit,
        title=name,
        origin=notes.unit_heading(lang, report, unit),
        counts=tuple(_counts(lang, report, unit)),
        divisions=divisions(lang, report, unit),
        comparison=tuple(compared),
        programme=tuple(unit_blocks(lang, report, unit)),
        task_words=unit_task_words(lang, report, unit),
        sections=tuple(notes.unit_sections(lang, report, unit)),
        texts=(*(said.results or ()), *(said.money or ()), *(said.tasks or ())),
        closing=_said(closing(lang, report, office, unit)),
    )


def _has_last_year(part: Part) -> bool:
    """Return whether a chart of a part's rows shows a value of the year before."""
    charts_of = (entry.chart for division in part.divisions for entry in division.entries)
    return any(chart is not None and chart.last_year is not None for chart in charts_of)


def _said(sections: Sequence[ReportSection]) -> tuple[ReportSection, ...]:
    """Return the sections that say something: a page is not filled in by hand."""
    return tuple(section for section in sections if not section.is_open)


def _counts(lang: Language, report: Report, area: str) -> Iterator[Count]:
    given = [result.areas[area].status for result in rows.objectives(report)]
    known = dict(rows.statuses(given))
    counted = (
        Counted(slug(status), wording.SYMBOLS[status], wording.status_word(lang, status), n)
        for status in Status
        if (n := known.get(status, 0)) or status in _ALWAYS
    )
    return tiles(lang, counted, len(given))


def _definitions(lang: Language, report: Report) -> Iterator[Definition]:
    for result in report.indicators:
        indicator = result.indicator
        population = population_text(lang, report.plan, indicator)
        numerator = "" if indicator.parts else picked(lang, indicator.numerator)
        whole, text = indicator.part is None, picked(lang, indicator.text)
        if text:
            text = lang.gettext("The plan: “{text}”", text=text) if whole else ""
        yield Definition(
            clause=indicator.clause,
            name=lang.pick(indicator.name),
            is_part=indicator.part is not None,
            counted=" / ".join(filter(None, (numerator, population))),
            target=target_text(lang, indicator),
            shares=shares_text(lang, report.plan, indicator),
            text=text,
            reading=picked(lang, indicator.reading) if whole else "",
            bodies=wording.bodies_text(lang, report.plan, indicator.responsible) if whole else "",
        )
