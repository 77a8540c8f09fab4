"""Many files at the same time, each whole or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ttdt.errors import TtdtError
from ttdt.text.language import Language
from ttdt.workspace.atomic_writing import problem, write_file, write_several


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


@pytest.mark.posix
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


def held_open(number: int) -> PermissionError:
    """Return how Windows refuses to replace a file that another program has open."""
    error = PermissionError(13, "Access is denied", "new", None, "old")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize("number", [5, 32])
def test_a_file_that_is_open_elsewhere_stays_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise held_open(number)

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("ttdt.workspace.atomic_writing.time.sleep", lambda _seconds: None)
    with pytest.raises(TtdtError) as failure:
        write_file(path, b"new")
    said = "another program has it open, such as Excel; close it there and try again"
    assert said in Language("en").translate(failure.value.message)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_open_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refusals = Path.replace, [held_open(5), held_open(32)]

    def refuse_twice(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_twice)
    monkeypatch.setattr("ttdt.workspace.atomic_writing.time.sleep", lambda _seconds: None)
    write_file(tmp_path / "a.xlsx", b"new")
    assert (tmp_path / "a.xlsx").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "permission denied, unless another program has"),
        (FileNotFoundError(2, "No such file", "C:/" + "a" * 300), "longer than the 260 characters"),
        (FileNotFoundError(2, "No such file", "C:/a"), "its folder does not exist"),
    ],
)
def test_what_windows_means_is_said(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttdt.workspace.atomic_writing._ON_WINDOWS", True)
    assert said in Language("en").translate(problem(error))
