"""`scope: each_unit`: the province is judged by its worst applicable unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

EACH = """
measure: rate
population: villages
scope: each_unit
target: {at_least: 80}
"""
EACH_BELOW = """
measure: rate
population: villages
scope: each_unit
target: {less_than: 15}
"""


def test_the_worst_unit_decides_and_is_named(progress: Progress) -> None:
    seen = progress(
        EACH,
        """
        a/2024: 100 of 100
        b/2024: 79 of 100
        c/2024: 90 of 100
        """,
        period="2024",
    )
    assert (seen.own.status, seen.own.worst) == ("not_met", "b")
    # The sum, 269 of 300, would meet 80.
    assert seen.own.numerator == 269
    assert seen.own.population == 300


def test_it_is_met_when_every_unit_meets_it(progress: Progress) -> None:
    seen = progress(
        EACH,
        """
        a/2024: 80 of 100
        b/2024: 90 of 100
        """,
        period="2024",
    )
    assert seen.own.status == "met"


def test_of_units_under_way_the_worst_status_decides(progress: Progress) -> None:
    seen = progress(
        EACH,
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        b/2023: 60 of 100
        b/2024-Q2: 62 of 100
        c/2023: 40 of 100
        c/2024-Q2: 55 of 100
        """,
    )
    # a: 10 of 10, b: 2 of 10, c: 15 of 20 points; c is lower, but b is farther behind.
    assert (seen.unit("a").status, seen.unit("c").status) == ("on_track", "behind")
    assert (seen.own.status, seen.own.worst) == ("far_behind", "b")


def test_of_units_that_are_equally_short_the_first_of_the_plan_is_named(
    progress: Progress,
) -> None:
    seen = progress(
        EACH,
        """
        a/x/2024: 90 of 100
        a/y/2024: 70 of 100
        a/z/2024: 70 of 100
        b/w/2024: 70 of 100
        """,
        period="2024",
    )
    assert (seen.own.worst, seen.report.indicators[0].areas["a"].worst) == ("y", "y")
    # Neither c nor d has a figure; c does not say why.
    seen = progress(
        EACH,
        """
        b/2024: 90 of 100
        d/2024: {populations: {villages: 9}, figures: {roads: {value: 10}}}
        """,
        units="b c d",
        period="2024",
    )
    assert (seen.own.worst, seen.own.reason) == ("c", "not_submitted")


def test_a_unit_that_is_not_applicable_has_no_say(progress: Progress) -> None:
    seen = progress(
        EACH,
        """
        a/2024: 80 of 100
        b/2024: {populations: {villages: 0}, figures: {teams: 1}}
        """,
        period="2024",
    )
    assert seen.own.status == "met"
    assert seen.own.firm


def test_it_is_not_applicable_where_no_unit_is_applicable(progress: Progress) -> None:
    seen = progress(EACH, "a/2024: 0 of 0", period="2024")
    assert (seen.own.status, seen.own.worst) == ("not_applicable", None)


def test_where_lower_is_better_the_highest_is_the_worst(progress: Progress) -> None:
    seen = progress(
        EACH_BELOW,
        """
        a/2024: 20 of 100
        b/2024: 40 of 100
        c/2024: 30 of 100
        """,
        period="2024",
    )
    assert (seen.own.status, seen.own.worst) == ("not_met", "b")


def test_a_unit_short_of_the_target_decides_for_good(progress: Progress) -> None:
    seen = progress(EACH, "a/2024: 79 of 100", units="a b", period="2024")
    assert (seen.own.status, seen.own.worst) == ("not_met", "a")
    assert seen.own.firm


def test_a_unit_without_data_keeps_it_from_being_met(progress: Progress) -> None:
    seen = progress(EACH, "a/2024: 80 of 100", units="a b", period="2024")
    assert (seen.own.status, seen.own.reason) == ("no_data", "not_submitted")
    assert seen.own.worst == "b"
    assert not seen.own.firm


def test_a_unit_known_by_its_percentage_alone_is_judged_too(progress: Progress) -> None:
    seen = progress(
        EACH,
        """
        a/2024: 80 of 100
        b/2024: {figures: {roads: {percent: 79.9}}}
        """,
        period="2024",
    )
    assert (seen.own.status, seen.own.worst) == ("not_met", "b")
    assert seen.own.value == 80


def test_units_known_by_percentages_alone_still_judge_the_province(progress: Progress) -> None:
    seen = progress(EACH, "a/2024: {figures: {roads: {percent: 79.9}}}", period="2024")
    assert seen.unit("a").status == "not_met"
    assert (seen.own.status, seen.own.worst) == ("not_met", "a")


def test_a_count_without_a_share_is_held_against_the_target_of_each_unit(
    progress: Progress,
) -> None:
    seen = progress(
        """
        measure: count
        scope: each_unit
        target: {at_least: 10, by_unit: {a: 10}}
        """,
        """
        a/2024: {figures: {roads: 10}}
        b/2024: {figures: {roads: 3}}
        """,
        period="2024",
    )
    assert (seen.unit("a").status, seen.unit("b").status) == ("met", "not_met")
    assert (seen.own.status, seen.own.worst) == ("not_met", "b")


def test_what_is_left_is_what_the_units_lack(progress: Progress) -> None:
    seen = progress(
        EACH,
        """
        a/2024: 90 of 100
        b/2024: 50 of 100
        """,
        period="2024",
    )
    # The sum would lack only 20, but it is b that lacks 30.
    assert seen.own.remaining == 30


def test_a_parity_can_bind_every_unit(progress: Progress) -> None:
    seen = progress(
        """
        measure: parity
        population: households
        reference: {numerator: dtts_people, population: people}
        scope: each_unit
        target: {about: 0, tolerance: 2}
        """,
        """
        a/2024-Q2: {populations: {households: 10, people: 10, dtts_people: 2}, figures: {roads: 9}}
        b/2024-Q2: {populations: {households: 10, people: 10, dtts_people: 4}, figures: {roads: 3}}
        """,
    )
    assert seen.unit("a").value == 70
    assert seen.unit("b").value == -10
    assert seen.own.value == 30
    assert (seen.own.status, seen.own.worst) == ("not_yet", "b")
