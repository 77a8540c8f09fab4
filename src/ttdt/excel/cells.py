"""Cells: their names, and the numbers in them exactly as typed, never guessed from a text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

_DIGITS = ".15g"
"""A spreadsheet keeps 15 digits of what is typed; what comes behind them is noise."""

MOST = 10**15
"""From here on a spreadsheet no longer holds every whole number."""

_LONGEST = 40

_PLAIN = re.compile(r"-?[0-9]+")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}|-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_SPACED = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+")
_VIETNAMESE = re.compile(r"-?[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]+")
_ENGLISH = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_DECIMAL = re.compile(r"-?(?P<whole>[0-9]+)[.,](?P<rest>[0-9]+)")
_SPACE = re.compile(r"[\u00a0\u202f\u2009]")


class Digits(Enum):
    """What three digits behind one mark are, where only one of the two can be meant."""

    THOUSANDS = auto()
    """Of a count, which has no decimals."""
    DECIMALS = auto()
    """Of a percentage, which is never as large."""


class Ambiguous(ValueError):  # noqa: N818 - the text may be fine, it says two things
    """A text that one person reads as thousands and another as decimals."""


@lru_cache(maxsize=1_000)
def letters(column: int) -> str:
    """Return a spreadsheet's name for a column that is counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int, *, absolute: bool = False) -> str:
    """Return what a spreadsheet calls a cell; both are counted from 0."""
    return f"${letters(column)}${row + 1}" if absolute else f"{letters(column)}{row + 1}"


def stored(value: float) -> Decimal:
    """Return the number that a spreadsheet shows for what it has stored: 31 for 31.0.

    Raises `ValueError` for what is no number, which no spreadsheet stores.
    """
    number = Decimal(format(value, _DIGITS))
    if not number.is_finite():
        raise ValueError(value)
    return Decimal(int(number)) if number == number.to_integral_value() else number


def as_stored(value: Fraction | int) -> Decimal:
    """Return what is read back of an exact number after it has been in a cell."""
    return stored(value.numerator / value.denominator)


def holds_number(typed: object, exact: object) -> bool:
    """Return whether a cell holds an exact number as precisely as a cell can, or both nothing."""
    if not isinstance(exact, Fraction | int):
        return typed is None and exact is None
    return isinstance(typed, Decimal) and (typed == exact or typed == as_stored(exact))


def holds_percent(typed: Decimal | None, exact: Fraction | int | None) -> bool:
    """Return the same for a percentage, whose cell holds a share of 1."""
    if exact is None or typed is None:
        return typed is None and exact is None
    return typed == exact or typed == as_stored(Fraction(exact, 100)) * 100


def typed(text: str, three_digits_are: Digits | None = None) -> Decimal | None:
    """Return the number that a text writes, or None where it writes none.

    Raises `Ambiguous` for `1.234` and `1,234`, thousands to one reader and decimals to another,
    unless it is said what the three digits are.
    """
    text = _SPACE.sub(" ", text.strip())
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return _number(text)
    if _GROUPED.fullmatch(text) or _SPACED.fullmatch(text):
        return _number(re.sub("[., ]", "", text))
    if _VIETNAMESE.fullmatch(text):
        return _number(re.sub("[. ]", "", text).replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return _number(text.replace(",", ""))
    found = _DECIMAL.fullmatch(text)
    if found is None:
        return None
    whole, rest = found["whole"], found["rest"]
    if len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0"):  # noqa: PLR2004 - thousands
        if three_digits_are is None:
            raise Ambiguous(text)
        if three_digits_are is Digits.THOUSANDS:
            return _number(re.sub("[.,]", "", text))
    return _number(text.replace(",", "."))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
