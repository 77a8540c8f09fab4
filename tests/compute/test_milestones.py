"""Milestones, which take the place of the straight path."""

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


def test_where_no_milestone_is_set_the_path_is_straight(progress: Progress) -> None:
    seen = progress(
        TO_80 + "pace: {Q1: 61}",
        """
        a/2023: 60 of 100
        a/2024-9M: 69 of 100
        """,
        period="2024-9M",
    )
    assert seen.own.expected == 75
    assert seen.own.pace == Fraction(60, 100)


def test_a_milestone_for_a_count(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 200}\npace: {Q2: 50}",
        "a/2024-Q2: {figures: {roads: 30}}",
    )
    assert (seen.own.status, seen.own.pace) == ("behind", Fraction(60, 100))


def test_a_milestone_does_not_replace_the_baseline(progress: Progress) -> None:
    seen = progress(TO_80 + "pace: {Q2: 65}", "a/2024-Q2: 64 of 100")
    assert (seen.own.status, seen.own.reason) == ("not_met", "no_baseline")


def test_a_milestone_at_the_baseline_leaves_nothing_to_measure(progress: Progress) -> None:
    seen = progress(
        TO_80 + "pace: {Q2: 60}",
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason, row.pace) == ("not_met", None, None)


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
