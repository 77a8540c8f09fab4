"""When a target is met: on the exact value, with its own comparator, by the right rows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

SHARES = """
measure: count
target: {about: 120, by_unit: {a: 100, b: 20}}
"""


@pytest.mark.parametrize(
    ("target", "numerator", "met"),
    [
        ("more_than: 95", 9500, False),
        ("more_than: 95", 9501, True),
        ("more_than: 95", 9499, False),
        ("at_least: 97", 9700, True),
        ("at_least: 97", 9699, False),
        ("less_than: 15", 1500, False),
        ("less_than: 15", 1499, True),
        ("less_than: 15", 1501, False),
        ("at_most: 15", 1500, True),
        ("at_most: 15", 1501, False),
        ("about: 70", 7000, True),
        ("about: 70", 6999, False),
        ("about: 70", 9900, True),
        ("about: 70, tolerance: 2", 6800, True),
        ("about: 70, tolerance: 2", 6799, False),
        ("about: 70, tolerance: 0.05", 6995, True),
        ("about: 70, tolerance: 0.05", 6994, False),
        ("at_least: 74.99", 7499, True),
        ("at_least: 75.0", 7500, True),
        ("at_least: 100", 9999, False),
        ("at_most: 0", 0, True),
    ],
)
def test_the_comparator_holds_on_the_exact_value(
    progress: Progress, target: str, numerator: int, *, met: bool
) -> None:
    seen = progress(
        f"measure: rate\npopulation: villages\ntarget: {{{target}}}",
        f"a/2024: {numerator} of 10000",
        period="2024",
    )
    expected = "met" if met else "not_met"
    assert seen.own.status == expected
    assert seen.unit("a").status == expected


def test_14_995_per_cent_is_less_than_15(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\ntarget: {less_than: 15}",
        "a/2024-Q2: 2999 of 20000",
    )
    assert seen.own.value == Fraction(2999, 200)
    assert seen.own.status == "met"
    assert seen.own.gap == Fraction(-1, 200)


@pytest.mark.parametrize(
    ("target", "count", "status"),
    [
        ("at_least: 1", 0, "not_met"),
        ("at_least: 1", 1, "met"),
        ("more_than: 1", 1, "not_met"),
        ("more_than: 1", 2, "met"),
        ("about: 167", 166, "not_met"),
        ("about: 167", 167, "met"),
        ("about: 167, tolerance: 5", 162, "met"),
        ("about: 167, tolerance: 5", 161, "not_met"),
        ("at_most: 3", 3, "met"),
        ("less_than: 3", 3, "not_met"),
    ],
)
def test_counts_are_compared_as_they_are(
    progress: Progress, target: str, count: int, status: str
) -> None:
    seen = progress(
        f"measure: count\ntarget: {{{target}}}",
        f"a/2024: {{figures: {{roads: {count}}}}}",
        period="2024",
    )
    assert seen.own.status == status


@pytest.mark.parametrize(("now", "status"), [(17, "not_met"), (16, "met")])
def test_a_reduction_of_exactly_three_is_not_more_than_three(
    progress: Progress, now: int, status: str
) -> None:
    seen = progress(
        "measure: reduction\npopulation: villages\ntarget: {more_than: 3}",
        f"""
        a/2023: 20 of 100
        a/2024: {now} of 100
        """,
        period="2024",
    )
    assert seen.own.status == status


@pytest.mark.parametrize(("numerator", "status"), [(28, "met"), (27, "not_met")])
def test_a_parity_is_met_within_its_tolerance(
    progress: Progress, numerator: int, status: str
) -> None:
    populations = "{households: 100, people: 100, dtts_people: 30}"
    seen = progress(
        """
        measure: parity
        population: households
        reference: {numerator: dtts_people, population: people}
        target: {about: 0, tolerance: 2}
        """,
        f"a/2024: {{populations: {populations}, figures: {{roads: {numerator}}}}}",
        period="2024",
    )
    assert seen.own.status == status
    assert seen.unit("a").status == status


@pytest.mark.parametrize(
    ("indicator", "submission"),
    [
        ("measure: rate\npopulation: villages", "1 of 2"),
        ("measure: count", "{figures: {roads: 3}}"),
        ("measure: narrative", "{figures: {roads: words}}"),
        (
            """
            measure: parity
            population: households
            reference: {numerator: dtts_people, population: people}
            """,
            "{populations: {households: 4, people: 9, dtts_people: 3}, figures: {roads: 1}}",
        ),
    ],
)
def test_without_a_number_to_compare_with_nothing_is_graded(
    progress: Progress, indicator: str, submission: str
) -> None:
    seen = progress(indicator, f"a/2024-Q2: {submission}")
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason) == ("ungraded", None)
        assert (row.gap, row.pace, row.remaining) == (None, None, None)


def test_scope_province_grades_the_sum_and_no_unit(progress: Progress) -> None:
    seen = progress(
        """
        measure: count
        scope: province
        target: {at_least: 5}
        """,
        """
        a/2024: {figures: {roads: 5}}
        b/2024: {figures: {roads: 0}}
        """,
        period="2024",
    )
    assert seen.own.status == "met"
    assert seen.unit("a").status == "ungraded"
    assert seen.unit("b").status == "ungraded"
    assert seen.unit("a").value == 5
    assert (seen.unit("b").gap, seen.unit("b").remaining) == (None, None)


def test_a_unit_is_judged_by_its_own_share(progress: Progress) -> None:
    seen = progress(
        SHARES,
        """
        a/2024: {figures: {roads: 99}}
        b/2024: {figures: {roads: 21}}
        """,
        period="2024",
    )
    assert seen.unit("a").status == "not_met"
    assert seen.unit("a").goal == 100
    assert seen.unit("a").gap == -1
    assert seen.unit("b").status == "met"
    assert seen.unit("b").goal == 20
    assert seen.unit("b").gap == 1
    assert seen.own.status == "met"
    assert seen.own.gap == 0


def test_a_tolerance_holds_for_a_share_too(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {about: 120, tolerance: 5, by_unit: {a: 100, b: 20}}",
        """
        a/2024: {figures: {roads: 95}}
        b/2024: {figures: {roads: 14}}
        """,
        period="2024",
    )
    assert seen.unit("a").status == "met"
    assert seen.unit("b").status == "not_met"


def test_a_unit_without_a_share_that_reports_nothing_is_not_concerned(progress: Progress) -> None:
    seen = progress(
        SHARES,
        """
        a/2024-Q2: {figures: {roads: 100}}
        b/2024-Q2: {figures: {roads: 20}}
        c/2024-Q2: {figures: {teams: 1}}
        """,
        units="a b c d",
    )
    for name in "cd":
        assert (seen.unit(name).status, seen.unit(name).reason) == ("not_applicable", None)
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (2, 2)
    assert seen.own.firm


def test_a_unit_without_a_share_that_reports_is_counted_and_not_graded(progress: Progress) -> None:
    seen = progress(
        SHARES,
        """
        a/2024: {figures: {roads: 100}}
        b/2024: {figures: {roads: 15}}
        c/2024: {figures: {roads: 5}}
        """,
        period="2024",
    )
    assert seen.unit("c").status == "ungraded"
    assert seen.unit("c").value == 5
    assert (seen.unit("c").goal, seen.unit("c").gap, seen.unit("c").remaining) == (None, None, None)
    assert seen.own.value == 120
    assert seen.own.status == "met"
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (3, 3)


def test_a_unit_with_a_share_that_reports_nothing_has_no_data(progress: Progress) -> None:
    seen = progress(SHARES, "a/2024-Q2: {figures: {teams: 1}}", units="a b")
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "not_reported")
    assert (seen.unit("b").status, seen.unit("b").reason) == ("no_data", "not_submitted")


def test_a_rate_can_be_split_by_unit_too(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\ntarget: {at_least: 70, by_unit: {a: 60, b: 80}}",
        """
        a/2024: 60 of 100
        b/2024: 79 of 100
        """,
        period="2024",
    )
    assert (seen.unit("a").status, seen.unit("b").status) == ("met", "not_met")
    # 139 of 200 is 69.5 %.
    assert seen.own.status == "not_met"
    assert seen.own.gap == Fraction(-1, 2)


def test_by_unit_of_a_rate_leaves_the_others_the_plans_target(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\ntarget: {at_least: 70, by_unit: {a: 60}}",
        """
        a/2024: 65 of 100
        b/2024: 65 of 100
        """,
        units="a b c",
        period="2024",
    )
    assert (seen.unit("a").status, seen.unit("b").status) == ("met", "not_met")
    assert seen.unit("b").goal == 70
    assert (seen.unit("c").status, seen.unit("c").reason) == ("no_data", "not_submitted")
    assert not seen.unit("c").firm


def test_a_count_without_shares_judges_the_province_alone(progress: Progress) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 1200}",
        """
        a/2024-Q1: {figures: {roads: 100}}
        b/2024-Q1: {figures: {roads: 100}}
        c/2024-Q1: {figures: {roads: 100}}
        """,
        period="2024-Q1",
    )
    assert [seen.unit(name).status for name in "abc"] == ["ungraded"] * 3
    assert seen.own.value == 300
    assert seen.own.status == "on_track"
