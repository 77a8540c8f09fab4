from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.small_plan import HOUSES, PLAN, lines, submission

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

DEADLINES = "deadlines: {Q2: 2024-07-05, year: 2025-01-15}\n"


def files(period: str, extra: str, deadlines: str = DEADLINES) -> dict[str, str]:
    return {
        "targets-2024.yaml": PLAN.replace(', ninh-hai: {code: "586", name: Ninh Hải}', "")
        + HOUSES
        + deadlines,
        f"districts/bac-ai/{period}.yaml": submission("bac-ai", period, extra),
    }


@pytest.mark.parametrize(
    ("period", "submitted", "dates"),
    [
        ("2024-Q2", "2024-07-06", "6 July 2024, after the deadline 5 July 2024"),
        ("2024", "2025-02-01", "1 February 2025, after the deadline 15 January 2025"),
    ],
)
def test_late(make_workspace: MakeWorkspace, period: str, submitted: str, dates: str) -> None:
    root = make_workspace(files(period, f"submitted: {submitted}\n"))
    said = f"TT406 handed in on {dates}"
    assert lines(root) == [f"districts/bac-ai/{period}.yaml:4: {said}"]


@pytest.mark.parametrize(
    ("period", "extra"),
    [
        ("2024-Q2", "submitted: 2024-07-05\n"),
        ("2024-Q2", ""),
        ("2024-H1", "submitted: 2024-12-31\n"),
        ("2024-06", "submitted: 2024-12-31\n"),
        ("2023", "submitted: 2025-12-31\n"),
        ("2024-Q2", "submitted: 2024-07-06\naccept: {TT406: the road was flooded}\n"),
    ],
)
def test_not_late(make_workspace: MakeWorkspace, period: str, extra: str) -> None:
    assert lines(make_workspace(files(period, extra))) == []


def test_without_deadlines_nothing_is_late(make_workspace: MakeWorkspace) -> None:
    assert lines(make_workspace(files("2024-Q2", "submitted: 2030-01-01\n", ""))) == []


def test_a_date_that_cannot_be_read_is_one_finding(make_workspace: MakeWorkspace) -> None:
    (line,) = lines(make_workspace(files("2024-Q2", "submitted: 6/7/2024\n")))
    assert "TT106" in line


@pytest.mark.parametrize(
    ("as_of", "problem"),
    [
        ("2024-04-01", None),
        ("2024-06-30", None),
        (
            "2024-03-31",
            "31 March 2024, which is not in the period from 1 April 2024 to 30 June 2024",
        ),
        ("2024-07-01", "1 July 2024, which is not in the period from 1 April 2024 to 30 June 2024"),
        ("2024-06-21", "21 June 2024, after it was handed in on 20 June 2024"),
    ],
)
def test_the_day_figures_were_counted(
    make_workspace: MakeWorkspace, as_of: str, problem: str | None
) -> None:
    submitted = "2024-06-20" if as_of == "2024-06-21" else "2024-07-05"
    root = make_workspace(files("2024-Q2", f"submitted: {submitted}\nas_of: {as_of}\n"))
    said = (
        [] if problem is None else [f"districts/bac-ai/2024-Q2.yaml:5: TT226 counted on {problem}"]
    )
    assert lines(root) == said
