"""Tables that ttdt did not make: one unit a row, and more questions than a plan asks."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS = 60

_ASKED = ("Đơn vị", "Thôn", "Thôn có đường ô tô được cứng hóa")
_MAP = """\
units_in: rows
names_in: A
headings_in: 1
period: 2024-Q4
status: final
sample: true
figures:
  B: {heading: Thôn, holds: populations.villages}
  C: {heading: Thôn có đường ô tô được cứng hóa, holds: village-roads}
"""


def write_table(path: Path, units: Iterable[str]) -> Path:
    """Write a table of units' figures, and beside it the map by which it is read."""
    others = [
        f"Câu {n}. Số hộ của xã được hỗ trợ theo nội dung {n}" for n in range(len(_ASKED), COLUMNS)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow([*_ASKED, *others])
        for row, unit in enumerate(units):
            villages = 10 + row % 7
            answers = [f"{column * row % 9_973},5" for column in range(len(others))]
            table.writerow([unit, villages, villages - row % 3, *answers])
    path.with_suffix(".yaml").write_text(_MAP, encoding="utf-8")
    return path
