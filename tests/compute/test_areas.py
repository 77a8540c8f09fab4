"""Areas of any depth: own figures before sums, and who is covered by what."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.compute import Coverage, Reason, Status
from ttdt.compute.results import Missing

if TYPE_CHECKING:
    from tests.compute.conftest import Outcome, Progress

RATE = "measure: rate\npopulation: villages\ntarget: {at_least: 50}"
KNOWN = "{populations: {villages: 10}, figures: {teams: 1}}"


def said(*values: object) -> tuple[object, ...]:
    """Return values of any type, to be compared with plain numbers."""
    return values


def covered(seen: Outcome, area: str = "") -> tuple[int, int]:
    row = seen.report.indicators[0].areas[area]
    return row.coverage.units, row.coverage.applicable


def test_a_sum_adds_numerators_and_populations_up_the_tree(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/x/2024-Q2: 1 of 2
        a/y/2024-Q2: 3 of 10
        b/2024-Q2: 6 of 8
        """,
    )
    # a has 4 of 12, and with b there are 10 of 20; a mean of rates would be 54 per cent.
    assert said(seen.unit("a").numerator, seen.unit("a").population) == (4, 12)
    assert seen.own.value == 50
    assert seen.own.status is Status.MET
    assert seen.unit("a").status is Status.FAR_BEHIND or seen.unit("a").status is Status.NOT_YET
    assert said(seen.unit("a").gap, seen.unit("a").remaining) == (Fraction(100, 3) - 50, 2)
    assert covered(seen) == (3, 3)
    assert covered(seen, "a") == (2, 2)


def test_an_own_figure_comes_before_the_sum_below(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 9 of 12
        a/x/2024-Q2: 1 of 2
        a/y/2024-Q2: 3 of 10
        b/2024-Q2: 6 of 8
        """,
    )
    assert said(seen.unit("a").value, seen.unit("a").summed) == (75, False)
    assert seen.own.value == 75  # 15 of 20
    # The figure covers both communes, though only one of them might have reported.
    assert covered(seen) == (3, 3)
    assert seen.unit("x").value == 50


def test_an_own_figure_covers_units_that_say_nothing(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 9 of 12
        a/x/2024-Q2: 1 of 2
        b/2024-Q2: 6 of 8
        """,
        units="a/x a/y a/z b",
    )
    assert covered(seen) == (4, 4)
    assert seen.own.firm
    assert seen.unit("y").reason is Reason.NOT_SUBMITTED
    assert seen.unit("y").coverage == Coverage(0, 1)
    # Who must submit are the communes, whatever their district says.
    assert seen.report.completeness.missing == ("y", "z")
    assert seen.report.expected_of("a") == ("x", "y", "z")


def test_the_plans_own_area_may_have_figures_too(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        province/2024-Q2: 11 of 20
        a/x/2024-Q2: 1 of 2
        a/y/2024-Q2: 3 of 10
        """,
    )
    assert said(seen.own.value, seen.own.summed, covered(seen)) == (55, False, (2, 2))
    assert seen.own.source is not None
    assert seen.own.source.path == "data/province/2024-Q2.yaml"
    assert seen.unit("a").value == Fraction(100, 3)


@pytest.mark.parametrize(
    ("below", "value"),
    [
        # Both communes say how many villages they have: 9 of 2 + 10.
        (
            "a/x/2024-Q2: 1 of 2\na/y/2024-Q2: {populations: {villages: 10}, figures: {teams: 1}}",
            75,
        ),
        # y does not, so the sum counts: x alone, 1 of 2.
        ("a/x/2024-Q2: 1 of 2\na/y/2024-Q2: {figures: {teams: 1}}", 50),
    ],
)
def test_an_own_figure_without_a_population_takes_the_sum_below_if_all_is_known(
    progress: Progress, below: str, value: int
) -> None:
    seen = progress(RATE, f"a/2024-Q2: {{figures: {{roads: 9}}}}\n{below}\nb/2024-Q2: 1 of 2")
    assert seen.unit("a").value == value


def test_an_own_figure_with_nothing_to_hold_it_against_and_nothing_below(
    progress: Progress,
) -> None:
    seen = progress(RATE, "a/2024-Q2: {figures: {roads: 9}}\nb/2024-Q2: 1 of 2", units="a/x b")
    assert said(seen.unit("a").status, seen.unit("a").reason) == ("no_data", "no_population")
    assert covered(seen) == (1, 2)


def test_a_percentage_of_an_area_without_a_population_takes_that_of_its_units(
    progress: Progress,
) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {figures: {roads: {percent: 75}}}
        a/x/2024-Q2: 1 of 2
        a/y/2024-Q2: {populations: {villages: 10}, figures: {teams: 1}}
        """,
    )
    assert said(seen.own.numerator, seen.own.population) == (9, 12)


