"""What the five measures are worth, for a unit and for the province as a sum."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

RATE = """
measure: rate
population: villages
target: {at_least: 70}
"""
COUNT = """
measure: count
target: {at_least: 10}
"""
REDUCTION = """
measure: reduction
population: villages
target: {more_than: 3}
"""
PARITY = """
measure: parity
population: households
reference: {numerator: dtts_people, population: people}
"""


def test_a_rate_is_a_hundred_numerators_over_the_population(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 1 of 3
        b/2024-Q2: 2 of 5
        """,
    )
    assert seen.unit("a").value == Fraction(100, 3)
    assert seen.unit("b").value == 40
    assert seen.own.value == Fraction(75, 2)
    assert seen.own.numerator == 3
    assert seen.own.population == 8


def test_a_count_is_itself_and_sums(progress: Progress) -> None:
    seen = progress(
        COUNT,
        """
        a/2024-Q2: {figures: {roads: 3}}
        b/2024-Q2: {figures: {roads: 4}}
        """,
    )
    assert seen.unit("a").value == 3
    assert seen.own.value == 7
    assert seen.own.numerator == 7
    assert seen.own.population is None


def test_a_reduction_is_the_points_that_the_rate_has_fallen(progress: Progress) -> None:
    seen = progress(
        REDUCTION,
        """
        a/2023: 20 of 100
        a/2024-Q2: 18 of 120
        b/2023: 30 of 300
        b/2024-Q2: 24 of 300
        """,
    )
    assert seen.unit("a").value == 5
    assert seen.unit("b").value == 2
    # 50 of 400 is 12.5 %, 42 of 420 is 10 %; the mean of 5 and 2 would be 3.5.
    assert seen.own.value == Fraction(5, 2)


def test_a_rate_that_rose_is_a_negative_reduction(progress: Progress) -> None:
    seen = progress(
        REDUCTION,
        """
        a/2023: 20 of 100
        a/2024-Q2: 21 of 100
        """,
    )
    assert seen.unit("a").value == -1
    assert seen.own.value == -1


def test_a_parity_is_the_points_between_two_shares(progress: Progress) -> None:
    populations = "people: 100, dtts_people"
    seen = progress(
        PARITY,
        f"""
        a/2024-Q2: {{populations: {{households: 40, {populations}: 30}}, figures: {{roads: 10}}}}
        b/2024-Q2: {{populations: {{households: 60, {populations}: 20}}, figures: {{roads: 30}}}}
        """,
    )
    assert seen.unit("a").value == -5
    assert seen.unit("b").value == 30
    # 40 of 60 + 40 is 40 %, 50 of 200 people is 25 %.
    assert seen.own.value == 15


def test_a_narrative_is_its_text_and_how_many_gave_one(progress: Progress) -> None:
    seen = progress(
        "measure: narrative",
        """
        a/2024-Q2: {figures: {roads: "Hai tổ hợp tác"}}
        b/2024-Q2: {figures: {teams: 1}}
        c/2024-Q2: {figures: {roads: {value: "Một lớp", note: "theo xã"}}}
        """,
    )
    assert seen.unit("a").text == "Hai tổ hợp tác"
    assert seen.unit("c").text == "Một lớp"
    assert seen.unit("a").value is None
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (2, 3)
    assert seen.own.value is None


def test_a_provincial_rate_below_target_whose_mean_of_rates_is_above(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024: 9 of 10
        b/2024: 600 of 1000
        """,
        period="2024",
    )
    # The mean of 90 and 60 would be 75 and meet 70.
    assert seen.own.value == Fraction(6090, 101)
    assert seen.own.status == "not_met"


def test_a_provincial_rate_above_target_whose_mean_of_rates_is_below(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024: 1 of 10
        b/2024: 900 of 1000
        """,
        period="2024",
    )
    # The mean of 10 and 90 would be 50 and miss 70.
    assert seen.own.value == Fraction(9010, 101)
    assert seen.own.status == "met"


def test_values_are_exact_fractions(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\ntarget: {at_least: 33.33}",
        "a/2024-Q2: 1 of 3",
    )
    assert seen.own.value == Fraction(100, 3)
    assert seen.own.gap == Fraction(100, 3) - Fraction(3333, 100)


