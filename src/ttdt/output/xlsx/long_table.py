"""Long tables: rows are kept as values, and written as a whole instead of cell by cell.

xlsxwriter keeps an object of every cell and writes each by itself, which for half a million cells
takes several times the time and memory. In return this knows how xlsxwriter writes a row, by names
of its own that another minor release may change: of a worksheet `_write_rows`, `_check_dimensions`,
`tables`, `str_table` with its `_get_shared_string_index` and `count`, and `fh`; of a format
`_get_xf_index`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
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


@dataclass(frozen=True, eq=False, slots=True)
class Look:
    """How cells are written. Each is another one: by what it says, it takes as long to find again.

    `kind` is one of the following.
    """

    style: Any
    kind: str


TEXT, NUMBER, BLANK = ' t="s"><v>%s</v></c>', "><v>%.16G</v></c>", "/>"
"""What follows a cell's place and format, with what is put in the place of its value."""


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
    known: dict[str, str] = {}
    texts = 0
    row = top - 1
    for row, found in enumerate(rows, top):
        row_looks: list[Look] = []
        values: list[float | str] = []
        for content_of, looks in parts:
            content = content_of(found)
            if not content:
                row_looks.append(looks.blank)
            elif isinstance(content, str):
                number = known.get(content)
                if number is None:
                    place = (row, len(row_looks))
                    fitted = sheet.book.fit(content, sheet.name, place, CELL_MOST)
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
        self.blank = Look(self._style(), BLANK)
        self.text = Look(self._style(text_wrap=False), TEXT)

    def __missing__(self, pattern: str) -> Look:
        self[pattern] = Look(self._style(num_format=pattern), NUMBER)
        return self[pattern]


class LongSheet(XlsxWorksheet):  # type: ignore[misc]
    """A worksheet to which rows of equal length are appended below those written cell by cell."""

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__()
        self._first = 0
        self._kinds: dict[tuple[Look, ...], _KindOfRow] = {}
        self._appended: list[tuple[_KindOfRow, tuple[float | str, ...]]] = []

    def append(self, row: int, looks: Sequence[Look], values: Sequence[float | str]) -> None:
        """Add a row below the one appended before, `row` counting from 0.

        There is a value for each look that is not `BLANK`: a number, or what `text` returned.
        """
        if not self._appended:
            self._first = row
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(looks) - 1)
        # Few rows look different from all before.
        key = tuple(looks)
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = _KindOfRow(key)
        self._appended.append((kind, tuple(values)))

    def text(self, text: str) -> str:
        """Return the place of a text among those of the workbook, which count it once."""
        return str(self.str_table._get_shared_string_index(text))  # noqa: SLF001

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
        for number, (kind, values) in enumerate(self._appended, self._first + 1):
            self.fh.write(kind.template.replace("#", str(number)) % values)
        # Next the whole sheet is packed, beside which there is no room for both.
        self._appended.clear()


class _KindOfRow:
    """What rows have in common whose cells look alike."""

    def __init__(self, looks: tuple[Look, ...]) -> None:
        """Take the looks of the cells."""
        self._looks = looks

    @cached_property
    def template(self) -> str:
        """The row as XML, `#` in the place of its number and % in those of its values.

        Formats are numbered in the order in which they are first met, so it is not asked for before
        the row is to be written.
        """
        cells = (
            f'<c r="{xl_col_to_name(place)}#" s="{look.style._get_xf_index()}"{look.kind}'  # noqa: SLF001
            for place, look in enumerate(self._looks)
        )
        return f'<row r="#" spans="1:{len(self._looks)}">{"".join(cells)}</row>'
