"""The report in one screen: what is behind, worst first, missing and late, and what it takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from ttdt.compute import Selection, select
from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.document.report.summary import SummaryAnswer
from ttdt.output.formats import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess, Example

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B}
  c: {code: "3", name: Huyện C}
populations: {villages: {name: {vi: thôn}}}
groups: {all: {name: {vi: Chung}}}
indicators:
  roads:
    {clause: "1", group: all, name: {vi: roads}, measure: rate, population: villages, target: {at_least: 75}}
  poor:
    {clause: "2", group: all, name: {vi: poor}, measure: rate, population: villages, target: {at_most: 10}}
  teams: {clause: "3", group: all, name: {vi: teams}, measure: count, unit: {vi: teams}, target: {at_least: 100}}
  homes: {clause: "4", group: all, name: {vi: homes}, measure: count, unit: {vi: homes}, target: {at_least: 10}}
tasks:
  early: {clause: III.1, name: {vi: an early task}, units: [a], due: 2024-Q1}
  later: {clause: III.2, name: {vi: a later task}, units: [a], due: 2024-Q4}
"""  # noqa: E501


def filed(unit: str, period: str, figures: str, rest: str = "") -> tuple[str, str]:
    text = f"unit: {unit}\nperiod: {period}\nstatus: final\npopulations: {{villages: 10}}\n"
    return f"districts/{unit}/{period}.yaml", f"{text}figures: {{{figures}}}\n{rest}"


FILES = {
    "targets-2024.yaml": PLAN,
    **dict(
        (
            filed("a", "2023", "roads: 7, poor: 2"),
            filed("b", "2023", "roads: 4, poor: 2"),
            filed(
                "a",
                "2024-Q2",
                "roads: 8, poor: 3, teams: 20, homes: 9",
                "tasks: {early: {status: under_way}, later: {status: not_started}}\n",
            ),
            filed("b", "2024-Q2", "roads: 4, poor: 2, teams: 10"),
        )
    ),
}


def plain(answer: SummaryAnswer) -> str:
    text = lower("plain", answer, View(Language("en")))
    assert isinstance(text, str)
    return text


def test_what_is_behind_the_worst_first(assess_files: Assess) -> None:
    # Roads: 12 of 20 are 60 %; from 55 % half of the way to 75 % would be 65 %, so a pace of 0.5;
    # 15 would be 75 %, and b lacks 3.5 villages, which are 17.5 points of the 20. The poor: 5 of
    # 20 are more than the 4 of the year before. Teams: 30 of the 50 expected by now are 0.6.
    shown = plain(SummaryAnswer(assess_files(FILES)))
    assert shown.splitlines() == [
        "Ninh Thuận: quarter 2 of 2024, to 30 June 2024",
        "4 objectives:  ● on track 1  ◐ behind 1  ○ far behind 1  ▼ worsening 1",
        "2 of 3 units have submitted; not yet: Huyện C.",
        "Figures missing from Huyện B: 4",
        "Figures missing or uncertain could change whether 4 targets are met: 1, 2, 3, 4.",
        "Tasks: 0 of 2 done; late: 1; no word: 0",
        "Late: III.1 an early task",
        "",
        "── Behind, the worst first, and what to do next ────────────────────────────────",
        "    Indicator         Actual / target Still needed Each month Held back most by",
        "2 ▼ poor                25.0 / ≤ 10 %           -3         -1 Huyện A",
        "1 ○ roads               60.0 / ≥ 75 %           +3         +1 Huyện B",
        "3 ◐ teams            30 / ≥ 100 teams          +70        +12",
    ]


def test_a_unit_has_its_own(assess_files: Assess) -> None:
    shown = plain(SummaryAnswer(select(assess_files(FILES), Selection(units=("a", "c")))))
    # Of its ten villages a would have to have half a one less by now: no pace, so not yet.
    assert shown.splitlines()[2:] == [
        "══ Huyện A ═════════════════════════════════════════════════════════════════════",
        "4 objectives:  ✓ met 1  ◌ not yet 1  ◇ not graded 2",
        "data/districts/a/2024-Q2.yaml",
        "Tasks: 0 of 2 done; late: 1; no word: 0",
        "Late: III.1 an early task",
        "",
        "── Behind, the worst first, and what to do next ────────────────────────────────",
        "    Indicator        Actual / target Still needed Each month",
        "2 ◌ poor               30.0 / ≤ 10 %           -2         -1",
        "",
        "══ Huyện C ═════════════════════════════════════════════════════════════════════",
        "4 objectives:  ? no data 4",
        "not submitted",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_stays_within_the_width_of_a_mail(example: Example, language: str) -> None:
    answer = SummaryAnswer(example())
    for shown in (
        lower("plain", answer, View(Language(language))),
        lower("table", answer, View(Language(language), 80)),
    ):
        assert isinstance(shown, str)
        assert max(map(cell_len, shown.splitlines())) <= 80
        assert len(shown.splitlines()) <= 28


def test_programs_are_told_everything(example: Example) -> None:
    view = View(Language("en"))
    report = example()
    for name in ("json", "csv"):
        assert lower(name, SummaryAnswer(report), view) == lower(name, ReportAnswer(report), view)
    assert json.loads(lower("json", SummaryAnswer(report), view))["format"] == "ttdt.report/1"


def test_a_part_that_is_left_out_is_named_beside_the_clause_of_those_shown(
    assess_files: Assess,
) -> None:
    # Seven parts of one objective, all far behind: six have room.
    parts = ", ".join(
        f"p{n}: {{name: {{vi: part {n}}}, numerator: {{vi: x}}, population: villages}}"
        for n in range(1, 8)
    )
    plan = PLAN[: PLAN.index("  roads:")] + (
        '  whole: {clause: "1", group: all, name: {vi: whole}, measure: rate, start: 0,'
        f" target: {{at_least: 75}}, parts: {{{parts}}}}}\n"
    )
    figures = "whole: {" + ", ".join(f"p{n}: 1" for n in range(1, 8)) + "}"
    files = {"targets-2024.yaml": plan, **dict([filed("a", "2024-Q2", figures)])}
    assert plain(SummaryAnswer(assess_files(files))).splitlines()[-1] == "1 more: 1 (part 7)"
