from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdt.excel.cells import Ambiguous, Digits, as_stored, stored, typed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("31", "31"),
        ("031", "31"),
        ("-5", "-5"),
        ("31,5", "31.5"),
        ("31.5", "31.5"),
        ("0,234", "0.234"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1 234 567,25", "1234567.25"),
        ("1234,567", "1234.567"),
        ("98,2", "98.2"),
    ],
)
def test_what_can_be_read_in_one_way_is_read(text: str, number: str) -> None:
    assert typed(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "999,999", "-1.234"])
def test_thousands_or_decimals_is_not_guessed(text: str) -> None:
    with pytest.raises(Ambiguous):
        typed(text)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "31 thôn", "1e5", "0x1F", "１２", "٣", "1_000", "--5", "1..2", "12,34,56", "∞",
     "NaN", "9" * 100, "=1+1", "1.23.456"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert typed(text) is None


@given(st.integers(0, 10**14))
def test_grouped_thousands_come_back(number: int) -> None:
    grouped = f"{number:,}".replace(",", ".")
    if grouped.count(".") == 1:
        with pytest.raises(Ambiguous):
            typed(grouped)
    else:
        assert typed(grouped) == number
    assert typed(str(number)) == number


@given(st.integers(0, 10**14))
def test_a_stored_count_is_the_count(number: int) -> None:
    assert stored(float(number)) == number
    assert stored(number) == number
    assert as_stored(Fraction(number)) == number


@given(st.decimals(0, 100, places=4, allow_nan=False))
def test_a_stored_percentage_is_the_percentage(percent: Decimal) -> None:
    assert stored(float(percent) / 100) * 100 == percent


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (31.0, "31"),
        (31.000000000000004, "31"),
        (31.0000000001, "31.0000000001"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
    ],
)
def test_noise_behind_the_fifteenth_digit_is_none(value: float, number: str) -> None:
    assert stored(value) == Decimal(number)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_no_cell_holds_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"nan|inf"):
        stored(value)


@pytest.mark.parametrize(
    ("text", "thousands", "decimals"),
    [
        ("2,877", 2877, "2.877"),
        ("97.917", 97917, "97.917"),
        ("-1.000", -1000, "-1"),
        ("0.500", Decimal("0.5"), "0.5"),
        ("2,877,123", 2877123, "2877123"),
    ],
)
def test_three_digits_behind_one_mark_are_what_is_said(
    text: str, thousands: int | Decimal, decimals: str
) -> None:
    assert typed(text, Digits.THOUSANDS) == thousands
    assert typed(text, Digits.DECIMALS) == Decimal(decimals)