def test_a_percentage_counts_with_the_numerator_it_makes(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {populations: {villages: 35}, figures: {roads: {percent: 98.2}}}
        b/2024-Q2: 15 of 65
        """,
    )
    assert seen.unit("a").value == Fraction(982, 10)
    assert seen.unit("a").numerator == Fraction(3437, 100)
    assert seen.own.numerator == Fraction(4937, 100)
    assert seen.own.value == Fraction(4937, 100)
    assert seen.own.coverage.units == 2


def test_a_percentage_without_population_is_judged_but_not_summed(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {figures: {roads: {percent: 98.2}}}
        b/2024-Q2: 15 of 60
        """,
    )
    assert seen.unit("a").status == "met"
    assert seen.unit("a").value == Fraction(982, 10)
    assert seen.unit("a").numerator is None
    assert seen.own.value == 25
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)


def test_a_reduction_from_percentages_alone_is_judged_but_not_summed(progress: Progress) -> None:
    seen = progress(
        REDUCTION,
        """
        a/2023: {figures: {roads: {percent: 20}}}
        a/2024-Q2: {figures: {roads: {percent: 16.5}}}
        b/2023: 10 of 100
        b/2024-Q2: 8 of 100
        """,
    )
    assert seen.unit("a").value == Fraction(7, 2)
    assert seen.unit("a").status == "met"
    assert seen.own.value == 2
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)


def test_a_province_of_bare_percentages_has_no_value(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q2: {figures: {roads: {percent: 98.2}}}")
    assert (seen.own.status, seen.own.reason) == ("no_data", "no_population")
    assert seen.own.value is None
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (0, 1)


def test_a_reduction_counts_only_the_units_that_have_a_baseline(progress: Progress) -> None:
    seen = progress(
        REDUCTION,
        """
        a/2023: 20 of 100
        a/2024-Q2: 10 of 100
        b/2024-Q2: 50 of 100
        """,
    )
    assert (seen.unit("b").status, seen.unit("b").reason) == ("no_data", "no_baseline")
    assert seen.unit("b").value is None
    assert seen.own.value == 10
    assert seen.own.status == "met"
    assert seen.own.numerator == 10
    assert seen.own.population == 100
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)
    assert not seen.own.firm


@pytest.mark.parametrize("scope", ["", "scope: each_unit"])
def test_the_value_alone_is_that_of_the_row(progress: Progress, scope: str) -> None:
    seen = progress(
        f"{RATE}{scope}",
        """
        a/x/2024-Q2: 1 of 3
        a/y/2024-Q2: 2 of 5
        b/2024-Q2: {figures: {roads: {percent: 98.2}}}
        c/2024-Q2: {figures: {roads: {not_applicable: "Không có."}}}
        d/2024-Q2: {populations: {villages: 9}, figures: {roads: -1}}
        e/2024-Q2: {populations: {villages: 40}, figures: {roads: 10}}
        e/z/2024-Q2: 5 of 10
        """,
        units="a/x a/y b c d e/z f",
    )
    result = seen.report.indicators[0]
    values = {
        # 1 + 2 + 10 of 3 + 5 + 40: of b only the rate is known, d is wrong, f is missing.
        "": Fraction(1300, 48),
        "a": Fraction(75, 2),
        "x": Fraction(100, 3),
        "z": 50,
        "b": Fraction(491, 5),
        "c": None,
        "d": None,
        "e": 25,
        "f": None,
    }
    assert {area: result.value_of(area) for area in values} == values
    assert {area: result.areas[area].value for area in values} == values


def test_the_value_alone_of_a_change_needs_its_baseline(progress: Progress) -> None:
    seen = progress(
        REDUCTION,
        """
        a/2023: 20 of 100
        a/2024-Q2: 18 of 120
        b/2024-Q2: 24 of 300
        """,
    )
    result = seen.report.indicators[0]
    assert {area: result.value_of(area) for area in ("", "a", "b")} == {"": 5, "a": 5, "b": None}


def test_the_value_alone_of_a_composite_is_none_but_those_of_its_parts(progress: Progress) -> None:
    seen = progress(
        """
        measure: rate
        target: {at_least: 70}
        parts:
          one: {name: {vi: một}, population: villages}
          two: {name: {vi: hai}, population: villages}
        """,
        """
        a/2024-Q2: {populations: {villages: 8}, figures: {roads: {one: 6, two: 1}}}
        """,
    )
    assert seen.report.indicators[0].value_of("a") is None
    assert seen.part("one").value_of("a") == 75
    assert seen.part("two").value_of("a") == Fraction(25, 2)
