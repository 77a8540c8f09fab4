"""SDMX-CSV 2.0, the tabular format of the SDMX 3.0 standard."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from ttdt.compute import Flag, Reason, Status
from ttdt.document.report.json import number
from ttdt.document.wording import landmarks
from ttdt.export.periods import sdmx_frequency, sdmx_period
from ttdt.output.csv import cell
from ttdt.plan import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import IndicatorResult, ProvinceResult, Report, UnitResult
    from ttdt.export import ExportData

STRUCTURE_ID = "TTDT:INDICATORS(1.0.0)"
WHOLE = "_T"
"""The code for a total, here for an indicator without parts or a whole composite."""

COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION",
    "FREQ", "REF_AREA", "INDICATOR", "PART", "TIME_PERIOD",
    "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "NUMERATOR", "DENOMINATOR",
    "TARGET", "TARGET_COMPARATOR", "PROGRESS_STATUS", "REASON", "SAMPLE", "PLAN",
)  # fmt: skip

_MEASURES = {Measure.RATE: "PT", Measure.REDUCTION: "PP", Measure.PARITY: "PP"}
_ABSENT = {Status.NOT_APPLICABLE: "M", Status.NO_DATA: "L"}
"""Codes of the list CL_OBS_STATUS: a value that cannot exist, and one that was not collected."""


def export(consignment: ExportData) -> bytes:
    """Return the values of province and units, a row each; areas are named by their codes.

    Narratives have no value and are left out.
    """
    stream = StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for stage in consignment.stages:
        for row in _rows(stage.report):
            writer.writerow({name: cell(value) for name, value in row.items()})
    return stream.getvalue().encode("utf-8", "replace")


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    plan = report.plan
    for result in report.indicators:
        if result.indicator.measure is Measure.NARRATIVE:
            continue
        yield _row(report, result, plan.province_code, result.province)
        for unit, row in result.units.items():
            yield _row(report, result, plan.units[unit].code, row)


def _row(
    report: Report, result: IndicatorResult, area: str, seen: ProvinceResult | UnitResult
) -> dict[str, Any]:
    indicator = result.indicator
    goal = getattr(seen, "goal", None if indicator.target is None else indicator.target.value)
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": STRUCTURE_ID,
        "ACTION": "I",
        "FREQ": sdmx_frequency(report.period),
        "REF_AREA": area,
        "INDICATOR": indicator.id,
        "PART": indicator.part or WHOLE,
        "TIME_PERIOD": sdmx_period(report.period),
        "OBS_VALUE": number(seen.value, landmarks(indicator, goal)),
        "OBS_STATUS": _observation(result, seen),
        "UNIT_MEASURE": _MEASURES.get(indicator.measure, "NUM"),
        "NUMERATOR": number(seen.numerator),
        "DENOMINATOR": number(seen.population),
        "TARGET": number(goal),
        "TARGET_COMPARATOR": None
        if indicator.target is None or goal is None
        else str(indicator.target.comparator),
        "PROGRESS_STATUS": str(seen.status),
        "REASON": None if seen.reason is None else str(seen.reason),
        "SAMPLE": report.sample,
        "PLAN": report.plan.id,
    }


def _observation(result: IndicatorResult, seen: ProvinceResult | UnitResult) -> str:
    """Return the code of how far a value can be relied on; the province's is its weakest unit's."""
    if seen.reason is Reason.INVALID:
        return "O"
    if seen.value is None:
        return _ABSENT.get(seen.status, "O")
    flags = set(getattr(seen, "flags", ()))
    if not hasattr(seen, "flags"):
        flags = {flag for row in result.units.values() if row.counted for flag in row.flags}
    if Flag.ESTIMATE in flags or Flag.CARRIED in flags:
        return "E"
    return "P" if Flag.PROVISIONAL in flags else "A"
