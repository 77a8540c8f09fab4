from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from tests.exchange.plans import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Result, Ttdt


class ImportFile(Protocol):
    def __call__(self, name: str, text: str, *options: str) -> Result: ...


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with an empty workspace in data/, and return it."""
    make_workspace({"targets-2024.yaml": FULL})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def import_file(place: Path, ttdt: Ttdt) -> ImportFile:
    """Return how a file with a text is imported, every draft written without asking."""

    def import_(name: str, text: str, *options: str) -> Result:
        (place / name).write_text(text, encoding="utf-8")
        return ttdt("import", name, "--yes", *options)

    return import_
