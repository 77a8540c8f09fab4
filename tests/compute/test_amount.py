"""Amounts: counts that may have decimals, of which nothing is rounded away."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.compute import Status

if TYPE_CHECKING:
    from tests.compute.conftest import Progress

FOREST = """
measure: amount
decimals: 2
unit: {vi: ha}
target: {at_least: 20.5}
"""


def said(*values: object) -> tuple[object, ...]:
    """Return values of any type, to be compared with plain numbers."""
    return values


def test_amounts_add_up_exactly(progress: Progress) -> None:
    seen = progress(
        FOREST,
        """
        a/2024-Q2: {figures: {roads: 3.25}}
        b/2024-Q2: {figures: {roads: 4.5}}
        """,
    )
    own = seen.own
    assert said(own.value, own.gap, own.remaining) == (
        Fraction(31, 4), Fraction(-51, 4), Fraction(51, 4),
    )  # fmt: skip
    assert own.status is Status.BEHIND  # 7.75 of the 10.25 expected by the end of June


@pytest.mark.parametrize(
    ("target", "figure", "left"),
    [
        ("at_least: 20.5", "20.49", "0.01"),
        ("more_than: 20.5", "20.5", "0.01"),
        ("at_least: 20.5", "20.5", "0"),
        ("at_least: 20.505", "20.5", "0.01"),
    ],
)
def test_what_is_left_is_in_the_last_decimal(
    progress: Progress, target: str, figure: str, left: str
) -> None:
    seen = progress(
        FOREST.replace("at_least: 20.5", target), f"a/2024-Q2: {{figures: {{roads: {figure}}}}}"
    )
    assert seen.own.remaining == Fraction(left)


def test_more_decimals_than_the_plan_allows_are_an_error(progress: Progress) -> None:
    seen = progress(FOREST, "a/2024-Q2: {figures: {roads: 3.257}}")
    assert seen.own.status is Status.NO_DATA
