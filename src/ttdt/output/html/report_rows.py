"""The report's tables on the page: one row an indicator, and indicators against units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.comparison import NotCompared
from ttdt.compute.measures import begins_at_baseline
from ttdt.compute.results import Flag, Reason
from ttdt.document import wording
from ttdt.document.plain_data import number
from ttdt.document.report import remarks, rows, unit_matrix
from ttdt.document.report.next_steps import step_text
from ttdt.document.targets import picked, population_text
from ttdt.output.html.style import slug
from ttdt.output.svg.bullets import bullet
from ttdt.plan import OWN_AREA
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.compute.comparison import Compared
    from ttdt.compute.results import AreaResult
    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.document.report.unit_matrix import MatrixRow
    from ttdt.output.svg.bullets import Bullet
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
    anchor: str
    """What a link can lead to, the same in every report."""
    handle: Handle
    css: str
    name: str
    symbol: str
    word: str
    value: str
    """The value for machines, empty where there is none."""
    baseline_text: str
    pace_text: str
    line_text: str
    """Where in the unit's file the figure stands."""
    remarks: tuple[str, ...]
    left: str
    """What would meet the target, in all and in each month left."""
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
    # What holds for all figures of a unit stands once, beside the file's name.
    known = remarks.common_flags(report, area)
    return tuple(
        Division(
            group.id,
            lang.pick(group.name),
            tuple(_entry(lang, report, row, known) for row in found),
        )
        for group, found in rows.area_rows(lang, report, area)
    )


def _entry(lang: Language, report: Report, row: Row, known: tuple[Flag, ...]) -> PageRow:
    indicator, seen = row.indicator, row.seen
    last_year = report.comparison.same_period_last_year(row.result, row.area)
    baseline = ""
    if seen.baseline is not None and begins_at_baseline(indicator):
        # Counts and reductions start the year from 0, which need not be said.
        baseline = str(wording.value_amount(lang, indicator, seen.baseline, seen.goal))
    flags = (wording.flag_word(lang, flag) for flag in row.flags if flag not in known)
    return PageRow(
        row=row,
        anchor=_anchor(row),
        handle=_handle(lang, report, row),
        css=slug(seen.status),
        name=rows.name_of(lang, row),
        symbol=wording.SYMBOLS[seen.status],
        word=wording.status_word(lang, seen.status),
        value=_machine(indicator, seen),
        baseline_text=lang.gettext("from {value}", value=baseline) if baseline else "",
        pace_text=lang.gettext("pace {pace}", pace=row.pace) if row.pace else "",
        line_text=lang.gettext("line {line}", line=row.line) if row.line else "",
        remarks=tuple(filter(None, (row.reason, row.worst_said, *flags))),
        left=step_text(lang, report, row.result, row.area, units=False),
        chart=bullet(indicator, seen, seen.goal, _drawn_beside(seen, last_year)),
        chart_text="; ".join(_spoken(lang, row, baseline, last_year)),
    )


def _anchor(row: Row) -> str:
    name = f"indicator-{row.id.replace('/', '.')}"
    return name if row.area == OWN_AREA else f"{row.area}-{name}"


def _drawn_beside(seen: AreaResult, found: Compared | NotCompared) -> Fraction | None:
    """Return a value to draw beside an area's own, which it must not be of fewer units than."""
    if isinstance(found, NotCompared) or found.units != seen.coverage.units:
        return None
    return found.value


def _handle(lang: Language, report: Report, row: Row) -> Handle:
    """Return what a row is found by; a part is found by its composite's words, too."""
    indicator, seen = row.indicator, row.seen
    whole = report.plan.indicators.get(indicator.id, indicator)
    group = report.plan.groups[indicator.group]
    return Handle(
        objective=indicator.id,
        group=indicator.group,
        status=str(seen.status),
        units=" ".join(f"{name}={unit.status}" for name, unit in row.result.units.items()),
        words=fold(" ".join(_words(lang, indicator, whole, group))),
        name=fold(lang.pick(whole.name)),
        pace="" if seen.pace is None else str(number(seen.pace)),
    )


def _words(
    lang: Language, indicator: Indicator, whole: Indicator, group: IndicatorGroup
) -> Iterator[str]:
    yield from (indicator.clause, indicator.id, lang.pick(whole.name), lang.pick(group.name))
    for part in (indicator, *whole.parts):
        yield lang.pick(part.name)
        if part.numerator is not None:
            yield lang.pick(part.numerator)


