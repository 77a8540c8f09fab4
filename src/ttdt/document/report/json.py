"""The report as JSON, format `ttdt.report/1`: keys are only ever added within version 1."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute.contributions import contributions_to_shortfall
from ttdt.compute.measures import measure_of
from ttdt.document.answer import TidyRows
from ttdt.document.entries import Entries
from ttdt.document.funding.json import funding_data
from ttdt.document.plain_data import (
    area_id,
    error_data,
    heading_data,
    number,
    place_data,
    target_data,
    unit_of_measure,
)
from ttdt.document.report.comparison_data import (
    COMPARED_COLUMNS,
    ComparisonData,
    contribution_data,
    periods_data,
    plan_data,
)
from ttdt.document.tasks.json import tasks_data
from ttdt.plan import OWN_AREA
from ttdt.text.rounding import Landmarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import (
        AreaResult,
        IndicatorResult,
        Report,
        SubmissionInfo,
    )
    from ttdt.plan import Area, Indicator, Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.report/1"


def document(report: Report, language: Language) -> dict[str, Any]:
    """Return the report as plain data, names in one language."""
    plan = report.plan
    return {
        "format": FORMAT,
        **heading_data(report, language),
        "compared_with": periods_data(report),
        "submissions": {
            unit: _filed(report.filed[unit]) for unit in report.units if unit in report.filed
        },
        "indicators": Entries(
            report.indicators, lambda result: _indicator(report, result, language)
        ),
        "findings": [error_data(error, language) for error in report.all_errors],
        "areas": [_area(report, area) for area in plan.areas.values()],
        "funding": None
        if report.funding is None
        else funding_data(report, report.funding, language),
        "tasks": None if report.tasks is None else tasks_data(report, report.tasks, language),
    }


def _area(report: Report, area: Area) -> dict[str, Any]:
    """Return what an area is, and how many of the smallest units in it have submitted."""
    expected = report.expected_of(area.id)
    submitted = [unit for unit in expected if unit in report.filed]
    return {
        "id": area.id or None,
        "parent": area.parent or None,
        "kind": area.kind,
        "name": area.name,
        "completeness": {"expected": len(expected), "submitted": len(submitted)},
        "formerly": list(area.formerly),
        "split": list(report.split.get(area.id, ())),
    }


def _filed(filed: SubmissionInfo) -> dict[str, Any]:
    return {
        "path": filed.path,
        "period": filed.period,
        "status": None if filed.status is None else str(filed.status),
        "submitted": None if filed.submitted is None else filed.submitted.isoformat(),
        "as_of": None if filed.as_of is None else filed.as_of.isoformat(),
        "source": filed.source,
        "note": filed.note,
        "sample": filed.sample,
        "accepted": dict(filed.accepted),
    }


def _indicator(report: Report, result: IndicatorResult, language: Language) -> dict[str, Any]:
    indicator, areas = result.indicator, report.plan.areas
    contributions, marks = contributions_to_shortfall(result), _Marks(indicator)
    comparison = ComparisonData(report, result)
    return {
        "id": indicator.id,
        "part": indicator.part,
        "clause": indicator.clause,
        "group": indicator.group,
        "measure": str(indicator.measure),
        "name": language.pick(indicator.name),
        "unit": unit_of_measure(indicator, language),
        "responsible": list(indicator.responsible),
        "target": target_data(indicator.target),
        "province": {
            **_own(result.own, marks),
            **plan_data(report, indicator, result.own),
            **comparison.of(OWN_AREA),
        },
        "units": {
            unit: {
                **_unit(row, marks, areas[unit], result.ranks.get(unit)),
                **plan_data(report, indicator, row),
                **comparison.of(unit),
                **contribution_data(contributions.get(unit)),
            }
            for unit, row in result.units.items()
        },
    }


class _Marks:
    """The landmarks of an indicator's rows, kept for as long as these have the same goal."""

    def __init__(self, indicator: Indicator) -> None:
        """Begin with those that have none."""
        self._ends = measure_of(indicator).ends
        self._goal: Fraction | None = None
        self._found = Landmarks(*self._ends)

    def of(self, goal: Fraction | None) -> Landmarks:
        if goal is not self._goal:
            self._goal = goal
            self._found = Landmarks(*self._ends, *(() if goal is None else (goal,)))
        return self._found


def _own(row: AreaResult, marks: _Marks) -> dict[str, Any]:
    return {
        "status": str(row.status),
        "reason": None if row.reason is None else str(row.reason),
        **_numbers(row, marks),
        "worst": row.worst,
        "coverage": {"units": row.coverage.units, "applicable": row.coverage.applicable},
        "firm": row.firm,
        **_own_figure(row),
    }


def _unit(row: AreaResult, marks: _Marks, area: Area, rank: int | None) -> dict[str, Any]:
    return {
        "status": str(row.status),
        "reason": None if row.reason is None else str(row.reason),
        **_numbers(row, marks),
        "target": number(row.goal),
        "counted": row.counted,
        "worst": row.worst,
        "rank": rank,
        **_own_figure(row),
        "parent": area.parent or None,
        "level": area.level,
        "coverage": {"units": row.coverage.units, "applicable": row.coverage.applicable},
        "firm": row.firm,
    }


