"""A trend over a year whose units became others: who had to submit then, and who must now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import PLAN, submission

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

UNITS = PLAN[PLAN.index("  bac-ai:") : PLAN.index("populations:")]
NEXT = PLAN.replace("2024", "2025").replace(
    UNITS,
    '  ninh-binh: {code: "586", name: Ninh Bình, formerly: [bac-ai, ninh-son]}\n'
    '  ca-na: {code: "587", name: Cà Ná}\n',
)
FILES = {
    "targets-2024.yaml": PLAN,
    "targets-2025.yaml": NEXT,
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30),
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 32),
}
OF_2025 = {
    "districts/ninh-binh/2025-Q2.yaml": submission("ninh-binh", 66, 80, period="2025-Q2"),
}


@pytest.fixture
def workspace(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace in which two units of 2024 became one, and nobody has reported for 2025."""
    root = make_workspace(FILES)
    monkeypatch.chdir(root.parent)
    return root


@pytest.mark.usefixtures("workspace")
def test_each_round_counts_the_units_of_its_own_year(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    make_workspace(OF_2025)
    asked = ("trend", "--from", "2024-Q2", "--to", "2025-Q2")
    rows = ttdt(*asked).out.partition("\nSubmissions\n")[2].splitlines()
    assert [" ".join(row.split()) for row in rows if row.strip()] == [
        "Round Submitted Not submitted With errors",
        "2024-Q2 2 of 2 units - -",
        "2025-Q2 1 of 2 units Cà Ná -",
    ]
    rounds = json.loads(ttdt(*asked, "--format", "json").out)["rounds"]
    assert [one["completeness"]["missing"] for one in rounds] == [[], ["ca-na"]]
    assert [one["completeness"]["submitted"] for one in rounds] == [2, 1]


@pytest.mark.usefixtures("workspace")
def test_before_anything_of_the_year_exists_it_says_that_of_this_year_alone(ttdt: Ttdt) -> None:
    found = ttdt("trend", "--from", "2024-Q2", "--to", "2025-Q2")
    assert found.code == 2
    assert found.err == (
        "ttdt: nobody has submitted anything for 2025 yet; the trend that ends with the newest"
        " submissions: --to 2024-Q2\n"
    )
    assert ttdt("trend", "--from", "2024-Q2", "--to", "2024-Q2").code == 0


def test_a_unit_formed_later_is_not_said_to_have_failed_to_submit(
    ttdt: Ttdt, workspace: Path, make_workspace: MakeWorkspace
) -> None:
    make_workspace(
        {
            **OF_2025,
            "districts/ca-na/2025-Q2.yaml": submission("ca-na", 6, 8, period="2025-Q2"),
            "districts/ca-na/2024.yaml": submission("ca-na", 5, 8, period="2024"),
        }
    )
    (workspace / "targets-2024.yaml").unlink()
    found = " ".join(ttdt("trend", "--to", "2025-Q2").out.split())
    assert "2024 1 of 2 units formed later, without a baseline: Ninh Bình" in found
