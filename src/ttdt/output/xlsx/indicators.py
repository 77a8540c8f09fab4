"""The sheets of indicators: all of them, each group's, each unit's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.achievement import per_month, percent_of_plan
from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.output.xlsx.charts import add_bars_behind
from ttdt.output.xlsx.number_formats import (
    Content,
    Number,
    amount_said,
    number_said,
    percent_number,
    plain,
    share_number,
)
from ttdt.output.xlsx.workbook import SheetCell, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.document.wording import Amount
    from ttdt.output.xlsx.trend import Drawn
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

_ALL = (
    "clause", "group", "name", "measured in", "target", "actual", "of plan", "reached", "gap",
    "verdict", "reason", "coverage",
)  # fmt: skip
_IN_FULL = (
    "clause", "name", "measured in", "target", "actual", "of plan", "numerator", "population",
    "expected", "pace", "gap", "left", "a month", "of what", "explained verdict",
)  # fmt: skip
_OF_GROUP = (*_IN_FULL, "coverage")
_OF_UNIT = (*_IN_FULL, "province", "flags", "source")

_IF_ANY = frozenset({"reason", "flags", "left", "a month", "of what"})
"""Columns that stand there only where a row has something in them."""
_FEW = 8
"""Up to so many rates have room in a chart for thick bars."""
_ACTUAL, _TARGET = "#1F4E79", "#FFFFFF"


def draw_all(
    sheet: Worksheet, title: str, report: Report, found: Sequence[Row], drawn: Drawn
) -> None:
    """Fill the sheet of all indicators with the rows of the whole, and who answers for each."""
    has_bodies = any(row.indicator.responsible for row in found)
    names = (*_ALL, "body") if has_bodies else _ALL
    _table(sheet, title, report, names, found, drawn, frozen=3)


def draw_group(
    sheet: Worksheet, title: str, report: Report, found: Sequence[Row], drawn: Drawn
) -> None:
    """Fill the sheet of one group with everything about its rows, and a chart of its rates."""
    below = _table(sheet, title, report, _OF_GROUP, found, drawn, frozen=2)
    _rates(sheet, below + 1, report, found)


def draw_unit(sheet: Worksheet, title: str, report: Report, unit: str, drawn: Drawn) -> None:
    """Fill the sheet of one unit that was asked for, with the whole to compare."""
    by_group = rows.area_rows(sheet.book.lang, report, unit)
    found = [row for _, of_group in by_group for row in of_group]
    below = _table(sheet, title, report, _OF_UNIT, found, drawn, frozen=2)
    _rates(sheet, below + 1, report, found)


def known_columns(lang: Language, report: Report) -> Mapping[str, SheetColumn[Row]]:
    """Return every column that one of the sheets has, by what it says."""
    cells = _Cells(lang, report)
    return {
        "clause": SheetColumn(lang.gettext("Clause"), 7, cells.clause),
        "group": SheetColumn(lang.gettext("Group"), 22, cells.group),
        "name": SheetColumn(lang.gettext("Indicator"), 38, cells.name),
        "measured in": SheetColumn(lang.gettext("Measured in"), 11, cells.measured_in),
        "target": SheetColumn(lang.gettext("Target"), 11, cells.target),
        "actual": SheetColumn(lang.gettext("Actual"), 11, cells.actual),
        "of plan": SheetColumn(lang.gettext("% of the plan"), 10, cells.of_plan),
        "reached": SheetColumn(lang.gettext("Way made to the target (%)"), 12, cells.reached),
        "numerator": SheetColumn(lang.gettext("Numerator"), 11, cells.numerator),
        "population": SheetColumn(lang.gettext("Population"), 11, cells.population),
        "expected": SheetColumn(lang.gettext("Expected now"), 11, cells.expected),
        "pace": SheetColumn(lang.gettext("Pace (1 = as expected)"), 10, cells.pace),
        "gap": SheetColumn(lang.gettext("Gap"), 11, cells.gap),
        "left": SheetColumn(lang.gettext("Left to do"), 10, cells.left),
        "a month": SheetColumn(lang.gettext("Left to do in each month"), 11, cells.a_month),
        "of what": SheetColumn(lang.gettext("What is left to do"), 36, cells.of_what),
        "verdict": SheetColumn(
            lang.gettext("Status"), 17, lambda row: SheetCell(row.verdict, row.status)
        ),
        "reason": SheetColumn(lang.gettext("Reason"), 15, lambda row: SheetCell(row.reason)),
        "explained verdict": SheetColumn(lang.gettext("Status"), 18, cells.explained_verdict),
        "body": SheetColumn(lang.gettext("Responsible body"), 24, cells.body),
        "coverage": SheetColumn(
            lang.gettext("Units"), 9, lambda row: SheetCell(row.coverage, centred=True)
        ),
        "province": SheetColumn(
            wording.whole_area(lang, report.plan.area), 12, lambda row: SheetCell(row.own)
        ),
        "flags": SheetColumn(lang.gettext("Flags"), 18, cells.flags),
        "source": SheetColumn(lang.gettext("Source"), 38, lambda row: SheetCell(row.source)),
    }


class _Cells:
    """What stands in the columns: the computed numbers as the report prints them, and words."""

    def __init__(self, lang: Language, report: Report) -> None:
        self._lang = lang
        self._report = report

    def clause(self, row: Row) -> SheetCell:
        return SheetCell(row.clause, bold=bool(row.indicator.parts))

    def group(self, row: Row) -> SheetCell:
        return SheetCell(self._lang.pick(self._report.plan.groups[row.indicator.group].name))

    def body(self, row: Row) -> SheetCell:
        bodies = row.indicator.responsible
        return SheetCell(wording.bodies_text(self._lang, self._report.plan, bodies))

    def name(self, row: Row) -> SheetCell:
        said = rows.name_of(self._lang, row)
        if row.worst:
            said += f" ({row.worst_said})"
        return SheetCell(said, bold=bool(row.indicator.parts), indent=int(row.is_part))

    def measured_in(self, row: Row) -> SheetCell:
        unit = "" if row.indicator.parts else wording.unit_sign(self._lang, row.indicator)
        return SheetCell(unit, centred=True)

    def target(self, row: Row) -> SheetCell:
        return self._amount(row, row.target, row.goal)

    def actual(self, row: Row) -> SheetCell:
        return self._amount(row, row.value, row.seen.value)

    def expected(self, row: Row) -> SheetCell:
        return self._amount(row, row.expected, row.seen.expected)

    def gap(self, row: Row) -> SheetCell:
        return self._amount(row, row.gap, row.seen.gap)

    def of_plan(self, row: Row) -> SheetCell:
        percent = percent_of_plan(row.indicator, row.seen)
        return SheetCell(None if percent is None else percent_number(percent))

    def reached(self, row: Row) -> SheetCell:
        way = row.way
        return SheetCell(None if way is None else share_number(way.made))

    def numerator(self, row: Row) -> SheetCell:
        numerator = row.seen.numerator
        if numerator is None or row.is_count:
            return SheetCell(None)
        return _number(number_said(self._lang, row.numerator, numerator))

    def population(self, row: Row) -> SheetCell:
        found = row.seen.population
        return SheetCell(None) if found is None else _number(plain(found))

    def pace(self, row: Row) -> SheetCell:
        if row.seen.pace is None:
            return SheetCell(None)
        said = wording.pace_number(self._lang, row.seen.pace)
        return _number(number_said(self._lang, said, row.seen.pace))

    def left(self, row: Row) -> SheetCell:
        change = row.seen.remaining
        if change is None or not row.status.is_short:
            return SheetCell(None)
        said = self._lang.number(change, signed=True)
        return _number(number_said(self._lang, said, change))

    def a_month(self, row: Row) -> SheetCell:
        monthly = per_month(row.indicator, row.seen, self._report.period)
        if monthly is None or not row.status.is_short:
            return SheetCell(None)
        said = self._lang.number(monthly, signed=True)
        return _number(number_said(self._lang, said, monthly))

    def of_what(self, row: Row) -> SheetCell:
        if not row.seen.remaining or not row.status.is_short:
            return SheetCell(None)
        what = wording.natural_unit(self._lang, row.indicator)
        return SheetCell(what, indent=1)

    def explained_verdict(self, row: Row) -> SheetCell:
        because = f" ({row.reason})" if row.reason else ""
        return SheetCell(f"{row.verdict}{because}", row.status)

    def flags(self, row: Row) -> SheetCell:
        words = (wording.flag_word(self._lang, flag) for flag in row.flags)
        return SheetCell(", ".join(words))

    def _amount(self, row: Row, amount: Amount | None, exact: Fraction | None) -> SheetCell:
        return _number(amount_said(self._lang, row.indicator, amount, exact))


def _number(content: Content) -> SheetCell:
    return SheetCell(content, centred=isinstance(content, str))


def _table(
    sheet: Worksheet,
    title: str,
    report: Report,
    names: Sequence[str],
    found: Sequence[Row],
    drawn: Drawn,
    *,
    frozen: int,
) -> int:
    """Write the columns of these names; return the row below them."""
    lang = sheet.book.lang
    known = known_columns(lang, report)
    names = [name for name in names if name not in _IF_ANY or _has_any(known[name], found)]
    columns = [known[name] for name in names]
    ranges = [drawn.get((line.area, line.indicator.key)) for line in found]
    if any(ranges):
        columns.append(SheetColumn(lang.gettext("Trend"), 11, lambda _: SheetCell(None)))
    top = sheet.title(title, [column.width for column in columns])
    below = sheet.grid(top, columns, found, frozen=frozen)
    for row, cells in enumerate(ranges, top + 1):
        if cells:
            sheet.spark(row, len(columns) - 1, cells)
    if found and "reached" in names:
        add_bars_behind(sheet, names.index("reached"), top + 1, below - 1)
    return below


def _has_any(column: SheetColumn[Row], found: Sequence[Row]) -> bool:
    return any(column.cell(row).content for row in found)


def _rates(sheet: Worksheet, top: int, report: Report, found: Sequence[Row]) -> None:
    """Write the rates that have a target and a value once more, and draw both as bars."""
    lang = sheet.book.lang
    cells = _Cells(lang, report)
    rates = [
        (row, cells.target(row).content, cells.actual(row).content)
        for row in found
        if measure_of(row.indicator).in_per_cent
    ]
    rates = [rate for rate in rates if isinstance(rate[1], Number) and isinstance(rate[2], Number)]
    if not rates:
        return
    title = lang.gettext("Actual against target, rates in per cent")
    bold = sheet.book.style(bold=True)
    sheet.text(top, 1, title, bold)
    head = top + 1
    sheet.heads(
        head,
        [
            lang.gettext("Clause"),
            lang.gettext("Indicator"),
            lang.gettext("Measured in"),
            *_series(lang).values(),
        ],
    )
    for row, (line, target, value) in enumerate(rates, head + 1):
        sheet.put(row, 0, SheetCell(line.clause))
        sheet.put(row, 1, SheetCell(f"{line.clause} {line.name}"))
        sheet.put(row, 2, SheetCell("%", centred=True))
        sheet.put(row, 3, SheetCell(target))
        sheet.put(row, 4, SheetCell(value))
    first, last = head + 1, head + len(rates)
    chart = sheet.book.chart({"type": "bar"})
    looks: Mapping[str, dict[str, object]] = {
        lang.gettext("Actual"): {"fill": {"color": _ACTUAL}, "border": {"color": "#000000"}},
        lang.gettext("Target"): {
            "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#7F7F7F",
                        "bg_color": _TARGET},
            "border": {"color": "#000000"},
        },
    }  # fmt: skip
    for place, name in sorted(_series(lang).items(), reverse=True):
        chart.add_series(
            {
                "name": name,
                "categories": [sheet.name, first, 1, last, 1],
                "values": [sheet.name, first, place, last, place],
                "data_labels": {"value": True, "font": {"size": 9}},
                "gap": 60,
                "overlap": 0,
                **looks[name],
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0", "major_gridlines": {"visible": 1}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_legend({"position": "bottom"})
    height = 110 + (52 if len(rates) <= _FEW else 34) * len(rates)
    chart.set_size({"width": 820, "height": height})
    sheet.raw.insert_chart(top, 6, chart, {"description": title, "x_offset": 12, "y_offset": 4})


def _series(lang: Language) -> dict[int, str]:
    """Return the columns of the chart's numbers, by place."""
    return {3: lang.gettext("Target"), 4: lang.gettext("Actual")}
