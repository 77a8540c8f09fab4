"""Tidy tables as CSV with a Data Package descriptor, which says what every column means."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ttdt.document import targets
from ttdt.document.plain_data import area_id, unit_of_measure
from ttdt.document.report.notes import sample_banner
from ttdt.export.figures import FIGURES, POPULATIONS, exact, figure_rows, population_rows
from ttdt.export.values import VALUES, value_rows
from ttdt.output.csv import table
from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.export import ExportData

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
    """Return the files of a Data Package by their names, its descriptor the last."""
    rows = {
        "areas": _areas(data),
        "units": _units(data),
        "indicators": _indicators(data),
        "populations": population_rows(data),
        "figures": figure_rows(data),
        "values": value_rows(data),
    }
    tables = {name: table(_SCHEMAS[name], found, "\n") for name, found in rows.items()}
    descriptor = _descriptor(data, tables)
    files = {f"{name}.csv": content for name, content in tables.items()}
    return files | {"datapackage.json": dumps(descriptor).encode()}


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
                "schema": _schema(name),
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
}

_REFERENCES = {
    "areas": {"parent": ""},
    "units": {"id": "areas"},
    "populations": {"unit": "areas"},
    "figures": {"unit": "areas"},
    "values": {"area": "areas"},
}
"""The columns that name an area, and the table of it; "" is the table itself."""


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column, "type": kind} for column, kind in _SCHEMAS[name].items()],
        "missingValues": [""],
    }
    if name in {"areas", "units"}:
        schema["primaryKey"] = ["id"]
    references = _REFERENCES.get(name, {})
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}
            for column, resource in references.items()
        ]
    return schema


def _title(data: ExportData, name: str) -> str:
    gettext = data.language.gettext
    return {
        "areas": gettext("Areas: the plan's own and all below it"),
        "units": gettext("Reporting units"),
        "indicators": gettext("Indicators and parts, with their targets"),
        "populations": gettext("Populations as the units gave them"),
        "figures": gettext("Figures as the units gave them"),
        "values": gettext("What was computed for units and province"),
    }[name]


def _slug(name: str) -> str:
    """Return a name as a Data Package may have it."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower())
