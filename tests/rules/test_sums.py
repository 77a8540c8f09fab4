from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.rules.small_plan import lines

from ttdt.rules.runner import check_workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  bac-ai: {code: "584", name: Bác Ái, units: {a: {code: "1", name: A}, b: {code: "2", name: B}}}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: G}}}
indicators:
  roads:
    {clause: "1", group: g, name: {vi: R}, measure: rate, pace: none, population: villages,
     numerator: {vi: thôn}, target: {at_least: 75}}
  shops: {clause: "2", group: g, name: {vi: S}, measure: count}
  halls:
    {clause: "3", group: g, name: {vi: H}, measure: rate, pace: none,
     target: {at_least: 75}, parts: {
     one: {name: {vi: X}, population: villages}, two: {name: {vi: Y}, population: villages}}}
"""
PLACES = {"": "province", "bac-ai": "districts/bac-ai"}


def submission(unit: str, figures: str, villages: int | None, period: str = "2024-Q2") -> str:
    named = f"unit: {unit}\n" if unit else ""
    stated = "" if villages is None else f"populations: {{villages: {villages}}}\n"
    return f"{named}period: {period}\nstatus: final\n{stated}figures: {{{figures}}}\n"


def found(
    make_workspace: MakeWorkspace,
    figures: dict[str, str],
    villages: dict[str, int | None] | None = None,
    period: str = "2024-Q2",
) -> list[str]:
    """Return what the rules about sums say of what units have handed in for one period."""
    files = {"targets-2024.yaml": PLAN}
    for unit, said in figures.items():
        folder = PLACES.get(unit, f"districts/bac-ai/{unit}")
        size = (villages or {}).get(unit, 20)
        files[f"{folder}/{period}.yaml"] = submission(unit, said, size, period)
    return [
        line.split(": ", 1)[1]
        for line in lines(make_workspace(files))
        if " TT308 " in line or " TT309 " in line
    ]


HALVES = {"bac-ai": 40, "a": 20, "b": 20}


@pytest.mark.parametrize(
    ("own", "first", "second", "said"),
    [
        ("shops: 5", "shops: 2", "shops: 3", None),
        ("shops: 0", "shops: 0", "shops: 0", None),
        (
            "shops: 10",
            "shops: 7",
            "shops: 5",
            "the figure is 10, but those of the units below come to 12: a difference of 2",
        ),
        (
            "shops: 10",
            "shops: 7",
            "shops: {not_applicable: none here}",
            "the figure is 10, but those of the units below come to 7: a difference of 3",
        ),
        ("shops: 10", "shops: 7", "shops: {not_reported: next week}", None),
        ("shops: 10", "shops: 10", "shops: {not_reported: next week}", None),
        (
            "shops: 10",
            "shops: 12",
            "shops: {not_reported: next week}",
            "the figure is 10, but 1 of 2 units below come to 12 already: 2 more",
        ),
        (
            "shops: 10",
            "shops: {not_applicable: none here}",
            "shops: {not_applicable: none here}",
            None,
        ),
        ("roads: 30", "roads: 16", "roads: 14", None),
        (
            "roads: 31",
            "roads: 16",
            "roads: 14",
            "the figure is 31, but those of the units below come to 30: a difference of 1",
        ),
        ("roads: {percent: 75}", "roads: 16", "roads: 14", None),
        ("roads: {percent: 78}", "roads: 16", "roads: 15", None),
        (
            "roads: {percent: 76}",
            "roads: 16",
            "roads: 14",
            "the percentage is 76 %, but the figures of the units below come to 75.0 %",
        ),
        ("roads: {percent: 76}", "roads: 16", "roads: {not_reported: next week}", None),
        ("roads: 31", "roads: 16", "roads: {percent: 70}", None),
        (
            "halls: {one: 30, two: 31}",
            "halls: {one: 16, two: 16}",
            "halls: {one: 14, two: 14}",
            "the figure is 31, but those of the units below come to 30: a difference of 1",
        ),
        ("shops: {not_applicable: none here}", "shops: 1", "shops: 2", None),
    ],
)
def test_an_own_figure_against_those_below(
    make_workspace: MakeWorkspace, own: str, first: str, second: str, said: str | None
) -> None:
    figures = {"bac-ai": own, "a": first, "b": second}
    expected = [] if said is None else [f"TT308 {said}"]
    assert found(make_workspace, figures, dict(HALVES)) == expected


@pytest.mark.parametrize(
    ("villages", "said"),
    [
        ({"bac-ai": 40, "a": 20, "b": 20}, None),
        (
            {"bac-ai": 40, "a": 20, "b": 18},
            (
                "the population “villages” is 40, but those of the units below come to 38: a"
                " difference of 2"
            ),
        ),
        ({"bac-ai": 40, "a": 20, "b": None}, None),
        ({"bac-ai": None, "a": 20, "b": 20}, None),
    ],
)
def test_an_own_population_against_those_below(
    make_workspace: MakeWorkspace, villages: dict[str, int | None], said: str | None
) -> None:
    figures = dict.fromkeys(("bac-ai", "a", "b"), "shops: {not_applicable: none here}")
    expected = [] if said is None else [f"TT309 {said}"]
    assert found(make_workspace, figures, villages) == expected


def test_the_plans_own_area_is_held_against_the_own_figures_between(
    make_workspace: MakeWorkspace,
) -> None:
    figures = {"": "shops: 9", "bac-ai": "shops: 10", "a": "shops: 4", "b": "shops: 6"}
    villages: dict[str, int | None] = {"": 40, "bac-ai": 40, "a": 20, "b": 20}
    assert found(make_workspace, figures, villages) == [
        "TT308 the figure is 9, but those of the units below come to 10: a difference of 1"
    ]


def test_each_period_is_held_against_its_own(make_workspace: MakeWorkspace) -> None:
    files = {"targets-2024.yaml": PLAN}
    for period, own in (("2024-Q1", 2), ("2024-Q2", 5), ("2024-H1", 5)):
        files[f"districts/bac-ai/{period}.yaml"] = submission("bac-ai", f"shops: {own}", 40, period)
    for unit in ("a", "b"):
        for period, figure in (("2024-Q1", 1), ("2024-Q2", 2)):
            files[f"districts/bac-ai/{unit}/{period}.yaml"] = submission(
                unit, f"shops: {figure}", 20, period
            )
    said = [line for line in lines(make_workspace(files)) if " TT308 " in line]
    assert said == [
        (
            "districts/bac-ai/2024-Q2.yaml:5: TT308 the figure is 5, but those of the units below"
            " come to 4: a difference of 1"
        )
    ]


def test_a_difference_is_accepted_with_a_reason(make_workspace: MakeWorkspace) -> None:
    own = "shops: {value: 10, accept: {TT308: one shop is of two communes}}"
    assert (
        found(make_workspace, {"bac-ai": own, "a": "shops: 5", "b": "shops: 6"}, dict(HALVES)) == []
    )
    needless = {"bac-ai": own, "a": "shops: 5", "b": "shops: 5"}
    files = {"targets-2024.yaml": PLAN}
    for unit, said in needless.items():
        folder = PLACES.get(unit, f"districts/bac-ai/{unit}")
        files[f"{folder}/2024-Q2.yaml"] = submission(unit, said, HALVES[unit])
    assert [line for line in lines(make_workspace(files)) if " TT212 " in line] == [
        "districts/bac-ai/2024-Q2.yaml:5: TT212 the acceptance of TT308 silences nothing"
    ]


def test_the_same_findings_from_several_processes(make_workspace: MakeWorkspace) -> None:
    files = {"targets-2024.yaml": PLAN}
    for unit, said in {
        "": "shops: 9",
        "bac-ai": "shops: 8",
        "a": "shops: 4",
        "b": "shops: 6",
    }.items():
        folder = PLACES.get(unit, f"districts/bac-ai/{unit}")
        files[f"{folder}/2024-Q2.yaml"] = submission(unit, said, 20 if len(unit) == 1 else 40)
    root = make_workspace(files)
    alone = check_workspace(root, Path("data"), processes=1)
    shared = check_workspace(root, Path("data"), processes=2)
    assert alone == shared
    assert [found.code for found in alone.findings].count("TT308") == 2


def test_only_one_file_may_be_asked_about(make_workspace: MakeWorkspace) -> None:
    files = {"targets-2024.yaml": PLAN}
    for unit, said in {"bac-ai": "shops: 8", "a": "shops: 4", "b": "shops: 6"}.items():
        folder = PLACES.get(unit, f"districts/bac-ai/{unit}")
        files[f"{folder}/2024-Q2.yaml"] = submission(unit, said, HALVES[unit])
    root = make_workspace(files)
    path = "data/districts/bac-ai/2024-Q2.yaml"
    done = check_workspace(root, Path("data"), wanted=path.__eq__)
    assert [found.code for found in done.findings] == ["TT308"]
    assert done.checked == (path,)
