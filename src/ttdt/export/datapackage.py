"""Tidy tables as CSV with a Data Package descriptor, which says what every column means."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ttdt.document import targets
from ttdt.document.plain_data import area_id, unit_of_measure
from ttdt.document.report.notes import sample_banner
from ttdt.export.figures import FIGURES, POPULATIONS, exact, figure_rows, population_rows
from ttdt.export.programme import (
    AMOUNTS,
    FUNDING,
    TASKS,
    amount_rows,
    funding_rows,
    task_rows,
)
from ttdt.export.values import VALUES, value_rows
from ttdt.output.csv import table
from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ttdt.export import ExportData, ExportRound
    from ttdt.text.language import Language

AREAS = {
    "id": "string", "parent": "string", "level": "integer", "kind": "string", "code": "string",
    "name": "string",
}  # fmt: skip
UNITS = {"id": "string", "code": "string", "name": "string", "kind": "string"}
INDICATORS = {
    "indicator": "string", "part": "string", "clause": "string", "group": "string",
    "name": "string", "measure": "string", "measure_unit": "string", "better": "string",
    "comparator": "string", "target": "number", "tolerance": "number", "numerator": "string",
    "population": "string", "scope": "string", "reading": "string",
}  # fmt: skip


def export(data: ExportData) -> Mapping[str, bytes]:
    """Return the files of a Data Package by their names, its descriptor the last.

    Of money and tasks there are tables where the reports are about any.
    """
    rows: dict[str, Iterable[Mapping[str, Any]]] = {
        "areas": _areas(data),
        "units": _units(data),
        "indicators": _indicators(data),
        "populations": population_rows(data),
        "figures": figure_rows(data),
        "values": value_rows(data),
    }
    if any(stage.report.funding is not None for stage in data.stages):
        rows["amounts"] = amount_rows(data)
        rows["funding"] = _of_rounds(data, funding_rows)
    if any(stage.report.tasks is not None for stage in data.stages):
        rows["tasks"] = _of_rounds(data, task_rows)
    tables = {name: table(_SCHEMAS[name], found, "\n") for name, found in rows.items()}
    descriptor = _descriptor(data, tables)
    files = {f"{name}.csv": content for name, content in tables.items()}
    return files | {"datapackage.json": dumps(descriptor).encode()}


def _of_rounds(
    data: ExportData, rows_of: Callable[[ExportRound, Language], Iterator[Mapping[str, Any]]]
) -> Iterator[Mapping[str, Any]]:
    for stage in data.stages:
        yield from rows_of(stage, data.language)


def _areas(data: ExportData) -> Iterator[dict[str, Any]]:
    """Yield the plan's own area and all below it, each before those below it."""
    plan = data.plan
    for area in plan.areas.values():
        yield {
            "id": area_id(plan, area.id),
            "parent": area_id(plan, area.parent),
            "level": area.level,
            "kind": area.kind,
            "code": area.code,
            "name": area.name,
        }


def _units(data: ExportData) -> Iterator[dict[str, Any]]:
    for unit in data.plan.units.values():
        yield {"id": unit.id, "code": unit.code, "name": unit.name, "kind": unit.kind}


def _indicators(data: ExportData) -> Iterator[dict[str, Any]]:
    lang, shown = data.language, data.stages[0].report
    for indicator in (result.indicator for result in shown.indicators):
        target = indicator.target
        yield {
            "indicator": indicator.id,
            "part": indicator.part,
            "clause": indicator.clause,
            "group": indicator.group,
            "name": lang.pick(indicator.name),
            "measure": str(indicator.measure),
            "measure_unit": unit_of_measure(indicator, lang),
            "better": str(indicator.direction) if target else None,
            "comparator": None if target is None else str(target.comparator),
            "target": None if target is None else exact(target.value),
            "tolerance": None if target is None else exact(target.tolerance),
            "numerator": targets.picked(lang, indicator.numerator),
            "population": indicator.population,
            "scope": None if indicator.scope is None else str(indicator.scope),
            "reading": targets.picked(lang, indicator.reading),
        }


