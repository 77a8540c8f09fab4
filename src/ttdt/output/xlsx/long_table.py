"""Long tables: rows are kept as values, and written as a whole instead of cell by cell.

xlsxwriter keeps an object of every cell and writes each by itself, which for half a million cells
takes several times the time and memory. In return this knows how xlsxwriter writes a row, by names
of its own that another minor release may change: of a worksheet `_write_rows`, `_check_dimensions`,
`tables`, `str_table` with its `_get_shared_string_index` and `count`, and `fh`; of a format
`_get_xf_index`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet as XlsxWorksheet

from ttdt.excel.limits import CELL_MOST
from ttdt.output.xlsx.workbook import ColumnHead, SheetCell, T

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ttdt.output.xlsx.number_formats import Content
    from ttdt.output.xlsx.workbook import Book, Worksheet


@dataclass(frozen=True, slots=True)
class DataColumn(ColumnHead, Generic[T]):
    """A column of a long table whose rows are of type `T`: a text has one line in it."""

    content: Callable[[T], Content]
    centred: bool = False
    name: str = ""
    """What formulas call its cells by, behind `ttdt_`."""


Look = tuple[Any, str]
"""How a cell is written: its format, and one of the following."""

TEXT, NUMBER, BLANK = ' t="s"><v>{}</v></c>', "><v>{:.16G}</v></c>", "/>"
"""What follows a cell's place and format; the braces are for the value."""


def draw_table(
    sheet: Worksheet, name: str, columns: Sequence[DataColumn[T]], rows: Iterable[T], *, frozen: int
) -> int:
    """Fill a sheet that was added as a `LongSheet` with a table to filter, its head the first row.

    It is no table for paper. Return the last row of it.
    """
    sheet.head(0, columns, frozen=frozen)
    last = max(write_rows(sheet, 1, columns, rows) - 1, 1)
    sheet.keep_off_paper(len(columns))
    for place, column in enumerate(columns):
        if column.name:
            sheet.book.define(f"ttdt_{column.name}", sheet.name, place, 1, last)
    head = sheet.book.head_style()
    sheet.raw.add_long_table(
        last,
        len(columns) - 1,
        {
            "name": name,
            "style": "Table Style Light 1",
            "columns": [{"header": column.title, "header_format": head} for column in columns],
        },
    )
    return last


def write_rows(
    sheet: Worksheet, top: int, columns: Sequence[DataColumn[T]], rows: Iterable[T]
) -> int:
    """Write rows on a sheet that was added as a `LongSheet`; return the row below them."""
    raw = sheet.raw
    parts = [(column.content, _ColumnLooks(sheet.book, column.centred)) for column in columns]
    known: dict[str, int] = {}
    texts = 0
    row = top - 1
    for row, found in enumerate(rows, top):
        row_looks: list[Look] = []
        values: list[float] = []
        for place, (content_of, looks) in enumerate(parts):
            content = content_of(found)
            if not content:
                row_looks.append(looks.blank)
            elif isinstance(content, str):
                number = known.get(content)
                if number is None:
                    fitted = sheet.book.fit(content, sheet.name, (row, place), CELL_MOST)
                    number = known[content] = raw.text(fitted)
                texts += 1
                row_looks.append(looks.text)
                values.append(number)
            else:
                row_looks.append(looks[content.pattern])
                values.append(content.value)
        raw.append(row, row_looks, values)
    raw.count_repeated(texts - len(known))
    return row + 1


class _ColumnLooks(dict[str, Look]):
    """The looks of a column's cells, those of numbers by their number formats."""

    def __init__(self, book: Book, centred: bool) -> None:  # noqa: FBT001 - of one column only
        super().__init__()
        self._style = partial(book.framed_style, SheetCell(None, centred=centred))
        self.blank: Look = (self._style(), BLANK)
        self.text: Look = (self._style(text_wrap=False), TEXT)

    def __missing__(self, pattern: str) -> Look:
        self[pattern] = (self._style(num_format=pattern), NUMBER)
        return self[pattern]


class LongSheet(XlsxWorksheet):  # type: ignore[misc]
    """A worksheet to which rows of equal length are appended below those written cell by cell."""

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__()
        self._first = 0
        self._looks: dict[tuple[Look, ...], tuple[Look, ...]] = {}
        self._appended: list[tuple[tuple[Look, ...], tuple[float, ...]]] = []

    def append(self, row: int, looks: Sequence[Look], values: Sequence[float]) -> None:
        """Add a row below the one appended before, `row` counting from 0.

        There is a value for each look that is not `BLANK`: a number, or what `text` returned.
        """
        if not self._appended:
            self._first = row
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(looks) - 1)
        key = tuple(looks)
        # Few rows look different from all before, and equal looks are kept once.
        self._appended.append((self._looks.setdefault(key, key), tuple(values)))

    def text(self, text: str) -> int:
        """Return the place of a text among those of the workbook, which count it once."""
        return int(self.str_table._get_shared_string_index(text))  # noqa: SLF001

    def count_repeated(self, times: int) -> None:
        """Let the workbook count texts that were appended again."""
        self.str_table.count += times

    def add_long_table(self, last_row: int, last_column: int, options: dict[str, Any]) -> None:
        """Add a table over all from the first cell on, the only one on the sheet.

        As `add_table` does, which looks at each of its cells lest two tables overlap: here it sees
        two rows.
        """
        self.add_table(0, 0, 1, last_column, options)
        whole = xl_range(0, 0, last_row, last_column)
        self.tables[-1] |= {"range": whole, "a_range": whole, "autofilter": whole}

    def _write_rows(self) -> None:
        super()._write_rows()
        templates: dict[tuple[Look, ...], str] = {}
        for number, (looks, values) in enumerate(self._appended, self._first + 1):
            # Formats are numbered in the order in which they are first met.
            if looks not in templates:
                templates[looks] = _template(looks)
            self.fh.write(templates[looks].replace("#", str(number)).format(*values))
        # Next the whole sheet is packed, beside which there is no room for both.
        self._appended.clear()


def _template(looks: tuple[Look, ...]) -> str:
    """Return a row as XML, `#` in the place of its number and braces in those of its values."""
    cells = (
        f'<c r="{xl_col_to_name(place)}#" s="{style._get_xf_index()}"{kind}'  # noqa: SLF001
        for place, (style, kind) in enumerate(looks)
    )
    return f'<row r="#" spans="1:{len(looks)}">{"".join(cells)}</row>'
