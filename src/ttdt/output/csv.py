"""One tidy table for spreadsheets, or the tables of a document where there is none."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import lru_cache
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING

from ttdt.document.model import Table
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from ttdt.document.answer import Answer, View

_BOM = "\ufeff"
"""Without it Excel takes the letters for another alphabet's."""

_PIECE = 1_000
"""Rows that are handed on at once."""

_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def lower(answer: Answer, view: View) -> Iterator[str]:
    """Yield the rows for spreadsheets, in pieces: UTF-8 with a mark, no text of which is a formula.

    Numbers are those of JSON, with a decimal point. A text that a spreadsheet would take for a
    formula has an apostrophe before it.
    """
    tidy = answer.rows(view.language)
    lines = _document_rows(answer, view) if tidy is None else _lines(tidy.columns, tidy.rows)
    yield _BOM
    while piece := tuple(islice(lines, _PIECE)):
        stream = StringIO()
        _write(stream, piece, "\r\n")
        yield stream.getvalue()


def table(
    columns: Collection[str], rows: Iterable[Mapping[str, object]], line_end: str = "\r\n"
) -> bytes:
    """Return the titles and what each row has for them, as UTF-8 for programs."""
    content = BytesIO()
    # Encoded line by line: as a text, a large table takes four times the memory.
    with TextIOWrapper(content, "utf-8", "replace", newline="") as stream:
        _write(stream, _lines(columns, rows), line_end)
        stream.flush()
        return content.getvalue()


def _lines(
    columns: Collection[str], rows: Iterable[Mapping[str, object]]
) -> Iterator[Iterable[object]]:
    """Yield the titles, then the rows; what a row lacks is empty."""
    yield columns
    for row in rows:
        yield map(row.get, columns)


def _write(stream: TextIO, lines: Iterable[Iterable[object]], line_end: str) -> None:
    csv.writer(stream, lineterminator=line_end).writerows(map(_cell, line) for line in lines)


def _cell(value: object) -> object:
    """Return a value as it stands in a file of ours that a spreadsheet may open."""
    if value is None or type(value) is int:
        return value
    if isinstance(value, str):
        return _text_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        text = str(value)
        # Python writes a millionth with an exponent.
        return format(Decimal(text), "f") if "e" in text.lower() else text
    return value


# Most texts are ids and words that stand in row after row: a look-up costs a fifth of a close look,
# and at most a few thousand texts are kept.
@lru_cache(maxsize=4096)
def _text_cell(text: str) -> str:
    shown = escape_invisible(text)
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
