from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

PLAN = """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-son: {code: "585", name: Ninh Sơn}}
groups: {all: {name: {vi: tất cả, en: all}}}
indicators: {teams: {clause: "2", group: all, name: {vi: đội, en: teams}, measure: count}}
"""
FUNDING = """\
funding:
  unit: {vi: triệu đồng, en: million VND}
  sources: {central: {name: {vi: trung ương, en: central}, kind: investment}}
  projects: {p1: {code: "1", name: {vi: đất ở, en: land}}}
"""
TARGET = "  target: {at_least: 95}\n"


def submission(unit: str, amounts: str, period: str = "2024-Q2") -> str:
    return (
        f"unit: {unit}\nperiod: {period}\nstatus: final\nsubmitted: 2024-06-20\n"
        f"funding: {{p1: {{central: {amounts}}}}}\n"
    )


@pytest.fixture
def workspace(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    return make_workspace(
        {
            "targets-2024.yaml": PLAN + FUNDING + TARGET,
            "districts/bac-ai/2024-Q2.yaml": submission(
                "bac-ai", "{assigned: 4030.5, disbursed: 1350.25}"
            ),
            "districts/ninh-son/2024-Q2.yaml": submission(
                "ninh-son", "{assigned: 100, disbursed: 90}"
            ),
        }
    )


def test_a_narrow_terminal_has_what_matters_most(ttdt: Ttdt, workspace: Path) -> None:
    arguments = ("--data", str(workspace), "--by", "unit", "--format", "table")
    assert (
        ttdt("funding", *arguments).out
        == """\
Money disbursed: A plan
Ninh Thuận: quarter 2 of 2024, to 30 June 2024
50 % of the year is over; pace judged against a straight path to the target
Disbursed: 1,440.25 of 4,130.5 million VND available, 34.9 %; 2,690.25 left (2/2
units)
Amounts in million VND; %: disbursed since January, of the money available
(carried over + assigned)

                         Disbursed Disbursed  % of the
                            in the     since     money
Unit           Available    period   January available Remaining Units
Ninh Thuận       4,130.5            1,440.25    34.9 %  2,690.25   2/2
◐ behind
Bác Ái           4,030.5            1,350.25    33.5 %  2,680.25   1/1
◐ behind
Ninh Sơn             100                  90    90.0 %        10   1/1
● on track

Target at the year's end: ≥ 95 %: behind; expected by now: 47.5 %
To disburse all of it by the year's end: 448.375 in each of the 6 months left
(rounded up)
Most of the 2,690.25 left is with: Bác Ái 2,680.25 (99.6 %)
"""
    )


@pytest.mark.parametrize("kind", ["plain", "json", "markdown", "csv", "html", "xlsx", "docx"])
@pytest.mark.parametrize("by", ["project", "source", "kind", "unit"])
def test_every_format_has_it(
    ttdt: Ttdt, workspace: Path, tmp_path: Path, kind: str, by: str
) -> None:
    path = tmp_path / f"money.{kind}"
    done = ttdt(
        "funding", "--data", str(workspace), "--by", by, "--format", kind, "-o", str(path), "-q"
    )
    assert (done.code, done.out, done.err) == (0, "", "")
    assert path.stat().st_size > 500


def test_a_unit_has_its_own_money(ttdt: Ttdt, workspace: Path) -> None:
    found = ttdt("funding", "--data", str(workspace), "--area", "bac ai", "--format", "json")
    data = json.loads(found.out)
    assert data["province"]["id"] == "bac-ai"
    assert [row["area"] for row in data["rows"]][:2] == [None, None]
    assert data["rows"][0]["disbursed"] == 1350.25


@pytest.mark.parametrize(("condition", "code"), [("behind", 3), ("not_met", 0), ("missing", 0)])
def test_a_condition_ends_with_3(ttdt: Ttdt, workspace: Path, condition: str, code: int) -> None:
    # 34.9 of the 47.5 that half of 95 is.
    assert ttdt("funding", "--data", str(workspace), "--fail-on", condition).code == code


def test_a_unit_without_money_is_missing(ttdt: Ttdt, workspace: Path) -> None:
    (workspace / "districts/ninh-son/2024-Q2.yaml").unlink()
    assert ttdt("funding", "--data", str(workspace), "--fail-on", "missing").code == 3


def test_errors_in_money_come_before_conditions(ttdt: Ttdt, workspace: Path) -> None:
    (workspace / "districts/ninh-son/2024-Q2.yaml").write_text(
        submission("ninh-son", "{assigned: 100, disbursed: 101}"), encoding="utf-8"
    )
    found = ttdt("funding", "--data", str(workspace), "--fail-on", "behind")
    assert found.code == 1
    assert "TT216" in found.out


def test_errors_elsewhere_are_not_those_of_money(ttdt: Ttdt, workspace: Path) -> None:
    path = workspace / "districts/ninh-son/2024-Q2.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}figures: {{teams: -1}}\n", encoding="utf-8")
    assert ttdt("funding", "--data", str(workspace)).code == 0


def test_a_plan_without_money_cannot_be_asked(ttdt: Ttdt, workspace: Path) -> None:
    (workspace / "targets-2024.yaml").write_text(PLAN, encoding="utf-8")
    found = ttdt("funding", "--data", str(workspace), "--period", "Q2")
    assert found.code == 2
    assert found.err == f"ttdt: {workspace}/targets-2024.yaml: the plan has no money (funding:)\n"


def test_a_target_that_is_not_there_cannot_be_behind(ttdt: Ttdt, workspace: Path) -> None:
    (workspace / "targets-2024.yaml").write_text(PLAN + FUNDING, encoding="utf-8")
    found = ttdt("funding", "--data", str(workspace), "--fail-on", "behind")
    assert (found.code, found.out) == (2, "")
    assert found.err == "ttdt: --fail-on behind: the plan sets no target for money\n"


def test_an_unknown_row_is_named(ttdt: Ttdt, workspace: Path) -> None:
    found = ttdt("funding", "--data", str(workspace), "--by", "units")
    assert found.code == 2
    assert found.err == "ttdt: --by: “units” is unknown; did you mean “unit”?\n"


def test_a_period_without_submissions_says_so(ttdt: Ttdt, workspace: Path) -> None:
    found = ttdt("funding", "--data", str(workspace), "--period", "Q3", "--fail-on", "missing")
    assert found.code == 3
    assert "Nothing is known of the money yet (0/2 units)" in found.out
    assert "nobody has submitted anything for quarter 3 of 2024" in found.err
