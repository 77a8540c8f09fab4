"""The place of each unit: by value, and for counts by how much of its own share it reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.ranking import best_first

if TYPE_CHECKING:
    from tests.conftest import Assess

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: A, kind: district}
  b: {code: "2", name: B, kind: district}
  c: {code: "3", name: C, kind: district}
  d: {code: "4", name: D, kind: district}
groups: {all: {name: {vi: tất cả}}}
populations: {villages: {name: {vi: thôn}}}
indicators:
  roads:
    {clause: "1", group: all, name: {vi: đường}, measure: rate, numerator: {vi: thôn},
     population: villages, TARGET}
  moved: {clause: "2", group: all, name: {vi: hộ}, measure: count, target: {at_least: 60SHARES}}
"""


def places(
    assess_files: Assess, indicator: int, numbers: dict[str, tuple[int, int]], **parts: str
) -> dict[str, int | None]:
    plan = PLAN
    for name, text in parts.items():
        plan = plan.replace(name, text)
    files = {
        "targets-2024.yaml": plan.replace("SHARES", "").replace("TARGET", "target: {at_least: 75}")
    }
    for unit, (roads, moved) in numbers.items():
        files[f"districts/{unit}/2024-Q2.yaml"] = (
            f"unit: {unit}\nperiod: 2024-Q2\nstatus: final\npopulations: {{villages: 20}}\n"
            f"figures: {{roads: {roads}, moved: {moved}}}\n"
        )
    result = assess_files(files).indicators[indicator]
    return {unit: result.ranks.get(unit) for unit in result.units}


def test_the_highest_rate_is_first_and_equal_ones_share_a_place(assess_files: Assess) -> None:
    numbers = {"a": (10, 0), "b": (15, 0), "c": (15, 0), "d": (9, 0)}
    assert places(assess_files, 0, numbers) == {"a": 3, "b": 1, "c": 1, "d": 4}


def test_where_lower_is_better_the_lowest_is_first(assess_files: Assess) -> None:
    numbers = {"a": (10, 0), "b": (15, 0), "c": (2, 0)}
    target = {"TARGET": "target: {at_most: 30}"}
    assert places(assess_files, 0, numbers, **target) == {"a": 2, "b": 3, "c": 1, "d": None}


def test_counts_are_compared_by_their_shares(assess_files: Assess) -> None:
    # 8 of 10, 20 of 40, 5 of 10; d has no share and so no place.
    numbers = {"a": (1, 8), "b": (1, 20), "c": (1, 5), "d": (1, 30)}
    shares = {"SHARES": ", by_unit: {a: 10, b: 40, c: 10}"}
    assert places(assess_files, 1, numbers, **shares) == {"a": 1, "b": 2, "c": 2, "d": None}


def test_counts_without_shares_are_not_compared(assess_files: Assess) -> None:
    numbers = {"a": (1, 8), "b": (1, 20)}
    assert set(places(assess_files, 1, numbers).values()) == {None}


def test_the_best_come_first_and_those_without_a_value_last(assess_files: Assess) -> None:
    files = {"targets-2024.yaml": PLAN.replace("SHARES", "").replace(
        "TARGET", "target: {at_least: 75}"
    )}  # fmt: skip
    for unit, roads in {"a": "{not_applicable: none}", "b": "5", "d": "15"}.items():
        files[f"districts/{unit}/2024-Q2.yaml"] = (
            f"unit: {unit}\nperiod: 2024-Q2\nstatus: final\npopulations: {{villages: 20}}\n"
            f"figures: {{roads: {roads}, moved: 3}}\n"
        )
    report = assess_files(files)
    rates, counts = report.indicators
    assert best_first(rates, report.columns) == ["d", "b", "a", "c"]
    assert best_first(counts, report.columns) == ["a", "b", "d", "c"]  # all alike: the plan's order
