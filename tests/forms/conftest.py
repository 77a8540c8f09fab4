from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.forms.filling import example_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with the example workspace in data/, and return it."""
    make_workspace(example_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def form(place: Path, ttdt: Ttdt) -> Path:
    """Make a blank form of Đông Sơn for the third quarter."""
    result = ttdt("template", "--period", "Q3", "-o", "forms", "--unit", "dong-son")
    assert result.code == 0, result.err
    return place / "forms" / "dong-son-2024-Q3.xlsx"