def _own_figure(row: AreaResult) -> dict[str, Any]:
    """Return what an area says of its own figure; a sum has none."""
    return {
        "flags": [str(flag) for flag in row.flags],
        "period": row.period,
        "source": place_data(row.source),
        "text": row.text,
        "why": row.why,
        "note": row.note,
        "cause": row.cause,
        "accepted": dict(row.accepted),
    }


def _numbers(row: AreaResult, marks: _Marks) -> dict[str, Any]:
    beside = marks.of(row.goal)
    return {
        "value": number(row.value, beside),
        "numerator": number(row.numerator),
        "population": number(row.population),
        "baseline": number(row.baseline, beside),
        "expected": number(row.expected, beside),
        "pace": number(row.pace, _PACE_CUTS),
        "pace_units": None if row.pace is None else row.pace_units,
        "gap": number(row.gap),
        "remaining": number(row.remaining),
    }


_PACE_CUTS = Landmarks(0, Fraction(60, 100), Fraction(95, 100))


COLUMNS = (
    "plan", "period", "period_end", "sample",
    "indicator", "part", "clause", "group", "name", "measure", "measure_unit",
    "level", "area", "area_name", "status", "reason",
    "value", "numerator", "population", "baseline", "expected", "pace", "gap", "remaining",
    "comparator", "target", "coverage_units", "coverage_applicable", "firm", "counted", "worst",
    "rank", "flags", "figure_period", "path", "line", "text", "why", "note", "pace_units",
    "parent", "area_level", "area_kind", "percent_of_plan", "per_month", "contribution",
    "contribution_points", "cause",
)  # fmt: skip
"""The titles, the same in both languages; later versions only add to them."""


def tidy_rows(report: Report, language: Language) -> TidyRows:
    """Return a row for each indicator or part, and province or unit.

    It is held against earlier rounds, which have to be read for it.
    """
    columns = (*COLUMNS, *COMPARED_COLUMNS)
    return TidyRows(columns, _rows(report, language, for_officials=True))


def computed_rows(report: Report, language: Language) -> Iterator[dict[str, Any]]:
    """Yield the same rows without the officials' columns, for which nothing else is read."""
    return _rows(report, language, for_officials=False)


def _rows(report: Report, language: Language, *, for_officials: bool) -> Iterator[dict[str, Any]]:
    plan, period = report.plan, report.period
    of_report = {
        "plan": plan.id,
        "period": period.id,
        "period_end": period.end.isoformat(),
        "sample": report.sample,
    }
    of_areas = {area: _place_in_tree(plan, area) for area in (OWN_AREA, *report.units)}
    for result in report.indicators:
        indicator = result.indicator
        about = of_report | {
            "indicator": indicator.id,
            "part": indicator.part,
            "clause": indicator.clause,
            "group": indicator.group,
            "name": language.pick(indicator.name),
            "measure": str(indicator.measure),
            "measure_unit": unit_of_measure(indicator, language),
        }
        marks = _Marks(indicator)
        officials = _OfficialColumns(report, result) if for_officials else None
        for area, row in result.areas.items():
            yield {
                **about,
                **of_areas[area],
                "status": str(row.status),
                "reason": None if row.reason is None else str(row.reason),
                **_numbers(row, marks),
                **_target_of(indicator, area, row),
                **_reliability(plan, area, row),
                "counted": None if area == OWN_AREA else row.counted,
                "worst": row.worst,
                "rank": None if area == OWN_AREA else result.ranks.get(area),
                **_figure_of(row),
                **({} if officials is None else officials.of(area, row)),
            }


class _OfficialColumns:
    """How the areas of an indicator stand against the plan, each other and earlier rounds."""

    def __init__(self, report: Report, result: IndicatorResult) -> None:
        """Take the indicator's result in a report."""
        self._report = report
        self._indicator = result.indicator
        self._contributions = contributions_to_shortfall(result)
        self._comparison = ComparisonData(report, result)

    def of(self, area: str, row: AreaResult) -> dict[str, Any]:
        """Return an area's columns of these."""
        return {
            **plan_data(self._report, self._indicator, row),
            **contribution_data(self._contributions.get(area)),
            **self._comparison.row_of(area),
        }


def _place_in_tree(plan: Plan, area: str) -> dict[str, Any]:
    found = plan.areas[area]
    return {
        "level": "province" if area == OWN_AREA else "unit",
        "area": area_id(plan, area),
        "area_name": found.name,
        "parent": area_id(plan, found.parent),
        "area_level": found.level,
        "area_kind": found.kind,
    }


def _target_of(indicator: Indicator, area: str, row: AreaResult) -> dict[str, Any]:
    target = indicator.target
    goal = target.value if area == OWN_AREA and target is not None else row.goal
    return {
        "target": number(goal),
        "comparator": None if goal is None or target is None else str(target.comparator),
    }


def _reliability(plan: Plan, area: str, row: AreaResult) -> dict[str, Any]:
    """Return how much of an area a value speaks of; the smallest units speak for themselves."""
    if area != OWN_AREA and area not in plan.below:
        return {}
    return {
        "coverage_units": row.coverage.units,
        "coverage_applicable": row.coverage.applicable,
        "firm": row.firm,
    }


def _figure_of(row: AreaResult) -> dict[str, Any]:
    return {
        "flags": " ".join(map(str, row.flags)),
        "figure_period": row.period,
        "path": None if row.source is None else row.source.path,
        "line": None if row.source is None else row.source.line,
        "text": row.text,
        "why": row.why,
        "note": row.note,
        "cause": row.cause,
    }
