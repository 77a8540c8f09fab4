"""One tidy table for spreadsheets, or the tables of a document where there is none."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from ttdt.document.model import Table
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.document.answer import Answer, View

_BOM = "\ufeff"
"""Without it Excel takes the letters for another alphabet's."""

_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def lower(answer: Answer, view: View) -> str:
    """Return the rows for spreadsheets: UTF-8 with a mark, no text of which is a formula.

    Numbers are those of JSON, with a decimal point. A text that a spreadsheet would take for a
    formula has an apostrophe before it.
    """
    stream = StringIO()
    tidy = answer.rows(view.language)
    if tidy is not None:
        writer = csv.DictWriter(stream, tidy.columns, restval="", lineterminator="\r\n")
        writer.writeheader()
        for row in tidy.rows:
            writer.writerow({name: cell(value) for name, value in row.items()})
    else:
        lines = csv.writer(stream, lineterminator="\r\n")
        for texts in _document_rows(answer, view):
            lines.writerow([cell(text) for text in texts])
    return _BOM + stream.getvalue()


def cell(value: object) -> object:
    """Return a value as it stands in a file of ours that a spreadsheet may open."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        # Python writes a millionth with an exponent.
        return format(Decimal(str(value)), "f")
    if not isinstance(value, str):
        return value
    shown = escape_invisible(value)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _document_rows(answer: Answer, view: View) -> Iterator[Sequence[str]]:
    """Yield the rows of every table below their titles, an empty one between two tables."""
    tables = [
        block.for_file(says_groups=False)
        for block in answer.document(view).blocks
        if isinstance(block, Table)
    ]
    for number, table in enumerate(tables):
        if number:
            yield ()
        yield [column.title for column in table.columns]
        for row in table.rows:
            yield [found.text for found in row]
