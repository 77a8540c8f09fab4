"""The plan of the example workspace, and reading what a file's content says by it."""

from __future__ import annotations

from pathlib import Path

from ttdt.period import Period
from ttdt.plan import Plan, read_plan
from ttdt.submission import Submission, read_submission
from ttdt.yaml import parse, read

EXAMPLE = Path(__file__).parents[1] / "example"
Q2 = Period(2024, "Q2")


def example_plan() -> Plan:
    plan, _ = read_plan(read(EXAMPLE / "targets-2024.yaml", "targets-2024.yaml"))
    assert plan is not None
    return plan


PLAN = example_plan()


def read_back(content: bytes, unit: str = "dong-son", period: Period = Q2) -> Submission:
    return read_submission(parse(content, "a.yaml"), PLAN, unit, period)
