from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

from tests.export.conftest import SMALL, TREE

from ttdt.export.datapackage import export

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Golden
    from tests.export.conftest import Consign

    from ttdt.export import ExportData


def rows(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"{name}.csv"].decode())))


def write(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "datapackage.json"


def validated(path: Path) -> str:
    """Return what frictionless says; it is run by itself, for it warns about its own imports."""
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--json", str(path)],
        capture_output=True,
        check=False,
        cwd=path.parent,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


def test_what_was_typed_is_there_as_it_was_typed(small: ExportData) -> None:
    found = rows(export(small), "figures")
    first = {name: text for name, text in found[0].items() if text}
    assert first == {
        "period": "2024-Q2",
        "period_end": "2024-06-30",
        "unit": "a",
        "indicator": "roads",
        "value": "30",
        "invalid": "false",
        "note": "NOTE",
        "submission_status": "estimate",
        "submitted": "2024-06-20",
        "sample": "false",
        "path": "data/districts/a/2024-Q2.yaml",
        "line": "7",
    }
    assert [(row["unit"], row["value"], row["percent"]) for row in found] == [
        ("a", "30", ""), ("a", "", ""), ("b", "", "87.5"),
    ]  # fmt: skip
    assert [(row["unit"], row["value"]) for row in rows(export(small), "populations")] == [
        ("a", "40"), ("b", "20"),
    ]  # fmt: skip


def test_what_was_computed(small: ExportData) -> None:
    # 30 of 40 and 17.5 of 20 are 47.5 of 60; 75 % is not more than 75 %.
    found = {row["area"]: row for row in rows(export(small), "values") if row["value"]}
    assert found["58"]["value"] == "79.166667"
    assert (found["a"]["value"], found["a"]["status"]) == ("75", "not_yet")
    assert (found["b"]["value"], found["b"]["flags"]) == ("87.5", "derived")


def test_another_program_finds_it_sound(consign: Consign, tmp_path: Path) -> None:
    package = consign(None, "2024-Q1", "2024-Q2")
    said = json.loads(validated(write(export(package), tmp_path)))
    assert said["valid"] is True
    assert said["stats"]["tasks"] == 6
    assert said["stats"]["errors"] == 0


def test_hostile_texts_survive_and_are_no_formulas(consign: Consign, tmp_path: Path) -> None:
    hostile = '=HYPERLINK(\\"http://x\\"), | <b> \\n; quote'
    files = {name: text.replace("NOTE", hostile) for name, text in SMALL.items()}
    package = export(consign(files))
    assert rows(package, "figures")[0]["note"] == ('\'=HYPERLINK("http://x"), | <b>  ; quote')
    validated(write(package, tmp_path))


def test_the_descriptor_of_the_example(consign: Consign, golden: Golden) -> None:
    for language in ("en", "vi"):
        files = export(consign(language=language))
        golden(f"datapackage.{language}.json", files["datapackage.json"].decode())
        assert json.loads(files["datapackage.json"])["sample"] is True


def test_twice_the_same(consign: Consign) -> None:
    assert export(consign()) == export(consign())


def test_a_small_number_has_no_exponent(consign: Consign) -> None:
    text = SMALL["districts/b/2024-Q2.yaml"].replace("87.5", "0.0000001")
    found = rows(export(consign(SMALL | {"districts/b/2024-Q2.yaml": text})), "figures")
    assert found[-1]["percent"] == "0.0000001"


def test_a_submission_that_stands_for_two_rounds_is_there_once(consign: Consign) -> None:
    package = export(consign(SMALL, "2024-06", "2024-Q2"))
    assert [row["unit"] for row in rows(package, "figures")] == ["a", "a", "b"]
    assert [row["unit"] for row in rows(package, "populations")] == ["a", "b"]


def test_areas_and_where_they_lie(consign: Consign, tmp_path: Path) -> None:
    package = export(consign(TREE))
    assert [tuple(row.values()) for row in rows(package, "areas")] == [
        ("58", "", "0", "province", "58", "Ninh Thuận"),
        ("a", "58", "1", "district", "584", "Bác Ái"),
        ("x", "a", "2", "commune", "22795", "Phước Đại"),
        ("y", "a", "2", "commune", "22801", "Phước Thành"),
        ("b", "58", "1", "district", "585", "Ninh Sơn"),
    ]
    # Whatever names an area names one of these; that of the province itself is among them.
    assert rows(package, "figures")[0]["unit"] == "58"
    assert json.loads(validated(write(package, tmp_path)))["valid"] is True
    found = {row["area"]: row for row in rows(package, "values") if row["indicator"] == "roads"}
    kept = ("parent", "area_level", "area_kind", "value", "coverage_units", "coverage_applicable")
    assert [found["a"][name] for name in kept] == ["58", "1", "district", "65", "2", "2"]
    assert [found["x"][name] for name in kept] == ["a", "2", "commune", "50", "", ""]
