"""The columns of a form's sheet, by keys that stand in a hidden row of it."""

from __future__ import annotations

from enum import StrEnum


class FormColumn(StrEnum):
    """A column, in the order of the form; the value is what the hidden row calls it."""

    ID = "ttdt.id"
    CLAUSE = "clause"
    LABEL = "label"
    MEASURED_IN = "measured_in"
    TARGET = "target"
    LAST = "last"
    VALUE = "value"
    PERCENT = "percent"
    RESULT = "result"
    VERDICT = "verdict"
    STATE = "state"
    REASON = "reason"
    NOTE = "note"
    EXACT = "exact"

    @property
    def place(self) -> int:
        """Where a new form has the column, counted from 0."""
        return _ORDER[self]


_ORDER = {column: place for place, column in enumerate(FormColumn)}

INPUTS = (
    FormColumn.VALUE,
    FormColumn.PERCENT,
    FormColumn.STATE,
    FormColumn.REASON,
    FormColumn.NOTE,
)
"""The columns that are filled in."""

WIDE = (FormColumn.VALUE, FormColumn.VERDICT)
"""The first and the last column of a wide cell for words, as a form merges them."""


def letters(column: int) -> str:
    """Return a spreadsheet's name for a column that is counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell; both are counted from 0."""
    return f"{letters(column)}{row + 1}"
