"""Filling in forms as an officer would, and changing files as nobody should."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

EXAMPLE = Path(__file__).parents[1] / "example"

VALUE, PERCENT, STATE, REASON = "value", "percent", "state", "reason"
CAUSE, NOTE = "cause", "note"


def example_files() -> dict[str, str]:
    """Return the small example workspace, by path."""
    return {
        path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(EXAMPLE.rglob("*.yaml"))
    }


def cell_of(sheet: Worksheet, name: str, column: str, ids: str = "ttdt.id") -> str:
    """Return where a form has a cell: `G14`; the column with the rows' ids is called `ids`."""
    for row in range(1, 20):
        keys = {
            str(cell.value): cell.column_letter for cell in sheet[row] if cell.value is not None
        }
        if ids in keys:
            break
    for row in range(1, sheet.max_row + 1):
        if sheet[f"{keys[ids]}{row}"].value == name:
            return f"{keys[column]}{row}"
    raise KeyError(name)


def fill(
    path: Path, answers: Mapping[tuple[str, str], Any], *, sheet: str = "Q3", to: Path | None = None
) -> dict[tuple[str, str], str]:
    """Type answers into a form's cells, by row id and column; return where they stand."""
    book = openpyxl.load_workbook(path)
    places = {}
    for (name, column), value in answers.items():
        place = cell_of(book[sheet], name, column)
        book[sheet][place].value = value
        places[name, column] = place
    book.save(to or path)
    return places


def change(path: Path, act: Callable[[Any], None]) -> None:
    """Let `act` do anything to a workbook."""
    book = openpyxl.load_workbook(path)
    act(book)
    book.save(path)


def repack(path: Path, members: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Rewrite single members of a package."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info.filename)
            new.writestr(info.filename, members.get(info.filename, bytes)(content))
    path.write_bytes(made.getvalue())
