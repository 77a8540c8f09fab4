"""A comparison as JSON, format `ttdt.diff/1`: keys are only ever added within version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.analysis.diff import ChangeKind
from ttdt.analysis.diff.results import difference, kind_of, relative
from ttdt.compute.achievement import percent_of_plan
from ttdt.compute.measures import measure_of
from ttdt.document.diff.new_notes import NotesBeside, notes_data
from ttdt.document.diff.programme import money_data, task_data
from ttdt.document.plain_data import error_data, number, own_area, target_data
from ttdt.document.report.comparison_data import LANDMARKS

if TYPE_CHECKING:
    from ttdt.analysis.diff import (
        Cause,
        Diff,
        FigureChange,
        Flip,
        InputChange,
        PlanChange,
        PopulationChange,
        Side,
        Stated,
        ValueChange,
    )
    from ttdt.analysis.diff.results import SubmissionVersion
    from ttdt.compute import AreaResult, FileLine
    from ttdt.plan import Area, Indicator
    from ttdt.text.language import Language

FORMAT = "ttdt.diff/1"


def document(found: Diff, language: Language) -> dict[str, Any]:
    """Return the comparison as plain data, names in one language."""
    kinds = [kind_of(change.old, change.new) for change in found.figures]
    of_units = sum(flip.of_unit for flip in found.flips)
    beside = NotesBeside(found)
    return {
        "format": FORMAT,
        "province": own_area(found.new.report.plan),
        "old": _side(found.old, language),
        "new": _side(found.new, language),
        "sample": found.sample,
        "changed": not found.empty,
        "summary": {
            "flips": {"province": len(found.flips) - of_units, "units": of_units},
            "figures": {str(kind): kinds.count(kind) for kind in ChangeKind},
            "populations": len(found.populations),
            "baseline_figures": len(found.baseline_figures),
            "baseline_populations": len(found.baseline_populations),
            "submissions": len(found.submissions),
            "plan": len(found.plan),
            "funding": 0 if found.money is None else len(found.money.rows),
            "tasks": len(found.tasks),
            "notes": len(found.notes),
        },
        "flips": [_flip(flip, language) for flip in found.flips],
        "figures": [
            {**_figure(change), **beside.said(change.unit.id, change.indicator)._asdict()}
            for change in found.figures
        ],
        "populations": [_population(change) for change in found.populations],
        "baseline_figures": [_figure(change) for change in found.baseline_figures],
        "baseline_populations": [_population(change) for change in found.baseline_populations],
        "submissions": [
            {"unit": change.unit.id or None, "old": _filed(change.old), "new": _filed(change.new)}
            for change in found.submissions
        ],
        "plan": [_plan(change) for change in found.plan],
        "funding": money_data(found, language),
        "tasks": task_data(found),
        "notes": notes_data(found),
        "values": [_value(one, language) for one in found.values],
        "findings": [error_data(error, language) for error in found.errors],
        "formed": {unit: list(former) for unit, former in found.formed.items()},
        "incomparable": {unit: list(split) for unit, split in found.incomparable.items()},
    }


def _side(side: Side, language: Language) -> dict[str, Any]:
    plan, period = side.report.plan, side.report.period
    return {
        "period": {"id": period.id, "end": period.end.isoformat()},
        "revision": side.revision,
        "commit": side.commit,
        "plan": {"id": plan.id, "year": plan.year, "title": language.pick(plan.title)},
        "carry_forward": side.carry_forward,
        "sample": side.report.sample,
    }


def _flip(flip: Flip, language: Language) -> dict[str, Any]:
    return {
        "unit": flip.area.id if flip.of_unit else None,
        **_key(flip.indicator),
        "clause": flip.indicator.clause,
        "name": language.pick(flip.indicator.name),
        "worse": flip.worse,
        "old": _row(flip.before, flip.area, flip.old),
        "new": _row(flip.indicator, flip.area, flip.new),
        "causes": [_cause(cause) for cause in flip.causes],
    }


def _value(one: ValueChange, language: Language) -> dict[str, Any]:
    return {
        **_key(one.indicator),
        "clause": one.indicator.clause,
        "name": language.pick(one.indicator.name),
        "old": _row(one.before, one.area, one.old),
        "new": _row(one.indicator, one.area, one.new),
        "difference": number(one.change),
        "counted_difference": None if one.compared is None else number(one.compared.counted),
        "counted_units": None if one.compared is None else one.compared.units,
        "percent_of_plan_difference": number(one.percent_of_plan_change),
    }


def _key(indicator: Indicator) -> dict[str, Any]:
    return {"indicator": indicator.id, "part": indicator.part}


def _row(indicator: Indicator, area: Area, row: AreaResult) -> dict[str, Any]:
    goal = indicator.goal_of(area.id)
    ends = measure_of(indicator).ends
    marks = ends if goal is None else (*ends, goal)
    return {
        "status": str(row.status),
        "reason": None if row.reason is None else str(row.reason),
        "value": number(row.value, marks),
        "numerator": number(row.numerator),
        "population": number(row.population),
        "target": number(goal),
        "expected": number(row.expected, marks),
        "worst": row.worst,
        "percent_of_plan": number(percent_of_plan(indicator, row), LANDMARKS),
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "unit": cause.unit or None,
        "sufficient": cause.sufficient,
        "effect": number(cause.effect),
        "changes": [_input(change) for change in cause.changes],
    }


def _input(change: InputChange) -> dict[str, Any]:
    return {
        "what": str(change.what),
        "part": change.part,
        "population": change.population,
        "old": None if change.old is None else _stated(change.old),
        "new": None if change.new is None else _stated(change.new),
    }


def _figure(change: FigureChange) -> dict[str, Any]:
    return {
        "unit": change.unit.id or None,
        **_key(change.indicator),
        "change": str(kind_of(change.old, change.new)),
        **_numbers(change),
    }


def _population(change: PopulationChange) -> dict[str, Any]:
    return {
        "unit": change.unit.id or None,
        "population": change.population.id,
        "change": str(kind_of(change.old, change.new)),
        **_numbers(change),
    }


def _numbers(change: FigureChange | PopulationChange) -> dict[str, Any]:
    return {
        "old": _stated(change.old),
        "new": _stated(change.new),
        "difference": number(difference(change.old, change.new)),
        "relative": number(relative(change.old, change.new)),
    }


def _stated(stated: Stated) -> dict[str, Any]:
    return {
        "state": str(stated.state),
        "value": number(stated.value),
        "percent": number(stated.percent),
        "text": stated.text,
        "source": _place(stated.source),
    }


def _place(place: FileLine | None) -> dict[str, Any] | None:
    return None if place is None else {"path": place.path, "line": place.line}


def _filed(filed: SubmissionVersion | None) -> dict[str, Any] | None:
    if filed is None:
        return None
    return {
        "path": filed.path,
        "period": filed.period,
        "status": None if filed.status is None else str(filed.status),
        "readable": filed.usable,
    }


def _plan(change: PlanChange) -> dict[str, Any]:
    indicator = change.indicator
    return {
        "change": str(change.aspect),
        "unit": None if change.unit is None else change.unit.id,
        "indicator": None if indicator is None else indicator.id,
        "part": None if indicator is None else indicator.part,
        "old": None if change.old is None else _definition(change.old),
        "new": None if change.new is None else _definition(change.new),
    }


def _definition(indicator: Indicator) -> dict[str, Any]:
    reference = indicator.reference
    return {
        "target": target_data(indicator.target),
        "measure": str(indicator.measure),
        "better": str(indicator.direction),
        "scope": None if indicator.scope is None else str(indicator.scope),
        "pace": {
            "linear": indicator.paced and not indicator.milestones,
            "milestones": {name: number(step) for name, step in indicator.milestones.items()},
        },
        "population": indicator.population,
        "reference": (
            None
            if reference is None
            else {"numerator": reference.numerator, "population": reference.population}
        ),
        "parts": [part.part for part in indicator.parts],
    }
