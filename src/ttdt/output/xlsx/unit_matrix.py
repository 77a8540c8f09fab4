"""The sheet of indicators against units: each cell a number behind the symbol of its verdict."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.document.report import notes, rows, unit_matrix
from ttdt.output.xlsx import number_formats
from ttdt.output.xlsx import rows as lines
from ttdt.output.xlsx.worksheet import SheetCell, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from ttdt.compute.results import IndicatorResult, ProvinceResult, Report, UnitResult
    from ttdt.output.xlsx.rows import SheetRow
    from ttdt.output.xlsx.worksheet import Worksheet
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_UNITS_A_PAGE = 12
"""More columns than this beside one another are too small to read on paper."""


class _Line(NamedTuple):
    entry: SheetRow
    line: unit_matrix.MatrixRow


def draw(sheet: Worksheet, title: str, report: Report, *, ranks: bool) -> None:
    """Fill the sheet; with `ranks`, each unit's place stands behind its value."""
    lang = sheet.book.lang
    found = [
        _Line(entry, unit_matrix.line(lang, report, entry.result, ranks=ranks))
        for entry in lines.entries(lang, report)
    ]
    left = [lines.clause(lang), lines.name(lang), lines.measured_in(lang), lines.target(lang)]
    columns: list[SheetColumn[_Line]] = [_of_entry(column) for column in left]
    columns.append(SheetColumn(lang.gettext("Province"), 12, lambda row: _province(lang, row)))
    heads = unit_matrix.unit_heads(lang, report)
    columns += [
        SheetColumn(" ".join(head), 13, _unit(lang, unit, place, ranks=ranks))
        for place, (unit, head) in enumerate(zip(report.units, heads, strict=True))
    ]
    widths = [column.width for column in columns]
    # A title over many pages would be torn.
    top = sheet.title(title, widths[: len(left) + 1 + _UNITS_A_PAGE])
    below = sheet.grid(top, columns, found, frozen=2)
    sheet.raw.repeat_columns(0, 1)
    sheet.raw.fit_to_pages(max(ceil(len(report.units) / _UNITS_A_PAGE), 1), 0)
    said = [
        "  ".join(notes.legend(lang, report)),
        *unit_matrix.notes(lang, ranks=ranks),
        *notes.marks_legend(lang, report),
    ]
    for row, text in enumerate(said, below + 1):
        sheet.text(row, 0, text)


def _of_entry(column: SheetColumn[SheetRow]) -> SheetColumn[_Line]:
    return SheetColumn(column.title, column.width, lambda row: column.cell(row.entry))


def _province(lang: Language, row: _Line) -> SheetCell:
    result = row.entry.result
    seen = result.province
    marks = rows.marks(result)
    return _cell(lang, result.indicator, seen, row.entry.goal, row.line.province.text, marks)


def _unit(lang: Language, unit: str, place: int, *, ranks: bool) -> Callable[[_Line], SheetCell]:
    def cell(row: _Line) -> SheetCell:
        result: IndicatorResult = row.entry.result
        seen = result.units[unit]
        goal = seen.goal
        if goal is None and result.indicator.target is not None:
            goal = result.indicator.target.value
        behind = f" ({seen.rank})" if ranks and seen.rank is not None else ""
        text = row.line.units[place].text
        return _cell(lang, result.indicator, seen, goal, text, behind)

    return cell


def _cell(
    lang: Language,
    indicator: Indicator,
    seen: ProvinceResult | UnitResult,
    goal: Fraction | None,
    text: str,
    behind: str,
) -> SheetCell:
    """Return the value behind its symbol, or the matrix's own text where there is none."""
    if seen.value is None:
        return SheetCell(text, seen.status, centred=True)
    before = f"{wording.SYMBOLS[seen.status]} "
    value = number_formats.value_number(
        lang, indicator, seen.value, goal, before=before, after=behind
    )
    return SheetCell(value, seen.status)
