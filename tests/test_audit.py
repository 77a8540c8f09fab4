"""What `make lint` says of weaknesses in the packages that ttdt needs."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from scripts.audit import known, summary, weaknesses

SOUND = {"name": "rich", "version": "14.0.0", "vulns": []}
UNKNOWN = {"name": "typer", "skip_reason": "Dependency not found"}
WEAK = {
    "name": "jinja2",
    "version": "3.1.0",
    "vulns": [
        {"id": "EX-2024-1", "fix_versions": ["3.1.6"], "aliases": [], "description": "made up"},
        {"id": "EX-2024-2", "fix_versions": [], "aliases": [], "description": "made up"},
    ],
}


def test_each_weakness_is_a_line() -> None:
    assert weaknesses([SOUND, UNKNOWN, WEAK]) == [
        "jinja2 3.1.0: EX-2024-1, mended in 3.1.6",
        "jinja2 3.1.0: EX-2024-2, mended in no version yet",
    ]


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        (None, "pip-audit cannot reach its data here, so it is skipped"),
        ([UNKNOWN], "pip-audit's source has no data here, so it is skipped"),
        ([SOUND], "No known weakness in 1 packages"),
        ([SOUND, UNKNOWN], "No known weakness in 1 packages; nothing is known of typer"),
    ],
)
def test_what_could_not_be_asked_is_said(packages: list[dict[str, Any]] | None, said: str) -> None:
    assert summary(packages) == said


@pytest.mark.parametrize("prints", ["no network", "{"])
def test_a_failure_is_no_answer(prints: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([sys.executable], 1, stdout=prints, stderr="")

    monkeypatch.setattr(subprocess, "run", fail)
    assert known(("requirements/run.txt",)) is None
