from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from ttdt.output.findings.concise import line
from ttdt.rules.runner import check_workspace
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace


class FindingsIn(Protocol):
    def __call__(self, root: Path) -> list[str]: ...


class Findings(Protocol):
    def __call__(self, files: dict[str, str]) -> list[str]: ...


@pytest.fixture
def findings_in() -> FindingsIn:
    """Check a workspace; a line for each finding, which call the workspace `data`."""

    def run(root: Path) -> list[str]:
        english = Language("en")
        return [
            line(finding, english)
            for finding in check_workspace(root, Path("data")).findings
            # The plans of the others are as short as they can be, and name no numerators.
            if finding.code != "TT517" or "TT517" in root.parts
        ]

    return run


@pytest.fixture
def findings(tmp_path: Path, make_workspace: MakeWorkspace, findings_in: FindingsIn) -> Findings:
    """Check a workspace made of these files and no others."""

    def run(files: dict[str, str]) -> list[str]:
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        return findings_in(make_workspace(files))

    return run


class Check(Protocol):
    def __call__(
        self,
        names: str,
        submissions: dict[str, str],
        *,
        status: dict[str, str] | None = None,
        extra: dict[str, str] | None = None,
    ) -> list[str]: ...


HEAD = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}
populations:
  villages: {name: {vi: thôn}, max_change: 10}
  people: {name: {vi: người}}
  minority: {name: {vi: người dân tộc thiểu số}, part_of: people}
  children: {name: {vi: trẻ em}, part_of: minority}
groups: {g: {name: {vi: G}}}
indicators:
"""

INDICATORS = {
    "roads": "measure: rate, population: villages, pace: none, target: {at_least: 75}",
    "teams": "measure: rate, population: villages, pace: none, target: {at_least: 70}",
    "thin": "measure: rate, population: children, pace: none, target: {less_than: 15}, max_step: 5",
    "insured": "measure: rate, population: minority, pace: none, target: {at_least: 95},"
    " max_step: 10",
    "poor": "measure: reduction, population: people, target: {more_than: 3}, max_step: 2",
    "cadres": "measure: parity, population: villages, max_step: 10,"
    " reference: {numerator: minority, population: people}",
    "houses": "measure: count, target: {about: 167}",
    "shops": "measure: count, max_step: 50",
    "sites": "measure: count, target: {about: 167, by_unit: {ninh-hai: 167}}",
    "words": "measure: narrative",
    "solid": "measure: rate, pace: none, target: {at_least: 98},"
    " parts: {halls: {name: {vi: X}, population: villages},"
    " homes: {name: {vi: Y}, population: people}}",
}


@pytest.fixture
def check(findings: Findings) -> Check:
    """Check submissions of bac-ai, each written as `populations | figures`.

    The plan has the indicators of these names, and another unit that never reports. A
    finding is shown as `period:line:column: …`; populations stand on line 4 and figures on line 5.
    """

    def run(
        names: str,
        submissions: dict[str, str],
        *,
        status: dict[str, str] | None = None,
        extra: dict[str, str] | None = None,
    ) -> list[str]:
        lines = [
            f'  {name}: {{clause: "{n}", group: g, name: {{vi: {name}}}, {INDICATORS[name]}}}\n'
            for n, name in enumerate(names.split(), 1)
        ]
        files = {"targets-2024.yaml": HEAD + "".join(lines)}
        for period, text in submissions.items():
            populations, _, figures = text.partition("|")
            files[f"districts/bac-ai/{period}.yaml"] = (
                f"unit: bac-ai\nperiod: {period}\n"
                f"status: {(status or {}).get(period, 'provisional')}\n"
                f"populations: {{{populations.strip()} }}\nfigures: {{{figures.strip()} }}\n"
                + (extra or {}).get(period, "")
            )
        return [
            found.removeprefix("data/districts/bac-ai/").replace(".yaml", "", 1)
            for found in findings(files)
            # That a year before is missing holds of nearly all of these, and is another test's.
            if "/ninh-hai/" not in found and " TT307 " not in found
        ]

    return run
