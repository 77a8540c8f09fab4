"""Units that change: what this year's know of the year before from the units they came from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.compute import Reason, Status
from ttdt.compute.comparison import Compared, NotCompared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Assess

    from ttdt.compute import AreaResult, Report

PLAN = """\
plan: p-2025
year: 2025
title: {vi: Kế hoạch}
province: {code: "56", name: Khánh Hòa}
units:
UNITS
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: nhóm}}}
indicators:
  roads: {clause: "1", group: g, name: {vi: đường}, measure: rate, population: villages,
          target: {at_least: 80}}
  poor: {clause: "2", group: g, name: {vi: nghèo}, measure: reduction, population: villages,
         target: {more_than: 5}}
"""

BEFORE = """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  old:
    code: "1"
    name: Cũ
    units: {x: {code: "2", name: X}, y: {code: "3", name: Y}}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: nhóm}}}
indicators:
  roads: {clause: "1", group: g, name: {vi: đường}, measure: rate, population: villages}
"""


def filed(place: str, villages: int, roads: int | None = None, poor: int | None = None) -> str:
    *_, unit, period = place.split("/")
    figures = {"roads": roads, "poor": poor}
    said = ", ".join(f"{key}: {value}" for key, value in figures.items() if value is not None)
    return (
        f'{{unit: {unit}, period: "{period}", status: final, '
        f"populations: {{villages: {villages}}}, figures: {{{said}}}}}\n"
    )


def report(
    assess_files: Assess,
    units: dict[str, str],
    files: Mapping[str, tuple[int, ...]],
    before: str | None = None,
) -> Report:
    """Compute the second quarter of 2025 for units with their `formerly`, and files by place."""
    lines = [
        f'  {unit}: {{code: "{unit}", name: {unit}{f", formerly: [{old}]" if old else ""}}}'
        for unit, old in units.items()
    ]
    made = {f"districts/{place}.yaml": filed(place, *numbers) for place, numbers in files.items()}
    plans = {"targets-2025.yaml": PLAN.replace("UNITS", "\n".join(lines))}
    if before is not None:
        plans["targets-2024.yaml"] = before
    return assess_files({**plans, **made}, "2025-Q2")


def row(found: Report, unit: str, indicator: int = 0) -> AreaResult:
    return found.indicators[indicator].areas[unit]


def missing(found: Report) -> tuple[int, Fraction | int | None]:
    return row(found, "").missing.units, row(found, "").missing.population


def test_a_baseline_is_the_sum_over_the_units_that_went_whole_into_one(
    assess_files: Assess,
) -> None:
    found = report(
        assess_files,
        {"new": "a, b"},
        {"a/2024": (10, 4, 5), "b/2024": (30, 16, 11), "new/2025-Q2": (40, 26, 12)},
    )
    # 4 of 10 and 16 of 30 are 20 of 40; half of the way to 80 per cent is 65.
    assert row(found, "new").baseline == 50
    assert row(found, "new").expected == 65
    assert row(found, "new").status is Status.ON_TRACK
    # 16 of 40 were poor and 12 of 40 are: 10 points fewer.
    assert row(found, "new", 1).value == 10
    assert row(found, "").baseline == 50


def test_one_that_nothing_is_known_of_leaves_the_sum_without_a_value(assess_files: Assess) -> None:
    found = report(
        assess_files,
        {"new": "a, b"},
        {"a/2024": (10, 4), "new/2025-Q2": (40, 26, 12)},
    )
    assert row(found, "new").baseline is None
    assert row(found, "new", 1).reason is Reason.NO_BASELINE


def test_a_unit_split_among_several_gives_none_and_is_named(assess_files: Assess) -> None:
    found = report(
        assess_files,
        {"north": "a, b", "south": "b", "east": "c"},
        {
            "a/2024": (10, 4),
            "b/2024": (30, 16),
            "c/2024": (8, 2),
            "north/2025-Q2": (20, 10),
            "south/2025-Q2": (20, 10),
            "east/2025-Q2": (8, 4),
        },
    )
    assert [row(found, unit).baseline for unit in ("north", "south", "east")] == [None, None, 25]
    assert found.split == {"north": ("b",), "south": ("b",)}


def test_a_baseline_of_its_own_comes_first(assess_files: Assess) -> None:
    found = report(
        assess_files,
        {"north": "a, b", "south": "b"},
        {
            "a/2024": (10, 4),
            "b/2024": (30, 16),
            "north/2024": (20, 18),
            "north/2025-Q2": (20, 18),
            "south/2025-Q2": (20, 10),
        },
    )
    assert row(found, "north").baseline == 90
    # What has one of its own needs no word on the split.
    assert found.split == {"south": ("b",)}


def test_an_id_that_is_used_again_is_another_units_the_year_before(assess_files: Assess) -> None:
    files = {
        "ninh-son/2024": (10, 4),
        "lam-son/2024": (30, 16),
        "ninh-son/2025-Q2": (40, 26),
        "lam-son/2025-Q2": (5, 5),
    }
    both = {"ninh-son": "ninh-son, lam-son", "lam-son": ""}
    found = report(assess_files, both, files)
    assert row(found, "ninh-son").baseline == 50
    assert row(found, "lam-son").baseline is None
    # It may also have kept a part: nobody knows which part of its figures.
    split = report(assess_files, {"ninh-son": "ninh-son", "lam-son": "ninh-son, lam-son"}, files)
    assert row(split, "ninh-son").baseline is None
    assert split.split == {"ninh-son": ("ninh-son",), "lam-son": ("ninh-son",)}


def test_a_unit_that_was_itself_has_what_it_had(assess_files: Assess) -> None:
    found = report(assess_files, {"a": "a"}, {"a/2024": (10, 4), "a/2025-Q2": (10, 6)})
    assert row(found, "a").baseline == 40


@pytest.mark.parametrize(
    ("own", "baseline"), [({}, 50), ({"old/2024": (50, 20)}, 40)], ids=["summed", "its own"]
)
def test_a_district_that_became_a_unit_has_its_own_or_its_communes_figures(
    assess_files: Assess, own: Mapping[str, tuple[int, ...]], baseline: int
) -> None:
    found = report(
        assess_files,
        {"new": "old"},
        {"old/x/2024": (10, 4), "old/y/2024": (30, 16), "new/2025-Q2": (40, 26), **own},
        BEFORE,
    )
    assert row(found, "new").baseline == baseline


def test_the_id_of_a_unit_of_last_years_plan_is_that_units_though_nobody_names_it(
    assess_files: Assess,
) -> None:
    # What the old district handed in of its own is not the new unit's, which is smaller.
    found = report(
        assess_files,
        {"old": "x"},
        {"old/2024": (50, 20), "old/x/2024": (10, 6), "old/2025-Q2": (10, 7)},
        BEFORE,
    )
    assert row(found, "old").baseline == 60


def test_communes_of_a_district_that_became_one_unit_lie_where_last_years_plan_has_them(
    assess_files: Assess,
) -> None:
    found = report(
        assess_files,
        {"new": "x, y"},
        {"old/x/2024": (10, 4), "old/y/2024": (30, 16), "new/2025-Q2": (40, 26)},
        BEFORE,
    )
    assert row(found, "new").baseline == 50


def test_populations_of_former_units_tell_whether_a_verdict_is_firm(assess_files: Assess) -> None:
    files = {"there/2025-Q2": (100, 90), "a/2024": (4, 1), "b/2024": (6, 1)}
    # Without any of the 10 villages that are missing it would be 90 of 110, still at least 80.
    found = report(assess_files, {"there": "", "new": "a, b"}, files)
    assert missing(found) == (1, 10)
    assert row(found, "").firm
    # Of a part of b nobody knows how large it is.
    found = report(assess_files, {"there": "b", "new": "a, b"}, files)
    assert missing(found) == (1, None)
    assert not row(found, "").firm


def test_a_district_of_which_a_commune_went_elsewhere_did_not_go_whole(
    assess_files: Assess,
) -> None:
    found = report(
        assess_files,
        {"new": "old", "other": "x"},
        {
            "old/x/2024": (10, 4),
            "old/y/2024": (10, 6),
            "new/2025-Q2": (10, 7),
            "other/2025-Q2": (10, 5),
        },
        BEFORE,
    )
    assert row(found, "new").baseline is None
    assert row(found, "other").baseline == 40
    assert found.split == {"new": ("old",)}


def test_the_same_period_of_last_year_is_that_of_the_units_it_came_from(
    assess_files: Assess,
) -> None:
    found = report(
        assess_files,
        {"new": "a, b"},
        {"a/2024-Q2": (10, 1), "b/2024-Q2": (10, 4), "new/2025-Q2": (20, 9)},
    )
    seen = found.comparison.same_period_last_year(found.indicators[0], "new")
    assert seen == Compared(value=Fraction(25), now=Fraction(45), units=1, counted=Fraction(4))


def test_last_year_is_not_known_where_one_of_them_says_nothing(assess_files: Assess) -> None:
    found = report(assess_files, {"new": "a, b"}, {"a/2024-Q2": (10, 1), "new/2025-Q2": (20, 9)})
    seen = found.comparison.same_period_last_year(found.indicators[0], "new")
    assert seen is NotCompared.NO_FIGURE_THEN
