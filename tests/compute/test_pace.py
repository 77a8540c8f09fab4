"""Pace: how far along the path from the baseline to the target, and the cut-offs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.compute import METHOD, Status

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

TO_80 = """
measure: rate
population: villages
target: {at_least: 80}
"""
DOWN_TO_40 = """
measure: rate
population: villages
target: {at_most: 40}
"""


def test_the_method_has_a_name_and_the_statuses_an_order() -> None:
    assert METHOD == "linear-path/0.95-0.60-0"
    assert list(Status) == [
        "met",
        "on_track",
        "behind",
        "not_yet",
        "far_behind",
        "worsening",
        "not_met",
        "ungraded",
        "not_applicable",
        "no_data",
    ]


@pytest.mark.parametrize(
    ("numerator", "status", "pace"),
    [
        (79_999, "on_track", Fraction(19_999, 10_000)),
        (70_000, "on_track", Fraction(1)),
        (69_500, "on_track", Fraction(95, 100)),
        (69_499, "behind", Fraction(9499, 10_000)),
        (66_000, "behind", Fraction(60, 100)),
        (65_999, "far_behind", Fraction(5999, 10_000)),
        (60_000, "far_behind", Fraction(0)),
        (59_999, "worsening", Fraction(-1, 10_000)),
    ],
)
def test_the_cut_offs_where_higher_is_better(
    progress: Progress, numerator: int, status: str, pace: Fraction
) -> None:
    seen = progress(
        TO_80,
        f"""
        a/2023: 60000 of 100000
        a/2024-Q2: {numerator} of 100000
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.pace) == (status, pace)
        assert row.baseline == 60
        assert row.expected == 70
        assert row.reason is None


