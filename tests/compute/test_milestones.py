"""Milestones: the path runs straight from one to the next."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

TO_80 = """
measure: rate
population: villages
target: {at_least: 80}
"""


@pytest.mark.parametrize(
    ("period", "numerator", "expected"),
    [("2024-Q1", 60_950, 61), ("2024-Q2", 64_750, 65), ("2024-H1", 64_750, 65)],
)
def test_a_milestone_takes_the_place_of_the_path(
    progress: Progress, period: str, numerator: int, expected: int
) -> None:
    seen = progress(
        TO_80 + "pace: {Q1: 61, Q2: 65}",
        f"""
        a/2023: 60000 of 100000
        a/{period}: {numerator} of 100000
        """,
        period=period,
    )
    for row in (seen.unit("a"), seen.own):
        assert row.expected == expected
        assert row.pace == Fraction(95, 100)
        assert row.status == "on_track"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024-01", Fraction(181, 3)),  # a third of the way from 60 to 61
        ("2024-Q1", 61),
        ("2024-Q2", Fraction(202, 3)),  # 61, and a third of the 19 that are left
        ("2024-9M", Fraction(221, 3)),
    ],
)
def test_between_milestones_the_path_is_straight(
    progress: Progress, period: str, expected: Fraction
) -> None:
    seen = progress(
        TO_80 + "pace: {Q1: 61}",
        f"""
        a/2023: 600 of 1000
        a/{period}: 600 of 1000
        """,
        period=period,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.expected, row.pace, row.status) == (expected, Fraction(0), "far_behind")


def test_a_milestone_for_a_count(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 200}\npace: {Q2: 50}",
        "a/2024-Q2: {figures: {roads: 30}}",
    )
    assert (seen.own.status, seen.own.pace) == ("behind", Fraction(60, 100))


@pytest.mark.parametrize(
    ("numerator", "status"), [(66, "on_track"), (65, "on_track"), (64, "behind"), (0, "behind")]
)
def test_a_milestone_needs_no_baseline(progress: Progress, numerator: int, status: str) -> None:
    seen = progress(TO_80 + "pace: {Q2: 65}", f"a/2024-Q2: {numerator} of 100")
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason, row.pace) == (status, None, None)
        assert row.expected == 65
        assert row.pace_units is None


def test_before_the_first_milestone_nothing_is_known_without_a_baseline(
    progress: Progress,
) -> None:
    seen = progress(TO_80 + "pace: {Q2: 65}", "a/2024-Q1: 64 of 100", period="2024-Q1")
    assert (seen.own.status, seen.own.reason) == ("not_yet", "no_baseline")
    assert seen.own.expected is None


@pytest.mark.parametrize(
    ("period", "expected"), [("2024-05", 47), ("2024-06", 50), ("2024-07", 51)]
)
def test_months_about_a_milestone_agree(progress: Progress, period: str, expected: int) -> None:
    seen = progress(
        TO_80 + "pace: {Q1: 41, Q2: 50, Q3: 53}",
        f"a/{period}: 51 of 100",
        period=period,
    )
    assert seen.own.status == "on_track"
    assert seen.own.expected == expected


@pytest.mark.parametrize(
    ("numerator", "status", "pace"),
    [(72, "on_track", None), (70, "on_track", None), (69, "worsening", Fraction(-6, 5))],
)
def test_a_milestone_below_the_baseline_is_passed_by_what_reaches_it(
    progress: Progress, numerator: int, status: str, pace: Fraction | None
) -> None:
    seen = progress(
        TO_80 + "pace: {Q2: 70}",
        f"""
        a/2023: 75 of 100
        a/2024-Q2: {numerator} of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.pace) == (status, pace)
        assert row.expected == 70


def test_a_milestone_at_the_baseline_leaves_nothing_to_measure(progress: Progress) -> None:
    seen = progress(
        TO_80 + "pace: {Q2: 60}",
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason, row.pace) == ("on_track", None, None)


def test_a_milestone_of_the_province_does_not_bind_a_share(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {about: 120, by_unit: {a: 100, b: 20}}\npace: {Q2: 90}",
        """
        a/2024-Q2: {figures: {roads: 44}}
        b/2024-Q2: {figures: {roads: 10}}
        """,
    )
    assert seen.own.expected == 90
    assert seen.own.pace == Fraction(60, 100)
    assert seen.unit("a").expected == 50
    assert seen.unit("b").expected == 10
    assert seen.unit("b").status == "on_track"
