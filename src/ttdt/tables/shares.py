"""Percentages that stand in a table as shares of 1, which nobody can tell from small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.forms.filled_form import Remark
from ttdt.maps import ContentKind
from ttdt.tables.numbers import NumberReader
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.maps import TableMap
    from ttdt.tables.grid import Grid
    from ttdt.tables.located_lines import LocatedLines


def unclear_shares(
    grid: Grid, mapped: TableMap, located: LocatedLines, rows: Iterable[int]
) -> Iterator[Remark]:
    """Yield the cells that may be a share of 1 or less than a per cent.

    Of a line whose numbers are all up to 1, and none has the sign or the format of a percentage;
    nothing where the map says `times`.
    """
    numbers = NumberReader(grid, mapped.words)
    for one in located.lines:
        if one.content.kind is not ContentKind.PERCENT or one.times is not None:
            continue
        plain = [row for row in rows if not grid.is_percentage(row, one.line)]
        found = {
            row: number
            for row in plain
            if (number := numbers.number(row, one.line, one.numbers, is_percent=True).number)
            is not None
        }
        if any(abs(number) > 1 for number in found.values()):
            continue
        for row, number in found.items():
            if number % 1:
                message = gettext_lazy(
                    "{number} may be a share of 1, or less than 1 %; say in the map times: 100, or"
                    " times: 1",
                    number=number,
                )
                yield Remark(grid.place(row, one.line), message)
