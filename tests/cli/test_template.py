from __future__ import annotations

import sys
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.cli.small_workspace import FILES
from tests.cli.tree_workspace import TREE
from tests.forms.filling import VALUE, cell_of, example_files

from ttdt.cli import making_forms

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(example_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sheet_of(path: Path, name: str = "Q3") -> Any:
    return openpyxl.load_workbook(path)[name]


def test_one_form_for_each_unit(place: Path, ttdt: Ttdt) -> None:
    result = ttdt("template", "--period", "Q3", "-o", "forms")
    assert (result.code, result.out) == (0, "")
    names = sorted(path.name for path in (place / "forms").iterdir())
    assert names == ["dong-son-2024-Q3.xlsx", "nam-phu-2024-Q3.xlsx", "tay-hoa-2024-Q3.xlsx"]
    book = openpyxl.load_workbook(place / "forms" / names[0])
    assert book.sheetnames == ["Instructions", "Q3", "ttdt"]
    assert book["ttdt"].sheet_state == "hidden"
    said = {row[0].value: row[1].value for row in book["ttdt"].iter_rows()}
    assert said["unit"] == "dong-son"
    assert said["period"] == "2024-Q3"
    assert said["plan"] == "example-2024"


def test_the_same_bytes_each_time(place: Path, ttdt: Ttdt) -> None:
    for folder in ("a", "b"):
        assert ttdt("template", "--period", "Q3", "-o", folder, "-q").err == ""
    for path in (place / "a").iterdir():
        assert path.read_bytes() == (place / "b" / path.name).read_bytes()
        with zipfile.ZipFile(path) as package:
            assert {info.date_time[0] for info in package.infolist()} == {1980}


def test_only_input_cells_can_be_written_in(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q3", "--unit", "dong-son")
    sheet = sheet_of(place / "forms/dong-son-2024-Q3.xlsx")
    assert sheet.protection.sheet is True
    assert sheet.protection.password is None
    for column, locked in (("value", False), ("note", False), ("label", True), ("result", True)):
        assert sheet[cell_of(sheet, "figure:literacy", column)].protection.locked is locked
    assert sheet.freeze_panes == "D7"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$5:$5"


def test_a_count_is_whole_and_not_above_its_population(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q3", "--unit", "dong-son")
    sheet = sheet_of(place / "forms/dong-son-2024-Q3.xlsx")
    cell = cell_of(sheet, "figure:literacy", VALUE)
    people = cell_of(sheet, "population:people", "result")
    whole = "$" + people[0] + "$" + people[1:]
    found = next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)
    # Between is what holds where no operator is named.
    assert (found.type, found.operator, found.formula1) == ("whole", None, "0")
    assert found.formula2 == f"IF(ISNUMBER({whole}),{whole},999999999999)"


def test_a_unit_without_a_share_is_told(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q3", "--unit", "tay-hoa")
    sheet = sheet_of(place / "forms/tay-hoa-2024-Q3.xlsx")
    label = sheet[cell_of(sheet, "figure:resettled-households", "label")]
    assert "The plan gives this unit no share: leave empty." in label.value
    assert label.fill.fgColor.rgb == "FFD9D9D9"


def test_earlier_figures_are_shown_and_marked_as_samples(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q3", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q3.xlsx"
    sheet = sheet_of(path)
    last = sheet[cell_of(sheet, "figure:literacy", "last")]
    assert (last.value, last.number_format) == (8111, '#,##0" (Q2)"')
    rate = sheet[cell_of(sheet, "figure:health-insurance", "last")]
    assert (rate.value, rate.number_format) == (0.9627, '0.0#####%" (Q2)"')
    assert sheet[cell_of(sheet, "figure:literacy", VALUE)].value is None
    assert sheet["B4"].value.startswith("SAMPLE DATA: the figures of earlier rounds")
    assert "SAMPLE DATA" in sheet.oddHeader.right.text
    assert openpyxl.load_workbook(path)["Instructions"]["A3"].value.startswith("SAMPLE DATA")


def test_a_unit_that_has_begun_gets_its_figures_filled_in(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    sheet = sheet_of(place / "forms/dong-son-2024-Q2.xlsx", "Q2")
    assert sheet[cell_of(sheet, "figure:literacy", VALUE)].value == 8111
    assert sheet[cell_of(sheet, "figure:health-insurance", "percent")].value == 0.9627
    assert sheet[cell_of(sheet, "status", VALUE)].value == "provisional figures"


def test_a_form_that_is_there_is_not_lost(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q3", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q3.xlsx"
    path.write_bytes(b"begun")
    result = ttdt("template", "--period", "Q3")
    assert result.code == 2
    assert "dong-son-2024-Q3.xlsx is there already; --force replaces it" in result.err
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == b"begun"
    assert ttdt("template", "--period", "Q3", "--force").code == 0
    assert path.read_bytes() != b"begun"


@pytest.mark.usefixtures("place")
def test_of_many_forms_that_are_there_only_some_are_named(
    ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_forms, "_MOST_NAMED", 1)
    ttdt("template", "--period", "Q3")
    result = ttdt("template", "--period", "Q3")
    assert (result.code, result.out) == (2, "")
    assert "nothing was written: 3 of the forms are there already (" in result.err
    assert result.err.endswith(".xlsx and 2 more); --force replaces them\n")
    assert result.err.count(".xlsx") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name the period with --period"),
        (("--period", "soon"), "“soon” is unknown"),
        (("--period", "Q3", "--unit", "ha-noi"), "“ha-noi” is unknown"),
        (("--period", "2031-Q3"), "there is no plan for 2031"),
        (("--period", "Q3", "-o", "-"), "forms are files"),
        (("--period", "Q3", "-o", "data/targets-2024.yaml"), "could not be made"),
    ],
)
@pytest.mark.usefixtures("place")
def test_what_cannot_be_made(ttdt: Ttdt, arguments: tuple[str, ...], said: str) -> None:
    result = ttdt("template", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.usefixtures("place")
def test_without_the_package_one_line_says_what_to_install(
    ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = (
        "ttdt.forms.writing",
        "ttdt.forms.area",
        "ttdt.forms.form_book",
        "ttdt.excel.xml_sheet",
        "xlsxwriter",
    )
    for name in [one for one in sys.modules if one.startswith(writing)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = ttdt("template", "--period", "Q3")
    assert result.code == 2
    assert "pip install 'ttdt[office]'" in result.err
    assert len(result.err.splitlines()) == 1


def test_hostile_texts_of_the_plan_are_but_texts(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    plan = FILES["targets-2024.yaml"]
    plan = plan.replace("vi: thôn có đường cứng", 'vi: "=HYPERLINK(\\"x\\") \\u202e & <b>"')
    plan = plan.replace("name: Bác Ái", 'name: "=1+1&C[x]"')
    make_workspace({**FILES, "targets-2024.yaml": plan})
    monkeypatch.chdir(tmp_path)
    result = ttdt("template", "--period", "Q3", "--lang", "vi")
    assert result.code == 0, result.err
    sheet = sheet_of(tmp_path / "forms/bac-ai-2024-Q3.xlsx")
    label = sheet[cell_of(sheet, "figure:village-roads", "label")].value
    assert '=HYPERLINK("x") \\u202e & <b>' in label
    formulas = {
        str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }
    assert not any("HYPERLINK" in formula for formula in formulas)


@pytest.mark.filterwarnings("error")
def test_texts_that_are_too_long_make_a_sound_file_still(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    long = "dài & " * 8_000
    plan = FILES["targets-2024.yaml"]
    plan = plan.replace("vi: thôn có đường cứng", f'vi: "{long}"').replace("Bác Ái", long.strip())
    note = "x" * 10_000
    filed = FILES["districts/bac-ai/2024-Q2.yaml"].replace(
        "village-roads: 30", f'village-roads: {{value: 30, note: "{note}"}}'
    )
    make_workspace({**FILES, "targets-2024.yaml": plan, "districts/bac-ai/2024-Q2.yaml": filed})
    monkeypatch.chdir(tmp_path)
    result = ttdt("template", "--period", "Q2", "--unit", "bac-ai")
    assert result.code == 0, result.err
    form = tmp_path / "forms/bac-ai-2024-Q2.xlsx"
    sheet = sheet_of(form, "Q2")
    assert sheet[cell_of(sheet, "figure:village-roads", "note")].value == note
    untouched = ttdt("import", str(form), "--yes")
    assert untouched.code == 0
    assert "nothing new" in untouched.err


def test_forms_for_the_units_without_units_below_them(
    ttdt: Ttdt, make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    data = str(make_workspace(TREE))
    for options, names in (
        ((), ["ninh-son", "phuoc-binh", "phuoc-hoa"]),
        (("--below", "bac-ai"), ["phuoc-binh", "phuoc-hoa"]),
        (("--below", "province"), ["ninh-son", "phuoc-binh", "phuoc-hoa"]),
    ):
        folder = tmp_path / f"forms {options}"
        ttdt("template", "--period", "Q3", "--data", data, "-o", str(folder), *options)
        assert sorted(path.name for path in folder.iterdir()) == [
            f"{name}-2024-Q3.xlsx" for name in names
        ]
    both = ttdt("template", "--period", "Q3", "--data", data, "--below", "58", "--unit", "585")
    assert both.code == 2
