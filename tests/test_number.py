"""Numbers as read."""

from decimal import Decimal
from fractions import Fraction

from ttdt.number import difference, exact


def test_a_whole_number_stays_an_integer() -> None:
    assert exact(6234) == 6234
    assert type(exact(6234)) is int


def test_a_decimal_number_becomes_a_fraction() -> None:
    assert exact(Decimal("98.5")) == Fraction(197, 2)


def test_a_difference_is_exact() -> None:
    assert difference(Fraction(5, 6), Fraction(1, 4)) == Fraction(7, 12)
    assert difference(Fraction(1, 4), Fraction(5)) == Fraction(-19, 4)
