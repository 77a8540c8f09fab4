"""The trend as JSON, format `ttdt.trend/1`: keys are only ever added within version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.analysis.projection import METHOD
from ttdt.document import wording
from ttdt.document.plain_data import error_data, number, own_area, target_data, unit_of_measure
from ttdt.document.report.comparison_data import LANDMARKS, compared_data, periods_data

if TYPE_CHECKING:
    from ttdt.analysis.trend import IndicatorTrend, Point, Trend, TrendRound
    from ttdt.compute import Report
    from ttdt.text.language import Language

FORMAT = "ttdt.trend/1"


def document(lang: Language, trend: Trend) -> dict[str, Any]:
    """Return the trend as plain data; numbers have at most six decimals."""
    plan = trend.plan
    return {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": lang.pick(plan.title)},
        "province": own_area(plan),
        "sample": trend.sample,
        "rounds": [
            round_data(stage.report, stage.submissions, starting=stage.starting)
            for stage in trend.stages
        ],
        "indicators": [
            _row(lang, trend, line, block.area) for block in trend.blocks for line in block.lines
        ],
        "funding": None,
        "compared_with": periods_data(trend.newest),
        "findings": [error_data(error, lang) for error in trend.errors],
    }


def round_data(report: Report, filed: Report, *, starting: bool = False) -> dict[str, Any]:
    """Return a round as plain data; `filed` is the report in the units that had to submit."""
    who, plan = filed.completeness, filed.plan
    return {
        "period": report.period.id,
        "end": report.period.end.isoformat(),
        "elapsed": number(report.period.elapsed),
        "plan": report.plan.id,
        "baseline": starting,
        "method": report.method,
        "sample": report.sample,
        "completeness": {
            "expected": len(who.expected),
            "submitted": who.submitted,
            "missing": [plan.id_in_whole(unit) for unit in who.missing],
            "invalid": [plan.id_in_whole(unit) for unit in who.invalid],
        },
    }


def _row(lang: Language, trend: Trend, line: IndicatorTrend, area: str) -> dict[str, Any]:
    indicator, achievement = line.indicator, line.achievement
    since, before = achievement.since, achievement.before_loss
    return {
        "reporting_unit": area if trend.newest.by_selection else None,
        "id": indicator.id,
        "part": indicator.part,
        "clause": indicator.clause,
        "group": indicator.group,
        "measure": str(indicator.measure),
        "name": lang.pick(indicator.name),
        "unit": unit_of_measure(indicator, lang),
        "target": target_data(indicator.target),
        "goal": number(line.goal),
        "values": [
            _value(stage, point) for stage, point in zip(trend.stages, line.points, strict=True)
        ],
        "same_units": not line.mixed,
        "met_in": None if since is None else since.id,
        "met_before_until": None if before is None else before.id,
        "projection": _projection(trend, line),
        "no_projection": None if line.obstacle is None else str(line.obstacle),
        "percent_of_plan": number(line.percent_of_plan, LANDMARKS),
        "previous": compared_data(indicator, line.previous),
        "same_period_last_year": compared_data(indicator, line.same_period_last_year),
    }


def _value(stage: TrendRound, point: Point) -> dict[str, Any]:
    seen, coverage = point.seen, point.coverage
    marks = wording.landmarks(point.indicator, point.goal)
    reason = None if seen is None or point.status is None else seen.reason
    return {
        "period": stage.report.period.id,
        "status": None if point.status is None else str(point.status),
        "reason": None if reason is None else str(reason),
        "value": number(point.value, marks),
        "numerator": None if seen is None else number(seen.numerator),
        "population": None if seen is None else number(seen.population),
        "coverage": None
        if coverage is None
        else {"units": coverage.units, "applicable": coverage.applicable},
        "firm": seen.firm if seen is not None and seen.summed and point.judged else None,
        "units": list(point.units),
        "flags": [str(flag) for flag in point.flags],
        "continuity": str(point.continuity),
    }


def _projection(trend: Trend, line: IndicatorTrend) -> dict[str, Any] | None:
    found = line.projection
    if found is None:
        return None
    marks = wording.landmarks(line.indicator, line.goal)
    coverage = line.points[-1].coverage
    return {
        "value": number(found.value, marks),
        "meets": found.meets,
        "method": METHOD,
        "as_of": trend.newest.period.id,
        "baseline": number(found.start, marks),
        "clamped": found.clamped,
        "coverage": None
        if coverage is None
        else {"units": coverage.units, "applicable": coverage.applicable},
        "firm": found.firm,
    }
