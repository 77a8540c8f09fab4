"""`ttdt trend funding`: the share disbursed by each round, and the amounts within each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli import small_workspace
from tests.cli.programme_workspace import FILES

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def shown(ttdt: Ttdt, data: str, *words: str) -> Any:
    arguments = ("--data", data, "--lang", "en", "--format", "json")
    return json.loads(ttdt("trend", "funding", *words, *arguments).out)


def test_shares_and_amounts_by_round(ttdt: Ttdt, data: str) -> None:
    found = shown(ttdt, data)
    assert found["format"] == "ttdt.trend/1"
    assert found["indicators"] == []
    assert [one["period"] for one in found["rounds"]] == ["2024-Q1", "2024-Q2"]
    money = found["funding"]
    assert (money["unit"], money["target"]["value"]) == ("million VND", 90)
    assert [(row["project"], row["name"]) for row in money["rows"]] == [
        (None, "Total"), ("p1", "1 land"), ("p5", "5 education"), ("p5-1", "5.1 schools"),
    ]  # fmt: skip
    whole = money["rows"][0]
    assert whole["same_amounts"] is False
    kept = ("period", "percent", "in_period", "expected", "status", "pace")
    # 10.25 of 100 in a quarter of the year, 44.75 of 172.5 in half of it; 40.25 less 10.25 between.
    assert [tuple(value[name] for name in kept) for value in whole["values"]] == [
        ("2024-Q1", 10.25, 10.25, 22.5, "far_behind", 0.455556),
        ("2024-Q2", 25.942029, 30, 45, "far_behind", 0.57649),
    ]
    assert [value["percent"] for value in money["rows"][2]["values"]] == [None, None]


def test_projects_and_units_asked_for(ttdt: Ttdt, data: str) -> None:
    found = shown(ttdt, data, "p1.central", "5", "--unit", "a")["funding"]["rows"]
    assert [(row["area"], row["project"], row["source"]) for row in found] == [
        ("a", "p1", "central"), ("a", "p5", None),
    ]  # fmt: skip
    # 10.25 of 100, then 40.25 of 120.5
    assert [value["percent"] for value in found[0]["values"]] == [10.25, 33.40249]
    (only,) = shown(ttdt, data, "p1", "--from", "Q2")["funding"]["rows"]
    assert [value["period"] for value in only["values"]] == ["2024-Q2"]


def test_the_trend_can_be_read(ttdt: Ttdt, data: str) -> None:
    done = ttdt("trend", "funding", "p1", "--data", data, "--lang", "en")
    assert done.code == 0
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "Expected by then 22.5 % 45.0 % - -" in lines
    assert "1 land ○ 10.3 % (1/2) ○ 25.9 % ▁▃ ≠ p1" in lines
    assert "1 land 10.25 30†" in lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("p9",), "funding: “p9” is unknown"),
        (("--fail-on", "behind"), "--fail-on does not go with “funding”"),
        (("--from", "Q3", "--to", "Q4"), "nobody has submitted anything for a round from 2024-Q3"),
    ],
)
def test_what_cannot_be_shown(ttdt: Ttdt, data: str, words: tuple[str, ...], said: str) -> None:
    done = ttdt("trend", "funding", *words, "--data", data, "--lang", "en")
    assert done.code == 2
    assert said in done.err


def test_a_plan_without_money(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    data = str(make_workspace(small_workspace.FILES))
    done = ttdt("trend", "funding", "--data", data, "--lang", "en")
    assert done.code == 2
    assert "the plan has no money (funding:)" in done.err
    plain = json.loads(ttdt("trend", "--data", data, "--format", "json").out)
    assert plain["funding"] is None