def _descriptor(data: ExportData, tables: Mapping[str, bytes]) -> dict[str, Any]:
    lang, plan = data.language, data.plan
    about = lang.gettext(
        "A text that a spreadsheet would take for a formula has an apostrophe before it."
    )
    if data.sample:
        about = f"{sample_banner(lang)}. {about}"
    return {
        "profile": "tabular-data-package",
        "name": _slug(plan.id),
        "title": lang.pick(plan.title),
        "description": about,
        "sample": data.sample,
        "method": data.stages[0].report.method,
        "periods": [stage.report.period.id for stage in data.stages],
        "resources": [
            {
                "name": name,
                "title": _title(data, name),
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                "schema": _schema(lang, name),
            }
            for name, content in tables.items()
        ],
    }


_SCHEMAS = {
    "areas": AREAS,
    "units": UNITS,
    "indicators": INDICATORS,
    "populations": POPULATIONS,
    "figures": FIGURES,
    "values": VALUES,
    "amounts": AMOUNTS,
    "funding": FUNDING,
    "tasks": TASKS,
}

_REFERENCES = {
    "areas": {"parent": ""},
    "units": {"id": "areas"},
    "populations": {"unit": "areas"},
    "figures": {"unit": "areas"},
    "values": {"area": "areas"},
    "amounts": {"unit": "areas"},
    "funding": {"area": "areas"},
    "tasks": {"area": "areas"},
}
"""The columns that name an area, and the table of it; "" is the table itself."""


_PRIMARY_KEYS = {"areas": ["id"], "units": ["id"], "tasks": ["period", "task", "area"]}


def _schema(lang: Language, name: str) -> dict[str, Any]:
    said = _descriptions(lang).get(name, {})
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": kind}
            | ({"description": said[column]} if column in said else {})
            for column, kind in _SCHEMAS[name].items()
        ],
        "missingValues": [""],
    }
    if name in _PRIMARY_KEYS:
        schema["primaryKey"] = _PRIMARY_KEYS[name]
    references = _REFERENCES.get(name, {})
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}
            for column, resource in references.items()
        ]
    return schema


def _descriptions(lang: Language) -> Mapping[str, Mapping[str, str]]:
    """Return what the columns of money and tasks hold, where their names do not say it."""
    since = lang.gettext("What has been paid out since 1 January")
    return {
        "amounts": {
            "carried_over": lang.gettext("What was left of last year's money"),
            "assigned": lang.gettext("What this year's budget gives"),
            "disbursed": since,
            "decision": lang.gettext("The decision by which the amount assigned was changed"),
            "invalid": lang.gettext("Whether an error keeps it out of every sum"),
        },
        "funding": {
            "project": lang.gettext("The project; empty for all together"),
            "source": lang.gettext("The source of money; empty for all together"),
            "kind": lang.gettext("The kind of source; empty for all together"),
            "unit": lang.gettext("The unit of every amount"),
            "available": lang.gettext("Carried over and assigned"),
            "disbursed": since,
            "in_period": lang.gettext("What of it was paid out within the period"),
            "in_period_cells": lang.gettext("How many amounts tell that"),
            "percent": lang.gettext("Disbursed, of the money available, in per cent"),
            "per_month": lang.gettext("What is to be paid out in each month left, rounded up"),
            "cells": lang.gettext("How many amounts are counted"),
            "reassigned": lang.gettext("By how much more is assigned than before the period"),
        },
        "tasks": {
            "due": lang.gettext("The period by whose end it is to be done"),
            "status": lang.gettext("How far it is; empty where there is no word"),
            "late": lang.gettext("Due, and neither done nor cancelled"),
            "verdicts": lang.gettext("The verdicts on the indicators that it serves"),
        },
    }


def _title(data: ExportData, name: str) -> str:
    gettext = data.language.gettext
    return {
        "areas": gettext("Areas: the plan's own and all below it"),
        "units": gettext("Reporting units"),
        "indicators": gettext("Indicators and parts, with their targets"),
        "populations": gettext("Populations as the units gave them"),
        "figures": gettext("Figures as the units gave them"),
        "values": gettext("What was computed for units and province"),
        "amounts": gettext("Amounts of money as the units gave them"),
        "funding": gettext("Money by area, project and source"),
        "tasks": gettext("What units and bodies say of tasks"),
    }[name]


def _slug(name: str) -> str:
    """Return a name as a Data Package may have it."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower())
