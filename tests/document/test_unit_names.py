from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.document.report.unit_names import ListedBy, named
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

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
groups: {{g: {{name: {{vi: N}}}}}}
indicators: {{words: {{clause: "1", group: g, name: {{vi: W}}, measure: narrative}}}}
"""


@pytest.fixture
def flat(assess_files: Assess) -> Report:
    """Return the report on a province with thirty communes."""
    return assess_files({"targets-2024.yaml": PLAN.format(units=_units(1, 30))})


@pytest.fixture
def tree(assess_files: Assess) -> Report:
    """Return that on three districts of ten communes each, with one commune beside them."""
    units = "\n".join(
        f"  h{number}:\n    code: 'h{number}'\n    name: Huyện {number}\n    kind: district\n"
        f"    units:\n{_units(10 * number, 10 * number + 9, indent=6)}"
        for number in (1, 2, 3)
    )
    return assess_files({"targets-2024.yaml": PLAN.format(units=f"{units}\n{_units(99, 99)}")})


def _units(first: int, last: int, indent: int = 2) -> str:
    return "\n".join(
        f"{' ' * indent}x{number}: {{code: 'x{number}', name: Xã {number}, kind: commune}}"
        for number in range(first, last + 1)
    )


def said(report: Report, units: Sequence[str], listed_by: ListedBy = ListedBy.STATUS) -> str:
    return named(Language("en"), report, units, listed_by)


def test_few_of_many_are_named(flat: Report) -> None:
    assert said(flat, ["x2", "x7"]) == "Xã 2, Xã 7"


def test_all_are_one(flat: Report, tree: Report) -> None:
    assert said(flat, flat.units) == "all 30 units"
    assert said(tree, [unit.id for unit in tree.plan.leaves]) == "all 31 units"


def test_names_end_where_nobody_reads_on(flat: Report) -> None:
    units = [f"x{number}" for number in range(1, 25)]
    names = ", ".join(f"Xã {number}" for number in range(1, 21))
    assert said(flat, units) == f"{names}, and 4 more; ttdt status lists all"
    assert said(flat, units, ListedBy.CSV) == f"{names}, and 4 more; --format csv lists all"


def test_units_stand_under_the_area_above_them(tree: Report) -> None:
    units = ["x10", "x11", *(f"x{number}" for number in range(20, 30)), "x99"]
    assert said(tree, units) == "Xã 99; Huyện 1: Xã 10, Xã 11 (2 of 10); Huyện 2 (all 10)"


def test_an_area_above_others_stands_by_itself(tree: Report) -> None:
    assert said(tree, ["h2", "x20"]) == "Huyện 2; Huyện 2: Xã 20 (1 of 10)"


def test_areas_have_numbers_where_there_are_too_many_names(tree: Report) -> None:
    units = [f"x{number}" for number in range(10, 40) if number % 10 < 8]
    assert said(tree, units) == (
        "Huyện 1 (8 of 10); Huyện 2 (8 of 10); Huyện 3 (8 of 10); ttdt status lists all"
    )
