"""The report, before anyone decides in which format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.compute import Reason
from ttdt.document import wording
from ttdt.document.model import (
    Bar,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Medium,
    Packed,
    Paragraph,
    RowGroup,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import notes, remarks, rows
from ttdt.document.report.programme import money_section, task_section, unit_programme
from ttdt.document.report.screen_columns import (
    amount_cell,
    clause_column,
    counts_legend,
    headed_column,
    shared_units,
)
from ttdt.document.report.sections import closing_notes, worded
from ttdt.document.report.unit_names import is_many
from ttdt.document.report.unit_sentences import unit_sentences
from ttdt.plan import NO_SECTIONS, OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ttdt.analysis.trend import Trend
    from ttdt.compute import Flag, IndicatorResult, Report
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block, Notes
    from ttdt.document.report.rows import Row
    from ttdt.plan import Letterhead, Sections
    from ttdt.text.language import Language

_BESIDE, _MEDIUM, _WIDE = 100, 120, 150
"""The widths of a terminal from which a value has its numerator beside it, its way to the target
too, and all numbers."""

_INDENT = 2


class ReportAnswer(NamedTuple):
    """A report and how it is asked for."""

    report: Report
    by_unit: bool = False
    """Whether to show indicators against units instead of one row for the whole."""
    ranks: bool = False
    """Whether that table says which place each unit has."""
    compares: bool = False
    """Whether to show the officials' table, for formats that do not always have it."""
    letterhead: Letterhead | None = None
    """Who hands the report in, and to whom; for formats that are letters."""
    day: date | None = None
    """The day the report is made, which only forms show that ask for it."""
    sections: Sections = NO_SECTIONS
    """What the office says in its own words."""
    trend: Trend | None = None
    """The rounds of the year up to the report's own, for formats that draw them."""
    annex: bool = True
    """Whether a letter says by which method, and from which files, its figures come."""
    fragment: bool = False
    """Whether HTML is to go into a page or mail that is not ours."""

    def document(self, view: View) -> Document:
        """Return the verdicts in a table, and below it what the reader must know besides."""
        return Document(tuple(_Builder(self.report, view, self.sections).blocks(self)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the whole report as plain data, names in one language."""
        from ttdt.document.report import json

        return json.document(self.report, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each indicator or part, and province or unit."""
        from ttdt.document.report import json

        return json.tidy_rows(self.report, language)


class _Builder:
    """The blocks of one report for one view."""

    def __init__(self, report: Report, view: View, sections: Sections) -> None:
        self._report = report
        self._office = sections
        self._lang = view.language
        self._width = view.width
        self._is_screen = view.width is not None
        self._is_narrow = view.width is not None and view.width < _MEDIUM
        self._is_stacked = view.width is not None and view.width < _BESIDE
        self._units = shared_units(self._lang, report)

    @property
    def _has_room(self) -> bool:
        """Whether there is room for the units' own words."""
        return not self._is_narrow and not (self._is_screen and is_many(self._report))

    def blocks(self, answer: ReportAnswer) -> Iterator[Block]:
        """Yield the heading, then the table asked for with what stands below it."""
        title, *lines = notes.heading(self._lang, self._report)
        yield Title(title)
        yield from map(Paragraph, lines)
        if self._report.sample:
            yield Paragraph(notes.sample_banner(self._lang), Style.SAMPLE)
        if not self._report.indicators:
            yield from self._programme_alone()
        elif answer.by_unit:
            yield from self._by_unit(answer)
        elif self._report.by_selection:
            yield from self._selection(answer)
        else:
            yield from self._whole(answer)

    def _comparison(self, answer: ReportAnswer, area: str) -> Iterator[Block]:
        if answer.compares:
            from ttdt.document.report.comparison import comparison_section

            yield from comparison_section(self._lang, self._report, area, self._width)

    def _whole(self, answer: ReportAnswer) -> Iterator[Block]:
        lang, report = self._lang, self._report
        yield Packed(tuple(notes.summary(lang, report, OWN_AREA)))
        columns = (
            *self._columns(narrow_bar="status"),
            Column(lang.gettext("Units")),
            Column("id", medium=Medium.FILE),
        )
        yield self._table(columns, self._own_row)
        legend = notes.marks_legend(lang, report)
        if self._is_screen:
            legend += counts_legend(lang, report, OWN_AREA)
            if self._is_stacked or not self._is_narrow:
                legend += notes.bar_legend(lang, report, [OWN_AREA])
        if legend:
            yield Items(tuple(legend), Style.QUIET)
        yield from self._results()
        yield from self._comparison(answer, OWN_AREA)
        yield from self._programme()
        yield from self._sections()

    def _results(self) -> Iterator[Block]:
        """Yield the office's words on the results and, in a file, a sentence on each unit."""
        texts = self._office.own.results
        said = () if self._is_screen else tuple(unit_sentences(self._lang, self._report))
        if not (texts or said):
            return
        yield Heading(self._lang.gettext("Results"))
        yield from map(Paragraph, texts or ())
        if said:
            yield Items(said)

    def _programme(self) -> Iterator[Block]:
        """Yield what there is to say of money and of tasks, each below the office's own words."""
        lang, report, texts = self._lang, self._report, self._office.own
        yield from worded(money_section(lang, report), lang.gettext("Money"), texts.money)
        yield from worded(task_section(lang, report), lang.gettext("Tasks"), texts.tasks)

    def _programme_alone(self) -> Iterator[Block]:
        """Yield what there is to say where no indicator is asked for."""
        yield Paragraph(notes.no_indicator(self._lang))
        yield from self._programme()
        yield from self._sections()

    def _selection(self, answer: ReportAnswer) -> Iterator[Block]:
        """Yield a report for each unit asked for."""
        lang, report = self._lang, self._report
        has_sums = any(unit in report.plan.below for unit in report.columns)
        columns = (
            *self._columns(narrow_bar=""),
            *([Column(lang.gettext("Units"))] if has_sums else []),
            Column(lang.gettext("Flags"), medium=Medium.FILE),
            Column(wording.whole_area(lang, report.plan.area), from_width=_WIDE),
            Column(lang.gettext("Source"), medium=Medium.FILE),
            Column(lang.gettext("Line"), right=True, medium=Medium.SCREEN),
            Column("id", medium=Medium.FILE),
        )
        for unit in report.columns:
            yield Heading(report.plan.distinct_names[unit], 1)
            yield Paragraph(notes.unit_heading(lang, report, unit))
            yield Packed(tuple(notes.summary(lang, report, unit)))
            common = remarks.common_flags(report, unit)
            yield self._table(
                columns,
                lambda result: self._unit_row(result, unit, common, has_sums=has_sums),  # noqa: B023
            )
            if self._is_screen and (legend := counts_legend(lang, report, unit)):
                yield Items(tuple(legend), Style.QUIET)
            texts = self._office.of(unit)
            yield from map(Paragraph, (*(texts.results or ()), *(texts.money or ())))
            yield from unit_programme(lang, report, unit)
            yield from map(Paragraph, texts.tasks or ())
            yield from self._comparison(answer, unit)
            yield from notes.unit_sections(lang, report, unit, conclusions=self._conclusions(unit))
        for section in notes.closing_sections(lang, report):
            yield section._replace(level=1)

    def _by_unit(self, answer: ReportAnswer) -> Iterator[Block]:
        from ttdt.document.report.unit_tables import unit_tables

        lang, report = self._lang, self._report
        yield Packed(tuple(notes.summary(lang, report, OWN_AREA)))
        yield from unit_tables(lang, report, ranks=answer.ranks)
        yield from self._results()
        yield from self._comparison(answer, OWN_AREA)
        yield from self._programme()
        yield from self._sections()

    def _sections(self) -> Iterator[Block]:
        """Yield the notes; of the units' own words a screen has only how many, if it is narrow."""
        yield from notes.area_sections(
            self._lang,
            self._report,
            texts=self._has_room,
            conclusions=self._conclusions(OWN_AREA),
        )

    def _conclusions(self, area: str) -> Iterator[Notes]:
        """Yield the sections that close a report: on a screen what is not in its table, too."""
        return closing_notes(
            self._lang,
            self._report,
            self._office,
            area,
            facts=not self._is_screen,
            units=self._has_room,
        )

    def _table(
        self,
        columns: tuple[Column, ...],
        row: Callable[[IndicatorResult], tuple[Cell, ...]],
    ) -> Table:
        """Return a table under the plan's groups; in parts it repeats the indicator."""
        groups = tuple(
            RowGroup(self._lang.pick(group.name), tuple(map(row, results)))
            for group, results in rows.by_group(self._report)
        )
        return Table(columns, groups, frozen=2)

    def _columns(self, narrow_bar: str) -> tuple[Column, ...]:
        """Return the columns that every report has: numbers over units, verdicts over bars.

        Between the narrowest terminals and those that have room for it there is no bar, so that
        rows take one line.
        """
        lang, units = self._lang, self._units
        return (
            clause_column(lang),
            Column(lang.gettext("Indicator"), takes_rest=True),
            headed_column(lang.gettext("Target"), units.values, narrow_room=9),
            headed_column(
                lang.gettext("Actual"),
                units.values,
                key="actual",
                room=10 if self._is_narrow else 12,
                narrow_room=12,
            ),
            Column(
                lang.gettext("Numerator / population"),
                right=True,
                from_width=_BESIDE,
                under="actual",
            ),
            headed_column(lang.gettext("Expected now"), units.values, from_width=_WIDE),
            Column(lang.gettext("Pace"), right=True, from_width=_WIDE),
            headed_column(lang.gettext("Gap"), units.gaps),
            Column(
                lang.gettext("Way to the target"),
                from_width=_MEDIUM,
                under=narrow_bar if self._is_stacked else "",
                medium=Medium.SCREEN,
            ),
            Column(
                lang.gettext("Status"),
                room=14 if self._is_narrow else 17,
                narrow_room=16,
                key="status",
            ),
            Column(lang.gettext("Reason"), medium=Medium.FILE),
        )

    def _own_row(self, result: IndicatorResult) -> tuple[Cell, ...]:
        """Return the row of the area that the report is on."""
        row = rows.area_row(self._lang, self._report, result, OWN_AREA)
        return (*self._cells(row, row.reason, ()), cell(row.coverage), cell(row.id))

    def _unit_row(
        self, result: IndicatorResult, unit: str, common: tuple[Flag, ...], *, has_sums: bool
    ) -> tuple[Cell, ...]:
        """Return a unit's row; a screen leaves out what stands above the whole table."""
        lang = self._lang
        row = rows.area_row(lang, self._report, result, unit)
        absent = wording.reason_word(lang, Reason.NOT_SUBMITTED)
        flags = tuple(flag for flag in row.flags if flag not in common)
        return (
            *self._cells(row, "" if row.reason == absent else row.reason, flags),
            *([cell(row.coverage)] if has_sums else []),
            cell(self._flags(row.flags)),
            cell(row.own),
            cell(row.source),
            cell(row.line, Style.QUIET),
            cell(row.id),
        )

    def _flags(self, flags: tuple[Flag, ...]) -> str:
        return ", ".join(wording.flag_word(self._lang, flag) for flag in flags)

    def _cells(self, row: Row, reason: str, flags: tuple[Flag, ...]) -> tuple[Cell, ...]:
        """Return the cells that every report has, on a screen with a reason and flags below."""
        lang, units = self._lang, self._units
        below = (row.worst_said, f"({self._flags(flags)})" if flags else "")
        reasons = ", ".join(text for text in (row.reason, row.worst_said) if text)
        counted_once = row.is_count and row.value is not None and self._is_screen
        return (
            cell(row.clause, Style.QUIET, wraps=True, repeated=row.is_part),
            Cell(
                (Line(rows.name_of(lang, row), wraps=True), *map(_remark, filter(None, below))),
                _INDENT if row.is_part else 0,
            ),
            amount_cell(row.target, units.values, bare=counted_once),
            amount_cell(row.value, units.values),
            cell(row.share),
            amount_cell(row.expected, units.values, bare=row.is_count),
            cell(row.pace),
            _gap(row, units.gaps),
            Cell() if row.way is None else Cell((Bar(row.way.made, row.status, row.way.due),)),
            Cell(
                (
                    Line(row.verdict, row.status, wraps=True),
                    *([_remark(reason)] if reason else []),
                )
            ),
            cell(reasons),
        )


def _remark(text: str) -> Line:
    return Line(text, Style.QUIET, wraps=True, medium=Medium.SCREEN)


def _gap(row: Row, headed: str) -> Cell:
    """Return a gap, with words beside or below it where its sign reads like a surplus."""
    gap = amount_cell(row.gap, headed, bare=row.is_count)
    if not row.misses_by or row.gap is None or not row.gap.number.startswith("+"):
        return gap
    return gap._replace(pieces=(*gap.pieces, Line(row.misses_by, Style.QUIET, wraps=True)))
