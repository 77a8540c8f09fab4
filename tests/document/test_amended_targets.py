"""A target that was changed in mid-year: which is in force, since when, by whose decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ttdt.document.answer import View
from ttdt.document.model import Notes
from ttdt.document.report.document import ReportAnswer
from ttdt.document.report.json import document
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {a: {code: "1", name: Huyện A}}
populations: {villages: {name: {vi: thôn}}}
groups: {all: {name: {vi: tất cả}}}
indicators:
  roads:
    clause: "1"
    group: all
    name: {vi: đường}
    measure: rate
    population: villages
    target:
      at_least: 75
      amended:
        - {from: 2024-Q3, at_least: 80, decision: {number: 12/QĐ-UBND, date: 2024-07-01}}
        - {from: 2024-11, more_than: 82, decision: 40/QĐ-UBND}
"""


def entry(assess_files: Assess, period: str) -> dict[str, Any]:
    """Return the row of the report on 79 of 100 villages."""
    filed = f"unit: a\nperiod: {period}\nstatus: final\npopulations: {{villages: 100}}\n"
    files = {
        "targets-2024.yaml": PLAN,
        f"districts/a/{period}.yaml": filed + "figures: {roads: 79}\n",
    }
    report = assess_files(files, period)
    found: dict[str, Any] = document(report, Language("en"))["indicators"][0]
    notes = ReportAnswer(report).document(View(Language("vi"))).blocks
    found["notes"] = [
        note.text
        for block in notes
        if isinstance(block, Notes) and block.title == "Mục tiêu được điều chỉnh"
        for note in block.notes
    ]
    return found


@pytest.mark.parametrize("period", ["2024-Q1", "2024-H1"])
def test_until_it_was_changed(assess_files: Assess, period: str) -> None:
    found = entry(assess_files, period)
    assert found["target"]["value"] == 75
    assert "since" not in found["target"]
    assert found["province"]["status"] == "met"
    assert found["notes"] == []


@pytest.mark.parametrize("period", ["2024-07", "2024-9M", "2024-Q3"])
def test_from_its_period_on(assess_files: Assess, period: str) -> None:
    found = entry(assess_files, period)
    assert found["target"] == {
        "comparator": "at_least", "value": 80, "tolerance": 0, "by_unit": {}, "since": "2024-Q3",
        "decision": {"number": "12/QĐ-UBND", "date": "2024-07-01"},
        "replaced": {"comparator": "at_least", "value": 75},
    }  # fmt: skip
    assert found["province"]["gap"] == -1
    assert found["notes"] == [
        "từ quý III năm 2024 là ≥ 80 %, trước đó ≥ 75 %; quyết định 12/QĐ-UBND ngày 01/07/2024"
    ]


def test_the_last_change_holds(assess_files: Assess) -> None:
    found = entry(assess_files, "2024")
    assert (found["target"]["comparator"], found["target"]["value"]) == ("more_than", 82)
    assert found["target"]["replaced"]["value"] == 80
    assert found["province"]["status"] == "not_met"
    assert found["notes"] == [
        "từ tháng 11 năm 2024 là > 82 %, trước đó ≥ 80 %; quyết định 40/QĐ-UBND"
    ]
