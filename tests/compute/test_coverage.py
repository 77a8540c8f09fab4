"""Coverage, and whether the missing units could still change the verdict."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

SEVEN = "a b c d e f g"
KNOWN = "{populations: {villages: 100}, figures: {teams: 1}}"


def six(numerator: int, missing: str = "") -> str:
    """Return 600 villages in six units with six times `numerator`, and what g says."""
    lines = [f"{unit}/2024: {numerator} of 100" for unit in "abcdef"]
    return "\n".join([*lines, missing])


def rate(target: str) -> str:
    return f"measure: rate\npopulation: villages\ntarget: {{{target}}}"


def test_coverage_is_the_units_counted_of_those_applicable(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 50"),
        """
        a/2024-Q2: 1 of 2
        b/2024-Q2: 0 of 0
        c/2024-Q2: 5 of 2
        d/2024-Q2: {figures: {roads: {percent: 50}}}
        e/2024-Q2: {figures: {teams: 1}}
        f/2024-Q2: 1 of 2
        """,
        units=SEVEN,
    )
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (2, 6)


@pytest.mark.parametrize("target", ["at_least: 50", "at_least: 90"])
def test_with_nothing_missing_it_is_firm(progress: Progress, target: str) -> None:
    seen = progress(rate(target), "a/2024: 1 of 2\nb/2024: 0 of 0", period="2024")
    assert seen.own.firm


@pytest.mark.parametrize(
    ("target", "numerator", "status", "firm"),
    [
        # g alone is missing and has 100 villages: from 6n to 6n + 100 of 700.
        ("at_least: 60", 70, "met", True),  # 420 of 700 is exactly 60 %
        ("at_least: 60", 69, "met", False),  # 414 of 700
        ("more_than: 60", 70, "met", False),  # 420 of 700 is not more than 60 %
        ("more_than: 60", 71, "met", True),
        ("at_least: 80", 76, "not_met", True),  # 556 of 700 at most, 560 are needed
        ("at_least: 80", 77, "not_met", False),  # 562 of 700
        ("at_least: 100", 99, "not_met", True),
        ("at_most: 40", 30, "met", True),  # 280 of 700 at most
        ("less_than: 40", 30, "met", False),
        ("at_most: 40", 31, "met", False),  # 286 of 700
        ("at_most: 40", 47, "not_met", True),  # 282 of 700 at least
        ("less_than: 15", 17, "not_met", False),  # 102 of 700 at least
        ("about: 62, tolerance: 2", 70, "met", True),
        ("about: 62, tolerance: 1", 70, "met", False),
    ],
)
def test_a_rate_with_one_of_seven_units_missing(
    progress: Progress, target: str, numerator: int, status: str, *, firm: bool
) -> None:
    seen = progress(rate(target), six(numerator, f"g/2024: {KNOWN}"), period="2024")
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (6, 7)
    assert (seen.own.status, seen.own.firm) == (status, firm)


@pytest.mark.parametrize(
    ("submissions", "firm"),
    [
        ("g/2024-Q1: 5 of 100", True),
        ("g/2023: 5 of 100", True),
        ("g/2024-Q1: 5 of 102", False),
        ("g/2023: 5 of 1000\ng/2024-Q1: 5 of 100", True),
        ("g/2023: 5 of 100\ng/2024-Q1: 5 of 1000", False),
        ("g/2024-11: 5 of 100\ng/2024-Q1: 5 of 1000", True),
        ("g/2023: 5 of 100\ng/2024-Q1: {figures: {teams: 1}}", True),
        ("g/2024-Q1: 5 of 1000\ng/2024: " + KNOWN, True),
        ("g/2024-Q1: 0 of 0", True),
        ("g/2024: 900 of 100", False),
        ("g/2023: {figures: {teams: 1}}", False),
        ("g/2025: 5 of 100", False),
        ("g/2024: {populations: {villages: -1}, figures: {teams: 1}}", False),
        ("", False),
    ],
)
def test_the_missing_population_is_the_one_of_now_else_the_newest_earlier(
    progress: Progress, submissions: str, *, firm: bool
) -> None:
    seen = progress(rate("at_least: 60"), six(70, submissions), units=SEVEN, period="2024")
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (6, 7)
    assert (seen.own.status, seen.own.firm) == ("met", firm)


def test_every_missing_population_must_be_known(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 10"),
        """
        a/2024: 90 of 100
        b/2023: 1 of 10
        """,
        units="a b c",
        period="2024",
    )
    assert not seen.own.firm


@pytest.mark.parametrize(
    ("target", "count", "status", "firm"),
    [
        ("at_least: 10", 10, "met", True),
        ("at_least: 10", 9, "not_met", False),
        ("more_than: 10", 11, "met", True),
        ("more_than: 10", 10, "not_met", False),
        ("about: 10", 10, "met", True),
        ("about: 10", 9, "not_met", False),
        ("at_most: 10", 10, "met", False),
        ("less_than: 10", 9, "met", False),
    ],
)
def test_a_count_can_only_grow(
    progress: Progress, target: str, count: int, status: str, *, firm: bool
) -> None:
    seen = progress(
        f"measure: count\ntarget: {{{target}}}",
        f"a/2024: {{figures: {{roads: {count}}}}}",
        units="a b",
        period="2024",
    )
    assert (seen.own.status, seen.own.firm) == (status, firm)


def test_a_reduction_with_a_unit_missing_is_not_firm(progress: Progress) -> None:
    seen = progress(
        "measure: reduction\npopulation: villages\ntarget: {more_than: 3}",
        """
        a/2023: 50000 of 100000
        a/2024: 0 of 100000
        b/2023: 1 of 1
        """,
        period="2024",
    )
    assert (seen.own.status, seen.own.firm) == ("met", False)


def test_a_parity_with_a_unit_missing_is_not_firm(progress: Progress) -> None:
    seen = progress(
        """
        measure: parity
        population: households
        reference: {numerator: dtts_people, population: people}
        target: {at_least: 0}
        """,
        "a/2024: {populations: {households: 9, people: 9, dtts_people: 1}, figures: {roads: 9}}",
        units="a b",
        period="2024",
    )
    assert (seen.own.status, seen.own.firm) == ("met", False)


def test_a_status_under_way_is_firm_when_it_cannot_be_met(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 80"),
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        b/2024-Q1: 1 of 10
        """,
    )
    # At best 80 of 110.
    assert (seen.own.status, seen.own.firm) == ("on_track", True)


