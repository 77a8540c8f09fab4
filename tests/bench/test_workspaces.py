"""What the bench measures is what it says: sound files, accepted warnings, errors of many kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.submissions import Kind
from bench.workspaces import write_flat

from ttdt.app.check import CheckRequest, run_check
from ttdt.app.locating import WorkspaceLocation

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.finding import Finding

OF_ALL_UNITS = 119
REQUEST = CheckRequest(stdin=bytes, progress=lambda _done, _total: None)


def findings(folder: Path, kind: Kind) -> tuple[Finding, ...]:
    assert len(write_flat(folder, OF_ALL_UNITS, kind)) == OF_ALL_UNITS
    return run_check(REQUEST, WorkspaceLocation(str(folder))).findings


def test_plain_files_are_sound(tmp_path: Path) -> None:
    assert findings(tmp_path, Kind.PLAIN) == ()


def test_files_like_those_that_ttdt_comes_with_have_accepted_warnings(tmp_path: Path) -> None:
    assert findings(tmp_path, Kind.SHIPPED) == ()
    text = (tmp_path / "districts" / "bac-ai" / "2024-Q2.yaml").read_text(encoding="utf-8")
    assert all(part in text for part in ("accept: {TT303", "note: ", ">-", "  # theo sổ"))


def test_files_with_money_and_tasks_are_sound_and_speak_of_all_tasks(tmp_path: Path) -> None:
    assert findings(tmp_path, Kind.PROGRAMME) == ()
    text = (tmp_path / "districts" / "bac-ai" / "2024-Q2.yaml").read_text(encoding="utf-8")
    _, funding, tasks = text.replace("\ntasks:", "\nfunding:").split("\nfunding:")
    assert funding.count("disbursed: ") == 24
    assert tasks.count("\n  ") == 59


def test_dirty_files_have_errors_of_many_kinds(tmp_path: Path) -> None:
    found = findings(tmp_path, Kind.DIRTY)
    assert len({finding.path for finding in found}) == OF_ALL_UNITS
    assert len({finding.rule.code for finding in found}) >= 10
