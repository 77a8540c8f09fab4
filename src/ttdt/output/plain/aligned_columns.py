"""Aligned columns as plain text, one line a row, that grep and awk can work on.

Two blanks or more stand between columns and never inside a cell; no cell is empty.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tabulate import tabulate

from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "-"
"""Stands in an empty cell, so that every row has every column."""


def cell(text: str) -> str:
    """Return a text as it stands in a cell.

    tabulate may count code points, so letters are composed with their marks.
    """
    return " ".join(unicodedata.normalize("NFC", escape_wrapped_text(text)).split()) or NOTHING


def columns(
    rows: Sequence[Sequence[str]], aligns: Sequence[str], titles: Sequence[str] = ()
) -> list[str]:
    """Return the rows as aligned lines, below a line of titles where there are any.

    `aligns` holds `left` or `right` for each column. Nothing is read as a number, cut or wrapped.
    """
    # tabulate makes columns two blanks wider than their headers, so titles are its first row.
    table = [[cell(text) for text in row] for row in ([titles] if titles else []) + [*rows]]
    if not table:
        return []
    text = tabulate(table, tablefmt="plain", disable_numparse=True, colalign=tuple(aligns))
    return [line.rstrip(" ") for line in text.split("\n")]
