"""Many files at the same time, each whole or not at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from ttdt.errors import TtdtError
from ttdt.workspace.atomic_writing import write_file, write_several

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, name: str) -> None:
    write_file(folder / name, f"{name}\n")


def test_several_are_written_and_told_in_their_order(tmp_path: Path) -> None:
    names = [f"{number}" for number in range(200)]
    assert list(write_several(partial(write, tmp_path), names)) == names
    assert (tmp_path / "199").read_text() == "199\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_behind_one_that_cannot_be_written_no_more_are_begun(tmp_path: Path) -> None:
    names = ["1", "no-folder/2", "3", *(f"later-{number}" for number in range(200))]
    with pytest.raises(TtdtError):
        list(write_several(partial(write, tmp_path), names))
    assert "later-199" not in {path.name for path in tmp_path.iterdir()}


def test_no_link_is_followed_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("old\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/inside.txt").write_text("old\n")
    (tmp_path / "data/out.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "data/in.txt").symlink_to("inside.txt")
    with pytest.raises(TtdtError):
        write_file(tmp_path / "data/out.txt", "new\n")
    write_file(tmp_path / "data/in.txt", "new\n")
    assert (tmp_path / "outside.txt").read_text() == "old\n"
    assert (tmp_path / "data/inside.txt").read_text() == "new\n"
    assert (tmp_path / "data/in.txt").is_symlink()
