"""Files that are replaced together: all of them, or none."""

from __future__ import annotations

import os
from errno import EACCES, ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ttdt.errors import TtdtError
from ttdt.workspace.joint_writing import write_files

if TYPE_CHECKING:
    from collections.abc import Callable

MODE = 0o666 if os.name == "nt" else 0o600
"""What files have that only their owner may change; Windows knows only that they can be changed."""
OLD = {"a.yaml": "a", "b.yaml": "b", "c.yaml": "c"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the old files, one of which only its owner may read."""
    for name, content in OLD.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "a.yaml").chmod(0o600)
    return tmp_path


def new(folder: Path) -> dict[Path, bytes]:
    """Return new contents, those of files that are not there yet in the middle."""
    names = ("a.yaml", "deep/er/x.yaml", "b.yaml", "deep/y.yaml", "c.yaml")
    return {folder / name: f"new {name}".encode() for name in names}


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def failing(name: str, at: int, number: int) -> Callable[..., Any]:
    """Return a function of the system that fails at its `at`-th call, and only then."""
    true, calls = getattr(os, name), [0]

    def call(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(number, os.strerror(number), str(arguments[0]))
        return true(*arguments, **named)

    return call


def test_all_are_written_with_the_folders_they_need(folder: Path) -> None:
    files = new(folder)
    write_files(files, folder)
    assert tree(folder) == {
        "a.yaml": "new a.yaml",
        "b.yaml": "new b.yaml",
        "c.yaml": "new c.yaml",
        "deep/er/x.yaml": "new deep/er/x.yaml",
        "deep/y.yaml": "new deep/y.yaml",
    }
    assert (folder / "a.yaml").stat().st_mode & 0o777 == MODE


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("name", ["fsync", "replace", "open"])
def test_where_one_cannot_be_written_all_are_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, name, failing(name, at, ENOSPC))
        with pytest.raises(TtdtError, match="could not be written"):
            write_files(new(folder), folder)
    assert tree(folder) == OLD
    assert not (folder / "deep").exists()
    assert (folder / "a.yaml").stat().st_mode & 0o777 == MODE


def test_a_disk_without_second_names_is_as_good(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any, **__: Any) -> None:
        raise OSError(EACCES, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing("replace", 5, ENOSPC))
        with pytest.raises(TtdtError):
            write_files(new(folder), folder)
    assert tree(folder) == OLD
    write_files(new(folder), folder)
    assert tree(folder)["b.yaml"] == "new b.yaml"


def test_what_cannot_be_put_back_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = Path.replace

    def call(self: Path, target: Path) -> Path:
        if self.read_bytes() in {b"a", b"new c.yaml"}:
            raise OSError(ENOSPC, "No space left on device")
        return true(self, target)

    monkeypatch.setattr(Path, "replace", call)
    with pytest.raises(TtdtError) as failure:
        write_files(new(folder), folder)
    assert failure.value.message.params["files"] == (f"{folder / 'a.yaml'} (a.yaml.old)",)
    assert (folder / "a.yaml.old").read_text(encoding="utf-8") == "a"
    assert (folder / "b.yaml").read_text(encoding="utf-8") == "b"
