"""A plan, its money and its results as an activity of IATI 2.03, the aid transparency standard."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.document.plain_data import number
from ttdt.document.report.notes import sample_banner
from ttdt.document.report.rows import by_group
from ttdt.document.wording import landmarks, target_amount, verdict
from ttdt.export.iati_money import add_money, narrative
from ttdt.plan import Comparator
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.compute import AreaResult, IndicatorResult, Report
    from ttdt.export import ExportData
    from ttdt.plan import Indicator

_PERCENTAGE, _UNIT, _QUALITATIVE = "2", "1", "5"
_GOVERNMENT = "10"
_UNDER_WAY = "2"
_OUTPUT = "1"


def export(data: ExportData) -> Iterator[str]:
    """Yield one activity, the plan, with a result for each of its groups.

    Each round is a period of its indicators, with the whole's values first and then, as a
    dimension, the units'.
    """
    plan, lang = data.plan, data.language
    publisher = data.publisher or f"VN-{plan.area.code}"
    root = ET.Element("iati-activities", version="2.03")
    activity = ET.SubElement(
        root, "iati-activity", {"{http://www.w3.org/XML/1998/namespace}lang": lang.code}
    )
    ET.SubElement(activity, "iati-identifier").text = escape_invisible(f"{publisher}-{plan.id}")
    organisation = {"ref": escape_invisible(publisher), "type": _GOVERNMENT}
    narrative(ET.SubElement(activity, "reporting-org", organisation), plan.area.name)
    narrative(ET.SubElement(activity, "title"), lang.pick(plan.title))
    about = lang.gettext(
        "Targets of the plan and progress towards them; method {method}",
        method=data.stages[0].report.method,
    )
    if data.sample:
        about = f"{sample_banner(lang)}. {about}"
    narrative(ET.SubElement(activity, "description", type="1"), about)
    taking_part = {"ref": escape_invisible(publisher), "role": "4", "type": _GOVERNMENT}
    narrative(ET.SubElement(activity, "participating-org", taking_part), plan.area.name)
    ET.SubElement(activity, "activity-status", code=_UNDER_WAY)
    for kind, day in (("1", f"{plan.year:04d}-01-01"), ("3", f"{plan.year:04d}-12-31")):
        ET.SubElement(activity, "activity-date", {"type": kind, "iso-date": day})
    ET.SubElement(activity, "recipient-country", code="VN", percentage="100")
    add_money(activity, data)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    head, end = text.rsplit("\n  </iati-activity>", 1)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
    # Written as they come: all results as one tree take ten times the memory of their text.
    for group, results in by_group(data.stages[0].report):
        result = ET.Element("result", {"type": _OUTPUT, "aggregation-status": "false"})
        narrative(ET.SubElement(result, "title"), lang.pick(group.name))
        for place in results:
            _indicator(result, data, place.indicator)
        ET.indent(result, level=2)
        yield f"\n    {ET.tostring(result, encoding='unicode')}"
    yield f"\n  </iati-activity>{end}\n"


def _indicator(parent: ET.Element, data: ExportData, indicator: Indicator) -> None:
    lang = data.language
    element = ET.SubElement(
        parent,
        "indicator",
        {
            "measure": _measure(indicator),
            "ascending": "1" if indicator.direction.sign > 0 else "0",
            "aggregation-status": "false",
        },
    )
    name = lang.pick(indicator.name)
    narrative(ET.SubElement(element, "title"), f"{indicator.clause} {name}")
    if indicator.reading is not None:
        narrative(ET.SubElement(element, "description"), lang.pick(indicator.reading))
    seen = [(stage, _of(stage.report, indicator)) for stage in data.stages]
    whole = (row.own for _, row in seen if not row.own.is_pace_partial)
    baseline = next((own.baseline for own in whole if own.baseline), None)
    if baseline is not None and begins_at_baseline(indicator):
        year = data.plan.year - 1
        ET.SubElement(
            element,
            "baseline",
            {
                "year": str(year),
                "iso-date": f"{year:04d}-12-31",
                "value": _number(baseline, indicator, None),
            },
        )
    year_end = f"{data.plan.year:04d}-12-31"
    for stage, row in seen:
        period = _period(element, stage.report.period.end.isoformat())
        if stage.report.period.elapsed == 1:
            _target(period, data, indicator)
        _actuals(period, data, row)
    if all(stage.report.period.elapsed < 1 for stage, _ in seen) and indicator.target:
        # What is to be reached is a matter of the whole year, however far it has come.
        _target(_period(element, year_end), data, indicator)


def _of(report: Report, indicator: Indicator) -> IndicatorResult:
    return next(row for row in report.indicators if row.indicator.key == indicator.key)


def _period(parent: ET.Element, end: str) -> ET.Element:
    """Add a period: values run from the year's beginning to the round's end."""
    period = ET.SubElement(parent, "period")
    ET.SubElement(period, "period-start", {"iso-date": f"{end[:4]}-01-01"})
    ET.SubElement(period, "period-end", {"iso-date": end})
    return period


def _target(parent: ET.Element, data: ExportData, indicator: Indicator) -> None:
    if indicator.target is None:
        return
    value = _number(indicator.target.value, indicator, None)
    target = ET.SubElement(parent, "target", value=value)
    amount = target_amount(data.language, indicator)
    if amount is not None and indicator.target.comparator is not Comparator.AT_LEAST:
        narrative(ET.SubElement(target, "comment"), str(amount))


def _actuals(parent: ET.Element, data: ExportData, row: IndicatorResult) -> None:
    for area, seen in row.areas.items():
        unit = data.plan.units.get(area)
        _actual(parent, data, row.indicator, seen, None if unit is None else unit.code)


def _actual(
    parent: ET.Element,
    data: ExportData,
    indicator: Indicator,
    seen: AreaResult,
    unit: str | None = None,
) -> None:
    """Add a value with its verdict; what there is no value of has only words, or is left out."""
    if seen.value is None and seen.text is None:
        return
    said = {} if seen.value is None else {"value": _number(seen.value, indicator, seen.goal)}
    actual = ET.SubElement(parent, "actual", said)
    if unit is not None:
        ET.SubElement(actual, "dimension", name="unit", value=escape_invisible(unit))
    narrative(ET.SubElement(actual, "comment"), seen.text or verdict(data.language, seen.status))


def _measure(indicator: Indicator) -> str:
    if not measure_of(indicator).is_numeric:
        return _QUALITATIVE
    return _UNIT if measure_of(indicator).in_units else _PERCENTAGE


def _number(value: Fraction, indicator: Indicator, goal: Fraction | None) -> str:
    return format(Decimal(str(number(value, landmarks(indicator, goal)))), "f")
