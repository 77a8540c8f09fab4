"""A round against the round before and the same period of last year, over the units in both."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.compute.comparison import Compared, NotCompared
from ttdt.period import parse_id, round_before

if TYPE_CHECKING:
    from tests.compute.conftest import Outcome, Progress

RATE = "measure: rate\npopulation: villages\ntarget: {at_least: 50}"
COUNT = "measure: count\ntarget: {at_least: 100}"


def previous(seen: Outcome, area: str = "") -> Compared | NotCompared:
    return _values_of(seen.report.comparison.previous(seen.report.indicators[0], area))


def last_year(seen: Outcome, area: str = "") -> Compared | NotCompared:
    found = seen.report.comparison.same_period_last_year(seen.report.indicators[0], area)
    return _values_of(found)


def _values_of(found: Compared | NotCompared) -> Compared | NotCompared:
    return found._replace(counted=None) if isinstance(found, Compared) else found


def in_period(seen: Outcome, area: str = "") -> Fraction | NotCompared:
    return seen.report.comparison.in_period(seen.report.indicators[0], area)


def compared(value: int | Fraction, now: int | Fraction, units: int) -> Compared:
    return Compared(Fraction(value), Fraction(now), units)


def test_a_rate_is_compared_over_the_units_that_have_it_in_both(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 2 of 10
        a/2024-Q2: 4 of 10
        b/2024-Q2: 9 of 10
        c/2024-Q1: 5 of 10
        """,
    )
    # b has nothing to be compared with and c nothing now: 2/10 against 4/10, of one unit.
    assert seen.own.value == 65
    assert previous(seen) == compared(20, 40, 1)
    assert previous(seen, "b") is NotCompared.NO_FIGURE_THEN
    assert previous(seen, "c") is NotCompared.NO_FIGURE_NOW
    assert in_period(seen) is NotCompared.NO_NUMBER


def test_populations_may_change_between_rounds(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 2 of 10
        a/2024-Q2: 4 of 16
        b/2024-Q1: 6 of 10
        b/2024-Q2: 8 of 8
        """,
    )
    assert previous(seen) == compared(40, 50, 2)  # 8 of 20, then 12 of 24


def test_a_count_within_the_period_is_what_came_since_the_round_before(progress: Progress) -> None:
    seen = progress(
        COUNT,
        """
        a/2024-Q1: {figures: {roads: 10}}
        a/2024-Q2: {figures: {roads: 25}}
        b/2024-Q2: {figures: {roads: 40}}
        """,
    )
    found = previous(seen)
    assert found == compared(10, 25, 1)
    assert isinstance(found, Compared)
    assert found.change == 15
    assert found.percent == 250
    assert in_period(seen) == 15
    assert in_period(seen, "b") is NotCompared.NO_FIGURE_THEN


@pytest.mark.parametrize("period", ["2024-01", "2024-Q1", "2024-H1", "2024"])
def test_a_count_of_a_period_from_january_is_all_of_it(progress: Progress, period: str) -> None:
    seen = progress(COUNT, f"a/{period}: {{figures: {{roads: 25}}}}", period=period)
    assert in_period(seen) == 25


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024-01", None),
        ("2024-Q1", None),
        ("2024-02", "2024-01"),
        ("2024-Q2", "2024-Q1"),
        ("2024-H1", "2024-Q1"),
        ("2024-H2", "2024-H1"),
        ("2024-9M", "2024-H1"),
        ("2024", "2024-9M"),
    ],
)
def test_the_round_before(period: str, before: str | None) -> None:
    found = parse_id(period)
    assert found is not None
    assert round_before(found) == (None if before is None else parse_id(before))


def test_the_first_round_has_none_before(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q1: 2 of 10", period="2024-Q1")
    assert previous(seen) is NotCompared.FIRST_ROUND


def test_the_same_day_under_another_period_is_the_round_before(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-03: 2 of 10\na/2024-06: 4 of 10")
    assert previous(seen) == compared(20, 40, 1)


def test_last_year_is_the_same_period(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2023-Q2: 1 of 10
        a/2023: 3 of 10
        a/2024-Q2: 4 of 10
        b/2024-Q2: 6 of 10
        """,
    )
    assert last_year(seen) == compared(10, 40, 1)
    assert previous(seen) is NotCompared.NO_FIGURE_THEN


def test_a_reduction_last_year_needs_the_end_of_the_year_before_that(progress: Progress) -> None:
    reduction = "measure: reduction\npopulation: households\ntarget: {at_least: 3}"
    a = "figures: {roads: %d}, populations: {households: 100}"
    lines = {
        "2022": a % 20,
        "2023-Q2": a % 18,
        "2023": a % 15,
        "2024-Q1": a % 14,
        "2024-Q2": a % 12,
    }
    seen = progress(reduction, "\n".join(f"a/{day}: {{{said}}}" for day, said in lines.items()))
    assert seen.own.value == 3
    assert previous(seen) == compared(1, 3, 1)
    assert last_year(seen) == compared(2, 3, 1)


def test_an_area_of_sums_compares_what_its_units_have_in_both(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/x/2024-Q1: 1 of 10
        a/x/2024-Q2: 2 of 10
        a/y/2024-Q2: 9 of 10
        b/2024-Q1: 5 of 10
        b/2024-Q2: 6 of 10
        """,
    )
    assert previous(seen, "a") == compared(10, 20, 1)
    assert previous(seen) == compared(30, 40, 2)


def test_an_own_figure_is_held_against_a_sum_of_all_units(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 12 of 20
        a/x/2024-Q1: 1 of 10
        a/y/2024-Q1: 4 of 10
        """,
    )
    assert previous(seen, "a") == compared(25, 60, 2)


