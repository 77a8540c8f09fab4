"""The report's tables on the page: one row an indicator, and indicators against units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.results import AreaResult, Flag, Reason
from ttdt.document import wording
from ttdt.document.report import notes, rows, unit_matrix
from ttdt.document.report.json import number
from ttdt.document.targets import picked, population_text
from ttdt.output.html.charts import bullet
from ttdt.output.html.style import slug
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute.results import AreaResult, IndicatorResult, Report
    from ttdt.document.report.rows import Row
    from ttdt.output.html.charts import Bullet
    from ttdt.plan import Indicator, IndicatorGroup
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


def divisions(lang: Language, report: Report, area: str) -> tuple[Division, ...]:
    """Return the rows of one area under the plan's groups."""
    return tuple(
        Division(
            group.id,
            lang.pick(group.name),
            tuple(entry(lang, report, result, area) for result in results),
        )
        for group, results in rows.by_group(report)
    )


def entry(lang: Language, report: Report, result: IndicatorResult, area: str) -> PageRow:
    """Return one row."""
    indicator, seen = result.indicator, result.areas[area]
    row, goal = rows.area_row(lang, report, result, area), seen.goal
    # What holds for all figures of a unit stands once, beside the file's name.
    known = notes.common_flags(report, area)
    baseline = ""
    if seen.baseline is not None and begins_at_baseline(indicator):
        # Counts and reductions start the year from 0, which need not be said.
        baseline = str(wording.value_amount(lang, indicator, seen.baseline, goal))
    left = ""
    if seen.status.is_short and seen.remaining:
        left = wording.change_text(lang, indicator, seen.remaining)
    value = number(seen.value, wording.landmarks(indicator, goal))
    return PageRow(
        row=row,
        handle=handle(lang, report, result, area),
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


def handle(lang: Language, report: Report, result: IndicatorResult, area: str) -> Handle:
    """Return what a row is found by; a part is found by its composite's words, too."""
    indicator, seen = result.indicator, result.areas[area]
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


class Fact(NamedTuple):
    """A line of an opened cell."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What is seen of a cell, and the facts behind it."""

    unit: str | None
    """None for the whole."""
    owner: str
    text: str
    value: str
    css: str
    word: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class HeatLine:
    """An indicator or a part, and its cells: that of the whole, then the units'."""

    id: str
    clause: str
    name: str
    target: str
    is_part: bool
    handle: Handle
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatDivision:
    """A group of the plan and its lines."""

    id: str
    name: str
    lines: tuple[HeatLine, ...]


class MatrixHead(NamedTuple):
    """The head of a unit's column: its name, and what holds for all its figures."""

    unit: str
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The whole table."""

    heads: tuple[MatrixHead, ...]
    divisions: tuple[HeatDivision, ...]
    notes: tuple[str, ...]


def heat(lang: Language, report: Report, *, ranks: bool) -> Heat:
    """Return the table of a report, with `ranks` each unit's place among the units."""
    return Heat(
        heads=tuple(_heads(lang, report)),
        divisions=tuple(
            HeatDivision(
                group.id,
                lang.pick(group.name),
                tuple(_line(lang, report, result, ranks=ranks) for result in results),
            )
            for group, results in rows.by_group(report)
        ),
        notes=tuple(unit_matrix.notes(lang, ranks=ranks)),
    )


def _heads(lang: Language, report: Report) -> Iterator[MatrixHead]:
    for unit in report.units:
        words = [wording.flag_word(lang, flag) for flag in notes.common_flags(report, unit)]
        if unit in report.completeness.missing:
            words = [wording.reason_word(lang, Reason.NOT_SUBMITTED), *words]
        yield MatrixHead(unit, report.plan.units[unit].name, ", ".join(words))


def _line(lang: Language, report: Report, result: IndicatorResult, *, ranks: bool) -> HeatLine:
    line = unit_matrix.line(lang, report, result, ranks=ranks)
    indicator = result.indicator
    whole = rows.area_row(lang, report, result, report.area)
    cells = [
        HeatCell(
            unit=None,
            owner=report.plan.areas[report.area].name,
            text=line.own.text,
            value=_machine(indicator, result.own),
            css=slug(result.own.status),
            word=wording.status_word(lang, result.own.status),
            facts=tuple(_facts(lang, report, indicator, result.own, whole)),
        )
    ]
    for unit, shown in zip(report.units, line.units, strict=True):
        seen = result.areas[unit]
        row = rows.area_row(lang, report, result, unit)
        carried = wording.CARRIED if Flag.CARRIED in seen.flags else ""
        cells.append(
            HeatCell(
                unit=unit,
                owner=report.plan.units[unit].name,
                text=f"{shown.text}{carried}",
                value=_machine(indicator, seen),
                css=slug(seen.status),
                word=wording.status_word(lang, seen.status),
                facts=tuple(_facts(lang, report, indicator, seen, row)),
            )
        )
    return HeatLine(
        id=line.id,
        clause=line.clause,
        name=rows.name_of(lang, whole),
        target="" if line.target is None else str(line.target),
        is_part=line.is_part,
        handle=handle(lang, report, result, report.area),
        cells=tuple(cells),
    )


def _machine(indicator: Indicator, seen: AreaResult) -> str:
    value = number(seen.value, wording.landmarks(indicator, seen.goal))
    return "" if value is None else str(value)


def _facts(
    lang: Language,
    report: Report,
    indicator: Indicator,
    seen: AreaResult,
    row: Row,
) -> Iterator[Fact]:
    """Yield what a cell rests on, down to the line of the file."""
    yield Fact(
        lang.gettext("Status"), ", ".join(filter(None, (row.verdict, row.reason, row.worst)))
    )
    if row.value is not None:
        yield Fact(lang.gettext("Actual"), str(row.value))
    if row.target is not None:
        yield Fact(lang.gettext("Target"), str(row.target))
    yield from _counted(lang, report, indicator, seen, row)
    if seen.baseline is not None and begins_at_baseline(indicator):
        goal = None if seen.summed else seen.goal
        amount = wording.value_amount(lang, indicator, seen.baseline, goal)
        yield Fact(lang.gettext("Baseline"), str(amount))
    if row.expected is not None:
        yield Fact(lang.gettext("Expected now"), str(row.expected))
    if row.pace:
        yield Fact(lang.gettext("Pace"), row.pace)
    if row.gap is not None:
        gap = f"{row.gap} ({row.misses_by})" if row.misses_by else str(row.gap)
        yield Fact(lang.gettext("Gap"), gap)
    if seen.status.is_short and seen.remaining:
        words = wording.change_text(lang, indicator, seen.remaining)
        yield Fact(lang.gettext("Left to do"), words)
    if row.coverage:
        yield Fact(lang.gettext("Units"), row.coverage)
    if not seen.summed:
        yield from _own(lang, seen, row)


def _counted(
    lang: Language,
    report: Report,
    indicator: Indicator,
    seen: AreaResult,
    row: Row,
) -> Iterator[Fact]:
    """Yield numerator and population with what they count; of a count the value says it all."""
    if measure_of(indicator).in_units:
        return
    if seen.numerator is not None:
        name = picked(lang, indicator.numerator)
        text = row.share.partition("/")[0] or lang.number(seen.numerator)
        yield Fact(lang.gettext("Numerator"), f"{text} ({name})" if name else text)
    if seen.population is not None:
        name = population_text(lang, report.plan, indicator)
        text = lang.number(seen.population)
        yield Fact(lang.gettext("Population"), f"{text} ({name})" if name else text)


def _own(lang: Language, seen: AreaResult, row: Row) -> Iterator[Fact]:
    """Yield what a unit says of its figure, and where."""
    if seen.text is not None:
        yield Fact(lang.gettext("In words"), seen.text)
    if seen.why is not None:
        yield Fact(lang.gettext("Reason"), seen.why)
    if seen.note is not None:
        yield Fact(lang.gettext("Note"), seen.note)
    for code, why in seen.accepted.items():
        yield Fact(lang.gettext("Accepted warning"), f"{code}: {why}")
    if row.flags:
        words = ", ".join(wording.flag_word(lang, flag) for flag in row.flags)
        yield Fact(lang.gettext("Flags"), words)
    if seen.period is not None:
        yield Fact(lang.gettext("Period"), seen.period)
    if row.source:
        yield Fact(lang.gettext("Source"), row.source)
