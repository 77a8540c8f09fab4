"""Places of a table as a map writes them: columns by letters, rows by numbers."""

from __future__ import annotations

import re

_LETTERS = re.compile("[A-Z]{1,3}")
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_CELL = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,5})")


def column_at(text: str) -> int | None:
    """Return the column that letters name, counted from 0, or None."""
    word = text.strip().upper()
    if not _LETTERS.fullmatch(word):
        return None
    place = 0
    for letter in word:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def row_at(text: str) -> int | None:
    """Return the row that a number names, counted from 0, or None."""
    word = text.strip()
    return int(word) - 1 if _NUMBER.fullmatch(word) else None


def line_at(text: str, *, is_column: bool) -> int | None:
    """Return the column or row that a text names, counted from 0, or None."""
    return column_at(text) if is_column else row_at(text)


def lines_at(text: str, *, are_columns: bool) -> tuple[int, int] | None:
    """Return the first and last column or row that `A-C`, `4-6` or `4` names, or None."""
    first, _, last = re.sub("[–—:]", "-", text).partition("-")
    found = [line_at(word, is_column=are_columns) for word in (first, last or first)]
    if found[0] is None or found[1] is None or found[0] > found[1]:
        return None
    return found[0], found[1]


def cell_at(text: str) -> tuple[int, int] | None:
    """Return the row and column of the cell that `B14` names, or None."""
    found = _CELL.fullmatch(text.strip().upper().replace("$", ""))
    if found is None:
        return None
    column, row = column_at(found["column"]), row_at(found["row"])
    return None if column is None or row is None else (row, column)
