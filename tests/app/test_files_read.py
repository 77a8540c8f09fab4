"""A report reads each file at most once, and none that it does not need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import MakeWorkspace, Ttdt  # noqa: TC002

from ttdt.workspace.file_reading import FileReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.workspace.file_reading import FileToRead

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}
groups: {g: {name: {vi: G}}}
indicators: {houses: {clause: "1", group: g, name: {vi: A}, measure: count}}
funding:
  unit: {vi: triệu đồng}
  sources: {central: {name: {vi: Trung ương}, kind: investment}}
  projects: {p1: {code: "1", name: {vi: Một}}}
"""


def submission(period: str, funding: str = "") -> str:
    return f"unit: bac-ai\nperiod: {period}\nstatus: final\nfigures: {{houses: 5}}\n{funding}"


MONEY = "funding: {p1: {central: {assigned: 9, disbursed: 5}}}\n"
NOW = ["2024-06.yaml", "2024-Q2.yaml"]
BEFORE = ["2024-03.yaml", "2024-Q1.yaml"]


@pytest.mark.parametrize("command", [
    ("--format", "json"),
    ("--format", "plain", "--compare"),
    ("--format", "csv", "--compare"),
])  # fmt: skip
@pytest.mark.parametrize(
    ("funding", "before"),
    # March says nothing that the quarter does not, unless it may name money.
    [("", ["2024-Q1.yaml"]), (MONEY, BEFORE)],
    ids=["no money", "money"],
)
def test_what_money_and_the_comparison_rest_on_is_read_once(
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
    command: Sequence[str],
    funding: str,
    before: list[str],
) -> None:
    assert read_by(make_workspace, monkeypatch, ttdt, command, funding) == sorted(before + NOW)


@pytest.mark.parametrize(("funding", "before"), [("", []), (MONEY, BEFORE)])
def test_earlier_files_without_money_are_not_read_for_it(
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
    funding: str,
    before: list[str],
) -> None:
    found = read_by(make_workspace, monkeypatch, ttdt, ("--format", "plain"), funding)
    assert found == sorted(before + NOW)


def read_by(
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
    command: Sequence[str],
    funding: str,
) -> list[str]:
    """Return the names of the submissions that a report reads, once for each time."""
    days = [name.removesuffix(".yaml") for name in BEFORE + NOW]
    files = {f"districts/bac-ai/{day}.yaml": submission(day, funding) for day in days}
    root = make_workspace({"targets-2024.yaml": PLAN, **files})
    read: list[str] = []
    true_read = FileReader.read

    def counting_read(self: FileReader, file: FileToRead, *limits: Any) -> object:
        read.append(Path(file.path).name)
        return true_read(self, file, *limits)

    monkeypatch.setattr(FileReader, "read", counting_read)
    result = ttdt("report", "--period", "Q2", *command, "--data", str(root))
    assert (result.code, result.err) == (0, "")
    return sorted(name for name in read if not name.startswith("targets"))
