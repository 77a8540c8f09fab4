"""The gap to the target, and the smallest whole change that would close it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress


def rate(target: str) -> str:
    return f"measure: rate\npopulation: villages\ntarget: {{{target}}}"


@pytest.mark.parametrize(
    ("target", "submission", "gap"),
    [
        ("at_least: 75", "290 of 400", Fraction(-5, 2)),
        ("at_least: 75", "30 of 38", Fraction(75, 19)),
        ("more_than: 95", "95 of 100", Fraction(0)),
        ("less_than: 15", "2 of 10", Fraction(5)),
        ("about: 70, tolerance: 5", "66 of 100", Fraction(-4)),
    ],
)
def test_the_gap_is_the_value_less_the_target(
    progress: Progress, target: str, submission: str, gap: Fraction
) -> None:
    seen = progress(rate(target), f"a/2024-Q2: {submission}")
    assert (seen.unit("a").gap, seen.own.gap) == (gap, gap)


def test_the_gap_of_a_count_is_in_its_own_unit(progress: Progress) -> None:
    seen = progress("measure: count\ntarget: {about: 167}", "a/2024-Q2: {figures: {roads: 57}}")
    assert seen.own.gap == -110


def test_the_gap_of_a_reduction_is_in_points_and_has_nothing_left_to_count(
    progress: Progress,
) -> None:
    seen = progress(
        "measure: reduction\npopulation: villages\ntarget: {more_than: 3}",
        """
        a/2023: 20 of 100
        a/2024-Q2: 19 of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert row.gap == -2
        assert row.remaining is None


def test_a_parity_has_nothing_left_to_count(progress: Progress) -> None:
    seen = progress(
        """
        measure: parity
        population: households
        reference: {numerator: dtts_people, population: people}
        target: {at_least: 0}
        """,
        "a/2024-Q2: {populations: {households: 9, people: 9, dtts_people: 2}, figures: {roads: 1}}",
    )
    assert (seen.own.status, seen.own.remaining) == ("not_yet", None)


@pytest.mark.parametrize(
    ("target", "submission", "remaining"),
    [
        ("at_least: 75", "290 of 400", 10),
        ("at_least: 75", "86 of 116", 1),
        ("at_least: 75", "0 of 38", 29),  # 28.5 villages
        ("at_least: 75", "300 of 400", 0),
        ("at_least: 75", "301 of 400", 0),
        ("at_least: 100", "26 of 27", 1),
        ("more_than: 95", "95 of 100", 1),
        ("more_than: 95", "28 of 30", 1),  # above 28.5
        ("more_than: 95", "90 of 100", 6),
        ("more_than: 95", "96 of 100", 0),
        ("at_most: 15", "20 of 100", -5),
        ("at_most: 15", "5 of 30", -1),  # 4.5 children
        ("at_most: 15", "15 of 100", 0),
        ("less_than: 15", "20 of 100", -6),
        ("less_than: 15", "15 of 100", -1),
        ("less_than: 15", "5 of 30", -1),
        ("less_than: 15", "14 of 100", 0),
        ("about: 70", "60 of 100", 10),
        ("about: 70, tolerance: 2", "60 of 100", 8),
        ("about: 70, tolerance: 2.5", "60 of 100", 8),
        ("about: 70, tolerance: 2", "68 of 100", 0),
    ],
)
def test_the_smallest_whole_change_that_meets_a_rate(
    progress: Progress, target: str, submission: str, remaining: int
) -> None:
    seen = progress(rate(target), f"a/2024-Q2: {submission}")
    assert (seen.unit("a").remaining, seen.own.remaining) == (
        Fraction(remaining),
        Fraction(remaining),
    )


@pytest.mark.parametrize(
    ("target", "percent", "remaining"),
    [
        # Of 100 villages, so that the numerator is the percentage, with its fraction.
        ("at_least: 95", "90.5", 5),  # 4.5 are wanting
        ("more_than: 95", "90.5", 5),
        ("at_least: 95.5", "90.5", 5),
        ("more_than: 95.5", "90.5", 6),
        ("at_most: 15", "20.5", -6),  # 5.5 too many
        ("at_most: 15.5", "20.5", -5),
        ("less_than: 15.5", "20.5", -6),
        ("at_least: 90.5", "90.5", 0),
    ],
)
def test_a_derived_numerator_keeps_its_fraction(
    progress: Progress, target: str, percent: str, remaining: int
) -> None:
    figure = f"{{populations: {{villages: 100}}, figures: {{roads: {{percent: {percent}}}}}}}"
    seen = progress(rate(target), f"a/2024-Q2: {figure}")
    assert (seen.unit("a").remaining, seen.own.remaining) == (
        Fraction(remaining),
        Fraction(remaining),
    )


@pytest.mark.parametrize(
    ("target", "count", "remaining"),
    [
        ("at_least: 167", 57, 110),
        ("at_least: 167", 167, 0),
        ("at_least: 167", 200, 0),
        ("at_least: 10.5", 0, 11),
        ("more_than: 167", 167, 1),
        ("about: 167", 57, 110),
        ("about: 167, tolerance: 5", 57, 105),
        ("at_most: 10", 12, -2),
        ("less_than: 10", 12, -3),
        ("less_than: 10", 10, -1),
    ],
)
def test_the_smallest_whole_change_that_meets_a_count(
    progress: Progress, target: str, count: int, remaining: int
) -> None:
    seen = progress(
        f"measure: count\nscope: each_unit\ntarget: {{{target}}}",
        f"a/2024-Q2: {{figures: {{roads: {count}}}}}",
    )
    assert (seen.unit("a").remaining, seen.own.remaining) == (
        Fraction(remaining),
        Fraction(remaining),
    )


def test_what_is_left_in_the_province_is_not_the_sum_over_its_units(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 75"),
        """
        a/2024-Q2: 30 of 38
        b/2024-Q2: 19 of 38
        """,
    )
    # 57 of 76 are needed and 49 are there; b alone lacks 10 of its 29.
    assert (seen.unit("a").remaining, seen.unit("b").remaining) == (Fraction(0), Fraction(10))
    assert seen.own.remaining == 8


def test_what_is_left_of_a_share_is_the_units_own(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {about: 120, by_unit: {a: 100, b: 20}}",
        """
        a/2024-Q2: {figures: {roads: 90}}
        b/2024-Q2: {figures: {roads: 25}}
        """,
    )
    assert (seen.unit("a").remaining, seen.unit("b").remaining) == (Fraction(10), Fraction(0))
    assert seen.own.remaining == 5