def test_firm_says_whether_it_is_met_and_not_by_which_pace(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 80"),
        """
        a/2023: 60 of 100
        a/2024-Q2: 70 of 100
        b/2024-Q1: 1 of 51
        """,
    )
    # At best 121 of 151, which is above 80 %.
    assert (seen.own.status, seen.own.firm) == ("on_track", False)


def test_an_invalid_figure_makes_nothing_firm(progress: Progress) -> None:
    # It may well be 1,300 of 1,000 households that were meant: then it would be 114.5 %.
    seen = progress(
        rate("at_least: 100"),
        """
        a/2024: 990 of 1000
        b/2024: 1300 of 1000
        """,
        period="2024",
    )
    assert (seen.unit("b").reason, seen.unit("b").firm) == ("invalid", False)
    assert (seen.own.status, seen.own.firm) == ("not_met", False)
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)


def test_a_numerator_that_may_exceed_its_population_counts(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 100") + "\nmay_exceed: true",
        """
        a/2024: 990 of 1000
        b/2024: 1300 of 1000
        """,
        period="2024",
    )
    assert seen.unit("b").value == 130
    # 2,290 of 2,000.
    assert (seen.own.value, seen.own.status, seen.own.firm) == (Fraction(229, 2), "met", True)


@pytest.mark.parametrize(
    ("target", "may_exceed", "numerator", "status", "firm"),
    [
        ("at_least: 100", "false", 990, "not_met", True),
        ("at_least: 100", "true", 990, "not_met", False),
        ("at_least: 40", "true", 800, "met", True),  # 800 of 2,000 at least
        ("at_most: 60", "false", 100, "met", True),  # 1,100 of 2,000 at most
        ("at_most: 60", "true", 100, "met", False),
        ("at_most: 40", "true", 900, "not_met", True),  # 900 of 2,000 at least
    ],
)
def test_what_is_missing_has_no_bound_above_where_it_may_exceed(
    progress: Progress, target: str, may_exceed: str, numerator: int, status: str, *, firm: bool
) -> None:
    seen = progress(
        rate(target) + f"\nmay_exceed: {may_exceed}",
        f"""
        a/2024: {numerator} of 1000
        b/2023: 1 of 1000
        """,
        period="2024",
    )
    assert (seen.own.status, seen.own.firm) == (status, firm)


@pytest.mark.parametrize(
    ("target", "percent", "status", "firm"),
    [
        ("at_least: 95", "95.0", "met", False),  # from 94.95 on
        ("at_least: 95", "95.1", "met", True),
        ("at_least: 95", "95", "met", False),  # from 94.5 on
        ("at_least: 95", "94.9", "not_met", True),  # to 94.95
        ("at_least: 95", "94", "not_met", True),
        ("at_least: 95", "94.96", "not_met", True),
        ("more_than: 95", "95.0", "not_met", False),  # to 95.05
        ("at_most: 5", "5.00", "met", False),  # to 5.005
        ("at_most: 5", "5.1", "not_met", True),
    ],
)
def test_a_percentage_counts_with_all_that_it_may_have_been_rounded_from(
    progress: Progress, target: str, percent: str, status: str, *, firm: bool
) -> None:
    figure = f"{{populations: {{villages: 20000}}, figures: {{roads: {{percent: {percent}}}}}}}"
    seen = progress(rate(target), f"a/2024: {figure}", period="2024")
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.firm) == (status, firm)


def test_a_rounded_percentage_may_turn_a_sum(progress: Progress) -> None:
    figure = "{populations: {villages: 1000}, figures: {roads: {percent: 90.0}}}"
    seen = progress(
        rate("at_least: 95"),
        f"""
        a/2024: {figure}
        b/2024: 1000 of 1000
        """,
        period="2024",
    )
    # 1,900 of 2,000, but from 1,899.5 on.
    assert (seen.unit("a").firm, seen.unit("b").firm) == (True, True)
    assert (seen.own.status, seen.own.firm) == ("met", False)


def test_nothing_that_rests_on_a_carried_figure_is_firm(progress: Progress) -> None:
    seen = progress(
        rate("at_least: 80"),
        """
        a/2024: 100 of 100
        b/2024-9M: 100 of 100
        """,
        period="2024",
        carry_forward=True,
    )
    assert (seen.unit("a").firm, seen.unit("b").firm) == (True, False)
    assert (seen.own.status, seen.own.firm) == ("met", False)
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (2, 2)
