from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.text.rounding import Landmarks, round_keeping_side

if TYPE_CHECKING:
    from decimal import Decimal


@pytest.mark.parametrize(
    ("value", "landmarks", "shown"),
    [
        ("97.94", [], "97.9"),
        ("97.95", [], "98.0"),
        ("-97.95", [], "-98.0"),
        ("0.05", [], "0.1"),
        ("-0.05", [], "-0.1"),
        ("12", [], "12.0"),
        ("14.995", ["15"], "14.995"),
        ("14.95", ["15"], "14.95"),
        ("14.94", ["15"], "14.9"),
        ("15.004", ["15"], "15.004"),
        ("15", ["15"], "15.0"),
        ("94.96", ["95"], "94.96"),
        ("94.9999994", ["95"], "94.999999"),
        ("94.9999996", ["95"], "94.999999"),
        ("95.0000004", ["95"], "95.000001"),
        ("99.99", ["95", "100"], "99.99"),
        ("99.9999999", ["0", "100"], "99.999999"),
        ("100", ["0", "100"], "100.0"),
        ("0.0000001", ["0", "100"], "0.000001"),
        ("-0.0000001", ["0"], "-0.000001"),
        ("0", ["0", "100"], "0.0"),
        ("74.96", ["74.98", "75"], "74.96"),
        ("33.333", ["33.33"], "33.333"),
        ("200/3", ["75"], "66.7"),
        ("-1/3", ["0"], "-0.3"),
        ("-1/30", ["0"], "-0.03"),
    ],
)
def test_rounding_never_moves_a_number_to_or_across_a_landmark(
    value: str, landmarks: list[str], shown: str
) -> None:
    rounded = round_keeping_side(Fraction(value), [Fraction(mark) for mark in landmarks])
    assert str(rounded) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("3.5", 0, "4"),
        ("200/3", 2, "66.67"),
        ("1/8", 3, "0.125"),
        ("1/3", 6, "0.333333"),
    ],
)
def test_rounding_is_half_away_from_zero_at_the_decimals_asked_for(
    value: str, decimals: int, shown: str
) -> None:
    assert str(round_keeping_side(Fraction(value), decimals=decimals)) == shown


def side(value: Fraction | Decimal, mark: Fraction) -> int:
    exact = Fraction(value)
    return (exact > mark) - (exact < mark)


percents = st.fractions(-100, 200, max_denominator=10**8)
marks = st.integers(-10_000, 20_000).map(lambda hundredths: Fraction(hundredths, 100))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(percents, st.lists(marks, max_size=3), st.integers(0, 6))
def test_every_landmark_keeps_its_side_and_the_error_its_bound(
    value: Fraction, landmarks: list[Fraction], decimals: int
) -> None:
    rounded = round_keeping_side(value, landmarks, decimals)
    assert [side(rounded, mark) for mark in landmarks] == [side(value, mark) for mark in landmarks]
    bound = max(Fraction(1, 2 * 10**decimals), Fraction(1, 10**6))
    assert abs(Fraction(rounded) - value) <= bound


@settings(derandomize=True, deadline=None, max_examples=200)
@given(marks, st.fractions(-1, 1, max_denominator=10**9))
def test_a_number_close_to_a_landmark_keeps_its_side(mark: Fraction, nudge: Fraction) -> None:
    value = mark + nudge / 1000
    assert side(round_keeping_side(value, [mark]), mark) == side(value, mark)


@pytest.mark.parametrize(
    ("value", "millionths"),
    [
        ("94.9999996", 94_999_999),
        ("95.0000004", 95_000_001),
        ("-0.0000001", -1),
        ("200/3", 66_666_667),
        ("95", 95_000_000),
    ],
)
def test_landmarks_round_to_millionths(value: str, millionths: int) -> None:
    assert Landmarks(0, 95).millionths(*Fraction(value).as_integer_ratio()) == millionths


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.lists(st.fractions(-5, 5, max_denominator=7), min_size=1, max_size=3),
    st.fractions(-1, 1, max_denominator=10**9),
)
def test_landmarks_round_as_a_single_number_is_rounded(
    landmarks: list[Fraction], nudge: Fraction
) -> None:
    value = landmarks[0] + nudge / 500_000
    rounded = round_keeping_side(value, landmarks, 6)
    assert Landmarks(*landmarks).millionths(*value.as_integer_ratio()) == rounded * 10**6
