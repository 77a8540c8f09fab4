"""Filling in the form of all units below an area, as a district's officer would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from tests.forms.filling import example_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNITS = """\
units:
  bac:
    code: "990"
    name: Huyện Bắc
    kind: district
    units:
      dong-son: {code: "991", name: Đông Sơn, kind: commune}
      tay-hoa: {code: "992", name: Tây Hòa, kind: commune}
      an-hai: {code: "994", name: An Hải, kind: commune}
  nam-phu: {code: "993", name: Nam Phú, kind: city}
"""


def tree_files() -> dict[str, str]:
    """Return the example workspace with two of its units, and one more, in a district."""
    files = {}
    for name, text in example_files().items():
        if name == "targets-2024.yaml":
            start, end = text.index("units:\n"), text.index("populations:\n")
            files[name] = text[:start] + UNITS + text[end:]
        else:
            below = "districts/dong-son", "districts/tay-hoa"
            place = name.replace("districts/", "districts/bac/") if name.startswith(below) else name
            files[place] = text
    return files


def place_of(book: Any, unit: str, key: str) -> tuple[str, str]:
    """Return the sheet and the cell that has a unit's answer: `Infrastructure`, `G9`."""
    for sheet in book:
        for row in range(1, 20):
            keys = {
                str(cell.value): cell.column_letter for cell in sheet[row] if cell.value is not None
            }
            if "ttdt.unit" in keys and key in keys:
                for below in range(row + 1, sheet.max_row + 1):
                    if sheet[f"A{below}"].value == unit:
                        return sheet.title, f"{keys[key]}{below}"
    raise KeyError((unit, key))


def fill_units(
    path: Path, answers: Mapping[tuple[str, str], Any], *, to: Path | None = None
) -> dict[tuple[str, str], str]:
    """Type answers into an area's form, by unit and key; return where they stand."""
    book = openpyxl.load_workbook(path)
    places = {}
    for (unit, key), value in answers.items():
        sheet, cell = place_of(book, unit, key)
        book[sheet][cell].value = value
        places[unit, key] = f"{(to or path).name}!{sheet}!{cell}"
    book.save(to or path)
    return places
