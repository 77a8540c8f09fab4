from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.forms.filling import NOTE, STATE, VALUE, example_files, fill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ttdt
    from tests.conftest import MakeWorkspace

FILE = "data/districts/dong-son/2024-Q3.yaml"
SAID = {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200}


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(example_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def form(place: Path, ttdt: Ttdt) -> Path:
    assert ttdt("template", "--period", "Q3").code == 0
    path = place / "forms/dong-son-2024-Q3.xlsx"
    fill(path, SAID)
    return path


def test_what_differs_is_shown_before_it_is_written(form: Path, place: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form), "--dry-run")
    assert result.code == 0, result.err
    assert "8,200" in result.out
    assert "dry run: nothing was written" in result.err
    assert not (place / FILE).exists()
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0
    assert "8,200" in result.out
    assert (place / FILE).exists()


def test_nobody_to_ask_is_no_yes(form: Path, place: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form))
    assert result.code == 2
    assert "8,200" in result.out
    assert "nobody is here to be asked; add --yes to write" in result.err
    assert not (place / FILE).exists()


def test_quiet_runs_print_nothing_when_all_is_well(form: Path, place: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form), "--yes", "--quiet")
    assert result == (0, "", "")
    assert (place / FILE).exists()


def test_one_bad_form_stops_no_other(form: Path, place: Path, ttdt: Ttdt) -> None:
    broken = form.with_name("broken.xlsx")
    broken.write_bytes(b"PK")
    other = form.with_name("tay-hoa-2024-Q3.xlsx")
    fill(other, {**SAID, ("figure:literacy", VALUE): "1.234"})
    lock = form.with_name("~$dong-son-2024-Q3.xlsx")
    lock.write_bytes(b"\x04user")
    result = ttdt("import", str(broken), str(other), str(lock), str(form), "--yes")
    assert result.code == 2
    assert "forms/broken.xlsx: the file is damaged" in result.err
    assert "forms/tay-hoa-2024-Q3.xlsx!Q3!G" in result.err
    assert "passed over" in result.err
    assert (place / FILE).exists()
    assert not (place / "data/districts/tay-hoa/2024-Q3.yaml").exists()
    assert ttdt("import", str(other), str(form), "--yes").code == 1


def test_what_breaks_a_rule_can_be_put_aside(form: Path, place: Path, ttdt: Ttdt) -> None:
    fill(form, {("population:people", VALUE): 8000})
    for _ in range(2):
        result = ttdt("import", str(form), "--yes", "--keep-invalid", "aside")
        assert result.code == 1
        assert "TT201" in result.err
    assert [path.name for path in (place / "aside").iterdir()] == ["dong-son-2024-Q3.yaml"]
    assert "literacy: 8200" in (place / "aside/dong-son-2024-Q3.yaml").read_text("utf-8")
    assert not (place / FILE).exists()
    assert "2024-Q3" not in ttdt("check", "--format", "concise").out
    fill(form, {("population:people", VALUE): 7000})
    ttdt("import", str(form), "--yes", "--keep-invalid", "aside")
    names = sorted(path.name for path in (place / "aside").iterdir())
    assert names == ["dong-son-2024-Q3.2.yaml", "dong-son-2024-Q3.yaml"]


def test_nothing_invalid_is_kept_in_the_workspace(form: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form), "--yes", "--keep-invalid", "data/aside")
    assert result.code == 2
    assert "lies in the workspace" in result.err


