"""The sheet of money by unit: what each has and spent, and the share of each project."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from ttdt.document import wording
from ttdt.document.funding.wording import project_name
from ttdt.document.report import unit_matrix
from ttdt.document.report.unit_names import is_tree
from ttdt.output.xlsx.money import amount_head
from ttdt.output.xlsx.number_formats import amount_of_money, value_said
from ttdt.output.xlsx.workbook import ColumnHead, SheetCell
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, FundingRow
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Area
    from ttdt.text.language import Language

_AVAILABLE, _DISBURSED, _SHARE, _LEFT, _UNITS, _PROJECTS = range(1, 7)
"""The columns behind the name, and the first one of a project."""
_A_PAGE = 12
"""More columns than this beside one another are too small to read on paper."""
_LIGHT, _DARK = "#FFFFFF", "#8FBDE0"
"""What shares of nothing and of all stand on, where no target judges them."""


def draw(sheet: Worksheet, title: str, report: Report, result: FundingResult) -> None:
    """Fill the sheet with a row for the whole and for each unit, and a column for each project.

    Projects that nobody has are left out.
    """
    lang, funding = sheet.book.lang, result.funding
    projects = [one for one in funding.projects if result.row(project=one).coverage.applicable]
    columns = [
        ColumnHead(lang.gettext("Unit"), 26),
        amount_head(lang, funding, lang.gettext("Available"), 15),
        amount_head(lang, funding, lang.gettext("Disbursed since January"), 15),
        ColumnHead(lang.gettext("% of the money available"), 12),
        amount_head(lang, funding, lang.gettext("Remaining"), 15),
        ColumnHead(lang.gettext("Units"), 9),
        *(ColumnHead(f"{project_name(lang, funding, one)} (%)", 13) for one in projects),
        *([ColumnHead(lang.gettext("Area above"), 20)] if is_tree(report) else []),
    ]
    top = sheet.title(title, [column.width for column in columns[:_A_PAGE]])
    sheet.head(top, columns, frozen=1)
    last = top
    for last, (area, name) in enumerate(_areas(lang, report), top + 1):
        _write(sheet, last, result, area, name)
        for column, project in enumerate(projects, _PROJECTS):
            sheet.put(last, column, _share(lang, result, result.row(area.id, project)))
        if is_tree(report):
            above = None if area.parent is None else report.plan.areas[area.parent].name
            sheet.put(last, len(columns) - 1, SheetCell(above))
    sheet.raw.autofilter(top, 0, last, len(columns) - 1)
    sheet.raw.repeat_columns(0, 0)
    sheet.raw.fit_to_pages(ceil(len(columns) / _A_PAGE), 0)
    if funding.rate.target is None and projects:
        scale = {"type": "2_color_scale", "min_color": _LIGHT, "max_color": _DARK}
        ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
        right = _PROJECTS + len(projects) - 1
        sheet.raw.conditional_format(top + 1, _PROJECTS, last, right, scale | ends)


def _areas(lang: Language, report: Report) -> Iterator[tuple[Area, str]]:
    """Yield the whole and all units that the report speaks of, with what stands at their heads."""
    plan = report.plan
    yield plan.area, plan.area.name
    heads = unit_matrix.unit_heads(lang, report, report.units)
    for unit, head in zip(report.units, heads, strict=True):
        yield plan.areas[unit], " ".join(head)


def _write(sheet: Worksheet, row: int, result: FundingResult, area: Area, name: str) -> None:
    """Write what is said of an area's money as a whole."""
    found, decimals = result.row(area.id), result.funding.decimals
    is_whole = area.id == OWN_AREA
    sheet.put(row, 0, SheetCell(name, bold=is_whole, indent=max(area.level - 1, 0)))
    sheet.put(row, _UNITS, SheetCell(wording.coverage_text(found.coverage), centred=True))
    share = _share(sheet.book.lang, result, found)
    if found.money is None:
        for column in (_AVAILABLE, _DISBURSED, _LEFT):
            sheet.put(row, column, SheetCell(None))
        sheet.put(row, _SHARE, share)
        return
    available, disbursed = (xl_rowcol_to_cell(row, one) for one in (_AVAILABLE, _DISBURSED))
    sheet.put(row, _AVAILABLE, SheetCell(amount_of_money(found.money.available, decimals)))
    sheet.put(row, _DISBURSED, SheetCell(amount_of_money(found.money.disbursed, decimals)))
    left = SheetCell(amount_of_money(found.money.remaining, decimals))
    sheet.formula(row, _SHARE, f'=IF({available}=0,"",100*{disbursed}/{available})', share)
    sheet.formula(row, _LEFT, f"={available}-{disbursed}", left)


def _share(lang: Language, result: FundingResult, row: FundingRow) -> SheetCell:
    """Return the share disbursed, or in a word why there is none; tinted where it is judged."""
    if row.money is None:
        return SheetCell(wording.verdict(lang, row.status), row.status, centred=True)
    if row.money.rate is None:
        return SheetCell(None)
    share = value_said(lang, result.funding.rate, row.money.rate, row.goal)
    return SheetCell(share) if row.goal is None else SheetCell(share, row.status)
