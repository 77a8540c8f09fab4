"""What is typed into a form is what the workspace then says, and nothing else changes."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.forms.filling import CAUSE, NOTE, PERCENT, REASON, STATE, VALUE, cell_of, change, fill
from tests.programs import convert

from ttdt.yaml import read

if TYPE_CHECKING:
    from tests.conftest import Ttdt

TYPED = {
    ("status", VALUE): "final figures",
    ("submitted", VALUE): "05/10/2024",
    ("as_of", VALUE): "15/09/2024",
    ("source", VALUE): "Báo cáo số 12/BC-UBND",
    ("population:villages", VALUE): 40,
    ("population:households", STATE): "as last round",
    ("population:people", VALUE): "9.000.000",
    ("population:schools", VALUE): 50.0,
    ("narrative:cooperatives", VALUE): "Ba hợp tác xã: 'a', \"b\" # c\nvà một tổ hợp tác.",
    ("figure:new-cooperatives", VALUE): 0,
    ("figure:poverty-reduction", VALUE): "350",
    ("figure:village-roads", VALUE): 31,
    ("figure:village-roads", CAUSE): "Mưa lũ kéo dài.",
    ("figure:village-roads", NOTE): "Thêm một thôn.",
    ("figure:solid-facilities/schools", VALUE): 49,
    ("figure:solid-facilities/health-stations", STATE): "not available yet",
    ("figure:solid-facilities/health-stations", REASON): "Chưa kiểm tra xong",
    ("figure:resettled-households", STATE): "does not apply here",
    ("figure:resettled-households", REASON): "Không có dự án",
    ("figure:preschool", STATE): "not available yet",
    ("figure:health-insurance", PERCENT): 0.9627,
}


def said_in(file: Path) -> Any:
    document = read(file, file.name)
    assert document.readable
    return document.data


def test_what_is_typed_is_what_is_on_file(form: Path, place: Path, ttdt: Ttdt) -> None:
    fill(form, TYPED)
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0, result.err
    said = said_in(place / "data/districts/dong-son/2024-Q3.yaml")
    assert said["unit"] == "dong-son"
    assert said["period"] == "2024-Q3"
    assert said["status"] == "final"
    assert said["submitted"] == "2024-10-05"
    assert said["as_of"] == "2024-09-15"
    assert said["source"] == "Báo cáo số 12/BC-UBND"
    # The households are those of a round that is made up.
    assert said["sample"] is True
    populations = {name: size for name, size in said["populations"].items() if size is not None}
    assert populations == {"villages": 40, "households": 2000, "people": 9000000, "schools": 50}
    figures = {name: figure for name, figure in said["figures"].items() if figure is not None}
    assert figures == {
        "cooperatives": "Ba hợp tác xã: 'a', \"b\" # c\nvà một tổ hợp tác.",
        "new-cooperatives": 0,
        "poverty-reduction": 350,
        "village-roads": {"value": 31, "note": "Thêm một thôn.", "cause": "Mưa lũ kéo dài."},
        "solid-facilities": {
            "schools": 49,
            "health-stations": {"not_reported": "Chưa kiểm tra xong"},
        },
        "resettled-households": {"not_applicable": "Không có dự án"},
        "health-insurance": {"percent": Decimal("96.27")},
    }


def test_the_report_counts_what_was_typed(form: Path, ttdt: Ttdt) -> None:
    fill(form, TYPED)
    assert ttdt("import", str(form), "--yes", "--quiet").out == ""
    report = json.loads(ttdt("report", "--period", "Q3", "--format", "json").out)
    entries = {(one["id"], one["part"]): one["units"]["dong-son"] for one in report["indicators"]}
    roads = entries["village-roads", None]
    assert (roads["status"], roads["value"], roads["numerator"]) == ("met", 77.5, 31)
    assert entries["health-insurance", None]["value"] == 96.27
    assert entries["resettled-households", None]["status"] == "not_applicable"
    assert entries["preschool", None]["reason"] == "not_reported"
    assert report["sample"] is True


@pytest.mark.parametrize(
    ("unit", "period"),
    [("dong-son", "2024-Q2"), ("tay-hoa", "2024-Q2"), ("nam-phu", "2024-Q1"), ("dong-son", "2023")],
)
def test_an_untouched_form_changes_not_one_byte(
    place: Path, ttdt: Ttdt, unit: str, period: str
) -> None:
    file = place / "data" / "districts" / unit / f"{period}.yaml"
    before = file.read_bytes()
    made = ttdt("template", "--period", period, "--unit", unit, "-o", ".")
    assert made.code == 0, made.err
    result = ttdt("import", f"{unit}-{period}.xlsx", "--yes")
    assert (result.code, result.out) == (0, "")
    assert "nothing new" in result.err
    assert file.read_bytes() == before


def test_a_form_of_a_fresh_file_changes_nothing(place: Path, ttdt: Ttdt) -> None:
    assert ttdt("new", "--unit", "tay-hoa", "--period", "Q3").code == 0
    file = place / "data/districts/tay-hoa/2024-Q3.yaml"
    before = file.read_bytes()
    assert ttdt("template", "--period", "Q3", "--unit", "tay-hoa").code == 0
    result = ttdt("import", "forms/tay-hoa-2024-Q3.xlsx", "--yes")
    assert result.code == 0, result.err
    assert file.read_bytes() == before


def test_a_blank_form_makes_no_file(form: Path, place: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0
    assert not (place / "data/districts/dong-son/2024-Q3.yaml").exists()


def test_one_change_touches_one_value(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/dong-son/2024-Q2.yaml"
    before = file.read_text(encoding="utf-8")
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    fill(place / "forms/dong-son-2024-Q2.xlsx", {("figure:literacy", VALUE): 8112}, sheet="Q2")
    result = ttdt("import", "forms/dong-son-2024-Q2.xlsx", "--yes")
    assert result.code == 0, result.err
    assert "8,112" in result.out
    assert file.read_text(encoding="utf-8") == before.replace("8111", "8112")


def test_a_cause_and_a_day_on_file_are_shown_and_kept(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/dong-son/2024-Q2.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("submitted: 2024-06-20", "submitted: 2024-06-20\nas_of: 2024-06-15")
    text = text.replace("village-roads: {value: 30,", 'village-roads: {value: 30, cause: "Mưa",')
    text = text.replace("health-stations: 10}", "health-stations: 10, cause: Thiếu vốn}")
    file.write_text(text, encoding="utf-8")
    assert ttdt("template", "-p", "Q2", "-o", "q2.xlsx", "--unit", "dong-son").code == 0
    form = place / "q2.xlsx"
    sheet = openpyxl.load_workbook(form)["Q2"]
    assert sheet[cell_of(sheet, "as_of", VALUE)].value == datetime(2024, 6, 15)  # noqa: DTZ001
    assert sheet[cell_of(sheet, "figure:village-roads", CAUSE)].value == "Mưa"
    assert sheet[cell_of(sheet, "figure:solid-facilities/schools", CAUSE)].value == "Thiếu vốn"
    assert "nothing new" in ttdt("import", str(form), "--yes").err
    answers = {("figure:village-roads", VALUE): 31, ("figure:solid-facilities/schools", VALUE): 47}
    fill(form, answers, sheet="Q2")
    assert ttdt("import", str(form), "--yes").code == 0
    assert file.read_text(encoding="utf-8") == text.replace("value: 30", "value: 31").replace(
        "schools: 46", "schools: 47"
    )


def test_a_day_outside_the_period_is_told_of_by_its_cell(form: Path, ttdt: Ttdt) -> None:
    places = fill(form, {**TYPED, ("as_of", VALUE): "15/06/2024"})
    result = ttdt("import", str(form), "--yes")
    place = places["as_of", VALUE]
    assert f"{form.name}!Q3!{place}: TT226 counted on 15 June 2024" in result.err


def test_a_form_of_before_there_were_causes_is_read(form: Path, place: Path, ttdt: Ttdt) -> None:
    def as_before(book: Any) -> None:
        sheet = book["Q3"]
        sheet[cell_of(sheet, "as_of", "ttdt.id")].value = None
        (keys,) = (row for row in sheet.iter_rows(max_row=10) if row[0].value == "ttdt.id")
        (cause,) = (cell for cell in keys if cell.value == CAUSE)
        cause.value = None

    older = {key: value for key, value in TYPED.items() if key[0] != "as_of" and key[1] != CAUSE}
    fill(form, older)
    change(form, as_before)
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0
    assert "missing" not in result.err
    said = said_in(place / "data/districts/dong-son/2024-Q3.yaml")
    assert said["figures"]["village-roads"] == {"value": 31, "note": "Thêm một thôn."}
    assert said["as_of"] is None


def test_importing_twice_is_importing_once(form: Path, place: Path, ttdt: Ttdt) -> None:
    fill(form, TYPED)
    ttdt("import", str(form), "--yes")
    file = place / "data/districts/dong-son/2024-Q3.yaml"
    once = file.read_bytes()
    result = ttdt("import", str(form), "--yes")
    assert (result.code, result.out) == (0, "")
    assert file.read_bytes() == once


def test_an_empty_cell_leaves_what_is_on_file(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/dong-son/2024-Q2.yaml"
    before = file.read_bytes()
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    where = fill(
        place / "forms/dong-son-2024-Q2.xlsx", {("figure:literacy", VALUE): None}, sheet="Q2"
    )
    result = ttdt("import", "forms/dong-son-2024-Q2.xlsx", "--yes")
    assert result.code == 0
    assert "1 cell is empty though a figure is on file, which stays" in result.err
    assert where["figure:literacy", VALUE] in result.err
    assert file.read_bytes() == before


def test_a_figure_can_be_withdrawn(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    answers = {("figure:literacy", VALUE): None, ("figure:literacy", STATE): "not available yet"}
    fill(place / "forms/dong-son-2024-Q2.xlsx", answers, sheet="Q2")
    assert ttdt("import", "forms/dong-son-2024-Q2.xlsx", "--yes").code == 0
    said = said_in(place / "data/districts/dong-son/2024-Q2.yaml")
    assert said["figures"].get("literacy") is None


def test_rows_are_found_wherever_they_have_been_moved(form: Path, place: Path, ttdt: Ttdt) -> None:
    import openpyxl

    book = openpyxl.load_workbook(form)
    sheet = book["Q3"]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(8, 3)
    sheet.insert_cols(2)
    book.save(form)
    fill(form, {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200})
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0, result.err
    said = said_in(place / "data/districts/dong-son/2024-Q3.yaml")
    assert said["figures"]["literacy"] == 8200


@pytest.mark.programs("LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_keeps_the_form(
    form: Path, place: Path, ttdt: Ttdt, tmp_path: Path, kind: str
) -> None:
    fill(form, TYPED)
    convert([form], kind, Path("saved"), tmp_path / "profile")
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0, result.err
    file = place / "data/districts/dong-son/2024-Q3.yaml"
    expected = file.read_bytes()
    file.unlink()
    result = ttdt("import", f"saved/dong-son-2024-Q3.{kind}", "--yes")
    assert result.code == 0, result.err
    assert file.read_bytes() == expected
    result = ttdt("import", f"saved/dong-son-2024-Q3.{kind}", "--yes")
    assert "nothing new" in result.err


@pytest.mark.programs("LibreOffice")
def test_a_form_comes_back_as_csv(form: Path, place: Path, ttdt: Ttdt, tmp_path: Path) -> None:
    # Saved as CSV, a number looks as its cell's format shows it, with the marks of the country.
    fill(
        form,
        {
            ("status", VALUE): "final figures",
            ("population:people", VALUE): 9000,
            ("figure:literacy", VALUE): 8200,
            ("figure:health-insurance", PERCENT): 0.96271,
        },
    )
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    convert([form], options, Path("saved"), tmp_path / "profile")
    (saved,) = (place / "saved").glob("*.csv")
    assert "96.271%" in saved.read_text(encoding="utf-8")
    result = ttdt("import", str(saved), "--as", "dong-son/Q3", "--yes")
    assert result.code == 0, result.err
    said = said_in(place / "data/districts/dong-son/2024-Q3.yaml")
    assert said["populations"]["people"] == 9000
    assert said["figures"]["literacy"] == 8200
    assert said["figures"]["health-insurance"] == {"percent": Decimal("96.271")}
