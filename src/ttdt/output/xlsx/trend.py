"""The sheet of rounds, from which the other sheets draw their sparklines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.output.xlsx.number_formats import amount_said, value_said
from ttdt.output.xlsx.workbook import CellRun, SheetCell, SheetColumn

if TYPE_CHECKING:
    from ttdt.analysis.trend import IndicatorTrend, Trend
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language


Drawn = Mapping[tuple[str, tuple[str, str | None]], CellRun]
"""Where the values of each line stand that has at least two: by area and indicator."""

_FEWEST = 2


class _Row(NamedTuple):
    area: str
    line: IndicatorTrend


def draw(sheet: Worksheet, title: str, trend: Trend) -> Drawn:
    """Fill the sheet with the values of every round, and return where they stand."""
    lang = sheet.book.lang
    found = [
        _Row(block.area, line)
        for block in trend.blocks
        for line in block.lines
        if not line.indicator.parts and any(point.value is not None for point in line.points)
    ]
    columns: list[SheetColumn[_Row]] = [
        SheetColumn(lang.gettext("Clause"), 7, lambda row: SheetCell(row.line.indicator.clause)),
        SheetColumn(
            lang.gettext("Indicator"), 44, lambda row: SheetCell(lang.pick(row.line.indicator.name))
        ),
        SheetColumn(
            lang.gettext("Measured in"),
            11,
            lambda row: SheetCell(wording.unit_sign(lang, row.line.indicator), centred=True),
        ),
    ]
    if trend.newest.by_selection:
        columns.append(
            SheetColumn(
                lang.gettext("Unit"),
                20,
                lambda row: SheetCell(trend.plan.distinct_names[row.area]),
            )
        )
    first = len(columns)
    columns += [
        SheetColumn(stage.report.period.id, 13, _value(lang, place))
        for place, stage in enumerate(trend.stages)
    ]
    last = len(columns) - 1
    columns += [
        SheetColumn(lang.gettext("Target"), 13, lambda row: _target(lang, row.line)),
        SheetColumn(lang.gettext("Trend"), 18, lambda _: SheetCell(None)),
    ]
    top = sheet.title(title, [column.width for column in columns])
    sheet.grid(top, columns, found, frozen=2)
    places: dict[tuple[str, tuple[str, str | None]], CellRun] = {}
    for number_, row in enumerate(found, top + 1):
        if sum(value is not None for value in row.line.drawn) >= _FEWEST:
            cells = CellRun(sheet.name, number_, first, last)
            places[row.area, row.line.indicator.key] = cells
            sheet.spark(number_, len(columns) - 1, cells)
    return places


def _value(lang: Language, place: int) -> Callable[[_Row], SheetCell]:
    def cell(row: _Row) -> SheetCell:
        point = row.line.points[place]
        if point.drawn is None:
            return SheetCell(None)
        return SheetCell(value_said(lang, point.indicator, point.drawn, point.goal))

    return cell


def _target(lang: Language, line: IndicatorTrend) -> SheetCell:
    if line.goal is None:
        return SheetCell(None)
    amount = wording.target_amount(lang, line.indicator, line.goal)
    return SheetCell(amount_said(lang, line.indicator, amount, line.goal))
