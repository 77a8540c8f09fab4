"""The formats that are handed in: named by a suffix, whole, and worded where they cannot be."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from python_calamine import CalamineWorkbook
from tests.cli.small_workspace import FILES, submission

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

SUFFIXES = {
    "md": b"# A plan\n",
    "csv": b"\xef\xbb\xbfplan,period,",
    "html": b"<!DOCTYPE html>",
    "xlsx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
}


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_names_the_format_and_twice_is_the_same(
    ttdt: Ttdt, root: str, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"q2.{suffix}"
    arguments = ("report", "--data", root, "-o", str(target), "--date", "2024-07-05")
    done = ttdt(*arguments)
    assert (done.code, done.out, done.err) == (0, "", f"wrote {target}\n")
    first = target.read_bytes()
    assert first.startswith(SUFFIXES[suffix])
    assert ttdt(*arguments, "-q").err == ""
    assert target.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]


def test_the_letter_has_the_day_and_the_letterhead(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    head = tmp_path / "head.yaml"
    head.write_text("agency: BAN DÂN TỘC\nplace: Phan Rang\n", encoding="utf-8")
    target = tmp_path / "q2.docx"
    done = ttdt(
        "report", "--data", root, "-o", str(target), "--date", "05/07/2024",
        "--letterhead", str(head),
    )  # fmt: skip
    assert done.code == 0
    document = docx.Document(str(target))
    said = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("BAN DÂN TỘC" in text for text in said)
    assert any("Phan Rang, ngày 05 tháng 7 năm 2024" in text for text in said)


def test_rounds_before_are_drawn(ttdt: Ttdt, make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    first = {"districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 28, period="2024-Q1")}
    root = str(make_workspace(FILES | first))
    for suffix, sign in (("html", b"2024-Q1"), ("xlsx", b"sparkline")):
        target = tmp_path / f"q2.{suffix}"
        assert ttdt("report", "--data", root, "-o", str(target)).code == 0
        content = target.read_bytes()
        if suffix == "xlsx":
            with ZipFile(BytesIO(content)) as parts:
                content = b"".join(parts.read(name) for name in parts.namelist())
        assert sign.lower() in content.lower()


def test_the_numbers_of_the_workbook(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    target = tmp_path / "q2.xlsx"
    assert ttdt("report", "--data", root, "-o", str(target)).code == 0
    book = CalamineWorkbook.from_path(str(target))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    values = {cell for sheet in sheets for row in sheet for cell in row}
    # 30 and 32 of 40 and 40 villages.
    assert {75, 80, 77.5} <= values


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--fragment",), "--fragment goes only with --format html"),
        (("-o", "OUT.docx", "--date", "31/02/2024"), "--date: “31/02/2024” is no day"),
        (("-o", "OUT.docx", "--letterhead", "none.yaml"), "--letterhead: none.yaml, line 1"),
        (("-o", "OUT.odt"), "the suffix does not say which format to write"),
    ],
)
def test_what_cannot_be_done_is_said(
    ttdt: Ttdt, root: str, tmp_path: Path, arguments: tuple[str, ...], expected: str
) -> None:
    done = ttdt(
        "report", "--data", root, *(word.replace("OUT", f"{tmp_path}/q2") for word in arguments)
    )
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert not list(tmp_path.glob("q2*"))


@pytest.mark.parametrize(
    ("suffix", "package"), [("docx", "docx"), ("docx", "xlsxwriter"), ("xlsx", "xlsxwriter")]
)
def test_without_its_package_a_format_says_what_to_install(
    ttdt: Ttdt,
    root: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
    package: str,
) -> None:
    for name in list(sys.modules):
        if name.startswith(f"ttdt.output.{suffix}"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    done = ttdt("report", "--data", root, "-o", str(tmp_path / f"q2.{suffix}"))
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"ttdt: {suffix} needs a package that is not installed; install it with:"
        " pip install 'ttdt[office]'\n"
    )
    assert not list(tmp_path.glob("q2*"))


def test_without_a_program_that_makes_pdf_it_says_what_to_install(
    ttdt: Ttdt, root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttdt.output.programs.find_program", lambda _: None)
    done = ttdt("report", "--data", root, "-o", str(tmp_path / "q2.pdf"))
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "ttdt: pdf needs a program that is not installed; install one of these: LibreOffice,"
        " Chromium\n"
    )
    assert not list(tmp_path.glob("q2*"))


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_bytes_are_not_poured_over_a_terminal(
    ttdt: Ttdt, root: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("ttdt.cli.answering.is_terminal", lambda: True)
    done = ttdt("report", "--data", root, "--format", name)
    assert (done.code, done.out) == (2, "")
    assert f"{name} is not text; name a file with -o" in done.err
