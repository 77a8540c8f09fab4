"""Numbers as read."""

from decimal import Decimal
from fractions import Fraction

from ttdt.number import exact


def test_a_whole_number_stays_an_integer() -> None:
    assert exact(6234) == 6234
    assert type(exact(6234)) is int


def test_a_decimal_number_becomes_a_fraction() -> None:
    assert exact(Decimal("98.5")) == Fraction(197, 2)
