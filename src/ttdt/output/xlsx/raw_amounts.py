"""The sheet of raw amounts: what each unit's file says of each project and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.compute.funding import MoneyKey, line_of
from ttdt.document.funding.wording import decision_text, kind_name
from ttdt.output.xlsx.long_table import DataColumn, draw_table
from ttdt.output.xlsx.number_formats import amount_of_money, plain
from ttdt.plan import OWN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult
    from ttdt.compute.results import FileLine
    from ttdt.output.xlsx.number_formats import Content
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Cell
    from ttdt.submission.model import Amounts
    from ttdt.text.language import Language

TABLE = "ttdt_amounts"


class RawAmounts(NamedTuple):
    """What one unit reported of one project and source."""

    area: str
    cell: Cell
    amounts: Amounts
    counted: bool
    """Whether the whole's money rests on it."""
    source: FileLine | None


_Column: TypeAlias = DataColumn[RawAmounts]


def draw(sheet: Worksheet, report: Report, result: FundingResult) -> None:
    """Fill the sheet; every row says whether it is a sample."""
    columns = _columns(sheet.book.lang, report, result)
    draw_table(sheet, TABLE, columns, _raw_amounts(report, result), frozen=3)


def _raw_amounts(report: Report, result: FundingResult) -> Iterator[RawAmounts]:
    counted = {(one.area, one.cell) for one in result.counted(MoneyKey())}
    for area in report.units if report.by_selection else report.plan.areas:
        for cell, amounts in result.amounts_of(area).items():
            is_counted = (area, cell) in counted
            yield RawAmounts(area, cell, amounts, is_counted, line_of(amounts))


def _columns(lang: Language, report: Report, result: FundingResult) -> list[_Column]:
    plan, funding = report.plan, result.funding
    sample = lang.gettext("SAMPLE DATA") if report.sample else ""
    projects, sources = funding.projects, funding.sources

    def kind(row: RawAmounts) -> str:
        return kind_name(lang, sources[row.cell[1]].kind)

    def decision(row: RawAmounts) -> str:
        found = row.amounts.decision
        return "" if found is None else decision_text(lang, found)

    def accepted(row: RawAmounts) -> str:
        return "; ".join(f"{code}: {why}" for code, why in row.amounts.accept.items())

    def path(row: RawAmounts) -> str | None:
        return None if row.source is None else row.source.path

    def line(row: RawAmounts) -> Content:
        return None if row.source is None else plain(row.source.line)

    return [
        DataColumn(lang.gettext("Unit"), 18, lambda row: plan.areas[row.area].name),
        DataColumn(lang.gettext("No."), 7, lambda row: projects[row.cell[0]].code),
        DataColumn(lang.gettext("Project"), 34, lambda row: lang.pick(projects[row.cell[0]].name)),
        DataColumn(
            lang.gettext("Source of money"), 30, lambda row: lang.pick(sources[row.cell[1]].name)
        ),
        *_numbers(lang, funding.decimals),
        DataColumn(lang.gettext("Kind of source"), 12, kind),
        DataColumn(lang.gettext("Decision"), 26, decision),
        DataColumn(
            lang.gettext("Why there is no figure"), 30, lambda row: row.amounts.not_reported
        ),
        DataColumn(lang.gettext("Cause"), 30, lambda row: row.amounts.cause),
        DataColumn(lang.gettext("Unit's note"), 30, lambda row: row.amounts.note),
        DataColumn(lang.gettext("Accepted warnings"), 30, accepted),
        DataColumn(
            lang.gettext("Unit id"), 18, lambda row: row.area or OWN_FOLDER, name="money_unit"
        ),
        DataColumn(lang.gettext("Project id"), 10, lambda row: row.cell[0], name="money_project"),
        DataColumn(lang.gettext("Source id"), 18, lambda row: row.cell[1], name="money_source"),
        DataColumn(lang.gettext("File"), 36, path),
        DataColumn(lang.gettext("Line"), 7, line),
        DataColumn(lang.gettext("Sample"), 14, lambda _: sample),
    ]


def _numbers(lang: Language, decimals: int) -> list[_Column]:
    """Return the columns that formulas add up."""

    def amount(title: str, name: str, of: Callable[[Amounts], Decimal | None]) -> _Column:
        def content(row: RawAmounts) -> Content:
            found = of(row.amounts)
            return None if found is None else amount_of_money(found, decimals)

        return DataColumn(title, 14, content, name=name)

    def counted(row: RawAmounts) -> Content:
        return plain(int(row.counted))

    return [
        amount(lang.gettext("Carried over"), "money_carried_over", lambda one: one.carried_over),
        amount(lang.gettext("Assigned"), "money_assigned", lambda one: one.assigned),
        amount(
            lang.gettext("Disbursed since January"), "money_disbursed", lambda one: one.disbursed
        ),
        DataColumn(
            lang.gettext("Counted in the whole"), 9, counted, centred=True, name="money_counted"
        ),
    ]
