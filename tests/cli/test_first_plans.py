"""`ttdt init` for a province that has no plan yet, by options and by answers."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from tests.conftest import Ttdt

FIRST = ("--province", "Đắk Nông", "--year", "2025", "--units", "TP. Gia Nghĩa,Cư Jút")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Any:
    def typed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal(text))
        monkeypatch.setattr("ttdt.cli.applying_changes.is_terminal", lambda: True)

    return typed


def plan_in(folder: Path, year: int = 2025) -> Any:
    text = (folder / f"data/targets-{year}.yaml").read_text("utf-8")
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_plan_has_one_example_of_each_measure(
    ttdt: Ttdt, tmp_path: Path, language: str
) -> None:
    top = tmp_path / "w"
    words = ("init", str(top), *FIRST, "--plan", "blank", "--lang", language)
    assert ttdt(*words).code == 0
    plan = plan_in(top)
    assert (plan["plan"], plan["year"]) == ("dak-nong-2025", 2025)
    assert plan["province"] == {"code": "", "name": "Đắk Nông"}
    assert plan["units"] == {
        "gia-nghia": {"code": "", "name": "Gia Nghĩa", "kind": "city"},
        "cu-jut": {"code": "", "name": "Cư Jút"},
    }
    measures = [one["measure"] for one in plan["indicators"].values()]
    assert measures == ["rate", "count", "amount", "reduction", "parity", "narrative"]
    # What is to be reached only the province knows.
    assert not any("target" in one for one in plan["indicators"].values())
    data = str(top / "data")
    assert ttdt("check", "-q", "--data", data) == (0, "", "")
    assert ttdt("new", "--all", "--period", "Q1", "--data", data).code == 0
    assert ttdt("report", "--period", "Q1", "--data", data).code == 0
    written = (top / "data/targets-2025.yaml").read_bytes()
    assert ttdt(*words).code == 0
    assert (top / "data/targets-2025.yaml").read_bytes() == written


def test_another_province_begins_with_the_objectives(ttdt: Ttdt, tmp_path: Path) -> None:
    top = tmp_path / "w"
    assert ttdt("init", str(top), *FIRST, "--plan", "ninh-thuan-2024").code == 0
    plan = plan_in(top)
    assert plan["title"]["vi"].endswith("trên địa bàn tỉnh Đắk Nông năm 2025")
    assert plan["title"]["en"].endswith("areas in Đắk Nông province, 2025")
    assert list(plan["units"]) == ["gia-nghia", "cu-jut"]
    assert len(plan["indicators"]) == 27
    assert plan["indicators"]["resettled-households"]["target"] == {"about": 167}
    assert len(plan["funding"]["projects"]) == 10
    assert not {"tasks", "bodies"} & plan.keys()
    text = (top / "data/targets-2025.yaml").read_text("utf-8")
    assert text.count("# Target of Ninh Thuận for 2024; revise it.") == 20
    assert "# Nếu tỉnh thống nhất được cách đếm" in text
    assert "Phước Bình" not in text
    assert ttdt("check", "-q", "--data", str(top / "data")) == (0, "", "")


def test_a_district_may_begin_a_plan_of_its_own(ttdt: Ttdt, tmp_path: Path) -> None:
    words = ("--province", "huyện Cư Jút", "--year", "2025", "--units", "xã Nam Dong")
    assert ttdt("init", str(tmp_path), *words, "--plan", "ninh-thuan-2024").code == 0
    plan = plan_in(tmp_path)
    assert plan["province"] == {"code": "", "name": "Cư Jút", "kind": "district"}
    assert plan["title"]["vi"].endswith("trên địa bàn huyện Cư Jút năm 2025")
    assert plan["title"]["en"].endswith("areas in huyện Cư Jút, 2025")


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("units.txt", "Gia Nghĩa\r\n\r\nCư Jút\n", ()),
        ("units.csv", "STT;Tên đơn vị;Mã\n1;Gia Nghĩa;660\n2;Cư Jút;662\n;Tổng cộng;\n", ()),
        ("units.csv", "STT;Tên xã, phường, đặc khu\n1;Gia Nghĩa\n2;Cư Jút\n", ()),
        ("units.csv", "a,b\n1,Gia Nghĩa\n2,Cư Jút\n", ("--units-column", "B")),
    ],
)
def test_units_of_a_file(
    ttdt: Ttdt, tmp_path: Path, name: str, content: str, options: tuple[str, ...]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8-sig", newline="")
    words = (*FIRST[:4], "--units", str(tmp_path / name), *options, "--plan", "blank")
    assert ttdt("init", str(tmp_path / "w"), *words).code == 0
    units = plan_in(tmp_path / "w")["units"]
    assert [unit["name"] for unit in units.values()] == ["Gia Nghĩa", "Cư Jút"]
    codes = ["660", "662"] if "Mã" in content else ["", ""]
    assert [unit["code"] for unit in units.values()] == codes


def test_names_that_may_be_one_unit_are_told_of(ttdt: Ttdt, tmp_path: Path) -> None:
    words = (*FIRST[:4], "--units", "Đắk Mil, Đăk Mil", "--plan", "blank")
    result = ttdt("init", str(tmp_path / "w"), *words)
    assert result.code == 0
    assert "note: Đắk Mil, Đăk Mil differ only in their marks" in result.err
    assert list(plan_in(tmp_path / "w")["units"]) == ["dak-mil", "dak-mil-2"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("xa.pdf", b"%PDF-1.7\n", "xa.pdf: this is a PDF"),
        ("xa.docx", None, "xa.docx"),
    ],
)
def test_a_document_is_no_unit(
    ttdt: Ttdt, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    words = (*FIRST[:4], "--units", str(tmp_path / name), "--plan", "blank")
    done = ttdt("init", str(tmp_path / "w"), *words, "--lang", "en")
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "w/data").exists()


def test_units_of_a_workbook(ttdt: Ttdt, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "xa.xlsx"))
    sheet = book.add_worksheet("Danh sách")
    for row, cells in enumerate(
        [["DANH SÁCH XÃ"], [], ["TT", "Tên xã", "Mã xã"], ["(1)", "(2)", "(3)"],
         [1, "Xã Nam Dong", 24640], [2, "Xã Đắk Drông", 24643], ["", "Tổng số", 2]]
    ):  # fmt: skip
        sheet.write_row(row, 0, cells)
    book.close()
    words = (*FIRST[:4], "--units", str(tmp_path / "xa.xlsx"), "--plan", "blank")
    assert ttdt("init", str(tmp_path / "w"), *words).code == 0
    assert plan_in(tmp_path / "w")["units"] == {
        "nam-dong": {"code": "24640", "name": "Nam Dong", "kind": "commune"},
        "dak-drong": {"code": "24643", "name": "Đắk Drông", "kind": "commune"},
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (FIRST, "name with --plan what the plan is to begin with"),
        (("--plan", "blank"), "needs --province, --year, --units, too"),
        ((*FIRST[:4], "--plan", "ninh-thuan-2024"), "needs --units, too"),
        ((*FIRST, "--plan", "empty"), "--plan"),
        ((*FIRST, "--plan", "blank", "--from", "x.yaml"), "--from names the plan"),
        (("--units-column", "Tên"), "says nothing without --units"),
        ((*FIRST[:4], "--units", "none.xlsx", "--plan", "blank"), "none.xlsx: there is no such"),
        ((*FIRST[:4], "--units", " , ", "--plan", "blank"), "no unit is named"),
        (("--province", "12", *FIRST[2:], "--plan", "blank"), "no name of a province"),
        ((*FIRST[:2], "--year", "25", *FIRST[4:], "--plan", "blank"), "is not a year"),
    ],
)
def test_options_that_say_too_little(
    ttdt: Ttdt, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    code, out, err = ttdt("init", str(tmp_path / "w"), *options)
    assert (code, out, said in err) == (2, "", True), err
    assert not (tmp_path / "w").exists()


def test_a_table_whose_columns_say_nothing_names_its_headings(ttdt: Ttdt, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Cột 1,Cột 2\nGia Nghĩa,1\n", encoding="utf-8")
    words = (*FIRST[:4], "--units", str(tmp_path / "t.csv"), "--plan", "blank")
    code, _, err = ttdt("init", str(tmp_path / "w"), *words)
    assert code == 2
    assert "--units-column, one of: Cột 1, Cột 2" in err


def test_answers_at_the_terminal(ttdt: Ttdt, tmp_path: Path, answer: Any) -> None:
    answer("Đắk Nông\nsoon\n2025\nTP. Gia Nghĩa\n- Cư Jút\n\n7\n2\n")
    code, out, err = ttdt("init", str(tmp_path / "w"))
    assert (code, out) == (0, "")
    assert "“soon” is not a year" in err
    assert "answer with a number: 1, 2, 3" in err
    assert list(plan_in(tmp_path / "w")["units"]) == ["gia-nghia", "cu-jut"]


def test_empty_answers_give_the_plan_in_the_package(
    ttdt: Ttdt, tmp_path: Path, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer("\n" * 5)
    assert ttdt("init").code == 0
    assert "ninh-thuan-2024/data/targets-2024.yaml" in {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml")
    }
    assert plan_in(tmp_path / "ninh-thuan-2024", 2024)["tasks"]
    # It has a plan now, so nothing is asked.
    answer("")
    assert ttdt("init", "ninh-thuan-2024").code == 0


def test_what_the_options_say_is_not_asked(ttdt: Ttdt, tmp_path: Path, answer: Any) -> None:
    answer("1\n")
    assert ttdt("init", str(tmp_path / "w"), *FIRST).code == 0
    assert len(plan_in(tmp_path / "w")["indicators"]) == 27


def test_a_file_of_units_is_asked_for_its_column(ttdt: Ttdt, tmp_path: Path, answer: Any) -> None:
    (tmp_path / "t.csv").write_text("Cột 1,Cột 2\nGia Nghĩa,1\n", encoding="utf-8")
    answer(f"Đắk Nông\n2025\n{tmp_path / 't.csv'}\nCột 1\n2\n")
    assert ttdt("init", str(tmp_path / "w")).code == 0
    assert list(plan_in(tmp_path / "w")["units"]) == ["gia-nghia"]


def test_whoever_leaves_has_nothing_written(ttdt: Ttdt, tmp_path: Path, answer: Any) -> None:
    answer("Đắk Nông\n")
    code, _, err = ttdt("init", str(tmp_path / "w"))
    assert (code, "nothing was written" in err) == (2, True)
    assert not (tmp_path / "w").exists()


def test_a_workbook_to_write_the_plan_in(ttdt: Ttdt, tmp_path: Path) -> None:
    top = tmp_path / "w"
    assert ttdt("init", str(top), *FIRST, "--plan", "workbook").code == 0
    written = (top / "data/targets-2025.yaml").read_bytes()
    done = ttdt("import", str(top / "plan-2025.xlsx"), "--yes", "--data", str(top / "data"))
    assert (done.code, "nothing new, nothing written" in done.err) == (0, True)
    assert (top / "data/targets-2025.yaml").read_bytes() == written
