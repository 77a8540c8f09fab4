"""The letter's table of every indicator against every unit, either of them as rows."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.report import notes, unit_matrix
from ttdt.output.docx.styles import NOTE, SIZES, SMALL, WIDE_TEXT_WIDTH
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.docx.widths import fitted
from ttdt.output.palette import TINTS
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

    from ttdt.compute.round_report import Report
    from ttdt.document.report.unit_matrix import MatrixCell, MatrixRow
    from ttdt.text.language import Language

_MOST_UNITS = 8
"""Units beside each other; those beyond them stand in a further table."""
_FIRST, _WIDEST = 112.0, 30.0
"""The widths of all that stands before the units, at least, and of a unit's column, at most."""
_UNIT, _CELL = 40.0, 19.0
"""The widths where units are rows: an indicator's name stands over its column."""
_MOST_ROWS = 120
"""More units than this are for a workbook, and no letter."""


def add_matrix(
    document: Document, lang: Language, report: Report, caption: str, *, ranks: bool
) -> None:
    """Add the tables, and above them what their signs mean."""
    units = report.columns
    as_rows = unit_matrix.has_units_as_rows(report)
    if as_rows:
        units = unit_matrix.units_shown(report)
    if len(units) > _MOST_ROWS:
        text = lang.gettext(
            "The results of all {n} units have no room in a letter; the workbook has them.",
            n=len(units),
        )
        document.add_paragraph(text, style=NOTE)
        return
    for text in _legend(lang, report, units, ranks=ranks):
        paragraph = document.add_paragraph(escape_invisible(text), style=NOTE)
        paragraph.paragraph_format.keep_with_next = True
    lines = [
        unit_matrix.line(lang, report, result, ranks=ranks, units=units)
        for result in report.indicators
    ]
    if as_rows:
        _add_units_as_rows(document, lang, report, units, lines, caption)
    else:
        for start in range(0, len(units), _MOST_UNITS):
            _add_block(document, lang, report, lines, start, caption)


def _add_units_as_rows(
    document: Document,
    lang: Language,
    report: Report,
    units: Sequence[str],
    lines: Sequence[MatrixRow],
    caption: str,
) -> None:
    """Add tables of a row a unit, each with as many indicators as there is room for."""
    titles = unit_matrix.indicator_heads(lines)
    names = [
        (" ".join(head), report.plan.areas[unit].level)
        for unit, head in zip(units, unit_matrix.unit_heads(lang, report, units), strict=True)
    ]
    blocks = ceil(len(lines) * _CELL / (WIDE_TEXT_WIDTH - _UNIT))
    for block in range(blocks):
        part = slice(block * len(lines) // blocks, (block + 1) * len(lines) // blocks)
        shown = lines[part]
        width = (WIDE_TEXT_WIDTH - _UNIT) / max(len(shown), 1)
        columns = [
            WordColumn(lang.gettext("Unit"), _UNIT),
            *(
                WordColumn(f"{title} {line.row.name}", width, align="center", whole=True)
                for title, line in zip(titles[part], shown, strict=True)
            ),
        ]
        rows = [[WordCell(report.plan.area.name, bold=True), *(_tinted(x.own) for x in shown)]]
        rows += [
            [WordCell(name, indent=level > 1), *(_tinted(line.units[place]) for line in shown)]
            for place, (name, level) in enumerate(names)
        ]
        add_table(document, columns, [("", rows)], caption=caption, style=SMALL)


def _tinted(cell: MatrixCell) -> WordCell:
    return WordCell(cell.text, tint=TINTS[cell.status])


def _add_block(
    document: Document,
    lang: Language,
    report: Report,
    lines: list[MatrixRow],
    start: int,
    caption: str,
) -> None:
    heads = unit_matrix.unit_heads(lang, report)[start : start + _MOST_UNITS]
    columns = [
        WordColumn(lang.gettext("Clause"), align="center"),
        WordColumn(lang.gettext("Indicator"), takes_rest=True),
        WordColumn(lang.gettext("Target"), align="right", whole=True),
        WordColumn(wording.whole_area(lang, report.plan.area), whole=True),
    ]
    rows = [
        [
            WordCell("" if line.row.is_part else line.row.clause),
            WordCell(line.row.name, indent=line.row.is_part),
            WordCell("–" if line.row.target is None else str(line.row.target)),
            _tinted(line.own),
            *map(_tinted, line.units[start : start + _MOST_UNITS]),
        ]
        for line in lines
    ]
    unit = min((WIDE_TEXT_WIDTH - _FIRST) / len(heads), _WIDEST)
    first = WIDE_TEXT_WIDTH - unit * len(heads)
    before = [row[: len(columns)] for row in rows]
    add_table(
        document,
        [
            *fitted(columns, before, first, SIZES[SMALL]),
            *(WordColumn(" ".join(head), unit, whole=True) for head in heads),
        ],
        [("", rows)],
        caption=caption,
        style=SMALL,
    )


def _legend(lang: Language, report: Report, units: Sequence[str], *, ranks: bool) -> Iterator[str]:
    yield "   ".join(notes.legend(lang, report, units))
    for text in (*unit_matrix.notes(lang, report, ranks=ranks), *notes.marks_legend(lang, report)):
        yield f"{text}."