@pytest.mark.parametrize(
    ("numerator", "status", "pace"),
    [
        (50_500, "on_track", Fraction(95, 100)),
        (50_501, "behind", Fraction(9499, 10_000)),
        (54_000, "behind", Fraction(60, 100)),
        (54_001, "far_behind", Fraction(5999, 10_000)),
        (60_000, "far_behind", Fraction(0)),
        (60_001, "worsening", Fraction(-1, 10_000)),
    ],
)
def test_the_cut_offs_where_lower_is_better(
    progress: Progress, numerator: int, status: str, pace: Fraction
) -> None:
    seen = progress(
        DOWN_TO_40,
        f"""
        a/2023: 60000 of 100000
        a/2024-Q2: {numerator} of 100000
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert row.status == status
        assert row.pace == pace
        assert row.expected == 50


@pytest.mark.parametrize(
    ("count", "status"),
    [(95, "on_track"), (94, "behind"), (60, "behind"), (59, "far_behind"), (0, "far_behind")],
)
def test_a_count_starts_from_0(progress: Progress, count: int, status: str) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 200, by_unit: {a: 200}}",
        f"""
        a/2023: {{figures: {{roads: 999}}}}
        a/2024-Q2: {{figures: {{roads: {count}}}}}
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert row.status == status
        assert row.baseline == 0
        assert row.expected == 100
        assert row.pace == Fraction(count, 100)


@pytest.mark.parametrize(
    ("poor", "status", "pace"),
    [
        (18_575, "on_track", Fraction(95, 100)),
        (18_576, "behind", Fraction(1424, 1500)),
        (19_100, "behind", Fraction(60, 100)),
        (19_101, "far_behind", Fraction(899, 1500)),
        (20_000, "far_behind", Fraction(0)),
        (20_001, "worsening", Fraction(-1, 1500)),
    ],
)
def test_a_reduction_starts_from_0(
    progress: Progress, poor: int, status: str, pace: Fraction
) -> None:
    seen = progress(
        "measure: reduction\npopulation: villages\ntarget: {more_than: 3}",
        f"""
        a/2023: 20000 of 100000
        a/2024-Q2: {poor} of 100000
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.pace) == (status, pace)
        assert row.baseline == 0
        assert row.expected == Fraction(3, 2)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024-01", 100),
        ("2024-02", 200),
        ("2024-03", 300),
        ("2024-Q1", 300),
        ("2024-06", 600),
        ("2024-Q2", 600),
        ("2024-H1", 600),
        ("2024-Q3", 900),
        ("2024-9M", 900),
        ("2024-11", 1100),
    ],
)
def test_the_path_runs_by_the_month_of_the_periods_end(
    progress: Progress, period: str, expected: int
) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 1200}",
        f"a/{period}: {{figures: {{roads: 57}}}}",
        period=period,
    )
    assert seen.own.expected == expected
    assert seen.own.pace == Fraction(57, expected)


@pytest.mark.parametrize("period", ["2024", "2024-Q4", "2024-H2", "2024-12"])
@pytest.mark.parametrize(("count", "status"), [(199, "not_met"), (200, "met"), (0, "not_met")])
def test_at_the_years_end_it_is_met_or_not_met(
    progress: Progress, period: str, count: int, status: str
) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 200, by_unit: {a: 200}}",
        f"a/{period}: {{figures: {{roads: {count}}}}}",
        period=period,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason, row.pace) == (status, None, None)


def test_at_the_years_end_neither_fall_nor_lack_of_baseline_shows(progress: Progress) -> None:
    seen = progress(
        TO_80,
        """
        a/2023: 90 of 100
        a/2024: 70 of 100
        b/2024: 70 of 100
        """,
        period="2024",
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("not_met", None)
    assert (seen.unit("b").status, seen.unit("b").reason) == ("not_met", None)
    assert (seen.own.status, seen.own.reason) == ("not_met", None)


def test_what_is_met_has_no_pace(progress: Progress) -> None:
    seen = progress(
        TO_80,
        """
        a/2023: 90 of 100
        a/2024-Q2: 80 of 100
        """,
    )
    assert (seen.own.status, seen.own.pace) == ("met", None)


def test_pace_none_gives_no_status_under_way(progress: Progress) -> None:
    seen = progress(
        TO_80 + "pace: none",
        """
        a/2023: 60 of 100
        a/2024-Q2: 79 of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason, row.pace) == ("not_yet", None, None)


def test_pace_linear_is_the_default(progress: Progress) -> None:
    seen = progress(
        TO_80 + "pace: linear",
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        """,
    )
    assert seen.own.status == "on_track"
    assert seen.own.pace == 1


def test_a_path_of_no_length_gives_not_yet(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\ntarget: {more_than: 95}",
        """
        a/2023: 95 of 100
        a/2024-Q2: 94 of 100
        """,
    )
    # 94 is short of the 95 that it started from and is to stay at by now.
    assert (seen.own.status, seen.own.reason, seen.own.pace) == ("not_yet", None, None)


@pytest.mark.parametrize(
    ("target", "before", "now"),
    [
        ("at_least: 70", 80, 69),
        ("at_least: 70", 70, 69),
        ("more_than: 70", 71, 70),
        ("about: 70, tolerance: 2", 69, 67),
        ("at_most: 15", 15, 16),
        ("less_than: 15", 10, 15),
    ],
)
def test_a_target_met_by_the_baseline_and_now_missed_is_worsening(
    progress: Progress, target: str, before: int, now: int
) -> None:
    seen = progress(
        f"measure: rate\npopulation: villages\ntarget: {{{target}}}",
        f"""
        a/2023: {before} of 100
        a/2024-Q2: {now} of 100
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason) == ("worsening", None)


def test_better_lower_turns_the_path_round(progress: Progress) -> None:
    seen = progress(
        TO_80.replace("at_least", "about") + "better: lower",
        """
        a/2023: 60 of 100
        a/2024-Q2: 71 of 100
        """,
    )
    # Up by 11 where 10 points were asked for, and up is the wrong way.
    assert (seen.own.pace, seen.own.status) == (Fraction(-11, 10), "worsening")


def test_a_parity_has_no_pace(progress: Progress) -> None:
    populations = "{households: 100, people: 100, dtts_people: 30}"
    seen = progress(
        """
        measure: parity
        population: households
        reference: {numerator: dtts_people, population: people}
        target: {at_least: 0}
        """,
        f"""
        a/2023: {{populations: {populations}, figures: {{roads: 20}}}}
        a/2024-Q2: {{populations: {populations}, figures: {{roads: 25}}}}
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason, row.pace) == ("not_yet", None, None)
        assert row.value == -5
        assert row.baseline is None
        assert row.gap == -5


def test_a_share_of_the_target_has_a_path_of_its_own(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {about: 120, by_unit: {a: 100, b: 20}}",
        """
        a/2024-Q2: {figures: {roads: 30}}
        b/2024-Q2: {figures: {roads: 10}}
        """,
    )
    assert (seen.unit("a").pace, seen.unit("a").status) == (Fraction(60, 100), "behind")
    assert seen.unit("b").pace == 1
    assert seen.unit("b").status == "on_track"
    assert (seen.own.pace, seen.own.status) == (Fraction(2, 3), "behind")


ANEW = """
measure: rate
population: villages
target: {at_least: 95}
start: 0
"""


def test_a_share_that_begins_anew_each_year_starts_from_0(progress: Progress) -> None:
    seen = progress(
        ANEW,
        """
        a/2023: 98 of 100
        a/2024-Q1: 115 of 1000
        b/2024-Q1: 115 of 1000
        """,
        period="2024-Q1",
    )
    # By the end of March a quarter of 95 is expected; 11.5 is 0.484 of it.
    for row in (seen.unit("a"), seen.unit("b"), seen.own):
        assert (row.value, row.baseline, row.expected) == (
            Fraction(23, 2),
            Fraction(0),
            Fraction(95, 4),
        )
        assert (row.pace, row.status, row.reason) == (Fraction(46, 95), "far_behind", None)
    assert seen.own.pace_units == 2


@pytest.mark.parametrize(
    ("before", "now", "status", "pace"),
    [
        # Of 10,000 households, 0.005 points by June are half a household.
        (9499, 9494, "not_yet", None),
        (9499, 9500, "met", None),
        # Of 0.02 points, 0.01 are one household.
        (9498, 9494, "worsening", Fraction(-4)),
        (9500, 9499, "worsening", None),
    ],
)
def test_less_than_one_household_is_no_change_to_expect(
    progress: Progress, before: int, now: int, status: str, pace: Fraction | None
) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\ntarget: {at_least: 95}",
        f"""
        a/2023: {before} of 10000
        a/2024-Q2: {now} of 10000
        """,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.pace, row.reason) == (status, pace, None)


@pytest.mark.parametrize(
    ("target", "period", "count", "status", "expected"),
    [
        ("at_most: 57", "2024-Q1", 14, "on_track", Fraction(57, 4)),
        ("at_most: 57", "2024-Q1", 15, "behind", Fraction(57, 4)),
        ("at_most: 57", "2024-Q1", 56, "behind", Fraction(57, 4)),
        ("at_most: 57", "2024-Q1", 57, "behind", Fraction(57, 4)),
        ("at_most: 57", "2024-Q1", 58, "not_met", Fraction(57, 4)),
        ("less_than: 57", "2024-Q1", 57, "not_met", Fraction(57, 4)),
        ("at_most: 57", "2024", 57, "met", None),
        ("at_most: 57", "2024", 58, "not_met", None),
    ],
)
def test_a_count_may_not_pass_its_limit_by_the_years_end(
    progress: Progress,
    target: str,
    period: str,
    count: int,
    status: str,
    expected: Fraction | None,
) -> None:
    seen = progress(
        f"measure: count\ntarget: {{{target}, by_unit: {{a: 57}}}}",
        f"a/{period}: {{figures: {{roads: {count}}}}}",
        period=period,
    )
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.expected, row.pace) == (status, expected, None)
        assert row.gap == count - 57


def test_what_is_short_before_the_years_end_is_not_yet_met(progress: Progress) -> None:
    seen = progress(TO_80, "a/2024-11: 10 of 100", period="2024-11")
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason) == ("not_yet", "no_baseline")
