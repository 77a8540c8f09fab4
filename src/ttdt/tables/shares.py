"""Percentages that stand in a table as shares of 1, which nobody can tell from small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.forms.filled_form import Remark
from ttdt.maps import ContentKind
from ttdt.tables.numbers import NumberReader
from ttdt.text.message import gettext_lazy

_TENS_OF_TIMES = 20
"""A percentage so many times as small as the others is rather a share."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.maps import TableMap
    from ttdt.tables.grid import Grid
    from ttdt.tables.located_lines import LocatedLines


def unclear_shares(
    grid: Grid, mapped: TableMap, located: LocatedLines, rows: Sequence[int]
) -> Iterator[Remark]:
    """Yield the cells that may be shares of 1; none of a line of which the map says `times`.

    They have neither the sign nor the format of a percentage. Where all such of a line are up to
    1, each that is no whole number may be one; otherwise those up to 1 that are far below all
    others.
    """
    numbers = NumberReader(grid, mapped.words)
    for one in located.lines:
        if one.content.kind is not ContentKind.PERCENT or one.times is not None:
            continue
        found = {
            row: number
            for row in rows
            if (number := numbers.number(row, one.line, one.numbers, is_percent=True).number)
            is not None
        }
        plain = {
            row: number for row, number in found.items() if not grid.is_percentage(row, one.line)
        }
        if all(abs(number) <= 1 for number in plain.values()):
            for row, number in plain.items():
                if number % 1:
                    message = gettext_lazy(
                        "{number} may be a share of 1, or less than 1 %; say in the map times: 100,"
                        " or times: 1",
                        number=number,
                    )
                    yield Remark(grid.place(row, one.line), message)
            continue
        smallest = min(number for number in found.values() if number > 1 or number < 0)
        for row, number in plain.items():
            if 0 < number <= 1 and smallest >= _TENS_OF_TIMES * number:
                message = gettext_lazy(
                    "{number} stands among percentages from {smallest} up, and may be a share of 1;"
                    " write it as the others, or with the sign %, or say in the map times: 1",
                    number=number,
                    smallest=smallest,
                )
                yield Remark(grid.place(row, one.line), message)
