"""A composite indicator is judged by its worst part, and names it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

BOTH = """
measure: rate
target: {at_least: 80}
parts:
  schools: {name: {vi: trường}, population: villages}
  rooms: {name: {vi: phòng}, population: households}
"""


def of_both(figures: str, villages: int = 100, households: int = 1000) -> str:
    """Return a submission's YAML with both populations."""
    populations = f"{{villages: {villages}, households: {households}}}"
    return f"{{populations: {populations}, figures: {{roads: {figures}, teams: 1}}}}"


@pytest.mark.parametrize(
    ("figures", "status", "worst", "reason"),
    [
        ("{schools: 80, rooms: 799}", "not_met", "rooms", None),
        ("{schools: 79, rooms: 800}", "not_met", "schools", None),
        ("{schools: 80}", "no_data", "rooms", "not_reported"),
        ("{schools: 80, rooms: null}", "no_data", "rooms", "not_reported"),
        ("{schools: 80, rooms: 1001}", "no_data", "rooms", "invalid"),
        ("{schools: 79}", "not_met", "schools", None),
        ("{schools: 79, rooms: 1001}", "not_met", "schools", None),
        ('{schools: {not_applicable: "x"}, rooms: 799}', "not_met", "rooms", None),
        ('{schools: {not_applicable: "x"}, rooms: null}', "no_data", "rooms", "not_reported"),
        ('{not_applicable: "không có"}', "not_applicable", None, None),
    ],
)
def test_the_worst_part_decides_for_a_unit_and_for_the_province(
    progress: Progress, figures: str, status: str, worst: str | None, reason: str | None
) -> None:
    seen = progress(BOTH, f"a/2024: {of_both(figures)}", period="2024")
    for row in (seen.unit("a"), seen.own):
        assert (row.status, row.worst, row.reason) == (status, worst, reason)


@pytest.mark.parametrize(
    "figures",
    ["{schools: 80, rooms: 800}", '{schools: 80, rooms: {not_applicable: "không có"}}'],
)
def test_it_is_met_when_every_applicable_part_is(progress: Progress, figures: str) -> None:
    seen = progress(BOTH, f"a/2024: {of_both(figures)}", period="2024")
    assert (seen.unit("a").status, seen.own.status) == ("met", "met")


def test_a_part_without_anything_to_count_is_not_applicable(progress: Progress) -> None:
    seen = progress(
        BOTH, f"a/2024: {of_both('{schools: 80, rooms: 0}', households=0)}", period="2024"
    )
    assert seen.part("rooms").own.status == "not_applicable"
    assert seen.own.status == "met"


def test_each_part_has_its_own_numbers(progress: Progress) -> None:
    seen = progress(
        BOTH,
        f"""
        a/2024: {of_both("{schools: 70, rooms: 900}")}
        b/2024: {of_both("{schools: 30, rooms: 500}", 30, 800)}
        """,
        period="2024",
    )
    assert seen.part("schools").own.value == Fraction(1000, 13)
    assert seen.part("rooms").own.value == Fraction(700, 9)
    assert seen.part("schools").units["a"].value == 70
    assert seen.own.value is None
    assert seen.own.numerator is None


def test_the_province_is_judged_by_its_own_parts_not_by_its_units(progress: Progress) -> None:
    seen = progress(
        BOTH,
        f"""
        a/2024: {of_both("{schools: 79, rooms: 800}")}
        b/2024: {of_both("{schools: 100, rooms: 800}")}
        """,
        period="2024",
    )
    assert seen.unit("a").status == "not_met"
    assert seen.own.status == "met"


def test_of_parts_under_way_the_worst_status_decides(progress: Progress) -> None:
    seen = progress(
        BOTH,
        f"""
        a/2023: {of_both("{schools: 60, rooms: 780}")}
        a/2024-Q2: {of_both("{schools: 67, rooms: 785}")}
        """,
    )
    # 7 of 10 points; 0.5 of 1 point. The rooms are nearer to 80 %, but farther behind.
    assert seen.part("schools").own.status == "behind"
    assert seen.part("rooms").own.status == "far_behind"
    assert (seen.own.status, seen.own.worst) == ("far_behind", "rooms")


def test_worsening_is_worse_than_not_yet(progress: Progress) -> None:
    seen = progress(
        BOTH,
        f"""
        a/2023: {of_both("{schools: 60}")}
        a/2024-Q2: {of_both("{schools: 50, rooms: 799}")}
        """,
    )
    assert seen.part("rooms").own.status == "not_yet"
    assert seen.part("rooms").own.reason == "no_baseline"
    assert (seen.own.status, seen.own.reason) == ("worsening", None)
    assert seen.own.worst == "schools"


def test_a_part_may_have_a_target_of_its_own(progress: Progress) -> None:
    seen = progress(
        """
        measure: rate
        target: {at_least: 80}
        parts:
          schools: {name: {vi: trường}, population: villages, target: {more_than: 90}}
          rooms: {name: {vi: phòng}, population: households}
        """,
        f"a/2024: {of_both('{schools: 90, rooms: 800}')}",
        period="2024",
    )
    assert (seen.own.status, seen.own.worst) == ("not_met", "schools")


def test_a_part_missing_in_one_unit_leaves_that_unit_out_of_the_part(progress: Progress) -> None:
    seen = progress(
        BOTH,
        f"""
        a/2024: {of_both("{schools: 80, rooms: 800}")}
        b/2024: {of_both("{schools: 80}")}
        """,
        period="2024",
    )
    schools, rooms = seen.part("schools").own, seen.part("rooms").own
    assert (schools.coverage.units, schools.coverage.applicable) == (2, 2)
    assert (rooms.coverage.units, rooms.coverage.applicable) == (1, 2)
    assert rooms.value == 80
    assert rooms.status == "met"
    assert (seen.unit("b").status, seen.unit("b").worst) == ("no_data", "rooms")
    assert seen.own.status == "met"
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)
    assert not seen.own.firm


def test_a_firm_part_that_is_not_met_makes_the_whole_firm(progress: Progress) -> None:
    seen = progress(
        BOTH,
        f"""
        a/2024: {of_both("{schools: 10, rooms: 800}")}
        b/2024: {of_both("null")}
        """,
        period="2024",
    )
    # At best 110 of 200 schools: never 80 %. The rooms could go either way.
    assert seen.part("schools").own.firm
    assert not seen.part("rooms").own.firm
    assert seen.own.firm


def test_scope_province_grades_no_units_parts(progress: Progress) -> None:
    seen = progress(
        BOTH + "scope: province",
        f"a/2024: {of_both('{schools: 79, rooms: 800}')}",
        period="2024",
    )
    assert (seen.unit("a").status, seen.part("schools").units["a"].status) == (
        "ungraded",
        "ungraded",
    )
    assert (seen.own.status, seen.own.worst) == ("not_met", "schools")


def test_a_unit_left_out_of_its_parts_is_not_counted_in_the_whole(progress: Progress) -> None:
    percentages = "{schools: {percent: 90}, rooms: {percent: 90}}"
    seen = progress(
        BOTH,
        f"""
        a/2024: {of_both("{schools: 80, rooms: 800}")}
        b/2024: {{figures: {{roads: {percentages}}}}}
        """,
        period="2024",
    )
    rooms = seen.part("rooms").own.coverage
    assert (rooms.units, rooms.applicable) == (1, 2)
    assert seen.unit("b").status == "met"
    assert (seen.own.coverage.units, seen.own.coverage.applicable) == (1, 2)