def test_a_wrong_own_figure_leaves_the_sum_but_not_its_certainty(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 13 of 12
        a/x/2024-Q2: 2 of 2
        a/y/2024-Q2: 9 of 10
        """,
    )
    assert said(seen.unit("a").value, seen.unit("a").summed) == (Fraction(1100, 12), True)
    assert said(seen.own.status, seen.own.firm) == (Status.MET, False)


def test_an_area_that_is_not_applicable_is_so_with_all_below_it(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {figures: {roads: {not_applicable: no villages}}}
        a/x/2024-Q2: 1 of 2
        b/2024-Q2: 6 of 8
        """,
        units="a/x a/y b",
    )
    assert [seen.unit(area).status for area in ("a", "x", "y")] == [Status.NOT_APPLICABLE] * 3
    assert said(seen.own.value, covered(seen)) == (75, (1, 1))
    # Each of them names the file that says so.
    assert seen.unit("y").why == "no villages"


def test_an_area_whose_units_all_are_not_applicable_is_so_too(progress: Progress) -> None:
    seen = progress(RATE, "a/x/2024-Q2: 0 of 0\na/y/2024-Q2: 0 of 0\nb/2024-Q2: 6 of 8")
    assert said(seen.unit("a").status, covered(seen, "a")) == (Status.NOT_APPLICABLE, (0, 0))
    assert covered(seen) == (1, 1)


def test_an_own_population_beside_missing_units_tells_whether_a_verdict_is_firm(
    progress: Progress,
) -> None:
    # 8 of 10, and 2 of the 12 villages are y's: at worst 8 of 12.
    lines = "a/2024-Q2: {populations: {villages: 12}, figures: {teams: 1}}\na/x/2024-Q2: 8 of 10"
    seen = progress(RATE, lines, units="a/x a/y")
    assert said(seen.own.value, seen.own.status, seen.own.firm) == (80, Status.MET, True)


def test_an_area_may_state_its_population_and_nothing_else(progress: Progress) -> None:
    lines = """
        a/2024-Q2: {populations: {villages: 40}, figures: {}}
        a/x/2024-Q2: 8 of 10
        a/y/2024-Q2: 12 of 20
        """
    # Of 40 villages 30 at most have a road: that may be 70 per cent, and cannot be 80.
    for goal, firm in ((70, False), (80, True)):
        rate = f"measure: rate\npopulation: villages\ntarget: {{at_least: {goal}}}"
        seen = progress(rate, lines, units="a/x a/y a/z")
        assert (seen.unit("a").coverage, seen.unit("a").firm) == (Coverage(2, 3), firm)
    # A form that nobody has filled in has populations, too, and does not say how settled they are.
    unfilled = lines.replace("figures: {}", "figures: {}, status: null")
    assert not progress(rate, unfilled, units="a/x a/y a/z").unit("a").firm


def test_without_any_population_of_the_missing_nothing_is_firm(progress: Progress) -> None:
    unknown = progress(RATE, "a/x/2024-Q2: 8 of 10", units="a/x a/y")
    assert said(unknown.own.status, unknown.own.firm) == (Status.MET, False)


def test_the_population_of_each_missing_unit_counts_where_all_are_known(
    progress: Progress,
) -> None:
    seen = progress(
        RATE,
        """
        a/x/2024-Q2: 8 of 10
        a/y/2024-Q1: 1 of 7
        b/2024-Q1: 1 of 2
        """,
    )
    # At worst 8 of 19, which is below 50 per cent.
    assert said(seen.own.missing, seen.own.firm) == (Missing(2, 0, Fraction(9)), False)


PACED = "measure: rate\npopulation: villages\ntarget: {at_least: 50}"


