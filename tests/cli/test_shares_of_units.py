"""A count that is split among many units: an explanation and a comparison name few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

COMMUNES = {f"x{number}": f"Xã {number}" for number in range(1, 15)}
PLAN = """\
plan: p-{year}
year: {year}
title: {{vi: Kế hoạch, en: A plan}}
province: {{code: "58", name: Ninh Thuận}}
units:
  bac-ai: {{code: "584", name: Bác Ái, units: {{{communes}}}}}
  ninh-son: {{code: "585", name: Ninh Sơn}}
populations: {{}}
groups: {{g: {{name: {{vi: Nhà, en: Houses}}}}}}
indicators:
  houses:
    clause: "1"
    group: g
    name: {{vi: Nhà mới, en: New houses}}
    measure: count
    unit: {{vi: nhà, en: houses}}
    target: {{at_least: {total}, by_unit: {{{shares}}}}}
"""
FIGURES = "unit: ninh-son\nperiod: {year}-Q2\nstatus: final\nfigures: {{houses: 40}}\n"


def plan(year: int, share_of_x14: int) -> str:
    shares = {**dict.fromkeys(COMMUNES, 10), "x14": share_of_x14, "ninh-son": 60}
    return PLAN.format(
        year=year,
        communes=", ".join(
            f'{unit}: {{code: "{unit}", name: {name}}}' for unit, name in COMMUNES.items()
        ),
        total=sum(shares.values()),
        shares=", ".join(f"{unit}: {share}" for unit, share in shares.items()),
    )


@pytest.fixture(autouse=True)
def workspace(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a workspace in which fourteen communes of one district have shares, in two years."""
    files = {
        f"{name}": text
        for year, share in ((2023, 20), (2024, 30))
        for name, text in (
            (f"targets-{year}.yaml", plan(year, share)),
            (f"districts/ninh-son/{year}-Q2.yaml", FIGURES.format(year=year)),
        )
    }
    monkeypatch.chdir(make_workspace(files).parent)


def test_the_whole_is_split_among_the_districts(ttdt: Ttdt) -> None:
    found = ttdt("explain", "1", "--period", "2024-Q2").out
    assert "\nShares of the units  Ninh Sơn 60, Bác Ái 160\n" in found


def test_a_district_has_its_own_target_and_the_shares_of_its_units(ttdt: Ttdt) -> None:
    found = ttdt("explain", "1", "--period", "2024-Q2", "--unit", "bac-ai").out
    assert "≥ 220 houses; Bác Ái: ≥ 160 houses\n" in found
    shares = ", ".join(f"Xã {number} 10" for number in range(1, 13))
    assert f"\nShares of the units  {shares} and 2 more\n" in found


def test_a_unit_has_its_own_target_alone(ttdt: Ttdt) -> None:
    found = ttdt("explain", "1", "--period", "2024-Q2", "--unit", "ninh-son").out
    assert "≥ 220 houses; Ninh Sơn: ≥ 60 houses\n" in found
    assert "Shares of the units" not in found


def test_a_comparison_names_the_shares_that_differ(ttdt: Ttdt) -> None:
    found = " ".join(ttdt("diff", "2023-Q2", "2024-Q2").out.split())
    assert "targets by unit Xã 14 20 Xã 14 30" in found
