from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import PLAN, submission

from ttdt import ahead, processes
from ttdt.ahead import Ahead, probable_root
from ttdt.source import read
from ttdt.survey import survey

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

pytestmark = pytest.mark.skipif(not processes.CAN_COPY, reason="processes cannot be copied here")

YEARS = range(2024, 2074)


@pytest.fixture
def root(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ahead, "processors", lambda: 2)
    files = {
        f"districts/{unit}/{year}.yaml": submission(unit, year % 50, period=str(year))
        for unit in ("bac-ai", "ninh-son")
        for year in YEARS
    }
    return make_workspace({"targets-2024.yaml": PLAN} | files)


def read_for_a_while(root: Path) -> Ahead:
    """Return what was read in so long a time that it should be everything."""
    reading = Ahead(root)
    time.sleep(1)
    reading.stop()
    return reading


def test_documents_are_those_that_would_be_read(root: Path) -> None:
    path = root / "districts/bac-ai/2024.yaml"
    found, expected = read_for_a_while(root).document(path, "shown"), read(path, "shown")
    assert found is not None
    assert (found.path, found.data, found.findings) == (expected.path, expected.data, ())
    assert found.span("figures", "village-roads") == expected.span("figures", "village-roads")


def test_only_sound_files_are_read_ahead_and_no_links(root: Path) -> None:
    folder = root / "districts/bac-ai"
    (folder / "2025.yaml").write_text("unit: bac-ai\nunit: ninh-son\n", encoding="utf-8")
    (folder / "2026.yaml").unlink()
    (folder / "2026.yaml").symlink_to(root / "districts/ninh-son/2026.yaml")
    reading = read_for_a_while(root)
    found = [reading.document(folder / f"{year}.yaml", "") for year in YEARS]
    assert [document is None for document in found[:4]] == [False, True, True, False]


@pytest.mark.parametrize("count", [1, 2])
def test_the_findings_are_the_same(root: Path, count: int) -> None:
    alone = survey(root, root, processes=1)
    reading = Ahead(root)
    time.sleep(0.2)
    helped = survey(root, root, ahead=reading, processes=count)
    assert alone.findings
    assert [(f.sort_key, f.span) for f in helped.findings] == [
        (f.sort_key, f.span) for f in alone.findings
    ]
    assert helped.checked == alone.checked


def test_small_workspaces_are_not_read_ahead(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "Meanwhile", lambda *_: pytest.fail("another process was started"))
    root = make_workspace({"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30)})
    monkeypatch.setattr(ahead, "processors", lambda: 2)
    assert Ahead(root).document(root / "districts/bac-ai/2024-Q2.yaml", "") is None


@pytest.mark.parametrize(
    ("line", "root"),
    [
        ("check", "here/data"),
        ("--lang en check -q", "here/data"),
        ("check --data there", "there"),
        ("--data elsewhere check --data=there", "there"),
        ("check --data", "here/data"),
        ("report --data there", None),
        ("", None),
    ],
)
def test_the_guess_which_workspace_is_meant(
    line: str, root: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here/data").mkdir(parents=True)
    (tmp_path / "here/data/targets-2024.yaml").touch()
    monkeypatch.chdir(tmp_path / "here")
    guess = probable_root(line.split())
    assert guess == (None if root is None else tmp_path / root if "/" in root else Path(root))
    monkeypatch.setenv("TTDT_DATA", "named")
    if root == "here/data":
        assert probable_root(["check"]) == Path("named")
