"""What the check sheet works out again, one line for each leaf, and what it should come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.plan.model import Comparator, Measure, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.compute.results import IndicatorResult, Share, UnitResult
    from ttdt.plan import Indicator

NEAR = "1E-9"
"""Formulas count in floating point, and the report in fractions: so far apart they agree."""

_DIGITS = 9
_OPERATORS = {
    Comparator.AT_LEAST: ">=",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "<=",
    Comparator.LESS_THAN: "<",
    Comparator.ABOUT: ">=",
}
_OTHERS = {Measure.REDUCTION: "before", Measure.PARITY: "reference"}


@dataclass(frozen=True, slots=True)
class Sums:
    """What the raw figures of the counted units add up to."""

    counted: int
    numerator: Fraction
    population: Fraction
    other_numerator: Fraction
    other_population: Fraction


def sums(result: IndicatorResult) -> Sums:
    """Return the sums of a leaf over the units counted, blanks passed over as SUMIFS does."""
    counted = [row for row in result.units.values() if row.counted]
    others = [_other(result.indicator, row) for row in counted]
    return Sums(
        len(counted),
        _sum(row.numerator for row in counted),
        _sum(row.population for row in counted),
        _sum(other.numerator for other in others if other is not None),
        _sum(other.population for other in others if other is not None),
    )


def other_columns(indicator: Indicator) -> tuple[str, str] | None:
    """Return the names of the columns of what a measure is compared with, if with anything."""
    other = _OTHERS.get(indicator.measure)
    return None if other is None else (f"ttdt_{other}_numerator", f"ttdt_{other}_population")


def count_formula(key: str) -> str:
    """Return the formula of how many units are counted; `key` is the cell with the leaf's key."""
    return f"=COUNTIFS(ttdt_key,{key},ttdt_counted,1)"


def sum_formula(name: str, key: str) -> str:
    """Return the formula of a column's sum over the units counted."""
    return f"=SUMIFS({name},ttdt_key,{key},ttdt_counted,1)"


def value_formula(indicator: Indicator, row: int) -> str | None:
    """Return the formula of the province's value from the sums in row `row`, from 1.

    Units are counted in E; numerator and population in G and H; what they are compared with in I
    and J. Differences of rates are taken over a common denominator, which keeps them exact.
    """
    n, d, on, od = (f"{column}{row}" for column in "GHIJ")
    match indicator.measure:
        case Measure.RATE:
            return f'=IF({d}=0,"",100*{n}/{d})'
        case Measure.COUNT:
            return f'=IF(E{row}=0,"",{n})'
        case Measure.REDUCTION:
            return f'=IF(OR({d}=0,{od}=0),"",100*({on}*{d}-{n}*{od})/({od}*{d}))'
        case Measure.PARITY:
            return f'=IF(OR({d}=0,{od}=0),"",100*({n}*{od}-{on}*{d})/({d}*{od}))'
        case Measure.NARRATIVE:
            return None


def value(indicator: Indicator, found: Sums) -> Fraction | None:
    """Return what the formula of the value comes to."""
    n, d = found.numerator, found.population
    on, od = found.other_numerator, found.other_population
    match indicator.measure:
        case Measure.RATE:
            return 100 * n / d if d else None
        case Measure.COUNT:
            return n if found.counted else None
        case Measure.REDUCTION:
            return 100 * (on * d - n * od) / (od * d) if d and od else None
        case Measure.PARITY:
            return 100 * (n * od - on * d) / (d * od) if d and od else None
        case Measure.NARRATIVE:
            return None


def is_judged(result: IndicatorResult) -> bool:
    """Return whether the province's value decides the verdict on this leaf."""
    indicator = result.indicator
    judged = result.province.status is Status.MET or result.province.status.is_short
    return judged and indicator.target is not None and indicator.scope is not Scope.EACH_UNIT


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
    rate = "100*ttdt_numerator/ttdt_population"
    columns = other_columns(indicator)
    match indicator.measure:
        case Measure.RATE:
            made = rate
        case Measure.COUNT:
            made = "ttdt_numerator"
        case Measure.REDUCTION | Measure.PARITY if columns is not None:
            sign = "-" if indicator.measure is Measure.REDUCTION else ""
            made = f"{sign}({rate}-100*{columns[0]}/{columns[1]})"
        case _:
            return None
    counted = f"(ttdt_key={key})*(ttdt_counted=1)"
    return f"{{=SUM(IF({counted},ABS(ttdt_value-{made}),0))}}"


def unit_difference(result: IndicatorResult) -> Fraction:
    """Return what the array formula comes to."""
    return _sum(
        abs(row.value - made)
        for row in result.units.values()
        if row.counted
        and row.value is not None
        and (made := value(result.indicator, _alone(result, row))) is not None
    )


def _alone(result: IndicatorResult, row: UnitResult) -> Sums:
    return sums(replace(result, units={"": row}))


def _other(indicator: Indicator, row: UnitResult) -> Share | None:
    if indicator.measure is Measure.REDUCTION:
        return row.before
    return row.reference if indicator.measure is Measure.PARITY else None


def _sum(numbers: Iterable[Fraction | None]) -> Fraction:
    return sum((number for number in numbers if number is not None), Fraction(0))
