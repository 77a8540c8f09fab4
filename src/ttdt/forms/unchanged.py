"""Whether a cell still holds what the form was made with, as exactly as a cell can hold it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ttdt.excel.cell_numbers import as_stored
from ttdt.excel.cell_text import fit, same

_ALL = 100


def is_held(typed: object, held: object) -> bool:
    """Return whether a cell holds the number that the file says."""
    if not isinstance(held, Fraction):
        return typed is None and held is None
    return isinstance(typed, Decimal) and (typed == held or typed == as_stored(held))


def is_held_percent(typed: Decimal | None, held: Fraction | None) -> bool:
    """Return the same for a percentage, whose cell holds a share of 1."""
    if held is None or typed is None:
        return typed is None and held is None
    return typed == held or typed == as_stored(held / _ALL) * _ALL


def is_held_text(typed: object, held: object) -> bool:
    """Return whether a cell holds a text as the form shows it."""
    shown = fit(held) if isinstance(held, str) else None
    return same(shown, None if typed is None else str(typed))


def shortest(number: Decimal) -> int | Decimal:
    """Return a number as it is written in a file: whole where it is."""
    return int(number) if number == number.to_integral_value() else number
