"""What changed in areas that have others below them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import TREE
from tests.workspace.git.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt

FILE = """\
unit: {unit}
period: {period}
status: final
populations: {populations}
figures: {figures}
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the tree with a round before its own, and figures of the plan's own area in both."""
    root = tmp_path / "data"
    shutil.copytree(TREE, root)
    (root / "province").mkdir()
    for folder, period, populations, figures in (
        ("districts/dong-son/suoi-bac", "2024-Q1", "{villages: 12}", "{village-roads: 6}"),
        ("province", "2024-Q1", "{children: 400}", "{preschool: 370}"),
        ("province", "2024-Q2", "{children: 400}", "{preschool: 390}"),
        ("districts/dong-son", "2024-Q2", "{}", "{village-roads: 18}"),
    ):
        text = FILE.format(
            unit=folder.rpartition("/")[2], period=period, populations=populations, figures=figures
        )
        (root / folder / f"{period}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def read(ttdt: Ttdt, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ttdt("diff", "Q1", "Q2", *arguments, "--format", "json").out)
    return found


def test_the_plans_own_figures_are_compared(ttdt: Ttdt) -> None:
    found = read(ttdt, "--indicator", "3.1")
    own = [one for one in found["figures"] if one["unit"] is None]
    assert [(one["old"]["value"], one["new"]["value"]) for one in own] == [(370, 390)]
    (flip,) = [one for one in found["flips"] if one["unit"] is None]
    # 370 of 400 children are 92.5 %, 390 are 97.5 %; its units' figures change nothing in that.
    assert next((one["unit"], one["effect"]) for one in flip["causes"]) == (None, 5)
    assert "Ví Dụ: 370 → 390 (+5.0 pp, enough by itself)" in ttdt("diff", "Q1", "Q2").out


def test_a_unit_comes_with_all_below_it(ttdt: Ttdt) -> None:
    found = read(ttdt, "--unit", "dong-son", "--indicator", "2.1")
    assert [one["unit"] for one in found["figures"]] == ["dong-son", "suoi-bac", "suoi-nam"]
    assert [one["unit"] for one in found["flips"]] == ["dong-son", "suoi-bac", "suoi-nam"]
    assert found["values"] == []


def test_the_flip_of_an_area_between_names_its_units(ttdt: Ttdt) -> None:
    flip = read(ttdt, "--unit", "dong-son", "--indicator", "2.1")["flips"][0]
    # 6 of 12 villages, then 10 of 12 and 5 of 8; the district's own 18 lacks a population.
    assert (flip["old"]["value"], flip["new"]["value"]) == (50, 75)
    causes = {one["unit"]: one["changes"][0]["what"] for one in flip["causes"] if one["unit"]}
    assert causes == {"suoi-bac": "figure", "suoi-nam": "submission", "dong-son": "submission"}
    assert "Suối Bắc: 6 → 10 (+33.3 pp, enough by itself)" in ttdt("diff", "--unit", "dong-son").out


def test_figures_of_all_areas_are_read_from_a_revision(ttdt: Ttdt, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({})
    found = json.loads(ttdt("diff", "Q2", "--rev", "HEAD", "--format", "json").out)
    assert (found["flips"], found["figures"], found["submissions"]) == ([], [], [])
    path = tmp_path / "data/districts/dong-son/suoi-bac/2024-Q2.yaml"
    path.write_text(path.read_text("utf-8").replace("roads: 10", "roads: 9"), "utf-8")
    (tmp_path / "data/province/2024-Q2.yaml").unlink()
    found = json.loads(ttdt("diff", "Q2", "--rev", "HEAD", "--format", "json").out)
    assert [
        (one["unit"], one["old"] and one["old"]["value"], one["new"] and one["new"]["value"])
        for one in found["figures"]
    ] == [(None, 390, None), ("suoi-bac", 10, 9)]


_PLAN_OF_TWO_YEARS = """\
plan: two
year: {year}
title: {{vi: K, en: Plan}}
province: {{code: "99", name: V}}
units:
  d:
    code: "1"
    name: D
    kind: district
    units:
{units}
populations: {{villages: {{name: {{vi: t, en: villages}}}}}}
groups: {{g: {{name: {{vi: G, en: G}}}}}}
indicators:
  roads:
    clause: "1"
    group: g
    name: {{vi: D, en: Roads}}
    measure: rate
    numerator: {{vi: d, en: d}}
    population: villages
    target: {{at_least: 70}}
    pace: none
"""


def test_a_unit_that_is_new_below_one_that_nothing_applies_to_changes_nothing_by_itself(
    ttdt: Ttdt, data: Path
) -> None:
    shutil.rmtree(data)
    units = {"a": "11", "b": "12"}
    for year, names in ((2024, "a"), (2025, "ab")):
        lines = [
            f'      {name}: {{code: "{units[name]}", name: {name}, kind: commune}}'
            for name in names
        ]
        text = _PLAN_OF_TWO_YEARS.format(year=year, units="\n".join(lines))
        (data / "districts").mkdir(parents=True, exist_ok=True)
        (data / f"targets-{year}.yaml").write_text(text, "utf-8")
    for folder, period, roads in (
        ("d", "2024-Q2", "{not_applicable: none there}"),
        ("d/a", "2024-Q2", "8"),
        ("d/a", "2025-Q2", "8"),
        ("d/b", "2025-Q2", "9"),
    ):
        (data / "districts" / folder).mkdir(exist_ok=True)
        text = FILE.format(
            unit=folder.rpartition("/")[2] or folder,
            period=period,
            populations="{villages: 10}",
            figures=f"{{roads: {roads}}}",
        )
        (data / "districts" / folder / f"{period}.yaml").write_text(text, "utf-8")
    found = json.loads(ttdt("diff", "2024-Q2", "2025-Q2", "--format", "json").out)
    (flip,) = [one for one in found["flips"] if one["unit"] is None]
    assert [(one["unit"], one["sufficient"]) for one in flip["causes"]] == [
        ("d", True),
        ("b", False),
    ]
