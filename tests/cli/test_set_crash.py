"""Several runs at once, a full disk, a killed run: a file is the old one or the new one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Self

import pytest
from tests.cli.small_workspace import FILES, PLAN

from ttdt.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace

pytestmark = pytest.mark.slow

PLACE = "districts/bac-ai/2024-Q2.yaml"

POPULATIONS = tuple(f"p{number}" for number in range(6))
WIDE_PLAN = PLAN.replace(
    "populations:\n",
    "populations:\n" + "".join(f"  {name}: {{name: {{vi: {name}}}}}\n" for name in POPULATIONS),
)

COUNT_UP = """
import sys
from ttdt.cli import run
data, name = sys.argv[1:]
for number in range(1, 6):
    code = run(["set", "bac-ai", "2024-Q2", f"populations.{name}={number}", "-q", "--data", data])
    assert code == 0, code
"""

KILLED = """
import builtins, io, os, signal, sys
from ttdt.cli import run
data, name, place = sys.argv[1:]
left = [int(place)]
true = getattr(os, name)
def killing(*arguments, **named):
    if name != "open" or arguments[1] & os.O_CREAT:
        left[0] -= 1
        if left[0] == 0:
            if name == "fdopen":
                os.write(arguments[0], b"unit: ")
            os.kill(os.getpid(), signal.SIGKILL)
    return true(*arguments, **named)
setattr(os, name, killing)
sys.exit(run(["set", "bac-ai", "2024-Q2", "village-roads=31", "-q", "--data", data]))
"""


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


def test_runs_at_once_lose_nothing(make_workspace: MakeWorkspace) -> None:
    data = make_workspace({**FILES, "targets-2024.yaml": WIDE_PLAN})
    command = [sys.executable, "-c", COUNT_UP, str(data)]
    runs = [subprocess.Popen([*command, name]) for name in POPULATIONS]
    assert [one.wait(240) for one in runs] == [0] * len(runs)
    text = (data / PLACE).read_text("utf-8")
    for name in POPULATIONS:
        assert f"{name}: 5" in text
    assert [path.name for path in (data / PLACE).parent.iterdir()] == ["2024-Q2.yaml"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process")
@pytest.mark.parametrize(
    ("name", "place"), [("open", 1), ("fdopen", 1), ("fsync", 1), ("fsync", 2), ("replace", 1)]
)
def test_a_killed_run_leaves_the_old_file_or_the_new(data: Path, name: str, place: int) -> None:
    old = (data / PLACE).read_bytes()
    command = [sys.executable, "-c", KILLED, str(data), name, str(place)]
    assert subprocess.run(command, check=False, timeout=120).returncode == -9
    after = (data / PLACE).read_bytes()
    assert after == (old.replace(b": 30", b": 31") if (name, place) == ("fsync", 2) else old)
    # It holds no lock, what it left behind is read by nobody, and the next run does it all.
    words = ["set", "bac-ai", "2024-Q2", "village-roads=32", "-q", "--data", str(data)]
    assert run(words) == 0
    assert (data / PLACE).read_bytes() == old.replace(b": 30", b": 32")
    assert run(["check", "--data", str(data), "-q"]) == 0


class _FullDisk:
    """A file of which half is written before the disk is full."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> None:
        self._file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")


def _failing(name: str, true: Callable[..., Any], at: int, fired: list[int]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        fired[0] += 1
        if fired[0] != at:
            return true(*arguments, **named)
        if name == "fdopen":
            return _FullDisk(true(*arguments, **named))
        if name == "close":
            true(*arguments, **named)
        raise OSError(28, "No space left on device")

    return call


@pytest.mark.parametrize("name", ["open", "fdopen", "fsync", "chmod", "replace", "close"])
def test_a_disk_that_fails_at_any_call_leaves_the_old_file_or_the_new(
    data: Path, monkeypatch: pytest.MonkeyPatch, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    true = getattr(os, name)
    old = (data / PLACE).read_bytes()
    new = old.replace(b": 30", b": 31")
    words = ["--lang", "en", "set", "bac-ai", "2024-Q2", "village-roads=31", "--data", str(data)]
    for at in range(1, 200):
        (data / PLACE).write_bytes(old)
        fired = [0]
        with monkeypatch.context() as patch:
            patch.setattr(os, name, _failing(name, true, at, fired))
            code = run(words)
        err = capfd.readouterr().err
        after = (data / PLACE).read_bytes()
        assert after in {old, new}
        assert [path.name for path in (data / PLACE).parent.iterdir()] == ["2024-Q2.yaml"]
        assert code in {0, 1, 2}, err
        assert "bug" not in err
        if code == 0:
            assert after == new
        if fired[0] < at:
            assert (code, after) == (0, new)
            return
    pytest.fail("it never came to an end")
