from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from ttdt.excel.xml_sheet import XmlBook, XmlSheet


def test_cells_are_written_as_xlsxwriter_writes_them() -> None:
    def parts(kind: type | None, book_kind: type = Workbook) -> tuple[str, str, str]:
        file = BytesIO()
        book = book_kind(file, {"in_memory": True})
        sheet = book.add_worksheet("Q2", kind)
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "0.0"})
        sheet.set_row(0, 24)
        sheet.set_row(40, 30)
        sheet.write_string(0, 0, "a < b", bold)
        sheet.write_rich_string(0, 2, bold, "Xã ", plain, "A & B", bold)
        sheet.write_number(0, 1, 0.1, plain)
        sheet.write_formula(20, 3, '=IF(A1<>"",A1&"%","")', bold, "")
        sheet.write_blank(20, 4, None, plain)
        sheet.merge_range(21, 1, 21, 3, "", bold)
        sheet.write_datetime(21, 1, date(2024, 6, 30), bold)
        sheet.write_string(22, 0, "a < b")
        sheet.write_string(23, 0, " \x01 & _x0001_\n")
        book.close()
        with zipfile.ZipFile(file) as package:
            names = ("worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml")
            first, second, third = (package.read(f"xl/{name}").decode() for name in names)
        return first, second, third

    assert parts(XmlSheet) == parts(XmlSheet, XmlBook) == parts(None)


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.add_worksheet("Q2", XmlSheet).write_string(0, 0, "=1+1")
    book.close()
    with zipfile.ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        texts = package.read("xl/sharedStrings.xml").decode()

    assert re.findall("<c .*</c>", sheet) == ['<c r="A1" t="s"><v>0</v></c>']
    assert re.findall("<si>.*</si>", texts) == ["<si><t>=1+1</t></si>"]
