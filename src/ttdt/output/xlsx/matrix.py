"""The sheet of indicators against units: a row an indicator, or a row a unit to filter by."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.document.report import notes, unit_matrix
from ttdt.document.report.unit_names import is_folded
from ttdt.output.xlsx.indicators import known_columns
from ttdt.output.xlsx.number_formats import number_said, plain
from ttdt.output.xlsx.workbook import SheetCell, SheetColumn
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.document.report.unit_matrix import MatrixCell, MatrixRow
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Area
    from ttdt.text.language import Language

_OF_INDICATOR = ("clause", "name", "measured in", "target")
_A_PAGE = 12
"""More columns than this beside one another are too small to read on paper."""


def draw(sheet: Worksheet, title: str, report: Report, *, ranks: bool) -> None:
    """Fill the sheet with a number behind a verdict's symbol for each indicator and area.

    With `ranks`, each unit's place stands behind its value. Few units are columns; many, and those
    of several levels, are rows.
    """
    if is_folded(report):
        below = _units_as_rows(sheet, title, report, ranks=ranks)
        shown: Sequence[str] = report.units
    else:
        below = _units_as_columns(sheet, title, report, ranks=ranks)
        shown = report.columns
    lang = sheet.book.lang
    said = [
        "  ".join(notes.legend(lang, report, shown)),
        *unit_matrix.notes(lang, report, ranks=ranks),
        *notes.marks_legend(lang, report),
    ]
    for number, text in enumerate(said, below + 1):
        sheet.text(number, 0, text)


def _units_as_columns(sheet: Worksheet, title: str, report: Report, *, ranks: bool) -> int:
    """Write a row for each indicator; return the row below them."""
    lang = sheet.book.lang
    lines = {
        line.row.id: line
        for _, found in unit_matrix.by_group(lang, report, ranks=ranks)
        for line in found
    }
    known = known_columns(lang, report)
    columns = [known[name] for name in _OF_INDICATOR]

    def own(row: Row) -> SheetCell:
        return _cell(lang, lines[row.id].own)

    def of_unit(place: int) -> Callable[[Row], SheetCell]:
        return lambda row: _cell(lang, lines[row.id].units[place])

    columns.append(SheetColumn(wording.whole_area(lang, report.plan.area), 12, own))
    columns += [
        SheetColumn(" ".join(head), 13, of_unit(place))
        for place, head in enumerate(unit_matrix.unit_heads(lang, report))
    ]
    widths = [column.width for column in columns]
    # A title over many pages would be torn.
    top = sheet.title(title, widths[: len(_OF_INDICATOR) + 1 + _A_PAGE])
    below = sheet.grid(top, columns, [line.row for line in lines.values()], frozen=2)
    sheet.raw.repeat_columns(0, 1)
    sheet.raw.fit_to_pages(max(ceil(len(report.columns) / _A_PAGE), 1), 0)
    return below


class _UnitRow(NamedTuple):
    area: Area
    name: str
    cells: tuple[MatrixCell, ...]


def _units_as_rows(sheet: Worksheet, title: str, report: Report, *, ranks: bool) -> int:
    """Write a row for the whole and one for each unit, every level; return the row below them."""
    lang, plan = sheet.book.lang, report.plan
    lines = [
        line
        for _, found in unit_matrix.by_group(lang, report, ranks=ranks, units=report.units)
        for line in found
    ]
    found = [_UnitRow(plan.area, plan.area.name, tuple(line.own for line in lines))]
    for place, head in enumerate(unit_matrix.unit_heads(lang, report, report.units)):
        area = plan.areas[report.units[place]]
        cells = tuple(line.units[place] for line in lines)
        found.append(_UnitRow(area, " ".join(head), cells))

    def above(row: _UnitRow) -> SheetCell:
        parent = row.area.parent
        return SheetCell(None if parent is None else plan.areas[parent].name)

    def of_line(place: int) -> Callable[[_UnitRow], SheetCell]:
        return lambda row: _cell(lang, row.cells[place])

    columns: list[SheetColumn[_UnitRow]] = [
        SheetColumn(lang.gettext("Unit"), 30, _name),
        SheetColumn(lang.gettext("Area above"), 20, above),
        SheetColumn(
            lang.gettext("Level"), 7, lambda row: SheetCell(plain(row.area.level), centred=True)
        ),
        SheetColumn(lang.gettext("Code"), 9, lambda row: SheetCell(row.area.code, centred=True)),
        *(SheetColumn(_title(line), 13, of_line(place)) for place, line in enumerate(lines)),
    ]
    widths = [column.width for column in columns]
    top = sheet.title(title, widths[:_A_PAGE])
    below = sheet.grid(top, columns, found, frozen=1)
    sheet.raw.repeat_columns(0, 0)
    sheet.raw.fit_to_pages(ceil(len(lines) / _A_PAGE), 0)
    return below


def _name(row: _UnitRow) -> SheetCell:
    return SheetCell(row.name, bold=row.area.id == OWN_AREA, indent=max(row.area.level - 1, 0))


def _title(line: MatrixRow) -> str:
    """Return what stands over an indicator's column: all that its row says of it elsewhere."""
    row = line.row
    target = f" ({row.target})" if row.target is not None else ""
    return f"{row.clause} {row.name}{target}"


def _cell(lang: Language, cell: MatrixCell) -> SheetCell:
    if cell.seen.value is None:
        return SheetCell(cell.text, cell.status, centred=True)
    return SheetCell(number_said(lang, cell.text, cell.seen.value), cell.status)
