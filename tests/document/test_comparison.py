"""The officials' table: what is held against what, over how many units, and why a cell is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.document.model import Heading, Items, Paragraph, Table
from ttdt.document.report.comparison import comparison_section
from ttdt.plan import OWN_AREA
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute import Report

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B}
populations: {villages: {name: {vi: thôn}}}
groups: {all: {name: {vi: Chung}}}
indicators:
  roads:
    clause: "1"
    group: all
    name: {vi: đường}
    measure: rate
    population: villages
    target: {at_least: 50}
  teams:
    clause: "2"
    group: all
    name: {vi: đội}
    measure: count
    unit: {vi: đội}
    target: {at_least: 100, by_unit: {a: 60, b: 40}}
  poor:
    clause: "3"
    group: all
    name: {vi: hộ nghèo}
    measure: rate
    population: villages
    target: {at_most: 10}
  culture: {clause: "4", group: all, name: {vi: văn hóa}, measure: narrative}
"""


def submitted(unit: str, period: str, figures: str) -> tuple[str, str]:
    text = (
        f"unit: {unit}\nperiod: {period}\npopulations: {{villages: 10}}\nfigures: {{{figures}}}\n"
    )
    return f"districts/{unit}/{period}.yaml", text


FILES = {
    "targets-2024.yaml": PLAN,
    **dict(
        (
            submitted("a", "2023-Q2", "roads: 1, teams: 20"),
            submitted("a", "2024-Q1", "roads: 2, teams: 10, poor: 2"),
            submitted(
                "a",
                "2024-Q2",
                "roads: {value: 4, note: Mưa lũ., cause: Thiếu vốn.}, teams: 25, poor: 1,"
                " culture: Hai lớp.",
            ),
            submitted("b", "2024-Q2", "roads: 9, teams: 40"),
        )
    ),
}


def said(report: Report, area: str, language: str = "en") -> tuple[list[list[str]], list[str]]:
    """Return the rows of the table without id, and what stands around it."""
    blocks = list(comparison_section(Language(language), report, area))
    assert isinstance(blocks[0], Heading)
    (table,) = [block for block in blocks if isinstance(block, Table)]
    around = [block.text for block in blocks if isinstance(block, Paragraph)]
    for block in blocks:
        around += block.items if isinstance(block, Items) else ()
    return [[cell.text for cell in row[:-1]] for row in table.rows], around


def test_every_value_is_held_against_the_plan_last_year_and_the_round_before(
    assess_files: Assess,
) -> None:
    rows, around = said(assess_files(FILES), OWN_AREA)
    # Of the two units only a has earlier figures: 4 of 10 now, 1 of 10 and 2 of 10 then.
    assert ["|".join(row) for row in rows] == [
        "1|đường|%|10.0 (1/2)|≥ 50||65.0|130.0 %|+30.0 pp (1/2)|+20.0 pp (1/2)|",
        "2|đội|đội|20 (1/2)|≥ 100|15 (1/2)|65|65.0 %|125.0 % (1/2)|+15 (1/2)|",
        "3|hộ nghèo|%||≤ 10||10.0|||-10.0 pp|Same period last year: no figure of quarter 2 of 2023",
        "4|văn hóa|||in words||||||",
    ]
    assert around == [
        "Same period last year: quarter 2 of 2023; the round before: quarter 1 of 2024",
        "Done in the period: only of what is counted",
        "% of the plan: not where less is better",
        "(n/m): over the n of the m units counted that have the figure in both",
    ]


def test_a_unit_has_its_own_words_in_the_notes(assess_files: Assess) -> None:
    rows, _ = said(assess_files(FILES), "a")
    assert rows[0][3:] == [
        *("10.0", "≥ 50", "", "40.0", "80.0 %", "+30.0 pp", "+20.0 pp"),
        "Mưa lũ.; Thiếu vốn.",
    ]
    assert rows[1][3:] == ["20", "≥ 60", "15", "25", "41.7 %", "125.0 %", "+15", ""]


def test_what_all_rows_lack_is_said_once(assess_files: Assess) -> None:
    plan = PLAN.replace(", by_unit: {a: 60, b: 40}", "")
    rows, around = said(assess_files({**FILES, "targets-2024.yaml": plan}), "b")
    assert rows[0][3:] == ["", "≥ 50", "", "90.0", "180.0 %", "", "", ""]
    # Units have no shares of the plan's teams, and b has no figure of the poor at all.
    assert rows[1][-1] == "Plan for the year: no share of its own"
    assert rows[2][-1] == "not reported"
    assert "Same period last year: no figure of quarter 2 of 2023" in around
    assert "Change on the round before: no figure of quarter 1 of 2024" in around


def test_the_first_round_of_a_year_says_so(assess_files: Assess) -> None:
    rows, around = said(assess_files(FILES, "2024-Q1"), "a", "vi")
    # From 1 January on, all of a count came within the period.
    assert rows[1][3:] == ["", "≥ 60", "10", "10", "16,7 %", "", "", ""]
    assert around[:1] == ["Cùng kỳ năm trước: quý I năm 2023"]
    assert "Tăng, giảm so với kỳ trước: đây là kỳ đầu tiên trong năm" in around


@pytest.mark.parametrize("last_year", [0, 20])
def test_nothing_is_in_per_cent_of_nothing(assess_files: Assess, last_year: int) -> None:
    path, text = submitted("a", "2023-Q2", f"teams: {last_year}")
    rows, _ = said(assess_files({**FILES, path: text}), "a")
    note = "% of the same period: it was 0" if not last_year else ""
    assert rows[1][3] == str(last_year)
    assert rows[1][8] == ("" if not last_year else "125.0 %")
    assert rows[1][-1] == note
