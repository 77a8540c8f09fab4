"""A sheet seen so that every unit is a row, whichever way it lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttdt.errors import TtdtError
from ttdt.excel.cells import letters
from ttdt.text.escaping import escape_invisible
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.excel.metadata import Place
    from ttdt.excel.sheets import CellTable

_MOST_COVERED = 200_000
HEADING_JOINT = " > "
"""What stands between a heading and the one below it."""


def shown(text: str) -> str:
    """Return a text of a table on one line, as its map has it."""
    return escape_invisible(" ".join(text.split()))


@dataclass(frozen=True)
class Grid:
    """A sheet's cells. Units are `row`s and figures are `line`s, which count from 0."""

    table: CellTable
    turned: bool = False
    """Whether units are the sheet's columns."""

    @cached_property
    def size(self) -> tuple[int, int]:
        """How many rows and lines there are."""
        rows = self.table.rows
        height, width = len(rows), max(map(len, rows), default=0)
        return (width, height) if self.turned else (height, width)

    def cell(self, row: int, line: int) -> Place:
        """Return the sheet's own row and column of a cell."""
        return (line, row) if self.turned else (row, line)

    def at(self, row: int, line: int) -> Any:  # noqa: ANN401 - whatever stands in a cell
        """Return what stands in a cell; None where nothing does."""
        return self.table.at(line, row) if self.turned else self.table.at(row, line)

    def text(self, row: int, line: int) -> str:
        """Return a cell as text on one line, inert; a spreadsheet makes numbers of digits."""
        value = self.at(row, line)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else shown(str(value))

    def is_blank(self, row: int, line: int) -> bool:
        """Return whether a cell has nothing, not even a formula without a result."""
        return self.at(row, line) is None and not self.has_no_result(row, line)

    def has_no_result(self, row: int, line: int) -> bool:
        """Return whether a cell has a formula that gives an error, or nothing at all."""
        metadata, cell = self.table.metadata, self.cell(row, line)
        return cell in metadata.errors or cell in metadata.without_value

    def is_percentage(self, row: int, line: int) -> bool:
        """Return whether a cell has the format of a percentage, or is written with its sign."""
        is_formatted = self.cell(row, line) in self.table.metadata.percents
        return is_formatted or self.text(row, line).endswith("%")

    def is_hidden(self, *, row: int | None = None, line: int | None = None) -> bool:
        """Return whether a row, or a line, is hidden from whoever opens the file."""
        own_row, own_column = (line, row) if self.turned else (row, line)
        metadata = self.table.metadata
        return own_row in metadata.hidden_rows or own_column in metadata.hidden_columns

    def place(self, row: int, line: int) -> str:
        """Return how a cell is called in messages."""
        return self.table.place(*self.cell(row, line))

    def line_name(self, line: int) -> str:
        """Return how a map writes a line: the column's letters, or the row's number."""
        return str(line + 1) if self.turned else letters(line)

    def row_name(self, row: int) -> str:
        """Return the same of a unit's row."""
        return letters(row) if self.turned else str(row + 1)

    @cached_property
    def merged(self) -> Mapping[Place, Place]:
        """The first cell of the merged range that each cell lies in, as row and line.

        Raises `TtdtError` where they cover more than a table has.
        """
        found: dict[Place, Place] = {}
        height, width = self.size
        covered = 0
        for (top, left), (bottom, right) in self.table.metadata.merged:
            first, last = self.cell(top, left), self.cell(bottom, right)
            rows, lines = min(last[0] + 1, height) - first[0], min(last[1] + 1, width) - first[1]
            covered += max(rows, 0) * max(lines, 0)
            if covered > _MOST_COVERED:
                raise TtdtError(
                    gettext_lazy(
                        "the merged cells of {sheet} cover more than any table has; undo the"
                        " merging",
                        sheet=self.table.place(top, left),
                    )
                )
            for row in range(first[0], min(last[0] + 1, height)):
                for line in range(first[1], min(last[1] + 1, width)):
                    found[row, line] = first
        return found

    def heading(self, row: int, line: int) -> str:
        """Return what a cell says, or the merged range that it lies in."""
        return self.text(*self.merged.get((row, line), (row, line)))

    def name(self, row: int, names_in: int) -> str:
        """Return what a row is called: what stands in the line of names, else left of it in words.

        A total is often written over both. What is merged with a row above is that row's.
        """
        for line in range(names_in, -1, -1):
            first = self.merged.get((row, line), (row, line))
            text = self.text(*first) if first[0] == row else ""
            if text and (line == names_in or any(map(str.isalpha, text))):
                return text
        return ""

    def headings(self, first: int, last: int) -> list[str]:
        """Return the heading of every line: those of the rows from first to last, joined.

        Without merged cells, as in CSV, an upper heading is that of the empty cells to its right,
        too, where lower ones stand below them.
        """
        height, width = self.size
        last = min(last, height - 1)
        rows = []
        for row in range(first, last + 1):
            found: list[str] = []
            for line in range(width):
                text = self.heading(row, line)
                if not text and row < last and found and self._goes_on(row, line, last):
                    text = found[-1]
                found.append(text)
            rows.append(found)
        return [
            HEADING_JOINT.join(dict.fromkeys(filter(None, (found[line] for found in rows))))
            for line in range(width)
        ]

    def _goes_on(self, row: int, line: int, last: int) -> bool:
        """Return whether an empty cell belongs to the heading on its left."""
        if (row, line) in self.merged or (row, line - 1) in self.merged:
            return False
        return all(
            any(self.heading(below, one) for below in range(row + 1, last + 1))
            for one in (line - 1, line)
        )
