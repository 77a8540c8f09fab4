"""Plans of two years side by side: the year's last submission is the next one's baseline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.compute import Reason, Status, assess
from ttdt.period import Period
from ttdt.rules.runner import check_workspace
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

HEAD = """\
province: {code: "58", name: Ninh Thuận}
units:
  bac-ai: {code: "584", name: Bác Ái, kind: district}
groups: {all: {name: {vi: tất cả}}}
"""

PLAN_2023 = f"""\
plan: p-2023
year: 2023
title: {{vi: Kế hoạch 2023}}
{HEAD}
populations:
  villages: {{name: {{vi: thôn}}}}
  wells: {{name: {{vi: giếng}}}}
  people: {{name: {{vi: người}}}}
indicators:
  roads:
    clause: "1"
    group: all
    name: {{vi: đường}}
    measure: rate
    numerator: {{vi: thôn có đường}}
    population: villages
    target: {{at_least: 60}}
  wells-dug:
    clause: "2"
    group: all
    name: {{vi: giếng}}
    measure: rate
    numerator: {{vi: giếng}}
    population: wells
    target: {{at_least: 50}}
  insured:
    clause: "3"
    group: all
    name: {{vi: bảo hiểm}}
    measure: count
    target: {{at_least: 50}}
"""

PLAN_2024 = f"""\
plan: p-2024
year: 2024
title: {{vi: Kế hoạch 2024}}
{HEAD}
populations:
  villages: {{name: {{vi: thôn}}}}
  people: {{name: {{vi: người}}}}
  schools: {{name: {{vi: trường}}}}
indicators:
  roads:
    clause: "1"
    group: all
    name: {{vi: đường}}
    measure: rate
    numerator: {{vi: thôn có đường}}
    population: villages
    target: {{at_least: 80}}
  insured:
    clause: "3"
    group: all
    name: {{vi: bảo hiểm}}
    measure: rate
    numerator: {{vi: người có thẻ}}
    population: people
    target: {{at_least: 95}}
  schools-built:
    clause: "4"
    group: all
    name: {{vi: trường}}
    measure: rate
    numerator: {{vi: trường}}
    population: schools
    target: {{at_least: 90}}
