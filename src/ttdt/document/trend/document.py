"""The trend as a page: rounds as columns, then the line they make and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
    show_page,
)
from ttdt.document.report import notes
from ttdt.document.trend.cells import (
    coverage_pieces,
    drawn_cell,
    met_cell,
    projection_cell,
    projects,
    target_text,
    value_text,
)
from ttdt.document.trend.json import document
from ttdt.document.trend.notes import invalid, legend, submissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.trend import AreaTrend as TrendBlock
    from ttdt.analysis.trend import IndicatorTrend, Point, Trend, TrendRound
    from ttdt.output import View
    from ttdt.text.language import Language

_INDENT = 2


def render(name: str, trend: Trend, view: View) -> str:
    """Return the trend in one of `TEXT_FORMATS`."""
    lang = view.language
    return show_page(
        name, view, lambda: _page(lang, trend, table=name == "table"), lambda: document(lang, trend)
    )


def _page(lang: Language, trend: Trend, *, table: bool) -> Document:
    blocks: list[Block] = [
        Title(lang.pick(trend.plan.title)),
        Paragraph(_about(lang, trend)),
    ]
    if trend.sample:
        blocks.append(Paragraph(notes.sample_banner(lang), Style.SAMPLE))
    drawing = _Drawing(lang, trend, table=table)
    for block in trend.blocks:
        if trend.newest.by_selection:
            blocks.append(Heading(trend.plan.areas[block.area].name))
        blocks.append(drawing.grid(block))
    blocks += [Paragraph(text, Style.QUIET) for text in legend(lang, trend)]
    blocks += [Heading(lang.gettext("Submissions")), submissions(lang, trend)]
    blocks += invalid(lang, trend.findings)
    return Document(tuple(blocks))


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


class _Drawing:
    """The tables of one trend. A terminal has the groups as lines, a file as a column."""

    def __init__(self, lang: Language, trend: Trend, *, table: bool) -> None:
        self._lang = lang
        self._trend = trend
        self._table = table
        self._projects = projects(trend)

    def grid(self, block: TrendBlock) -> Table:
        """Return the table of one area."""
        lang, newest = self._lang, self._trend.newest
        heads = [
            Column("" if self._table else lang.gettext("Clause"), room=8, most=8),
            Column(lang.gettext("Indicator"), takes_rest=True),
            Column(lang.gettext("Target"), right=True),
            *(Column(_round_title(lang, stage), right=True) for stage in self._trend.stages),
            Column(lang.gettext("Trend")),
            Column(lang.gettext("Met since"), room=8),
        ]
        if self._projects:
            title = lang.gettext("Projection (linear, as of {period})", period=newest.period.id)
            heads.append(Column(title, right=True, room=11))
        if not self._table:
            heads += [Column(lang.gettext("Group")), Column("id")]
        return Table.of(tuple(heads), tuple(self._rows(block, len(heads))), frozen=3)

    def _rows(self, block: TrendBlock, width: int) -> Iterator[tuple[Cell, ...]]:
        for group in self._trend.plan.groups.values():
            lines = [line for line in block.lines if line.indicator.group == group.id]
            name = self._lang.pick(group.name)
            if lines and self._table:
                yield (Cell(), cell(name, Style.STRONG, wraps=True), *[Cell()] * (width - 2))
            for line in lines:
                yield (*self._row(line), *(() if self._table else (cell(name), cell(_id(line)))))

    def _row(self, line: IndicatorTrend) -> Iterator[Cell]:
        lang, indicator = self._lang, line.indicator
        is_part = indicator.part is not None
        yield cell(
            indicator.clause if not (is_part and self._table) else "", Style.QUIET, wraps=True
        )
        indent = _INDENT if is_part and self._table else 0
        yield cell(lang.pick(indicator.name), wraps=True, indent=indent)
        yield cell(target_text(lang, line), wraps=True)
        for point in line.points:
            yield self._value(point)
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
        return Cell((Line(text, style, wraps=seen.value is None), *coverage_pieces(point)))


def _round_title(lang: Language, stage: TrendRound) -> str:
    """Return the head of a round's column, which says if nobody submitted anything for it."""
    if stage.report.completeness.submitted:
        return stage.report.period.id
    return f"{stage.report.period.id} ({wording.status_word(lang, Status.NO_DATA)})"


def _id(line: IndicatorTrend) -> str:
    indicator = line.indicator
    return indicator.id if indicator.part is None else f"{indicator.id}/{indicator.part}"
