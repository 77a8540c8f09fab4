"""Sums that a table prints, or its map states, held against the numbers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.forms.filled_form import Remark
from ttdt.maps import EVERY_UNIT, ContentKind
from ttdt.tables.grid import shown
from ttdt.tables.numbers import NumberReader, comes_to, styles_of
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from ttdt.maps import Identity, MappedLine, TableMap, Total
    from ttdt.plan import Plan
    from ttdt.tables.grid import Grid
    from ttdt.tables.located_lines import LocatedLines
    from ttdt.tables.numbers import ReadNumber

_MOST_QUOTED = 40


class TableSums:
    """Holds a table's sums against its numbers."""

    def __init__(self, grid: Grid, mapped: TableMap, located: LocatedLines) -> None:
        """Read numbers as the map says; what is wrong with single cells is told elsewhere."""
        self._grid, self._mapped, self._located = grid, mapped, located
        self._numbers = NumberReader(grid, mapped.words)
        self._by_line = {one.line: one for one in located.lines}

    def of_totals(
        self, rows: Mapping[str, int], totals: Sequence[tuple[int, Total]], plan: Plan
    ) -> Iterator[Remark]:
        """Yield where a total's row differs from the sum of its units' `rows`, given by their ids.

        Where a unit's number is missing it can only be found that the others are more already.
        """
        for at, total in totals:
            units = _outermost(rows, plan) if total.units == EVERY_UNIT else total.units
            for one in self._located.lines:
                printed = self._number(at, one.line) if one.content.is_summed else None
                found = [self._number(rows[unit], one.line) for unit in units if unit in rows]
                known = [number for number in found if number is not None]
                if printed is None or comes_to(sum(known), printed):
                    continue
                if len(known) < len(units) and sum(known) < printed:
                    continue
                message = gettext_lazy(
                    "the table has {printed} here, and its {n} units add up to {sum}",
                    printed=printed,
                    n=len(known),
                    sum=sum(known),
                )
                yield Remark(self._grid.place(at, one.line), message)

    def of_identities(self, rows: Iterable[int]) -> Iterator[Remark]:
        """Yield where a rule of the map does not hold in a row."""
        moved = self._located.moved
        rows = tuple(rows)
        for identity in self._mapped.identities:
            result = moved.get(identity.result, identity.result)
            terms = [(sign, moved.get(line, line)) for sign, line in identity.terms]
            last = max(result, *(line for _, line in terms))
            if last >= self._grid.size[1]:
                message = gettext_lazy(
                    "{rule} cannot be checked: the table ends before {line}",
                    rule=identity.text,
                    line=self._grid.line_name(last),
                )
                yield Remark(self._grid.place(self._mapped.headings[1], last), message)
                continue
            for row in rows:
                for line in (result, *(line for _, line in terms)):
                    yield from self._unread(identity, row, line)
                printed = self._number(row, result)
                found = [(sign, self._number(row, line)) for sign, line in terms]
                if printed is None or any(number is None for _, number in found):
                    continue
                total = sum(sign * number for sign, number in found if number is not None)
                if not comes_to(total, printed):
                    yield self._differs(identity, row, result, printed, total)

    def _differs(
        self, identity: Identity, row: int, line: int, printed: Decimal, total: Decimal | int
    ) -> Remark:
        message = gettext_lazy(
            "{rule} does not hold: the table has {printed} here, and it comes to {sum}",
            rule=identity.text,
            printed=printed,
            sum=total,
        )
        return Remark(self._grid.place(row, line), message)

    def _unread(self, identity: Identity, row: int, line: int) -> Iterator[Remark]:
        """Yield why a rule cannot be held against a cell that nothing else is read from."""
        read = self._read(row, line) if self._content(line) is ContentKind.SKIPPED else None
        value = self._grid.at(row, line)
        if read is None or read.number is not None or read.meaning is not None:
            return
        message = gettext_lazy(
            "{rule} cannot be checked: “{text}” is no number, or may be two; correct the cell, or"
            " say with numbers in the map how the line is written",
            rule=identity.text,
            text=shown(str(value))[:_MOST_QUOTED],
        )
        is_number = isinstance(value, str) and bool(styles_of(value))
        yield Remark(self._grid.place(row, line), message, is_error=is_number)

    def _content(self, line: int) -> ContentKind:
        one = self._by_line.get(line)
        return ContentKind.SKIPPED if one is None else one.content.kind

    def _number(self, row: int, line: int) -> Decimal | None:
        read = self._read(row, line)
        return None if read is None else read.number

    def _read(self, row: int, line: int) -> ReadNumber | None:
        """Return what stands in a cell, None where nothing does."""
        if self._grid.at(row, line) is None:
            return None
        one: MappedLine | None = self._by_line.get(line)
        is_percent = self._content(line) in {ContentKind.PERCENT, ContentKind.SKIPPED}
        style = None if one is None else one.numbers
        return self._numbers.number(row, line, style, is_percent=is_percent)


def _outermost(rows: Mapping[str, int], plan: Plan) -> tuple[str, ...]:
    """Return the units of a table that lie in no other unit of it."""
    return tuple(
        unit for unit in rows if not any(above.id in rows for above in plan.ancestors(unit))
    )
