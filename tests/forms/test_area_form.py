"""One workbook for all units below an area: what it asks, where, and what its cells refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.forms.area_filling import place_of, tree_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tree_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def book(place: Path, ttdt: Ttdt) -> Any:
    result = ttdt("template", "--period", "Q3", "--unit", "bac", "-o", "bac.xlsx")
    assert (result.code, result.err) == (0, "wrote bac.xlsx\n")
    return openpyxl.load_workbook(place / "bac.xlsx")


def test_a_sheet_for_each_group_with_a_row_for_each_unit(book: Any) -> None:
    assert book.sheetnames == [
        "Instructions", "About this report", "Populations", "Economy", "Infrastructure", "People",
        "ttdt",
    ]  # fmt: skip
    for sheet in book.worksheets[1:-1]:
        assert [sheet[f"A{row}"].value for row in range(7, 11)] == [
            "ttdt.unit", "dong-son", "tay-hoa", "an-hai",
        ]  # fmt: skip
        assert [sheet[f"C{row}"].value for row in range(8, 11)] == ["Đông Sơn", "Tây Hòa", "An Hải"]
        assert sheet.freeze_panes == "D8"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$5:$6"
        assert sheet.print_title_cols == "$B:$C"
        assert sheet.protection.sheet is True
    infrastructure = book["Infrastructure"]
    assert infrastructure["C11"].value == "Sum of Huyện Bắc"
    assert infrastructure["C12"].value == "Units with an entry"
    said = {row[0].value: row[1].value for row in book["ttdt"].iter_rows()}
    assert said["unit"] == "bac"
    assert said["period"] == "2024-Q3"
    assert book["ttdt"].sheet_state == "hidden"


def cell(book: Any, unit: str, key: str) -> Any:
    sheet, name = place_of(book, unit, key)
    return book[sheet][name]


def rule(book: Any, unit: str, key: str) -> Any:
    sheet, name = place_of(book, unit, key)
    (found,) = [one for one in book[sheet].data_validations.dataValidation if name in one.sqref]
    return found


def test_what_is_known_already_stands_beside(book: Any) -> None:
    last = cell(book, "dong-son", "figure:literacy|last")
    assert (last.value, last.number_format) == (8111, '#,##0" (Q2)"')
    words = cell(book, "dong-son", "narrative:cooperatives|last")
    assert words.value == "Hai hợp tác xã đã có hợp đồng bao tiêu."
    assert cell(book, "an-hai", "figure:literacy|last").value is None
    # The plan gives only Đông Sơn a share.
    assert cell(book, "tay-hoa", "figure:resettled-households|value").fill.fgColor.rgb == "FFD9D9D9"
    assert cell(book, "dong-son", "figure:resettled-households|value").protection.locked is False
    assert cell(book, "dong-son", "figure:resettled-households|last").protection.locked is True
    head = book["Infrastructure"]["D5"].value
    assert head == (
        "2.1 Villages with a hardened road\nNumerator: villages with a hardened road\n"
        "Population: villages\nTarget: ≥ 75 %"
    )


def test_every_cell_is_checked(book: Any) -> None:
    found = rule(book, "dong-son", "figure:village-roads|value")
    _, population = place_of(book, "dong-son", "figure:village-roads|population")
    assert (found.type, found.operator, found.formula1) == ("whole", None, "0")
    assert found.formula2 == f"IF(ISNUMBER(${population}),${population},999999999999)"
    assert str(found.sqref) == "F8:F10"
    percent = rule(book, "dong-son", "figure:village-roads|percent")
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "1")
    state = rule(book, "dong-son", "figure:village-roads|state")
    assert state.formula1 == '"does not apply here,not available yet"'
    assert rule(book, "dong-son", "status|value").type == "list"
    assert rule(book, "dong-son", "submitted|value").type == "date"
    assert rule(book, "dong-son", "populations|state").formula1 == '"as last round"'


def test_the_same_bytes_each_time_in_the_users_language(place: Path, ttdt: Ttdt) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        made = ttdt("--lang", "vi", "template", "-p", "Q3", "--unit", "bac", "-o", name)
        assert made.code == 0
    assert (place / "a.xlsx").read_bytes() == (place / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(place / "a.xlsx")
    assert book.sheetnames[:3] == ["Hướng dẫn", "Thông tin báo cáo", "Mẫu số"]
    assert book["Hạ tầng"]["C11"].value == "Tổng Huyện Bắc"


def test_a_form_for_each_unit_or_the_areas_own(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "-p", "Q3", "--unit", "bac", "--each", "-o", "each")
    names = sorted(path.name for path in (place / "each").iterdir())
    assert names == ["an-hai-2024-Q3.xlsx", "dong-son-2024-Q3.xlsx", "tay-hoa-2024-Q3.xlsx"]
    ttdt("template", "-p", "Q3", "--unit", "bac", "--own", "-o", "own")
    own = openpyxl.load_workbook(place / "own/bac-2024-Q3.xlsx")
    assert own.sheetnames == ["Instructions", "Q3", "ttdt"]
    both = ttdt("template", "-p", "Q3", "--unit", "bac", "--own", "--each")
    assert both.code == 2


def test_the_plans_own_area_names_whose_unit_each_is(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "-p", "Q3", "--unit", "province", "-o", "forms")
    book = openpyxl.load_workbook(place / "forms/province-2024-Q3.xlsx")
    names = [book["Populations"][f"C{row}"].value for row in range(8, 12)]
    assert names == [
        "Đông Sơn (Huyện Bắc)", "Tây Hòa (Huyện Bắc)", "An Hải (Huyện Bắc)", "Nam Phú",
    ]  # fmt: skip


def test_several_forms_do_not_go_into_one_file(place: Path, ttdt: Ttdt) -> None:
    result = ttdt("template", "-p", "Q3", "--unit", "bac", "--unit", "nam-phu", "-o", "a.xlsx")
    assert (result.code, result.err) == (
        2, "ttdt: 2 forms do not go into one file; name a folder with --output\n",
    )  # fmt: skip
    assert not (place / "a.xlsx").exists()
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", "a.xlsx")
    again = ttdt("template", "-p", "Q3", "--unit", "bac", "-o", "a.xlsx")
    assert again.code == 2
    assert "is there already; --force replaces it" in again.err


def test_more_units_than_can_be_read_back_get_no_workbook(
    place: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttdt.app.template.MOST_UNITS", 2)
    result = ttdt("template", "-p", "Q3", "--unit", "bac")
    assert result.code == 2
    assert "Huyện Bắc has 3 units, and a workbook has room for 2" in result.err
    assert not (place / "forms").exists()