"""

LAST_OF_2023 = """\
unit: bac-ai
period: 2023
status: final
populations: {villages: 40, wells: 10, people: 200, schools: 20}
figures: {roads: 20, wells-dug: 4, insured: 57, schools-built: 10}
"""

FIRST_OF_2023 = """\
unit: bac-ai
period: 2023-Q1
status: final
populations: {villages: 40, wells: 10}
figures: {roads: 19, wells-dug: 3, insured: 60}
"""

SECOND_QUARTER = """\
unit: bac-ai
period: 2024-Q2
status: final
populations: {villages: 40, people: 200, schools: 20}
figures: {roads: 26, insured: 150, schools-built: 14}
"""

FILES = {
    "targets-2023.yaml": PLAN_2023,
    "targets-2024.yaml": PLAN_2024,
    "districts/bac-ai/2023.yaml": LAST_OF_2023,
    "districts/bac-ai/2024-Q2.yaml": SECOND_QUARTER,
}


def codes(root: Path) -> list[tuple[str, int, str]]:
    found = check_workspace(root, Path("data")).findings
    return [(finding.code, finding.span.line, Path(finding.path).name) for finding in found]


# Nothing is there of 2022, and what 2023 counted as insured is another thing than a share.
NO_BASELINES = [("TT307", 2, "2023.yaml"), ("TT307", 2, "2024-Q2.yaml")]


def other_codes(root: Path) -> list[tuple[str, int, str]]:
    return [entry for entry in codes(root) if entry[0] != "TT307"]


def test_each_plan_reads_what_is_its_own(make_workspace: MakeWorkspace) -> None:
    workspace = Workspace(make_workspace(FILES), Path("data"))
    old = {one.indicator.id: one for one in assess(workspace.round(Period(2023))).indicators}
    assert old["roads"].own.value == 50
    assert old["wells-dug"].own.value == 40
    assert old["insured"].own.value == 57
    assert old["insured"].own.status is Status.MET
    new = {one.indicator.id: one for one in assess(workspace.round(Period(2024, "Q2"))).indicators}
    # From 50 to 80 in a year is 65 by June, and 26 of 40 are 65.
    assert new["roads"].own.baseline == 50
    assert new["roads"].own.pace == 1
    # An indicator that is new this year has its baseline in the same file: 50, 70 by June of 90.
    assert new["schools-built"].own.baseline == 50
    assert new["schools-built"].own.expected == 70


def test_a_number_that_means_another_thing_is_no_baseline(make_workspace: MakeWorkspace) -> None:
    workspace = Workspace(make_workspace(FILES), Path("data"))
    new = {one.indicator.id: one for one in assess(workspace.round(Period(2024, "Q2"))).indicators}
    insured = new["insured"].own
    assert insured.value == Fraction(75)
    assert insured.baseline is None
    assert (insured.status, insured.reason) == (Status.NOT_YET, Reason.NO_BASELINE)


def test_check_finds_nothing_wrong_with_what_either_plan_knows(
    make_workspace: MakeWorkspace,
) -> None:
    assert codes(make_workspace(FILES)) == NO_BASELINES


def test_what_neither_plan_knows_is_found_once(make_workspace: MakeWorkspace) -> None:
    wrong = LAST_OF_2023.replace("roads: 20", "roads: 20, rods: 3").replace("wells: 10", "wels: 10")
    found = other_codes(make_workspace(FILES | {"districts/bac-ai/2023.yaml": wrong}))
    # Without wells there is nothing to hold those that were dug against.
    assert found == [
        ("TT101", 4, "2023.yaml"),
        ("TT101", 5, "2023.yaml"),
        ("TT214", 5, "2023.yaml"),
    ]


def test_an_error_that_both_plans_see_is_told_once(make_workspace: MakeWorkspace) -> None:
    wrong = LAST_OF_2023.replace("roads: 20", "roads: 41")
    found = other_codes(make_workspace(FILES | {"districts/bac-ai/2023.yaml": wrong}))
    assert [code for code, _, _ in found] == ["TT201"]


def test_an_acceptance_is_judged_by_the_year_it_was_written_for(
    make_workspace: MakeWorkspace,
) -> None:
    files = FILES | {
        "districts/bac-ai/2023-Q1.yaml": FIRST_OF_2023,
        "districts/bac-ai/2023.yaml": LAST_OF_2023.replace(
            "status: final", "status: final\naccept: {TT301: forty cards were counted twice}"
        ),
    }
    assert other_codes(make_workspace(files)) == []


def test_a_broken_plan_of_the_year_before_keeps_no_report_from_being_made(
    make_workspace: MakeWorkspace,
) -> None:
    root = make_workspace(FILES | {"targets-2023.yaml": "year: 2023\nplan: ["})
    new = assess(Workspace(root, Path("data")).round(Period(2024, "Q2"))).indicators
    assert new[0].own.baseline == 50


def composite(parts: str) -> str:
    return f"""\
  solid:
    clause: "5"
    group: all
    name: {{vi: kiên cố}}
    measure: rate
    target: {{at_least: 90}}
    parts:
{parts}"""


def part(name: str, population: str) -> str:
    return (
        f"      {name}: {{name: {{vi: {name}}}, numerator: {{vi: x}}, population: {population}}}\n"
    )


def test_of_a_composite_each_part_by_itself_may_have_a_baseline(
    make_workspace: MakeWorkspace,
) -> None:
    old = part("schools", "villages") + part("halls", "wells") + part("gone", "wells")
    now = part("schools", "villages") + part("halls", "people") + part("new", "villages")
    figures = "solid: {schools: 20, halls: 4, gone: 1, new: 10}"
    root = make_workspace(
        {
            "targets-2023.yaml": PLAN_2023 + composite(old),
            "targets-2024.yaml": PLAN_2024 + composite(now),
            "districts/bac-ai/2023.yaml": LAST_OF_2023.replace(
                "roads: 20", f"roads: 20, {figures}"
            ),
            "districts/bac-ai/2024-Q2.yaml": SECOND_QUARTER.replace(
                "roads: 26", "roads: 26, solid: {schools: 30, halls: 150, new: 20}"
            ),
        }
    )
    assert other_codes(root) == []
    rows = {
        one.indicator.key: one.own
        for one in assess(Workspace(root, Path("data")).round(Period(2024, "Q2"))).indicators
    }
    assert rows["solid", "schools"].baseline == 50
    assert rows["solid", "new"].baseline == 25
    # Halls were counted per well then, and per person now.
    assert rows["solid", "halls"].baseline is None


def test_a_part_that_neither_plan_knows_is_found_once(make_workspace: MakeWorkspace) -> None:
    old, now = part("schools", "villages"), part("schools", "villages") + part("new", "people")
    root = make_workspace(
        FILES
        | {
            "targets-2023.yaml": PLAN_2023 + composite(old + part("gone", "wells")),
            "targets-2024.yaml": PLAN_2024 + composite(now),
            "districts/bac-ai/2023.yaml": LAST_OF_2023.replace(
                "roads: 20", "roads: 20, solid: {schools: 20, gone: 3, nwe: 4}"
            ),
        }
    )
    found = [entry for entry in other_codes(root) if entry[2] == "2023.yaml"]
    assert found == [("TT101", 5, "2023.yaml")]
