"""Money and tasks as tidy rows: amounts as the units typed them, and what was computed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.document.funding.json import tidy_rows as funding_tidy_rows
from ttdt.document.tasks.json import tidy_rows as tasks_tidy_rows
from ttdt.export.figures import of_file, submissions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.export import ExportData, ExportRound
    from ttdt.text.language import Language

AMOUNTS = {
    "period": "string", "period_end": "date", "unit": "string", "project": "string",
    "source": "string", "carried_over": "number", "assigned": "number", "disbursed": "number",
    "decision": "string", "decision_date": "date", "not_reported": "string", "note": "string",
    "cause": "string", "invalid": "boolean", "sample": "boolean", "path": "string",
    "line": "integer",
}  # fmt: skip
"""The columns of the rows of amounts, and their types in the words of Table Schema."""

FUNDING = {
    "period": "string", "period_end": "date", "area": "string", "area_name": "string",
    "project": "string", "project_code": "string", "project_name": "string", "source": "string",
    "source_name": "string", "kind": "string", "unit": "string", "carried_over": "number",
    "assigned": "number", "available": "number", "disbursed": "number", "in_period": "number",
    "in_period_cells": "integer", "percent": "number", "remaining": "number",
    "per_month": "number", "status": "string", "target": "number", "expected": "number",
    "gap": "number", "coverage_units": "integer", "coverage_applicable": "integer",
    "firm": "boolean", "cells": "integer", "last_year_disbursed": "number",
    "last_year_change": "number", "last_year_cells": "integer", "reassigned": "number",
    "percent_before_reassignment": "number", "sample": "boolean",
}  # fmt: skip

TASKS = {
    "period": "string", "period_end": "date", "task": "string", "clause": "string",
    "name": "string", "responsible": "string", "due": "string", "area": "string",
    "area_name": "string", "status": "string", "percent": "number", "late": "boolean",
    "note": "string", "cause": "string", "reason": "string", "verdicts": "string",
    "sample": "boolean", "path": "string", "line": "integer",
}  # fmt: skip

EXACT = frozenset(
    {
        "carried_over", "assigned", "available", "disbursed", "in_period", "remaining",
        "per_month", "last_year_disbursed", "last_year_change", "reassigned",
    }
)  # fmt: skip
"""The columns of amounts of money, which are decimals to the last digit."""

_OF_PLAN = {"plan": "string", "year": "integer", "province": "string", "province_name": "string"}

FUNDING_OF_MANY_PLANS = FUNDING | _OF_PLAN | {"leaf": "boolean"}
TASKS_OF_MANY_PLANS = TASKS | _OF_PLAN
"""The same with what tells plans apart."""


def amount_rows(data: ExportData) -> Iterator[dict[str, Any]]:
    """Yield a row for each project and source whose money a file names."""
    for area, filed, _ in submissions(data):
        for (project, source), amounts in filed.funding.items():
            decision, place = amounts.decision, amounts.place
            yield of_file(data.plan, area, amounts.origin or filed) | {
                "project": project,
                "source": source,
                "carried_over": amounts.carried_over,
                "assigned": amounts.assigned,
                "disbursed": amounts.disbursed,
                "decision": decision and decision.number,
                "decision_date": decision and decision.date,
                "not_reported": amounts.not_reported,
                "note": amounts.note,
                "cause": amounts.cause,
                "invalid": amounts.invalid or not filed.usable,
                "line": None if place is None else place.line,
            }


def funding_rows(stage: ExportRound, language: Language) -> Iterator[Mapping[str, Any]]:
    """Yield what was computed of a round's money; nothing where it is not reported on."""
    if stage.report.funding is not None:
        yield from funding_tidy_rows(stage.report, stage.report.funding, language).rows


def task_rows(stage: ExportRound, language: Language) -> Iterator[Mapping[str, Any]]:
    """Yield what is said of a round's tasks; nothing where it has none."""
    if stage.report.tasks is not None:
        yield from tasks_tidy_rows(stage.report, stage.report.tasks, language).rows


def funding_of_many_plans(stage: ExportRound, language: Language) -> Iterator[dict[str, Any]]:
    """Yield the rows of money with some of the columns of `FUNDING_OF_MANY_PLANS`."""
    plan = stage.report.plan
    leaves = {unit.id for unit in plan.leaves}
    of_plan = _plan_columns(stage)
    for row in funding_rows(stage, language):
        yield {**row, **of_plan, "leaf": row["area"] in leaves}


def tasks_of_many_plans(stage: ExportRound, language: Language) -> Iterator[dict[str, Any]]:
    """Yield the rows of tasks with some of the columns of `TASKS_OF_MANY_PLANS`."""
    of_plan = _plan_columns(stage)
    for row in task_rows(stage, language):
        yield {**row, **of_plan}


def _plan_columns(stage: ExportRound) -> dict[str, Any]:
    area, year = stage.report.plan.area, stage.report.plan.year
    return {"year": year, "province": area.code, "province_name": area.name}
