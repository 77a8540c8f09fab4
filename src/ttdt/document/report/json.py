"""The report as JSON, format `ttdt.report/1`: keys are only ever added within version 1."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.document.answer import Entries, TidyRows
from ttdt.plan import OWN_AREA
from ttdt.text.rounding import MOST_DECIMALS, rounded_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.compute import (
        AreaResult,
        FileLine,
        IndicatorResult,
        Report,
        SubmissionError,
        SubmissionInfo,
    )
    from ttdt.finding import Finding
    from ttdt.plan import Area, Decision, Indicator, Plan, Target
    from ttdt.text.language import Language

FORMAT = "ttdt.report/1"

_ZERO = Fraction(0)
_SCALE: int = 10**MOST_DECIMALS


def document(report: Report, language: Language) -> dict[str, Any]:
    """Return the report as plain data, names in one language."""
    plan, period, completeness = report.plan, report.period, report.completeness
    return {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": language.pick(plan.title)},
        "province": own_area(plan),
        "period": {
            "id": period.id,
            "end": period.end.isoformat(),
            "elapsed": number(period.elapsed),
        },
        "method": report.method,
        "sample": report.sample,
        "completeness": {
            "expected": len(completeness.expected),
            "submitted": completeness.submitted,
            "missing": [plan.id_in_whole(unit) for unit in completeness.missing],
            "invalid": [plan.id_in_whole(unit) for unit in completeness.invalid],
        },
        "submissions": {
            unit: _filed(report.filed[unit]) for unit in report.units if unit in report.filed
        },
        "indicators": Entries(
            report.indicators, lambda result: _indicator(result, plan.areas, language)
        ),
        "findings": [error_data(error, language) for error in report.all_errors],
        "areas": [_area(report, area) for area in plan.areas.values()],
    }


def own_area(plan: Plan) -> dict[str, Any]:
    """Return what a plan's own area is; `id` is that of a unit of which this is the own plan."""
    area = plan.area
    return {"id": plan.of_unit, "code": area.code, "name": area.name, "kind": area.kind}


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
        "source": filed.source,
        "note": filed.note,
        "sample": filed.sample,
        "accepted": dict(filed.accepted),
    }


def number(value: Fraction | int | None, landmarks: Iterable[Fraction] = (_ZERO,)) -> float | None:
    """Return an exact number as a JSON number that stays on its side of the landmarks."""
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    rounded, _ = rounded_parts(value, landmarks, MOST_DECIMALS)
    return float(rounded / _SCALE) if rounded % _SCALE else rounded // _SCALE


def finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as plain data."""
    return {
        "code": finding.code,
        "severity": str(finding.rule.severity),
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": language.translate(finding.message),
    }


def error_data(error: SubmissionError, language: Language) -> dict[str, Any]:
    """Return an error of a submission as plain data, and whether figures are left out for it."""
    return {**finding_data(error.finding, language), "left_out": error.leaves_out}


def unit_of_measure(indicator: Indicator, language: Language) -> str | None:
    """Return the unit that an indicator's values are in."""
    measure = measure_of(indicator)
    if measure.in_per_cent:
        return "%"
    if measure.in_points:
        return language.gettext("percentage points")
    if not measure.in_units or indicator.unit is None:
        return None
    return language.pick(indicator.unit)


def _indicator(
    result: IndicatorResult, areas: Mapping[str, Area], language: Language
) -> dict[str, Any]:
    indicator = result.indicator
    return {
        "id": indicator.id,
        "part": indicator.part,
        "clause": indicator.clause,
        "group": indicator.group,
        "measure": str(indicator.measure),
        "name": language.pick(indicator.name),
        "unit": unit_of_measure(indicator, language),
        "target": target_data(indicator.target),
        "province": _own(indicator, result.own),
        "units": {
            unit: _unit(indicator, row, areas[unit], result.ranks.get(unit))
            for unit, row in result.units.items()
        },
    }


