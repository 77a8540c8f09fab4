"""Sheets whose cells are kept as the XML that they are written as.

xlsxwriter keeps an object of each cell, and writes it through several functions of its own, which
is half of the time that a form takes. In return this knows how xlsxwriter writes a row, by names of
its own that another minor release may change: of a worksheet `_assemble_xml_file`, `_write_rows`,
`_write_row`, `_write_empty_row`, `_check_dimensions`, `_convert_date_time`, `_prepare_formula`,
`row_info`, `str_table` with its `_get_shared_string_index`, `fh`, and the `_write_…` that the
merging of cells calls; of a format `_get_xf_index`; of a workbook and its package `_get_packager`,
`_write_shared_strings_file`, `_filename`, `workbook`; of its texts `string_table`, `string_array`,
`_assemble_xml_file`, `_write_sst_strings`, `_write_si`, `fh` and what sets it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.worksheet import Worksheet
from xlsxwriter.xmlwriter import XMLwriter

from ttdt.excel.cells import letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_BLOCK = 16
"""So many rows say together which columns they have cells in."""


class XmlBook(Workbook):  # type: ignore[misc]  # xlsxwriter has no types
    """A workbook whose texts, most of them those of others, are put into XML once for all."""

    def _get_packager(self) -> Packager:
        return _XmlPackager()


class _XmlPackager(Packager):  # type: ignore[misc]  # as above
    def _write_shared_strings_file(self) -> None:
        table = self.workbook.str_table
        if table.count:
            texts = _XmlTexts()
            texts.string_table = table
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001
            texts._assemble_xml_file()  # noqa: SLF001


class _XmlTexts(SharedStrings):  # type: ignore[misc]  # as above
    def _write_sst_strings(self) -> None:
        self.fh.write("".join(map(_xml_text, self.string_table.string_array)))


@lru_cache(maxsize=5_000)  # A twentieth of what a form takes.
def _xml_text(text: str) -> str:
    """Return a text as xlsxwriter writes it."""
    writer = SharedStrings()
    writer._set_filehandle(StringIO())  # noqa: SLF001
    writer._write_si(text)  # noqa: SLF001
    written: str = writer.fh.getvalue()
    return written


def _space(text: str) -> str:
    """Return what keeps a program from taking away the space around a piece of text."""
    return "" if text == text.strip() else ' xml:space="preserve"'


class XmlSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet of texts, numbers, days and formulas; rows and columns count from 0.

    A text is never taken for a formula, and formulas only use functions that Excel has always had:
    xlsxwriter would look for each of a hundred newer ones in every formula.
    """

    def __init__(self) -> None:
        """Begin without cells."""
        super().__init__()
        self._rows: defaultdict[int, dict[int, tuple[Any, str]]] = defaultdict(dict)
        """By row and column: a cell's format, and its XML from there on."""
        self._fonts: dict[Any, str] = {}

    def write_string(self, row: int, column: int, text: str, style: Any = None) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Write a text."""
        index = self.str_table._get_shared_string_index(text)  # noqa: SLF001
        self._rows[row][column] = (style, f' t="s"><v>{index}</v></c>')

    def write_rich_string(self, row: int, column: int, *parts: Any) -> None:  # noqa: ANN401
        """Write a text in pieces, each behind the format of its font; last comes the cell's own."""
        *pieces, style = parts
        made = "".join(
            f"<r>{self._font(font)}<t{_space(text)}>{escape(text, quote=False)}</t></r>"
            for font, text in zip(pieces[::2], pieces[1::2], strict=True)
        )
        self.write_string(row, column, made, style)

    def _font(self, style: Any) -> str:  # noqa: ANN401
        """Return the font of a format as a piece of text has it, written by xlsxwriter."""
        if style not in self._fonts:
            self.rstring = XMLwriter()
            self.rstring._set_filehandle(StringIO())  # noqa: SLF001
            self._write_font(style)
            self._fonts[style] = self.rstring.fh.getvalue()
        return self._fonts[style]

    def write_number(self, row: int, column: int, number: float, style: Any = None) -> None:  # noqa: ANN401
        """Write a number."""
        self._rows[row][column] = (style, f"><v>{number:.16G}</v></c>")

    def write_datetime(self, row: int, column: int, day: date, style: Any = None) -> None:  # noqa: ANN401
        """Write a day."""
        self.write_number(row, column, self._convert_date_time(day), style)

    def write_blank(self, row: int, column: int, _value: None, style: Any) -> None:  # noqa: ANN401
        """Write an empty cell that has a look."""
        self._rows[row][column] = (style, "/>")

    def write_formula(
        self,
        row: int,
        column: int,
        formula: str,
        style: Any = None,  # noqa: ANN401
        _value: str = "",
    ) -> None:
        """Write a formula without a result, so that every program computes it."""
        made = escape(formula.removeprefix("="), quote=False)
        self._rows[row][column] = (style, f"><f>{made}</f><v></v></c>")

    _write_blank, _write_string = write_blank, write_string

    def _prepare_formula(self, formula: str, _expand: bool = False) -> str:  # noqa: FBT001, FBT002
        return formula.removeprefix("=")

    def _assemble_xml_file(self) -> None:
        for row, cells in self._rows.items():
            self._check_dimensions(row, min(cells))
            self._check_dimensions(row, max(cells))
        super()._assemble_xml_file()

    def _write_rows(self) -> None:
        spans = self._spans()
        write = self.fh.write
        indices: dict[Any, str] = {None: ""}
        for row in sorted(self._rows.keys() | self.row_info.keys()):
            span, about = spans.get(row // _BLOCK), self.row_info.get(row)
            cells = self._rows.get(row)
            if cells is None:
                self._write_empty_row(row, span, about)
                continue
            self._write_row(row, span, about)
            for column in sorted(cells):
                style, rest = cells[column]
                index = indices.get(style)
                if index is None:
                    # Formats are numbered in the order in which they are first met.
                    index = indices[style] = f' s="{style._get_xf_index()}"'  # noqa: SLF001
                write(f'<c r="{letters(column)}{row + 1}"{index}{rest}')
            write("</row>")

    def _spans(self) -> Mapping[int, str]:
        """Return the first and the last column with a cell of each block of rows."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for row, cells in self._rows.items():
            found[row // _BLOCK].update(cells)
        return {block: f"{min(columns) + 1}:{max(columns) + 1}" for block, columns in found.items()}