def test_a_form_begun_from_another_state_is_said(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q2.xlsx"
    fill(path, {("figure:literacy", VALUE): 8112}, sheet="Q2")
    file = place / "data/districts/dong-son/2024-Q2.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("preschool: 190", "preschool: 191"), encoding="utf-8")
    result = ttdt("import", str(path), "--dry-run")
    assert "has been changed since this form was made from it" in result.err


def test_notes_comments_and_order_of_a_file_stay(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/dong-son/2024-Q2.yaml"
    text = "# Của Phòng Dân tộc\n" + file.read_text(encoding="utf-8").replace(
        "  literacy: 8111\n", "  literacy: 8111  # đã kiểm tra\n"
    )
    file.write_text(text, encoding="utf-8")
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q2.xlsx"
    answers = {
        ("figure:village-roads", VALUE): 31,
        ("figure:poverty-reduction", NOTE): "Rà soát bốn xã.",
        ("figure:solid-facilities/schools", NOTE): "Đủ.",
        ("population:villages", STATE): None,
    }
    fill(path, answers, sheet="Q2")
    assert ttdt("import", str(path), "--yes").code == 0
    expected = (
        text.replace("{value: 30, accept", "{value: 31, accept")
        .replace("Rà soát ba xã.", "Rà soát bốn xã.")
        .replace("schools: 46", 'schools: {value: 46, note: "Đủ."}')
    )
    assert file.read_text(encoding="utf-8") == expected


CSV = """\
unit,period,indicator,part,population,value,percent,text,state,reason,note,status
dong-son,2024-Q3,,,people,9000,,,,,,final
dong-son,2024-Q3,literacy,,,8200,,,,,,
dong-son,2024-Q3,solid-facilities,schools,,49,,,,,Đủ,
dong-son,2024-Q3,health-insurance,,,,"96,3%",,,,,
dong-son,2024-Q3,cooperatives,,,,,Ba hợp tác xã.,,,,
dong-son,2024-Q3,preschool,,,,,,not_reported,Chưa xong,,
tay-hoa,2024-Q3,literacy,,,5000,,,,,,estimate
"""


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_of_figures(place: Path, ttdt: Ttdt, separator: str) -> None:
    text = CSV.replace('"96,3%"', "96.3") if separator == "," else CSV.replace(
        '"96,3%"', "96.3"
    ).replace(",", ";")  # fmt: skip
    (place / "q3.csv").write_text("\ufeff" + text, encoding="utf-8")
    result = ttdt("import", "q3.csv", "--yes")
    assert result.code == 0, result.err
    said = (place / FILE).read_text(encoding="utf-8")
    for line in (
        "status: final",
        "  people: 9000",
        "literacy: 8200",
        'schools: {value: 49, note: "Đủ"}',
        "health-insurance: {percent: 96.3}",
        'cooperatives: "Ba hợp tác xã."',
        'preschool: {not_reported: "Chưa xong"}',
    ):
        assert line in said
    other = (place / "data/districts/tay-hoa/2024-Q3.yaml").read_text(encoding="utf-8")
    assert "status: estimate" in other


def test_a_table_that_does_not_say_whose_it_is(place: Path, ttdt: Ttdt) -> None:
    (place / "q3.csv").write_text("indicator,value,status\nliteracy,8200,final\n", encoding="utf-8")
    assert ttdt("import", "q3.csv", "--yes").code == 2
    result = ttdt("import", "q3.csv", "--as", "Đông Sơn/Q3", "--yes")
    assert result.code == 0, result.err
    assert "literacy: 8200" in (place / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("literacy,,1.234", "q3.csv!C2: “1.234” may mean thousands or decimals"),
        ("literacy,,5\nliteracy,,6", "q3.csv!3: this row is a copy of row 2"),
        ("literature,,5", "“literature” is nothing that the plan asks for"),
        (",,5", "q3.csv!2: this row names neither an indicator nor a population"),
        ("literacy,people,5", "q3.csv!2: name an indicator or a population in a row, not both"),
        ("cooperatives,,5", "“5” is no text; an answer in words goes into the column text"),
    ],
)
def test_a_wrong_row_of_a_table_is_named(place: Path, ttdt: Ttdt, line: str, said: str) -> None:
    (place / "q3.csv").write_text(f"indicator,population,value\n{line}\n", encoding="utf-8")
    result = ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 1, result.err
    assert said in result.err
    assert not (place / FILE).exists()


def test_a_form_saved_as_a_table_needs_to_say_whose_it_is(
    form: Path, place: Path, ttdt: Ttdt
) -> None:
    import csv

    import openpyxl

    sheet = openpyxl.load_workbook(form)["Q3"]
    with (place / "q3.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [["" if cell is None else cell for cell in row] for row in sheet.values]
        )
    assert ttdt("import", "q3.csv", "--yes").code == 2
    result = ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 0, result.err
    assert "literacy: 8200" in (place / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "FILE… is missing"),
        (("a.csv", "--as", "dong-son"), "is not of the form UNIT/PERIOD"),
        (("a.csv", "--as", "ha-noi/Q3"), "“ha-noi” is unknown"),
        (("a.csv", "--data", "nowhere"), "there is no folder nowhere"),
    ],
)
@pytest.mark.usefixtures("place")
def test_what_cannot_be_run(ttdt: Ttdt, arguments: tuple[str, ...], said: str) -> None:
    result = ttdt("import", *arguments)
    assert result.code == 2
    assert said in result.err


def test_as_cannot_make_a_form_anothers(form: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form), "--as", "tay-hoa/Q3", "--yes")
    assert result.code == 2
    assert "--as says otherwise" in result.err