def target_data(target: Target | None) -> dict[str, Any]:
    """Return a target as plain data, null where there is no number to compare with."""
    if target is None:
        return {"comparator": None, "value": None, "tolerance": None, "by_unit": {}}
    return {
        "comparator": str(target.comparator),
        "value": number(target.value),
        "tolerance": number(target.tolerance),
        "by_unit": {unit: number(share) for unit, share in target.by_unit.items()},
        **_amended(target),
    }


def _amended(target: Target) -> dict[str, Any]:
    """Return since when and by which decision a target is in force that was changed in mid-year."""
    if target.since is None or target.replaced is None:
        return {}
    decision = target.decision
    return {
        "since": target.since.id,
        "decision": None if decision is None else decision_data(decision),
        "replaced": {
            "comparator": str(target.replaced.comparator),
            "value": number(target.replaced.value),
        },
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain data."""
    return {
        "number": decision.number,
        "date": None if decision.date is None else decision.date.isoformat(),
    }


def _landmarks(indicator: Indicator, goal: Fraction | None) -> tuple[Fraction, ...]:
    ends = measure_of(indicator).ends
    return ends if goal is None else (*ends, goal)


def _own(indicator: Indicator, row: AreaResult) -> dict[str, Any]:
    return {
        "status": str(row.status),
        "reason": None if row.reason is None else str(row.reason),
        **_numbers(indicator, row),
        "worst": row.worst,
        "coverage": {"units": row.coverage.units, "applicable": row.coverage.applicable},
        "firm": row.firm,
        **_own_figure(row),
    }


def _unit(indicator: Indicator, row: AreaResult, area: Area, rank: int | None) -> dict[str, Any]:
    return {
        "status": str(row.status),
        "reason": None if row.reason is None else str(row.reason),
        **_numbers(indicator, row),
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
        "source": _place(row.source),
        "text": row.text,
        "why": row.why,
        "note": row.note,
        "accepted": dict(row.accepted),
    }


def _numbers(indicator: Indicator, row: AreaResult) -> dict[str, Any]:
    marks = _landmarks(indicator, row.goal)
    return {
        "value": number(row.value, marks),
        "numerator": number(row.numerator),
        "population": number(row.population),
        "baseline": number(row.baseline, marks),
        "expected": number(row.expected, marks),
        "pace": number(row.pace, _PACE_CUTS),
        "pace_units": None if row.pace is None else row.pace_units,
        "gap": number(row.gap),
        "remaining": number(row.remaining),
    }


_PACE_CUTS = (_ZERO, Fraction(60, 100), Fraction(95, 100))


def _place(place: FileLine | None) -> dict[str, Any] | None:
    return None if place is None else {"path": place.path, "line": place.line}


COLUMNS = (
    "plan", "period", "period_end", "sample",
    "indicator", "part", "clause", "group", "name", "measure", "measure_unit",
    "level", "area", "area_name", "status", "reason",
    "value", "numerator", "population", "baseline", "expected", "pace", "gap", "remaining",
    "comparator", "target", "coverage_units", "coverage_applicable", "firm", "counted", "worst",
    "rank", "flags", "figure_period", "path", "line", "text", "why", "note", "pace_units",
    "parent", "area_level", "area_kind",
)  # fmt: skip
"""The titles, the same in both languages; later versions only add to them."""


def tidy_rows(report: Report, language: Language) -> TidyRows:
    """Return a row for each indicator or part, and province or unit, with some of `COLUMNS`."""
    return TidyRows(COLUMNS, _tidy_rows(report, language))


def _tidy_rows(report: Report, language: Language) -> Iterator[dict[str, Any]]:
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
        for area, row in result.areas.items():
            yield {
                **about,
                **of_areas[area],
                "status": str(row.status),
                "reason": None if row.reason is None else str(row.reason),
                **_numbers(indicator, row),
                **_target_of(indicator, area, row),
                **_reliability(plan, area, row),
                "counted": None if area == OWN_AREA else row.counted,
                "worst": row.worst,
                "rank": None if area == OWN_AREA else result.ranks.get(area),
                **_figure_of(row),
            }


def area_id(plan: Plan, area: str | None) -> str | None:
    """Return what tables call an area: its id, the plan's own by its code."""
    return plan.area.code if area == OWN_AREA else area


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
    }
