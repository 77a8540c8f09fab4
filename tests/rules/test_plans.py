from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.small_plan import PLAN, lines

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace


def indicator(text: str, name: str = "a", clause: str = "1") -> str:
    return f'  {name}: {{clause: "{clause}", group: g, name: {{vi: A}}, {text}}}\n'


def rate(text: str) -> str:
    return indicator(f"measure: rate, population: villages, {text}")


def said(make_workspace: MakeWorkspace, *indicators: str) -> list[str]:
    root = make_workspace({"targets-2024.yaml": PLAN + "".join(indicators)})
    return [
        line.removeprefix("targets-2024.yaml:9: ")
        for line in lines(root)
        # These plans are as short as they can be; that they name no numerators is another test's.
        if " TT517 " not in f" {line}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "measure: count, target: {at_least: 50, by_unit: {bac-ai: 20, ninh-hai: 30}}",
        "measure: count, target: {at_least: 50}",
        "measure: count, target: {about: 1, by_unit: {bac-ai: 0.4, ninh-hai: 0.6}}",
        "measure: rate, population: villages, target: {at_least: 75, by_unit: {bac-ai: 60}}",
        "measure: rate, population: villages, target: {at_least: 100}",
        "measure: rate, population: villages, target: {at_most: 0}",
        "measure: reduction, population: villages, target: {at_least: -100}",
        "measure: count, target: {at_least: 1000}",
        "measure: count, better: lower, target: {at_most: 5}",
        "measure: rate, population: villages, target: {less_than: 5}, pace: {Q1: 20, Q2: 9, Q3: 9}",
        "measure: count, target: {at_least: 9}, pace: {Q2: 4, H1: 4, 06: 4, Q3: 9}",
        "measure: count, pace: {Q1: 1, Q2: 2}",
        "measure: count, target: {at_least: 9}, pace: linear",
    ],
)
def test_nothing_to_say(make_workspace: MakeWorkspace, text: str) -> None:
    assert said(make_workspace, indicator(text)) == []


@pytest.mark.parametrize(
    ("shares", "total"), [("bac-ai: 20, ninh-hai: 31", "51"), ("bac-ai: 0.1", "0.1")]
)
def test_shares_of_another_sum(make_workspace: MakeWorkspace, shares: str, total: str) -> None:
    text = f"measure: count, target: {{at_least: 50, by_unit: {{{shares}}}}}"
    assert said(make_workspace, indicator(text)) == [
        f"TT501 the units' shares add up to {total}, but the target is 50"
    ]


NESTED = PLAN.replace(
    'bac-ai: {code: "584", name: Bác Ái}',
    'bac-ai: {code: "584", name: Bác Ái, units: {a: {code: "", name: A}, b: {code: "", name: B}}}',
)


@pytest.mark.parametrize(
    ("shares", "problems"),
    [
        ("bac-ai: 20, ninh-hai: 30", []),
        ("a: 5, b: 15, ninh-hai: 30", []),
        ("bac-ai: 20, a: 5, b: 15, ninh-hai: 30", []),
        (
            "bac-ai: 20, a: 5, b: 14, ninh-hai: 30",
            ["the shares of the units in Bác Ái add up to 19, but its own is 20"],
        ),
        (
            "a: 5, b: 14, ninh-hai: 30",
            ["the units' shares add up to 49, but the target is 50"],
        ),
        (
            "bac-ai: 21, a: 5, b: 15, ninh-hai: 30",
            [
                "the units' shares add up to 51, but the target is 50",
                "the shares of the units in Bác Ái add up to 20, but its own is 21",
            ],
        ),
    ],
)
def test_shares_of_several_levels(
    make_workspace: MakeWorkspace, shares: str, problems: list[str]
) -> None:
    text = f"measure: count, target: {{at_least: 50, by_unit: {{{shares}}}}}"
    root = make_workspace({"targets-2024.yaml": NESTED + indicator(text)})
    found = [line.split(": ", 1)[1] for line in lines(root)]
    assert found == [f"TT501 {problem}" for problem in problems]


def test_a_clause_thrice(make_workspace: MakeWorkspace) -> None:
    found = said(
        make_workspace,
        indicator("measure: narrative", "a", "2.1"),
        indicator("measure: narrative", "b", " 2.1"),
        indicator("measure: narrative", "c", "2.1"),
        indicator("measure: narrative", "d", "2.10"),
    )
    assert found == [
        "targets-2024.yaml:10: TT503 the clause  2.1 is also that of “a”",
        "targets-2024.yaml:11: TT503 the clause 2.1 is also that of “a”",
    ]


