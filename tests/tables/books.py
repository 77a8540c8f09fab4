"""Workbooks as people make them: merged headings, totals, names spelt as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def save(
    path: Path, rows: Sequence[Sequence[Any]], merged: Iterable[str] = (), *, sheet: str = "Biểu"
) -> Path:
    """Write one sheet from its first cell on; None leaves a cell empty."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = sheet
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            page.cell(number, place, value)
    for area in merged:
        page.merge_cells(area)
    book.save(path)
    return path
