"""What a plan says of money, tasks and bodies and may not have meant so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.programme import HEAD, PROGRAMME
from tests.rules.small_plan import lines

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

ABOVE = HEAD.count("\n")


def found(make_workspace: MakeWorkspace, programme: str) -> list[str]:
    """Return what is wrong with the plan, its lines counted from the programme on."""
    shown = []
    for line in lines(make_workspace({"targets-2024.yaml": HEAD + programme})):
        _, number, text = line.split(":", 2)
        shown.append(f"{int(number) - ABOVE}:{text}")
    return shown


def test_nothing_is_wrong(make_workspace: MakeWorkspace) -> None:
    assert found(make_workspace, PROGRAMME) == []
    assert found(make_workspace, "") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('code: "2"', 'code: " 1"', ["5: TT525 the code 1 is also that of “p1”"]),
        ('code: "2"', 'code: ""', []),
        (
            "name: {vi: B}}}",
            'name: {vi: B}, projects: {p3: {code: "1", name: {vi: C}}}}}',
            ["5: TT525 the code 1 is also that of “p1”"],
        ),
        (
            "bodies: {ban:",
            "bodies: {hoi: {name: {vi: H}}, ban:",
            ["1: TT526 “hoi” is responsible for no indicator and no task"],
        ),
        ("due: 2024-Q2", "due: 2024", []),
        (
            "due: 2024-Q2",
            "due: 2025-01",
            ["7: TT528 the task is due in 2025-01, but the plan is for 2024"],
        ),
    ],
)
def test_what_may_not_have_been_meant(
    make_workspace: MakeWorkspace, old: str, new: str, expected: list[str]
) -> None:
    assert old in PROGRAMME
    assert found(make_workspace, PROGRAMME.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("2024-Q2", "2024-Q3"), []),
        (("2024-Q2", "2024-08"), []),
        (
            ("2024-Q3", "2024-07"),
            [
                (
                    "9: TT527 2024-07 does not begin after 2024-Q3, from which the target before it"
                    " is in force"
                )
            ],
        ),
        (
            ("2024-Q3", "2024-Q2"),
            [
                (
                    "9: TT527 2024-Q2 does not begin after 2024-Q3, from which the target before it"
                    " is in force"
                )
            ],
        ),
        (
            ("2023-Q4", "2025"),
            [
                "8: TT527 the target is amended from 2023-Q4, but the plan is for 2024",
                "9: TT527 the target is amended from 2025, but the plan is for 2024",
            ],
        ),
    ],
)
def test_from_when_targets_are_amended(
    make_workspace: MakeWorkspace, periods: tuple[str, str], expected: list[str]
) -> None:
    first, second = periods
    target = f"""\
  target:
    at_least: 90
    amended: [{{from: {first}, at_least: 95, decision: x}},
      {{from: {second}, at_least: 99, decision: y}}]
"""
    programme = PROGRAMME.replace("tasks:\n", f"{target}tasks:\n")
    assert found(make_workspace, programme) == expected


def test_shares_are_held_against_each_target_that_was_in_force(
    make_workspace: MakeWorkspace,
) -> None:
    amended = (
        "measure: count, target: {at_least: 9, by_unit: {bac-ai: 4, c: 5}, amended:"
        " [{from: 2024-Q3, at_least: 10, decision: x}]}"
    )
    root = make_workspace({"targets-2024.yaml": HEAD.replace("measure: count", amended)})
    assert lines(root) == [
        f"targets-2024.yaml:{ABOVE}: TT501 the units' shares add up to 9, but the target is 10"
    ]
