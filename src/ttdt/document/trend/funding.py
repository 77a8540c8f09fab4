"""The trend of money: the share disbursed by each round, and the amounts within each."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute import SubmissionError
from ttdt.document import wording
from ttdt.document.answer import tidy
from ttdt.document.funding.json import row_data
from ttdt.document.funding.wording import (
    PARTIAL,
    amount_text,
    cell_name,
    project_name,
    rate_text,
)
from ttdt.document.model import (
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Medium,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.plain_data import finding_data, number, own_area, target_data
from ttdt.document.report import notes
from ttdt.document.report.errors import error_sections
from ttdt.document.sparkline import sparkline
from ttdt.document.trend.cells import MIXED
from ttdt.document.trend.json import FORMAT, round_data
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.analysis.funding_trend import FundingLine, FundingTrend
    from ttdt.compute.funding import FundingRow
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block, Row
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class FundingTrendAnswer:
    """The money of the rounds of a year, and the line that they make."""

    trend: FundingTrend

    def document(self, view: View) -> Document:
        """Return the shares with their path to the target, then the amounts of each period."""
        return Document(tuple(_blocks(view.language, self.trend)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the trend as plain data, names in one language."""
        return _data(language, self.trend)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each area, project and source, and round."""
        return tidy(
            {
                "area": line["area"],
                "project": line["project"],
                "source": line["source"],
                "name": line["name"],
                **value,
            }
            for line in self.data(language)["funding"]["rows"]
            for value in line["values"]
        )


def _data(lang: Language, trend: FundingTrend) -> dict[str, Any]:
    plan = trend.plan
    return {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": lang.pick(plan.title)},
        "province": own_area(plan),
        "sample": trend.sample,
        "rounds": [round_data(stage.report, stage.report) for stage in trend.stages],
        "indicators": [],
        "funding": {
            "unit": lang.pick(trend.funding.unit),
            "target": target_data(trend.funding.rate.target),
            "rows": [_line_data(lang, trend, line) for line in trend.lines],
        },
        "findings": [finding_data(error, lang) for error in trend.errors],
    }


def _line_data(lang: Language, trend: FundingTrend, line: FundingLine) -> dict[str, Any]:
    key = line.key
    values = []
    for stage, row in zip(trend.stages, line.rows, strict=True):
        data = row_data(row)
        for name in ("area", "project", "source"):
            del data[name]
        values.append({"period": stage.period.id, **data, "pace": number(row.pace)})
    return {
        "area": trend.plan.id_in_whole(key.area) or None,
        "project": key.project,
        "source": key.source,
        "name": _name(lang, trend, line),
        "same_amounts": line.same_amounts,
        "values": values,
    }


def _name(lang: Language, trend: FundingTrend, line: FundingLine) -> str:
    key, funding = line.key, trend.funding
    if key.project is None:
        return lang.gettext("Total")
    if key.source is None:
        return project_name(lang, funding, key.project)
    return cell_name(lang, funding, (key.project, key.source))


def _blocks(lang: Language, trend: FundingTrend) -> Iterator[Block]:
    yield Title(lang.pick(trend.plan.title))
    yield Paragraph(
        lang.gettext(
            "{province}: from {first} to {last}",
            province=trend.plan.area.name,
            first=trend.stages[0].period.label,
            last=trend.newest.period.label,
        )
    )
    if trend.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    yield Paragraph(
        lang.gettext(
            "Amounts in {unit}; %: disbursed since January, of the money available"
            " (carried over + assigned)",
            unit=trend.funding.unit,
        ),
        Style.QUIET,
    )
    for area in dict.fromkeys(line.key.area for line in trend.lines):
        lines = [line for line in trend.lines if line.key.area == area]
        if area != OWN_AREA:
            yield Heading(trend.plan.distinct_names[area], 1)
        yield Heading(lang.gettext("Share of the money available that is disbursed"))
        yield _shares(lang, trend, lines)
        yield Heading(lang.gettext("Disbursed in the period"))
        yield _amounts(lang, trend, lines)
    yield Items(tuple(_legend(lang, trend)), Style.QUIET)
    errors = [SubmissionError(error, leaves_out=True) for error in trend.errors]
    for section in error_sections(lang, errors):
        yield Heading(section.title)
        yield Items(tuple(note.text for note in section.notes))


def _columns(lang: Language, trend: FundingTrend) -> tuple[Column, ...]:
    return (
        Column(lang.gettext("Project"), takes_rest=True, least=20),
        *(Column(stage.period.id, right=True, room=12) for stage in trend.stages),
    )


def _shares(lang: Language, trend: FundingTrend, lines: list[FundingLine]) -> Table:
    """Return the share disbursed by each round, below what should be by then."""
    columns = (
        *_columns(lang, trend),
        Column(lang.gettext("Trend")),
        Column("id", medium=Medium.FILE),
    )
    rows = [*_path(lang, trend, lines), *(_share_row(lang, trend, line) for line in lines)]
    return Table.of(columns, tuple(rows), frozen=1)


def _path(lang: Language, trend: FundingTrend, lines: list[FundingLine]) -> Iterator[Row]:
    """Yield the row of the shares that are expected, where the plan sets a target."""
    expected = [
        next((line.rows[place].expected for line in lines if line.rows[place].expected), None)
        for place in range(len(trend.stages))
    ]
    if any(expected):
        yield (
            cell(lang.gettext("Expected by then"), Style.QUIET, wraps=True),
            *(
                Cell()
                if share is None
                else cell(rate_text(lang, trend.funding, share), Style.QUIET, value=share)
                for share in expected
            ),
            Cell(),
            Cell(),
        )


def _share_row(lang: Language, trend: FundingTrend, line: FundingLine) -> Row:
    goal = line.rows[-1].goal
    marks = (Fraction(0), *(() if goal is None else (goal,)))
    bars = sparkline(line.rates, marks) if any(line.rates) else ""
    return (
        cell(_name(lang, trend, line), wraps=True),
        *(_share_cell(lang, trend, row) for row in line.rows),
        cell(f"{bars} {MIXED}" if bars and not line.same_amounts else bars),
        cell(".".join(name for name in line.key[1:3] if name)),
    )


def _share_cell(lang: Language, trend: FundingTrend, row: FundingRow) -> Cell:
    """Return a round's share with its verdict, if any, and how many units it is of if not all."""
    rate = None if row.money is None else row.money.rate
    if rate is None:
        return cell(wording.SYMBOLS[row.status] if row.money is None else "", Style.QUIET)
    text = rate_text(lang, trend.funding, rate, row.goal)
    if row.goal is None:
        pieces = [Line(text)]
    else:
        pieces = [Line(f"{wording.SYMBOLS[row.status]} {text}", row.status)]
    if not row.coverage.complete:
        pieces.append(Line(f"({wording.coverage_text(row.coverage)})", Style.QUIET))
    return Cell(tuple(pieces), value=rate)


