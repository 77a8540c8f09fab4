"""What the form's own cells say, computed by LibreOffice, is what the report says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.forms.filling import PERCENT, STATE, VALUE, cell_of, fill
from tests.programs import convert

from ttdt.compute import Status, assess
from ttdt.period import parse_id
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import Ttdt

pytestmark = pytest.mark.programs("LibreOffice")

WORDS = {Status.MET: "✓ met", Status.UNGRADED: "◇ not graded"}


def compute(forms: list[Path], profile: Path) -> None:
    """Let LibreOffice compute every form's formulas, and save what comes of it."""
    convert(forms, "xlsx", Path("computed"), profile)


def computed(form: Path, sheet: str) -> Any:
    return openpyxl.load_workbook(Path("computed") / form.name, data_only=True)[sheet]


@pytest.mark.parametrize(("unit", "period"), [("dong-son", "2024-Q2"), ("tay-hoa", "2024-Q2")])
def test_the_form_says_what_the_report_says(
    place: Path, ttdt: Ttdt, tmp_path: Path, unit: str, period: str
) -> None:
    ttdt("template", "--period", period, "--unit", unit)
    form = place / "forms" / f"{unit}-{period}.xlsx"
    compute([form], tmp_path / "profile")
    sheet = computed(form, "Q2")
    asked = parse_id(period)
    assert asked is not None
    report = assess(Workspace(place / "data", Path("data")).round(asked))
    compared = 0
    for result in report.indicators:
        indicator, row = result.indicator, result.units[unit]
        if indicator.parts or row.value is None:
            continue
        name = "/".join(filter(None, indicator.key))
        exact = sheet[cell_of(sheet, f"figure:{name}", "exact")].value
        scale = 100 if indicator.measure == "rate" else 1
        assert exact * scale == pytest.approx(float(row.value), abs=1e-9), name
        verdict = sheet[cell_of(sheet, f"figure:{name}", "verdict")].value
        assert verdict == WORDS.get(row.status, "◌ not yet"), name
        compared += 1
    assert compared >= 7


CASES: list[tuple[dict[tuple[str, str], Any], str, float | None, str]] = [
    # 74.96 % is never shown as 75.0 %, nor 99.99 % as 100.0 %.
    (
        {("population:villages", VALUE): 2500, ("figure:village-roads", VALUE): 1874},
        "village-roads", 0.7496, "◌ not yet",
    ),
    (
        {("population:villages", VALUE): 40, ("figure:village-roads", VALUE): 30},
        "village-roads", 0.75, "✓ met",
    ),
    (
        {("population:people", VALUE): 10_000, ("figure:literacy", VALUE): 9_999},
        "literacy", 0.9999, "✓ met",
    ),
    # More than 95 % is not met at 95 %.
    (
        {("population:children", VALUE): 200, ("figure:preschool", VALUE): 190},
        "preschool", 0.95, "◌ not yet",
    ),
    ({("figure:preschool", PERCENT): 0.9501}, "preschool", 0.9501, "✓ met"),
    # More than 3 points is not met at 3: 400 of 2,000 were poor, 340 are.
    (
        {("population:households", VALUE): 2000, ("figure:poverty-reduction", VALUE): 340},
        "poverty-reduction", 3, "◌ not yet",
    ),
    ({("figure:resettled-households", VALUE): 15}, "resettled-households", 15, "✓ met"),
    ({("figure:resettled-households", VALUE): 14}, "resettled-households", 14, "◌ not yet"),
    ({("figure:literacy", VALUE): 5}, "literacy", None, "? population missing"),
    (
        {("population:people", STATE): "as last round", ("figure:literacy", VALUE): 8100},
        "literacy", 0.9, "✓ met",
    ),
    (
        {("population:people", VALUE): 0, ("figure:literacy", VALUE): 0},
        "literacy", None, "– population is 0",
    ),
    (
        {("figure:literacy", STATE): "not available yet"}, "literacy", None,
        "not available yet",
    ),
    (
        {("figure:literacy", STATE): "not available yet", ("figure:literacy", VALUE): 5},
        "literacy", None, "⚠ number or choice: only one",
    ),
]  # fmt: skip


def test_rounding_never_turns_a_verdict(form: Path, place: Path, tmp_path: Path) -> None:
    forms = [place / f"case-{number}.xlsx" for number in range(len(CASES))]
    for path, (answers, *_) in zip(forms, CASES, strict=True):
        fill(form, answers, to=path)
    compute(forms, tmp_path / "profile")
    for path, (_, name, result, verdict) in zip(forms, CASES, strict=True):
        sheet = computed(path, "Q3")
        shown = sheet[cell_of(sheet, f"figure:{name}", "result")].value
        if result is None:
            assert shown in {None, ""}
        else:
            assert shown == pytest.approx(result, abs=1e-12)
        assert sheet[cell_of(sheet, f"figure:{name}", "verdict")].value == verdict
