"""Indicators against units: a cell each, which opens to say what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Flag, Reason, UnitResult
from ttdt.document import wording
from ttdt.document.report import notes, rows, unit_matrix
from ttdt.document.report.json import number
from ttdt.document.targets import picked, population_text
from ttdt.output.html.rows import handle
from ttdt.output.html.style import slug
from ttdt.plan.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.compute.results import IndicatorResult, ProvinceResult, Report
    from ttdt.document.report.rows import Row
    from ttdt.output.html.rows import Handle
    from ttdt.plan import Indicator
    from ttdt.text.language import Language


class Fact(NamedTuple):
    """A line of an opened cell."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What is seen of a cell, and the facts behind it."""

    unit: str | None
    """None for the province."""
    owner: str
    text: str
    value: str
    css: str
    word: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class HeatLine:
    """An indicator or a part, and its cells: the province's, then the units'."""

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
    goal = None if indicator.target is None else indicator.target.value
    whole = rows.province_row(lang, report, result)
    cells = [
        HeatCell(
            unit=None,
            owner=report.plan.province,
            text=line.province.text,
            value=_machine(indicator, result.province, goal),
            css=slug(result.province.status),
            word=wording.status_word(lang, result.province.status),
            facts=tuple(_facts(lang, report, indicator, result.province, whole)),
        )
    ]
    for unit, shown in zip(report.units, line.units, strict=True):
        seen = result.units[unit]
        row = rows.unit_row(lang, report, result, unit)
        carried = wording.CARRIED if Flag.CARRIED in seen.flags else ""
        cells.append(
            HeatCell(
                unit=unit,
                owner=report.plan.units[unit].name,
                text=f"{shown.text}{carried}",
                value=_machine(indicator, seen, seen.goal),
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
        handle=handle(lang, report, result, None),
        cells=tuple(cells),
    )


def _machine(indicator: Indicator, seen: ProvinceResult | UnitResult, goal: Fraction | None) -> str:
    value = number(seen.value, wording.landmarks(indicator, goal))
    return "" if value is None else str(value)


def _facts(
    lang: Language,
    report: Report,
    indicator: Indicator,
    seen: ProvinceResult | UnitResult,
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
    if seen.baseline is not None and indicator.measure is Measure.RATE:
        goal = seen.goal if isinstance(seen, UnitResult) else None
        amount = wording.value_amount(lang, indicator, seen.baseline, goal)
        yield Fact(lang.gettext("Baseline"), str(amount))
    if row.expected is not None:
        yield Fact(lang.gettext("Expected now"), str(row.expected))
    if row.pace:
        yield Fact(lang.gettext("Pace"), row.pace)
    if row.gap is not None:
        yield Fact(lang.gettext("Gap"), str(row.gap))
    if seen.status.is_short and seen.remaining:
        words = wording.change_text(lang, report.plan, indicator, seen.remaining)
        yield Fact(lang.gettext("Left to do"), words)
    if row.coverage:
        yield Fact(lang.gettext("Units"), row.coverage)
    if isinstance(seen, UnitResult):
        yield from _own(lang, seen, row)


def _counted(
    lang: Language,
    report: Report,
    indicator: Indicator,
    seen: ProvinceResult | UnitResult,
    row: Row,
) -> Iterator[Fact]:
    """Yield numerator and population with what they count; of a count the value says it all."""
    if indicator.measure is Measure.COUNT:
        return
    if seen.numerator is not None:
        name = picked(lang, indicator.numerator)
        text = row.share.partition("/")[0] or lang.number(seen.numerator)
        yield Fact(lang.gettext("Numerator"), f"{text} ({name})" if name else text)
    if seen.population is not None:
        name = population_text(lang, report.plan, indicator)
        text = lang.number(seen.population)
        yield Fact(lang.gettext("Population"), f"{text} ({name})" if name else text)


def _own(lang: Language, seen: UnitResult, row: Row) -> Iterator[Fact]:
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
