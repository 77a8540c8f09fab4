"""What moved a share: every part worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from ttdt.analysis.explain.change import ShareChange, share_change
from ttdt.compute import Share


def share(numerator: int, population: int) -> Share:
    return Share(Fraction(numerator), Fraction(population))


def test_the_population_moved_and_not_the_work() -> None:
    # 200 poor households stay 200, while the households go from 1,000 to 1,190.
    change = share_change([(share(200, 1000), share(200, 1190))])
    assert change == ShareChange(Fraction(0), Fraction(-380, 119), Fraction(0))
    assert change.total == Fraction(20000, 1190) - 20


def test_the_work_moved_and_not_the_population() -> None:
    change = share_change([(share(60, 100), share(70, 100)), (share(10, 50), share(20, 50))])
    # 20 more of 150.
    assert change == ShareChange(Fraction(40, 3), Fraction(0), Fraction(0))


def test_a_unit_that_grew_changes_the_mix() -> None:
    # 10 % and 50 % stay what they are; the first goes from a half of all to two thirds.
    change = share_change([(share(10, 100), share(20, 200)), (share(50, 100), share(50, 100))])
    assert change == ShareChange(Fraction(35, 8), Fraction(-35, 8), Fraction(-20, 3))
    assert change.total == Fraction(70, 3) - 30


def test_without_a_number_nothing_is_split() -> None:
    assert share_change([]) is None
    assert share_change([(Share(None, None, Fraction(60)), share(70, 100))]) is None
