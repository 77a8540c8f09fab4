"""Units that are called the same are told apart by what they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import PLAN, submission

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

UNITS = """\
units:
  bac-ai:
    code: "584"
    name: Bác Ái
    units:
      tan-tien-1: {code: "1", name: Tân Tiến}
      phuoc-hoa: {code: "2", name: Phước Hòa}
  ninh-son:
    code: "585"
    name: Ninh Sơn
    units:
      tan-tien-2: {code: "3", name: Tân Tiến}
      tan-lap: {code: "4", name: Tân Lập}
populations:
"""
FILES = {
    "targets-2024.yaml": PLAN[: PLAN.index("units:")]
    + UNITS
    + PLAN[PLAN.index("populations:\n") + len("populations:\n") :]
    + "    scope: each_unit\n",
    "districts/bac-ai/tan-tien-1/2024-Q1.yaml": submission("tan-tien-1", 31, period="2024-Q1"),
    "districts/bac-ai/tan-tien-1/2024-Q2.yaml": submission("tan-tien-1", 28),
    "districts/bac-ai/phuoc-hoa/2024-Q2.yaml": submission("phuoc-hoa", 36),
    "districts/ninh-son/tan-lap/2024-Q2.yaml": submission("tan-lap", 36),
}


@pytest.fixture(autouse=True)
def workspace(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a workspace in which two districts have a commune of one name."""
    monkeypatch.chdir(make_workspace(FILES).parent)


def test_the_status_says_which_of_them_is_missing(ttdt: Ttdt) -> None:
    found = ttdt("status", "--period", "Q2", "--today", "2024-07-10").out
    assert "3 of 4 units have submitted; missing: Tân Tiến (Ninh Sơn)\n" in found
    # In the row of its district that goes without saying.
    assert "missing: Tân Tiến  " in found


def test_the_report_says_which_of_them_is_the_worst(ttdt: Ttdt) -> None:
    assert "the worst: Tân Tiến (Bác Ái) 70.0 %" in ttdt("report", "--period", "Q2").out


def test_an_explanation_says_which_of_them_decides(ttdt: Ttdt) -> None:
    found = ttdt("explain", "2.2", "--period", "Q2").out
    assert "and Tân Tiến (Bác Ái) (70.0 %) decides" in found
    within = ttdt("explain", "2.2", "--period", "Q2", "--unit", "bac-ai").out
    assert "and Tân Tiến (70.0 %) decides" in within


def test_a_comparison_says_whose_figures_and_verdicts_changed(ttdt: Ttdt) -> None:
    found = ttdt("diff", "Q1", "Q2").out
    assert "Tân Tiến (Bác Ái): 31 → 28" in found
    assert "\nTân Tiến (Bác Ái)  2.2 " in found
    assert "\nTân Lập            2.2 " in found


def test_a_finding_says_whose_submission_is_missing(ttdt: Ttdt) -> None:
    found = ttdt("check", "--format", "concise").out
    assert "Tân Tiến (Ninh Sơn) has handed in nothing for quarter 2 of 2024" in found


def test_the_columns_of_units_say_which_is_which(ttdt: Ttdt) -> None:
    columns = ("--unit", "tan-tien-1", "--unit", "tan-tien-2", "--unit", "tan-lap")
    found = ttdt("report", "--period", "Q2", "--by", "unit", *columns).out
    assert "Tân Tiến (Bác Ái)" in found
    assert "Tân Tiến (Ninh Sơn) (not submitted)" in found
    assert "Tân Lập (" not in found
