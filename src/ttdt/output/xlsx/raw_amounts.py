"""The sheet of raw amounts: what each unit's file says of each project and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.funding.wording import decision_text, kind_name
from ttdt.output.xlsx.long_table import DataColumn, draw_table
from ttdt.output.xlsx.number_formats import amount_of_money, plain
from ttdt.plan import OWN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, StatedMoney
    from ttdt.output.xlsx.number_formats import Content
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

TABLE = "ttdt_amounts"

_Column = DataColumn["StatedMoney"]


def draw(sheet: Worksheet, report: Report, result: FundingResult) -> None:
    """Fill the sheet; every row says whether it is a sample."""
    columns = _columns(sheet.book.lang, report, result)
    draw_table(sheet, TABLE, columns, result.stated(), frozen=3)


def _columns(lang: Language, report: Report, result: FundingResult) -> list[_Column]:
    plan, funding = report.plan, result.funding
    sample = lang.gettext("SAMPLE DATA") if report.sample else ""
    projects, sources = funding.projects, funding.sources

    def amount(title: str, name: str, of: Callable[[StatedMoney], Decimal | None]) -> _Column:
        def content(row: StatedMoney) -> Content:
            found = of(row)
            return None if found is None else amount_of_money(found, funding.decimals)

        return DataColumn(title, 14, content, name=name)

    def decision(row: StatedMoney) -> str:
        found = row.amounts.decision
        return "" if found is None else decision_text(lang, found)

    return [
        DataColumn(lang.gettext("Unit"), 18, lambda row: plan.areas[row.area].name),
        DataColumn(lang.gettext("No."), 7, lambda row: projects[row.cell[0]].code),
        DataColumn(lang.gettext("Project"), 34, lambda row: lang.pick(projects[row.cell[0]].name)),
        DataColumn(
            lang.gettext("Source of money"), 30, lambda row: lang.pick(sources[row.cell[1]].name)
        ),
        amount(
            lang.gettext("Carried over"), "money_carried_over", lambda row: row.amounts.carried_over
        ),
        amount(lang.gettext("Assigned"), "money_assigned", lambda row: row.amounts.assigned),
        amount(
            lang.gettext("Disbursed since January"),
            "money_disbursed",
            lambda row: row.amounts.disbursed,
        ),
        DataColumn(
            lang.gettext("Counted in the whole"),
            9,
            lambda row: plain(int(row.counted)),
            centred=True,
            name="money_counted",
        ),
        DataColumn(
            lang.gettext("Kind of source"),
            12,
            lambda row: kind_name(lang, sources[row.cell[1]].kind),
        ),
        DataColumn(lang.gettext("Decision"), 26, decision),
        DataColumn(
            lang.gettext("Why there is no figure"), 30, lambda row: row.amounts.not_reported
        ),
        DataColumn(lang.gettext("Cause"), 30, lambda row: row.amounts.cause),
        DataColumn(lang.gettext("Unit's note"), 30, lambda row: row.amounts.note),
        DataColumn(
            lang.gettext("Accepted warnings"),
            30,
            lambda row: "; ".join(f"{code}: {why}" for code, why in row.amounts.accept.items()),
        ),
        DataColumn(
            lang.gettext("Unit id"), 18, lambda row: row.area or OWN_FOLDER, name="money_unit"
        ),
        DataColumn(lang.gettext("Project id"), 10, lambda row: row.cell[0], name="money_project"),
        DataColumn(lang.gettext("Source id"), 18, lambda row: row.cell[1], name="money_source"),
        DataColumn(
            lang.gettext("File"), 36, lambda row: None if row.source is None else row.source.path
        ),
        DataColumn(
            lang.gettext("Line"),
            7,
            lambda row: None if row.source is None else plain(row.source.line),
        ),
        DataColumn(lang.gettext("Sample"), 14, lambda _: sample),
    ]