def test_the_pace_is_folded_from_units_with_both_years(progress: Progress) -> None:
    seen = progress(
        PACED,
        """
        a/x/2023: 10 of 100
        a/x/2024-Q2: 30 of 100
        a/y/2024-Q2: 10 of 100
        b/2023: 20 of 100
        b/2024-Q2: 40 of 100
        """,
    )
    # x alone in a: from 10 to 30, where 10 + 40/2 is expected.
    a = seen.unit("a")
    assert said(a.baseline, a.pace, a.pace_units, a.value) == (10, 1, 1, 20)
    assert said(seen.own.baseline, seen.own.pace_value, seen.own.pace_units) == (15, 35, 2)


def test_an_own_baseline_stands_for_an_area_that_is_counted_whole(progress: Progress) -> None:
    seen = progress(
        PACED,
        """
        a/2023: 20 of 200
        a/x/2023: 2 of 100
        a/x/2024-Q2: 30 of 100
        a/y/2024-Q2: 30 of 100
        """,
    )
    assert said(seen.unit("a").baseline, seen.unit("a").pace_units) == (10, 2)
    assert said(seen.own.baseline, seen.own.pace_units) == (10, 2)


def test_an_own_baseline_says_nothing_of_a_part_of_the_area(progress: Progress) -> None:
    partly = progress(
        PACED, "a/2023: 20 of 200\na/x/2023: 2 of 100\na/x/2024-Q2: 30 of 100", units="a/x a/y"
    )
    assert said(partly.unit("a").baseline, partly.unit("a").pace_units) == (2, 1)


def test_the_baseline_of_an_own_figure_may_be_the_sum_below_if_it_is_whole(
    progress: Progress,
) -> None:
    lines = "a/2024-Q2: 60 of 200\na/x/2023: 10 of 100\na/y/2023: 30 of 100"
    assert progress(PACED, lines).unit("a").baseline == 20


def test_a_sum_of_some_baselines_is_not_that_of_an_own_figure(progress: Progress) -> None:
    lacking = progress(PACED, "a/2024-Q2: 60 of 200\na/x/2023: 10 of 100", units="a/x a/y")
    assert said(lacking.unit("a").baseline, lacking.unit("a").pace_units) == (None, None)


def test_shares_of_a_count_at_any_level(progress: Progress) -> None:
    target = "measure: count\ntarget: {at_least: 50, by_unit: {x: 20, y: 10, b: 20}}"
    seen = progress(
        target,
        """
        a/x/2024-Q2: {figures: {roads: 15}}
        a/y/2024-Q2: {figures: {roads: 1}}
        b/2024-Q2: {figures: {roads: 30}}
        """,
        units="a/x a/y a/z b c/w",
    )
    goals = {area: seen.unit(area).goal for area in ("a", "x", "y", "z", "b")}
    assert goals == {"a": 30, "x": 20, "y": 10, "z": None, "b": 20}
    assert said(seen.unit("a").value, seen.unit("a").gap) == (16, -14)
    # Nothing was asked of z, c and w: none of them is missing.
    assert [seen.unit(area).status for area in "zcw"] == [Status.NOT_APPLICABLE] * 3
    assert covered(seen) == (3, 3)


def test_a_share_of_an_area_leaves_its_units_without_a_target_of_their_own(
    progress: Progress,
) -> None:
    seen = progress(
        "measure: count\ntarget: {at_least: 50, by_unit: {a: 30, b: 20}}",
        "a/x/2024-Q2: {figures: {roads: 15}}\nb/2024-Q2: {figures: {roads: 20}}",
        units="a/x a/y b",
    )
    assert said(seen.unit("a").goal, seen.unit("x").goal) == (30, None)
    assert seen.unit("x").status is Status.UNGRADED
    # y owes a figure, as its district does.
    assert seen.unit("y").reason is Reason.NOT_SUBMITTED


def test_each_unit_names_the_worst_of_the_smallest(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\nscope: each_unit\ntarget: {at_least: 50}",
        """
        a/x/2024: 90 of 100
        a/y/2024: 10 of 100
        b/2024: 40 of 100
        """,
        period="2024",
    )
    assert said(seen.own.worst, seen.own.status) == ("y", Status.NOT_MET)
    assert said(seen.unit("a").worst, seen.unit("a").status, seen.unit("a").value) == (
        "y",
        Status.NOT_MET,
        50,
    )
    # y needs 40 more, b 10.
    assert seen.own.remaining == 50


