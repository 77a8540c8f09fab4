"""The money on the check sheet: formulas that add it up again from the raw amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.compute.funding import Money
from ttdt.document import wording
from ttdt.output.xlsx import formulas
from ttdt.output.xlsx.check_sheet import OK, differs, mark_results
from ttdt.output.xlsx.number_formats import Number, amount_of_money, plain, precise
from ttdt.output.xlsx.workbook import SheetCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute.funding import FundingResult, FundingRow
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

_RESULT = 14
_SUMS = {"G": "money_carried_over", "I": "money_assigned", "K": "money_disbursed"}
"""The columns of what is added up again, by the names of the raw amounts; beside each stands what
the report has."""


def draw(sheet: Worksheet, top: int, result: FundingResult) -> None:
    """Write a line for each project that amounts stand at, and one for all."""
    lang = sheet.book.lang
    sheet.text(top, 0, lang.gettext("Money"), sheet.book.style(bold=True, font_size=12))
    sheet.text(
        top + 1,
        0,
        lang.gettext(
            "Added up again from the sheet of raw amounts; what is less than half of the last"
            " decimal apart agrees."
        ),
    )
    head = top + 2
    sheet.heads(head, _titles(lang))
    row = head
    for row, (key, code, name, found) in enumerate(_lines(lang, result), head + 1):
        for column, text in enumerate((code, name, key)):
            sheet.put(row, column, SheetCell(text))
        _write(sheet, row, result, found, is_whole=not key)
    mark_results(sheet, _RESULT, head + 1, row)


def _titles(lang: Language) -> list[str]:
    again = lang.gettext("worked out again")
    compared = (
        lang.gettext("Carried over"),
        lang.gettext("Assigned"),
        lang.gettext("Disbursed since January"),
        lang.gettext("% of the money available"),
    )
    amounts = lang.gettext("Amounts counted")
    return [
        lang.gettext("No."),
        lang.gettext("Project"),
        lang.gettext("Project id"),
        f"{amounts} ({again})",
        f"{amounts} (ttdt)",
        lang.gettext("Difference"),
        *(f"{title} ({by})" for title in compared for by in (again, "ttdt")),
        lang.gettext("Result"),
    ]


def _lines(lang: Language, result: FundingResult) -> Iterator[tuple[str, str, str, FundingRow]]:
    """Yield id, code, name and money of each line."""
    yield "", "", lang.gettext("Total"), result.row()
    for project in result.funding.leaves:
        found = result.funding.projects[project]
        yield project, found.code, lang.pick(found.name), result.row(project=project)


def _write(
    sheet: Worksheet, row: int, result: FundingResult, found: FundingRow, *, is_whole: bool
) -> None:
    at, decimals = row + 1, result.funding.decimals
    conditions = "ttdt_money_counted,1"
    if not is_whole:
        conditions += f",ttdt_money_project,$C{at}"
    sheet.formula(row, 3, f"=COUNTIFS({conditions})", SheetCell(plain(found.cells)))
    sheet.put(row, 4, SheetCell(plain(found.cells)))
    money = found.money or Money()
    off = f"=ABS(G{at}-H{at})+ABS(I{at}-J{at})+ABS(K{at}-L{at})"
    sheet.formula(row, 5, off, SheetCell(Number(0.0, "0.0E+00;-0.0E+00;0")))
    for column, (name, amount) in enumerate(zip(_SUMS.values(), money, strict=True)):
        cell = SheetCell(amount_of_money(amount, decimals))
        sheet.formula(row, 6 + 2 * column, f"=SUMIFS(ttdt_{name},{conditions})", cell)
        sheet.put(row, 7 + 2 * column, cell)
    rate = None
    if money.rate is not None:
        marks = wording.landmarks(result.funding.rate, found.goal)
        rate = precise(money.rate, marks)
    again = f'=IF(G{at}+I{at}=0,"",100*K{at}/(G{at}+I{at}))'
    sheet.formula(row, 12, again, SheetCell(rate))
    sheet.put(row, 13, SheetCell(rate))
    near = Decimal(1).scaleb(-decimals) / 2
    tests = (
        f"D{at}=E{at}",
        f"F{at}<={near:f}",
        f"ISNUMBER(M{at})=ISNUMBER(N{at})",
        f"IF(ISNUMBER(M{at}),ABS(M{at}-N{at})<={formulas.NEAR},TRUE)",
    )
    formula = f'=IF(AND({",".join(tests)}),"{OK}","{differs(sheet.book.lang)}")'
    sheet.formula(row, _RESULT, formula, SheetCell(OK, bold=True, centred=True))
