"""More units than can stand side by side are rows, each below the area that it lies in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.output.formats import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute import Report

PLAN = """\
plan: p
year: 2024
title: {{vi: P}}
province: {{code: "1", name: Tỉnh}}
units:
{units}
populations: {{villages: {{name: {{vi: thôn}}}}}}
groups: {{g: {{name: {{vi: Nhóm}}}}}}
indicators:
  roads:
    clause: "2.1"
    group: g
    name: {{vi: Đường}}
    measure: rate
    numerator: {{vi: thôn}}
    population: villages
    target: {{at_least: 75}}
  solid:
    clause: "2.2"
    group: g
    name: {{vi: Kiên cố}}
    measure: rate
    target: {{at_least: 50}}
    parts:
      schools: {{name: {{vi: Trường}}, numerator: {{vi: trường}}, population: villages}}
      stations: {{name: {{vi: Trạm}}, numerator: {{vi: trạm}}, population: villages}}
"""
FIGURES = """\
unit: {unit}
period: 2024-Q2
status: final
sample: true
populations: {{villages: 20}}
figures: {{roads: {roads}, solid: {{schools: 11, stations: 12}}}}
"""
DISTRICTS = {"h1": range(1, 8), "h2": range(8, 15)}


def _report(assess_files: Assess) -> Report:
    """Return the report on two districts of seven communes each, with all communes as columns."""
    units = "\n".join(
        f"  {district}:\n    code: {district}\n    name: Huyện {district[1]}\n    kind: district\n"
        "    units:\n"
        + "\n".join(
            f"      x{number}: {{code: x{number}, name: Xã {number}, kind: commune}}"
            for number in numbers
        )
        for district, numbers in DISTRICTS.items()
    )
    files = {
        f"districts/{district}/x{number}/2024-Q2.yaml": FIGURES.format(
            unit=f"x{number}", roads=10 + number % 10
        )
        for district, numbers in DISTRICTS.items()
        for number in numbers
        if number != 3
    }
    report = assess_files({"targets-2024.yaml": PLAN.format(units=units), **files})
    return replace(report, columns=tuple(unit.id for unit in report.plan.leaves))


def _shown(report: Report, name: str, width: int | None = None) -> list[str]:
    shown = lower(name, ReportAnswer(report, by_unit=True), View(Language("en"), width))
    assert isinstance(shown, str)
    return shown.splitlines()


def test_plain(assess_files: Assess) -> None:
    lines = _shown(_report(assess_files), "plain")
    assert lines[lines.index("Clause  Indicator  Target  id") + 1 :][:21] == [
        "2.1     Đường      ≥ 75 %  roads",
        "2.2     Kiên cố    ≥ 50 %  solid",
        "2.2a    Trường     ≥ 50 %  solid/schools",
        "2.2b    Trạm       ≥ 50 %  solid/stations",
        "",
        "Unit                     Area above  2.1      2.2  2.2a     2.2b     id",
        "Tỉnh                     -           ◌ 70.0*  ✓*   ✓ 55.0*  ✓ 60.0*  -",
        "Huyện 1 (6/7 submitted)  Tỉnh        ◌ 70.8*  ✓*   ✓ 55.0*  ✓ 60.0*  h1",
        "Xã 1                     Huyện 1     ◌ 55.0   ✓    ✓ 55.0   ✓ 60.0   x1",
        "Xã 2                     Huyện 1     ◌ 60.0   ✓    ✓ 55.0   ✓ 60.0   x2",
        "Xã 3 (not submitted)     Huyện 1     ?        ?    ?        ?        x3",
        "Xã 4                     Huyện 1     ◌ 70.0   ✓    ✓ 55.0   ✓ 60.0   x4",
        "Xã 5                     Huyện 1     ✓ 75.0   ✓    ✓ 55.0   ✓ 60.0   x5",
        "Xã 6                     Huyện 1     ✓ 80.0   ✓    ✓ 55.0   ✓ 60.0   x6",
        "Xã 7                     Huyện 1     ✓ 85.0   ✓    ✓ 55.0   ✓ 60.0   x7",
        "Huyện 2                  Tỉnh        ◌ 69.3   ✓    ✓ 55.0   ✓ 60.0   h2",
        "Xã 8                     Huyện 2     ✓ 90.0   ✓    ✓ 55.0   ✓ 60.0   x8",
        "Xã 9                     Huyện 2     ✓ 95.0   ✓    ✓ 55.0   ✓ 60.0   x9",
        "Xã 10                    Huyện 2     ◌ 50.0   ✓    ✓ 55.0   ✓ 60.0   x10",
        "Xã 11                    Huyện 2     ◌ 55.0   ✓    ✓ 55.0   ✓ 60.0   x11",
        "Xã 12                    Huyện 2     ◌ 60.0   ✓    ✓ 55.0   ✓ 60.0   x12",
    ]


def test_a_terminal_indents_units_and_repeats_their_names_in_each_block(
    assess_files: Assess,
) -> None:
    lines = _shown(_report(assess_files), "table", 40)
    heads = [line for line in lines if line.startswith("Unit ")]
    assert [head.split() for head in heads] == [["Unit", "2.1", "2.2", "2.2a"], ["Unit", "2.2b"]]
    assert sum(line.startswith("  Xã 3 ") for line in lines) == len(heads)
    assert all(len(line) <= 40 for line in lines[4:-8])