def test_an_own_figure_stands_in_for_units_that_say_nothing_where_each_must_reach_it(
    progress: Progress,
) -> None:
    target = "measure: rate\npopulation: villages\nscope: each_unit\ntarget: {at_least: 50}"
    lines = "a/2024: 90 of 200\na/x/2024: 60 of 100\nb/2024: 90 of 100"
    seen = progress(target, lines, units="a/x a/y b", period="2024")
    assert said(seen.own.worst, seen.own.status) == ("a", Status.NOT_MET)


def test_where_all_units_are_known_the_worst_of_them_decides(progress: Progress) -> None:
    target = "measure: rate\npopulation: villages\nscope: each_unit\ntarget: {at_least: 50}"
    lines = "a/2024: 90 of 200\na/x/2024: 60 of 100\na/y/2024: 70 of 100\nb/2024: 90 of 100"
    whole = progress(target, lines, period="2024")
    assert said(whole.own.worst, whole.own.status) == ("x", Status.MET)


def test_a_target_of_the_plans_own_area_alone_judges_no_unit(progress: Progress) -> None:
    seen = progress(
        "measure: rate\npopulation: villages\nscope: province\ntarget: {at_least: 50}",
        "a/x/2024-Q2: 1 of 4\nb/2024-Q2: 3 of 4",
    )
    assert [seen.unit(area).status for area in ("a", "x", "b")] == [Status.UNGRADED] * 3
    assert seen.own.status is Status.MET


def test_a_carried_figure_of_an_area_comes_after_what_its_units_say_now(
    progress: Progress,
) -> None:
    lines = "a/2024-Q1: 9 of 12\na/x/2024-Q2: 1 of 2\nb/2024-Q2: 1 of 2"
    seen = progress(RATE, lines, units="a/x a/y b", carry_forward=True)
    assert said(seen.unit("a").value, covered(seen)) == (50, (2, 3))


def test_an_area_and_its_units_that_say_nothing_now_may_have_said_it_before(
    progress: Progress,
) -> None:
    silent = progress(
        RATE, "a/2024-Q1: 9 of 12\nb/2024-Q2: 1 of 2", units="a/x a/y b", carry_forward=True
    )
    assert said(silent.unit("a").value, covered(silent), silent.own.firm) == (75, (3, 3), False)


def test_a_composite_of_areas_counts_the_units_that_have_every_part(progress: Progress) -> None:
    seen = progress(
        """
        measure: rate
        target: {at_least: 50}
        parts:
          hard: {name: {vi: cứng}, population: villages}
          lit: {name: {vi: sáng}, population: villages}
        """,
        """
        a/x/2024: {populations: {villages: 4}, figures: {roads: {hard: 2, lit: 1}}}
        a/y/2024: {populations: {villages: 4}, figures: {roads: {hard: 2}}}
        b/2024: {populations: {villages: 4}, figures: {roads: {hard: 4, lit: 4}}}
        """,
        period="2024",
    )
    assert said(covered(seen), covered(seen, "a")) == ((2, 3), (1, 2))
    assert said(seen.unit("a").status, seen.unit("a").worst) == (Status.NOT_MET, "lit")
    assert seen.own.status is Status.MET  # 8 of 12 and 5 of 8


def test_places_are_given_among_areas_of_one_level(progress: Progress) -> None:
    seen = progress(
        RATE, "a/x/2024-Q2: 1 of 4\na/y/2024-Q2: 2 of 4\nb/z/2024-Q2: 3 of 4\nb/w/2024-Q2: 4 of 4"
    )
    assert seen.report.indicators[0].ranks == {
        "a": 2,
        "b": 1,
        "x": 4,
        "y": 3,
        "z": 2,
        "w": 1,
    }


def test_an_own_figure_above_the_population_of_its_units_is_invalid(progress: Progress) -> None:
    lines = "a/2024-Q2: {figures: {roads: 18}}\na/x/2024-Q2: 5 of 6\na/y/2024-Q2: 4 of 4"
    seen = progress(RATE, lines)
    assert said(seen.unit("a").numerator, seen.unit("a").population) == (9, 10)
    assert not seen.own.firm


def test_numbers_of_one_day_from_two_files_may_not_exceed_either(progress: Progress) -> None:
    lines = "b/2024-Q2: {figures: {roads: 18}}\nb/2024-06: 5 of 6"
    seen = progress(RATE, lines)
    assert (seen.unit("b").status, seen.unit("b").reason) == ("no_data", "invalid")


