"""JSON Schema for plans and submissions: editors complete and explain, other tools check.

A schema accepts what the pydantic model accepts, with words for people. Only what draft-07 and
draft 2020-12 read alike is written: yaml-language-server knows the former well and declares the
latter. So no keyword that checks anything stands beside a `$ref`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from ttdt.schema.descriptions import WORDS
from ttdt.schema.map import UNDECIDED, MapShape, UnitTotalShape
from ttdt.schema.plan import (
    NEEDED,
    REFUSED,
    REFUSED_BESIDE_PARTS,
    RESERVED_PARTS,
    PlanShape,
)
from ttdt.schema.submission import (
    REQUIRED,
    AmountsShape,
    FigureShape,
    NarrativeShape,
    PopulationFigureShape,
    SubmissionShape,
    TaskReportShape,
)
from ttdt.schema.targets import COMPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ttdt.schema.validation import Shape
    from ttdt.text.language import Language

Json: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SIMPLE = frozenset({"string", "number", "integer", "boolean", "array", "object"})
_NULL: Json = {"type": "null"}
_NOT_NULL: Json = {"not": {"type": "null"}}
_ABOUT_THE_WHOLE = ("not_applicable", "not_reported", "note", "accept", "status")


@dataclass(frozen=True, slots=True)
class FigureContents:
    """A figure that a submission can hold, in words for whoever fills it in."""

    title: str
    description: str
    is_narrative: bool = False
    parts: Mapping[str, FigureContents] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubmissionContents:
    """What submissions can hold beyond the shape of the file, by ids, with words for people."""

    title: str
    areas: Mapping[str, str]
    populations: Mapping[str, str]
    figures: Mapping[str, FigureContents]
    periods: list[str | int]
    """Periods to suggest."""
    projects: Mapping[str, str] = field(default_factory=dict)
    """The projects that amounts stand at."""
    sources: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, FigureContents] = field(default_factory=dict)


def plan_schema(language: Language) -> Json:
    """Return the schema that accepts the plans we read, but for names that lead nowhere."""
    schema = _exact(PlanShape, language)
    definitions = schema["$defs"]
    _restrict_target(definitions["target"])
    _restrict_indicator(definitions["indicator"])
    return {"$schema": DIALECT, **schema, "title": language.gettext("The plan of one year")}


def _restrict_target(schema: Json) -> None:
    """Let a target have one comparator, and a tolerance only beside `about`."""
    about = _given({"about"})
    schema["oneOf"] = [{"title": name, **_given({name})} for name in COMPARATORS]
    schema["anyOf"] = [_without({"tolerance"}), about]


def _restrict_indicator(schema: Json) -> None:
    """Let an indicator have the keys that its measure needs, and none that it cannot use."""
    parts = schema["properties"]["parts"]
    parts["minProperties"] = 1
    parts["propertyNames"]["not"] = {"enum": sorted(RESERVED_PARTS)}
    schema["allOf"] = [
        {
            "if": {"required": ["measure"], "properties": {"measure": {"const": measure}}},
            "then": _of_measure(measure),
        }
        for measure in NEEDED
    ]


def _of_measure(measure: str) -> Json:
    needed, refused = NEEDED[measure], REFUSED[measure]
    if "parts" in refused:
        kept = _without(refused)
        if "start" not in refused:
            # Counts run from 1 January, and a reduction is itself a change.
            kept["properties"]["start"] = {"enum": [0, None]}
        return {"allOf": [kept, _given(needed)]} if needed else kept
    return {
        **_without(refused),
        "if": _given({"parts"}),
        "then": _without(REFUSED_BESIDE_PARTS),
        "else": _given(needed),
    }


def _without(keys: Iterable[str]) -> Json:
    """Return the schema of a mapping that says nothing under any of the keys."""
    return {"properties": dict.fromkeys(sorted(keys), _NULL)}


def submission_schema(contents: SubmissionContents, language: Language) -> Json:
    """Return the schema that accepts the shape of every submission with these contents."""
    schema = _exact(SubmissionShape, language)
    properties = schema["properties"]
    del properties["unit"]["minLength"]
    properties["unit"]["enum"] = list(contents.areas)
    properties["unit"]["description"] += "\n" + "\n".join(
        f"{area}: {name}" for area, name in contents.areas.items()
    )
    properties["period"]["examples"] = contents.periods
    properties["populations"] |= _closed(
        {
            population: {"title": name, "allOf": [{"$ref": "#/$defs/population"}]}
            for population, name in contents.populations.items()
        }
    )
    common = _exact(FigureShape, language)["properties"]
    whole = {key: common[key] for key in _ABOUT_THE_WHOLE}
    properties["figures"] |= _closed(
        {name: _figure(figure, whole) for name, figure in contents.figures.items()}
    )
    amounts: Json = {"allOf": [{"$ref": "#/$defs/amounts"}]}
    sources = {source: {"title": name} | amounts for source, name in contents.sources.items()}
    properties["funding"] |= _closed(
        {
            project: {"title": name} | _nullable({"type": "object"}) | _closed(sources)
            for project, name in contents.projects.items()
        }
    )
    task: Json = {"allOf": [{"$ref": "#/$defs/task"}]}
    properties["tasks"] |= _closed(
        {
            name: {"title": one.title, "description": one.description} | task
            for name, one in contents.tasks.items()
        }
    )
    schema["title"] = contents.title
    schema["required"] = list(REQUIRED)
    schema["allOf"] = [_given(REQUIRED)]
    schema["$defs"] = {
        "population": _or_mapping("number", PopulationFigureShape, language),
        "figure": _or_mapping("number", FigureShape, language),
        "narrative": _or_mapping("string", NarrativeShape, language),
        **_programme_definitions(language),
    }
    return {"$schema": DIALECT, **schema}


def map_schema(language: Language) -> Json:
    """Return the schema that accepts the shape of every map."""
    schema = _exact(MapShape, language)
    properties = schema["properties"]
    properties["units"]["additionalProperties"] = {
        "anyOf": [{"type": "string"}, _exact(UnitTotalShape, language)]
    }
    words = {"enum": ["empty", "not_reported", "not_applicable", UNDECIDED]}
    properties["words"]["additionalProperties"] = {"anyOf": [{"type": "number"}, words]}
    return {"$schema": DIALECT, **schema}


def _programme_definitions(language: Language) -> Json:
    """Return what amounts and tasks refer to; a task alone may be its status."""
    amounts, task = _exact(AmountsShape, language), _exact(TaskReportShape, language)
    statuses = task["properties"]["status"]["enum"]
    for schema in (amounts, task):
        del schema["title"], schema["description"]
    return {
        **amounts.pop("$defs"),
        "amounts": _nullable(amounts),
        "task": {"anyOf": [{"enum": [*statuses, None]}, task]},
    }


def _closed(properties: dict[str, Json]) -> Json:
    return {"properties": properties, "additionalProperties": False}


def _or_mapping(kind: str, model: type[Shape], language: Language) -> Json:
    """Return the schema of what stands alone or, with more to say of it, in a mapping.

    It carries no words, so that an editor shows those of the place that refers to it.
    """
    schema = _exact(model, language)
    del schema["title"], schema["description"]
    return {**schema, "type": [kind, "object", "null"]}


def _figure(figure: FigureContents, whole: Json) -> Json:
    """Return the schema of a figure; a composite has its parts, and `whole` for all of them."""
    words = {"title": figure.title, "description": figure.description}
    if figure.parts:
        parts = {part: _figure(contents, {}) for part, contents in figure.parts.items()}
        return words | _nullable({"type": "object"}) | _closed(parts | whole)
    name = "narrative" if figure.is_narrative else "figure"
    return words | {"allOf": [{"$ref": f"#/$defs/{name}"}]}


def _exact(model: type[Shape], lang: Language) -> Json:
    """Return the schema of a model, the models below it under `$defs`."""
    raw = model.model_json_schema()
    named = {**raw.pop("$defs", {}), model.__name__: raw}
    schemas = {name: _model(name, schema, lang) for name, schema in named.items()}
    schema = schemas.pop(model.__name__)
    if schemas:
        schema["$defs"] = {_short(name): schemas[name] for name in sorted(schemas)}
    return schema


def _short(name: str) -> str:
    """Return what a model is called in a schema: `target` for `TargetShape`."""
    return name.removesuffix("Shape").lower()


def _given(keys: Iterable[str]) -> Json:
    """Return the schema of a mapping that says something under each of the keys."""
    keys = sorted(keys)
    return {"required": keys, "properties": dict.fromkeys(keys, _NOT_NULL)}


def _model(name: str, schema: Json, lang: Language) -> Json:
    properties = {
        # Without a title of its own a key is shown under the title of what lies around it.
        key: {"title": key} | _described(_value(value), lang.gettext(WORDS[f"{name}.{key}"]))
        for key, value in schema["properties"].items()
    }
    exact: Json = {
        "title": _short(name),
        "description": lang.gettext(WORDS[name]),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if "required" in schema:
        exact["required"] = schema["required"]
    return exact


def _described(schema: Json, words: str) -> Json:
    """Return the schema with words that hold in this place, where a reference leads elsewhere."""
    return {"description": words, **({"allOf": [schema]} if "$ref" in schema else schema)}


def _value(schema: Json) -> Json:
    """Return the schema of a value without what pydantic adds or says loosely."""
    schema = {key: part for key, part in schema.items() if key not in {"title", "description"}}
    if schema.get("default", True) in {None, "", False}:
        del schema["default"]
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{_short(schema['$ref'].rpartition('/')[2])}"}
    if "patternProperties" in schema:
        # Left as it is, every key of another form would pass.
        ((pattern, value),) = schema.pop("patternProperties").items()
        schema["propertyNames"] = {"pattern": pattern}
        schema["additionalProperties"] = value
    for key in ("additionalProperties", "items"):
        if isinstance(schema.get(key), dict):
            schema[key] = _value(schema[key])
    if "anyOf" in schema:
        return _choice([_value(part) for part in schema.pop("anyOf")], schema)
    return schema


def _choice(parts: list[Json], beside: Json) -> Json:
    """Return the schema of one of several; a simple one that may be absent needs no `anyOf`."""
    flat = [inner for part in parts for inner in (part.get("anyOf") or [part])]
    if len(flat) > 1 and _NULL in flat:
        others = [part for part in flat if part != _NULL]
        if len(others) == 1 and others[0].get("type") in _SIMPLE:
            return beside | _nullable(others[0])
    return {**beside, "anyOf": flat}


def _nullable(schema: Json) -> Json:
    """Return the schema of a simple type, extended to a key that is there without a value."""
    extended = {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        extended["enum"] = [*schema["enum"], None]
    return extended
