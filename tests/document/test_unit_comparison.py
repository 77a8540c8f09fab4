"""The units held against each other in one indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.model import Chart, Items, Notes, Packed, Table
from ttdt.document.report.unit_comparison import UnitComparisonAnswer, is_comparable
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute import Report
    from ttdt.document.model import Block

PLAN = """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: An}
  b: {code: "2", name: Bình}
  c: {code: "3", name: Cát}
  d: {code: "4", name: Dinh}
  e: {code: "5", name: Én}
populations: {villages: {name: {vi: thôn, en: villages}}}
groups: {roads: {name: {vi: Đường, en: Roads}}}
indicators:
  village-roads:
    clause: "2.2"
    group: roads
    name: {vi: Đường thôn, en: Village roads}
    measure: rate
    numerator: {vi: thôn có đường cứng, en: villages with a hard road}
    population: villages
    target: {at_least: 75}
"""


def _filed(unit: str, period: str, roads: object, villages: int) -> str:
    return (
        f"unit: {unit}\nperiod: {period}\nstatus: final\nsubmitted: 2024-06-20\n"
        f"populations: {{villages: {villages}}}\nfigures:\n  village-roads: {roads}\n"
    )


FILES = {
    "targets-2024.yaml": PLAN,
    "districts/a/2024-Q1.yaml": _filed("a", "2024-Q1", 8, 20),
    "districts/a/2024-Q2.yaml": _filed("a", "2024-Q2", 10, 20),
    "districts/b/2024-Q1.yaml": _filed("b", "2024-Q1", 36, 40),
    "districts/b/2024-Q2.yaml": _filed("b", "2024-Q2", 36, 40),
    "districts/c/2024-Q2.yaml": _filed("c", "2024-Q2", 5, 10),
    "districts/d/2024-Q2.yaml": _filed("d", "2024-Q2", "{not_applicable: no villages}", 0),
}
"""An 50 %, Bình 90 %, Cát 50 %: 51 of 70, 72.9 %; Dinh has no villages and Én is silent."""


@pytest.fixture
def report(assess_files: Assess) -> Report:
    return assess_files(FILES)


def _blocks(report: Report, *, ranks: bool = False) -> tuple[Block, ...]:
    return UnitComparisonAnswer(report, ranks=ranks).document(View(Language("en"))).blocks


def _table(report: Report, *, ranks: bool = False) -> list[dict[str, str]]:
    (table,) = (block for block in _blocks(report, ranks=ranks) if isinstance(block, Table))
    table = table.for_file(says_groups=True)
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, (one.text for one in row), strict=True)) for row in table.rows]


def test_units_stand_below_the_whole_from_the_best_to_the_worst_the_silent_last(
    report: Report,
) -> None:
    assert [row["Unit"] for row in _table(report)] == [
        "Ninh Thuận", "Bình", "An", "Cát", "Dinh", "Én",
    ]  # fmt: skip


def test_a_unit_has_what_officials_ask_of_it(report: Report) -> None:
    rows = {row["Unit"]: row for row in _table(report, ranks=True)}
    assert rows["An"] == {
        "Place": "2",
        "Unit": "An",
        "Actual, %": "50.0",
        "Numerator / population": "10/20",
        "Target, %": "≥ 75",
        "Gap, pp": "-25.0",
        "% of the plan": "66.7",
        "Contribution, villages": "-5",  # 10 - 75 % of 20
        "Contribution, pp": "-7.1",  # of 70 villages
        "Change on 2024-Q1, pp": "+10.0",
        "Status": "◌ not yet (baseline missing)",
        "Units": "",
        "id": "a",
    }
    assert (rows["Bình"]["Place"], rows["Cát"]["Place"], rows["Én"]["Place"]) == ("1", "2", "")
    assert rows["Én"]["Status"] == "? no data (not submitted)"
    assert rows["Dinh"]["Status"] == "– not applicable"


def test_the_whole_says_over_how_many_units_it_is_compared(report: Report) -> None:
    whole = _table(report)[0]
    assert whole["Actual, %"] == "72.9"
    assert whole["Contribution, pp"] == ""
    # 46 of 60 now and 44 of 60 then: Cát had no figure.
    assert whole["Change on 2024-Q1, pp"] == "+3.3 (2/3)"


def test_contributions_together_are_the_gap_of_the_whole(report: Report) -> None:
    # An -5, Bình +6, Cát -2.5 villages of 70: -1.5 villages, -2.1 points.
    rows = {row["Unit"]: row for row in _table(report)}
    assert [rows[name]["Contribution, villages"] for name in ("An", "Bình", "Cát")] == [
        "-5", "+6", "-2.5",
    ]  # fmt: skip
    assert rows["Ninh Thuận"]["Gap, pp"] == "-2.1"


def test_a_blank_place_has_its_reason_below(report: Report) -> None:
    said = [text for one in _blocks(report) if isinstance(one, Items) for text in one.items]
    assert "2024-Q1: nothing to compare Cát with" in said
    assert "2023-Q2: no figures to compare with" in said
    first = [
        text
        for one in _blocks(report)
        if isinstance(one, Notes) and one.title == "Submissions"
        for text in one.notes
    ]
    assert [note.text for note in first] == ["4 of 5 units", "Én"]


def test_verdicts_of_units_are_counted_and_values_drawn(report: Report) -> None:
    blocks = _blocks(report)
    assert Packed(
        ("5 districts:", "✓ met 1", "◌ not yet 2", "– not applicable 1", "? no data 1")
    ) in blocks  # fmt: skip
    (chart,) = (block for block in blocks if isinstance(block, Chart))
    assert chart.title == "Actual, %; target ≥ 75 %"
    assert chart.labels == ("Bình", "An", "Cát")
    assert [(one.name, one.values) for one in chart.series] == [
        ("✓ met", (90, None, None)),
        ("◌ not yet", (None, 50, 50)),
    ]


def test_the_first_round_of_a_year_has_none_before_it(assess_files: Assess) -> None:
    report = assess_files(FILES, "2024-Q1")
    said = [text for one in _blocks(report) if isinstance(one, Items) for text in one.items]
    assert "No round of the year is earlier, so there is no change on one." in said
    assert not any("Change" in title for title in _table(report)[0])


def test_only_one_indicator_with_numbers_is_compared(report: Report, assess_files: Assess) -> None:
    assert is_comparable(report)
    words = PLAN.replace("measure: rate", "measure: narrative").partition("    numerator:")[0]
    assert not is_comparable(assess_files({"targets-2024.yaml": words}))
    two = PLAN + PLAN.partition("indicators:\n")[2].replace("village-roads", "other").replace(
        '"2.2"', '"2.3"'
    )
    assert not is_comparable(assess_files({"targets-2024.yaml": two}))
