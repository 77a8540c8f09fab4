"""Units in the headings of a screen's columns: where all numbers share one, and where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.model import Table
from ttdt.document.report.document import ReportAnswer
from ttdt.output.terminal import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Assess

    from ttdt.compute import Report

HEAD = """\
plan: test
year: 2024
title: {vi: A plan}
province: {code: "58", name: Ninh Thuận}
units: {a: {code: "1", name: Huyện A}}
populations: {villages: {name: {vi: villages}}}
groups: {all: {name: {vi: All}}}
indicators:
"""
INDICATORS = {
    "roads": "measure: rate, population: villages, target: {at_least: 75}",
    "teams": "measure: count, unit: {vi: teams}, target: {at_least: 100}",
    "homes": "measure: count, unit: {vi: homes}, target: {at_least: 30}",
    "decline": "measure: reduction, population: villages, target: {more_than: 3}",
    "culture": "measure: narrative",
}
FIGURES = {"roads": "6", "teams": "55", "homes": "20", "decline": "2", "culture": "Hai lớp."}
BASELINE = "unit: a\nperiod: 2023\npopulations: {villages: 8}\nfigures: {decline: 4}\n"


def report(assess: Assess, names: Iterable[str]) -> Report:
    """Return a report on some indicators, of which 6 of 8 villages and counts are known."""
    lines = [
        f'  {name}: {{clause: "{place}", group: all, name: {{vi: the {name}}}, {INDICATORS[name]}}}'
        for place, name in enumerate(names, 1)
    ]
    figures = ", ".join(f"{name}: {FIGURES[name]}" for name in names)
    return assess(
        {
            "targets-2024.yaml": HEAD + "\n".join(lines) + "\n",
            "districts/a/2023.yaml": BASELINE,
            "districts/a/2024-Q2.yaml": "unit: a\nperiod: 2024-Q2\npopulations: {villages: 8}\n"
            f"figures: {{{figures}}}\n",
        }
    )


@pytest.mark.parametrize(
    ("names", "headings"),
    [
        (["roads"], ["Target, %", "Actual, %", "Gap, pp"]),
        (["roads", "culture"], ["Target, %", "Actual, %", "Gap, pp"]),
        (["roads", "teams"], ["Target", "Actual", "Gap, pp"]),
        (["roads", "decline"], ["Target", "Actual", "Gap, pp"]),
        (["teams"], ["Target, teams", "Actual, teams", "Gap, teams"]),
        (["teams", "homes"], ["Target", "Actual", "Gap"]),
    ],
)
def test_a_heading_has_the_unit_that_all_rows_share(
    assess_files: Assess, names: list[str], headings: list[str]
) -> None:
    document = ReportAnswer(report(assess_files, names)).document(View(Language("en"), 80))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    shown = {column.title: column.screen_title or column.title for column in table.columns}
    assert [shown[title] for title in ("Target", "Actual", "Gap")] == headings
    # A file has every number with its unit.
    places = {column.title: place for place, column in enumerate(table.columns)}
    actual = table.rows[0][places["Actual"]].text
    assert actual == ("75.0 %" if names[0] == "roads" else "55 teams")


def rows(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.splitlines() if line[1:5] == " the"]


def test_counts_among_shares_say_their_unit_once(assess_files: Assess) -> None:
    shown = lower(ReportAnswer(report(assess_files, ["roads", "teams"])), View(Language("en"), 100))
    # From 100 columns on the numerator stands beside, and each row takes one line.
    assert rows(shown) == [
        "1 the roads ≥ 75 % 75.0 % 6/8 0.0 ✓ met 1/1",
        "2 the teams ≥ 100 55 teams -45 ● on track 1/1",
    ]
    assert "Gaps of counts are in what is counted, as the actual value says" in shown
    alone = lower(ReportAnswer(report(assess_files, ["roads"])), View(Language("en"), 100))
    assert "Gaps of counts" not in alone


def test_a_narrow_screen_has_numerators_below(assess_files: Assess) -> None:
    shown = lower(ReportAnswer(report(assess_files, ["roads"])), View(Language("en"), 99))
    assert rows(shown) == ["1 the roads ≥ 75 75.0 0.0 ✓ met 1/1"]
    assert "6/8 ████████████" in " ".join(shown.split())
