"""Exact numbers as a reader can check them: every digit, or the fraction and its decimals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.text.rounding import MOST_DECIMALS, round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.number import Number
    from ttdt.text.language import Language

MINUS = "−"
TIMES = "×"


def digits(lang: Language, value: Number) -> str:
    """Return a number as it stands in a formula, with at most six decimals."""
    shown = _decimals(lang, value)
    return f"({shown})" if value < 0 else shown


def exact(lang: Language, value: Number, unit: str = "") -> str:
    """Return a result: its decimals where they end, else the fraction and what it is about."""
    decimals = f"{_decimals(lang, value)} {unit}".rstrip()
    if not has_more_decimals(value, MOST_DECIMALS):
        return decimals
    return f"{lang.number(value.numerator)}/{lang.number(value.denominator)} ≈ {decimals}"


def _decimals(lang: Language, value: Number) -> str:
    """Return a number with six decimals at most, never rounded onto a target of one decimal."""
    if value.denominator == 1:
        return lang.number(int(value))
    tenth = Fraction(round(value * 10), 10)
    return lang.number(round_keeping_side(value, (tenth,), decimals=MOST_DECIMALS).normalize() + 0)


def summed(lang: Language, values: Iterable[Number]) -> str:
    """Return `1 + 2 = 3`, or the number alone where there is only one."""
    terms = tuple(values)
    total = exact(lang, sum(terms))
    if len(terms) == 1:
        return total
    return f"{' + '.join(digits(lang, term) for term in terms)} = {total}"


def percent_formula(lang: Language, numerator: Number, population: Number) -> str:
    """Return `290 / 400 × 100`."""
    return f"{digits(lang, numerator)} / {digits(lang, population)} {TIMES} 100"


def percent_of(lang: Language, numerator: Number, population: Number) -> str:
    """Return `290 / 400 × 100 = 72.5 %`."""
    value = exact(lang, Fraction(100 * numerator, population), "%")
    return f"{percent_formula(lang, numerator, population)} = {value}"


def printed(lang: Language, formula: str, result: str, *, rounded_to: object, differs: bool) -> str:
    """Return a formula with its result, and how that is printed where rounding `differs`."""
    whole = f"{formula} = {result}" if formula else result
    if not differs or str(rounded_to).removeprefix("+") == result:
        return whole
    return lang.gettext("{formula}; printed {printed}", formula=whole, printed=rounded_to)


def has_more_decimals(value: Number, places: int) -> bool:
    """Return whether a number has more decimals than are printed."""
    scale: int = 10**places
    return scale % value.denominator != 0


def minus(lang: Language, value: Number, other: Number) -> str:
    """Return `72.5 − 75`."""
    return f"{digits(lang, value)} {MINUS} {digits(lang, other)}"
