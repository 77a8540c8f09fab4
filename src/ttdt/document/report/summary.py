"""A report in one screen, as for a mail: the headline, and what calls for somebody to act."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute.achievement import per_month
from ttdt.compute.measures import measure_of
from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.funding.notes import summary
from ttdt.document.model import (
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Medium,
    Packed,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import json, notes, rows
from ttdt.document.report.next_steps import farthest
from ttdt.document.report.screen_columns import amount_cell, without_blank_columns
from ttdt.document.report.sentences import completeness, firmness
from ttdt.document.report.unit_names import first_names, speakers
from ttdt.plan import OWN_AREA
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.compute import IndicatorResult, Report
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.document.report.rows import Row
    from ttdt.text.language import Language

_MAIL_WIDTH = 80
_MOST_ROWS = 6
_MOST_LATE = 3
"""So many of what is behind, and of late tasks, have room on one screen."""
_BEHIND = frozenset(
    {Status.BEHIND, Status.NOT_YET, Status.FAR_BEHIND, Status.WORSENING, Status.NOT_MET}
)


@dataclass(frozen=True, slots=True)
class SummaryAnswer:
    """A report of which people are told what matters most; programs are told all of it."""

    report: Report

    def document(self, view: View) -> Document:
        """Return the headline, what is missing and late, and what is behind, the worst first."""
        return Document(tuple(_blocks(view.language, self.report)), _MAIL_WIDTH)

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the whole report as plain data, names in one language."""
        return json.document(self.report, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each indicator or part, and province or unit."""
        return json.tidy_rows(self.report, language)


def _blocks(lang: Language, report: Report) -> Iterator[Block]:
    _, whose_and_when, *_ = notes.heading(lang, report)
    yield Title(whose_and_when)
    if report.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    if not report.by_selection:
        yield from _of_area(lang, report, OWN_AREA)
        return
    for unit in report.columns:
        yield Heading(report.plan.distinct_names[unit], 1)
        yield from _of_area(lang, report, unit)


def _of_area(lang: Language, report: Report, area: str) -> Iterator[Block]:
    if report.indicators:
        yield Packed(tuple(notes.summary(lang, report, area)))
    else:
        yield Paragraph(notes.no_indicator(lang))
    yield Items(tuple(_said(lang, report, area)))
    found = sorted(
        (one for one in rows.leaves(report) if one.areas[area].status in _BEHIND),
        key=lambda one: -one.areas[area].status.rank,
    )
    if not found:
        if any(one.areas[area].judged for one in rows.leaves(report)):
            yield Paragraph(lang.gettext("Nothing is behind."))
        return
    yield Heading(lang.gettext("Behind, the worst first, and what to do next"))
    shown = tuple(_row(lang, report, one, area) for one in found[:_MOST_ROWS])
    yield without_blank_columns(Table.of(_columns(lang), shown, frozen=3))
    more = [_called(lang, one) for one in found[_MOST_ROWS:]]
    if more:
        names = ", ".join(more)
        text = lang.ngettext("{n} more: {names}", "{n} more: {names}", len(more), names=names)
        yield Paragraph(text, Style.QUIET)


def _called(lang: Language, result: IndicatorResult) -> str:
    """Return an indicator's clause, of a part with its name: others of the clause may be shown."""
    clause = result.indicator.clause
    if result.indicator.part is None:
        return clause
    return f"{clause} ({lang.pick(result.indicator.name)})"


def _said(lang: Language, report: Report, area: str) -> Iterator[str]:
    """Yield who and what is missing, how sure the verdicts are, the money, and the tasks."""
    within = (area, *(below.id for below in report.plan.descendants(area)))
    if area == OWN_AREA:
        within = speakers(report)
        yield from completeness(lang, report, lambda units: first_names(lang, report, units))
    else:
        yield notes.unit_heading(lang, report, area)
    if missing := _missing(report, within):
        units = first_names(lang, report, tuple(missing))
        clauses = ", ".join(dict.fromkeys(one for owed in missing.values() for one in owed))
        yield lang.gettext("Figures missing from {units}: {clauses}", units=units, clauses=clauses)
    if area == OWN_AREA:
        yield from firmness(lang, report)
    if report.funding is not None:
        yield summary(lang, report, report.funding, area)
    if report.tasks is None:
        return
    tasks = report.tasks if area == OWN_AREA else report.tasks.of(within)
    if tasks.rows:
        counts = tasks.counts
        yield lang.gettext(
            "Tasks: {done} of {asked} done; late: {late}; no word: {no_word}",
            done=counts.done,
            asked=counts.asked,
            late=counts.late,
            no_word=counts.no_word,
        )
    late = tasks.of(late=True).rows
    if late:
        names = "; ".join(
            f"{one.task.clause} {lang.pick(one.task.name)}" for one in late[:_MOST_LATE]
        )
        more = len(late) - _MOST_LATE
        if more > 0:
            names = lang.ngettext("{tasks}; {n} more", "{tasks}; {n} more", more, tasks=names)
        yield lang.gettext("Late: {tasks}", tasks=names)


def _missing(report: Report, units: Sequence[str]) -> dict[str, list[str]]:
    """Return the clauses of which units owe a figure beside what they have submitted."""
    found: dict[str, list[str]] = {}
    for unit in units:
        for result in rows.leaves(report):
            if notes.owed_reason(report, result, unit) is not None:
                found.setdefault(unit, []).append(result.indicator.clause)
    return found


def _columns(lang: Language) -> tuple[Column, ...]:
    return (
        Column(lang.gettext("Clause"), room=8, most=8, screen_title=""),
        Column(lang.gettext("Status"), screen_title=""),
        Column(lang.gettext("Indicator"), takes_rest=True),
        Column(lang.gettext("Actual"), right=True, screen_title=lang.gettext("Actual / target")),
        Column(lang.gettext("Target"), right=True, medium=Medium.FILE),
        Column(lang.gettext("Still needed"), right=True, room=8),
        Column(lang.gettext("Each month"), right=True),
        Column(lang.gettext("Held back most by"), room=12),
        Column("id", medium=Medium.FILE),
    )


def _row(lang: Language, report: Report, result: IndicatorResult, area: str) -> tuple[Cell, ...]:
    """Return what is behind; a screen has the verdict's symbol, which the headline explains."""
    row, seen = rows.area_row(lang, report, result, area), result.areas[area]
    symbol = wording.SYMBOLS[row.status]
    return (
        cell(row.clause, Style.QUIET),
        Cell(
            (
                Line(symbol, row.status, medium=Medium.SCREEN),
                Line(row.verdict, row.status, medium=Medium.FILE),
            )
        ),
        cell(row.name, wraps=True),
        _value_and_target(row),
        amount_cell(row.target),
        _change(lang, result, area),
        _number(lang, per_month(result.indicator, seen, report.period)),
        _held_back(lang, report, result, area),
        cell(row.id),
    )


def _value_and_target(row: Row) -> Cell:
    """Return the value, on a screen with the target, and the unit of both once."""
    if row.value is None:
        return Cell()
    both = f"{row.value.number} / {row.target}"
    value = Line(row.value.number, unit=row.value.unit, medium=Medium.FILE)
    return Cell((Line(both, medium=Medium.SCREEN), value))


def _change(lang: Language, result: IndicatorResult, area: str) -> Cell:
    """Return what would meet the target: a change of the numerator, or of a reduction in points."""
    seen = result.areas[area]
    is_reduction = measure_of(result.indicator).compared_with == "before"
    if seen.remaining or seen.gap is None or not is_reduction:
        return _number(lang, seen.remaining)
    return amount_cell(wording.gap_amount(lang, result.indicator, -seen.gap))


def _number(lang: Language, number: Fraction | int | None) -> Cell:
    return Cell() if not number else cell(lang.number(number, signed=True), value=number)


def _held_back(lang: Language, report: Report, result: IndicatorResult, area: str) -> Cell:
    """Return the unit that holds the result farthest from its target, with the points it costs."""
    found = farthest(result, area, most=1)
    if not found:
        return Cell()
    unit, most = found[0]
    name = report.plan.distinct_names[unit]
    if most.points is None:
        return cell(name, wraps=True)
    points = lang.number(round_keeping_side(most.points, (Fraction(0),)), signed=True)
    behind = Line(f"{name} {points} {lang.gettext('pp')}", medium=Medium.FILE)
    return Cell((Line(name, wraps=True, medium=Medium.SCREEN), behind))
