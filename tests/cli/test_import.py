from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from tests.forms.filling import NOTE, REASON, STATE, VALUE, example_files, fill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

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
    assert "dry run" not in result.err
    assert not (place / FILE).exists()


def test_quiet_runs_print_nothing_when_all_is_well(form: Path, place: Path, ttdt: Ttdt) -> None:
    result = ttdt("import", str(form), "--yes", "--quiet")
    assert result == (0, "", "")
    assert (place / FILE).exists()


def test_of_all_files_every_finding_is_told_and_nothing_is_written(
    form: Path, place: Path, ttdt: Ttdt
) -> None:
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
    assert "2 errors, so nothing was written" in result.err
    assert result.out == ""
    assert not (place / FILE).exists()
    assert not (place / "data/districts/tay-hoa/2024-Q3.yaml").exists()
    assert ttdt("import", str(other), str(form), "--yes").code == 1
    assert not (place / FILE).exists()


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


def test_a_form_saved_as_csv_shows_counts_as_their_cells_do(
    form: Path, place: Path, ttdt: Ttdt
) -> None:
    import csv

    import openpyxl

    sheet = openpyxl.load_workbook(form)["Q3"]
    rows = [["" if cell is None else cell for cell in row] for row in sheet.values]
    shown = [["8,200" if cell == 8200 else cell for cell in row] for row in rows]
    with (place / "q3.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(shown)
    result = ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 0, result.err
    assert "literacy: 8200" in (place / FILE).read_text(encoding="utf-8")


def test_two_forms_of_one_run_that_differ_are_both_refused(
    form: Path, place: Path, ttdt: Ttdt
) -> None:
    newer = form.with_name("dong-son-2024-Q3 (1).xlsx")
    places = fill(form, {("figure:literacy", VALUE): 8300}, to=newer)
    other = form.with_name("tay-hoa-2024-Q3.xlsx")
    fill(other, SAID)
    result = ttdt("import", str(newer), str(form), str(other), "--yes")
    assert result.code == 1
    assert (
        "What                 Name in the file  On file       forms/dong-son-2024-Q3 (1).xlsx "
    ) in result.out
    cell = f"Q3!{places['figure:literacy', VALUE]}"
    assert (
        f"forms/{form.name}!{cell}: Đông Sơn, quarter 3 of 2024, 3.4 Literate people: 8,200 here,"
        f" but 8,300 in forms/{newer.name}!{cell}"
    ) in result.err
    assert "name the one that counts with --take FILE" in result.err
    assert not (place / FILE).exists()
    assert not (place / "data/districts/tay-hoa/2024-Q3.yaml").exists()
    result = ttdt("import", str(newer), str(form), str(other), "--yes", "--take", str(newer))
    assert result.code == 0, result.err
    assert "literacy: 8300" in (place / FILE).read_text(encoding="utf-8")
    assert (place / "data/districts/tay-hoa/2024-Q3.yaml").exists()


def test_of_two_forms_that_say_the_same_one_is_written(form: Path, place: Path, ttdt: Ttdt) -> None:
    copy = form.with_name("copy.xlsx")
    copy.write_bytes(form.read_bytes())
    result = ttdt("import", str(form), str(copy), "--yes")
    assert result.code == 0
    assert (
        "forms/copy.xlsx!Q3: note: says the same as forms/dong-son-2024-Q3.xlsx!Q3, and is passed"
        " over"
    ) in result.err
    assert "literacy: 8200" in (place / FILE).read_text(encoding="utf-8")


def test_tables_of_one_run_may_each_say_a_part(place: Path, ttdt: Ttdt) -> None:
    one, two = place / "one.csv", place / "two.csv"
    one.write_text("indicator,population,value,status\n,people,9000,final\n", encoding="utf-8")
    two.write_text("indicator,value,status\nliteracy,8200,final\n", encoding="utf-8")
    result = ttdt("import", "one.csv", "two.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 0, result.err
    said = (place / FILE).read_text(encoding="utf-8")
    assert 'literacy: {value: 8200, source: "two.csv"}' in said
    two.write_text("population,value,status\npeople,9001,final\n", encoding="utf-8")
    result = ttdt("import", "one.csv", "two.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 1
    assert (
        "two.csv!B2: Đông Sơn, quarter 3 of 2024, population: people: 9,001 here, but 9,000 in"
        " one.csv!C2" in result.err
    )


def test_a_bug_with_one_form_keeps_all_from_being_written(
    form: Path, place: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ttdt.forms.reading import forms_in

    bad = form.with_name("bad.xlsx")
    bad.write_bytes(form.read_bytes())

    def failing(tables: Any, path: str, *others: Any) -> object:
        if path.endswith("bad.xlsx"):
            raise ZeroDivisionError
        return forms_in(tables, path, *others)

    monkeypatch.setattr("ttdt.app.form_files.forms_in", failing)
    result = ttdt("import", str(bad), str(form), "--yes")
    assert result.code == 70
    assert "forms/bad.xlsx: the file could not be read" in result.err
    assert not (place / FILE).exists()


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


def table(place: Path, text: str) -> str:
    (place / "q3.csv").write_text(text, encoding="utf-8")
    return "q3.csv"


def test_what_a_new_file_leaves_open_is_one_line(place: Path, ttdt: Ttdt) -> None:
    name = table(place, "indicator,value,status\nliteracy,8200,final\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "-n")
    assert result.code == 0
    assert result.err.count("TT407") == 1
    assert (
        "TT407 10 indicators have neither a figure nor a reason for having none; ttdt check names"
        " them" in result.err
    )
    assert "TT407" not in ttdt("import", name, "--as", "dong-son/Q3", "--yes", "-q").err


def test_a_table_without_a_status_says_which_column_is_missing(place: Path, ttdt: Ttdt) -> None:
    name = table(place, "indicator,value\nliteracy,8200\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "--yes")
    assert result.code == 1
    assert (
        "q3.csv: the table does not say how settled the figures are; name one of estimate,"
        " provisional, final with --status, or in a column status" in result.err
    )


def test_a_table_can_be_marked_as_made_up(place: Path, ttdt: Ttdt) -> None:
    name = table(place, "indicator,value,status,sample\nliteracy,8200,final,TRUE\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "--yes")
    assert result.code == 0, result.err
    assert "sample: true\n" in (place / FILE).read_text(encoding="utf-8")
    again = ttdt("import", name, "--as", "dong-son/Q3", "--yes")
    assert again.err == "q3.csv: nothing new, nothing written\n"
    wrong = table(place, "indicator,value,status,sample\nliteracy,8200,final,maybe\n")
    result = ttdt("import", wrong, "--as", "dong-son/Q3", "--yes")
    assert result.code == 1
    assert "q3.csv!D2: “maybe” is unknown; it can be: true, false" in result.err


def test_figures_beside_made_up_ones_are_asked_whether_they_are(place: Path, ttdt: Ttdt) -> None:
    name = table(place, "indicator,value,status\nliteracy,8200,final\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "-n")
    assert result.code == 0
    assert "run ttdt set dong-son 2024-Q3 sample=true" in result.err


def test_what_a_table_holds_in_vain_is_said(place: Path, ttdt: Ttdt) -> None:
    name = table(place, "indicator,vaule,value,status\nliteracy,9,8200,final,beside\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "-n")
    assert result.code == 0
    assert "columns B “vaule”, E have no names that ttdt knows, and were not read" in result.err
    name = table(place, "indicator,value,value,status\nliteracy,8100,8200,final\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "-n")
    assert result.code == 1
    assert "q3.csv!C1: the column value is there twice" in result.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",people,,9000,12", "q3.csv!E2: of a population only a number can be said"),
        (",people,schools,9000,", "q3.csv!2: a population has no parts"),
        ("litercy,,,5,", "is nothing that the plan asks for; did you mean “literacy”?"),
        ("solid-facilities,,,5,", "has parts; set them one by one: solid-facilities/schools"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named(place: Path, ttdt: Ttdt, line: str, said: str) -> None:
    name = table(place, f"indicator,population,part,value,percent,status\n{line},final\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "-n")
    assert result.code == 1, result.err
    assert said in result.err


def test_a_note_in_a_row_of_its_own_is_not_lost(place: Path, ttdt: Ttdt) -> None:
    name = table(place, "indicator,value,note,status\nliteracy,8200,,final\n,,Chung,\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "-n")
    assert result.code == 1
    assert "q3.csv!3: this row names neither an indicator nor a population" in result.err


def test_one_submission_spelled_in_two_ways_is_refused(place: Path, ttdt: Ttdt) -> None:
    rows = "dong-son,2024-Q3,literacy,8200,final\nĐông Sơn,Q3,literacy,8300,final\n"
    name = table(place, f"unit,period,indicator,value,status\n{rows}")
    result = ttdt("import", name, "--yes")
    assert result.code == 2
    assert "“dong-son, 2024-Q3” and “Đông Sơn, Q3” are the same submission" in result.err
    assert not (place / FILE).exists()


def test_a_plain_table_may_be_a_workbook(place: Path, ttdt: Ttdt) -> None:
    import datetime as dt

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["unit", "period", "indicator", "value", "percent", "status", "submitted", "sample"],
        ["dong-son", "2024-Q3", "literacy", 8200, None, "final", dt.date(2024, 10, 2), True],
        ["dong-son", "2024-Q3", "health-insurance", None, 0.963],
    ):
        sheet.append(row)
    sheet["E3"].number_format = "0.0%"
    book.save(place / "q3.xlsx")
    result = ttdt("import", "q3.xlsx", "--yes")
    assert result.code == 0, result.err
    said = (place / FILE).read_text(encoding="utf-8")
    for line in (
        "literacy: 8200",
        "health-insurance: {percent: 96.3}",
        "submitted: 2024-10-02",
        "sample: true",
    ):
        assert line in said


def test_a_percentage_far_below_its_target_alone_is_read_as_it_stands(
    place: Path, ttdt: Ttdt
) -> None:
    for other in (place / "data" / "districts" / "dong-son").glob("*.yaml"):
        other.unlink()
    name = table(place, "indicator,percent,status\nhealth-insurance,0.9,final\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "--yes")
    assert result.code == 0, result.err
    assert "q3.csv!2: TT208 0.9 means 0.9 %, but the target is " in result.err
    assert "health-insurance: {percent: 0.9}" in (place / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "said"), [("0.969", None), ("0.969%", "0.969"), ("96.9", "96.9"), ("96.9%", "96.9")]
)
def test_a_share_where_percentages_belong_is_asked_about(
    place: Path, ttdt: Ttdt, typed: str, said: str | None
) -> None:
    name = table(place, f"indicator,percent,status\nhealth-insurance,{typed},final\n")
    result = ttdt("import", name, "--as", "dong-son/Q3", "--yes")
    if said is None:
        assert result.code == 1
        assert (
            "q3.csv!2: TT208 0.969 means 0.969 %, but the rate in the year 2023 is 92 %; if 96.9 %"
            " is meant, write 96.9; if 0.969 % is meant, write it with the sign, as 0.969%"
        ) in result.err
        assert not (place / FILE).exists()
    else:
        assert result.code == 0, result.err
        text = (place / FILE).read_text(encoding="utf-8")
        assert f"health-insurance: {{percent: {said}}}" in text


@pytest.mark.parametrize("has_target", [True, False], ids=["target", "no-target"])
@pytest.mark.parametrize(
    ("rows", "line", "share", "shown_by", "meant"),
    [
        (["Q2,0.9", "Q3,92.1"], 2, "0.9", "quarter 3 of 2024 is 92.1", "90"),
        (["Q2,91", "Q3,0.921"], 3, "0.921", "quarter 2 of 2024 is 91", "92.1"),
        # Both others contradict it; it is one error all the same.
        (["Q2,0.9", "Q3,92.1", "Q4,91.5"], 2, "0.9", "quarter 4 of 2024 is 91.5", "90"),
    ],
    ids=["before", "after", "before-two"],
)
def test_a_share_is_asked_about_wherever_in_a_table_the_others_stand(
    place: Path,
    ttdt: Ttdt,
    rows: list[str],
    line: int,
    share: str,
    shown_by: str,
    meant: str,
    *,
    has_target: bool,
) -> None:
    if not has_target:
        plan = place / "data" / "targets-2024.yaml"
        text = plan.read_text(encoding="utf-8")
        said = "    population: dtts_people\n    target: {at_least: 95}\n"
        assert said in text
        plan.write_text(text.replace(said, said.partition("    target")[0]), encoding="utf-8")
    folder = place / "data" / "districts" / "dong-son"
    for other in folder.glob("*.yaml"):
        other.unlink()
    lines = [f"dong-son,2024-{row},health-insurance,final\n" for row in rows]
    name = table(place, "".join(["unit,period,percent,indicator,status\n", *lines]))
    result = ttdt("import", name, "--yes")
    assert result.code == 1
    assert (
        f"q3.csv!{line}: TT208 {share} means {share} %, but the rate in {shown_by} %; if {meant} %"
        f" is meant, write {meant}; if {share} % is meant, write it with the sign, as {share}%\n"
        "1 error, so nothing was written\n"
    ) in result.err
    assert not list(folder.glob("*.yaml"))


def test_a_share_with_the_sign_stands_beside_later_percentages(place: Path, ttdt: Ttdt) -> None:
    folder = place / "data" / "districts" / "dong-son"
    for other in folder.glob("*.yaml"):
        other.unlink()
    rows = "2024-Q2,0.9%,health-insurance\ndong-son,2024-Q3,92.1,health-insurance\n"
    name = table(place, f"unit,period,percent,indicator\ndong-son,{rows}")
    assert ttdt("import", name, "--yes", "--status", "final").code == 0
    text = (folder / "2024-Q2.yaml").read_text(encoding="utf-8")
    assert "health-insurance: {percent: 0.9}" in text


def test_what_stands_beside_a_wide_cell_is_not_lost(form: Path, ttdt: Ttdt) -> None:
    places = fill(form, {("status", REASON): "chưa chốt"})
    result = ttdt("import", str(form), "--dry-run")
    assert result.code == 1
    place = places["status", REASON]
    assert f"Q3!{place}: nothing is asked for in this cell" in result.err


def test_a_form_sent_twice_brings_no_alarm(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q2.xlsx"
    fill(path, {("figure:literacy", VALUE): 8112}, sheet="Q2")
    assert ttdt("import", str(path), "--yes").code == 0
    again = ttdt("import", str(path), "--yes")
    assert again.err == "forms/dong-son-2024-Q2.xlsx!Q2: nothing new, nothing written\n"


def test_a_script_waits_for_another_run(form: Path, place: Path, ttdt: Ttdt) -> None:
    from threading import Timer

    from ttdt.workspace.locking import locked

    other = "unit: dong-son\nperiod: 2024-Q3\nstatus: final\nsample: true\nnote: other\n"
    held = ExitStack()
    held.enter_context(locked(place / "data"))

    def finish() -> None:
        (place / FILE).write_text(other, encoding="utf-8")
        held.close()

    Timer(2, finish).start()
    result = ttdt("import", str(form), "--yes", "-q")
    assert result == (0, "", "")
    sourced = other.replace("sample", 'source: "dong-son-2024-Q3.xlsx"\nsample')
    expected = f"{sourced}figures: {{literacy: 8200}}\n"
    assert (place / FILE).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("number", [1e300, 123456789012345678])
def test_a_number_too_long_for_a_spreadsheet_is_not_rounded(
    form: Path, place: Path, ttdt: Ttdt, number: float
) -> None:
    places = fill(form, {("population:people", VALUE): number})
    result = ttdt("import", str(form), "--yes")
    assert result.code == 1
    cell = places["population:people", VALUE]
    assert f"Q3!{cell}: " in result.err
    assert "has more than the 15 digits that a spreadsheet keeps" in result.err
    assert not (place / FILE).exists()


def test_a_cell_that_cannot_be_read_is_not_called_empty(place: Path, ttdt: Ttdt) -> None:
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q2.xlsx"
    fill(path, {("figure:literacy", VALUE): "chừng tám nghìn"}, sheet="Q2")
    result = ttdt("import", str(path), "--dry-run")
    assert result.code == 1
    assert "is no number" in result.err
    assert "is empty though" not in result.err


def test_a_table_of_many_units_opens_the_workspace_once(
    make_workspace: MakeWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
) -> None:
    from tests.cli.small_workspace import PLAN, submission

    from ttdt.workspace.file_reading import FileReader, FileToRead
    from ttdt.workspace.workspace import Workspace

    units = [f"u{number}" for number in range(12)]
    plan = PLAN.replace(
        '  ninh-son: {code: "585", name: Ninh Sơn}\n',
        "".join(f'  {one}: {{code: "7{one}", name: Đơn vị {one}}}\n' for one in units),
    )
    files = {f"districts/{one}/2024-Q2.yaml": submission(one, 30) for one in units}
    make_workspace({"targets-2024.yaml": plan, **files})
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{one},2024-Q3,village-roads,31,final\n" for one in units)
    name = table(tmp_path, f"unit,period,indicator,value,status\n{rows}")
    opened: list[str] = []
    true_init, true_read = Workspace.__init__, FileReader.read

    def counting_init(self: Workspace, root: Path, shown: Path, **how: Any) -> None:
        opened.append("workspace")
        true_init(self, root, shown, **how)

    def counting_read(self: FileReader, file: FileToRead, *limits: Any) -> object:
        opened.append(file.shown)
        return true_read(self, file, *limits)

    monkeypatch.setattr(Workspace, "__init__", counting_init)
    monkeypatch.setattr(FileReader, "read", counting_read)
    result = ttdt("import", name, "--yes", "--quiet")
    assert (result.code, result.err) == (0, "")
    assert opened.count("workspace") == 1
    assert opened.count("data/targets-2024.yaml") == 1
    # One unit's file also tells that the period before has been handed in for.
    assert sorted(set(opened)) == sorted({"workspace", "data/targets-2024.yaml", *(
        f"data/{path}" for path in files
    )})  # fmt: skip
    assert len(opened) <= 2 + len(units) + 1
    assert len(list((tmp_path / "data").rglob("2024-Q3.yaml"))) == len(units)


@pytest.mark.parametrize("column", ["unit", "period", "indicator", "value", "status"])
def test_a_huge_cell_is_told_of_in_few_words(place: Path, ttdt: Ttdt, column: str) -> None:
    row = {"unit": "dong-son", "period": "2024-Q3", "status": "final", "indicator": "literacy"}
    row = {**row, "value": "8200", column: "ă" * 100_000}
    text = f"{','.join(row)}\n{','.join(row.values())}\n"
    (place / "q3.csv").write_text(text, encoding="utf-8")
    result = ttdt("import", "q3.csv", "--yes")
    assert result.code in {1, 2}
    assert len(result.err) < 2_000
    assert not (place / FILE).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("set", "{}", "Q2", "literacy=5"),
        ("set", "dong-son", "{}", "literacy=5"),
        ("set", "dong-son", "Q2", "{}=5"),
        ("set", "dong-son", "Q2", "literacy={}"),
        ("report", "--unit", "{}"),
        ("import", "a.csv", "--as", "{}"),
        ("{}",),
    ],
)
def test_a_huge_argument_is_told_of_in_few_words(
    place: Path, ttdt: Ttdt, words: tuple[str, ...]
) -> None:
    assert place.exists()
    result = ttdt(*(word.format("ă" * 50_000) for word in words))
    assert result.code == 2
    assert len(result.err) < 2_000


def test_a_note_has_at_most_ten_thousand_characters(place: Path, ttdt: Ttdt) -> None:
    for length, code in ((10_001, 1), (10_000, 0)):
        text = f"indicator,value,status,note\nliteracy,8200,final,{'x' * length}\n"
        (place / "q3.csv").write_text(text, encoding="utf-8")
        result = ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes")
        assert result.code == code, result.err[:500]
        assert ("q3.csv!D2: this text has 10,001 characters" in result.err) is (code == 1)
    file = place / FILE
    file.write_text(
        file.read_text(encoding="utf-8").replace("x" * 10_000, "x" * 10_001), encoding="utf-8"
    )
    found = ttdt("check", FILE, "--format", "concise").out
    assert "TT106 this text has 10,001 characters; the most is 10,000" in found


def test_a_figure_without_its_population_is_told_of(place: Path, ttdt: Ttdt) -> None:
    (place / "q3.csv").write_text(
        "indicator,population,value,status\nliteracy,,8200,final\n", encoding="utf-8"
    )
    result = ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 0
    # The warning is on the cell: nobody has seen a line of the file yet.
    assert "q3.csv!C2: TT214" in result.err
    result = ttdt("set", "dong-son", "Q3", "preschool=90", "populations.people=9000")
    assert "TT214" in result.err
    result = ttdt("set", "dong-son", "Q3", "populations.people=-")
    assert "TT214" in result.err


@pytest.mark.parametrize(
    "word", ["literacy", "3.4", "Người biết chữ", "NGUOI BIET CHU", "Literate people"]
)
def test_an_indicator_in_a_table_is_named_as_everywhere(place: Path, ttdt: Ttdt, word: str) -> None:
    (place / "q3.csv").write_text(f"indicator,value,status\n{word},8200,final\n", encoding="utf-8")
    assert ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes").code == 0
    assert "literacy: 8200" in (place / "data/districts/dong-son/2024-Q3.yaml").read_text("utf-8")


def test_one_figure_under_two_names_is_told_of(place: Path, ttdt: Ttdt) -> None:
    rows = "literacy,8200,final\nNgười biết chữ,8300,final\n"
    (place / "q3.csv").write_text(f"indicator,value,status\n{rows}", encoding="utf-8")
    result = ttdt("import", "q3.csv", "--as", "dong-son/Q3", "--yes")
    assert result.code == 1
    assert "literacy has a row already, under another name; delete one of them" in result.err
    assert not (place / "data/districts/dong-son/2024-Q3.yaml").exists()


def test_the_status_of_a_figure_stays_when_it_is_imported_or_set(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/dong-son/2024-Q2.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "  literacy: 8111\n", "  literacy: {value: 8111, status: estimate}\n"
    )
    file.write_text(text, encoding="utf-8")
    ttdt("template", "--period", "Q2", "--unit", "dong-son")
    path = place / "forms/dong-son-2024-Q2.xlsx"
    fill(path, {("figure:literacy", VALUE): 8112}, sheet="Q2")
    assert ttdt("import", str(path), "--yes").code == 0
    imported = text.replace("value: 8111", "value: 8112")
    assert file.read_text(encoding="utf-8") == imported
    ttdt("set", "dong-son", "Q2", "literacy=8113")
    assert file.read_text(encoding="utf-8") == text.replace("value: 8111", "value: 8113")
