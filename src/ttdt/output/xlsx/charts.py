"""Charts that Excel draws from cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.output.palette import Tint, tint_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.document.model import AnyStyle
    from ttdt.output.xlsx.workbook import Worksheet

_ROWS = 15
_PIXELS_A_ROW = 20
_BAR = "#BFBFBF"
"""Light enough for the number on it."""
_PLAIN = Tint("000000", "BFBFBF")
"""Of bars that are no verdicts."""


def add_bars(
    sheet: Worksheet,
    title: str,
    head: int,
    rows: tuple[int, int],
    styles: Sequence[AnyStyle],
    *,
    is_stacked: bool,
    is_whole: bool = True,
    start: int = 0,
) -> int:
    """Draw the numbers of some rows below them, a bar a row; return the row below the chart.

    Where they are whole, so are the steps of the axis, which begins at `start`.

    Each style is that of a column, from the second on, whose name stands in the row `head`. The
    first column has the bars' names. `rows` are the first one, and the one below the last.
    """
    first, below = rows
    chart = sheet.book.chart({"type": "bar", **({"subtype": "stacked"} if is_stacked else {})})
    for place, style in enumerate(styles, 1):
        tint = tint_of(style) or _PLAIN
        symbol = f'"{wording.SYMBOLS[style]} "' if isinstance(style, Status) else ""
        chart.add_series(
            {
                "name": [sheet.name, head, place],
                "categories": [sheet.name, first, 0, below - 1, 0],
                "values": [sheet.name, first, place, below - 1, place],
                "fill": {"color": f"#{tint.ground}"},
                "border": {"color": "#404040", "width": 0.75},
                "gap": 40,
                "data_labels": {
                    "value": True,
                    "num_format": f"{symbol}General;;",
                    "font": {"color": f"#{tint.ink}", "size": 9},
                },
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    steps = {"major_unit": 1, "num_format": "0"} if is_whole else {}
    chart.set_x_axis({**steps, "min": start, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1050, "height": _ROWS * _PIXELS_A_ROW})
    sheet.raw.insert_chart(below, 0, chart, {"description": title, "y_offset": 8})
    return below + _ROWS + 1


def add_bars_behind(sheet: Worksheet, column: int, first: int, last: int) -> None:
    """Draw a bar behind every number of some rows of a column, the full width at 100."""
    sheet.raw.conditional_format(
        first,
        column,
        last,
        column,
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
