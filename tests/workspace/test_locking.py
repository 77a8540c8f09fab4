"""Two runs on one workspace: neither loses what the other wrote."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ttdt.errors import TtdtError
from ttdt.workspace.locking import content_of, locked, replace_unchanged

if TYPE_CHECKING:
    from pathlib import Path

ADD_ONE = """
import sys, time
from pathlib import Path
from ttdt.workspace.locking import content_of, locked, replace_unchanged
root = Path(sys.argv[1])
for _ in range(20):
    with locked(root, timeout=60):
        before = content_of(root / "n")
        number = int(before)
        time.sleep(0.002)
        replace_unchanged(root / "n", before, str(number + 1).encode())
"""

HOLD = """
import sys, time
from pathlib import Path
from ttdt.workspace.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_no_update_is_lost_between_processes(tmp_path: Path) -> None:
    (tmp_path / "n").write_text("0", encoding="utf-8")
    command = [sys.executable, "-c", ADD_ONE, str(tmp_path)]
    runs = [subprocess.Popen(command) for _ in range(4)]
    assert [run.wait(120) for run in runs] == [0, 0, 0, 0]
    assert (tmp_path / "n").read_text(encoding="utf-8") == "80"
    assert [path.name for path in tmp_path.iterdir()] == ["n"]


def test_a_held_lock_is_said_and_a_killed_run_holds_none(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == b"held"
        begun = time.monotonic()
        with pytest.raises(TtdtError) as failure, locked(tmp_path, timeout=0.2):
            pass
        assert time.monotonic() - begun < 30
        assert "another run of ttdt" in failure.value.message.text
        run.kill()
    with locked(tmp_path, timeout=0.2):
        pass


def test_what_an_editor_saved_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"mine\n")
    before = content_of(path)
    path.write_bytes(b"the editor's\n")
    with pytest.raises(TtdtError):
        replace_unchanged(path, before, b"ours\n")
    assert path.read_bytes() == b"the editor's\n"


def test_a_new_file_never_takes_the_place_of_one_that_came_first(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    replace_unchanged(path, None, b"first\n")
    with pytest.raises(TtdtError):
        replace_unchanged(path, None, b"second\n")
    assert path.read_bytes() == b"first\n"


def test_there_is_no_lock_on_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TtdtError) as failure, locked(tmp_path / "none"):
        pass
    assert "cannot be locked" in failure.value.message.text
