"""The sheets of indicators: all of them, each group's, each unit's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.output.xlsx import rows as lines
from ttdt.output.xlsx.number_formats import Number
from ttdt.output.xlsx.worksheet import SheetCell, SheetColumn
from ttdt.plan.model import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.compute.results import Report
    from ttdt.output.xlsx.rows import SheetRow
    from ttdt.output.xlsx.trend import Drawn
    from ttdt.output.xlsx.worksheet import Worksheet
    from ttdt.text.language import Language

_BAR = "#BFBFBF"
"""Light enough for the number on it."""

_FEW = 8
"""Up to so many rates have room in a chart for thick bars."""

_ACTUAL, _TARGET = "#1F4E79", "#FFFFFF"


def draw_all(sheet: Worksheet, title: str, report: Report, drawn: Drawn) -> None:
    """Fill the sheet of all indicators, for the province."""
    lang = sheet.book.lang
    columns = [
        lines.clause(lang),
        lines.group(lang),
        lines.name(lang),
        lines.measured_in(lang),
        lines.target(lang),
        lines.actual(lang),
        lines.reached(lang),
        lines.gap(lang),
        *lines.verdict(lang),
        lines.coverage(lang),
    ]
    _table(sheet, title, columns, lines.entries(lang, report), drawn, frozen=3)


def draw_group(sheet: Worksheet, title: str, report: Report, group: str, drawn: Drawn) -> None:
    """Fill the sheet of one group with everything about its lines, and a chart of its rates."""
    lang = sheet.book.lang
    found = [line for line in lines.entries(lang, report) if line.indicator.group == group]
    columns = [
        lines.clause(lang),
        lines.name(lang),
        lines.measured_in(lang),
        lines.target(lang),
        lines.actual(lang),
        *lines.sums(lang),
        *lines.path(lang),
        lines.gap(lang),
        *lines.left_to_do(lang, report),
        lines.explained(lang),
        lines.coverage(lang),
    ]
    below = _table(sheet, title, columns, found, drawn, frozen=2)
    _rates(sheet, below + 1, found)


def draw_unit(sheet: Worksheet, title: str, report: Report, unit: str, drawn: Drawn) -> None:
    """Fill the sheet of one unit that was asked for, with the province to compare."""
    lang = sheet.book.lang
    found = lines.entries(lang, report, unit)
    columns = [
        lines.clause(lang),
        lines.name(lang),
        lines.measured_in(lang),
        lines.target(lang),
        lines.actual(lang),
        *lines.sums(lang),
        *lines.path(lang),
        lines.gap(lang),
        *lines.left_to_do(lang, report),
        lines.explained(lang),
        lines.compared(lang),
        lines.flags(lang),
        lines.source(lang),
    ]
    below = _table(sheet, title, columns, found, drawn, frozen=2)
    _rates(sheet, below + 1, found)


def _table(
    sheet: Worksheet,
    title: str,
    columns: Sequence[SheetColumn[SheetRow]],
    found: Sequence[SheetRow],
    drawn: Drawn,
    *,
    frozen: int,
) -> int:
    lang = sheet.book.lang
    ranges = [drawn.get((line.unit, line.indicator.key)) for line in found]
    if any(ranges):
        columns = [*columns, SheetColumn(lang.gettext("Trend"), 11, lambda _: SheetCell(None))]
    top = sheet.title(title, [column.width for column in columns])
    below = sheet.grid(top, columns, found, frozen=frozen)
    for row, cells in enumerate(ranges, top + 1):
        if cells:
            sheet.spark(row, len(columns) - 1, cells)
    titles = [column.title for column in columns]
    if found and lang.gettext("Of the target") in titles:
        place = titles.index(lang.gettext("Of the target"))
        sheet.raw.conditional_format(
            top + 1,
            place,
            below - 1,
            place,
            {
                "type": "data_bar",
                "data_bar_2010": True,
                "bar_solid": True,
                "bar_color": _BAR,
                "min_type": "num",
                "min_value": 0,
                "max_type": "num",
                "max_value": 100,
            },
        )
    return below


def _rates(sheet: Worksheet, top: int, found: Sequence[SheetRow]) -> None:
    """Write the rates that have a target and a value once more, and draw both as bars."""
    lang = sheet.book.lang
    rates = [
        (line, target, value)
        for line in found
        if line.indicator.measure is Measure.RATE
        and isinstance(target := lines.target_of(lang, line), Number)
        and isinstance(value := lines.value_of(lang, line), Number)
    ]
    if not rates:
        return
    title = lang.gettext("Actual against target, rates in per cent")
    bold = sheet.book.style(bold=True)
    sheet.text(top, 1, title, bold)
    head = top + 1
    sheet.heads(
        head, [lang.gettext("Clause"), lang.gettext("Indicator"), "", *_series(lang).values()]
    )
    for row, (line, target, value) in enumerate(rates, head + 1):
        sheet.put(row, 0, SheetCell(line.row.clause))
        sheet.put(row, 1, SheetCell(f"{line.row.clause} {line.row.name}"))
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
