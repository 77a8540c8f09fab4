"""Words that stand for several files, for the shells that leave them as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.cli.named_files import files_named

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.xlsx", "a.xlsx", "a.csv"):
        (tmp_path / name).touch()


def test_what_matches_is_named_in_order() -> None:
    assert files_named(["*.xlsx"]) == ["a.xlsx", "b.xlsx"]
    assert files_named(["?.csv", "b.xlsx"]) == ["a.csv", "b.xlsx"]


@pytest.mark.parametrize("word", ["-", "none.xlsx", "*.ods", "[a].xlsx"])
def test_what_matches_nothing_stays(word: str) -> None:
    assert files_named([word]) == [word]


@pytest.mark.posix
def test_a_file_with_a_star_in_its_name_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "*.xlsx").touch()
    assert files_named(["*.xlsx"]) == ["*.xlsx"]
