"""What the check sheet works out again, one line for each leaf, and what it should come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Share
from ttdt.compute.summing import Shares
from ttdt.plan.indicator import Scope
from ttdt.plan.targets import Comparator

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult, IndicatorResult
    from ttdt.plan import Indicator

NEAR = "1E-9"
"""Formulas count in floating point, and the report in fractions: so far apart they agree."""

_DIGITS = 9
_NO_SHARE = Share(None, None)
_OPERATORS = {
    Comparator.AT_LEAST: ">=",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "<=",
    Comparator.LESS_THAN: "<",
    Comparator.ABOUT: ">=",
}


class Sums(NamedTuple):
    """What the raw figures of the counted units add up to."""

    counted: int
    numerator: Fraction | int
    population: Fraction | int
    other_numerator: Fraction | int
    other_population: Fraction | int


def sums(result: IndicatorResult) -> Sums:
    """Return the sums of a leaf over the units counted, blanks passed over as SUMIFS does."""
    counted = [_of(result.indicator, row) for row in result.added_up().values() if row.counted]
    return Sums(
        sum(one.counted for one in counted),
        sum(one.numerator for one in counted),
        sum(one.population for one in counted),
        sum(one.other_numerator for one in counted),
        sum(one.other_population for one in counted),
    )


def _of(indicator: Indicator, row: AreaResult) -> Sums:
    """Return what one counted unit adds to the sums."""
    other = measure_of(indicator).beside(row.before, row.reference) or _NO_SHARE
    return Sums(
        row.coverage.units,
        row.numerator or 0,
        row.population or 0,
        other.numerator or 0,
        other.population or 0,
    )


def other_columns(indicator: Indicator) -> tuple[str, str] | None:
    """Return the names of the columns of what a measure is compared with, if with anything."""
    other = measure_of(indicator).compared_with
    return None if other is None else (f"ttdt_{other}_numerator", f"ttdt_{other}_population")


def count_formula(key: str) -> str:
    """Return the formula of how many units are counted; `key` is the cell with the leaf's key."""
    return f"=SUMIFS(ttdt_counted,ttdt_key,{key})"


def sum_formula(name: str, key: str) -> str:
    """Return the formula of a column's sum over the units counted."""
    return f'=SUMIFS({name},ttdt_key,{key},ttdt_counted,">0")'


def value_formula(indicator: Indicator, row: int) -> str | None:
    """Return the formula of an area's value from the sums in row `row`, from 1.

    Units are counted in E; numerator and population in G and H; what they are compared with in I
    and J. Differences of rates are taken over a common denominator, which keeps them exact.
    """
    n, d, on, od = (f"{column}{row}" for column in "GHIJ")
    return measure_of(indicator).formula(n, d, on, od, f"E{row}")


def value(indicator: Indicator, found: Sums) -> Fraction | None:
    """Return what the formula of the value comes to."""
    if not found.counted:
        return None
    now = Share(found.numerator, found.population)
    other = Share(found.other_numerator, found.other_population)
    return measure_of(indicator).value(Shares(now, other, other))


def is_judged(result: IndicatorResult) -> bool:
    """Return whether the sum decides the verdict on this leaf."""
    indicator = result.indicator
    return (
        result.own.judged
        and indicator.target is not None
        and indicator.scope is not Scope.EACH_UNIT
    )


def met_formula(indicator: Indicator, row: int, words: tuple[str, str]) -> str:
    """Return the formula of whether the value in K meets the target in N, in these words."""
    met, not_met = (f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words)
    target = indicator.target
    assert target is not None  # noqa: S101 - asked only where `is_judged`
    least = f"N{row}" if not target.tolerance else f"(N{row}-{float(target.tolerance)!r})"
    value = f"ROUND(K{row},{_DIGITS})"
    holds = f"{value}{_OPERATORS[target.comparator]}ROUND({least},{_DIGITS})"
    return f'=IF(ISNUMBER(K{row}),IF({holds},{met},{not_met}),"")'


def is_met(indicator: Indicator, found: Fraction | None) -> bool | None:
    """Return what the formula of the verdict comes to."""
    if found is None or indicator.target is None:
        return None
    return indicator.target.is_met(found, indicator.target.value)


def unit_formula(indicator: Indicator, key: str) -> str | None:
    """Return the array formula of how far the units' own values are off, all added up."""
    others = other_columns(indicator) or ("", "")
    made = measure_of(indicator).own_formula("ttdt_numerator", "ttdt_population", *others)
    if made is None:
        return None
    counted = f"(ttdt_key={key})*(ttdt_counted>0)"
    return f"{{=SUM(IF({counted},ABS(ttdt_value-{made}),0))}}"


def unit_difference(result: IndicatorResult) -> Fraction:
    """Return what the array formula comes to."""
    differences = (
        abs(row.value - made)
        for row in result.added_up().values()
        if row.counted
        and row.value is not None
        and (made := value(result.indicator, _of(result.indicator, row))) is not None
        # Nearly all agree, and to compare takes a tenth of the time that to subtract does.
        and made != row.value
    )
    return sum(differences, Fraction(0))
