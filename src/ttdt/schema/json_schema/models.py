"""A pydantic model as JSON Schema that accepts what the model accepts, with words for people.

Only what draft-07 and draft 2020-12 read alike is written: yaml-language-server knows the former
well and declares the latter. So no keyword that checks anything stands beside a `$ref`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ttdt.schema.json_schema.descriptions import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.schema.validation import Shape
    from ttdt.text.language import Language

Json: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SIMPLE = frozenset({"string", "number", "integer", "boolean", "array", "object"})
NULL: Json = {"type": "null"}
NOT_NULL: Json = {"not": {"type": "null"}}


def exact(model: type[Shape], lang: Language) -> Json:
    """Return the schema of a model, the models below it under `$defs`."""
    raw = model.model_json_schema()
    named = {**raw.pop("$defs", {}), model.__name__: raw}
    schemas = {name: _model(name, schema, lang) for name, schema in named.items()}
    schema = schemas.pop(model.__name__)
    if schemas:
        schema["$defs"] = {short(name): schemas[name] for name in sorted(schemas)}
    return schema


def short(name: str) -> str:
    """Return what a model is called in a schema: `target` for `TargetShape`."""
    return name.removesuffix("Shape").lower()


def given(keys: Iterable[str]) -> Json:
    """Return the schema of a mapping that says something under each of the keys."""
    keys = sorted(keys)
    return {"required": keys, "properties": dict.fromkeys(keys, NOT_NULL)}


def _model(name: str, schema: Json, lang: Language) -> Json:
    properties = {
        # Without a title of its own a key is shown under the title of what lies around it.
        key: {"title": key} | _described(_value(value), lang.gettext(WORDS[f"{name}.{key}"]))
        for key, value in schema["properties"].items()
    }
    exact: Json = {
        "title": short(name),
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
        return {"$ref": f"#/$defs/{short(schema['$ref'].rpartition('/')[2])}"}
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
    if len(flat) > 1 and NULL in flat:
        others = [part for part in flat if part != NULL]
        if len(others) == 1 and others[0].get("type") in _SIMPLE:
            return beside | nullable(others[0])
    return {**beside, "anyOf": flat}


def nullable(schema: Json) -> Json:
    """Return the schema of a simple type, extended to a key that is there without a value."""
    extended = {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        extended["enum"] = [*schema["enum"], None]
    return extended
