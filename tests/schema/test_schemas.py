"""The schemas that lie in `schemas/`, the files that name them, and the command that makes them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from ttdt.cli import run
from ttdt.schema.descriptions import WORDS
from ttdt.schema.json_schema import map_schema, plan_schema
from ttdt.schema.map import MapShape, UnitTotalShape
from ttdt.schema.plan import PlanShape
from ttdt.schema.submission import (
    AmountsShape,
    FigureShape,
    NarrativeShape,
    PopulationFigureShape,
    SubmissionShape,
    TaskReportShape,
)
from ttdt.text.conventions import LANGUAGES
from ttdt.text.language import Language
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeWorkspace

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "data").rglob("*.yaml"))
SCHEMAS = sorted((ROOT / "schemas").glob("*.json"))
DRAFTS = (jsonschema.Draft7Validator, jsonschema.Draft202012Validator)

# What draft-07 and draft 2020-12 both know and mean alike; `$defs` is only a place for others.
COMMON = {
    "$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "enum",
    "const", "pattern", "maxLength", "minLength", "minimum", "maximum", "properties", "required",
    "additionalProperties", "propertyNames", "minProperties", "items", "minItems", "allOf", "anyOf",
    "oneOf", "not", "if", "then", "else",
}  # fmt: skip


def test_there_is_something_to_look_at() -> None:
    assert len(SHIPPED) > 20
    assert [path.name for path in SCHEMAS] == ["plan.schema.json", "submission.schema.json"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_file_names_its_schema_and_fits_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    modeline = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert modeline is not None
    named = (path.parent / modeline[1]).resolve()
    kind = "plan" if path.name.startswith("targets-") else "submission"
    assert named == ROOT / "schemas" / f"{kind}.schema.json"
    schema = json.loads(named.read_text(encoding="utf-8"))
    data = read(path, path.name).data
    for draft in DRAFTS:
        assert [error.message for error in draft(schema).iter_errors(data)] == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_both_drafts_read_the_schemas_alike(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    for draft in DRAFTS:
        draft.check_schema(schema)
    for part in subschemas(schema):
        assert part.keys() <= COMMON
        # In draft-07 nothing beside a reference counts.
        assert "$ref" not in part or len(part) == 1


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(schema, dict):
        return
    yield schema
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            for part in value.values():
                yield from subschemas(part)
        elif key in {"allOf", "anyOf", "oneOf"}:
            for part in value:
                yield from subschemas(part)
        elif key in {"additionalProperties", "propertyNames", "items", "not", "if", "then", "else"}:
            yield from subschemas(value)


def test_every_key_has_words_and_all_words_have_a_key() -> None:
    known: set[str] = set()
    figures = (PopulationFigureShape, FigureShape, NarrativeShape)
    submission = (SubmissionShape, *figures, AmountsShape, TaskReportShape)
    for model in (PlanShape, *submission, MapShape, UnitTotalShape):
        raw = model.model_json_schema()
        for name, schema in {**raw.get("$defs", {}), model.__name__: raw}.items():
            known |= {name, *(f"{name}.{key}" for key in schema["properties"])}
    assert known == WORDS.keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_key_of_a_plan_is_explained(code: str) -> None:
    schema = plan_schema(Language(code))
    for part in [schema, *schema["$defs"].values()]:
        for key, value in part["properties"].items():
            assert value["title"] == key
            assert value["description"]


@pytest.mark.parametrize(
    ("changed", "sound"),
    [
        ({}, True),
        ({"units": {"Tổng": {"total_of": ["bac-ai"]}, "Bác Ái": "bac-ai", "A": "?"}}, True),
        ({"words": {"-": 0, "x": "not_reported"}}, True),
        ({"headings_in": 4}, True),
        ({"period": "?", "status": "?"}, True),
        ({"units_in": "sheets"}, False),
        ({"units": {"Tổng": {"total": "all"}}}, False),
        ({"words": {"-": "nothing"}}, False),
        ({"figures": {}}, False),
        ({"figures": {"C": {"heading": "Hộ"}}}, False),
        ({"sheets": "Q2"}, False),
    ],
)
def test_a_map_fits_its_schema_as_it_fits_the_model(
    changed: dict[str, Any], *, sound: bool
) -> None:
    data: dict[str, Any] = {
        "units_in": "rows",
        "names_in": "B",
        "headings_in": "4-6",
        "figures": {"C": {"heading": "Hộ", "holds": "populations.households"}},
        "units": {"Bác Ái": "bac-ai"},
        **changed,
    }
    for code in LANGUAGES:
        schema = map_schema(Language(code))
        for draft in DRAFTS:
            draft.check_schema(schema)
            assert draft(schema).is_valid(data) is sound
        for part in subschemas(schema):
            assert part.keys() <= COMMON
            assert "$ref" not in part or len(part) == 1


def printed(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Any:
    assert run(["--lang", "en", "schema", *arguments]) == 0
    return json.loads(capsysbinary.readouterr().out)


def test_the_schema_speaks_of_the_workspaces_plan(
    make_workspace: MakeWorkspace,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    text = (ROOT / "tests/example/targets-2024.yaml").read_text(encoding="utf-8")
    later = text.replace("year: 2024", "year: 2025").replace("dong-son", "an-hai")
    root = make_workspace({"targets-2024.yaml": text, "targets-2025.yaml": later})
    newest = printed(capsysbinary, "submission", "--data", str(root))
    assert newest["properties"]["unit"]["enum"] == ["an-hai", "tay-hoa", "nam-phu", "province"]
    older = printed(capsysbinary, "submission", "--data", str(root), "--year", "2024")
    assert older["properties"]["unit"]["enum"] == ["dong-son", "tay-hoa", "nam-phu", "province"]
    assert older["properties"]["period"]["examples"][-2:] == [2024, 2023]
    monkeypatch.chdir(tmp_path_factory.mktemp("outside"))
    packaged = printed(capsysbinary, "submission")
    assert "bac-ai" in packaged["properties"]["unit"]["enum"]


def test_an_editor_is_told_what_a_figure_is(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    figures = printed(capsysbinary, "submission")["properties"]["figures"]["properties"]
    roads = figures["village-roads"]
    assert roads["title"] == "2.2 Villages with a hardened road"
    assert "Population: villages\nTarget: ≥ 75 %\n" in roads["description"]
    assert set(figures["solid-facilities"]["properties"]) == {
        "schools", "classrooms", "health-stations", "not_applicable", "not_reported", "note",
        "accept", "status",
    }  # fmt: skip
    assert figures["cooperatives"]["allOf"] == [{"$ref": "#/$defs/narrative"}]


def test_a_schema_is_saved_whole(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "plan.schema.json"
    assert run(["--lang", "en", "schema", "plan", "-q", "-o", str(path)]) == 0
    assert capsysbinary.readouterr() == (b"", b"")
    assert json.loads(path.read_text(encoding="utf-8")) == plan_schema(Language("en"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["schema", "plans"], "did you mean “plan”?"),
        (["schema"], "KIND"),
        (["schema", "submission", "--year", "1999"], "2024"),
    ],
)
def test_what_is_not_understood_is_explained(
    arguments: list[str], words: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["--lang", "en", *arguments]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert words in err.decode()
