"""Whatever figures are typed for whichever units, the workspace says exactly those."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.small_workspace import PLAN
from tests.forms.area_filling import fill_units

from ttdt.yaml import read

if TYPE_CHECKING:
    from tests.conftest import Ttdt

pytestmark = pytest.mark.slow

Tree = dict[str, "Tree"]

NAMES = [f"u{number}" for number in range(1, 10)]


def tree(parents: list[int]) -> Tree:
    """Return a tree in which each unit stands below an earlier one, or below the plan's area."""
    made: list[Tree] = [{}]
    for name, parent in zip(NAMES, parents, strict=False):
        below: Tree = {}
        made[parent % len(made)][name] = below
        made.append(below)
    return made[0]


def written(units: Tree, depth: int = 1) -> str:
    """Return the units as a plan has them."""
    lines = []
    for name, below in units.items():
        lines.append(f'{"  " * depth}{name}: \n{"  " * (depth + 1)}code: "{name[1:]}"\n')
        lines.append(f"{'  ' * (depth + 1)}name: Xã {name}\n")
        if below:
            lines.append(f"{'  ' * (depth + 1)}units:\n{written(below, depth + 2)}")
    return "".join(lines)


def leaves(units: Tree, above: tuple[str, ...] = ()) -> dict[str, Path]:
    """Return where the units without any below them have their files."""
    found: dict[str, Path] = {}
    for name, below in units.items():
        here = (*above, name)
        if below:
            found |= leaves(below, here)
        else:
            found[name] = Path("data/districts", *here, "2024-Q3.yaml")
    return found


ANSWER = st.one_of(
    st.none(),
    st.builds(lambda value: {"value": value}, st.integers(0, 500)),
    st.builds(lambda value: {"value": value, "note": "Ghi chú."}, st.integers(0, 500)),
    st.builds(lambda tenth: {"percent": tenth / 1000}, st.integers(0, 1000)),
    st.just({"state": "does not apply here", "reason": "Không có"}),
    st.just({"state": "not available yet", "reason": "Chưa có"}),
)


def wanted(answer: dict[str, Any]) -> Any:
    """Return what a file says of an answer."""
    if "percent" in answer:
        return {"percent": f"{round(answer['percent'] * 1000) / 10:g}"}
    if "state" in answer:
        key = "not_applicable" if answer["reason"] == "Không có" else "not_reported"
        return {key: answer["reason"]}
    return answer if "note" in answer else answer["value"]


def plain(said: Any) -> Any:
    if isinstance(said, dict) and "percent" in said:
        return {"percent": f"{said['percent']:g}"}
    return said


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 99), min_size=2, max_size=9), st.data())
def test_typed_imported_and_made_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
    parents: list[int],
    data: st.DataObject,
) -> None:
    units = tree(parents)
    start, end = PLAN.index("units:\n"), PLAN.index("populations:\n")
    monkeypatch.chdir(tmp_path)
    shutil.rmtree("data", ignore_errors=True)
    Path("data").mkdir()
    plan = f"{PLAN[:start]}units:\n{written(units)}{PLAN[end:]}"
    Path("data/targets-2024.yaml").write_text(plan, encoding="utf-8")
    made = ttdt("template", "-p", "Q3", "--unit", "province", "-o", "form.xlsx", "--force")
    assert made.code == 0, made.err
    places = leaves(units)
    answers = {unit: data.draw(ANSWER, label=unit) for unit in places}
    cells: dict[tuple[str, str], Any] = {}
    for unit, answer in answers.items():
        if answer is not None:
            cells[unit, "status|value"] = "final figures"
            cells[unit, "population:villages|value"] = 500
            for column, value in answer.items():
                cells[unit, f"figure:village-roads|{column}"] = value
    fill_units(Path("form.xlsx"), cells)
    result = ttdt("import", "form.xlsx", "--yes", "--quiet")
    assert result.code == 0, result.err
    for unit, answer in answers.items():
        assert places[unit].exists() is (answer is not None)
        if answer is not None:
            said: Any = read(places[unit], unit).data
            assert (said["unit"], said["populations"]) == (unit, {"villages": 500})
            assert plain(said["figures"]["village-roads"]) == wanted(answer)
    once = {path: path.read_bytes() for path in Path("data").rglob("*.yaml")}
    ttdt("template", "-p", "Q3", "--unit", "province", "-o", "form.xlsx", "--force")
    assert ttdt("import", "form.xlsx", "--yes").code == 0
    assert {path: path.read_bytes() for path in Path("data").rglob("*.yaml")} == once
