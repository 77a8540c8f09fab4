"""The units held against each other in one indicator, from the best to the worst."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.compute.achievement import percent_of_plan
from ttdt.compute.comparison import Compared, NotCompared
from ttdt.compute.contributions import contributions_to_shortfall
from ttdt.compute.measures import measure_of
from ttdt.compute.ranking import best_first
from ttdt.compute.results import Reason, Status
from ttdt.document import wording
from ttdt.document.model import (
    Bar,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Medium,
    Packed,
    Paragraph,
    RowGroup,
    Series,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import comparison_wording, json, notes, rows
from ttdt.document.report.charts import title_and_start
from ttdt.document.report.unit_names import is_many, named
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ttdt.compute import AreaResult, IndicatorResult, Report
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.document.report.rows import Row
    from ttdt.period import Period
    from ttdt.text.language import Language

_SILENT = frozenset({Status.NO_DATA, Status.NOT_APPLICABLE})
_MOST_BARS = 24
"""Units in one chart, so that it takes no more than a page."""
_OF_WHOLE_FILE = frozenset({None, Reason.NOT_SUBMITTED, Reason.INVALID})
"""Reasons that say the same of every part, so that none of them decides."""


def is_comparable(report: Report) -> bool:
    """Return whether a report is on one indicator alone, and that has numbers."""
    leaves = rows.leaves(report)
    return len({result.indicator.id for result in report.indicators}) == 1 and all(
        measure_of(result.indicator).is_numeric for result in leaves
    )


@dataclass(frozen=True, slots=True)
class UnitComparisonAnswer:
    """How the units compare in one indicator, or in each of its parts."""

    report: Report
    """One that `is_comparable`."""
    ranks: bool = False
    """Whether the place of each unit is shown."""

    def document(self, view: View) -> Document:
        """Return a table for each part: the whole, the best units first, those without a value."""
        return Document(tuple(_blocks(view, self.report, ranks=self.ranks)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the report as plain data: it has the areas of every indicator already."""
        return json.document(self.report, language)

    def rows(self, language: Language) -> TidyRows:
        """Return the report's rows: one for each indicator or part, and area."""
        return json.tidy_rows(self.report, language)


def _blocks(view: View, report: Report, *, ranks: bool) -> Iterator[Block]:
    lang = view.language
    title, *lines = notes.heading(lang, report)
    yield Title(title)
    yield from map(Paragraph, lines)
    if report.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    yield from comparison_blocks(lang, report, ranks=ranks, draws_ways=view.width is not None)
    yield from notes.area_sections(lang, report, texts=view.width is None or not is_many(report))


def comparison_blocks(
    lang: Language, report: Report, *, ranks: bool, draws_ways: bool = False
) -> Iterator[Block]:
    """Yield the table of each indicator or part under its name, and what the signs in them mean."""
    for result in report.indicators:
        yield Heading(wording.title_of(lang, report.plan, result.indicator))
        yield from _IndicatorTable(lang, report, result, ranks=ranks).blocks()
    marks = notes.marks_legend(lang, report)
    if ranks:
        marks = [
            lang.gettext(
                "Place: among the units, the best first; counts are compared by how much of its own"
                " share a unit has reached, and not at all without shares"
            ),
            *marks,
        ]
    if draws_ways:
        marks += notes.bar_legend(lang, report, (OWN_AREA, *report.columns))
    if marks:
        yield Items(tuple(marks), Style.QUIET)


class _UnitRow(NamedTuple):
    """What the cells of one area's row are made from."""

    area: str
    row: Row
    seen: AreaResult


class _Shown(NamedTuple):
    """A column, and what stands in it for an area."""

    column: Column
    cell: Callable[[_UnitRow], Cell]


