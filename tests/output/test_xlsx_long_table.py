from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from xlsxwriter import Workbook

from ttdt.output.xlsx.long_table import BLANK, DataColumn, LongSheet, Look, write_rows
from ttdt.output.xlsx.number_formats import Content, Number
from ttdt.output.xlsx.workbook import About, Book
from ttdt.text.language import Language

ROWS: list[tuple[Content, ...]] = [
    ("An Lạc", Number(0.1, "0.0"), None),
    ("", Number(12, "0"), "{} # %s & <b>"),
    ("An Lạc", Number(1234567.891, "0.0"), "=1+1"),
]
FRAME = {"border": 1, "border_color": "#7F7F7F", "valign": "top"}


def members(product: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(product)) as package:
        names = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")
        return {name: package.read(name) for name in names}


def ours() -> bytes:
    book = Book(About("t", "s"), Language("en"))
    sheet = book.add("Long", LongSheet)
    columns: list[DataColumn[tuple[Content, ...]]] = [
        DataColumn("a", 9, lambda row: row[0]),
        DataColumn("b", 9, lambda row: row[1], centred=True),
        DataColumn("c", 9, lambda row: row[2]),
    ]
    assert write_rows(sheet, 1, columns, ROWS) == 4
    return book.finish()


def cell_by_cell() -> bytes:
    book = Book(About("t", "s"), Language("en"))
    sheet = book.add("Long").raw
    blank, text = book.style(**FRAME), book.style(**FRAME, text_wrap=False)
    for number, row in enumerate(ROWS, 1):
        for place, content in enumerate(row):
            match content:
                case Number():
                    style = book.style(**FRAME, align="center", num_format=content.pattern)
                    sheet.write_number(number, place, content.value, style)
                case str() if content:
                    sheet.write_string(number, place, content, text)
                case _:
                    sheet.write_blank(number, place, None, blank)
    return book.finish()


def test_rows_are_written_as_xlsxwriter_writes_cells() -> None:
    assert members(ours()) == members(cell_by_cell())


def test_a_table_over_the_rows_and_no_rows_at_all() -> None:
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Long", LongSheet)
        sheet.add_long_table(2, 1, {"columns": [{"header": "a"}, {"header": "b"}]})
        blank = Look(workbook.add_format(), BLANK)
        for row in (1, 2):
            sheet.append(row, [blank, blank], ())
    shown = members(stream.getvalue())["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:B3"/>' in shown
    assert shown.count(b"<row ") == 3
    with ZipFile(stream) as package:
        table = package.read("xl/tables/table1.xml")
    assert table.count(b'ref="A1:B3"') == 2
    book = Book(About("t", "s"), Language("en"))
    assert write_rows(book.add("Long", LongSheet), 1, [DataColumn("a", 9, str)], []) == 1
