from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.small_plan import HOUSES, PLAN, lines

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

FLAT = '{bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}'


def unit(name: str, *formerly: str, below: str = "") -> str:
    came = f", formerly: [{', '.join(formerly)}]" if formerly else ""
    units = f", units: {{{below}}}" if below else ""
    return f'  {name}: {{code: "", name: {name.title()}{came}{units}}}'


def found(make_workspace: MakeWorkspace, before: list[str], now: list[str]) -> list[str]:
    """Return what check says of a plan for 2025, which begins its units on line 6."""
    old = (PLAN + HOUSES).replace(FLAT, "\n" + "\n".join(before))
    new = (PLAN + HOUSES).replace(FLAT, "\n" + "\n".join(now))
    new = new.replace("plan: p\nyear: 2024", "plan: q\nyear: 2025")
    root = make_workspace({"targets-2024.yaml": old, "targets-2025.yaml": new})
    return [line.removeprefix("targets-2025.yaml:") for line in lines(root)]


DISTRICT = unit("x", below=f"{unit('a').strip()}, {unit('b').strip()}")


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ([unit("a"), unit("b")], [unit("a"), unit("b")], []),
        ([unit("a"), unit("b")], [unit("c", "a", "b")], []),
        ([unit("a"), unit("b")], [unit("a", "a", "b")], []),
        ([unit("a")], [unit("a"), unit("new")], []),
        # The districts go, the communes stay; or a district becomes one unit with all in it.
        ([DISTRICT], [unit("a"), unit("b")], []),
        ([DISTRICT], [unit("c", "a", "b")], []),
        ([DISTRICT], [unit("c", "x")], []),
        (
            [DISTRICT],
            [unit("c", "x"), unit("d", "a")],
            [
                "6: TT522 a unit in “x” is named in formerly, too, so C has no baseline of it",
            ],
        ),
        (
            [DISTRICT],
            [unit("x", "x", below=f"{unit('a', 'a').strip()}, {unit('b', 'b').strip()}")],
            [],
        ),
        ([DISTRICT], [unit("a")], ["5: TT521 no unit was formerly B, which the plan of 2024 has"]),
        (
            [unit("a"), unit("b"), unit("c")],
            [unit("a")],
            ["5: TT521 no unit was formerly one of these 2 that the plan of 2024 has: B, C"],
        ),
        (
            [unit("bac-ai"), unit("b")],
            [unit("c", "bac-ai", "b", "Bac_ai".lower())],
            ["6: TT519 the plan of 2024 has no unit “bac_ai”; did you mean “bac-ai”?"],
        ),
        (
            [unit("a"), unit("b")],
            [unit("y", below=unit("c", "a", "z").strip()), unit("b")],
            ["6: TT519 the plan of 2024 has no unit “z”"],
        ),
        (
            [unit("a"), unit("b")],
            [unit("c", "a", "b"), unit("d", "b"), unit("e", "b")],
            [
                "6: TT520 “b” went to D, E, too, so C has no baseline of it",
                "7: TT520 “b” went to C, E, too, so D has no baseline of it",
                "8: TT520 “b” went to C, D, too, so E has no baseline of it",
            ],
        ),
    ],
)
def test_what_became_of_the_units_of_the_year_before(
    make_workspace: MakeWorkspace, before: list[str], now: list[str], said: list[str]
) -> None:
    assert found(make_workspace, before, now) == said


def test_without_the_plan_before_only_splits_are_told(make_workspace: MakeWorkspace) -> None:
    units = "\n".join([unit("c", "a", "b"), unit("d", "b")])
    root = make_workspace({"targets-2024.yaml": (PLAN + HOUSES).replace(FLAT, "\n" + units)})
    assert [line.split(": ")[1].split()[0] for line in lines(root)] == ["TT520", "TT520"]


def test_a_plan_of_two_years_before_is_no_plan_before(make_workspace: MakeWorkspace) -> None:
    old = (PLAN + HOUSES).replace("year: 2024", "year: 2023").replace("plan: p", "plan: o")
    new = (PLAN + HOUSES).replace(FLAT, "\n" + unit("c"))
    root = make_workspace(
        {"targets-2023.yaml": old, "targets-2025.yaml": new.replace("2024", "2025")}
    )
    assert lines(root) == []


FORMED = """\
plan: p
year: 2025
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {c: {code: "584", name: C, formerly: [a, b]}}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: G}}}
indicators:
  poor:
    clause: "1"
    group: g
    name: {vi: A}
    measure: reduction
    population: villages
    target: {at_least: 1}
"""


def said_of_formed(make_workspace: MakeWorkspace, villages: int, poor_before: str) -> list[str]:
    """Return what check says of a unit that had 12 and 8 villages as two."""
    made = {
        f"districts/{unit}/{period}.yaml": f"unit: {unit}\nperiod: {period}\nstatus: final\n"
        f"populations: {{villages: {size}}}\nfigures: {{poor: {poor}}}\n"
        for unit, period, size, poor in (
            ("a", "2024", 12, "3"),
            ("b", "2024", 8, poor_before),
            ("c", "2025-Q1", villages, "4"),
        )
    }
    return lines(make_workspace({"targets-2025.yaml": FORMED, **made}))


def test_a_formed_unit_is_held_against_the_sum_of_those_that_became_it(
    make_workspace: MakeWorkspace,
) -> None:
    # From 20, a fifth more is 24.
    assert said_of_formed(make_workspace, 24, "2") == []
    said = (
        "districts/c/2025-Q1.yaml:4: TT302 the population “villages” was 20 at the end of 2024 in"
        " a, b together, and is 25 here, a change of more than 20 %"
    )
    assert said_of_formed(make_workspace, 25, "2") == [said]


def test_the_baseline_of_a_formed_unit_is_missing_where_one_of_those_said_nothing(
    make_workspace: MakeWorkspace,
) -> None:
    said = (
        "districts/c/2025-Q1.yaml:2: TT307 for the end of 2024 there is nothing on 1, which a pace"
        " or a reduction is measured from"
    )
    assert said_of_formed(make_workspace, 20, "{not_reported: no survey}") == [said]
