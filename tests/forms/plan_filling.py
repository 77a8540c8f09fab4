"""A plan's workbook, changed as somebody changes it in a spreadsheet program."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl

from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import tables_in
from ttdt.forms.plan_book.reading import FilledPlan, read_plan_book
from ttdt.forms.plan_book.writing import plan_workbook
from ttdt.plan import read_plan
from ttdt.text.language import Language
from ttdt.yaml import PLAN_LIMITS, parse

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
# Of the office.
plan: huyen-2024
year: 2024
title: {vi: "Kế hoạch: số 1", en: Plan}   # as adopted
province: {code: "584", name: Bác Ái, kind: district}
calendar: [Q1, Q2]
units:
  phuoc-dai:            # the seat
    code: "22795"
    name: Phước Đại
    kind: commune
    units: {thon-1: {code: "1", name: Thôn 1, kind: village}}
  phuoc-trung: {code: "", name: Phước Trung, formerly: [cu, cu-2]}
populations:
  people: {name: {vi: người, en: people}}
  poor: {name: {vi: người nghèo}, part_of: people, max_change: 12.5}
  # What comes last.
  schools: {name: {vi: trường}}
groups: {g: {name: {vi: Nhóm}}, h: {name: {vi: Nhóm khác}}}
bodies:
  so-y-te: {name: {vi: Sở Y tế}}
indicators:
  roads:
    clause: "1.10"
    group: g
    name: {vi: "Đường, cầu", en: Roads}
    measure: rate
    numerator: {vi: người}
    population: people
    # By the decision of May.
    target: {at_least: 75, by_unit: {phuoc-dai: 80}}   # agreed
    pace: {Q1: 70, Q2: 72.5}
    start: 0
    may_exceed: true
    responsible: [so-y-te]
    reading:
      vi: >-
        Mọi người trên địa bàn,
        không phân biệt.
  parts:
    clause: "2"
    group: g
    name: {vi: Hai phần}
    measure: rate
    target:
      about: 98
      tolerance: 0.5
      amended: [{from: 2024-Q3, about: 99, decision: 7/QĐ}]
    parts:
      one: {name: {vi: Một}, population: people, target: {more_than: 9.25}}
      two: {name: {vi: Hai}, population: schools, numerator: {vi: trường tốt}}
  area:
    clause: "3"
    group: h
    name: {vi: Diện tích}
    measure: amount
    unit: {vi: ha}
    decimals: 2
    target: {at_least: 1234.5}
    pace: none
    max_step: 3
funding:
  unit: {vi: triệu đồng}
  currency: {code: VND, factor: 1000000}
  decimals: 1
  sources: {local: {name: {vi: Ngân sách}, kind: recurrent}}
  projects:
    p1: {code: "1", name: {vi: Đất ở}, projects: {p1-1: {code: "1.1", name: {vi: Nhà}}}}
  target: {at_least: 95}
tasks:
  draft: {clause: "2", name: {vi: Lập kế hoạch}, due: 2024-Q1, units: all, indicator: roads}
  build:
    clause: "2"
    name: {vi: Làm đường}
    text: {vi: "Làm đường, cầu"}
    units: [thon-1, phuoc-trung]
    responsible: [so-y-te]
report: {agency: UBND HUYỆN}
"""


def workbook(content: str | bytes = PLAN, language: str = "vi") -> bytes:
    data = content.encode() if isinstance(content, str) else content
    plan, findings = read_plan(parse(data, "targets-2024.yaml", PLAN_LIMITS))
    assert plan is not None, findings
    return plan_workbook(data, plan, Language(language))


class Book:
    """A workbook in which cells are named by sheet, row and column, as the program keys them."""

    def __init__(self, content: bytes) -> None:
        self.book: Any = openpyxl.load_workbook(BytesIO(content))

    def _columns(self, sheet: str) -> tuple[Any, dict[str, Any]]:
        for raw in self.book.worksheets:
            found = {
                cell.value.rpartition(".")[2]: cell
                for row in raw.iter_rows(max_row=40)
                for cell in row
                if isinstance(cell.value, str) and cell.value.startswith(f"ttdt.{sheet}.")
            }
            if found:
                return raw, found
        raise KeyError(sheet)

    def cell(self, sheet: str, key: str, column: str) -> Any:
        """Return the cell of a row, which is known by what its first cell, or first two, say."""
        raw, columns = self._columns(sheet)
        if sheet == "plan":
            return raw.cell(columns[column].row, 2)
        names = ("indicator", "unit") if sheet == "shares" else ("id",)
        if sheet == "indicators":
            names = ("id", "part")
        for row in range(columns[names[0]].row + 1, raw.max_row + 1):
            said = [raw.cell(row, columns[name].column).value for name in names]
            if "/".join(str(word) for word in said if word is not None) == key:
                return raw.cell(row, columns[column].column)
        raise KeyError(key)

    def new_row(self, sheet: str, **cells: object) -> int:
        """Fill the first empty row of a sheet, and return its number."""
        raw, columns = self._columns(sheet)
        row: int = next(iter(columns.values())).row + 1
        while any(raw.cell(row, cell.column).value is not None for cell in columns.values()):
            row += 1
        for name, value in cells.items():
            raw.cell(row, columns[name].column).value = value
        return row

    def delete_row(self, sheet: str, key: str) -> None:
        cell = self.cell(sheet, key, "id")
        cell.parent.delete_rows(cell.row)

    def content(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def filled(content: bytes, path: str = "plan.xlsx") -> FilledPlan:
    with WorkbookReader() as reader:
        return read_plan_book(tables_in(content, path, reader), path)


def save(book: Book, path: Path) -> str:
    path.write_bytes(book.content())
    return str(path)
