"""What the page says, from its headline to its notes, before the template lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.report import notes, rows
from ttdt.document.report.sentences import judgement
from ttdt.document.targets import picked, population_text, shares_text, target_text
from ttdt.output.html import bullet, trend_charts
from ttdt.output.html.labels import words
from ttdt.output.html.rows import Division, divisions
from ttdt.output.html.status_matrix import heat
from ttdt.output.html.style import assets, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute.results import Report
    from ttdt.document.report.notes import NoteSection
    from ttdt.output import View
    from ttdt.text.language import Language

_ALWAYS = frozenset({Status.MET, Status.ON_TRACK, Status.BEHIND, Status.NO_DATA})
"""The verdicts that are counted even where there are none: no data missing is news, too."""
_WORST_FIRST = (
    Status.NOT_MET, Status.WORSENING, Status.FAR_BEHIND, Status.BEHIND, Status.NO_DATA,
    Status.ON_TRACK, Status.MET, Status.UNGRADED, Status.NOT_APPLICABLE,
)  # fmt: skip
_MOST_COLUMNS = 9
"""With more units than this, the table of units is wider than a sheet of paper."""


class Count(NamedTuple):
    """How many objectives have a verdict."""

    css: str
    symbol: str
    word: str
    n: str
    offset: str
    """Where its share of a bar of 100 begins, and how long that is."""
    length: str


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


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of the province (`unit` is None) or of one unit, with what stands around them."""

    unit: str | None
    title: str
    origin: str
    """The file a unit's figures come from."""
    counts: tuple[Count, ...]
    divisions: tuple[Division, ...]
    sections: tuple[NoteSection, ...]


def page(report: Report, view: View) -> dict[str, object]:
    """Return the values of the page's template."""
    lang = view.language
    title, subject, method = notes.heading(lang, report)
    who = report.completeness
    sample = report.sample or (view.trend is not None and view.trend.sample)
    used = {result.province.status for result in report.indicators} | {
        row.status for result in report.indicators for row in result.units.values()
    }
    return {
        "code": lang.code,
        "w": words(lang),
        "assets": assets(),
        "title": title,
        "subject": subject,
        "method": method,
        "banner": notes.sample_banner(lang) if sample else "",
        "sentences": judgement(lang, report),
        "submitted": f"{lang.number(who.submitted)}/{lang.number(len(who.expected))}",
        "parts": parts(lang, report),
        "selection": report.by_selection,
        "by_unit": view.by_unit,
        "heat": heat(lang, report, ranks=view.by_unit and view.ranks),
        "wide": len(report.units) > _MOST_COLUMNS,
        "charts": trend_charts.multiples(lang, view.trend),
        "chart_notes": trend_charts.notes(lang, view.trend),
        "chart_errors": trend_charts.left_out(lang, view.trend, report),
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
        "units": [(unit, report.plan.units[unit].name) for unit in report.units],
        "bullet_width": bullet.WIDTH,
        "chart_width": trend_charts.WIDTH,
        "chart_height": trend_charts.HEIGHT,
    }


def parts(lang: Language, report: Report) -> tuple[Part, ...]:
    """Return the province's rows, or those of each unit where only some were asked for."""
    if not report.by_selection:
        sections = notes.province_sections(lang, report, texts=True)
        return (
            Part(
                unit=None,
                title=lang.gettext("Indicators"),
                origin="",
                counts=tuple(_counts(lang, report, None)),
                divisions=divisions(lang, report, None),
                sections=tuple(sections),
            ),
        )
    return tuple(
        Part(
            unit=unit,
            title=report.plan.units[unit].name,
            origin=notes.unit_heading(lang, report, unit),
            counts=tuple(_counts(lang, report, unit)),
            divisions=divisions(lang, report, unit),
            sections=tuple(notes.unit_sections(lang, report, unit)),
        )
        for unit in report.units
    )


def _counts(lang: Language, report: Report, unit: str | None) -> Iterator[Count]:
    given = [
        result.province.status if unit is None else result.units[unit].status
        for result in rows.objectives(report)
    ]
    known = dict(rows.statuses(given))
    begin, total = 0, max(len(given), 1)
    for status in Status:
        n = known.get(status, 0)
        if n or status in _ALWAYS:
            yield Count(
                css=slug(status),
                symbol=wording.SYMBOLS[status],
                word=wording.status_word(lang, status),
                n=lang.number(n),
                offset=_per_mille(begin, total),
                length=_per_mille(begin + n, total, begin),
            )
        begin += n


def _per_mille(n: int, total: int, before: int = 0) -> str:
    """Return a place on a bar of 1000, or how far it lies behind another."""
    return str(1000 * n // total - 1000 * before // total)


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
        )
