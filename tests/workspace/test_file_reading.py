from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.period import Period
from ttdt.workspace import file_reading
from ttdt.workspace.file_reading import FileReader, FileToRead
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ttdt.submission import Submission
    from ttdt.submission.round import Round

ROOT = Path(__file__).parents[2]


def everything(submission: Submission | None) -> object:
    """Return all that a submission says, with the line of each number."""
    if submission is None:
        return None
    return (
        submission.path,
        submission.status,
        submission.all_findings,
        [(key, one._replace(place=None), one.line) for key, one in submission.figures.items()],
        [(name, one.value, one.line) for name, one in submission.populations.items()],
        submission.span_of("figures"),
    )


def all_said(round_: Round) -> object:
    return [
        (area, everything(filed.current), everything(filed.baseline))
        for area, filed in round_.areas.items()
    ]


@pytest.mark.missing_in_wine("pipes that other processes wait for")
@pytest.mark.parametrize(
    ("folder", "period"),
    [("data", "2024-Q2"), ("examples/bac-ai", "2024-Q2"), ("examples/khanh-hoa-2025", "2025-Q3")],
)
def test_a_round_is_the_same_with_one_process_and_with_two(
    folder: str, period: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_reading, "_FILES_OF_A_CHUNK", 2)
    year, _, part = period.partition("-")
    wanted = Period(int(year), part)
    one, two = (
        Workspace(ROOT / folder, Path(folder), processes=processes).round(wanted)
        for processes in (1, 2)
    )
    assert all_said(two) == all_said(one)


@pytest.mark.missing_in_wine("pipes that other processes wait for")
def test_each_file_is_read_once_by_whoever_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_reading, "_FILES_OF_A_CHUNK", 3)
    files = [FileToRead(str(tmp_path / f"{name}.yaml"), f"{name}.yaml") for name in range(10)]
    for name, file in enumerate(files):
        Path(file.path).write_text(f"a: {name}\n", encoding="utf-8")
    told: list[tuple[int, int]] = []
    reader = FileReader(tmp_path)
    found = dict(reader.read_many(files, 2, lambda *counts: told.append(counts)))
    assert {number: document.data for number, document in found.items()} == {
        number: {"a": number} for number in range(10)
    }
    assert told[-1] == (10, 10)
    assert [total for _, total in told] == [10] * 4
    assert multiprocessing.active_children() == []


@pytest.mark.posix
def test_a_link_that_leads_out_is_not_read(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1\n", encoding="utf-8")
    (root / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    document = FileReader(root).read(FileToRead(str(root / "a.yaml"), "data/a.yaml"))
    assert document.data is None
    assert [finding.code for finding in document.findings] == ["TT409"]
