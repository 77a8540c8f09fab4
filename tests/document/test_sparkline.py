from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.document.sparkline import BARS, GAP, sparkline

law = settings(derandomize=True, deadline=None, max_examples=200)
fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
rows = st.lists(st.none() | fractions, max_size=20)


def drawn(*values: int | str | None, marks: tuple[int, ...] = ()) -> str:
    exact = [None if value is None else Fraction(value) for value in values]
    return sparkline(exact, [Fraction(mark) for mark in marks])


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ((), ""),
        ((5,), "▄"),
        ((0,), "▄"),
        ((70, 70, 70), "▄▄▄"),
        ((0, 1, 2, 3, 4, 5, 6, 7), "▁▂▃▄▅▆▇█"),
        ((3, 1, 2), "█▁▄"),
        ((-2, 0), "▁█"),
        ((1, None, 3), "▁·█"),
        ((None, None), "··"),
        ((None, 4), "·▄"),
        ((0, 0, None), "▄▄·"),
    ],
)
def test_bars(values: tuple[int | None, ...], bars: str) -> None:
    assert drawn(*values) == bars


def test_a_mark_takes_part_in_the_scale_and_nothing_short_of_it_looks_full() -> None:
    assert drawn(70, "74.999", marks=(75,)) == "▁▇"
    assert drawn(70, 75, marks=(75,)) == "▁█"
    assert drawn(70, 70, marks=(77,)) == "▁▁"
    assert drawn(16, 17, marks=(15,)) == "▄█"
    assert drawn(75, marks=(75,)) == "▄"


@law
@given(rows, st.lists(fractions, max_size=2))
def test_there_is_one_character_a_round_and_a_gap_exactly_where_there_is_no_value(
    values: list[Fraction | None], marks: list[Fraction]
) -> None:
    shown = sparkline(values, marks)
    assert len(shown) == len(values)
    assert [char == GAP for char in shown] == [value is None for value in values]


@law
@given(st.lists(fractions, min_size=2, max_size=20), st.lists(fractions, max_size=2))
def test_a_higher_value_never_has_a_lower_bar(
    values: list[Fraction], marks: list[Fraction]
) -> None:
    shown = sparkline(values, marks)
    heights = [BARS.index(bar) for _, bar in sorted(zip(values, shown, strict=True))]
    assert heights == sorted(heights)
