"""The schema of a plan file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.plan import Comparator, Measure
from ttdt.plan.reference_checks import (
    NEEDED,
    REFUSED,
    REFUSED_BESIDE_PARTS,
    RESERVED_PARTS,
)
from ttdt.schema.json_schema.models import DIALECT, NULL, exact, given
from ttdt.schema.plan import PlanShape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.schema.json_schema.models import Json
    from ttdt.text.language import Language


def plan_schema(language: Language) -> Json:
    """Return the schema that accepts the plans we read, but for names that lead nowhere."""
    schema = exact(PlanShape, language)
    definitions = schema["$defs"]
    _restrict_target(definitions["target"])
    _restrict_indicator(definitions["indicator"])
    return {"$schema": DIALECT, **schema, "title": language.gettext("The plan of one year")}


def _restrict_target(schema: Json) -> None:
    """Let a target have one comparator, and a tolerance only beside `about`."""
    about = given({str(Comparator.ABOUT)})
    schema["oneOf"] = [{"title": str(name), **given({str(name)})} for name in Comparator]
    schema["anyOf"] = [_without({"tolerance"}), about]


def _restrict_indicator(schema: Json) -> None:
    """Let an indicator have the keys that its measure needs, and none that it cannot use."""
    parts = schema["properties"]["parts"]
    parts["minProperties"] = 1
    parts["propertyNames"]["not"] = {"enum": sorted(RESERVED_PARTS)}
    schema["allOf"] = [
        {
            "if": {"required": ["measure"], "properties": {"measure": {"const": str(measure)}}},
            "then": _of_measure(str(measure)),
        }
        for measure in Measure
    ]


def _of_measure(measure: str) -> Json:
    needed, refused = NEEDED[measure], REFUSED[measure]
    if "parts" in refused:
        return {"allOf": [_without(refused), given(needed)]} if needed else _without(refused)
    return {
        **_without(refused),
        "if": given({"parts"}),
        "then": _without(REFUSED_BESIDE_PARTS),
        "else": given(needed),
    }


def _without(keys: Iterable[str]) -> Json:
    """Return the schema of a mapping that says nothing under any of the keys."""
    return {"properties": dict.fromkeys(sorted(keys), NULL)}
