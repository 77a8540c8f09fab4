"""Money as JSON: alone, format `ttdt.funding/1`, and within a report.

Keys are only ever added within version 1. Amounts are exact, in the plan's unit.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute import Status
from ttdt.compute.funding import NO_KIND, MoneyKey
from ttdt.document.answer import TidyRows
from ttdt.document.plain_data import (
    area_id,
    decision_data,
    exact_number,
    finding_data,
    heading_data,
    number,
    place_data,
    target_data,
)
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import Report
    from ttdt.compute.funding import (
        FundingResult,
        FundingRow,
        MoneyRemark,
        Reassignment,
        Since,
        UnknownMoney,
    )
    from ttdt.plan import Funding, Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.funding/1"

_ENDS = (Fraction(0), Fraction(100))


def document(report: Report, result: FundingResult, language: Language) -> dict[str, Any]:
    """Return the money of a round as plain data, names in one language."""
    return {
        "format": FORMAT,
        **heading_data(report, language),
        **funding_data(report, result, language),
        "findings": [finding_data(error, language) for error in result.errors],
    }


def funding_data(report: Report, result: FundingResult, language: Language) -> dict[str, Any]:
    """Return what a report says of money, as plain data."""
    funding, plan = result.funding, report.plan
    return {
        "unit": language.pick(funding.unit),
        "target": target_data(funding.rate.target),
        "rows": [row_data(result.row(*key)) for key in money_keys(report, result)],
        "kinds": [
            {"kind": kind or NO_KIND, **_amounts(result.row(kind=kind or NO_KIND))}
            for kind in funding.kinds
        ],
        "reassignments": [reassignment_data(plan, one) for one in result.reassignments],
        "unknown": [unknown_data(plan, one) for one in result.unknown],
        "causes": [_cause_data(plan, one) for one in result.remarks],
        "projects": [
            {
                "id": project.id,
                "code": project.code,
                "name": language.pick(project.name),
                "parent": project.parent,
            }
            for project in funding.projects.values()
        ],
        "sources": [
            {"id": source.id, "name": language.pick(source.name), "kind": source.kind}
            for source in funding.sources.values()
        ],
    }


def money_keys(report: Report, result: FundingResult) -> tuple[MoneyKey, ...]:
    """Return whose money there are rows of: of every area, and for the plan's own every part of it.

    Those are every project, every source, and each source of a project that has any of it.
    """
    funding = result.funding
    named = {
        (project, source)
        for leaf, source in result.named
        for project in with_those_above(funding, leaf)
    }
    return (
        *(MoneyKey(area) for area in (OWN_AREA, *report.units)),
        *(MoneyKey(project=project) for project in funding.projects),
        *(MoneyKey(source=source) for source in funding.sources),
        *(
            MoneyKey(project=project, source=source)
            for project in funding.projects
            for source in funding.sources
            if (project, source) in named
        ),
    )


def with_those_above(funding: Funding, project: str) -> Iterator[str]:
    """Yield a project and all that it is a part of."""
    one: str | None = project
    while one is not None:
        yield one
        one = funding.projects[one].parent


def row_data(row: FundingRow) -> dict[str, Any]:
    """Return a row of money as plain data."""
    key = row.key
    return {
        "area": key.area or None,
        "project": key.project,
        "source": key.source,
        **_amounts(row),
    }


def _amounts(row: FundingRow) -> dict[str, Any]:
    money = row.money
    marks = _ENDS if row.goal is None else (*_ENDS, row.goal)
    return {
        "carried_over": exact_number(money and money.carried_over),
        "assigned": exact_number(money and money.assigned),
        "available": exact_number(money and money.available),
        "disbursed": exact_number(money and money.disbursed),
        "in_period": exact_number(row.in_period),
        "in_period_cells": None if row.before is None else row.before.cells,
        "percent": number(money and money.rate, marks),
        "remaining": exact_number(money and money.remaining),
        "per_month": exact_number(row.per_month),
        "status": None if row.status is Status.UNGRADED else str(row.status),
        "target": number(row.goal),
        "expected": number(row.expected, marks),
        "gap": number(row.gap),
        "coverage": {"units": row.coverage.units, "applicable": row.coverage.applicable},
        "firm": row.firm,
        "cells": row.cells,
        "same_period_last_year": _last_year(row.last_year),
        "reassigned": None if money is None else exact_number(row.reassigned),
        "percent_before_reassignment": number(row.former_rate, marks),
    }


def _last_year(since: Since | None) -> dict[str, Any] | None:
    if since is None:
        return None
    return {
        "disbursed": exact_number(since.before),
        "change": exact_number(since.change),
        "cells": since.cells,
    }


def reassignment_data(plan: Plan, one: Reassignment) -> dict[str, Any]:
    """Return what was assigned otherwise than before as plain data."""
    return {
        "area": plan.id_in_whole(one.area) or None,
        "project": one.cell[0],
        "source": one.cell[1],
        "before": exact_number(one.before),
        "now": exact_number(one.now),
        "decision": None if one.decision is None else decision_data(one.decision),
        "place": place_data(one.source),
    }


def unknown_data(plan: Plan, one: UnknownMoney) -> dict[str, Any]:
    """Return money that cannot be counted, and why, as plain data."""
    project, source = one.cell or (None, None)
    return {
        "area": plan.id_in_whole(one.area) or None,
        "project": project,
        "source": source,
        "reason": str(one.reason),
        "why": one.why,
        "place": place_data(one.source),
    }


def _cause_data(plan: Plan, one: MoneyRemark) -> dict[str, Any]:
    project, source = one.cell
    return {
        "area": plan.id_in_whole(one.area) or None,
        "project": project,
        "source": source,
        "cause": one.cause,
        "note": one.note,
        "place": place_data(one.source),
    }


_OF_ROUND = ("plan", "period", "period_end", "sample", "unit")
_NAMES = (
    "area", "area_name", "project", "project_code", "project_name", "source", "source_name", "kind",
)  # fmt: skip
_NUMBERS = (
    "carried_over", "assigned", "available", "disbursed", "in_period", "in_period_cells", "percent",
    "remaining", "per_month", "status", "target", "expected", "gap", "coverage_units",
    "coverage_applicable", "firm", "cells", "last_year_disbursed", "last_year_change",
    "last_year_cells", "reassigned", "percent_before_reassignment",
)  # fmt: skip


def tidy_rows(report: Report, result: FundingResult, language: Language) -> TidyRows:
    """Return a row for each of the JSON's rows and kinds; what a row is the total of is empty."""
    return TidyRows((*_OF_ROUND, *_NAMES, *_NUMBERS), _tidy_rows(report, result, language))


def _tidy_rows(
    report: Report, result: FundingResult, language: Language
) -> Iterator[Mapping[str, object]]:
    funding, plan = result.funding, report.plan
    of_round = {
        "plan": plan.id,
        "period": report.period.id,
        "period_end": report.period.end.isoformat(),
        "sample": report.sample,
        "unit": language.pick(funding.unit),
    }
    kinds = (MoneyKey(kind=kind or NO_KIND) for kind in funding.kinds)
    for key in (*money_keys(report, result), *kinds):
        project = None if key.project is None else funding.projects[key.project]
        source = None if key.source is None else funding.sources[key.source]
        data = _amounts(result.row(*key))
        coverage, last_year = data.pop("coverage"), data.pop("same_period_last_year") or {}
        yield {
            **of_round,
            "area": area_id(plan, key.area),
            "area_name": plan.areas[key.area].name,
            "project": key.project,
            "project_code": project and project.code,
            "project_name": project and language.pick(project.name),
            "source": key.source,
            "source_name": source and language.pick(source.name),
            "kind": key.kind or (source and source.kind),
            **data,
            "coverage_units": coverage["units"],
            "coverage_applicable": coverage["applicable"],
            **{f"last_year_{name}": value for name, value in last_year.items()},
        }
