"""The standing of a round as versioned data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.analysis.submission_status import UnitsBelow
from ttdt.document.plain_data import number, own_area
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from ttdt.analysis.deadlines import Due
    from ttdt.analysis.submission_status import AreaSubmissionStatus, SubmissionStatus
    from ttdt.text.language import Language

FORMAT = "ttdt.status/1"
"""Keys are only ever added within version 1."""


def status_data(standing: SubmissionStatus, lang: Language) -> dict[str, Any]:
    """Return all of a round's standing as plain data, names in one language."""
    plan, period, completeness = standing.plan, standing.period, standing.completeness
    rows = [_area_data(standing, row) for row in standing.areas]
    return {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": lang.pick(plan.title)},
        "province": own_area(plan),
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
            "missing": [plan.id_in_whole(unit) for unit in completeness.missing],
            "invalid": [plan.id_in_whole(unit) for unit in completeness.invalid],
        },
        "deadline": None if standing.deadline is None else standing.deadline.isoformat(),
        "own": next((row for row in rows if row["id"] == OWN_AREA), None),
        "units": [row for row in rows if row["id"] != OWN_AREA],
        "bodies": [
            {
                "id": one.body,
                "name": lang.pick(plan.bodies[one.body].name),
                "reported": list(one.reported),
                "missing": list(one.missing),
            }
            for one in standing.bodies
        ],
        "due": None if standing.due is None else [_due_data(one) for one in standing.due],
    }


def _area_data(standing: SubmissionStatus, row: AreaSubmissionStatus) -> dict[str, Any]:
    figures, area = row.figures, standing.plan.areas[row.area]
    return {
        "id": row.area,
        "name": area.name,
        "submitted": row.submitted,
        "usable": row.usable,
        "empty": row.empty,
        "path": row.path,
        "period": None if row.period is None else row.period.id,
        "status": row.status,
        "submitted_on": None if row.submitted_on is None else row.submitted_on.isoformat(),
        "deadline": None if row.deadline is None else row.deadline.isoformat(),
        "late": row.late,
        "overdue": row.overdue,
        "days_late": row.days_late,
        "late_because": row.late_because,
        "figures": {
            "expected": figures.expected,
            "reported": figures.reported,
            "not_applicable": figures.not_applicable,
            "not_reported": figures.not_reported,
            "not_reported_with_reason": figures.explained,
            "invalid": figures.invalid,
        },
        "findings": {"errors": row.errors, "warnings": row.warnings},
        "unread": list(row.unread),
        "parent": area.parent or None,
        "level": area.level,
        "required": row.required,
        "completeness": _completeness(row),
        "covered": {"figures": row.covered, "by": list(row.covered_by)},
        "not_reported": [indicator.full_id for indicator in row.not_reported],
    }


def _completeness(row: AreaSubmissionStatus) -> dict[str, Any]:
    """Return who has submitted of the smallest units in an area; a unit without any is itself."""
    below = row.below
    if below is None:
        below = UnitsBelow(
            expected=(row.area,),
            missing=(row.area,) if row.missing else (),
            late=(row.area,) if row.submitted and row.missed_deadline else (),
            invalid=(row.area,) if row.invalid else (),
        )
    return {
        "expected": len(below.expected),
        "submitted": below.submitted,
        "missing": list(below.missing),
        "late": list(below.late),
        "invalid": list(below.invalid),
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