def test_an_own_figure_is_not_held_against_a_sum_that_lacks_a_unit(progress: Progress) -> None:
    seen = progress(RATE, "a/2024-Q2: 12 of 20\na/x/2024-Q1: 1 of 10", units="a/x a/y")
    assert previous(seen, "a") is NotCompared.NO_FIGURE_THEN


def test_a_carried_figure_is_of_neither_time(progress: Progress) -> None:
    seen = progress(
        RATE,
        "a/2024-Q1: 2 of 10\nb/2024-Q1: 3 of 10\nb/2024-Q2: 5 of 10",
        carry_forward=True,
    )
    assert seen.own.value == 35
    assert previous(seen) == compared(30, 50, 1)


def test_a_unit_by_its_percentage_alone_is_in_no_sum(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: {figures: {roads: {percent: 40}}}
        a/2024-Q2: {figures: {roads: {percent: 45.5}}}
        b/2024-Q1: 3 of 10
        b/2024-Q2: 5 of 10
        """,
    )
    assert previous(seen, "a") == compared(40, Fraction(91, 2), 1)
    assert previous(seen) == compared(30, 50, 1)


def test_a_composite_and_words_are_not_compared(progress: Progress) -> None:
    composite = (
        "measure: rate\ntarget: {at_least: 50}\nparts:\n"
        "  north: {name: {vi: bắc}, population: villages}\n"
        "  south: {name: {vi: nam}, population: households}"
    )
    seen = progress(composite, "a/2024-Q2: {figures: {roads: {north: 1, south: 2}}}")
    assert previous(seen) is NotCompared.NO_NUMBER


def test_what_is_counted_moves_over_the_same_units(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q1: 2 of 10
        a/2024-Q2: 4 of 16
        b/2024-Q1: 6 of 10
        b/2024-Q2: 8 of 8
        c/2024-Q2: 7 of 9
        """,
    )
    found = seen.report.comparison.previous(seen.report.indicators[0], "")
    assert isinstance(found, Compared)
    assert found.counted == 4  # 12 after 8, without the 7 of c


def test_a_round_at_hand_is_held_against_as_one_that_is_read(
    progress: Progress,
) -> None:
    figures = """
        a/2024-Q1: 2 of 10
        a/2024-Q2: 4 of 16
        b/2024-Q1: 6 of 10
        """
    now, then = progress(RATE, figures).report, progress(RATE, figures, period="2024-Q1").report
    result = now.indicators[0]
    at_hand = now.comparison.against(then.comparison, result.indicator, ("", "b"))
    assert at_hand == {"": now.comparison.previous(result, "")}


def test_a_month_at_hand_is_not_the_quarter_before(progress: Progress) -> None:
    figures = "a/2024-03: 3 of 10\na/2024-Q1: 2 of 10\na/2024-Q2: 4 of 10"
    now, month = progress(RATE, figures), progress(RATE, figures, period="2024-03")
    indicator = now.report.indicators[0].indicator
    of_month = now.report.comparison.against_previous(month.report.comparison, indicator, ("",))
    assert _values_of(of_month[""]) == compared(30, 40, 1)
    assert previous(now) == compared(20, 40, 1)


def test_the_round_before_that_is_at_hand_is_not_worked_out_again(progress: Progress) -> None:
    figures = "a/2024-Q1: 2 of 10\na/2024-Q2: 4 of 10"
    now, before = progress(RATE, figures), progress(RATE, figures, period="2024-Q1")
    indicator = now.report.indicators[0].indicator
    found = now.report.comparison.against_previous(before.report.comparison, indicator, ("",))
    assert now.report.comparison.previous(now.report.indicators[0], "") is found[""]


def test_a_unit_that_is_not_applicable_in_one_round_is_in_neither(progress: Progress) -> None:
    seen = progress(
        COUNT,
        """
        a/2024-Q1: {figures: {roads: 20}}
        a/2024-Q2: {figures: {roads: 25}}
        b/2024-Q1: {figures: {roads: 20}}
        b/2024-Q2: {figures: {roads: {not_applicable: moved}}}
        c/2024-Q1: {figures: {roads: {not_applicable: none yet}}}
        c/2024-Q2: {figures: {roads: 7}}
        """,
    )
    found = previous(seen)
    assert isinstance(found, Compared)
    assert found.value == 20
    assert found.now == 25
    assert found.units == 1
    assert in_period(seen) == 5


def test_a_change_without_what_it_was_measured_from_is_no_missing_figure(
    progress: Progress,
) -> None:
    reduction = "measure: reduction\npopulation: households\ntarget: {at_least: 3}"
    a = "figures: {roads: %d}, populations: {households: 100}"
    lines = {"2023-Q2": a % 18, "2023": a % 15, "2024-Q2": a % 12}
    seen = progress(
        reduction,
        "\n".join(f"a/{day}: {{{said}}}" for day, said in lines.items()),
        units="a b",
    )
    # What a had at the end of 2022 is not known; b has said nothing at all.
    assert last_year(seen) is NotCompared.NO_BASELINE_THEN
    assert last_year(seen, "a") is NotCompared.NO_BASELINE_THEN
    assert last_year(seen, "b") is NotCompared.NO_FIGURE_NOW
