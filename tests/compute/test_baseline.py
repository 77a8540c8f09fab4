"""Where the path starts: the year before, over exactly the units counted now."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

RATE = """
measure: rate
population: villages
target: {at_least: 80}
"""


def test_the_provinces_baseline_covers_exactly_the_units_counted_now(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2023: 60 of 100
        a/2024-Q2: 65 of 100
        b/2023: 160 of 300
        b/2024-Q2: 195 of 300
        c/2023: 0 of 1000
        """,
    )
    # 220 of 400; with c, which has not submitted, it would be 220 of 1400.
    assert seen.own.baseline == 55
    assert seen.own.expected == Fraction(135, 2)
    assert (seen.own.pace, seen.own.status) == (Fraction(4, 5), "behind")
    assert seen.unit("c").baseline == 0


def test_the_provinces_pace_is_taken_over_the_units_that_have_a_baseline(
    progress: Progress,
) -> None:
    seen = progress(
        RATE,
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        b/2024-Q2: 10 of 100
        c/2023: 150 of 300
        c/2024-Q2: 180 of 300
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").pace) == ("on_track", Fraction(1))
    assert (seen.unit("a").pace_units, seen.unit("a").pace_value) == (1, Fraction(70))
    assert (seen.unit("b").status, seen.unit("b").reason) == ("not_yet", "no_baseline")
    assert (seen.unit("b").pace_units, seen.unit("b").pace) == (None, None)
    # All three: 260 of 500. Of a and c: 210 of 400 then, 250 of 400 now; to 80 it is 13.75 more.
    assert seen.own.value == 52
    assert (seen.own.baseline, seen.own.pace_value) == (Fraction(105, 2), Fraction(125, 2))
    assert seen.own.expected == Fraction(265, 4)
    assert (seen.own.pace, seen.own.pace_units) == (Fraction(8, 11), 2)
    assert (seen.own.status, seen.own.reason) == ("behind", None)


@pytest.mark.parametrize(
    "baseline",
    [
        "101 of 100",
        "0 of 0",
        "{figures: {roads: 60}}",
        "{populations: {villages: 100}, figures: {teams: 1}}",
        '{populations: {villages: 100}, figures: {roads: {not_applicable: "chưa lập"}}}',
    ],
)
def test_a_baseline_without_a_sound_rate_is_none(progress: Progress, baseline: str) -> None:
    seen = progress(
        RATE,
        f"""
        a/2023: {baseline}
        a/2024-Q2: 70 of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason) == ("not_yet", "no_baseline")
        assert row.baseline is None


def test_what_is_met_needs_no_baseline(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q2: 80 of 100")
    assert (seen.own.status, seen.own.reason) == ("met", None)


def test_a_baseline_percentage_alone_serves_the_unit_and_not_the_province(
    progress: Progress,
) -> None:
    seen = progress(
        RATE,
        """
        a/2023: {figures: {roads: {percent: 60}}}
        a/2024-Q2: 70 of 100
        """,
    )
    assert seen.unit("a").status == "on_track"
    assert seen.unit("a").baseline == 60
    assert (seen.own.status, seen.own.reason) == ("not_yet", "no_baseline")


def test_a_baseline_percentage_with_its_population_is_summed(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2023: {populations: {villages: 100}, figures: {roads: {percent: 60.5}}}
        a/2024-Q2: 70 of 100
        b/2023: 180 of 300
        b/2024-Q2: 210 of 300
        """,
    )
    assert seen.own.baseline == Fraction(2405, 40)


def test_a_unit_counted_then_and_now_may_have_another_population(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2023: 30 of 50
        a/2024-Q2: 140 of 200
        """,
    )
    assert seen.own.baseline == 60
    assert seen.own.pace == 1


@pytest.mark.parametrize("period", ["2023-Q4", "2023-H2", "2023-12"])
def test_another_period_that_ends_with_the_year_before_is_a_baseline(
    progress: Progress, period: str
) -> None:
    seen = progress(
        RATE,
        f"""
        a/{period}: 60 of 100
        a/2024-Q2: 70 of 100
        """,
    )
    assert seen.unit("a").baseline == 60
    assert seen.unit("a").status == "on_track"


def test_the_whole_year_before_comes_first_as_a_baseline(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2023: 60 of 100
        a/2023-Q4: 10 of 100
        a/2024-Q2: 70 of 100
        """,
    )
    assert seen.unit("a").baseline == 60


@pytest.mark.parametrize("period", ["2022", "2023-9M", "2024-Q1", "2024"])
def test_no_other_period_is_a_baseline(progress: Progress, period: str) -> None:
    seen = progress(
        RATE,
        f"""
        a/{period}: 60 of 100
        a/2024-Q2: 70 of 100
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("not_yet", "no_baseline")


def test_a_reductions_baseline_covers_exactly_the_units_counted_now(progress: Progress) -> None:
    seen = progress(
        "measure: reduction\npopulation: villages\ntarget: {more_than: 3}",
        """
        a/2023: 20 of 100
        a/2024-Q2: 19 of 100
        b/2023: 900 of 1000
        b/2024-Q2: {populations: {villages: 1000}, figures: {teams: 1}}
        """,
    )
    assert seen.own.value == 1
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)
