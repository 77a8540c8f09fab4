"""The check sheet, worked out by a program that is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.output.xlsx_reading import column, opened, recalculated, render, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Example

    from ttdt.compute import Report

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.programs("LibreOffice"),
]
ROADS = {False: 100 * 43 / 60, True: 100 * 48 / 65}
"""Of two districts, and with what the third said in the quarter before."""
HEADS = ("Indicator id", "Result", "Difference")


def workbook(report: Report) -> Any:
    return opened(render(report))


@pytest.mark.parametrize("carry_forward", [False, True])
def test_every_value_is_worked_out_the_same(
    example: Example, tmp_path: Path, *, carry_forward: bool
) -> None:
    after = recalculated(workbook(example(carry_forward=carry_forward)), tmp_path)
    lines = table(after["Check"], *HEADS)
    assert len(lines) == 12
    assert set(column(lines, "Result")) == {"OK"}
    worked = {line["Indicator id"].value: line["Value (worked out again)"].value for line in lines}
    assert worked["village-roads"] == pytest.approx(ROADS[carry_forward])
    assert {line["Measure"].value for line in lines} == {
        "rate", "count", "reduction", "parity", "words",
    }  # fmt: skip


def test_of_some_units_their_own_values_are(example: Example, tmp_path: Path) -> None:
    after = recalculated(workbook(example("dong-son", "tay-hoa")), tmp_path)
    results = column(table(after["Check"], *HEADS), "Result")
    assert set(results) == {"OK", "–"}


def test_a_raw_figure_that_is_changed_is_found(example: Example, tmp_path: Path) -> None:
    book = workbook(example())
    lines = table(book["Raw figures"], "Indicator id", "Counted in the province")
    changed = {"village-roads", "new-cooperatives", "poverty-reduction", "cadre-parity"}
    for key in changed:
        line = next(
            line
            for line in lines
            if line["Indicator id"].value == key and line["Counted in the province"].value == 1
        )
        line["Numerator or count"].value += 1
    dropped = next(
        line
        for line in lines
        if line["Indicator id"].value == "literacy" and line["Counted in the province"].value == 1
    )
    dropped["Counted in the province"].value = 0
    found = table(recalculated(book, tmp_path)["Check"], *HEADS)
    differs = {line["Indicator id"].value for line in found if line["Result"].value == "DIFFERS"}
    assert differs == changed | {"literacy"}


def test_a_value_or_verdict_that_is_changed_is_found(example: Example, tmp_path: Path) -> None:
    book = workbook(example())
    lines = {line["Indicator id"].value: line for line in table(book["Check"], *HEADS)}
    lines["village-roads"]["Value (ttdt)"].value += 1e-6
    verdict = lines["child-underweight"]["Target met (ttdt)"]
    verdict.value = "not met" if verdict.value == "met" else "met"
    after = recalculated(book, tmp_path)["Check"]
    found = table(after, *HEADS)
    differs = {line["Indicator id"].value for line in found if line["Result"].value == "DIFFERS"}
    assert differs == {"village-roads", "child-underweight"}
    total = next(row for row in after.iter_rows(values_only=True) if "Lines that agree" in row)
    assert [cell for cell in total if isinstance(cell, int)] == [10, 12]


def test_a_district_and_its_communes_are_not_added_up_twice(tree: Example, tmp_path: Path) -> None:
    after = recalculated(workbook(tree()), tmp_path)
    lines = {line["Indicator id"].value: line for line in table(after["Check"], *HEADS)}
    assert {line["Result"].value for line in lines.values()} == {"OK"}
    literacy = lines["literacy"]
    # Suối Bắc, Phú Thủy, and Tây Hòa for its two communes.
    assert literacy["Units (worked out again)"].value == 4
    assert literacy["Sum of numerators"].value == 2300 + 6700 + 5400
    assert literacy["Sum of populations"].value == 2500 + 7000 + 6000
