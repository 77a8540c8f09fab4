"""Which round a command line means, whatever day it is run on."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.period import Period, last_quarter_before

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

TWO_YEARS = FILES | {
    "targets-2023.yaml": PLAN.replace("2024", "2023"),
    "districts/bac-ai/2023-Q4.yaml": submission("bac-ai", 28, period="2023-Q4"),
    "districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 29, period="2024-Q1"),
}


@pytest.fixture
def asked(make_workspace: MakeWorkspace, ttdt: Ttdt) -> object:
    root = str(make_workspace(TWO_YEARS))

    def period(*arguments: str) -> str:
        done = ttdt("report", "--data", root, "--format", "json", *arguments)
        return str(json.loads(done.out)["period"]["id"]) if done.out else done.err

    return period


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "2024-Q2"),
        (("--period", "latest"), "2024-Q2"),
        (("--period", "latest", "--year", "2023"), "2023-Q4"),
        (("--year", "2023"), "2023-Q4"),
        (("--period", "Q3", "--year", "2023"), "2023-Q3"),
        (("--period", "previous", "--today", "2024-07-05"), "2024-Q2"),
        (("--period", "previous", "--today", "30/06/2024"), "2024-Q1"),
        (("--period", "previous", "--today", "01/01/2024"), "2023-Q4"),
    ],
)
def test_periods(asked: object, arguments: tuple[str, ...], expected: str) -> None:
    assert callable(asked)
    assert asked(*arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--year", "2022"), "there is no plan for 2022; plans: 2024, 2023"),
        (
            ("--period", "2024-Q1", "--year", "2023"),
            "quarter 1 of 2024 is not in 2023",
        ),
        (
            ("--period", "previous", "--today", "2024-13-01"),
            "--today: “2024-13-01” is no day; write it as 2024-07-05 or 05/07/2024",
        ),
        (
            ("--period", "previous", "--today", "2026-02-01"),
            "there is no plan for 2025; plans: 2024, 2023",
        ),
    ],
)
def test_what_there_is_none_of_is_said(
    asked: object, arguments: tuple[str, ...], expected: str
) -> None:
    assert callable(asked)
    assert expected in asked(*arguments)


def test_a_quarter_is_over_on_the_day_after_its_last() -> None:
    assert last_quarter_before(date(2024, 6, 30)) == Period(2024, "Q1")
    assert last_quarter_before(date(2024, 7, 1)) == Period(2024, "Q2")
    assert last_quarter_before(date(2025, 3, 31)) == Period(2024, "Q4")


@pytest.mark.parametrize(
    "command", [("report",), ("explain", "2.2"), ("export", "--format", "iati"), ("diff", "Q1")]
)
def test_a_plan_for_next_year_does_not_change_what_a_quarter_means_in_silence(
    ttdt: Ttdt, make_workspace: MakeWorkspace, command: tuple[str, ...]
) -> None:
    files = TWO_YEARS | {"targets-2025.yaml": PLAN.replace("2024", "2025")}
    root = str(make_workspace(files))
    period = ("Q2",) if command[0] == "diff" else ("-p", "Q2")
    done = ttdt(*command, *period, "--data", root)
    assert done.code == 0
    assert (
        "nobody has submitted anything for quarter 2 of 2025; there are submissions for 2024-Q2\n"
    ) in done.err
    assert ttdt(*command, *period, "--data", root, "-q").err == ""
    assert "2023" not in done.err


def test_nobody_anywhere(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    done = ttdt("report", "--data", str(make_workspace(FILES)), "-p", "Q4")
    assert done.err == "ttdt: nobody has submitted anything for quarter 4 of 2024\n"


def test_the_year_of_a_copied_plan_is_to_be_changed(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    done = ttdt("report", "--data", str(make_workspace(FILES | {"targets-2025.yaml": PLAN})))
    assert done.code == 2
    assert "correct the year in" in done.err
    assert done.err.rstrip().endswith("targets-2025.yaml")
