"""The sheet of money by project: subtotals, shares and what is left are live formulas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from ttdt.document import wording
from ttdt.document.funding.notes import denominator, sentences, summary
from ttdt.document.funding.table import By, MoneyLine, known_unit_lines, legend, money_lines
from ttdt.document.funding.wording import PARTIAL
from ttdt.output.xlsx.charts import add_bars_behind
from ttdt.output.xlsx.number_formats import amount_of_money, value_said
from ttdt.output.xlsx.workbook import ColumnHead, SheetCell
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, FundingRow, Since
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Funding
    from ttdt.text.language import Language

_CARRIED, _ASSIGNED, _AVAILABLE, _IN_PERIOD, _DISBURSED, _SHARE, _LEFT, _LAST_YEAR = range(2, 10)
"""The columns of numbers."""
_ADDED_UP = (_CARRIED, _ASSIGNED, _IN_PERIOD, _DISBURSED, _LAST_YEAR)
"""Those that leaves state and that are added up the tree of projects."""
_MOST_ARGUMENTS = 200
"""A function takes no more than 255."""


class _Place(NamedTuple):
    """A row of the sheet, and the rows that its sums are made of; none for a leaf."""

    row: int
    parts: tuple[int, ...]


def draw(
    sheet: Worksheet, title: str, report: Report, result: FundingResult, area: str = OWN_AREA
) -> None:
    """Fill the sheet with an area's money; where none is known, a sentence says so.

    The ids of projects are for programs and are not printed.
    """
    lang = sheet.book.lang
    has_target = result.funding.rate.target is not None
    columns = _columns(lang, result.funding, has_target=has_target)
    widths = [column.width for column in columns[:-1]]
    top = sheet.title(title, widths)
    for text in (summary(lang, report, result, area), denominator(lang, result)):
        sheet.across(top, widths, text)
        top += 1
    if result.row(area).money is None:
        return
    is_whole = area == OWN_AREA
    lines = (
        money_lines(lang, report, result, By.PROJECT)
        if is_whole
        else known_unit_lines(lang, result, area)
    )
    sheet.head(top, columns, frozen=2)
    for line, place in zip(lines, _places(result.funding, lines, top + 1), strict=True):
        _write(sheet, result.funding, line, place, has_target=has_target)
    below = top + 1 + len(lines)
    add_bars_behind(sheet, _SHARE, top + 1, below - 1)
    said = [*legend(lang, lines, signs=False)]
    if is_whole:
        said += sentences(lang, report, result)
    for row, text in enumerate(said, below + 1):
        sheet.across(row, widths, text)
    sheet.print_up_to(below + len(said), len(widths) - 1)


def amount_head(lang: Language, funding: Funding, title: str, width: float) -> ColumnHead:
    """Return the head of a column of amounts, with the unit that they are in."""
    return ColumnHead(f"{title} ({lang.pick(funding.unit)})", width)


def _columns(lang: Language, funding: Funding, *, has_target: bool) -> list[ColumnHead]:
    amount = partial(amount_head, lang, funding)
    return [
        ColumnHead(lang.gettext("No."), 6),
        ColumnHead(lang.gettext("Project"), 38),
        amount(lang.gettext("Carried over"), 13),
        amount(lang.gettext("Assigned"), 14),
        amount(lang.gettext("Available"), 14),
        amount(lang.gettext("Disbursed in the period"), 14),
        amount(lang.gettext("Disbursed since January"), 14),
        ColumnHead(lang.gettext("% of the money available"), 12),
        amount(lang.gettext("Remaining"), 14),
        amount(lang.gettext("Same period last year"), 14),
        *([ColumnHead(lang.gettext("Status"), 17)] if has_target else []),
        ColumnHead(lang.gettext("Units"), 9),
        ColumnHead(lang.gettext("Project id"), 12),
    ]


def _places(funding: Funding, lines: Sequence[MoneyLine], first: int) -> list[_Place]:
    """Return where each line stands: the total of all, then each project before its parts."""
    rows = {line.id: row for row, line in enumerate(lines, first)}
    top = tuple(one.id for one in funding.projects.values() if one.parent is None)
    places = []
    for line in lines:
        parts = funding.below.get(line.id, ()) if line.id else top
        places.append(_Place(rows[line.id], tuple(rows[part] for part in parts if part in rows)))
    return places


def _write(
    sheet: Worksheet, funding: Funding, line: MoneyLine, place: _Place, *, has_target: bool
) -> None:
    lang, row = sheet.book.lang, line.row
    is_whole = not line.level
    sheet.put(place.row, 0, SheetCell(line.code))
    sheet.put(place.row, 1, SheetCell(line.name, bold=is_whole, indent=max(line.level - 1, 0)))
    _write_amounts(sheet, funding, row, place, bold=is_whole)
    column = _LAST_YEAR + 1
    if has_target:
        is_judged = row.money is not None and row.goal is not None
        verdict = SheetCell(wording.verdict(lang, row.status), row.status)
        sheet.put(place.row, column, verdict if is_judged else SheetCell(None))
        column += 1
    sheet.put(place.row, column, SheetCell(wording.coverage_text(row.coverage), centred=True))
    sheet.put(place.row, column + 1, SheetCell(line.id))


def _write_amounts(
    sheet: Worksheet, funding: Funding, row: FundingRow, place: _Place, *, bold: bool
) -> None:
    """Write the numbers of a row: amounts where a leaf states them, formulas of all others."""
    lang, money = sheet.book.lang, row.money
    for column in range(_CARRIED, _LAST_YEAR + 1):
        sheet.put(place.row, column, SheetCell(None))
    if money is None:
        word = wording.status_word(lang, row.status)
        sheet.put(place.row, _SHARE, SheetCell(word, row.status, centred=True))
        return
    before, last_year = row.before, row.last_year
    known = {
        _CARRIED: (money.carried_over, ""),
        _ASSIGNED: (money.assigned, ""),
        _AVAILABLE: (money.available, ""),
        _IN_PERIOD: (row.in_period, _mark(row, before)),
        _DISBURSED: (money.disbursed, ""),
        _LEFT: (money.remaining, ""),
        _LAST_YEAR: (last_year and last_year.before, _mark(row, last_year)),
    }
    formulas = _formulas(place)
    for column, (amount, mark) in known.items():
        if amount is None:
            continue
        cell = SheetCell(amount_of_money(amount, funding.decimals, mark), bold=bold)
        if column in formulas:
            sheet.formula(place.row, column, formulas[column], cell)
        else:
            sheet.put(place.row, column, cell)
    rate = money.rate
    share = None if rate is None else value_said(lang, funding.rate, rate, row.goal)
    sheet.formula(place.row, _SHARE, formulas[_SHARE], SheetCell(share, bold=bold))


def _mark(row: FundingRow, since: Since | None) -> str:
    return PARTIAL if since is not None and since.cells < row.cells else ""


def _formulas(place: _Place) -> dict[int, str]:
    """Return the formulas of a row, by column."""
    cells = {column: xl_rowcol_to_cell(place.row, column) for column in range(_LAST_YEAR + 1)}
    available, disbursed = cells[_AVAILABLE], cells[_DISBURSED]
    formulas = {
        _AVAILABLE: f"={cells[_CARRIED]}+{cells[_ASSIGNED]}",
        _SHARE: f'=IF({available}=0,"",100*{disbursed}/{available})',
        _LEFT: f"={available}-{disbursed}",
    }
    if place.parts:
        formulas |= {column: _sum_of(place.parts, column) for column in _ADDED_UP}
    return formulas


def _sum_of(rows: Sequence[int], column: int) -> str:
    cells = [xl_rowcol_to_cell(row, column) for row in rows]
    sums = (
        f"SUM({','.join(cells[start : start + _MOST_ARGUMENTS])})"
        for start in range(0, len(cells), _MOST_ARGUMENTS)
    )
    return f"={'+'.join(sums)}"
