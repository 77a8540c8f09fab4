from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from ttdt.assess import Report, assess
from ttdt.period import parse_id
from ttdt.workspace import Workspace

GOLDEN = Path(__file__).with_name("golden")


class Golden(Protocol):
    def __call__(self, name: str, actual: str) -> None: ...


class MakeWorkspace(Protocol):
    def __call__(self, files: dict[str, str]) -> Path: ...


class Assess(Protocol):
    def __call__(
        self, files: dict[str, str], period: str = "2024-Q2", *, carry_forward: bool = False
    ) -> Report: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program prints into tests/golden instead of comparing it",
    )


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "TTDT_DATA", "TTDT_LANG", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS",
        "COLUMNS", "LINES", "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a whole output with the file of that name; it lies beside it when it differs."""

    def compare(name: str, actual: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert actual == expected, f"{name} differs; to accept: make golden, then read git diff"

    return compare


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Write files below a fresh data folder and return it."""

    def make(files: dict[str, str]) -> Path:
        root = tmp_path / "data"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return root

    return make


@pytest.fixture
def assess_files(make_workspace: MakeWorkspace) -> Assess:
    """Return the report on a workspace made of these files, which findings call `data/…`."""

    def run(
        files: dict[str, str], period: str = "2024-Q2", *, carry_forward: bool = False
    ) -> Report:
        root = make_workspace(files)
        wanted = parse_id(period)
        assert wanted is not None
        return assess(Workspace(root, Path("data")).round(wanted), carry_forward=carry_forward)

    return run
