"""Documents of every kind as workbooks: what stands in them, and that nothing in them acts."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.output.made_documents import EVERYTHING, SAMPLE, MadeAnswer, saying, wide
from tests.output.test_xlsx_hostile import HOSTILE, texts
from tests.output.xlsx_reading import displayed, opened, table

from ttdt.document.answer import View
from ttdt.document.model import Cell, Column, Document, Line, Table, Title, cell
from ttdt.errors import TtdtError
from ttdt.excel.limits import CELL_MOST, length
from ttdt.output.xlsx import lower
from ttdt.output.xlsx.number_formats import Number, number_said
from ttdt.text.escaping import escape_invisible
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path


def written(made: Document, language: str = "en") -> bytes:
    return lower(MadeAnswer(made), View(Language(language)))


def rows(sheet: Any) -> list[list[Any]]:
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [[value for value in row if value is not None] for row in found]


def test_each_table_has_a_sheet_with_the_words_around_it() -> None:
    book = opened(written(EVERYTHING))
    assert book.sheetnames == ["Every kind of block", "Details", "Files", "Notes"]
    assert rows(book["Every kind of block"]) == [
        ["Every kind of block"],
        ["Ninh Thuận: the second quarter"],
        [SAMPLE],
        ["6 of 7 units have submitted"],
        ["Unit", "Group", "Rate", "Files", "Handed in", "Remarks"],
        ["Bác Ái", "North", pytest.approx(71.6666667), 1204, datetime(2024, 7, 5),  # noqa: DTZ001
         "! 2 days late (for Q2)"],
        ["Ninh Sơn", "South", 94.999, 0, "not submitted"],
        [],
        ["Remarks"],
        ["Set in"],
        ["– one thing"],
        ["– another thing"],
        ["✓ met   ✗ not met"],
        ["figures:"],
        ["  roads: 3"],
    ]  # fmt: skip
    assert rows(book["Details"])[3:] == [["Key", "Value"], ["clause", "2.10"]]
    assert rows(book["Files"])[3:] == [["", "sent"], ["Q1", 3], ["Q2"]]
    assert rows(book["Notes"])[3:] == [
        ["Section", "Clause", "Subject", "Text"],
        ["Notes", "2.1", "Bác Ái", "estimated"],
        ["Notes", "left out"],
    ]


def test_parts_of_a_workbook_lie_in_a_folder_of_their_own_until_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert written(EVERYTHING).startswith(b"PK")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(TtdtError, match="the workbook cannot be put together in a temporary"):
        written(EVERYTHING)


def test_numbers_show_what_the_words_say() -> None:
    lines = table(opened(written(EVERYTHING))["Every kind of block"], "Unit", "Rate")
    assert [displayed(line["Rate"]) for line in lines] == ["71.7 %", "94.999 %"]
    assert lines[0]["Files"].number_format == "#,##0"
    assert lines[0]["Handed in"].number_format == "dd/mm/yyyy"
    assert lines[0]["Rate"].fill.start_color.rgb == "FFFCE8B2"
    assert lines[1]["Handed in"].fill.start_color.rgb == "FFF4B6B0"
    assert lines[0]["Unit"].font.bold


@pytest.mark.parametrize(
    ("language", "text", "exact", "shown"),
    [
        ("en", "71.7 %", Fraction(4300, 60), "71.7 %"),
        ("vi", "71,7 %", Fraction(4300, 60), "71.7 %"),
        ("vi", "1.204.000", Fraction(1_204_000), "1,204,000"),
        ("en", "✓ -0.5 (2)", Fraction(-1, 2), "✓ -0.5 (2)"),
        ("en", "+3 villages", Fraction(3), "+3 villages"),
        ("en", "≥ 75 %", Fraction(75), "≥ 75 %"),
        ("en", "94.999 %", Fraction(949_999, 10_000), "94.999 %"),
        ("en", "~291", Fraction(29_123, 100), "~291"),
    ],
)
def test_a_number_is_shown_as_it_is_said(
    language: str, text: str, exact: Fraction, shown: str
) -> None:
    said = number_said(Language(language), text, exact)
    assert isinstance(said, Number)
    made = Table.of((Column("N"),), ((Cell((Line(text),), value=exact),),))
    book = opened(written(Document((Title("T"), made)), language))
    (line,) = table(book["T"], "N")
    assert line["N"].data_type == "n"
    assert displayed(line["N"]) == shown


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("none", Fraction(0)),
        ("3 short", Fraction(-3)),
        ("2.10", Fraction(3)),
        ("1.2.3", Fraction(12)),
        ("123456789012345678", Fraction(123456789012345678)),
    ],
)
def test_words_that_say_something_else_stay_words(text: str, exact: Fraction) -> None:
    assert number_said(Language("en"), text, exact) == text


def test_a_day_beside_other_words_stays_words() -> None:
    said = Cell((Line("5 July 2024"), Line("(late)")), value=date(2024, 7, 5))
    made = Document((Title("T"), Table.of((Column("Day"),), ((said,),))))
    (line,) = table(opened(written(made))["T"], "Day")
    assert line["Day"].value == "5 July 2024 (late)"


def test_heads_stay_in_sight_and_tables_can_be_filtered_and_printed() -> None:
    for made in (EVERYTHING, wide(30)):
        for sheet in opened(written(made)).worksheets:
            assert sheet.freeze_panes is not None
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows
            assert str(sheet.page_setup.paperSize) == "9"
            assert sheet.oddFooter.right.text == "&P/&N"
            widths = [found.width for found in sheet.column_dimensions.values()]
            assert all(7 < width < 95 for width in widths)


def test_every_sheet_says_that_it_is_a_sample() -> None:
    for sheet in opened(written(EVERYTHING)).worksheets:
        assert [SAMPLE] in rows(sheet)
        assert sheet.oddHeader.right.text.endswith(SAMPLE)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_a_text(text: str) -> None:
    book = opened(written(saying(text)))
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    for sheet in book.worksheets:
        assert length(sheet.title) <= 31
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    if text.strip():
        assert escape_invisible(text) in {
            name.replace("_x005F_", "_") for name in texts(written(saying(text)))
        }


@pytest.mark.parametrize("text", ["x" * 40_000, "từ " * 15_000])
def test_a_text_too_long_for_a_cell_goes_on_in_the_notes(text: str) -> None:
    book = opened(written(saying(text)))
    assert "Notes" in book.sheetnames
    assert all(length(found) <= CELL_MOST for found in texts(written(saying(text))))
    pieces = [
        str(line["Text"].value)
        for line in table(book["Notes"], "Section", "Text")
        if "!" not in str(line["Text"].value)
    ]
    assert text.replace(" ", "") in "".join(pieces).replace(" ", "")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written(EVERYTHING) == written(EVERYTHING)


def test_a_document_without_a_table_is_one_sheet() -> None:
    assert rows(opened(written(Document((Title("T"),))))["T"])[0] == ["T"]


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    made = Table.of((Column("A"), Column("B")), ((cell("x" * 30), cell("y" * 500)),))
    sheet = opened(written(Document((Title("T"), made))))["T"]
    assert [sheet.column_dimensions[name].width for name in "AB"] == pytest.approx([32, 60], abs=1)
