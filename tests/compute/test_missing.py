"""Missing, not applicable, zero and wrong are four different things."""

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


@pytest.mark.parametrize(
    "submission",
    [
        "0 of 0",
        "{populations: {villages: 0}, figures: {teams: 1}}",
        "{populations: {villages: 0}, figures: {roads: null, teams: 1}}",
        '{populations: {villages: 9}, figures: {roads: {not_applicable: "không có"}}}',
        '{figures: {roads: {not_applicable: "không có"}}}',
    ],
)
def test_a_population_of_0_or_a_word_makes_it_not_applicable(
    progress: Progress, submission: str
) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {submission}
        b/2024-Q2: 80 of 100
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("not_applicable", None)
    assert seen.unit("a").value is None
    assert seen.own.value == 80
    assert seen.own.status == "met"
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 1)
    assert seen.own.firm


def test_0_of_0_everywhere_is_not_applicable_to_the_province(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 0 of 0
        b/2024-Q2: 0 of 0
        """,
    )
    assert (seen.own.status, seen.own.reason) == ("not_applicable", None)
    assert (seen.own.value, seen.own.remaining) == (None, None)
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (0, 0)


def test_zero_is_a_figure(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024: 0 of 100
        b/2024: 80 of 100
        """,
        period="2024",
    )
    assert seen.unit("a").value == 0
    assert seen.unit("a").status == "not_met"
    assert seen.own.value == 40
    assert seen.own.coverage.units == 2


@pytest.mark.parametrize(
    ("indicator", "submission", "reason"),
    [
        (RATE, "{populations: {villages: 100}, figures: {teams: 1}}", "not_reported"),
        (RATE, "{populations: {villages: 100}, figures: {roads: null, teams: 1}}", "not_reported"),
        (RATE, '{figures: {roads: {not_reported: "chưa rà soát"}, teams: 1}}', "not_reported"),
        (RATE, "{figures: {teams: 1}}", "not_reported"),
        (RATE, "{figures: {roads: {note: sẽ bổ sung}, teams: 1}}", "not_reported"),
        (RATE, "101 of 100", "invalid"),
        (RATE, '{populations: {villages: 100}, figures: {roads: "80"}}', "invalid"),
        (RATE, "{populations: {villages: 100}, figures: {roads: -1}}", "invalid"),
        (RATE, "{populations: {villages: 100}, figures: {roads: 1.5}}", "invalid"),
        (RATE, "{populations: {villages: 100}, figures: {roads: {percent: 100.1}}}", "invalid"),
        (RATE, "{populations: {villages: -100}, figures: {roads: 80}}", "invalid"),
        (RATE, "{figures: {roads: 80}}", "no_population"),
        (RATE, "{populations: {villages: null}, figures: {roads: 80}}", "no_population"),
        (RATE, "{populations: {households: 100}, figures: {roads: 80}}", "no_population"),
        ("measure: count", "{figures: {roads: null, teams: 1}}", "not_reported"),
        ("measure: count", "{figures: {roads: {percent: 5}}}", "invalid"),
        ("measure: narrative", "{figures: {teams: 1}}", "not_reported"),
        ("measure: narrative", '{figures: {roads: "  ", teams: 1}}', "not_reported"),
        ("measure: narrative", "{figures: {roads: 5}}", "invalid"),
        (REDUCTION, "5 of 100", "no_baseline"),
        (REDUCTION, "{figures: {roads: 5}}", "no_population"),
        (PARITY, "{populations: {households: 9}, figures: {roads: 5}}", "no_population"),
        (PARITY, "{populations: {households: 9, people: 5}, figures: {roads: 5}}", "no_population"),
    ],
)
def test_a_missing_number_is_no_data_with_its_reason(
    progress: Progress, indicator: str, submission: str, reason: str
) -> None:
    seen = progress(indicator, f"a/2024-Q2: {submission}")
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.reason) == ("no_data", reason)
        assert row.value is None
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (0, 1)
    assert not seen.own.firm


def test_a_unit_that_has_not_submitted_has_no_data(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q1: 80 of 100")
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "not_submitted")
    assert (seen.own.status, seen.own.reason) == ("no_data", "not_submitted")


def test_a_missing_figure_is_never_counted_as_0(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 80 of 100
        b/2024-Q2: {populations: {villages: 100}, figures: {teams: 1}}
        """,
    )
    assert seen.own.value == 80
    assert seen.own.population == 100
    assert seen.own.status == "met"


@pytest.mark.parametrize(
    "baseline",
    [
        "0 of 0",
        "101 of 100",
        "{figures: {roads: 20}}",
        "{populations: {villages: 100}, figures: {teams: 1}}",
    ],
)
def test_a_reduction_needs_a_baseline_with_a_rate(progress: Progress, baseline: str) -> None:
    seen = progress(
        REDUCTION,
        f"""
        a/2023: {baseline}
        a/2024-Q2: 5 of 100
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "no_baseline")


def test_a_wrong_figure_is_left_out_and_the_rest_of_the_file_counts(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {populations: {villages: 100}, figures: {roads: 130, teams: 7}}
        b/2024-Q2: {populations: {villages: 100}, figures: {roads: 80, teams: 2}}
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "invalid")
    assert seen.own.value == 80
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)
    assert seen.teams.units["a"].value == 7
    assert seen.teams.own.value == 9
    assert seen.teams.own.coverage.units == 2
    assert [error.finding.code for error in seen.report.all_errors] == ["TT201"]


def test_a_wrong_population_leaves_out_only_what_needs_it(progress: Progress) -> None:
    seen = progress(
        RATE, "a/2024-Q2: {populations: {villages: 10.5}, figures: {roads: 5, teams: 7}}"
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "invalid")
    assert seen.teams.own.value == 7


def test_a_file_that_cannot_be_read_is_invalid_throughout(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {populations: {villages: 100}, figures: {roads: 80
        b/2024-Q2: 80 of 100
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "invalid")
    assert (seen.teams.units["a"].status, seen.teams.units["a"].reason) == ("no_data", "invalid")
    assert seen.own.value == 80


SILENT = "{figures: {teams: 1}}"


@pytest.mark.parametrize(
    ("silent", "reason"),
    [
        ("c", "no_population"),
        # Of two for each reason it is that which the units can mend first.
        ("cd", "no_population"),
        ("cde", "not_reported"),
    ],
)
def test_rates_without_their_populations_lack_these(
    progress: Progress, silent: str, reason: str
) -> None:
    rates = (f"{unit}/2024-Q2: {{figures: {{roads: {{percent: 80}}}}}}" for unit in "ab")
    seen = progress(RATE, "\n".join((*rates, *(f"{unit}/2024-Q2: {SILENT}" for unit in silent))))
    assert seen.unit("a").value == 80
    assert (seen.own.status, seen.own.reason) == ("no_data", reason)
