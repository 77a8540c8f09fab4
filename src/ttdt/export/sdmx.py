"""SDMX-CSV 2.0, the tabular format of the SDMX 3.0 standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.compute import Flag, Reason, Status
from ttdt.compute.measures import measure_of
from ttdt.document.plain_data import number
from ttdt.document.wording import landmarks
from ttdt.export.periods import sdmx_frequency, sdmx_period
from ttdt.output.csv import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import AreaResult, IndicatorResult, Report
    from ttdt.export import ExportData, ExportRound
    from ttdt.plan import Area, Indicator
    from ttdt.submission.round import Round

STRUCTURE_ID = "TTDT:INDICATORS(1.0.0)"
WHOLE = "_T"
"""The code for a total, here for an indicator without parts or a whole composite."""

COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION",
    "FREQ", "REF_AREA", "INDICATOR", "PART", "TIME_PERIOD",
    "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "NUMERATOR", "DENOMINATOR",
    "TARGET", "TARGET_COMPARATOR", "PROGRESS_STATUS", "REASON", "SAMPLE", "PLAN",
    "PARENT_AREA", "AREA_LEVEL", "REPORTED", "COMMENT_OBS",
)  # fmt: skip

NUMBER, PERCENT, NOT_APPLICABLE = "number", "percent", "not_applicable"
"""What an area itself reported, in the column `REPORTED`."""

_ABSENT = {Status.NOT_APPLICABLE: "M", Status.NO_DATA: "L"}
"""Codes of the list CL_OBS_STATUS: a value that cannot exist, and one that was not collected."""


def export(data: ExportData) -> bytes:
    """Return the values of all areas, a row each; areas are named by their codes.

    Each says which area it lies directly in, and how far below the plan's own. Narratives have no
    value and are left out.
    """
    return table(COLUMNS, (row for stage in data.stages for row in _rows(stage)))


def _rows(stage: ExportRound) -> Iterator[dict[str, Any]]:
    report = stage.report
    plan = report.plan
    for result in report.indicators:
        if not measure_of(result.indicator).is_numeric:
            continue
        for area, row in result.areas.items():
            said = _said_by_itself(stage.round, result.indicator, area, row)
            yield _row(report, result, plan.areas[area], row) | said


def _row(report: Report, result: IndicatorResult, area: Area, seen: AreaResult) -> dict[str, Any]:
    indicator = result.indicator
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": STRUCTURE_ID,
        "ACTION": "I",
        "FREQ": sdmx_frequency(report.period),
        "REF_AREA": area.code,
        "INDICATOR": indicator.id,
        "PART": indicator.part or WHOLE,
        "TIME_PERIOD": sdmx_period(report.period),
        "OBS_VALUE": number(seen.value, landmarks(indicator, seen.goal)),
        "OBS_STATUS": _observation(result, area.id, seen),
        "UNIT_MEASURE": _unit_of(indicator),
        "NUMERATOR": number(seen.numerator),
        "DENOMINATOR": number(seen.population),
        "TARGET": number(seen.goal),
        "TARGET_COMPARATOR": None
        if indicator.target is None or seen.goal is None
        else str(indicator.target.comparator),
        "PROGRESS_STATUS": str(seen.status),
        "REASON": None if seen.reason is None else str(seen.reason),
        "SAMPLE": report.sample,
        "PLAN": report.plan.id,
        "PARENT_AREA": None if area.parent is None else report.plan.areas[area.parent].code,
        "AREA_LEVEL": area.level,
    }


def _said_by_itself(
    round_: Round, indicator: Indicator, area: str, seen: AreaResult
) -> dict[str, Any]:
    """Return what of the row an area reported itself, in its words: nothing, where it was computed.

    Such a row is made up only where that area's own submission is.
    """
    filed = round_.of(area).current
    figure = None if filed is None else filed.figures.get(indicator.key)
    if filed is None or figure is None or seen.summed or figure.invalid or not filed.usable:
        return {}
    made_up = {"SAMPLE": filed.sample}
    if figure.not_applicable is not None:
        return made_up | {"REPORTED": NOT_APPLICABLE, "COMMENT_OBS": figure.not_applicable}
    if figure.value is None and figure.percent is None:
        return {}
    kind = PERCENT if figure.value is None else NUMBER
    return made_up | {"REPORTED": kind, "COMMENT_OBS": figure.note}


def _unit_of(indicator: Indicator) -> str:
    measure = measure_of(indicator)
    return "PT" if measure.in_per_cent else "PP" if measure.in_points else "NUM"


def _observation(result: IndicatorResult, area: str, seen: AreaResult) -> str:
    """Return the code of how far a value can be relied on; a sum's is its weakest unit's."""
    if seen.reason is Reason.INVALID:
        return "O"
    if seen.value is None:
        return _ABSENT.get(seen.status, "O")
    flags = set(seen.flags)
    if seen.summed:
        added = result.added_up(area).values()
        flags = {flag for row in added if row.counted for flag in row.flags}
    if Flag.ESTIMATE in flags or Flag.CARRIED in flags:
        return "E"
    return "P" if Flag.PROVISIONAL in flags else "A"
