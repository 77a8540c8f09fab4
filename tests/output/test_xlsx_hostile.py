"""Names, notes and texts that would act, or that Excel cannot hold."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from tests.output.xlsx_reading import column, opened, recalculated, render, table

from ttdt.excel.limits import CELL_MOST, SheetNames, cut, length, pieces
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttdt.compute import Report

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "=1+1",
    "{=SUM(A1:A2)}",
    "+1",
    "-1",
    "@SUM(1)",
    "http://evil.example",
    "internal:Sheet1!A1",
    "file:///etc/passwd",
    "001",
    "1e5",
    "<b>&amp;</b>]]>",
    '&L&D&"Arial"&99',
    "[]:*?/\\",
    "'quoted'",
    "History",
    "_x000D_ _x0041_",
    '"; 0;"',
    "\x00\x01\x1b[31m\u202e\u2028\ufffe\uffff",
    "\ud800 alone",
    "😀" * 40,
    " ",
    "{n} {} %s",
]


def texts(product: bytes) -> set[str]:
    return {
        str(cell.value)
        for sheet in opened(product).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_a_text(hostile: Callable[[str], Report], text: str) -> None:
    product = render(hostile(text))
    book = opened(product)
    for sheet in book.worksheets:
        assert length(sheet.title) <= 31
        cells = [cell for row in sheet.iter_rows() for cell in row]
        formulas = [cell.value for cell in cells if cell.data_type == "f"]
        if sheet.title == "Comparison":
            assert all(re.fullmatch(r"=(100\*\w+/\w+|\w+-\w+)", formula) for formula in formulas)
        else:
            assert not formulas or sheet.title == "Check"
        assert all(cell.hyperlink is None or cell.hyperlink.location for cell in cells)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    with zipfile.ZipFile(BytesIO(product)) as file:
        for name in file.namelist():
            data = file.read(name)
            ET.fromstring(data)  # noqa: S314 - our own file
            assert b'TargetMode="External"' not in data
    read = CalamineWorkbook.from_filelike(BytesIO(product)).get_sheet_by_name("Raw figures")
    rows = read.to_python()
    clause = rows[0].index("Clause")
    assert str(rows[1][clause]) == escape_invisible(text)


@pytest.mark.parametrize("text", ["x" * 40_000, "từ " * 15_000, "😀" * 20_000, "\x01" * 9_000])
def test_no_text_is_lost_however_long(hostile: Callable[[str], Report], text: str) -> None:
    product = render(hostile(text))
    assert all(length(cell) <= CELL_MOST for cell in texts(product))
    book = opened(product)
    cells = table(book["Raw figures"], "Unit's words")
    words = next(str(cell) for cell in column(cells, "Unit's words") if cell)
    assert "the rest in the notes, text" in words
    shown = escape_invisible(text)
    number = words.rpartition("text ")[2].rstrip("]")
    lines = table(book["Notes"], "Section", "Text")
    at = [
        place
        for place, line in enumerate(lines)
        if line["Subject"].value == f"text {number}" and "!" not in str(line["Text"].value)
    ]
    whole: list[str] = []
    for line in lines[at[0] :]:
        if whole and line["Subject"].value != "(continued)":
            break
        whole.append(str(line["Text"].value or ""))
    assert "".join(whole).replace(" ", "") == shown.replace(" ", "")


def test_10000_characters_stand_in_a_cell(hostile: Callable[[str], Report]) -> None:
    assert "x" * 10_000 in texts(render(hostile("x" * 10_000)))


@pytest.mark.programs("LibreOffice")
@pytest.mark.parametrize("text", ["='a'!b\"c\"", "x" * 40_000])
def test_libreoffice_works_it_out(
    hostile: Callable[[str], Report], tmp_path: Path, text: str
) -> None:
    after = recalculated(opened(render(hostile(text))), tmp_path)
    assert set(column(table(after["Check"], "Result", "Difference"), "Result")) == {"OK"}


def test_names_of_sheets() -> None:
    names = SheetNames()
    given = [
        names.give(text)
        for text in ("a/b", "A B", "a:b", "x" * 40, "X" * 31, "''", "", "History", "😀" * 20)
    ]
    assert given == [
        "a b",
        "A B (2)",
        "a b (3)",
        "x" * 31,
        "X" * 27 + " (2)",
        "-",
        "- (2)",
        "History 1",
        "😀" * 15,
    ]


def test_cutting_counts_as_excel_does() -> None:
    assert length("a😀") == 3
    assert cut("a😀b", 2) == "a"
    assert cut("abc", 3) == "abc"
    assert list(pieces("một hai ba", 7)) == ["một hai", "ba"]
    assert list(pieces("", 7)) == [""]
