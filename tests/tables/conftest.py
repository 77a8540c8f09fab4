from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def proposed(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> Callable[[str, Path], str]:
    """Return what is proposed for a file by a plan, in a workspace of its own."""

    def propose(plan: str, file: Path) -> str:
        make_workspace({"targets-2024.yaml": plan})
        monkeypatch.chdir(tmp_path)
        result = ttdt("map", file.name, "-o", "data/maps/m.yaml")
        assert result.code == 0, result.err
        return (tmp_path / "data/maps/m.yaml").read_text(encoding="utf-8")

    return propose