class _IndicatorTable:
    """The table of an indicator or a part, and what is said about it."""

    def __init__(
        self, lang: Language, report: Report, result: IndicatorResult, *, ranks: bool
    ) -> None:
        self._lang = lang
        self._report = report
        self._result = result
        self._indicator = result.indicator
        self._ranks = ranks
        self._contributions = contributions_to_shortfall(result)
        self._own = self._unit_row(OWN_AREA)
        self._units = [self._unit_row(unit) for unit in best_first(result, report.columns)]

    def _unit_row(self, area: str) -> _UnitRow:
        row = rows.area_row(self._lang, self._report, self._result, area)
        return _UnitRow(area, row, row.seen)

    def blocks(self) -> Iterator[Block]:
        """Yield how many units have which verdict, the table, and why places in it are empty."""
        lang = self._lang
        if self._own.row.target is not None:
            yield Paragraph(f"{lang.gettext('Target')}: {self._own.row.target}")
        counts = rows.statuses(one.seen.status for one in self._units)
        words = [f"{wording.verdict(lang, status)} {n}" for status, n in counts]
        kinds = {self._report.plan.areas[one.area].kind for one in self._units}
        total = len(self._units)
        yield Packed((f"{lang.number(total)} {wording.kind_of_units(lang, kinds, total)}:", *words))
        shown = list(self._columns())
        with_value = [one for one in self._units if one.seen.status not in _SILENT]
        without = [one for one in self._units if one.seen.status in _SILENT]
        groups = (
            (wording.whole_area(lang, self._report.plan.area), [self._own]),
            (lang.gettext("Units, the best first"), with_value),
            (lang.gettext("Units without a value"), without),
        )
        yield Table(
            tuple(one.column for one in shown),
            tuple(
                RowGroup(title, tuple(tuple(one.cell(area) for one in shown) for area in areas))
                for title, areas in groups
                if areas
            ),
            frozen=2 if self._ranks else 1,
        )
        said = tuple(self._said())
        if said:
            yield Items(said, Style.QUIET)
        yield from self._charts([one for one in self._units if one.seen.value is not None])

    def _charts(self, units: Sequence[_UnitRow]) -> Iterator[Chart]:
        """Yield bars of the units' values, by verdict; none where a value lies below nought."""
        lang, indicator = self._lang, self._indicator
        if any((one.seen.value or 0) < 0 for one in units):
            return
        title = _with_unit(lang.gettext("Actual"), wording.unit_sign(lang, indicator))
        if self._own.row.target is not None:
            title += f"; {lang.gettext('Target').lower()} {self._own.row.target}"
        start = 0
        if units and measure_of(indicator).in_per_cent:
            lowest = min(one.seen.value or Fraction(0) for one in units)
            title, start = title_and_start(lang, title, lowest)
        charts = ceil(len(units) / _MOST_BARS)
        for place in range(charts):
            part = units[place * len(units) // charts : (place + 1) * len(units) // charts]
            names = tuple(self._report.plan.distinct_names[one.area] for one in part)
            used = [status for status, _ in rows.statuses(one.seen.status for one in part)]
            series = tuple(
                Series(
                    wording.verdict(lang, status),
                    tuple(self._bar(one) if one.seen.status is status else None for one in part),
                    status,
                )
                for status in used
            )
            said = "; ".join(
                f"{name}: {one.row.value}" for name, one in zip(names, part, strict=True)
            )
            yield Chart(title, names, series, f"{title}. {said}.", is_stacked=True, start=start)

    def _bar(self, one: _UnitRow) -> Fraction | None:
        """Return the number that the table shows: never on another side of the target."""
        value = one.seen.value
        if value is None:
            return None
        return Fraction(wording.rounded_value(self._indicator, value, one.row.goal))

    def _columns(self) -> Iterator[_Shown]:
        """Yield the columns, without those that nothing would stand in."""
        lang = self._lang
        if self._ranks:
            yield _Shown(Column(lang.gettext("Place"), right=True), self._place)
        yield _Shown(Column(lang.gettext("Unit"), takes_rest=True), self._name)
        has_numbers = not self._indicator.parts
        if has_numbers:
            yield from self._values()
        yield from self._verdicts()
        if has_numbers:
            yield from self._against_the_plan()
            yield from self._compared()
        yield _Shown(Column("id", medium=Medium.FILE), lambda one: cell(one.area))

    def _values(self) -> Iterator[_Shown]:
        """Yield what was reached against the target, with its unit in the headings."""
        lang, indicator = self._lang, self._indicator
        sign, points = wording.unit_sign(lang, indicator), wording.gap_sign(lang, indicator)
        yield _Shown(_number(lang.gettext("Actual"), sign), self._value)
        if self._any(lambda one: bool(one.row.share)):
            yield _Shown(
                _number(lang.gettext("Numerator / population"), drop=4),
                lambda one: cell(one.row.share),
            )
        if self._any(lambda one: one.row.goal is not None):
            yield _Shown(_number(lang.gettext("Target"), sign, drop=6), self._target)
        if self._any(lambda one: one.row.gap is not None):
            yield _Shown(_number(lang.gettext("Gap"), points), self._gap)
        if self._any(lambda one: one.row.way is not None):
            way = Column(lang.gettext("Way to the target"), medium=Medium.SCREEN, drop=2)
            yield _Shown(way, self._way)

    def _verdicts(self) -> Iterator[_Shown]:
        """Yield the verdict, what decides it, and how many units it is on."""
        lang = self._lang
        yield _Shown(Column(lang.gettext("Status"), room=17), self._status)
        if self._any(lambda one: bool(self._decisive(one))):
            decisive = Column(lang.gettext("Decided by"), room=30)
            yield _Shown(decisive, lambda one: cell(self._decisive(one), wraps=True))
        if self._any(lambda one: bool(one.row.coverage)):
            yield _Shown(Column(lang.gettext("Units")), lambda one: cell(one.row.coverage))

    def _against_the_plan(self) -> Iterator[_Shown]:
        """Yield how much of the plan is achieved, and what each unit adds to the whole's gap."""
        lang, indicator = self._lang, self._indicator
        if self._any(lambda one: percent_of_plan(indicator, one.seen) is not None):
            yield _Shown(_number(lang.gettext("% of the plan"), drop=7), self._percent_of_plan)
        if self._contributions:
            title = lang.gettext("Contribution")
            yield _Shown(_number(title, self._counted(), drop=8), self._contribution)
            points = wording.gap_sign(lang, indicator)
            yield _Shown(_number(title, points, drop=1), self._contribution_points)

    def _compared(self) -> Iterator[_Shown]:
        """Yield the columns of changes, where there is something to compare with."""
        lang, comparison = self._lang, self._report.comparison
        points = wording.gap_sign(lang, self._indicator)
        previous = comparison.previous_period
        if previous is not None and self._any(_is_compared(self._previous)):
            title = lang.gettext("Change on {period}", period=previous.id)
            yield _Shown(_number(title, points, drop=3), self._change(self._previous))
        if self._any(_is_compared(self._last_year)):
            year = comparison.last_year_period
            title = lang.gettext("Change on {period}", period=year.id)
            sign = wording.unit_sign(lang, self._indicator)
            yield _Shown(_number(year.id, sign, drop=9), self._then)
            yield _Shown(_number(title, points, drop=5), self._change(self._last_year))

    def _any(self, has: Callable[[_UnitRow], bool]) -> bool:
        return any(map(has, (self._own, *self._units)))

    def _previous(self, one: _UnitRow) -> Compared | NotCompared:
        return self._report.comparison.previous(self._result, one.area)

    def _last_year(self, one: _UnitRow) -> Compared | NotCompared:
        return self._report.comparison.same_period_last_year(self._result, one.area)

    def _place(self, one: _UnitRow) -> Cell:
        place = self._result.ranks.get(one.area)
        return Cell() if place is None else cell(str(place), value=place)

    def _name(self, one: _UnitRow) -> Cell:
        is_own = one.area == OWN_AREA
        name = self._report.plan.distinct_names[one.area]
        return cell(name, Style.STRONG if is_own else Style.PLAIN, wraps=True)

    def _value(self, one: _UnitRow) -> Cell:
        amount = one.row.value
        return Cell() if amount is None else cell(amount.number, value=one.seen.value)

    def _target(self, one: _UnitRow) -> Cell:
        amount = one.row.target
        return Cell() if amount is None else cell(amount.number, value=one.row.goal)

    def _gap(self, one: _UnitRow) -> Cell:
        """Return the gap, with words below it where its sign reads like a surplus."""
        gap = one.row.gap
        if gap is None:
            return Cell()
        found = cell(gap.number, value=one.seen.gap)
        if not one.row.misses_by or not gap.number.startswith("+"):
            return found
        return found._replace(
            pieces=(*found.pieces, Line(one.row.misses_by, Style.QUIET, wraps=True))
        )

    def _way(self, one: _UnitRow) -> Cell:
        way = one.row.way
        return Cell() if way is None else Cell((Bar(way.made, one.row.status, way.due),))

    def _percent_of_plan(self, one: _UnitRow) -> Cell:
        percent = percent_of_plan(self._indicator, one.seen)
        return cell(comparison_wording.percent_number(self._lang, percent), value=percent)

    def _contribution(self, one: _UnitRow) -> Cell:
        found = self._contributions.get(one.area)
        if found is None:
            return Cell()
        number = comparison_wording.counted_number(self._lang, self._indicator, found.amount)
        return cell(number, value=found.amount)

    def _contribution_points(self, one: _UnitRow) -> Cell:
        found = self._contributions.get(one.area)
        if found is None or found.points is None:
            return Cell()
        amount = wording.gap_amount(self._lang, self._indicator, found.points)
        return cell(amount.number, value=found.points)

    def _change(
        self, found_of: Callable[[_UnitRow], Compared | NotCompared]
    ) -> Callable[[_UnitRow], Cell]:
        def change(one: _UnitRow) -> Cell:
            found = found_of(one)
            if isinstance(found, NotCompared):
                return Cell()
            text = comparison_wording.change_number(self._lang, self._indicator, found, one.seen)
            return cell(text, value=found.change)

        return change

    def _then(self, one: _UnitRow) -> Cell:
        found = self._last_year(one)
        if isinstance(found, NotCompared):
            return Cell()
        amount = wording.value_amount(self._lang, self._indicator, found.value)
        return cell(amount.number, value=found.value)

    def _status(self, one: _UnitRow) -> Cell:
        verdict = Line(one.row.verdict, one.row.status, wraps=True)
        reason = Line(f"({one.row.reason})", Style.QUIET, wraps=True)
        return Cell((verdict, reason) if one.row.reason else (verdict,))

    def _decisive(self, one: _UnitRow) -> str:
        """Return the part of a composite, or the unit, for which a verdict is no better."""
        if not one.seen.status.is_short and one.seen.reason in _OF_WHOLE_FILE:
            return ""
        parts = (part for part in self._indicator.parts if part.part == one.seen.worst)
        return next((self._lang.pick(part.name) for part in parts), one.row.worst)

    def _counted(self) -> str:
        """Return what the population consists of, in which contributions are."""
        population = self._report.plan.populations.get(self._indicator.population or "")
        return "" if population is None else self._lang.pick(population.name)

    def _said(self) -> Iterator[str]:
        """Yield what contributions are, and of whom nothing is known of earlier rounds."""
        lang = self._lang
        if self._contributions:
            yield lang.gettext(
                "Contribution: how much more or less each unit counted has than the target of the"
                " whole asks of it; together that makes the gap of the whole"
            )
        if self._indicator.parts:
            return
        previous = self._report.comparison.previous_period
        if previous is None:
            yield lang.gettext("No round of the year is earlier, so there is no change on one.")
        else:
            yield from self._unknown_then(previous, self._previous)
        yield from self._unknown_then(self._report.comparison.last_year_period, self._last_year)
        if self._any(self._is_partly_compared):
            yield comparison_wording.partly_compared(lang)

    def _is_partly_compared(self, one: _UnitRow) -> bool:
        return any(
            isinstance(found, Compared) and bool(comparison_wording.units_compared(found, one.seen))
            for found in (self._previous(one), self._last_year(one))
        )

    def _unknown_then(
        self, period: Period, found_of: Callable[[_UnitRow], Compared | NotCompared]
    ) -> Iterator[str]:
        lang = self._lang
        units: Sequence[str] = [
            one.area
            for one in self._units
            if found_of(one) in {NotCompared.NO_FIGURE_THEN, NotCompared.NO_BASELINE_THEN}
        ]
        if not self._any(_is_compared(found_of)):
            yield lang.gettext("{period}: no figures to compare with", period=period.id)
        elif units:
            names = named(lang, self._report, units)
            yield lang.gettext(
                "{period}: nothing to compare {units} with", period=period.id, units=names
            )


def _is_compared(
    found_of: Callable[[_UnitRow], Compared | NotCompared],
) -> Callable[[_UnitRow], bool]:
    return lambda one: isinstance(found_of(one), Compared)


def _number(title: str, unit: str = "", *, drop: int = 0) -> Column:
    """Return a column of numbers that are all in one unit."""
    return Column(_with_unit(title, unit), right=True, drop=drop)


def _with_unit(title: str, unit: str) -> str:
    return f"{title}, {unit}" if unit else title
