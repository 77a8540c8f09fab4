"""What JSON answers have in common: headings, numbers, targets, findings and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.plan import OWN_AREA
from ttdt.text.rounding import MOST_DECIMALS, Landmarks, rounded_parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from ttdt.compute import FileLine, Report, SubmissionError
    from ttdt.finding import Finding
    from ttdt.number import Number
    from ttdt.plan import Decision, Indicator, Plan, Target
    from ttdt.text.language import Language

_ZERO = Landmarks(0)
_SCALE: int = 10**MOST_DECIMALS


def heading_data(report: Report, language: Language) -> dict[str, Any]:
    """Return whose report it is, on when, and who has submitted."""
    plan, period, completeness = report.plan, report.period, report.completeness
    return {
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
    }


def own_area(plan: Plan) -> dict[str, Any]:
    """Return what a plan's own area is; `id` is that of a unit of which this is the own plan."""
    area = plan.area
    return {"id": plan.of_unit, "code": area.code, "name": area.name, "kind": area.kind}


def number(value: Number | None, landmarks: Landmarks | Iterable[Number] = _ZERO) -> float | None:
    """Return an exact number as a JSON number that stays on its side of the landmarks."""
    if value is None or isinstance(value, int):
        return value
    over, under = value.as_integer_ratio()
    if under == 1:
        return over
    if isinstance(landmarks, Landmarks):
        rounded = landmarks.millionths(over, under)
    else:
        rounded, _ = rounded_parts(value, landmarks, MOST_DECIMALS)
    return float(rounded / _SCALE) if rounded % _SCALE else rounded // _SCALE


def exact_number(value: Decimal | None) -> Decimal | int | None:
    """Return a decimal as a JSON number with no more decimals than it needs."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else value.normalize()


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


def place_data(place: FileLine | None) -> dict[str, Any] | None:
    """Return where something stands, null where it stands nowhere."""
    return None if place is None else {"path": place.path, "line": place.line}


def area_id(plan: Plan, area: str | None) -> str | None:
    """Return what tables call an area: its id, the plan's own by its code."""
    return plan.area.code if area == OWN_AREA else area
