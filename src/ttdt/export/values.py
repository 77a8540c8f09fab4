"""What was computed, as tidy rows: a row for each indicator or part, and area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.document.plain_data import number
from ttdt.document.report.json import computed_rows
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import IndicatorResult
    from ttdt.export import ExportData, ExportRound
    from ttdt.text.language import Language

VALUES = {
    "period": "string", "period_end": "date", "level": "string", "area": "string",
    "area_name": "string", "indicator": "string", "part": "string", "status": "string",
    "reason": "string", "value": "number", "numerator": "number", "population": "number",
    "baseline": "number", "expected": "number", "pace": "number", "gap": "number",
    "remaining": "number", "comparator": "string", "target": "number",
    "coverage_units": "integer", "coverage_applicable": "integer", "firm": "boolean",
    "counted": "boolean", "worst": "string", "rank": "integer", "flags": "string",
    "figure_period": "string", "path": "string", "line": "integer", "sample": "boolean",
    "pace_units": "integer", "parent": "string", "area_level": "integer", "area_kind": "string",
}  # fmt: skip
"""The columns of the values of one plan, and their types in the words of Table Schema."""

OF_MANY_PLANS = VALUES | {
    "plan": "string", "year": "integer", "province": "string", "province_name": "string",
    "area_code": "string", "leaf": "boolean", "summed": "boolean", "clause": "string",
    "group": "string", "measure": "string", "additive_numerator": "number",
    "additive_population": "number", "additive_units": "integer",
    "additive_applicable": "integer",
}  # fmt: skip
"""The same with what tells plans and areas apart and can be added up over all of them."""


def value_rows(data: ExportData) -> Iterator[Mapping[str, Any]]:
    """Yield everything computed, with some of the columns of `VALUES` and others."""
    for stage in data.stages:
        yield from computed_rows(stage.report, data.language)


def rows_of_many_plans(stage: ExportRound, language: Language) -> Iterator[dict[str, Any]]:
    """Yield what was computed of a round, with some of the columns of `OF_MANY_PLANS` and others.

    Of the areas that lie in one another, only the rows that the plan's own value is made of have
    anything in the additive columns, so that summing those counts nothing twice.
    """
    report = stage.report
    plan = report.plan
    of_plan = {"year": plan.year, "province": plan.area.code, "province_name": plan.area.name}
    results = {result.indicator.key: result for result in report.indicators}
    added_up = {key: _added_up(result) for key, result in results.items()}
    for row in computed_rows(report, language):
        area = plan.areas[row["area"] if row["area_level"] else OWN_AREA]
        key = (row["indicator"], row["part"])
        yield {
            **row,
            **of_plan,
            "area_code": area.code,
            "leaf": area.id not in plan.below,
            "summed": results[key].areas[area.id].summed,
            **added_up[key].get(area.id, {}),
        }


def _added_up(result: IndicatorResult) -> dict[str, dict[str, Any]]:
    """Return what can be added up over areas and plans, by the areas that have it."""
    measure = measure_of(result.indicator)
    # A composite has no numbers of its own, and what is held against another share is no sum.
    if result.indicator.parts or not measure.is_numeric or measure.compared_with is not None:
        return {}
    return {
        area: {
            "additive_numerator": number(seen.numerator) if seen.counted else None,
            "additive_population": number(seen.population) if seen.counted else None,
            "additive_units": seen.coverage.units,
            "additive_applicable": seen.coverage.applicable,
        }
        for area, seen in result.added_up().items()
    }
