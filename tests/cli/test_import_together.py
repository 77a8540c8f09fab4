"""What several people sent: one difference, each figure once, with its source, all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.forms.filling import NOTE, VALUE, example_files, fill
from tests.tables.books import save

from ttdt.yaml import read

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

FILE = Path("data/districts/dong-son/2024-Q3.yaml")
HEAD = "unit,period,status,indicator,population,value,source"
HEALTH = f"{HEAD}\ndong-son,Q3,final,,villages,40,\ndong-son,Q3,final,village-roads,,31,\n"
SCHOOLS = f"{HEAD}\ndong-son,Q3,final,,people,9000,\ndong-son,Q3,final,literacy,,8200,\n"
MAP = """\
units_in: rows
names_in: A
headings_in: 1
period: 2024-Q3
status: final
figures:
  B: {heading: Hộ, holds: populations.households}
units:
  Đông Sơn: dong-son
"""


@pytest.fixture(autouse=True)
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace({**example_files(), "maps/homes.yaml": MAP})
    monkeypatch.chdir(tmp_path)
    Path("roads.csv").write_text(HEALTH, encoding="utf-8")
    Path("schools.csv").write_text(SCHOOLS, encoding="utf-8")
    return tmp_path


_OPEN = (None, {"schools": None, "health-stations": None})


def said() -> dict[str, Any]:
    data: Any = read(FILE, "").data
    held = {key: data[key] for key in ("populations", "figures")}
    given = {
        section: {name: value for name, value in found.items() if value not in _OPEN}
        for section, found in held.items()
    }
    return {"source": data["source"], **given}


def test_each_figure_says_which_file_gave_it(ttdt: Ttdt) -> None:
    Path("more.csv").write_text(f"{HEAD}\ndong-son,Q3,final,preschool,,90,\n", encoding="utf-8")
    files = ("roads.csv", "more.csv", "schools.csv")
    result = ttdt("import", *files, "--yes")
    assert result.code == 0, result.err
    # Of several files that give as much, the first is that of the whole.
    assert said() == {
        "source": "roads.csv",
        "populations": {"villages": 40, "people": {"value": 9000, "source": "schools.csv"}},
        "figures": {
            "village-roads": 31,
            "preschool": {"value": 90, "source": "more.csv"},
            "literacy": {"value": 8200, "source": "schools.csv"},
        },
    }
    assert "Given by" in result.out
    before = FILE.read_bytes()
    again = ttdt("import", *files, "--yes", "--quiet")
    assert again == (0, "", "")
    assert FILE.read_bytes() == before
    assert "“schools.csv”" in ttdt("explain", "literacy", "--unit", "dong-son", "-p", "Q3").out
    # Who sets it by hand has it from elsewhere.
    assert ttdt("set", "dong-son", "Q3", "literacy=8201", "populations.people=9001").code == 0
    assert said()["figures"]["literacy"] == {"value": 8201}
    assert said()["populations"]["people"] == {"value": 9001}


def test_what_a_later_file_changes_says_so(ttdt: Ttdt) -> None:
    assert ttdt("import", "roads.csv", "--yes").code == 0
    Path("new.csv").write_text(HEALTH.replace(",31,", ",32,"), encoding="utf-8")
    assert ttdt("import", "new.csv", "--yes").code == 0
    expected = {
        "source": "roads.csv",
        "populations": {"villages": 40},
        "figures": {"village-roads": {"value": 32, "source": "new.csv"}},
    }
    assert said() == expected
    # What comes from the source of the whole again needs none of its own.
    assert ttdt("import", "roads.csv", "--yes").code == 0
    assert ttdt("check", str(FILE), "--format", "concise").code == 0
    assert "new.csv" not in FILE.read_text("utf-8")


def test_whichever_way_a_table_names_a_figure_it_has_its_source(ttdt: Ttdt) -> None:
    Path("roads.csv").write_text(HEALTH.replace("village-roads", "2.1"), encoding="utf-8")
    Path("schools.csv").write_text(SCHOOLS.replace("literacy", "Người biết chữ"), encoding="utf-8")
    assert ttdt("import", "roads.csv", "--yes").code == 0
    assert ttdt("import", "schools.csv", "--yes").code == 0
    assert (said()["source"], said()["figures"]) == (
        "roads.csv",
        {"village-roads": 31, "literacy": {"value": 8200, "source": "schools.csv"}},
    )


def test_a_form_begun_with_an_earlier_one_names_itself(ttdt: Ttdt) -> None:
    for name, number in (("one.xlsx", 8200), ("two.xlsx", 8300)):
        assert ttdt("template", "-p", "Q3", "--unit", "dong-son", "-o", name).code == 0
        typed = {("status", VALUE): "final figures", ("figure:literacy", VALUE): number}
        fill(Path(name), typed)
        result = ttdt("import", name, "--yes")
        assert result.code == 0, result.err
    expected = {"literacy": {"value": 8300, "source": "two.xlsx"}}
    assert (said()["source"], said()["figures"]) == ("one.xlsx", expected)


def test_a_source_that_a_file_states_is_taken_for_its_name(ttdt: Ttdt) -> None:
    Path("roads.csv").write_text(HEALTH.replace("40,\n", "40,Báo cáo số 12\n"), encoding="utf-8")
    Path("schools.csv").write_text(
        SCHOOLS.replace("8200,\n", "8200,Báo cáo số 15\n"), encoding="utf-8"
    )
    result = ttdt("import", "roads.csv", "schools.csv", "--yes")
    assert result.code == 0, result.err
    text = FILE.read_text("utf-8")
    assert 'source: "Báo cáo số 12"' in text
    assert 'literacy: {value: 8200, source: "Báo cáo số 15"}' in text


def test_files_of_one_name_are_named_with_their_folders(ttdt: Ttdt) -> None:
    for folder in ("a/y-te", "a/giao-duc"):
        Path(folder).mkdir(parents=True)
    shutil.move("roads.csv", "a/y-te/q3.csv")
    shutil.move("schools.csv", "a/giao-duc/q3.csv")
    result = ttdt("import", "a/y-te/q3.csv", "a/giao-duc/q3.csv", "--yes")
    assert result.code == 0, result.err
    assert "source: y-te/q3.csv" in FILE.read_text("utf-8").replace('"', "")
    assert "source: giao-duc/q3.csv}" in FILE.read_text("utf-8").replace('"', "")


def test_forms_tables_and_mapped_tables_go_together(ttdt: Ttdt) -> None:
    assert ttdt("template", "-p", "Q3", "--unit", "dong-son", "-o", "form.xlsx").code == 0
    fill(Path("form.xlsx"), {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200})
    save(Path("homes.xlsx"), [["Đơn vị", "Hộ"], ["Đông Sơn", 2000], ["Tây Hòa", 1500]])
    result = ttdt("import", "form.xlsx", "homes.xlsx", "--map", "homes", "--yes")
    assert result.code == 0, result.err
    text = FILE.read_text("utf-8")
    assert 'literacy: {value: 8200, source: "form.xlsx"}' in text
    assert "households: 2000" in text
    assert 'source: "homes.xlsx"' in text
    assert Path("data/districts/tay-hoa/2024-Q3.yaml").exists()
    assert ttdt("template", "--plan", "-o", "plan.xlsx").code == 0
    result = ttdt("import", "form.xlsx", "plan.xlsx", "--yes")
    assert result.code == 2
    assert "plan.xlsx is the plan itself; import it alone" in result.err


def test_two_people_may_fill_in_one_form_that_was_begun(ttdt: Ttdt) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        assert ttdt("template", "-p", "Q2", "--unit", "dong-son", "-o", name).code == 0
    fill(Path("one.xlsx"), {("figure:literacy", VALUE): 8112}, sheet="Q2")
    fill(Path("two.xlsx"), {("figure:village-roads", NOTE): "Hai thôn mới."}, sheet="Q2")
    result = ttdt("import", "one.xlsx", "two.xlsx", "--yes")
    assert result.code == 0, result.err
    text = Path("data/districts/dong-son/2024-Q2.yaml").read_text("utf-8")
    assert 'literacy: {value: 8112, source: "one.xlsx"}' in text
    # The number beside the note is not of the file that the note comes from.
    assert 'note: "Hai thôn mới."}' in text
    # Both changing the same is for a person to decide.
    for number, name in ((8113, "one.xlsx"), (8114, "two.xlsx")):
        assert ttdt("template", "-p", "Q2", "--unit", "dong-son", "-o", name, "--force").code == 0
        fill(Path(name), {("figure:literacy", VALUE): number}, sheet="Q2")
    result = ttdt("import", "one.xlsx", "two.xlsx", "--yes")
    assert result.code == 1
    assert "Literate people: 8,114 here, but 8,113 in one.xlsx!Q2!G" in result.err


def test_one_file_under_several_names_is_read_once(ttdt: Ttdt) -> None:
    Path("link.csv").symlink_to("roads.csv")
    Path("~$roads.csv").write_bytes(b"\x04user")
    result = ttdt("import", "roads.csv", "./roads.csv", "link.csv", "~$roads.csv", "--yes")
    assert result.code == 0
    assert "link.csv: note: is the same file as roads.csv, and is read once" in result.err
    assert "~$roads.csv: note: passed over" in result.err
    assert FILE.exists()


def test_of_sixty_files_one_keeps_all_from_being_written(place: Path, ttdt: Ttdt) -> None:
    rows = [f"period,status,indicator,value\nQ3,final,literacy,{n}\n" for n in range(60)]
    names = [f"f{number:02}.csv" for number in range(60)]
    for name, text in zip(names, rows, strict=True):
        Path(name).write_text(text.replace("period", "unit,period", 1).replace("Q3", "dong-son,Q3"),
                              encoding="utf-8")  # fmt: skip
    Path(names[7]).write_text(
        Path(names[7]).read_text("utf-8").replace("literacy", "litercy"), encoding="utf-8"
    )
    Path(names[30]).write_bytes(b"PK")
    result = ttdt("import", *names, "--yes")
    assert result.code == 2
    assert "f30.csv: the file is damaged" in result.err
    assert "f59.csv!E2: Đông Sơn, quarter 3 of 2024, 3.4 Literate people: 59 here, but 0 in" in (
        result.err
    )
    assert not (place / FILE).exists()


def test_a_form_of_an_older_plan_keeps_all_from_being_written(ttdt: Ttdt) -> None:
    assert ttdt("template", "-p", "Q3", "--unit", "tay-hoa", "-o", "form.xlsx").code == 0
    fill(Path("form.xlsx"), {("status", VALUE): "final figures", ("figure:literacy", VALUE): 5000})
    plan = Path("data/targets-2024.yaml")
    plan.write_text(
        plan.read_text("utf-8").replace("vi: người biết chữ", "vi: người thạo chữ"),
        encoding="utf-8",
    )
    result = ttdt("import", "roads.csv", "form.xlsx", "--yes")
    assert result.code == 2
    assert "form.xlsx!Q3: the form is outdated" in result.err
    assert "1 error, so nothing was written" in result.err
    assert not FILE.exists()


def test_what_one_file_says_is_known_to_what_is_held_against_it(ttdt: Ttdt) -> None:
    # Two rounds of one unit are held against each other, in whatever order they are named.
    Path("q3.csv").write_text(
        f"{HEAD}\ndong-son,Q3,final,,villages,40,\ndong-son,Q3,final,new-cooperatives,,9,\n",
        encoding="utf-8",
    )
    Path("sep.csv").write_text(
        f"{HEAD}\ndong-son,Q4,final,,villages,40,\ndong-son,Q4,final,new-cooperatives,,8,\n",
        encoding="utf-8",
    )
    result = ttdt("import", "sep.csv", "q3.csv", "--yes")
    assert result.code == 0
    assert "sep.csv!F3: TT301" in result.err


SOURCE = ("source", VALUE)


def filed(source: str) -> None:
    """Put a submission with one figure on file."""
    text = f"unit: dong-son\nperiod: 2024-Q3\nstatus: final\n{source}figures: {{literacy: 8200}}\n"
    FILE.write_text(text, encoding="utf-8")


def form(ttdt: Ttdt, name: str, typed: dict[tuple[str, str], object]) -> str:
    """Return a form of the third quarter, begun with what is on file, in which this was typed."""
    assert ttdt("template", "-p", "Q3", "--unit", "dong-son", "-o", name).code == 0
    fill(Path(name), {("status", VALUE): "final figures", **typed})
    return name


def test_a_form_says_the_source_of_what_it_changes_alone(ttdt: Ttdt) -> None:
    # Nobody has said where the figure on file comes from.
    filed("")
    typed = {SOURCE: "Báo cáo 12", ("figure:preschool", VALUE): 90}
    result = ttdt("import", form(ttdt, "one.xlsx", typed), "--yes")
    assert result.code == 0, result.err
    data: Any = read(FILE, "").data
    assert data.get("source") is None
    assert data["figures"]["literacy"] == 8200
    assert data["figures"]["preschool"] == {"value": 90, "source": "Báo cáo 12"}
    # The same form again brings nothing, and gives the source to nothing else.
    before = FILE.read_bytes()
    assert ttdt("import", "one.xlsx", "--yes").code == 0
    assert FILE.read_bytes() == before


def test_a_form_that_gives_no_figure_corrects_the_source_of_all(ttdt: Ttdt) -> None:
    filed("source: A\n")
    result = ttdt("import", form(ttdt, "one.xlsx", {SOURCE: "Báo cáo 12"}), "--yes")
    assert result.code == 0, result.err
    data: Any = read(FILE, "").data
    assert (data["source"], data["figures"]["literacy"]) == ("Báo cáo 12", 8200)


def test_a_form_that_changes_all_figures_says_the_source_of_all(ttdt: Ttdt) -> None:
    filed("source: A\n")
    typed = {SOURCE: "Báo cáo 12", ("figure:literacy", VALUE): 8300}
    result = ttdt("import", form(ttdt, "one.xlsx", typed), "--yes")
    assert result.code == 0, result.err
    data: Any = read(FILE, "").data
    assert (data["source"], data["figures"]["literacy"]) == ("Báo cáo 12", 8300)


def test_one_of_several_files_again_leaves_the_others_figures_their_source(ttdt: Ttdt) -> None:
    row = "dong-son,2024-Q3,final"
    Path("one.csv").write_text(f"{HEAD}\n{row},,villages,40,Báo cáo 1\n", "utf-8")
    Path("two.csv").write_text(f"{HEAD}\n{row},village-roads,,31,Báo cáo 2\n", "utf-8")
    assert ttdt("import", "one.csv", "two.csv", "--yes").code == 0
    before = FILE.read_bytes()
    assert ttdt("import", "two.csv", "--yes").code == 0
    assert FILE.read_bytes() == before
