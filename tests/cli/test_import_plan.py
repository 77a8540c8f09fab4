"""`ttdt template --plan` and `ttdt import` of what was made of it."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES, PLAN
from tests.forms.plan_filling import Book, save

from ttdt.yaml import read

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def data(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_workspace(FILES)
    monkeypatch.chdir(root.parent)
    return root


@pytest.fixture
def plan(data: Path) -> Path:
    return data / "targets-2024.yaml"


@pytest.fixture
def book(data: Path, ttdt: Ttdt) -> Book:
    path = data.parent / "plan.xlsx"
    assert ttdt("template", "--plan", "-o", str(path)).code == 0
    return Book(path.read_bytes())


def state(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in data.rglob("*.yaml")}


@pytest.mark.usefixtures("data")
def test_a_workbook_is_not_replaced_unasked(ttdt: Ttdt) -> None:
    done = ttdt("template", "--plan", "-o", "forms")
    assert (done.code, done.out) == (0, "")
    assert "wrote forms/plan-2024.xlsx" in done.err
    done = ttdt("template", "--plan", "-o", "forms", "--year", "2024")
    assert (done.code, "is there already; --force replaces it" in done.err) == (2, True)
    assert ttdt("template", "--plan", "-o", "forms", "--force", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--plan", "--period", "Q1"), "--plan goes only with"),
        (("--plan", "--unit", "bac-ai"), "--plan goes only with"),
        (("--period", "Q1", "--year", "2024"), "--year goes only with --plan"),
        (("--plan", "--year", "2030"), "2030"),
        (("--plan", "-o", "-"), "forms are files"),
    ],
)
@pytest.mark.usefixtures("data")
def test_what_does_not_go_together(ttdt: Ttdt, options: tuple[str, ...], said: str) -> None:
    done = ttdt("template", *options)
    assert (done.code, done.out, said in done.err) == (2, "", True), done.err


@pytest.mark.usefixtures("data")
def test_a_plan_without_errors_only(plan: Path, ttdt: Ttdt) -> None:
    plan.write_text(PLAN.replace("at_least: 75", "at_least: viele"), encoding="utf-8")
    done = ttdt("template", "--plan", "-o", "plan.xlsx")
    assert (done.code, "has errors" in done.err) == (2, True)


@pytest.mark.usefixtures("book")
def test_nothing_new_nothing_written(data: Path, ttdt: Ttdt) -> None:
    before = state(data)
    done = ttdt("import", "plan.xlsx", "--yes")
    assert done == (0, "", "plan.xlsx: nothing new, nothing written\n")
    assert state(data) == before


def test_what_changes_is_shown_and_written(plan: Path, book: Book, ttdt: Ttdt) -> None:
    before = plan.read_text("utf-8")
    book.cell("indicators", "village-roads", "target").value = 80
    path = save(book, Path("new.xlsx"))
    done = ttdt("import", path, "--dry-run")
    assert done.code == 0
    assert "village-roads" in done.out
    assert "75" in done.out
    assert "80" in done.out
    assert "dry run: nothing was written to data/targets-2024.yaml" in done.err
    assert plan.read_text("utf-8") == before
    # Nobody is there to be asked.
    done = ttdt("import", path)
    assert (done.code, "add --yes to write" in done.err) == (2, True)
    assert plan.read_text("utf-8") == before
    assert ttdt("import", path, "--yes", "--quiet") == (0, "", "")
    assert plan.read_text("utf-8") == before.replace("at_least: 75", "at_least: 80")
    # It says so already.
    assert "nothing new" in ttdt("import", path, "--yes").err


@pytest.mark.parametrize(("answer", "code"), [("c\n", 0), ("\n", 2), ("n\n", 2)])
def test_a_person_is_asked(
    plan: Path, book: Book, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    before = plan.read_bytes()
    book.cell("indicators", "village-roads", "target").value = 80
    path = save(book, Path("new.xlsx"))
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr("ttdt.cli.applying_changes.is_terminal", lambda: True)
    done = ttdt("import", path)
    assert (done.code, "Write data/targets-2024.yaml? [y/N]" in done.err) == (code, True)
    assert (plan.read_bytes() != before) is (code == 0)


def test_a_plan_that_breaks_a_rule_is_not_written(data: Path, book: Book, ttdt: Ttdt) -> None:
    before = state(data)
    book.cell("indicators", "village-roads", "target").value = 750
    done = ttdt("import", save(book, Path("new.xlsx")), "--yes")
    assert done.code == 1
    cell = book.cell("indicators", "village-roads", "target")
    assert f"new.xlsx!{cell.parent.title}!{cell.coordinate}: TT505 " in done.err
    assert "nothing was written: this change brings 1 error" in done.err
    assert state(data) == before


def test_a_change_that_leaves_submissions_without_their_plan(
    data: Path, book: Book, ttdt: Ttdt
) -> None:
    before = state(data)
    book.new_row(
        "indicators", id="other", clause="9", name_vi="Khác", measure="count",
        group=book.cell("indicators", "village-roads", "group").value,
    )  # fmt: skip
    book.cell("indicators", "village-roads", "remove").value = "remove"
    done = ttdt("import", save(book, Path("new.xlsx")), "--yes")
    assert done.code == 1
    assert "data/districts/bac-ai/2024-Q2.yaml:" in done.err
    assert "nothing was written" in done.err
    assert state(data) == before


def test_a_deleted_row_is_no_removal(data: Path, book: Book, ttdt: Ttdt) -> None:
    before = state(data)
    book.delete_row("indicators", "village-roads")
    done = ttdt("import", save(book, Path("new.xlsx")), "--yes")
    assert (done.code, "rows have been deleted or renamed: village-roads" in done.err) == (1, True)
    assert "new.xlsx: 1 error in the workbook, so nothing of it was written" in done.err
    assert state(data) == before


@pytest.mark.usefixtures("book")
def test_the_plan_of_another(plan: Path, ttdt: Ttdt) -> None:
    plan.write_text(PLAN.replace("plan: ", "plan: x-"), encoding="utf-8")
    done = ttdt("import", "plan.xlsx", "--yes")
    assert (done.code, "the form belongs to the plan" in done.err) == (2, True)


@pytest.mark.parametrize(
    "options", [("plan.xlsx",), ("--as", "bac-ai/2024-Q2"), ("--keep-invalid", "x")]
)
@pytest.mark.usefixtures("book")
def test_the_plan_is_imported_alone(ttdt: Ttdt, options: tuple[str, ...]) -> None:
    done = ttdt("import", "plan.xlsx", *options)
    assert (done.code, "is the plan itself; import it alone" in done.err) == (2, True)


def test_a_damaged_hidden_sheet(book: Book, ttdt: Ttdt) -> None:
    sheet = book.book["ttdt"]
    for row in range(1, sheet.max_row + 1):
        if str(sheet.cell(row, 1).value).startswith("file:"):
            sheet.cell(row, 2).value = "eJ0="
    done = ttdt("import", save(book, Path("new.xlsx")))
    assert (done.code, "which plan this is has been damaged" in done.err) == (2, True)


def test_findings_name_the_cells_behind_them(book: Book, ttdt: Ttdt) -> None:
    book.cell("indicators", "village-roads", "population").value = "nowhere"
    book.cell("indicators", "village-roads", "responsible").value = "nobody"
    row = book.new_row("populations", name_vi="hộ", part_of="nothing")
    shares = book.new_row("shares", indicator="village-roads", unit="nowhere", share=80)
    done = ttdt("import", save(book, Path("new.xlsx")), "--yes")
    said = {line.split(" ")[0]: line.split(" ")[1] for line in done.err.splitlines()}
    assert done.code == 1
    for cell, code in {
        f"new.xlsx!Populations!D{row}:": "TT502",
        f"new.xlsx!Indicators!{column_of(book, 'population')}7:": "TT502",
        f"new.xlsx!Indicators!{column_of(book, 'responsible')}7:": "TT524",
    }.items():
        assert said[cell] == code, done.err
    assert f"new.xlsx!Targets by unit!D{shares}: TT510" in done.err


def column_of(book: Book, column: str) -> str:
    letter: str = book.cell("indicators", "village-roads", column).column_letter
    return letter


def test_the_same_file_however_its_lines_end(data: Path, plan: Path, ttdt: Ttdt) -> None:
    plan.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    path = data.parent / "plan.xlsx"
    assert ttdt("template", "--plan", "-o", str(path)).code == 0
    book = Book(path.read_bytes())
    book.cell("indicators", "village-roads", "target").value = 80
    book.new_row("populations", name_vi="hộ")
    assert ttdt("import", save(book, path), "--yes").code == 0
    made = plan.read_bytes()
    assert made.startswith(b"\xef\xbb\xbfplan: p-2024\r\n")
    assert made.count(b"\n") == made.count(b"\r\n") == PLAN.count("\n") + 1
    assert b"at_least: 80" in made


def test_a_new_unit_needs_no_code_yet(plan: Path, book: Book, ttdt: Ttdt) -> None:
    book.new_row("units", name="Tuy Đức")
    path = save(book, Path("new.xlsx"))
    done = ttdt("import", path, "--yes")
    assert done.code == 0, done.err
    written: Any = read(plan, "").data
    assert written["units"]["tuy-duc"] == {"code": "", "name": "Tuy Đức"}
    assert "nothing new" in ttdt("import", path, "--yes").err
