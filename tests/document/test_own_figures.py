"""What a report says of areas that give figures for all their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.remarks import remarks
from ttdt.document.report.rows import area_row
from ttdt.plan import OWN_AREA
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: A, units: {x: {code: "2", name: X}, y: {code: "3", name: Y}}}
groups: {g: {name: {vi: g}}}
indicators:
  teams: {clause: "1", group: g, name: {vi: đội}, measure: count, target: {at_least: 9}}
  halls: {clause: "2", group: g, name: {vi: nhà}, measure: count, target: {at_least: 9}}
"""


def test_an_own_figure_says_how_many_units_it_stands_for(assess_files: Assess) -> None:
    report = assess_files(
        {
            "targets-2024.yaml": PLAN,
            "districts/a/2024-Q2.yaml": (
                "{unit: a, period: 2024-Q2, status: final, figures: {teams: 5}}"
            ),
            "districts/a/x/2024-Q2.yaml": (
                "{unit: x, period: 2024-Q2, status: final, figures: {teams: 2, halls: 1}}"
            ),
        }
    )
    english = Language("en")
    teams, halls = report.indicators
    assert area_row(english, report, teams, "a").coverage == "2/2"
    assert area_row(english, report, teams, OWN_AREA).coverage == "2/2"
    assert area_row(english, report, halls, "a").coverage == "1/2"
    assert area_row(english, report, teams, "x").coverage == ""
    about = next(one for one in remarks(english, report, texts=True) if "About" in one.title)
    assert [(note.subject, note.text) for note in about.notes] == [
        ("own figure, not a sum", "1: A"),
    ]
