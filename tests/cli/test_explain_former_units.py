"""Where the baseline of a unit comes from that was formed of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.small_workspace import PLAN, submission

if TYPE_CHECKING:
    import pytest
    from tests.conftest import MakeWorkspace, Ttdt

NEXT = PLAN.replace("2024", "2025").replace(
    PLAN[PLAN.index("  bac-ai:") : PLAN.index("populations:")],
    '  ninh-binh: {code: "586", name: Ninh Bình, formerly: [bac-ai, ninh-son]}\n'
    '  ca-na: {code: "587", name: Cà Ná}\n',
)


def test_each_submission_names_the_former_unit(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "targets-2025.yaml": NEXT,
        "districts/bac-ai/2024.yaml": submission("bac-ai", 30, period="2024"),
        "districts/ninh-son/2024.yaml": submission("ninh-son", 32, period="2024"),
        "districts/ninh-binh/2025-Q2.yaml": submission("ninh-binh", 66, 80, period="2025-Q2"),
        "districts/ca-na/2025-Q2.yaml": submission("ca-na", 6, 8, period="2025-Q2"),
    }
    monkeypatch.chdir(make_workspace(files).parent)
    found = " ".join(ttdt("explain", "2.2", "--period", "2025-Q2").out.split())
    for label in ("submission 2025-Q2 final;", "2024, bac-ai final;", "2024, ninh-son final;"):
        assert f"{label} submitted 20 June 2024" in found
    # 66 of 80 against 62 of 80; Cà Ná has no baseline.
    said = "Over the units that have a baseline, 1 of the 2 counted, the share moved by +5.00"
    assert said in found
