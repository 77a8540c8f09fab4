"""Targets that each unit is to reach, in areas with others below them: the worst unit decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.small_workspace import submission
from tests.cli.tree_workspace import TREE

if TYPE_CHECKING:
    import pytest
    from tests.conftest import MakeWorkspace, Ttdt

FILES = {**TREE, "targets-2024.yaml": TREE["targets-2024.yaml"] + "    scope: each_unit\n"}
PHUOC_HOA = "districts/bac-ai/phuoc-hoa/2024-Q2.yaml"
NOTE = (
    "2.2: each unit must reach the target; of an area with units below it a cell has the value of"
    " all and the verdict of the worst"
)


def test_a_table_of_units_says_where_the_worst_decides(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_workspace(FILES).parent)
    assert NOTE in ttdt("report", "--period", "Q2", "--by", "unit").out
    assert NOTE in ttdt("report", "--period", "Q2", "--by", "unit", "--format", "html").out
    # A unit without others below it is judged by its own value.
    below = ttdt("report", "--period", "Q2", "--by", "unit", "--area", "bac-ai").out
    assert NOTE not in below


def test_a_verdict_waits_for_the_one_unit_that_is_missing(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_workspace(FILES).parent)
    found = ttdt("explain", "2.2", "--period", "Q2").out
    said = "the verdict waits for Phước Hòa"
    assert f"Ninh Thuận: 79.5 %, ? no data (not submitted); {said}\n" in found
    assert f"every unit must reach at least 75 %: {said}; 2 of 3 units counted" in found
    assert f"Every unit must meet the target: {said}\n" in found


def test_it_waits_for_nobody_where_a_unit_is_short(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_workspace({**FILES, PHUOC_HOA: submission("phuoc-hoa", 1, 4)}).parent)
    found = ttdt("explain", "2.2", "--period", "Q2").out
    assert "waits" not in found
    assert "and Phước Hòa (25.0 %) decides: not yet" in found
