"""Amounts that may have decimals, such as hectares, are set, asked for and read back as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.cli.small_workspace import PLAN
from tests.forms.filling import fill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

FOREST = """\
  forest:
    clause: "3.1"
    group: infrastructure
    name: {vi: Rừng trồng mới, en: New forest}
    measure: amount
    unit: {vi: ha, en: ha}
    target: {at_least: 100}
"""
FILED = "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\nfigures:\n  forest: 31.5\n"


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plan = PLAN + FOREST
    make_workspace({"targets-2024.yaml": plan, "districts/bac-ai/2024-Q2.yaml": FILED})
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data/districts/bac-ai/2024-Q2.yaml"


@pytest.mark.parametrize(
    ("typed", "code", "written"),
    [
        ("40", 0, "40"),
        ("40.250", 0, "40.250"),
        ("1.234", 0, "1.234"),
        ("1.2345", 1, "31.5"),
        ("1,5", 2, "31.5"),
    ],
)
def test_set(place: Path, ttdt: Ttdt, typed: str, code: int, written: str) -> None:
    assert ttdt("set", "bac-ai", "Q2", f"forest={typed}").code == code
    assert f"forest: {written}\n" in place.read_text("utf-8")


@pytest.mark.parametrize("unit", [("--unit", "bac-ai"), ("--unit", "province")])
def test_forms(place: Path, ttdt: Ttdt, tmp_path: Path, unit: tuple[str, str]) -> None:
    form = tmp_path / "form.xlsx"
    made = ttdt("template", "-p", "Q2", *unit, "-o", "form.xlsx", "--lang", "en")
    assert made.code == 0, made.err
    assert "nothing new" in ttdt("import", "form.xlsx", "--yes").err
    book = openpyxl.load_workbook(form)
    steps = [row[1].value for row in book["Instructions"].iter_rows()]
    assert "Only amounts that have a unit of their own may have decimals." in steps
    if unit == ("--unit", "bac-ai"):
        fill(form, {("figure:forest", "value"): 40.25}, sheet="Q2")
    else:
        (cell,) = (one for row in book["Infrastructure"].iter_rows() for one in row
                   if one.value == 31.5)  # fmt: skip
        cell.value = 40.25
        book.save(form)
    done = ttdt("import", "form.xlsx", "--yes")
    assert done.code == 0, done.err
    assert "forest: {value: 40.25, source: " in place.read_text("utf-8")
