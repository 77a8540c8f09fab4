"""Reading a workbook back, and what Excel would show of it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from tests.programs import convert

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.output.xlsx import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.compute import Report


def render(report: Report, language: str = "en", **asked: Any) -> bytes:
    return lower(ReportAnswer(report, **asked), View(Language(language)))


def opened(product: bytes, *, values: bool = False) -> Any:
    return load_workbook(BytesIO(product), data_only=values)


def table(sheet: Any, *heads: str) -> list[dict[str, Any]]:
    """Return the rows of the first table with these heads, by head, up to the first empty row."""
    rows = list(sheet.iter_rows())
    for number, row in enumerate(rows):
        titles = [str(cell.value) for cell in row if cell.value is not None]
        if set(heads) <= set(titles):
            names = [str(cell.value or "") for cell in row]
            found = []
            for line in rows[number + 1 :]:
                if all(cell.value is None for cell in line):
                    break
                found.append(dict(zip(names, line, strict=True)))
            return found
    raise AssertionError(f"no table with {heads}")


def displayed(cell: Any) -> str:
    """Return what Excel shows of a number in its format, with English marks."""
    value = cell.value
    if not isinstance(value, int | float):
        return "" if value is None else str(value)
    sections = _sections(cell.number_format)
    section = sections[0]
    shown = Decimal(f"{value:.15g}")
    if shown < 0 and len(sections) > 1:
        section, shown = sections[1], -shown
    elif shown == 0 and len(sections) > 2:
        section = sections[2]
    body = re.search(r"(#,##)?0(\.0+)?", re.sub(r'"[^"]*"', lambda m: "\0" * len(m[0]), section))
    assert body is not None, section
    places = len(body[2]) - 1 if body[2] else 0
    number = shown.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{number:,f}" if body[1] else f"{number:f}"
    whole = section[: body.start()] + text + section[body.end() :]
    return whole.replace('"', "")


def _sections(pattern: str) -> list[str]:
    found, quoted = [""], False
    for char in pattern:
        quoted ^= char == '"'
        if char == ";" and not quoted:
            found.append("")
        else:
            found[-1] += char
    return found


def recalculated(book: Any, folder: Path) -> Any:
    """Return the workbook as LibreOffice works it out; openpyxl keeps no results of formulas."""
    source = folder / "before.xlsx"
    book.save(source)
    convert([source], "xlsx:Calc MS Excel 2007 XML", folder / "after", folder / "profile")
    return load_workbook(folder / "after" / "before.xlsx", data_only=True)


def column(rows: list[dict[str, Any]], head: str) -> list[Any]:
    return [row[head].value for row in rows]
