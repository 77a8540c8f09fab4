"""Which rows of a table are for which period, where each names its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.forms.filled_form import Remark
from ttdt.maps import ContentKind
from ttdt.tables.located_lines import locate_lines
from ttdt.tables.reading import body_of
from ttdt.tables.survey_columns import period_said
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.maps import TableMap
    from ttdt.period import Period
    from ttdt.tables.grid import Grid


class RowsByPeriod(NamedTuple):
    """The rows of a table."""

    rows: Mapping[Period, Sequence[int]]
    remarks: tuple[Remark, ...]


def rows_by_period(
    grid: Grid, mapped: TableMap, year: int, asked: Period | None = None
) -> RowsByPeriod:
    """Return a table's rows by the period that each names, or only those of the one `asked`.

    `year` is that of words without one. A row that names none is told of as an error, those for
    other periods than the one asked as a note.
    """
    located = locate_lines(grid, mapped)
    line = next(one.line for one in located.lines if one.content.kind is ContentKind.PERIOD)
    rows: dict[Period, list[int]] = {} if asked is None else {asked: []}
    remarks = []
    others = []
    for row in body_of(grid, mapped):
        text = grid.text(row, line)
        if not text and not grid.name(row, mapped.names_in):
            continue
        period = period_said(text, year)
        if period is None:
            message = gettext_lazy("“{text}” does not say which period the row is for", text=text)
            remarks.append(Remark(grid.place(row, line), message))
        elif asked is None or period == asked:
            rows.setdefault(period, []).append(row)
        else:
            others.append(row)
    if others:
        message = ngettext_lazy(
            "{n} row is for another period, and was not read",
            "{n} rows are for other periods, and were not read",
            len(others),
        )
        remarks.append(Remark(grid.place(others[0], line), message, is_error=False))
    return RowsByPeriod(rows, tuple(remarks))
