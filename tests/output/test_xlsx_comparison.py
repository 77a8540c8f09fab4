"""The officials' table in the workbook: live numbers, of which another program makes the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.output.xlsx_reading import displayed, opened, recalculated, render, table

from ttdt.compute import Selection, select

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Assess

    from ttdt.compute import Report

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

NUMBERS = (
    "Same period last year", "Plan for the year", "Done in the period", "Since January",
    "% of the plan", "% of the same period", "Change on the round before",
)  # fmt: skip


@pytest.fixture
def report(assess_files: Assess, example_files: dict[str, str]) -> Report:
    """Return the example, one unit of which has an earlier round and one of the year before."""
    quarter = example_files["districts/dong-son/2024-Q2.yaml"]
    first = quarter.replace("2024-Q2", "2024-Q1").replace("30", "28")
    before = quarter.replace("2024-Q2", "2023-Q2").replace("30", "24").replace("16", "20")
    return assess_files(
        {
            **example_files,
            "districts/dong-son/2024-Q1.yaml": first,
            "districts/dong-son/2023-Q2.yaml": before,
        }
    )


def lines(book: Any) -> dict[str, dict[str, Any]]:
    """Return the rows of the sheet, by the name of the indicator."""
    found = table(book["Comparison"], "Indicator", "Since January")
    return {line["Indicator"].value: line for line in found}


def test_the_numbers(report: Report) -> None:
    found = lines(opened(render(report), values=True))
    roads, resettled = found["Villages with a hardened road"], found["Households resettled"]
    # 43 of 60 villages; Đông Sơn alone had 24 of 40 a year ago, 28 in the first quarter.
    assert [displayed(roads[name]) for name in NUMBERS] == [
        "60.0 (1/2)", "≥ 75", "", "71.7", "95.6 %", "+15.0 pp (1/2)", "+5.0 pp (1/2)",
    ]  # fmt: skip
    assert [displayed(resettled[name]) for name in NUMBERS] == [
        "20", "≈ 50 (≥ 45)", "0", "16", "32.0 %", "80.0 %", "0",
    ]  # fmt: skip


def test_what_comes_of_two_numbers_beside_each_other_is_a_formula(report: Report) -> None:
    found = lines(opened(render(report)))
    roads, resettled = found["Villages with a hardened road"], found["Households resettled"]
    row = roads["Indicator"].row
    assert roads["% of the plan"].value == f"=100*G{row}/E{row}"
    # Of last year there is one unit of the two, so that it is no difference of these cells.
    assert roads["% of the same period"].value == pytest.approx(15)
    row = resettled["Indicator"].row
    assert resettled["% of the same period"].value == f"=100*G{row}/D{row}"


@pytest.mark.programs("LibreOffice")
def test_libreoffice_makes_the_same_of_it(report: Report, tmp_path: Path) -> None:
    before = lines(opened(render(report), values=True))
    after = lines(recalculated(opened(render(report)), tmp_path))
    for name, line in before.items():
        for head in NUMBERS:
            value, again = line[head].value, after[name][head].value
            near = pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
            assert again == near, (name, head)


def test_of_units_that_were_asked_for_each_has_its_rows(report: Report) -> None:
    book = opened(render(select(report, Selection(units=("dong-son", "tay-hoa")))), values=True)
    found = table(book["Comparison"], "Unit", "Since January")
    shown = {
        line["Unit"].value: displayed(line["Since January"])
        for line in found
        if line["Indicator"].value == "Villages with a hardened road"
    }
    assert shown == {"Đông Sơn": "75.0", "Tây Hòa": "65.0"}


def test_it_is_printed_one_page_wide(report: Report) -> None:
    sheet = opened(render(report))["Comparison"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (0, "landscape")
    assert sheet.print_title_rows == "$5:$5"