def _spoken(
    lang: Language, row: Row, baseline: str, last_year: Compared | NotCompared
) -> Iterator[str]:
    then = _drawn_beside(row.seen, last_year)
    for label, amount in (
        (lang.gettext("Actual"), row.value),
        (lang.gettext("Target"), row.target),
        (lang.gettext("Expected now"), row.expected),
        (lang.gettext("Baseline"), baseline),
        (
            lang.gettext("Same period last year"),
            None if then is None else wording.value_amount(lang, row.indicator, then, row.goal),
        ),
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
                group.id, lang.pick(group.name), tuple(_line(lang, report, line) for line in lines)
            )
            for group, lines in unit_matrix.by_group(lang, report, ranks=ranks)
        ),
        notes=tuple(unit_matrix.notes(lang, report, ranks=ranks)),
    )


def _heads(lang: Language, report: Report) -> Iterator[MatrixHead]:
    for unit in report.columns:
        words = [wording.flag_word(lang, flag) for flag in remarks.common_flags(report, unit)]
        if unit in report.completeness.missing:
            words = [wording.reason_word(lang, Reason.NOT_SUBMITTED), *words]
        yield MatrixHead(unit, report.plan.distinct_names[unit], ", ".join(words))


def _line(lang: Language, report: Report, line: MatrixRow) -> HeatLine:
    whole = line.row
    cells = [_heat_cell(lang, report, whole, None, line.own.text)]
    for unit, shown in zip(report.columns, line.units, strict=True):
        row = rows.area_row(lang, report, whole.result, unit)
        carried = wording.CARRIED if Flag.CARRIED in shown.seen.flags else ""
        cells.append(_heat_cell(lang, report, row, unit, f"{shown.text}{carried}"))
    return HeatLine(
        id=whole.id,
        clause=whole.clause,
        name=rows.name_of(lang, whole),
        target="" if whole.target is None else str(whole.target),
        is_part=whole.is_part,
        handle=_handle(lang, report, whole),
        cells=tuple(cells),
    )


def _heat_cell(lang: Language, report: Report, row: Row, unit: str | None, text: str) -> HeatCell:
    return HeatCell(
        unit=unit,
        owner=report.plan.distinct_names[row.area],
        text=text,
        value=_machine(row.indicator, row.seen),
        css=slug(row.status),
        word=wording.status_word(lang, row.status),
        facts=tuple(_facts(lang, report, row)),
    )


def _machine(indicator: Indicator, seen: AreaResult) -> str:
    """Return a value for machines, empty where there is none."""
    value = number(seen.value, wording.landmarks(indicator, seen.goal))
    return "" if value is None else str(value)


def _facts(lang: Language, report: Report, row: Row) -> Iterator[Fact]:
    """Yield what a cell rests on, down to the line of the file."""
    seen, indicator = row.seen, row.indicator
    baseline = gap = None
    if seen.baseline is not None and begins_at_baseline(indicator):
        goal = None if seen.summed else seen.goal
        baseline = wording.value_amount(lang, indicator, seen.baseline, goal)
    if row.gap is not None:
        way = row.misses_by or row.worst_gap
        gap = f"{row.gap} ({way})" if way else str(row.gap)
    said = (
        (lang.gettext("Status"), ", ".join(filter(None, (row.verdict, row.reason, row.worst)))),
        (lang.gettext("Actual"), row.value),
        (lang.gettext("Target"), row.target),
        *_counted(lang, report, row),
        (lang.gettext("Baseline"), baseline),
        (lang.gettext("Expected now"), row.expected),
        (lang.gettext("Pace"), row.pace),
        (lang.gettext("Gap"), gap),
        (lang.gettext("Left to do"), row.left),
        (lang.gettext("Units"), row.coverage),
    )
    yield from (Fact(label, str(text)) for label, text in said if text)
    if not seen.summed:
        yield from _own(lang, seen, row)


def _counted(lang: Language, report: Report, row: Row) -> Iterator[tuple[str, str]]:
    """Yield numerator and population with what they count; of a count the value says it all."""
    indicator, seen = row.indicator, row.seen
    if row.numerator:
        name = picked(lang, indicator.numerator)
        yield lang.gettext("Numerator"), row.numerator + (f" ({name})" if name else "")
    if seen.population is not None and not row.is_count:
        name, text = population_text(lang, report.plan, indicator), lang.number(seen.population)
        yield lang.gettext("Population"), text + (f" ({name})" if name else "")


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