def _amounts(lang: Language, trend: FundingTrend, lines: list[FundingLine]) -> Table:
    rows = tuple(
        (
            cell(_name(lang, trend, line), wraps=True),
            *(_amount_cell(lang, row) for row in line.rows),
        )
        for line in lines
    )
    return Table.of(_columns(lang, trend), rows, frozen=1)


def _amount_cell(lang: Language, row: FundingRow) -> Cell:
    if row.before is None or row.in_period is None:
        return Cell()
    mark = PARTIAL if row.before.cells < row.cells else ""
    return cell(f"{amount_text(lang, row.in_period)}{mark}", value=Fraction(row.in_period))


def _legend(lang: Language, trend: FundingTrend) -> Iterator[str]:
    rows = [row for line in trend.lines for row in line.rows]
    missing = dict.fromkeys(row.status for row in rows if row.money is None)
    if missing:
        yield "; ".join(wording.verdict(lang, status) for status in missing)
    if any(row.before is not None and row.before.cells < row.cells for row in rows):
        text = lang.gettext("only those amounts for which the earlier one is known, too")
        yield f"{PARTIAL} {text}"
    if any(not line.same_amounts for line in trend.lines):
        text = lang.gettext(
            "its rounds rest on different amounts, so part of the movement may come from that"
        )
        yield f"{MIXED} {text}"
