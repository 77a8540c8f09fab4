from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES

from ttdt.errors import TtdtError
from ttdt.workspace.atomic_writing import write_file

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_suffix_chooses_the_format(ttdt: Ttdt, data: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    code, out, err = ttdt("report", "--data", data, "-o", str(folder / "q2.json"))
    assert (code, out) == (0, "")
    assert "wrote " in err
    assert (folder / "q2.json").read_text("utf-8").startswith('{\n  "format": "ttdt.report/1"')
    assert names(folder) == ["q2.json"]


def test_quiet_says_nothing_when_all_is_well(ttdt: Ttdt, data: str, tmp_path: Path) -> None:
    for arguments in (
        ("report", "--data", data, "-q", "-o", str(tmp_path / "q2.json")),
        ("-q", "report", "--data", data, "-o", str(tmp_path / "q2.json")),
    ):
        assert ttdt(*arguments) == (0, "", "")


def test_a_hyphen_is_stdout(ttdt: Ttdt, data: str) -> None:
    assert ttdt("report", "--data", data, "-o", "-").out.count("Village roads") == 1


def test_two_runs_give_the_same_bytes(ttdt: Ttdt, data: str, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    ttdt("report", "--data", data, "-o", str(first))
    ttdt("report", "--data", data, "-o", str(second))
    assert first.read_bytes() == second.read_bytes()


def test_reading_changes_nothing(ttdt: Ttdt, data: str, tmp_path: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        files = (path for path in tmp_path.rglob("*") if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    ttdt("report", "--data", data)
    ttdt("targets", "--data", data)
    assert state() == before


def test_an_output_that_cannot_be_written_leaves_everything_as_it_was(
    ttdt: Ttdt, data: str, tmp_path: Path
) -> None:
    before = names(tmp_path)
    for target, words in (
        (tmp_path / "nowhere" / "q2.json", "its folder does not exist"),
        (tmp_path, "it is a folder"),
        (tmp_path / ("x" * 300 + ".json"), "the name is too long"),
    ):
        code, out, err = ttdt("report", "--data", data, "--format", "json", "-o", str(target))
        assert (code, out) == (2, "")
        assert words in err
        assert err.count("\n") == 1
    assert names(tmp_path) == before


def test_a_full_disk_is_reported(ttdt: Ttdt, data: str) -> None:
    code, _, err = ttdt("report", "--data", data, "--format", "json", "-o", "/dev/full")
    assert code == 2
    assert "/dev/full could not be written: the disk is full" in err


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "q2.json"
    target.write_text("old")
    target.chmod(0o640)
    write_file(target, "new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "q2.json"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    owner = type(target) if step == "replace" else os
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(TtdtError):
        write_file(target, "new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["q2.json"]


def test_a_link_is_followed_within_its_folder_and_not_out_of_it(tmp_path: Path) -> None:
    folder, other = tmp_path / "here", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / "latest.json").symlink_to("q2.json")
    (folder / "q2.json").write_text("old")
    write_file(folder / "latest.json", "new")
    assert (folder / "latest.json").is_symlink()
    assert (folder / "q2.json").read_text() == "new"
    (other / "precious").write_text("kept")
    (folder / "out.json").symlink_to(other / "precious")
    with pytest.raises(TtdtError):
        write_file(folder / "out.json", "new")
    assert (other / "precious").read_text() == "kept"


def test_a_link_to_itself_and_a_long_name_of_vietnamese_letters(tmp_path: Path) -> None:
    (tmp_path / "loop.json").symlink_to("loop.json")
    with pytest.raises(TtdtError):
        write_file(tmp_path / "loop.json", "new")
    assert names(tmp_path) == ["loop.json"]
    long = tmp_path / ("ế" * 80 + ".json")
    write_file(long, "new")
    assert long.read_text() == "new"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_a_link_to_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    (tmp_path / "pipe.json").symlink_to(f"/dev/fd/{writing}")
    write_file(tmp_path / "pipe.json", "new")
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "new"


def test_a_failure_to_close_the_folder_is_none_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = os.close

    def fail(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        close(handle)
        if is_folder:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "close", fail)
    write_file(tmp_path / "q2.json", "new")
    assert names(tmp_path) == ["q2.json"]


@pytest.mark.parametrize("command", ["report", "check"])
def test_data_are_never_overwritten(ttdt: Ttdt, data: str, command: str) -> None:
    target = Path(data) / "districts/bac-ai/2024-Q2.yaml"
    before = target.read_bytes()
    code, out, err = ttdt(command, "--data", data, "--format", "json", "-o", str(target))
    assert (code, out) == (2, "")
    assert "holds data, not a report" in err
    assert target.read_bytes() == before
