"""`--carry-forward`: a missing figure filled with the newest earlier one of the same year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

RATE = """
measure: rate
population: villages
target: {at_least: 80}
"""


def test_it_is_off_by_default(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q1: 80 of 100")
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "not_submitted")
    assert "carried" not in seen.unit("a").flags


def test_it_fills_in_for_a_unit_that_has_not_submitted(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 70 of 100
        b/2024-Q2: 90 of 100
        """,
        carry_forward=True,
    )
    row = seen.unit("a")
    assert row.value == 70
    assert row.period == "2024-Q1"
    assert row.flags == ("carried",)
    assert (seen.unit("b").period, seen.unit("b").flags) == ("2024-Q2", ())
    assert seen.own.value == 80
    assert seen.own.status == "met"
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (2, 2)
    assert seen.report.completeness.missing == ("a",)


def test_it_fills_in_single_figures(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: {populations: {villages: 100}, figures: {roads: 70, teams: 1}}
        a/2024-Q2: {populations: {villages: 200}, figures: {roads: null, teams: 2}}
        """,
        carry_forward=True,
    )
    # The figure comes with the population it was counted in.
    assert seen.unit("a").value == 70
    assert seen.unit("a").period == "2024-Q1"
    assert seen.teams.units["a"].value == 2
    assert seen.teams.units["a"].period == "2024-Q2"


@pytest.mark.parametrize(
    ("earlier", "value", "period"),
    [
        ("a/2024-01: 10 of 100\na/2024-05: 50 of 100\na/2024-Q1: 30 of 100", 50, "2024-05"),
        ("a/2024-Q1: 30 of 100\na/2024-02: 20 of 100", 30, "2024-Q1"),
        ("a/2024-Q1: {figures: {teams: 1}}\na/2024-02: 20 of 100", 20, "2024-02"),
        ("a/2024-03: 31 of 100\na/2024-Q1: 30 of 100", 30, "2024-Q1"),
    ],
)
def test_the_newest_earlier_figure_is_taken(
    progress: Progress, earlier: str, value: int, period: str
) -> None:
    seen = progress(RATE, earlier, carry_forward=True)
    assert seen.unit("a").value == value
    assert seen.unit("a").period == period


@pytest.mark.parametrize("period", ["2023", "2023-Q4", "2024-Q3", "2024-07", "2025-Q1"])
def test_nothing_comes_from_another_year_or_from_later(progress: Progress, period: str) -> None:
    seen = progress(RATE, f"a/{period}: 80 of 100", carry_forward=True)
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "not_submitted")


def test_a_wrong_figure_is_not_filled(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 70 of 100
        a/2024-Q2: 120 of 100
        """,
        carry_forward=True,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "invalid")


def test_a_wrong_earlier_figure_fills_nothing(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q1: 120 of 100", carry_forward=True)
    assert (seen.unit("a").status, seen.unit("a").value) == ("no_data", None)


def test_what_is_not_applicable_now_is_not_filled(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 70 of 100
        a/2024-Q2: {figures: {roads: {not_applicable: "đã sáp nhập"}}}
        """,
        carry_forward=True,
    )
    assert seen.unit("a").status == "not_applicable"


def test_a_submission_that_stands_in_is_not_carried(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 70 of 100
        a/2024-H1: 75 of 100
        """,
        carry_forward=True,
    )
    assert seen.unit("a").value == 75
    assert seen.unit("a").flags == ()


def test_counts_reductions_and_texts_are_carried_too(progress: Progress) -> None:
    count = progress("measure: count", "a/2024-Q1: {figures: {roads: 5}}", carry_forward=True)
    assert count.own.value == 5
    assert count.unit("a").flags == ("carried",)
    text = progress(
        "measure: narrative", "a/2024-Q1: {figures: {roads: words}}", carry_forward=True
    )
    assert (text.unit("a").text, text.unit("a").flags) == ("words", ("carried",))
    reduction = progress(
        "measure: reduction\npopulation: villages\ntarget: {more_than: 3}",
        """
        a/2023: 20 of 100
        a/2024-Q1: 18 of 100
        """,
        carry_forward=True,
    )
    assert reduction.own.value == 2
    assert reduction.unit("a").flags == ("carried",)


def test_a_figure_of_a_unit_that_had_no_population_is_not_carried(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 0 of 0
        b/2024-Q2: 90 of 100
        """,
        carry_forward=True,
    )
    assert (seen.unit("a").status, seen.unit("a").flags) == ("no_data", ())
    assert seen.own.value == 90
    assert seen.own.status == "met"
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)
