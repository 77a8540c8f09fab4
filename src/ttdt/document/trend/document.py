"""The trend as a page: rounds as columns, then the line they make and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.answer import tidy
from ttdt.document.model import (
    GROUP,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Medium,
    Paragraph,
    RowGroup,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import charts, notes
from ttdt.document.report.errors import error_sections
from ttdt.document.trend import json
from ttdt.document.trend.cells import (
    WIDE,
    compared_columns,
    coverage_pieces,
    drawn_cell,
    met_cell,
    projection_cell,
    projects,
    target_text,
    value_text,
)
from ttdt.document.trend.notes import about_changes, legend, submissions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.analysis.trend import AreaTrend as TrendBlock
    from ttdt.analysis.trend import IndicatorTrend, Point, Trend, TrendRound
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Chart
    from ttdt.text.language import Language

_INDENT = 2


@dataclass(frozen=True, slots=True)
class TrendAnswer:
    """The rounds of a year or more, and the line that they make."""

    trend: Trend

    def document(self, view: View) -> Document:
        """Return the rounds as columns, then where they lead, and what they rest on."""
        is_wide = view.width is None or view.width >= WIDE
        return Document(tuple(_blocks(view.language, self.trend, is_wide=is_wide)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the trend as plain data, names in one language."""
        return json.document(language, self.trend)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each indicator or part, area and round."""
        return tidy(
            {
                "reporting_unit": entry["reporting_unit"],
                "indicator": entry["id"],
                "part": entry["part"],
                "clause": entry["clause"],
                "group": entry["group"],
                "name": entry["name"],
                "measure": entry["measure"],
                "measure_unit": entry["unit"],
                "goal": entry["goal"],
                **value,
            }
            for entry in self.data(language)["indicators"]
            for value in entry["values"]
        )


def _blocks(lang: Language, trend: Trend, *, is_wide: bool) -> Iterator[Block]:
    yield Title(lang.pick(trend.plan.title))
    yield Paragraph(_about(lang, trend))
    if trend.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    if not trend.newest.indicators:
        yield Paragraph(notes.no_indicator(lang))
        return
    drawing = _Drawing(lang, trend)
    for block in trend.blocks:
        if trend.newest.by_selection:
            yield Heading(trend.plan.distinct_names[block.area], 1)
        chart = _verdicts_chart(lang, trend, block)
        if chart is not None:
            yield chart
        yield drawing.grid(block)
    said = tuple(legend(lang, trend))
    if is_wide:
        said += about_changes(lang, trend)
    yield Items(said, Style.QUIET)
    yield Heading(lang.gettext("Submissions"), 1 if trend.newest.by_selection else 2)
    yield submissions(lang, trend)
    for section in error_sections(lang, trend.errors):
        yield Heading(section.title)
        yield Items(tuple(note.text for note in section.notes))


def _about(lang: Language, trend: Trend) -> str:
    """Return whose rounds these are, from which to which."""
    first, last = trend.stages[0].report.period, trend.newest.period
    if len(trend.stages) == 1:
        return lang.gettext(
            "{province}: {period}, to {end}",
            province=trend.plan.area.name,
            period=last.label,
            end=lang.date(last.end),
        )
    return lang.gettext(
        "{province}: from {first} to {last}",
        province=trend.plan.area.name,
        first=first.label,
        last=last.label,
    )


def _verdicts_chart(lang: Language, trend: Trend, block: TrendBlock) -> Chart | None:
    """Return how many objectives had which verdict in each round."""
    title = lang.gettext("Objectives by verdict")
    if trend.newest.by_selection:
        title = f"{trend.plan.distinct_names[block.area]}: {title}"
    points = [line.points for line in block.lines if line.indicator.part is None]
    given = [
        (
            stage.report.period.id,
            [
                status
                for found in points
                if not stage.starting and (status := found[place].status) is not None
            ],
        )
        for place, stage in enumerate(trend.stages)
    ]
    # A year of another plan has no verdicts to compare, nor has a round of baselines.
    return charts.verdicts_chart(lang, title, [found for found in given if found[1]])


class _Drawing:
    """The tables of one trend."""

    def __init__(self, lang: Language, trend: Trend) -> None:
        self._lang = lang
        self._trend = trend
        self._projects = projects(trend)
        self._compared = tuple(compared_columns(lang, trend))

    def grid(self, block: TrendBlock) -> Table:
        """Return the table of one area."""
        lang, newest = self._lang, self._trend.newest
        columns = [
            Column(lang.gettext("Clause"), room=8, most=8, screen_title=""),
            Column(lang.gettext("Indicator"), takes_rest=True),
            Column(lang.gettext("Target"), right=True),
            *(Column(_round_title(lang, stage), right=True) for stage in self._trend.stages),
            *(column for column, _ in self._compared),
            Column(lang.gettext("Trend")),
            Column(lang.gettext("Met since"), room=8),
        ]
        if self._projects:
            title = lang.gettext("Projection (linear, as of {period})", period=newest.period.id)
            columns.append(Column(title, right=True, room=11))
        columns += [
            Column(lang.gettext("Group"), key=GROUP, medium=Medium.FILE),
            Column("id", medium=Medium.FILE),
        ]
        return Table(tuple(columns), tuple(self._groups(block)), frozen=3)

    def _groups(self, block: TrendBlock) -> Iterator[RowGroup]:
        for group in self._trend.plan.groups.values():
            name = self._lang.pick(group.name)
            rows = tuple(
                (*self._row(line), cell(name), cell(line.indicator.full_id))
                for line in block.lines
                if line.indicator.group == group.id
            )
            if rows:
                yield RowGroup(name, rows)

    def _row(self, line: IndicatorTrend) -> Iterator[Cell]:
        lang, indicator = self._lang, line.indicator
        is_part = indicator.part is not None
        yield cell(indicator.clause, Style.QUIET, wraps=True, repeated=is_part)
        yield cell(lang.pick(indicator.name), wraps=True, indent=_INDENT if is_part else 0)
        yield cell(target_text(lang, line), wraps=True, value=line.goal)
        for point in line.points:
            yield self._value(point)
        for _, compared in self._compared:
            yield compared(line)
        yield drawn_cell(line)
        yield met_cell(lang, line)
        if self._projects:
            yield projection_cell(lang, line)

    def _value(self, point: Point) -> Cell:
        """Return a round's cell: verdict and value, and below what they rest on if not on all."""
        seen = point.seen
        if seen is None:
            return Cell()
        style = Style.PLAIN if point.status is None else point.status
        text = value_text(self._lang, point)
        pieces = (Line(text, style, wraps=seen.value is None), *coverage_pieces(point))
        return Cell(pieces, value=seen.value)


def _round_title(lang: Language, stage: TrendRound) -> str:
    """Return the head of a round's column, which says if nobody submitted anything for it."""
    if stage.submissions.completeness.submitted:
        return stage.report.period.id
    return f"{stage.report.period.id} ({wording.status_word(lang, Status.NO_DATA)})"
