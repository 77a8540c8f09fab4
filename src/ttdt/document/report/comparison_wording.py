"""How the officials' columns are written: per cent of plan, and changes on earlier rounds."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.comparison import NotCompared
from ttdt.document import wording
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from ttdt.compute import AreaResult
    from ttdt.compute.comparison import Compared
    from ttdt.number import Number
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_ZERO, _HUNDRED = Fraction(0), Fraction(100)


def percent_number(lang: Language, percent: Fraction | None) -> str:
    """Return per cent of a plan or of an earlier value: 100 and 0 only where it is just that."""
    return "" if percent is None else lang.number(round_keeping_side(percent, (_ZERO, _HUNDRED)))


def change_number(lang: Language, indicator: Indicator, found: Compared, seen: AreaResult) -> str:
    """Return how far a value moved, with how many units that is of if fewer than the value."""
    number = wording.gap_amount(lang, indicator, found.change).number
    units = units_compared(found, seen)
    return f"{number} {units}" if units else number


def change_text(lang: Language, indicator: Indicator, found: Compared, seen: AreaResult) -> str:
    """Return `change_number` with what it is in, for tables of several indicators."""
    amount = wording.gap_amount(lang, indicator, found.change)
    units = units_compared(found, seen)
    return f"{amount} {units}" if units else str(amount)


def units_compared(found: Compared, seen: AreaResult) -> str:
    """Return `(5/6)` where a comparison is over 5 of the 6 units that the value is of."""
    whole = seen.coverage.units
    return f"({found.units}/{whole})" if found.units < whole else ""


def not_compared(lang: Language, why: NotCompared, period: Period | None) -> str:
    """Return why a value is not held against that of an earlier period."""
    if period is None:
        return lang.gettext("the first round of the year")
    if why is NotCompared.NO_BASELINE_THEN:
        return lang.gettext("{period} has no baseline to be measured from", period=period.label)
    return lang.gettext("no figure of {period}", period=period.label)


def partly_compared(lang: Language) -> str:
    """Return what `units_compared` means."""
    return lang.gettext("(n/m): over the n of the m units counted that have the figure in both")


def points_text(lang: Language, points: Fraction | None) -> str:
    """Return a difference of percentages, signed, 0 only where there is none."""
    if points is None:
        return ""
    return f"{lang.number(round_keeping_side(points, (_ZERO,)), signed=True)} {lang.gettext('pp')}"


def counted_number(lang: Language, indicator: Indicator, amount: Number) -> str:
    """Return a difference in what is counted, signed: whole where it is, else with a decimal."""
    if amount.denominator == 1:
        return lang.number(amount, signed=True)
    decimals = max(indicator.decimals, 1)
    return lang.number(round_keeping_side(amount, (_ZERO,), decimals=decimals), signed=True)
