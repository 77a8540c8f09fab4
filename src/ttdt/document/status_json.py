"""Who has submitted, as JSON, format `ttdt.status/1`: keys are only ever added within version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.document.report.json import number
from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from ttdt.analysis.deadlines import Due
    from ttdt.analysis.submission_status import SubmissionStatus, UnitSubmissionStatus
    from ttdt.text.language import Language

FORMAT = "ttdt.status/1"


def write_document(standing: SubmissionStatus, lang: Language) -> str:
    """Return a standing as JSON."""
    plan, period, completeness = standing.plan, standing.period, standing.completeness
    document = {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": lang.pick(plan.title)},
        "province": {"code": plan.area.code, "name": plan.area.name},
        "period": {
            "id": period.id,
            "end": period.end.isoformat(),
            "elapsed": number(period.elapsed),
        },
        "today": standing.today.isoformat(),
        "sample": standing.sample,
        "completeness": {
            "expected": len(completeness.expected),
            "submitted": completeness.submitted,
            "missing": list(completeness.missing),
            "invalid": list(completeness.invalid),
        },
        "deadline": None if standing.deadline is None else standing.deadline.isoformat(),
        "units": [_unit_data(standing, unit) for unit in standing.units],
        "due": None if standing.due is None else [_due_data(one) for one in standing.due],
    }
    return dumps(document)


def _unit_data(standing: SubmissionStatus, unit: UnitSubmissionStatus) -> dict[str, Any]:
    figures = unit.figures
    return {
        "id": unit.unit,
        "name": standing.plan.units[unit.unit].name,
        "submitted": unit.submitted,
        "usable": unit.usable,
        "empty": unit.empty,
        "path": unit.path,
        "period": None if unit.period is None else unit.period.id,
        "status": unit.status,
        "submitted_on": None if unit.submitted_on is None else unit.submitted_on.isoformat(),
        "deadline": None if unit.deadline is None else unit.deadline.isoformat(),
        "late": unit.late,
        "overdue": unit.overdue,
        "days_late": unit.days_late,
        "late_because": unit.late_because,
        "figures": {
            "expected": figures.expected,
            "reported": figures.reported,
            "not_applicable": figures.not_applicable,
            "not_reported": figures.not_reported,
            "not_reported_with_reason": figures.explained,
            "invalid": figures.invalid,
        },
        "findings": {"errors": unit.errors, "warnings": unit.warnings},
        "unread": list(unit.unread),
    }


def _due_data(found: Due) -> dict[str, Any]:
    wanted = found.appointment
    return {
        "plan": wanted.plan.id,
        "period": wanted.period.id,
        "deadline": None if wanted.deadline is None else wanted.deadline.isoformat(),
        "days_left": found.days_left,
        "submitted": list(found.submitted),
        "missing": list(found.missing),
    }
