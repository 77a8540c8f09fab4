"""Numbers as Excel shows them: with as many decimals as keep them honest, as in every format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.verdict import BEHIND_FROM, ON_TRACK_FROM
from ttdt.document import wording
from ttdt.plan.model import Comparator, Measure
from ttdt.text.rounding import MOST_DECIMALS, round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_DIGITS = 15
"""Excel keeps no more significant digits than this."""

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the number format that shows it."""

    value: float
    pattern: str


def shown(
    exact: Fraction, rounded: Decimal, *, before: str = "", after: str = "", signed: bool = False
) -> Number | str:
    """Return a number that Excel shows as `rounded`, between two texts of our own.

    Its value is `exact` as near as a cell can hold it, and `rounded` only where Excel would round
    the nearer one to something else. A number with more digits than a cell holds is a text.
    """
    places = max(-int(rounded.as_tuple().exponent), 0)
    if len(rounded.as_tuple().digits) > _DIGITS:
        return f"{before}{rounded:f}{after}"
    value = float(exact)
    if _as_displayed(value, places) != rounded:
        value = float(rounded)
    body = "#,##0" + ("." + "0" * places if places else "")
    whole = f"{body}{_literal(after)}"
    if signed:
        pattern = f'{_literal(before)}"+"{whole};{_literal(before)}"-"{whole};'
        return Number(value, f"{pattern}{_literal(before)}{whole}")
    if before:
        # Excel would write the minus of a negative number before anything else.
        return Number(value, f'{_literal(before)}{whole};{_literal(before)}"-"{whole}')
    return Number(value, whole)


def plain(exact: Fraction | int) -> Number | str:
    """Return a number at full precision; a whole one has no decimals."""
    exact = Fraction(exact)
    if exact.denominator == 1:
        return shown(exact, Decimal(int(exact)))
    if abs(exact) >= 10**_DIGITS:
        return f"{round_keeping_side(exact, decimals=MOST_DECIMALS):f}"
    return Number(float(exact), "#,##0.00####")


_NUMERAL = re.compile(r"([+-]?)([0-9](?:[0-9.,]*[0-9])?)")


def number_said(lang: Language, text: str, exact: Fraction) -> Number | str:
    """Return a number that Excel shows as the words of a text say it.

    The words stay a text where the first number in them is not the exact one, rounded.
    """
    found = _NUMERAL.search(text)
    if found is None:
        return text
    mark = lang.number(Decimal("0.5"))[1]
    numeral = found[2].replace("." if mark == "," else ",", "").replace(mark, ".")
    if numeral.count(".") > 1 or (found[1] == "-") is not (exact < 0):
        return text
    rounded = Decimal(f"{found[1]}{numeral}")
    if abs(Fraction(rounded) - exact) >= Fraction(10) ** int(rounded.as_tuple().exponent):
        return text
    signed = found[1] == "+"
    before, after = text[: found.start()], text[found.end() :]
    return shown(exact, rounded, before=before, after=after, signed=signed)


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


def value_number(
    lang: Language,
    indicator: Indicator,
    value: Fraction,
    goal: Fraction | None,
    *,
    before: str = "",
    after: str | None = None,
) -> Number | str:
    """Return a value with its per cent or points, as `wording.value_amount` prints it.

    Counts have no unit behind them, which comes from the plan and has its own column.
    """
    rounded = _rounded(indicator, value, wording.landmarks(indicator, goal))
    tail = _sign(lang, indicator) if after is None else after
    return shown(value, rounded, before=before, after=tail)


def gap_number(lang: Language, indicator: Indicator, gap: Fraction) -> Number | str:
    """Return a value minus its target, as `wording.gap_amount` prints it."""
    marks = [_ZERO]
    if indicator.target is not None:
        marks.append(-indicator.target.tolerance)
    tail = "" if indicator.measure is Measure.COUNT else f" {wording.gap_sign(lang, indicator)}"
    return shown(gap, _rounded(indicator, gap, tuple(marks)), after=tail, signed=True)


def pace_number(pace: Fraction) -> Number | str:
    """Return actual over expected change, as `wording.pace_number` prints it."""
    marks = (_ZERO, BEHIND_FROM, ON_TRACK_FROM, Fraction(1))
    return shown(pace, round_keeping_side(pace, marks, decimals=2))


def target_number(lang: Language, indicator: Indicator, goal: Fraction) -> Number | str | None:
    """Return a target behind its comparator, as `wording.target_amount` prints it."""
    target = indicator.target
    if target is None:
        return None
    least = ""
    if target.tolerance:
        sign = wording.SIGNS[Comparator.AT_LEAST]
        least = f" ({sign} {lang.number(goal - target.tolerance)})"
    rounded = round_keeping_side(goal, (_ZERO,), decimals=MOST_DECIMALS).normalize() + 0
    before = f"{wording.SIGNS[target.comparator]} "
    if int(rounded.as_tuple().exponent) > 0:
        rounded = rounded.quantize(Decimal(1))
    return shown(goal, rounded, before=before, after=least + _sign(lang, indicator))


def numerator_number(
    numerator: Fraction, population: Fraction | None, *, derived: bool
) -> Number | str:
    """Return a numerator; one made from a percentage shows it: `~291`."""
    if numerator.denominator == 1:
        rounded = Decimal(int(numerator))
    else:
        marks = (_ZERO,) if population is None else (_ZERO, population)
        rounded = round_keeping_side(numerator, marks, decimals=0)
    about = derived or numerator.denominator != 1
    return shown(numerator, rounded, before="~" if about else "")


def share_number(fill: Fraction) -> Number | str:
    """Return how much of a target is reached, in per cent, 100 only where it is met."""
    share = 100 * fill
    return shown(share, round_keeping_side(share, (_ZERO, Fraction(100)), decimals=0), after=" %")


def change_number(change: int) -> Number | str:
    """Return what is left to do, signed."""
    return shown(Fraction(change), Decimal(change), signed=True)


def _rounded(indicator: Indicator, value: Fraction, marks: tuple[Fraction, ...]) -> Decimal:
    if indicator.measure is Measure.COUNT and value.denominator == 1:
        return Decimal(int(value))
    return round_keeping_side(value, marks)


def _sign(lang: Language, indicator: Indicator) -> str:
    return "" if indicator.measure is Measure.COUNT else f" {wording.unit_sign(lang, indicator)}"


def _as_displayed(value: float, places: int) -> Decimal:
    """Return what Excel displays: it takes 15 digits of a number, then rounds half away."""
    kept = Decimal(f"{value:.{_DIGITS}g}")
    return kept.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _literal(text: str) -> str:
    """Return a text as a number format shows it as it stands."""
    return '"{}"'.format(text.replace('"', "'")) if text else ""
