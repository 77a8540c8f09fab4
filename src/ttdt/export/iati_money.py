"""What is assigned and disbursed, as elements of an activity of IATI 2.03."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ttdt.document.wording import coverage_text
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from decimal import Decimal

    from ttdt.export import ExportData
    from ttdt.plan.programme import Currency

_ORIGINAL, _REVISED = "1", "2"
_COMMITTED = "2"
_DISBURSEMENT = "3"


def add_money(activity: ET.Element, data: ExportData) -> None:
    """Add the newest round's money: the year's budget, and what each source has paid out of it.

    What is disbursed runs from 1 January, so that several rounds would not add up to the year.
    Nothing is added where the plan does not say in which currency its money is.
    """
    report, lang = data.stages[-1].report, data.language
    result = report.funding
    currency = None if result is None else result.funding.currency
    money = None if result is None else result.row().money
    if result is None or currency is None or money is None:
        return
    start, end = f"{data.plan.year:04d}-01-01", f"{data.plan.year:04d}-12-31"
    day = report.period.end.isoformat()
    is_revised = any(
        stage.report.funding is not None and stage.report.funding.reassignments
        for stage in data.stages
    )
    kind = _REVISED if is_revised else _ORIGINAL
    budget = ET.SubElement(activity, "budget", type=kind, status=_COMMITTED)
    ET.SubElement(budget, "period-start", {"iso-date": start})
    ET.SubElement(budget, "period-end", {"iso-date": end})
    _value(budget, currency, money.assigned, start)
    for source in result.funding.sources.values():
        row = result.row(source=source.id)
        if row.money is None:
            continue
        transaction = ET.SubElement(activity, "transaction")
        ET.SubElement(transaction, "transaction-type", code=_DISBURSEMENT)
        ET.SubElement(transaction, "transaction-date", {"iso-date": day})
        _value(transaction, currency, row.money.disbursed, day)
        about = lang.gettext("Disbursed since 1 January ({n} units)", n=coverage_text(row.coverage))
        narrative(ET.SubElement(transaction, "description"), about)
        narrative(ET.SubElement(transaction, "provider-org"), lang.pick(source.name))


def _value(parent: ET.Element, currency: Currency, amount: Decimal, day: str) -> None:
    """Add an amount of the plan's unit, in whole currency and exactly."""
    value = ET.SubElement(parent, "value", {"currency": currency.code, "value-date": day})
    whole = amount * currency.factor
    value.text = str(int(whole)) if whole == int(whole) else f"{whole.normalize():f}"


def narrative(parent: ET.Element, text: str) -> None:
    """Add words to an element."""
    ET.SubElement(parent, "narrative").text = escape_invisible(text)
