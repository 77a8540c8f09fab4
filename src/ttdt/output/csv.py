"""One tidy table for spreadsheets, or the tables of a document where there is none."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from ttdt.document.model import Table
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

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
    written = (_line(line, "\r\n") for line in lines)
    while piece := "".join(islice(written, _PIECE)):
        yield piece


def table(
    columns: Collection[str], rows: Iterable[Mapping[str, object]], line_end: str = "\r\n"
) -> bytes:
    """Return the titles and what each row has for them, as UTF-8 for programs."""
    content = BytesIO()
    # Encoded piece by piece: as a text, a large table takes four times the memory.
    written = (_line(line, line_end) for line in _lines(columns, rows))
    while piece := "".join(islice(written, _PIECE)):
        content.write(piece.encode("utf-8", "replace"))
    return content.getvalue()


def _lines(
    columns: Collection[str], rows: Iterable[Mapping[str, object]]
) -> Iterator[Iterable[object]]:
    """Yield the titles, then the rows; what a row lacks is empty."""
    yield columns
    for row in rows:
        yield map(row.get, columns)


# The standard library's writer takes twice as long: it looks at every letter of every cell, while
# most texts, which are ids and words, stand in row after row and are looked at once here.
def _line(values: Iterable[object], end: str) -> str:
    """Return values as a line of a file of ours that a spreadsheet may open."""
    # Many cells are empty, and those are spared a call.
    cells = ["" if value is None else _CELLS.get(type(value), _cell)(value) for value in values]
    # One empty cell is not an empty line.
    return f'""{end}' if cells == [""] else ",".join(cells) + end


def _cell(value: object) -> str:
    """Return a cell of a value whose own type has no entry of its own."""
    return _text_cell(str(value))


def _number_cell(value: float | Decimal) -> str:
    text = str(value)
    # Python writes a millionth with an exponent.
    return format(Decimal(text), "f") if "e" in text or "E" in text else text


@lru_cache(maxsize=4096)  # At most a few thousand texts are kept.
def _text_cell(text: str) -> str:
    shown = escape_invisible(text)
    if _FORMULA.match(shown):
        shown = f"'{shown}"
    # There are no line breaks in it that could call for quotation marks, too.
    if '"' in shown or "," in shown:
        return '"' + shown.replace('"', '""') + '"'
    return shown


def as_it_was(text: str) -> str:
    """Return a text of such a table without the apostrophe that keeps it from being a formula."""
    bare = text.removeprefix("'")
    return bare if _FORMULA.match(bare) else text


_CELLS: Mapping[type, Callable[[Any], str]] = {
    str: _text_cell,
    bool: {False: "false", True: "true"}.__getitem__,
    int: str,
    float: _number_cell,
    Decimal: _number_cell,
}
"""By type, because to ask what a value is an instance of takes several times as long."""


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
