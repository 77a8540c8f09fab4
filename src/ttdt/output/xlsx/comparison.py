"""The sheet of the officials' table: each value against the plan, last year and the round before.

Where both numbers stand beside each other, what comes of them is a live formula.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from ttdt.compute.measures import measure_of
from ttdt.document.model import Items, Medium, Paragraph, Table
from ttdt.document.report import rows
from ttdt.document.report.comparison import (
    LAST_YEAR,
    OF_LAST_YEAR,
    OF_PLAN,
    PLAN,
    SINCE_JANUARY,
    comparison_section,
)
from ttdt.output.xlsx.number_formats import Number, is_shown_alike, number_said
from ttdt.output.xlsx.workbook import SheetCell, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ttdt.compute import IndicatorResult, Report
    from ttdt.document.model import Cell, Column
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

_CLAUSE, _NAME, _SIGN, _NUMBER, _NOTE, _UNIT = 7, 38, 11, 13, 34, 20
"""The widths of columns."""


class _Line(NamedTuple):
    """A row of the table of an area."""

    area: str
    result: IndicatorResult
    cells: tuple[Cell, ...]


class _Tables(NamedTuple):
    """The tables of some areas, which have one head, and what is said above and below them."""

    columns: tuple[tuple[int, Column], ...]
    """Those that are not for programs alone, each with its place in the rows."""
    lines: tuple[_Line, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


def draw(sheet: Worksheet, title: str, report: Report, areas: Sequence[str]) -> None:
    """Fill the sheet with the rows of each area, and what is said of them."""
    lang = sheet.book.lang
    found = _tables(lang, report, areas)
    heads = [_head(lang, place, column) for place, column in found.columns]
    keys = [column.key for _, column in found.columns]
    if report.by_selection:
        names = report.plan.distinct_names
        title_of_unit = lang.gettext("Unit")
        heads.insert(0, SheetColumn(title_of_unit, _UNIT, lambda one: SheetCell(names[one.area])))
        keys.insert(0, "")
    widths = [head.width for head in heads]
    top = sheet.title(title, widths)
    for text in found.above:
        sheet.across(top, widths, text)
        top += 1
    below = sheet.grid(top, heads, found.lines, frozen=len(heads) - len(found.columns) + 2)
    for row, line in enumerate(found.lines, top + 1):
        cells = {key: head.cell(line) for key, head in zip(keys, heads, strict=True) if key}
        places = {key: xl_rowcol_to_cell(row, keys.index(key)) for key in cells}
        for key, formula in _formulas(line, cells, places):
            sheet.formula(row, keys.index(key), formula, cells[key])
    for row, text in enumerate(found.below, below + 1):
        sheet.across(row, widths, text)


def _tables(lang: Language, report: Report, areas: Sequence[str]) -> _Tables:
    results = [result for _, found in rows.by_group(report) for result in found]
    columns: tuple[tuple[int, Column], ...] = ()
    lines: list[_Line] = []
    above: dict[str, None] = {}
    below: dict[str, None] = {}
    for area in areas:
        for block in comparison_section(lang, report, area):
            if isinstance(block, Paragraph):
                above[block.text] = None
            elif isinstance(block, Items):
                below |= dict.fromkeys(block.items)
            elif isinstance(block, Table):
                columns = tuple(
                    one for one in enumerate(block.columns) if one[1].medium is Medium.ANY
                )
                pairs = zip(results, block.rows, strict=True)
                lines += [_Line(area, result, row) for result, row in pairs]
    return _Tables(columns, tuple(lines), tuple(above), tuple(below))


def _head(lang: Language, place: int, column: Column) -> SheetColumn[_Line]:
    widths = (_CLAUSE, _NAME, _SIGN)
    width = widths[place] if place < len(widths) else _NUMBER if column.right else _NOTE
    return SheetColumn(column.title, width, _cell(lang, place, column))


def _cell(lang: Language, place: int, column: Column) -> Callable[[_Line], SheetCell]:
    def cell(line: _Line) -> SheetCell:
        found = line.cells[place]
        exact = found.value
        if column.key == PLAN:
            exact = rows.goal_of(line.result, line.area)
        content: str | Number = found.text
        if isinstance(exact, Fraction):
            content = number_said(lang, found.text, exact)
        return SheetCell(
            content or None,
            bold=bool(line.result.indicator.parts) and place <= 1,
            indent=int(found.indent > 0),
            centred=column.right and isinstance(content, str),
        )

    return cell


def _formulas(
    line: _Line, cells: Mapping[str, SheetCell], places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what a number comes of, by its key, where Excel would show the same of it."""
    now, at = cells[SINCE_JANUARY].content, places[SINCE_JANUARY]
    for key, other in ((OF_PLAN, PLAN), (OF_LAST_YEAR, LAST_YEAR)):
        said, beside = cells[key].content, cells[other].content
        if not (isinstance(said, Number) and isinstance(now, Number)):
            continue
        if not isinstance(beside, Number):
            continue
        if key == OF_PLAN or measure_of(line.result.indicator).in_units:
            formula, comes_to = f"=100*{at}/{places[other]}", 100 * now.value / beside.value
        else:
            formula, comes_to = f"={at}-{places[other]}", now.value - beside.value
        # Over other units than the value itself it is another number.
        if is_shown_alike(said, comes_to):
            yield key, formula
