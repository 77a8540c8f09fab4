"""Numbers as Excel shows them: with as many decimals as keep them honest, as in every format."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.text.rounding import MOST_DECIMALS, round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.document.wording import Amount
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_DIGITS = 15
"""Excel keeps no more significant digits than this."""
_TOO_LARGE = 10**_DIGITS

_ZERO = Fraction(0)


class Number(NamedTuple):
    """A number and the number format that shows it."""

    value: float
    pattern: str


def shown(
    exact: Fraction | int,
    rounded: Decimal,
    *,
    before: str = "",
    after: str = "",
    signed: bool = False,
) -> Number | str:
    """Return a number that Excel shows as `rounded`, between two texts of our own.

    Its value is `exact` as near as a cell can hold it, and `rounded` only where Excel would round
    the nearer one to something else. A number with more digits than a cell holds is a text.
    """
    _, digits, exponent = rounded.as_tuple()
    places = max(-int(exponent), 0)
    if len(digits) > _DIGITS:
        return f"{before}{rounded:f}{after}"
    value = float(exact)
    if _as_displayed(value, places) != rounded:
        value = float(rounded)
    return Number(value, _pattern(before, after, places, signed))


@lru_cache  # Of the numbers of a sheet most are shown alike.
def _pattern(before: str, after: str, places: int, signed: bool) -> str:  # noqa: FBT001 - of a cache
    """Return the number format of so many decimals between two texts."""
    body = "#,##0" + ("." + "0" * places if places else "")
    whole = f"{body}{_literal(after)}"
    if signed:
        pattern = f'{_literal(before)}"+"{whole};{_literal(before)}"-"{whole};'
        return f"{pattern}{_literal(before)}{whole}"
    if before:
        # Excel would write the minus of a negative number before anything else.
        return f'{_literal(before)}{whole};{_literal(before)}"-"{whole}'
    return whole


def is_shown_alike(number: Number, value: float) -> bool:
    """Return whether Excel shows a value, in a number's own format, as that number itself."""
    decimals = _DECIMALS.search(number.pattern)
    places = len(decimals[1]) if decimals else 0
    return _as_displayed(number.value, places) == _as_displayed(value, places)


def plain(exact: Fraction | int) -> Number | str:
    """Return a number at full precision; a whole one has no decimals."""
    if exact.denominator == 1:
        whole = exact.numerator
        return Number(float(whole), "#,##0") if abs(whole) < _TOO_LARGE else str(whole)
    exact = Fraction(exact)
    if abs(exact) >= _TOO_LARGE:
        return f"{round_keeping_side(exact, decimals=MOST_DECIMALS):f}"
    return Number(float(exact), "#,##0.00####")


Content: TypeAlias = Number | str | None
"""A number, words where there is none, or nothing."""

_DECIMALS = re.compile(r"#,##0\.(0+)")
_NUMERAL = re.compile(r"([+-]?)([0-9](?:[0-9.,]*[0-9])?)")


def number_said(lang: Language, text: str, exact: Fraction | int) -> Number | str:
    """Return a number that Excel shows as the words of a text say it.

    The words stay a text where the first number in them is not the exact one, rounded.
    """
    found = _NUMERAL.search(text)
    if found is None:
        return text
    mark = lang.decimal_mark
    numeral = found[2].replace("." if mark == "," else ",", "").replace(mark, ".")
    if numeral.count(".") > 1 or (found[1] == "-") is not (exact < 0):
        return text
    rounded = Decimal(f"{found[1]}{numeral}")
    # Whole numbers, because to subtract and compare fractions takes several times as long.
    whole, _, decimals = numeral.partition(".")
    over, under = abs(exact.numerator) * 10 ** len(decimals), exact.denominator
    if abs(int(whole + decimals) * under - over) >= under:
        return text
    signed = found[1] == "+"
    before, after = text[: found.start()], text[found.end() :]
    return shown(exact, rounded, before=before, after=after, signed=signed)


def amount_said(
    lang: Language, indicator: Indicator, amount: Amount | None, exact: Fraction | None
) -> Content:
    """Return a number as the report prints it; what is counted has a column of its own."""
    if amount is None:
        return None
    said = amount.number if measure_of(indicator).in_units else str(amount)
    return said if exact is None else number_said(lang, said, exact)


def value_said(
    lang: Language, indicator: Indicator, value: Fraction, goal: Fraction | None
) -> Number | str:
    """Return a value as the report prints it.

    As `amount_said` does of its words, without writing them and taking them apart again, which
    takes twice the time.
    """
    rounded = Decimal(wording.rounded_value(indicator, value, goal))
    unit = "" if measure_of(indicator).in_units else wording.unit_sign(lang, indicator)
    return shown(value, rounded, after=f" {unit}" if unit else "")


def amount_of_money(amount: Decimal, decimals: int, mark: str = "") -> Number | str:
    """Return an amount with the decimals that a plan's amounts have, or all that it has itself."""
    places = max(decimals, -int(amount.normalize().as_tuple().exponent))
    return shown(Fraction(amount), amount.quantize(_step(places)), after=mark)


def precise(exact: Fraction, marks: Iterable[Fraction]) -> Number | str:
    """Return a number to compare others with: nine decimals, more where it nears a landmark."""
    marks = tuple(marks)
    for places in range(9, _DIGITS - 2):
        rounded = _as_displayed(float(exact), places)
        if all((rounded > mark) == (exact > mark) for mark in marks) and all(
            (rounded < mark) == (exact < mark) for mark in marks
        ):
            return Number(float(exact), "#,##0." + "0" * places)
    return shown(exact, round_keeping_side(exact, marks))


def percent_number(percent: Fraction) -> Number | str:
    """Return a number in per cent, however large, 100 or 0 only where it is exactly that."""
    marks = (_ZERO, Fraction(100))
    return shown(percent, round_keeping_side(percent, marks), after=" %")


def share_number(fill: Fraction) -> Number | str:
    """Return how much of a target is reached, in per cent, 100 only where it is met."""
    share = 100 * fill
    return shown(share, round_keeping_side(share, (_ZERO, Fraction(100)), decimals=0), after=" %")


def _as_displayed(value: float, places: int) -> Decimal:
    """Return what Excel displays: it takes 15 digits of a number, then rounds half away."""
    kept = Decimal(f"{value:.{_DIGITS}g}")
    return kept.quantize(_step(places), rounding=ROUND_HALF_UP)


@lru_cache
def _step(places: int) -> Decimal:
    """Return the smallest step between numbers of so many decimals."""
    return Decimal(1).scaleb(-places)


def _literal(text: str) -> str:
    """Return a text as a number format shows it as it stands."""
    return '"{}"'.format(text.replace('"', "'")) if text else ""
