"""The sheet of notes: what is said beside the numbers, and texts too long for a cell."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ttdt.document.model import Note, Notes
from ttdt.excel.limits import pieces
from ttdt.output.xlsx.workbook import SheetCell
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.output.xlsx.workbook import Worksheet

_MOST = 900
"""A row of a printed sheet has room for no more characters, and no cell here is cut."""

_WIDTHS = (30, 16, 26, 90)


def draw(sheet: Worksheet, title: str, sections: Iterable[Notes]) -> None:
    """Fill the sheet, drawn last: by then it is known which texts no other sheet could hold."""
    lang = sheet.book.lang
    top = sheet.title(title, _WIDTHS)
    sheet.widths(_WIDTHS)
    sheet.heads(
        top,
        [
            lang.gettext("Section"),
            lang.gettext("Clause"),
            lang.gettext("Subject"),
            lang.gettext("Text"),
        ],
    )
    row = top + 1
    for section in sections:
        row = _write(sheet, row, section)
    if sheet.book.overflows:
        row = _write(sheet, row, _long(sheet))
    sheet.raw.freeze_panes(top + 1, 0)
    sheet.raw.repeat_rows(top)
    sheet.raw.autofilter(top, 0, max(row - 1, top + 1), len(_WIDTHS) - 1)


def _long(sheet: Worksheet) -> Notes:
    lang = sheet.book.lang
    # Names of sheets and cells are ours, and short; the texts are torn to fit.
    return Notes(
        lang.gettext("Texts too long for a cell"),
        tuple(
            Note(
                "",
                lang.gettext("text {number}", number=found.number),
                _where(found.sheet, found.cell),
            )
            for found in sheet.book.overflows
        )
        + tuple(
            Note("", lang.gettext("text {number}", number=found.number), found.text)
            for found in sheet.book.overflows
        ),
    )


def _where(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}"


def _write(sheet: Worksheet, row: int, section: Notes) -> int:
    lang = sheet.book.lang
    for note in section.notes:
        # A subject can be as long as a text: no piece of either is cut again.
        subjects, texts = (
            list(pieces(escape_invisible(note.subject), _MOST)),
            list(pieces(escape_invisible(note.text), _MOST)),
        )
        titles, clauses = (
            list(pieces(escape_invisible(section.title), _MOST)),
            list(pieces(escape_invisible(note.clause), _MOST)),
        )
        height = max(map(len, (subjects, texts, titles, clauses)))
        for number in range(height):
            goes_on = lang.gettext("(continued)") if number else ""
            found = chain(
                (
                    titles[number] if number < len(titles) else titles[0],
                    clauses[number] if number < len(clauses) else "",
                    subjects[number] if number < len(subjects) else goes_on,
                    texts[number] if number < len(texts) else "",
                )
            )
            for place, text in enumerate(found):
                sheet.put(row, place, SheetCell(text, bold=place == 0))
            row += 1
    return row
