"""How the officials' columns are written: per cent of plan, and changes on earlier rounds."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from ttdt.compute import AreaResult
    from ttdt.compute.comparison import Compared
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_ZERO, _HUNDRED = Fraction(0), Fraction(100)


def percent_number(lang: Language, percent: Fraction | None) -> str:
    """Return per cent of a plan or of an earlier value: 100 and 0 only where it is just that."""
    return "" if percent is None else lang.number(round_keeping_side(percent, (_ZERO, _HUNDRED)))


def change_number(lang: Language, indicator: Indicator, found: Compared, seen: AreaResult) -> str:
    """Return how far a value moved, with how many units that is of if fewer than the value."""
    number = wording.gap_amount(lang, indicator, found.change).number
    whole = seen.coverage.units
    return number if found.units >= whole else f"{number} ({found.units}/{whole})"


def counted_change(lang: Language, indicator: Indicator, amount: Fraction) -> str:
    """Return a difference in what is counted, signed: whole where it is, else with a decimal."""
    if amount.denominator == 1:
        return lang.number(amount, signed=True)
    decimals = max(indicator.decimals, 1)
    return lang.number(round_keeping_side(amount, (_ZERO,), decimals=decimals), signed=True)