def test_a_unit_seen_alone_is_not_applicable_if_an_area_above_says_so(progress: Progress) -> None:
    seen = progress(
        RATE,
        "a/2024-Q2: {figures: {roads: {not_applicable: none}}}\na/x/y/2024-Q2: 8 of 10",
    )
    whole = seen.report.indicators[0].areas["y"]
    assert (whole.status, whole.why) == (Status.NOT_APPLICABLE, "none")


def test_a_figure_for_all_does_not_say_that_each_unit_reaches_the_target(
    progress: Progress,
) -> None:
    target = "measure: rate\npopulation: villages\nscope: each_unit\ntarget: {at_least: 75}"
    lines = "province/2024: 24 of 30\na/x/2024: 9 of 10\nb/2024: 9 of 10"
    seen = progress(target, lines, units="a/x a/y b", period="2024")
    assert (seen.own.status, seen.own.firm, seen.own.worst) == (Status.MET, False, None)


def test_a_percentage_as_baseline_leaves_the_pace_of_those_above(progress: Progress) -> None:
    lines = """
        a/2023: {figures: {roads: {percent: 10}}}
        a/x/2023: 10 of 100
        a/x/2024-Q2: 30 of 100
        b/2023: {figures: {roads: {percent: 20}}}
        b/2024-Q2: 40 of 100
        """
    seen = progress(PACED, lines)
    assert said(seen.own.baseline, seen.own.pace_value, seen.own.pace_units) == (10, 30, 1)
    assert said(seen.unit("b").baseline, seen.unit("b").pace_units) == (20, 1)


FALL = "measure: reduction\npopulation: villages\ntarget: {at_least: 3}"


def test_an_own_reduction_may_be_held_against_the_sum_of_baselines(progress: Progress) -> None:
    seen = progress(FALL, "a/2024-Q2: 3 of 10\na/x/2023: 5 of 6\na/y/2023: 4 of 4")
    # From 9 of 10 to 3 of 10.
    assert said(seen.unit("a").value, seen.unit("a").summed) == (60, False)


def test_an_own_baseline_serves_units_that_all_report_now(progress: Progress) -> None:
    seen = progress(FALL, "a/2023: 9 of 10\na/x/2024-Q2: 2 of 6\na/y/2024-Q2: 1 of 4")
    assert said(seen.unit("a").value, covered(seen, "a"), covered(seen)) == (60, (2, 2), (2, 2))
    assert seen.unit("x").reason is Reason.NO_BASELINE


def test_an_own_baseline_says_nothing_where_a_unit_is_missing_now(progress: Progress) -> None:
    seen = progress(FALL, "a/2023: 9 of 10\na/x/2024-Q2: 2 of 6", units="a/x a/y")
    assert (seen.unit("a").status, covered(seen, "a")) == (Status.NO_DATA, (0, 2))


def test_an_own_baseline_takes_the_population_of_the_units_too(progress: Progress) -> None:
    seen = progress(
        PACED,
        """
        a/2023: {figures: {roads: 4}}
        a/x/2023: {populations: {villages: 10}, figures: {roads: 1}}
        a/y/2023: {populations: {villages: 10}, figures: {roads: {not_reported: late}, teams: 1}}
        a/2024-Q2: 15 of 20
        """,
    )
    assert said(seen.unit("a").baseline, seen.unit("a").pace_units) == (20, 2)


def test_an_area_without_any_unit_it_applies_to_has_no_open_figure(progress: Progress) -> None:
    seen = progress(
        RATE,
        "a/2024-Q2: {figures: {roads: {percent: 80}}}\na/x/2024-Q2: 0 of 0\nb/2024-Q2: 1 of 2",
    )
    assert (seen.unit("a").status, covered(seen)) == (Status.NOT_APPLICABLE, (1, 1))


def test_a_sample_that_only_tells_how_many_are_missing_is_a_sample(progress: Progress) -> None:
    target = "measure: rate\npopulation: villages\ntarget: {at_least: 50}"
    seen = progress(
        target,
        """
        a/x/2024-Q2: 90 of 100
        a/2024-Q1: {sample: true, populations: {villages: 110}, figures: {}}
        """,
        units="a/x a/y",
    )
    # At worst 90 of 110, which is above 50 per cent.
    assert seen.own.firm
    assert seen.report.sample