@pytest.mark.parametrize(
    ("pace", "problems"),
    [
        ("{Q1: 5, Q2: 4}", ["4 for Q2 leads away from the target: Q1 is to have 5 already"]),
        ("{Q2: 4, Q1: 5}", ["4 for Q2 leads away from the target: Q1 is to have 5 already"]),
        ("{Q1: 5, Q2: 3, Q3: 4}", [
            "3 for Q2 leads away from the target: Q1 is to have 5 already",
            "4 for Q3 leads away from the target: Q1 is to have 5 already",
        ]),
        ("{Q1: 12, Q2: 6, year: 10.5}", [
            "12 for Q1 is past the target 10", "10.5 for year is past the target 10",
        ]),
        ("{Q2: 5, H1: 6}", ["6 for H1 leads away from the target: Q2 is to have 5 already"]),
    ],
)  # fmt: skip
def test_milestones(make_workspace: MakeWorkspace, pace: str, problems: list[str]) -> None:
    text = f"measure: count, target: {{at_least: 10}}, pace: {pace}"
    expected = [f"TT504 the milestone {problem}" for problem in problems]
    assert said(make_workspace, indicator(text)) == expected


RATE = "measure: rate, population: villages, target:"


def test_milestones_where_lower_is_better(make_workspace: MakeWorkspace) -> None:
    text = f"{RATE} {{at_most: 10}}, pace: {{Q1: 20, Q2: 22, Q3: 9}}"
    assert said(make_workspace, indicator(text)) == [
        "TT504 the milestone 22 for Q2 leads away from the target: Q1 is to have 20 already",
        "TT504 the milestone 9 for Q3 is past the target 10",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "measure: count, target: {at_most: 57}, pace: ",
        "measure: rate, population: villages, start: 0, target: {at_most: 57}, pace: ",
    ],
)
def test_what_begins_at_0_comes_nearer_from_below(make_workspace: MakeWorkspace, text: str) -> None:
    assert said(make_workspace, indicator(text + "{Q1: 14, Q2: 28}")) == []
    assert said(make_workspace, indicator(text + "{Q1: 90, Q2: 28}")) == [
        "TT504 the milestone 90 for Q1 is past the target 57"
    ]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"{RATE} {{at_least: 100.01}}", ["100.01 is not between 0 and 100"]),
        (f"{RATE} {{less_than: -1}}", ["-1 is not between 0 and 100"]),
        (
            "measure: reduction, population: villages, target: {at_least: -101}",
            ["-101 is not between -100 and 100"],
        ),
        (
            f"{RATE} {{at_least: 75, by_unit: {{bac-ai: 750, ninh-hai: -1}}}}",
            ["750 is not between 0 and 100", "-1 is not between 0 and 100"],
        ),
    ],
)
def test_targets_out_of_range(
    make_workspace: MakeWorkspace, text: str, problems: list[str]
) -> None:
    expected = [f"TT505 the target {problem}" for problem in problems]
    assert said(make_workspace, indicator(text)) == expected


@pytest.mark.parametrize(
    ("better", "comparator"),
    [
        ("lower", "at_least"), ("lower", "more_than"),
        ("higher", "at_most"), ("higher", "less_than"),
    ],
)  # fmt: skip
def test_contradictions(make_workspace: MakeWorkspace, better: str, comparator: str) -> None:
    assert said(make_workspace, rate(f"better: {better}, target: {{{comparator}: 15}}")) == [
        f"TT506 “{comparator}” contradicts better: {better}"
    ]


def test_a_part_with_a_target_of_its_own(make_workspace: MakeWorkspace) -> None:
    part = "{name: {vi: B}, population: villages, target: {at_most: 150}}"
    whole = f"measure: rate, target: {{at_least: 98}}, parts: {{x: {part}, y: {part}}}"
    assert said(make_workspace, indicator(whole)) == [
        "TT506 “at_most” contradicts better: higher",
        "TT505 the target 150 is not between 0 and 100",
        "TT506 “at_most” contradicts better: higher",
        "TT505 the target 150 is not between 0 and 100",
    ]


def test_a_target_that_parts_share_is_one_finding(make_workspace: MakeWorkspace) -> None:
    part = "{name: {vi: B}, population: villages}"
    whole = f"measure: rate, target: {{at_least: 980}}, parts: {{x: {part}, y: {part}}}"
    assert said(make_workspace, indicator(whole)) == [
        "TT505 the target 980 is not between 0 and 100"
    ]


@pytest.mark.parametrize("name", ["targets-2024.yaml", "targets-moi.yaml", "targets-2024-v2.yaml"])
def test_file_names_that_say_no_other_year(make_workspace: MakeWorkspace, name: str) -> None:
    assert lines(make_workspace({name: PLAN + indicator("measure: narrative")})) == []


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_about_says_neither_way(make_workspace: MakeWorkspace, better: str) -> None:
    assert said(make_workspace, rate(f"better: {better}, target: {{about: 15}}")) == []


def test_a_unit_that_no_folder_of_windows_can_be_called_after(
    make_workspace: MakeWorkspace,
) -> None:
    plan = PLAN.replace("units: {bac-ai:", "units: {aux:", 1)
    assert plan != PLAN
    root = make_workspace({"targets-2024.yaml": plan + indicator("measure: count, unit: {vi: A}")})
    (said,) = (line for line in lines(root) if " TT106 " in f" {line}")
    assert "in Windows no folder can be called “aux”, so no unit can have this id" in said
