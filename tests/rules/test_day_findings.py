"""The findings of one day are those of all files, though few of them are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.small_plan import PLAN

from ttdt.errors import TtdtError
from ttdt.period import Period, parse_id
from ttdt.plan import Plan, read_plan
from ttdt.rules.day_findings import findings_of_day
from ttdt.rules.runner import area_rounds, check_history
from ttdt.submission import Submission, read_submission
from ttdt.submission.history import History, OnFile
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import parse

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORKSPACES = [
    ROOT / "data",
    ROOT / "examples" / "bac-ai",
    ROOT / "examples" / "khanh-hoa-2025",
    HERE.parent / "example",
    *sorted(HERE.glob("TT[23]*/bad")),
    *sorted(HERE.glob("TT[23]*/good")),
    *sorted(HERE.glob("TT41[01]/bad")),
]

INDICATORS = """\
  houses: {clause: "1", group: g, name: {vi: A}, measure: count, max_step: 50}
  roads:
    clause: "2"
    group: g
    name: {vi: B}
    measure: rate
    numerator: {vi: b}
    population: villages
    target: {at_least: 75}
    max_step: 10
funding:
  unit: {vi: triệu đồng}
  sources: {local: {name: {vi: L}}}
  projects: {p: {code: "1", name: {vi: P}}}
tasks:
  wells: {clause: III, name: {vi: W}, units: [bac-ai], due: 2024-Q2}
"""


def small_plan() -> Plan:
    plan, findings = read_plan(parse((PLAN + INDICATORS).encode(), "p.yaml"))
    assert plan is not None
    assert findings == []
    return plan


SMALL = small_plan()


@pytest.mark.parametrize(
    "folder", WORKSPACES, ids=lambda folder: "-".join(folder.relative_to(ROOT).parts[-2:])
)
def test_on_workspaces_with_and_without_findings(folder: Path) -> None:
    workspace = Workspace(folder, Path("data"))
    for plan in workspace.sound_plans():
        for area in plan.areas:
            try:
                history = workspace.history(plan, area)
            except TtdtError:
                continue
            everything = check_history(history, area_rounds(workspace, history))
            for end in {period.end for period in history.filed}:
                rounds = area_rounds(workspace, history.on((end,)))
                paths = {filed.path for filed in history.on((end,)).submissions}
                assert findings_of_day(history, end, rounds) == [
                    finding for finding in everything if finding.path in paths
                ]


ROUNDS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["final", "final", "final", "provisional"]),
        "villages": st.sampled_from(["40", "40", "40", "41", "60", "0", "null"]),
        "houses": st.sampled_from(["3", "3", "5", "9", "{value: 9, accept: {TT303: so it is}}"]),
        "roads": st.sampled_from(
            ["30", "30", "31", "38", "{percent: 0.8}", "{percent: 77}", "{value: 50}", "null"]
        ),
        "funding": st.sampled_from(
            [
                "",
                "",
                "p: {local: {assigned: 5, disbursed: 1}}",
                "p: {local: {assigned: 5, disbursed: 2}}",
                "p: {local: {assigned: 6, disbursed: 2, decision: x}}",
                "p: {local: {assigned: 5000, disbursed: 0}}",
                "p: {local: {carried_over: 1, assigned: 5}}",
                "p: {local: {assigned: 7, disbursed: 0, accept: {TT312: so it is}}}",
                "p: {local: }",
            ]
        ),
        "tasks": st.sampled_from(
            ["", "", "wells: done", "wells: under_way", "wells: {status: under_way, note: so}"]
        ),
    }
)
PERIODS = ("2023", "2024-Q1", "2024-05", "2024-06", "2024-Q2", "2024-Q3")


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PERIODS, ROUNDS)))
def test_on_numbers_of_all_kinds(rounds: dict[str, dict[str, str]]) -> None:
    def read(period: Period) -> Submission:
        said = rounds[period.id]
        text = (
            f"unit: bac-ai\nperiod: '{period.id}'\nstatus: {said['status']}\n"
            f"populations: {{villages: {said['villages']}}}\n"
            f"figures: {{houses: {said['houses']}, roads: {said['roads']}}}\n"
            f"funding: {{{said['funding']}}}\ntasks: {{{said['tasks']}}}\n"
        )
        document = parse(text.encode(), f"{period.id}.yaml")
        return read_submission(document, SMALL, "bac-ai", period)

    periods = [period for name in PERIODS if name in rounds and (period := parse_id(name))]
    history = History(
        SMALL,
        "bac-ai",
        {period: read(period) for period in periods if period.year == SMALL.year},
        {period: read(period) for period in periods if period.year < SMALL.year},
    )
    for end in {period.end for period in history.filed}:
        paths = {filed.path for filed in history.on((end,)).submissions}
        assert findings_of_day(history, end, ()) == [
            finding for finding in check_history(history) if finding.path in paths
        ]


def test_a_rate_in_two_files_of_one_day_is_none_to_be_held_against() -> None:
    said = {
        "2024-02": "{populations: {villages: 10}, figures: {roads: 1}}",
        "2024-03": "{populations: {}, figures: {roads: 8}}",
        "2024-Q1": "{populations: {villages: 10}, figures: {}}",
        "2024-Q2": "{populations: {villages: 10}, figures: {roads: 9}}",
    }
    filed = {}
    for name, text in said.items():
        period = parse_id(name)
        assert period is not None
        document = parse(f"{text[:-1]}, status: final, period: {name}}}".encode(), f"{name}.yaml")
        filed[period] = read_submission(document, SMALL, "bac-ai", period)
    history = History(SMALL, "bac-ai", filed, {})
    # From 10 per cent in February, the newest file with both numbers, to 90.
    found = findings_of_day(history, Period(2024, "Q2").end, ())
    assert ("2024-Q2.yaml", "TT303") in [(one.path, one.code) for one in found]


def test_only_the_day_and_the_round_before_are_read_where_nothing_is_doubtful() -> None:
    asked_for: list[str] = []

    def read(period: Period) -> Submission:
        asked_for.append(period.id)
        text = (
            f"unit: bac-ai\nperiod: {period.id}\nstatus: final\npopulations: {{villages: 40}}\n"
            f"figures: {{houses: {period.end_month}, roads: {30 + period.end_month // 3}}}\n"
        )
        document = parse(text.encode(), f"{period.id}.yaml")
        return read_submission(document, SMALL, "bac-ai", period)

    names = ("2024-Q1", "2024-05", "2024-06", "2024-Q2", "2024-Q3")
    on_file = OnFile([period for name in names if (period := parse_id(name))], read)
    history = History(SMALL, "bac-ai", on_file, OnFile([Period(2023)], read))
    assert findings_of_day(history, Period(2024, "Q2").end, ()) == []
    assert sorted(asked_for) == ["2024-05", "2024-06", "2024-Q2"]
