"""The rows of the page: an indicator or a part, for the province or for one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.report import notes, rows
from ttdt.document.report.json import number
from ttdt.output.html.bullet import bullet
from ttdt.output.html.style import slug
from ttdt.plan.model import Measure
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute.results import Flag, IndicatorResult, Report
    from ttdt.document.report.rows import Row
    from ttdt.output.html.bullet import Bullet
    from ttdt.plan import IndicatorGroup
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class Handle:
    """What the page's script finds, filters and sorts a row by."""

    objective: str
    """The same for a composite and its parts, which stay together."""
    group: str
    status: str
    units: str
    """Each unit with its verdict: `bac-ai=met ninh-son=behind`."""
    words: str
    """Everything that a search may find, without case and diacritics."""
    name: str
    pace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A row, with what the page shows beside what every renderer does."""

    row: Row
    handle: Handle
    css: str
    name: str
    symbol: str
    word: str
    value: str
    """The value for machines, empty where there is none."""
    baseline_text: str
    pace_text: str
    left: str
    """What is still to be done."""
    line_text: str
    """Where in the unit's file the figure stands."""
    remarks: tuple[str, ...]
    chart: Bullet | None
    chart_text: str
    """The chart in words."""


@dataclass(frozen=True, slots=True)
class Division:
    """A group of the plan and its rows."""

    id: str
    name: str
    entries: tuple[PageRow, ...]


def divisions(lang: Language, report: Report, unit: str | None) -> tuple[Division, ...]:
    """Return the rows of the province, or of one unit, under the plan's groups."""
    return tuple(
        Division(
            group.id,
            lang.pick(group.name),
            tuple(entry(lang, report, result, unit) for result in results),
        )
        for group, results in rows.by_group(report)
    )


def entry(lang: Language, report: Report, result: IndicatorResult, unit: str | None) -> PageRow:
    """Return one row."""
    indicator = result.indicator
    seen = result.province if unit is None else result.units[unit]
    if unit is None:
        row = rows.province_row(lang, report, result)
        goal = None if indicator.target is None else indicator.target.value
    else:
        row = rows.unit_row(lang, report, result, unit)
        goal = result.units[unit].goal
    # What holds for all figures of a unit stands once, beside the file's name.
    known = () if unit is None else notes.common_flags(report, unit)
    baseline = ""
    if seen.baseline is not None and indicator.measure is Measure.RATE:
        # Counts and reductions start the year from 0, which need not be said.
        baseline = str(wording.value_amount(lang, indicator, seen.baseline, goal))
    left = ""
    if seen.status.is_short and seen.remaining:
        left = wording.change_text(lang, report.plan, indicator, seen.remaining)
    value = number(seen.value, wording.landmarks(indicator, goal))
    return PageRow(
        row=row,
        handle=handle(lang, report, result, unit),
        css=slug(seen.status),
        name=rows.name_of(lang, row),
        symbol=wording.SYMBOLS[seen.status],
        word=wording.status_word(lang, seen.status),
        value="" if value is None else str(value),
        baseline_text=lang.gettext("from {value}", value=baseline) if baseline else "",
        pace_text=lang.gettext("pace {pace}", pace=row.pace) if row.pace else "",
        left=left,
        line_text=lang.gettext("line {line}", line=row.line) if row.line else "",
        remarks=tuple(_remarks(lang, row, known)),
        chart=bullet(indicator, seen, goal),
        chart_text="; ".join(_spoken(lang, row, baseline)),
    )


def handle(lang: Language, report: Report, result: IndicatorResult, unit: str | None) -> Handle:
    """Return what a row is found by; a part is found by its composite's words, too."""
    indicator = result.indicator
    seen = result.province if unit is None else result.units[unit]
    whole = report.plan.indicators.get(indicator.id, indicator)
    group = report.plan.groups[indicator.group]
    return Handle(
        objective=indicator.id,
        group=indicator.group,
        status=str(seen.status),
        units=" ".join(f"{name}={row.status}" for name, row in result.units.items()),
        words=fold(" ".join(_words(lang, report, result, group))),
        name=fold(lang.pick(whole.name)),
        pace="" if seen.pace is None else str(number(seen.pace)),
    )


def _words(
    lang: Language, report: Report, result: IndicatorResult, group: IndicatorGroup
) -> Iterator[str]:
    indicator = result.indicator
    whole = report.plan.indicators.get(indicator.id, indicator)
    yield from (indicator.clause, indicator.id, lang.pick(whole.name), lang.pick(group.name))
    for part in (indicator, *whole.parts):
        yield lang.pick(part.name)
        if part.numerator is not None:
            yield lang.pick(part.numerator)


def _remarks(lang: Language, row: Row, known: tuple[Flag, ...]) -> Iterator[str]:
    if row.reason:
        yield row.reason
    if row.worst:
        yield lang.gettext("the worst: {unit}", unit=row.worst)
    for flag in row.flags:
        if flag not in known:
            yield wording.flag_word(lang, flag)


def _spoken(lang: Language, row: Row, baseline: str) -> Iterator[str]:
    for label, amount in (
        (lang.gettext("Actual"), row.value),
        (lang.gettext("Target"), row.target),
        (lang.gettext("Expected now"), row.expected),
        (lang.gettext("Baseline"), baseline),
    ):
        if amount:
            yield f"{label}: {amount}"
