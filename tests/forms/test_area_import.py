"""What is typed into the form of all units below an area is what each unit's file then says."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.forms.area_filling import fill_units, place_of, tree_files
from tests.forms.filling import change, fill

from ttdt.yaml import read

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

FORM = Path("bac.xlsx")
BELOW = Path("data/districts/bac")


@pytest.fixture(autouse=True)
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tree_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def form(place: Path, ttdt: Ttdt) -> Path:
    assert ttdt("template", "-p", "Q3", "--unit", "bac", "-o", str(FORM)).code == 0
    return place / FORM


def said_of(unit: str) -> Any:
    return read(BELOW / unit / "2024-Q3.yaml", unit).data


def written() -> list[str]:
    return sorted(path.parent.name for path in BELOW.glob("*/2024-Q3.yaml"))


TYPED = {
    ("dong-son", "status|value"): "final figures",
    ("dong-son", "submitted|value"): "05/10/2024",
    ("dong-son", "source|value"): "Báo cáo số 12/BC-UBND",
    ("dong-son", "populations|state"): "as last round",
    ("dong-son", "population:villages|value"): 41,
    ("dong-son", "narrative:cooperatives|value"): "Ba hợp tác xã.",
    ("dong-son", "figure:village-roads|value"): 31,
    ("dong-son", "as_of|value"): "15/09/2024",
    ("dong-son", "figure:village-roads|cause"): "Mưa lũ kéo dài.",
    ("dong-son", "figure:village-roads|note"): "Thêm một thôn.",
    ("dong-son", "figure:solid-facilities/schools|value"): 49,
    ("dong-son", "figure:health-insurance|percent"): 0.9627,
    ("an-hai", "status|value"): "provisional figures",
    ("an-hai", "population:villages|value"): 7,
    ("an-hai", "figure:village-roads|value"): 0,
    ("an-hai", "figure:resettled-households|state"): "does not apply here",
    ("an-hai", "figure:resettled-households|reason"): "Không có dự án",
    ("an-hai", "figure:literacy|state"): "not available yet",
}


def test_what_is_typed_is_what_is_on_file(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 0, result.err
    assert "Đông Sơn, quarter 3 of 2024" in result.out
    assert "An Hải, quarter 3 of 2024" in result.out
    said = said_of("dong-son")
    assert (said["unit"], said["status"], said["submitted"]) == ("dong-son", "final", "2024-10-05")
    assert said["source"] == "Báo cáo số 12/BC-UBND"
    # All populations but the one typed are those of a round that is made up.
    assert said["sample"] is True
    assert said["populations"]["villages"] == 41
    assert said["populations"]["households"] == 2000
    assert said["figures"]["cooperatives"] == "Ba hợp tác xã."
    assert said["as_of"] == "2024-09-15"
    assert said["figures"]["village-roads"] == {
        "value": 31, "note": "Thêm một thôn.", "cause": "Mưa lũ kéo dài.",
    }  # fmt: skip
    assert said["figures"]["solid-facilities"] == {
        "schools": 49, "health-stations": None,
    }  # fmt: skip
    assert said["figures"]["health-insurance"] == {"percent": Decimal("96.27")}
    said = said_of("an-hai")
    assert (said["unit"], said["status"]) == ("an-hai", "provisional")
    assert said["figures"]["village-roads"] == 0
    assert said["figures"]["resettled-households"] == {"not_applicable": "Không có dự án"}
    assert said["figures"]["literacy"] is None
    # Nothing was typed for Tây Hòa.
    assert not (BELOW / "tay-hoa/2024-Q3.yaml").exists()


def test_imported_again_it_changes_nothing(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)
    ttdt("import", str(FORM), "--yes")
    once = {path: path.read_bytes() for path in BELOW.rglob("*.yaml")}
    again = ttdt("import", str(FORM), "--yes")
    assert (again.code, again.err.splitlines()[0]) == (
        0, "bac.xlsx!dong-son: nothing new, nothing written",
    )  # fmt: skip
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", "again.xlsx")
    assert ttdt("import", "again.xlsx", "--yes").code == 0
    assert {path: path.read_bytes() for path in BELOW.rglob("*.yaml")} == once


def test_an_empty_form_changes_nothing(ttdt: Ttdt) -> None:
    result = ttdt("import", str(FORM), "--yes")
    assert (result.code, result.out) == (0, "")
    assert result.err == "bac.xlsx: nothing new, nothing written\n"


def test_a_cell_that_was_emptied_withdraws_nothing(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)
    ttdt("import", str(FORM), "--yes")
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", "again.xlsx")
    key = "figure:village-roads|value"
    cell = fill_units(Path("again.xlsx"), {("dong-son", key): None, ("an-hai", key): 1})
    result = ttdt("import", "again.xlsx", "--yes")
    assert result.code == 0
    where = cell["dong-son", key].partition("!")[2]
    assert f"stays; to withdraw it, choose “not available yet”: {where}" in result.err
    assert said_of("dong-son")["figures"]["village-roads"]["value"] == 31
    assert said_of("an-hai")["figures"]["village-roads"] == {"value": 1, "source": "again.xlsx"}


def test_what_is_wrong_is_told_by_cell_and_nothing_is_written(ttdt: Ttdt) -> None:
    key = "figure:village-roads|value"
    cells = fill_units(FORM, {**TYPED, ("an-hai", key): 9, ("tay-hoa", key): "many"})
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 1
    assert f"{cells['an-hai', key]}: TT201 the numerator 9 is above its population 7" in result.err
    assert f"{cells['tay-hoa', key]}: “many” is no number" in result.err
    assert written() == []
    # Those that break a rule can be put aside, and the others are written then.
    fill_units(FORM, {("tay-hoa", key): 3, ("tay-hoa", "status|value"): "final figures"})
    result = ttdt("import", str(FORM), "--yes", "--keep-invalid", "aside")
    assert result.code == 1
    assert written() == ["dong-son", "tay-hoa"]
    assert said_of("dong-son")["figures"]["village-roads"]["value"] == 31


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"percent": 1.5}, "150 % is not between 0 and 100"),
        ({"value": -1}, "-1 is negative"),
        ({"value": 1.5}, "1.5 has a fraction"),
        ({"value": 1, "state": "not available yet"}, "a figure stands here, though it is chosen"),
        ({"state": "does not apply here"}, "needs the reason why"),
        ({"state": "perhaps"}, "“perhaps” is none of the choices"),
        ({"value": 1, "percent": 0.5}, "give the figure or its rate, not both"),
    ],
)
def test_cells_that_cannot_be(ttdt: Ttdt, typed: dict[str, Any], message: str) -> None:
    answers = {("an-hai", f"figure:literacy|{column}"): said for column, said in typed.items()}
    fill_units(FORM, {("an-hai", "status|value"): "final figures", **answers})
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 1
    assert message in result.err
    assert "bac.xlsx!People!" in result.err
    assert not (BELOW / "an-hai/2024-Q3.yaml").exists()


def test_together_with_a_units_own_form(ttdt: Ttdt) -> None:
    ttdt("template", "-p", "Q3", "--unit", "tay-hoa", "-o", "tay-hoa.xlsx")
    fill_units(FORM, TYPED)
    own = {
        ("status", "value"): "final figures",
        ("population:villages", "value"): 30,
        ("figure:village-roads", "value"): 12,
    }
    fill(Path("tay-hoa.xlsx"), own)
    result = ttdt("import", str(FORM), "tay-hoa.xlsx", "--yes")
    assert result.code == 0, result.err
    assert said_of("tay-hoa")["figures"]["village-roads"] == 12
    assert said_of("an-hai")["figures"]["village-roads"] == 0


def test_two_forms_that_contradict_each_other_are_refused(ttdt: Ttdt) -> None:
    ttdt("template", "-p", "Q3", "--unit", "an-hai", "-o", "an-hai.xlsx")
    fill_units(FORM, TYPED)
    own = fill(Path("an-hai.xlsx"), {("status", "value"): "final figures"})
    cell = f"an-hai.xlsx!Q3!{own['status', 'value']}"
    result = ttdt("import", str(FORM), "an-hai.xlsx", "--yes")
    assert result.code == 1
    assert f"{cell}: An Hải, quarter 3 of 2024, Kind: final here, but provisional in" in result.err
    assert written() == []
    fill(Path("an-hai.xlsx"), {("status", "value"): "provisional figures"})
    assert ttdt("import", str(FORM), "an-hai.xlsx", "--yes").code == 0
    assert written() == ["an-hai", "dong-son"]


def test_a_row_that_is_no_units_is_refused(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)

    def write(book: Any) -> None:
        book["People"]["F14"].value = 3

    change(FORM, write)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 2
    assert "People!F14: something is written in this row, but the row is no unit's" in result.err
    assert not (BELOW / "an-hai/2024-Q3.yaml").exists()


def test_a_copied_row_counts_for_nothing(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)

    def copy(book: Any) -> None:
        for cell in book["People"][8]:
            book["People"].cell(15, cell.column).value = cell.value

    change(FORM, copy)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 1
    assert "bac.xlsx!People!15: this row is a copy of row 8" in result.err
    assert written() == []


def test_rows_in_another_order_and_a_sheet_that_is_gone(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)

    def shuffle(book: Any) -> None:
        sheet = book["Infrastructure"]
        first, second = ([cell.value for cell in sheet[row]] for row in (8, 10))
        for row, values in ((8, second), (10, first)):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value
        del book["People"]

    change(FORM, shuffle)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 0, result.err
    assert (
        "bac.xlsx!dong-son: note: 5 rows of the form are missing, and stay as they are"
        in result.err
    )
    assert said_of("dong-son")["figures"]["village-roads"]["value"] == 31


def test_merged_cells_belong_to_no_figure(ttdt: Ttdt) -> None:
    places = fill_units(FORM, TYPED)
    sheet, cell = places["an-hai", "figure:village-roads|value"].split("!")[1:]

    def merge(book: Any) -> None:
        row = book[sheet][cell].row
        book[sheet].merge_cells(f"{cell}:{cell[0]}{row + 1}")

    change(FORM, merge)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 1
    assert "are merged, so nobody can say which figure this is" in result.err
    assert written() == []


def test_columns_and_identity_that_are_gone(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)
    shutil.copy(FORM, "other.xlsx")

    def delete(book: Any) -> None:
        key = place_of(book, "an-hai", "figure:literacy|value")[1]
        book["People"].delete_cols(book["People"][key].column)

    change(FORM, delete)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 2
    assert "columns of the form have been deleted: figure:literacy|value" in result.err

    def forget(book: Any) -> None:
        del book["ttdt"]

    change(Path("other.xlsx"), forget)
    result = ttdt("import", "other.xlsx", "--yes")
    assert result.code == 2
    assert "the hidden sheet that says whose form this is has been removed" in result.err
    result = ttdt("import", "other.xlsx", "--yes", "--as", "bac/Q3")
    assert result.code == 0, result.err
    assert said_of("an-hai")["figures"]["village-roads"] == 0


def test_a_form_that_is_older_than_the_file_says_so(ttdt: Ttdt) -> None:
    fill_units(FORM, TYPED)
    ttdt("import", str(FORM), "--yes")
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", "again.xlsx")
    ttdt("set", "an-hai", "Q3", "village-roads=2")
    fill_units(Path("again.xlsx"), {("an-hai", "figure:village-roads|value"): 3})
    result = ttdt("import", "again.xlsx", "--yes")
    assert result.code == 0
    assert "again.xlsx!an-hai: note: what is on file has been changed since" in result.err


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        ("../../../etc", "the plan has no unit “../../../etc”"),
        ("no-such-unit", "the plan has no unit “no-such-unit”"),
        ("\u202egnp.\u0007", "the plan has no unit"),
        ("x" * 30_000, "the plan has no unit “xxx"),
    ],
)
def test_a_row_of_a_unit_that_is_not_in_the_plan(ttdt: Ttdt, unit: str, message: str) -> None:
    fill_units(FORM, TYPED)

    def rename(book: Any) -> None:
        for sheet in book.worksheets[1:-1]:
            sheet["A10"].value = unit.replace("\u0007", "")

    change(FORM, rename)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 2
    assert message in result.err
    assert "\u202e" not in result.err
    assert max(map(len, result.err.splitlines())) < 500
    assert written() == []
    assert sorted(path.name for path in Path("data/districts").iterdir()) == ["bac", "nam-phu"]


def test_formulas_that_give_errors_and_far_cells(ttdt: Ttdt) -> None:
    cells = fill_units(FORM, {**TYPED, ("an-hai", "figure:village-roads|value"): "=1/0"})
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 1
    place = cells["an-hai", "figure:village-roads|value"]
    assert f"{place}: the formula here has no result" in result.err
    assert written() == []

    def write(book: Any) -> None:
        book["People"]["F2500"].value = 1

    change(FORM, write)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 2
    assert "the sheet People has content at F2500, far outside of any form" in result.err


@pytest.mark.parametrize("key", ["ttdt.unit", "figure:literacy|value"])
def test_doubled_columns_are_refused(ttdt: Ttdt, key: str) -> None:
    fill_units(FORM, TYPED)

    def double(book: Any) -> None:
        book["People"]["BA7"].value = key

    change(FORM, double)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 2
    assert "the column BA is there twice" in result.err
    assert not (BELOW / "dong-son/2024-Q3.yaml").exists()


def test_a_row_with_the_name_of_another_unit_counts_for_nothing(ttdt: Ttdt) -> None:
    fill_units(
        FORM,
        {
            ("dong-son", "status|value"): "final figures",
            ("dong-son", "figure:village-roads|value"): 31,
        },
    )
    book = openpyxl.load_workbook(FORM)
    sheet, cell = place_of(book, "dong-son", "figure:village-roads|value")
    row = int("".join(char for char in cell if char.isdecimal()))
    assert book[sheet][f"C{row}"].value == "Đông Sơn"
    book[sheet][f"C{row}"].value = "Tây Hòa"
    book.save(FORM)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 1
    assert f"bac.xlsx!{sheet}!C{row}" in result.err + result.out
    assert "the row is that of Đông Sơn, but the name in it is Tây Hòa" in result.err + result.out
    assert not (BELOW / "dong-son/2024-Q3.yaml").exists()
