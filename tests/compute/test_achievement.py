"""Per cent of the plan, what is left for each month, and who pulls a rate down."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.compute.achievement import per_month, percent_of_plan
from ttdt.compute.contributions import Contribution, contributions_to_shortfall

if TYPE_CHECKING:
    from tests.compute.conftest import Outcome, Progress


def of_plan(seen: Outcome, area: str = "") -> Fraction | None:
    result = seen.report.indicators[0]
    return percent_of_plan(result.indicator, result.areas[area])


def a_month(seen: Outcome, area: str = "") -> Fraction | None:
    result = seen.report.indicators[0]
    return per_month(result.indicator, result.areas[area], seen.report.period)


RATE = "measure: rate\npopulation: villages\n"


@pytest.mark.parametrize(
    ("indicator", "said", "expected"),
    [
        (RATE + "target: {at_least: 80}", "60 of 100", 75),
        # It is never capped.
        (RATE + "target: {at_least: 80}", "100 of 100", 125),
        ("measure: count\ntarget: {at_least: 8}", "{figures: {roads: 10}}", 125),
        (RATE + "target: {at_most: 10}", "20 of 100", None),
        (RATE + "target: {at_least: 0}", "20 of 100", None),
        (RATE, "20 of 100", None),
        (RATE + "target: {at_least: 80}", "{figures: {}}", None),
    ],
)
def test_per_cent_of_the_plan(
    progress: Progress, indicator: str, said: str, expected: int | None
) -> None:
    assert of_plan(progress(indicator, f"a/2024-Q2: {said}")) == expected


def test_a_reduction_that_went_the_wrong_way_is_below_nothing(progress: Progress) -> None:
    seen = progress(
        "measure: reduction\npopulation: villages\ntarget: {at_least: 4}",
        "a/2023: 10 of 100\na/2024-Q2: 12 of 100",
    )
    assert of_plan(seen) == -50


@pytest.mark.parametrize(
    ("indicator", "said", "period", "expected"),
    [
        # 80 of 100 are wanted, 59 are there: 21 in six months are 3.5 each.
        (RATE + "target: {at_least: 80}", "59 of 100", "2024-Q2", 4),
        (RATE + "target: {at_least: 80}", "59 of 100", "2024-11", 21),
        (RATE + "target: {at_least: 80}", "59 of 100", "2024", None),
        (RATE + "target: {at_least: 80}", "90 of 100", "2024-Q2", 0),
        # 13 too many, in six months: 2.17 each, so three.
        (RATE + "target: {at_most: 20}", "33 of 100", "2024-Q2", -3),
        ("measure: count\ntarget: {at_most: 8}", "{figures: {roads: 10}}", "2024-Q2", None),
        (
            "measure: amount\ndecimals: 1\nunit: {vi: ha}\ntarget: {at_least: 10}",
            "{figures: {roads: 8.9}}",
            "2024-Q2",
            Fraction(2, 10),
        ),
    ],
)
def test_what_is_left_for_each_month(
    progress: Progress, indicator: str, said: str, period: str, expected: Fraction | None
) -> None:
    assert a_month(progress(indicator, f"a/{period}: {said}", period=period)) == expected


def test_who_pulls_a_rate_down(progress: Progress) -> None:
    seen = progress(
        RATE + "target: {at_least: 80}",
        """
        a/x/2024-Q2: 2 of 10
        a/y/2024-Q2: 9 of 10
        b/2024-Q2: 12 of 20
        c/2024-Q2: {figures: {roads: {percent: 10}}}
        """,
    )
    # Of 40 villages 23 have a road, and 32 should: 9 short, of which y makes up for one.
    assert contributions_to_shortfall(seen.report.indicators[0]) == {
        "a": Contribution(Fraction(-5), Fraction(-25, 2)),
        "b": Contribution(Fraction(-4), Fraction(-10)),
        "x": Contribution(Fraction(-6), Fraction(-15)),
        "y": Contribution(Fraction(1), Fraction(5, 2)),
    }


def test_nobody_pulls_down_what_is_met_or_no_rate(progress: Progress) -> None:
    met = progress(RATE + "target: {at_least: 80}", "a/2024-Q2: 1 of 10\nb/2024-Q2: 90 of 90")
    assert contributions_to_shortfall(met.report.indicators[0]) == {}
