"""A file's sheets as cells, and how places in them are called."""

from __future__ import annotations

import pytest

from ttdt.errors import TtdtError
from ttdt.excel.cells import cell_name, holds_number, holds_percent, letters
from ttdt.excel.file_kind import FileKind
from ttdt.excel.limits import CELL_MOST, fit, holds_text, is_whole, length
from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import CellTable, tables_in


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_columns_have_letters(column: int, name: str) -> None:
    assert letters(column) == name
    assert cell_name(13, column) == f"{name}14"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_a_table_whatever_separates_it(separator: str) -> None:
    text = f"\ufeffindicator{separator}value\r\nroads{separator} 31 \r\n"
    (table,) = tables_in(text.encode(), "a.csv", WorkbookReader())
    assert (table.path, table.name, table.kind) == ("a.csv", "", FileKind.CSV)
    assert [table.at(1, column) for column in range(3)] == ["roads", "31", None]
    assert table.at(9, 0) is None
    assert (table.place(1, 1), table.place(1)) == ("a.csv!B2", "a.csv!2")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        # What stands in quotes, or below the first line, separates no columns.
        (
            'unit;note\nson-ha;"một, hai, ba, bốn, năm, sáu"\n',
            ["son-ha", "một, hai, ba, bốn, năm, sáu"],
        ),
        ("unit,note\nson-ha,a; b; c; d; e\n", ["son-ha", "a; b; c; d; e"]),
        ('unit;"a, b, ""c"", d"\nson-ha;5\n', ["son-ha", "5"]),
        ("\r\nunit\tnote\r\nson-ha\ta,b\r\n", ["unit", "note"]),
        # The mark that every line has as often, whatever the first line says.
        ("STT;Tên xã, phường, đặc khu\n1;Gia Nghĩa\n2;Cư Jút\n", ["1", "Gia Nghĩa"]),
        ("sep=;\r\nunit,x;note\r\nson-ha,5;6\r\n", ["son-ha,5", "6"]),
        ("SEP=|\nunit|note\nson-ha|5\n", ["son-ha", "5"]),
    ],
)
def test_the_first_line_says_what_separates_columns(text: str, second: list[str]) -> None:
    (table,) = tables_in(f"\ufeff{text}".encode(), "a.csv", WorkbookReader())
    assert table.rows[1] == second


def test_a_table_may_have_hundreds_of_columns_and_none_is_cut_off() -> None:
    (table,) = tables_in(b"a" + b"," * 998 + b",b\n", "a.csv", WorkbookReader())
    assert (len(table.rows[0]), table.at(0, 999)) == (1_000, "b")
    with pytest.raises(TtdtError) as failure:
        tables_in(b"a\n" + b"," * 1_200, "a.csv", WorkbookReader())
    assert failure.value.message.params == {"row": "2", "n": 1_201, "most": 1_000}


def test_a_table_may_have_twenty_thousand_rows() -> None:
    (table,) = tables_in(b"unit,value\n" + b"a,1\n" * 20_000, "a.csv", WorkbookReader())
    assert len(table.rows) == 20_001


def test_a_place_names_the_sheet() -> None:
    assert CellTable("a.xlsx", "Q3", [], FileKind.XLSX).place(13, 3) == "a.xlsx!Q3!D14"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'"', b"x\n" * 20_002])
def test_what_is_no_table(content: bytes) -> None:
    with pytest.raises(TtdtError):
        tables_in(content, "a.csv", WorkbookReader())


def test_a_text_is_cut_where_a_cell_ends() -> None:
    assert fit(" a\r\nb\u202e ") == "a\nb\\u202e"
    long = "😀" * 20_000
    assert length(fit(long)) == 32_000 < CELL_MOST
    assert not is_whole(long)
    assert is_whole("a" * 31_999)


def test_what_a_cell_still_holds() -> None:
    from decimal import Decimal
    from fractions import Fraction

    assert holds_number(None, None)
    assert holds_number(Decimal("0.333333333333333"), Fraction(1, 3))
    assert not holds_number(Decimal("0.3333"), Fraction(1, 3))
    assert not holds_number("31", Fraction(31))
    assert holds_percent(Decimal("96.27"), Fraction(9627, 100))
    assert not holds_percent(None, Fraction(1))
    assert holds_text("a  b", "a\nb")
    assert not holds_text(None, "a")
    assert holds_text(None, None)
