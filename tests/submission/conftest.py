from __future__ import annotations

from typing import Protocol

import pytest

from ttdt.period import Period
from ttdt.plan import Plan, read_plan
from ttdt.submission import Submission, read_submission
from ttdt.text.language import Language
from ttdt.yaml import parse

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}
populations:
  villages: {name: {vi: thôn}}
  people: {name: {vi: người}}
  schools: {name: {vi: trường}}
groups: {g: {name: {vi: G}}}
indicators:
  roads: {clause: "1", group: g, name: {vi: A}, measure: rate, population: villages}
  houses: {clause: "2", group: g, name: {vi: B}, measure: count}
  poor: {clause: "3", group: g, name: {vi: C}, measure: reduction, population: people}
  cadres:
    clause: "4"
    group: g
    name: {vi: D}
    measure: parity
    population: people
    reference: {numerator: people, population: people}
  words: {clause: "5", group: g, name: {vi: E}, measure: narrative}
  solid:
    clause: "6"
    group: g
    name: {vi: F}
    measure: rate
    parts:
      schools: {name: {vi: X}, population: schools}
      halls: {name: {vi: Y}, population: villages}
"""

Problem = tuple[str, int, int, str]


SECOND_QUARTER = Period(2024, "Q2")


class ReadText(Protocol):
    def __call__(
        self, text: str, unit: str = "bac-ai", period: Period = SECOND_QUARTER
    ) -> Submission: ...


class Problems(Protocol):
    def __call__(self, submission: Submission) -> list[Problem]: ...


@pytest.fixture(scope="session")
def plan() -> Plan:
    found, findings = read_plan(parse(PLAN.encode(), "p.yaml"))
    assert findings == []
    assert found is not None
    return found


@pytest.fixture
def read_text(plan: Plan) -> ReadText:
    """Read a submission that lies where bac-ai's one for 2024-Q2 belongs, or another's."""

    def run(text: str, unit: str = "bac-ai", period: Period = SECOND_QUARTER) -> Submission:
        return read_submission(parse(text.encode(), "s.yaml"), plan, unit, period)

    return run


@pytest.fixture
def problems() -> Problems:
    """List what is wrong with a submission, in the order of the file."""

    def run(submission: Submission) -> list[Problem]:
        assert {finding.path for finding in submission.all_findings} <= {"s.yaml"}
        return [
            (
                finding.code,
                finding.span.line,
                finding.span.column,
                Language("en").translate(finding.message),
            )
            for finding in submission.all_findings
        ]

    return run
