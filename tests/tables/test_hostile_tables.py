"""Whatever the file, a map is proposed or one line says why not, soon and without harm."""

from __future__ import annotations

import shutil
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.small_workspace import FILES
from tests.forms.filling import repack
from tests.tables.books import save

from ttdt.tables.grid import shown
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

MAP = """\
units_in: rows
names_in: A
headings_in: 1
period: 2024-Q3
status: final
figures: {B: {holds: populations.villages}}
units: {Bác Ái: bac-ai}
"""
ROWS: list[list[Any]] = [["Đơn vị", "Thôn"], ["Bác Ái", 40]]


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace({**FILES, "maps/m.yaml": MAP})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [("map",), ("import", "--map", "m", "--yes")])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "the file is empty"),
        ("a.xlsx", b"PK\x03\x04 and no more", "damaged or cut off"),
        ("a.pdf", b"%PDF-1.7", "this is a PDF"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096, "old Excel"),
        ("a.csv", b"\xff\xfeu\x00", "not UTF-8"),
        ("a.tsv", b'"', "the file is no table"),
        ("a.csv", b"a,b\n" + b"x,1\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_what_is_no_table_is_said_in_one_line(
    place: Path, ttdt: Ttdt, command: tuple[str, ...], name: str, content: bytes, said: str
) -> None:
    (place / name).write_bytes(content)
    start = time.monotonic()
    result = ttdt(*command, name)
    assert time.monotonic() - start < 10
    assert (result.code, result.out) == (2, ""), result.err
    problem, *_ = lines = result.err.splitlines()
    assert said in problem
    assert lines[1:] in ([], ["1 error, so nothing was written"])


def test_nothing_to_match_is_said(place: Path, ttdt: Ttdt) -> None:
    save(place / "a.xlsx", [["Tên", "Thôn"], ["Bà Rịa", 40]])
    result = ttdt("map", "a.xlsx")
    assert result.code == 2
    assert "no row and no column of this file names a unit of the plan" in result.err


def overlapping(text: bytes) -> bytes:
    """Return a sheet whose merged ranges cover it a thousand times."""
    ranges = b'<mergeCell ref="A1:ZZ1999"/>' * 1000
    cell = b'<row r="1999"><c r="ZZ1999"><v>1</v></c></row></sheetData>'
    return text.replace(b"</sheetData>", cell + b"<mergeCells>" + ranges + b"</mergeCells>", 1)


@pytest.mark.parametrize("command", [("map",), ("import", "--map", "m", "--yes")])
@pytest.mark.parametrize("harm", [overlapping])
def test_a_sheet_that_asks_for_much_is_refused_soon(
    place: Path, ttdt: Ttdt, command: tuple[str, ...], harm: Callable[[bytes], bytes]
) -> None:
    file = save(place / "a.xlsx", ROWS)
    repack(file, {"xl/worksheets/sheet1.xml": harm})
    start = time.monotonic()
    result = ttdt(*command, "a.xlsx")
    assert time.monotonic() - start < 15
    assert result.code == 2, result.err
    assert "merged" in result.err


def test_formulas_without_results_and_errors_are_said_by_cell(place: Path, ttdt: Ttdt) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in (*ROWS, ["Ninh Sơn", "=1/0"]):
        page.append(row)
    book.save(place / "a.xlsx")
    result = ttdt("import", "a.xlsx", "--map", "m", "--yes")
    assert result.code == 1
    assert "a.xlsx!Sheet!B3: the formula here has no result" in result.err
    assert not (place / "data/districts/bac-ai/2024-Q3.yaml").exists()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heading=TEXT, name=TEXT, word=TEXT)
def test_no_text_of_a_table_acts_in_its_map(
    place: Path, ttdt: Ttdt, heading: str, name: str, word: str
) -> None:
    shutil.rmtree(place / "data/maps")
    file = place / "a.csv"
    cells = [["Đơn vị", "Thôn", heading], ["Bác Ái", "40", word], [name, "3", word]]
    rows = (";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in cells)
    file.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="")
    result = ttdt("map", "a.csv", "-o", "data/maps/m.yaml")
    (place / "data/maps").mkdir(exist_ok=True)
    if result.code != 0:
        assert len(result.err.splitlines()) == 1, result.err
        return
    document = read(place / "data/maps/m.yaml", "m")
    assert document.findings == ()
    found: Any = document.data
    assert found["units_in"] in {"rows", "columns"}
    wanted = unicodedata.normalize("NFC", shown(heading))
    if found["units_in"] == "rows" and "C" in found["figures"]:
        assert wanted in found["figures"]["C"]["heading"]
    for finding in ttdt("check", "data/maps/m.yaml", "--format", "concise").err.splitlines():
        assert "bug" not in finding
