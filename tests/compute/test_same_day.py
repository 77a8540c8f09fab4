"""Several submissions that end on one day: figure by figure, the most settled one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.compute import Flag

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

RATE = """
measure: rate
population: villages
target: {at_least: 80}
"""


def filed(status: str, figures: str, populations: str = "{villages: 100}") -> str:
    return f"{{status: {status}, populations: {populations}, figures: {figures}}}"


@pytest.mark.parametrize(
    ("quarter", "half", "month", "value", "period"),
    [
        ("final", "final", "final", 51, "2024-Q2"),
        ("provisional", "final", "final", 52, "2024-H1"),
        ("estimate", "provisional", "final", 53, "2024-06"),
        ("estimate", "provisional", "estimate", 52, "2024-H1"),
        ("estimate", "estimate", "estimate", 51, "2024-Q2"),
    ],
)
def test_a_final_figure_comes_first_then_the_exact_period_then_the_longer(
    progress: Progress, quarter: str, half: str, month: str, value: int, period: str
) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {filed(quarter, "{roads: 51}")}
        a/2024-H1: {filed(half, "{roads: 52}")}
        a/2024-06: {filed(month, "{roads: 53}")}
        """,
    )
    row = seen.unit("a")
    assert row.value == value
    assert row.period == period
    assert row.source is not None
    assert row.source.path == f"data/districts/a/{period}.yaml"


@pytest.mark.parametrize(("asked", "value"), [("2024-Q2", 51), ("2024-H1", 52), ("2024-06", 53)])
def test_of_equals_the_exact_period_counts(progress: Progress, asked: str, value: int) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {filed("final", "{roads: 51}")}
        a/2024-H1: {filed("final", "{roads: 52}")}
        a/2024-06: {filed("final", "{roads: 53}")}
        """,
        period=asked,
    )
    assert seen.unit("a").value == value


def test_a_figure_may_say_for_itself_how_settled_it_is(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {filed("final", "{roads: {value: 51, status: estimate}, teams: 4}")}
        a/2024-06: {filed("provisional", "{roads: 53, teams: 5}")}
        """,
    )
    roads, teams = seen.unit("a"), seen.teams.units["a"]
    assert roads.value == 53
    assert set(roads.flags) == {Flag.PROVISIONAL, Flag.SAME_DAY}
    assert teams.value == 4
    assert (teams.period, teams.flags) == ("2024-Q2", ())


def test_an_estimate_that_stands_alone_is_flagged(progress: Progress) -> None:
    seen = progress(RATE, f"a/2024-Q2: {filed('final', '{roads: {value: 51, status: estimate}}')}")
    assert seen.unit("a").flags == (Flag.ESTIMATE,)


def test_what_the_first_lacks_comes_from_the_next(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {filed("final", "{roads: 51}", "{}")}
        a/2024-06: {filed("final", "{teams: 5}")}
        """,
    )
    roads, teams = seen.unit("a"), seen.teams.units["a"]
    assert roads.value == 51
    assert roads.population == 100
    assert (roads.period, roads.flags) == ("2024-Q2", (Flag.SAME_DAY,))
    assert teams.value == 5
    assert (teams.period, teams.flags) == ("2024-06", (Flag.SAME_DAY,))


def test_a_figure_keeps_the_population_of_its_own_file(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {filed("estimate", "{roads: 60}", "{villages: 120}")}
        a/2024-06: {filed("final", "{roads: 50}", "{villages: 200}")}
        """,
    )
    assert seen.unit("a").numerator == 50
    assert seen.unit("a").population == 200


def test_what_is_not_reported_in_one_file_may_be_in_another(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {filed("final", "{roads: {not_reported: đang rà soát}, teams: 4}")}
        a/2024-06: {filed("estimate", "{roads: 53}")}
        """,
    )
    assert seen.unit("a").value == 53
    assert set(seen.unit("a").flags) == {Flag.ESTIMATE, Flag.SAME_DAY}


def test_a_file_that_cannot_be_used_gives_way(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q2: {{unit: b, figures: {{roads: 51}}}}
        a/2024-06: {filed("final", "{roads: 53}")}
        """,
    )
    assert seen.unit("a").value == 53
    assert seen.report.completeness.invalid == ("a",)


def test_the_end_of_the_year_before_follows_the_same_rule(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2023: {filed("estimate", "{roads: 10}")}
        a/2023-Q4: {filed("final", "{roads: 60}")}
        a/2024-Q2: {filed("final", "{roads: 70}")}
        """,
    )
    assert seen.unit("a").baseline == 60
    assert seen.unit("a").pace == 1


def test_a_carried_figure_follows_it_too(progress: Progress) -> None:
    seen = progress(
        RATE,
        f"""
        a/2024-Q1: {filed("estimate", "{roads: 41}")}
        a/2024-03: {filed("final", "{roads: 43}")}
        a/2024-02: {filed("final", "{roads: 42}")}
        """,
        carry_forward=True,
    )
    assert seen.unit("a").value == 43
    assert seen.unit("a").period == "2024-03"


def test_parts_of_a_composite_are_figures_of_their_own(progress: Progress) -> None:
    seen = progress(
        """
        measure: rate
        target: {at_least: 80}
        parts:
          schools: {name: {vi: trường}, population: villages}
          rooms: {name: {vi: phòng}, population: villages}
        """,
        f"""
        a/2024-Q2: {filed("final", "{roads: {schools: 81}}")}
        a/2024-06: {filed("provisional", "{roads: {schools: 70, rooms: 90}}")}
        """,
    )
    assert seen.part("schools").units["a"].value == 81
    assert seen.part("rooms").units["a"].value == 90
    assert seen.part("rooms").units["a"].period == "2024-06"
