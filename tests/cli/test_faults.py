"""A full disk, an ended or killed run, several at once: a file is the old one or the new one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES, PLAN

from ttdt.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="ends processes"),
]

TABLE = "unit,period,status,indicator,value\nbac-ai,2024-Q3,final,village-roads,31\n"
BAD_TABLE = TABLE.replace("31", "-31")

COMMANDS = {
    "set": ("set", "bac-ai", "2024-Q2", "village-roads=31"),
    "new": ("new", "--unit", "bac-ai", "--period", "2024-Q3"),
    "import": ("import", "q3.csv", "--yes"),
    "keep": ("import", "bad.csv", "--yes", "--keep-invalid", "aside"),
    "init": ("init", "fresh", "--from", "data/targets-2024.yaml"),
    "template": ("template", "--period", "2024-Q3", "--unit", "bac-ai", "-o", "forms"),
    "report": ("report", "--period", "2024-Q2", "-o", "report.html"),
    "export": ("export", "--format", "datapackage", "-o", "package"),
    "check": ("check", "-o", "found.txt", "--also", "sarif=found.sarif"),
    "schema": ("schema", "plan", "-o", "plan.json"),
}
"""Every command that writes, and what it is asked for here."""

CALLS = ("open", "write", "fsync", "fchmod", "close", "replace", "unlink", "mkdir")
LEFT_OVER = re.compile(r"\.(?:.*\.)?[0-9a-f]{12}\.ttdt-tmp")

Tree = dict[str, bytes]
NOT_FIRED = 200
"""What a run adds to its exit code that came to its end before the fault."""


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(FILES)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q3.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(BAD_TABLE, encoding="utf-8")
    # What is replaced is as telling as what is new.
    for name in ("report.html", "found.txt", "plan.json"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    return tmp_path


def tree_of(place: Path) -> Tree:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def reset(place: Path, tree: Tree) -> None:
    for path in place.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, content in tree.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def faulty(name: str, at: int, fault: Callable[..., Any], fired: list[int]) -> Callable[..., Any]:
    """Return a function of the system that goes wrong at its `at`-th call."""
    true = getattr(os, name)

    def call(*arguments: Any, **named: Any) -> Any:
        is_counted = name != "open" or arguments[1] & os.O_CREAT
        fired[0] += bool(is_counted)
        if is_counted and fired[0] == at:
            return fault(true, *arguments, **named)
        return true(*arguments, **named)

    return call


def in_a_fork(words: tuple[str, ...], name: str, at: int, fault: Callable[..., Any]) -> int:
    """Run with one fault; return the wait status, or the exit code above `NOT_FIRED`."""
    with warnings.catch_warnings():
        # A test runner's threads are none of the child's business.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 99
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            fired = [0]
            setattr(os, name, faulty(name, at, fault, fired))
            code = run([*words, "--lang", "en"])
            code += 0 if fired[0] >= at else NOT_FIRED
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def whole(words: tuple[str, ...], place: Path, old: Tree) -> tuple[int, Tree]:
    """Return what comes of a run in which nothing goes wrong."""
    code = in_a_fork(words, "open", 10**6, lambda true, *rest, **named: true(*rest, **named))
    new = tree_of(place)
    reset(place, old)
    return code - NOT_FIRED, new


def old_or_new(place: Path, old: Tree, new: Tree) -> Tree:
    """Return what is there, after looking that every file is the old or the new one."""
    found = tree_of(place)
    for name in found.keys() | old.keys() | new.keys():
        assert found.get(name) in {old.get(name), new.get(name)}, name
    return found


def fail(true: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Go wrong as on a full disk: half is written, and what is closed is closed."""
    if true.__name__ == "write":
        true(arguments[0], arguments[1][: len(arguments[1]) // 2])
    if true.__name__ == "close":
        true(*arguments, **named)
    raise OSError(28, "No space left on device")


def ended_by(number: int, *, before: bool) -> Callable[..., Any]:
    def fault(true: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if before:
            os.kill(os.getpid(), number)
        try:
            return true(*arguments, **named)
        finally:
            if not before:
                os.kill(os.getpid(), number)

    return fault


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_call_that_fails_leaves_the_old_file_or_the_new(
    place: Path, command: str, name: str
) -> None:
    words, old = COMMANDS[command], tree_of(place)
    sound, new = whole(words, place, old)
    for at in range(1, 200):
        code = in_a_fork(words, name, at, fail)
        found = old_or_new(place, old, new)
        if code in {sound, sound + NOT_FIRED}:
            assert found == new
        if code >= NOT_FIRED:
            return
        # Of files that were there already, `init` says that they are.
        assert code in {sound, 1, 2}, (at, code)
        reset(place, old)
    pytest.fail("it never came to an end")


@pytest.mark.parametrize("name", CALLS)
def test_a_call_that_fails_leaves_all_that_is_imported_or_nothing(place: Path, name: str) -> None:
    rows = "bac-ai,2024-Q2,final,village-roads,31\nninh-son,2024-Q3,final,village-roads,30\n"
    (place / "two.csv").write_text(TABLE.partition("\n")[0] + "\n" + rows, encoding="utf-8")
    words, old = ("import", "q3.csv", "two.csv", "--yes"), tree_of(place)
    sound, new = whole(words, place, old)
    assert len(new) == len(old) + 2
    for at in range(1, 200):
        code = in_a_fork(words, name, at, fail)
        found = {file: said for file, said in tree_of(place).items() if name != "unlink" or (
            LEFT_OVER.fullmatch(file.rpartition("/")[2]) is None and file != "data/.ttdt.journal"
        )}  # fmt: skip
        assert found == (new if code in {sound, sound + NOT_FIRED} else old), (at, code)
        if code >= NOT_FIRED:
            return
        reset(place, old)
    pytest.fail("it never came to an end")


STEPS = (("open", False), ("write", True), ("fsync", False), ("replace", True), ("replace", False))
"""Calls, and whether the run is ended before or after them."""

ENDINGS = [
    *((one, number) for number in (signal.SIGTERM, signal.SIGKILL) for one in COMMANDS),
    *(
        (command, number)
        for number in (signal.SIGHUP, signal.SIGINT)
        for command in ("set", "export")
    ),
]


@pytest.mark.parametrize(("command", "number"), ENDINGS)
def test_a_run_that_is_ended_leaves_the_old_file_or_the_new(
    place: Path, command: str, number: int
) -> None:
    words, old = COMMANDS[command], tree_of(place)
    sound, new = whole(words, place, old)
    ended = 130 if number == signal.SIGINT else -number
    for name, before in STEPS:
        for at in range(1, 200):
            code = in_a_fork(words, name, at, ended_by(number, before=before))
            if code >= NOT_FIRED:
                break
            assert code == ended, (name, before, at)
            if number == signal.SIGKILL:
                forget_what_is_left(place)
            old_or_new(place, old, new)
            reset(place, old)
        assert (code, tree_of(place)) == (sound + NOT_FIRED, new)
        reset(place, old)


def forget_what_is_left(place: Path) -> None:
    """Delete what a killed run has left, which is one thing that later runs recognise."""
    left = [path for path in place.rglob("*") if LEFT_OVER.fullmatch(path.name)]
    assert len(left) <= 1
    for path in left:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_an_import_killed_between_two_files_is_finished_by_the_next_run(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "bac-ai,2024-Q2,final,village-roads,31\nninh-son,2024-Q2,final,village-roads,33\n"
    (place / "two.csv").write_text(TABLE.partition("\n")[0] + "\n" + rows, encoding="utf-8")
    words, old = ("import", "two.csv", "--yes"), tree_of(place)
    _, new = whole(words, place, old)
    # The first file to take its place is the journal, the second is of Bác Ái.
    ended = in_a_fork(words, "replace", 2, ended_by(signal.SIGKILL, before=False))
    assert ended == -signal.SIGKILL
    first, second = (f"data/districts/{unit}/2024-Q2.yaml" for unit in ("bac-ai", "ninh-son"))
    assert (tree_of(place)[first], tree_of(place)[second]) == (new[first], old[second])
    assert run(["report", "--period", "2024-Q2", "--lang", "en"]) == 0
    assert capsys.readouterr().err == (
        "ttdt: an import was ended while it was writing, so old figures stand beside new ones: 1 of"
        " its 2 files is not written (districts/ninh-son/2024-Q2.yaml); import the same files"
        " again\n"
    )
    assert run(["check", "--select", "TT412", "--format", "concise", "--lang", "en"]) == 1
    assert capsys.readouterr().out == (
        "data/districts/ninh-son/2024-Q2.yaml:1:1: TT412 an import was ended before it had written"
        " this file; 1 other is written\n"
    )
    assert run(["import", "two.csv", "--yes", "--lang", "en"]) == 0
    assert capsys.readouterr().err == (
        "ttdt: an earlier import was ended while it was writing; 1 file that was left is written"
        " now: districts/ninh-son/2024-Q2.yaml\n"
        "two.csv: nothing new, nothing written\n"
    )
    left = {name for name in tree_of(place) if LEFT_OVER.fullmatch(name.rpartition("/")[2])}
    assert {name: said for name, said in tree_of(place).items() if name not in left} == new


def test_what_a_killed_run_left_is_cleared_by_the_next_one_that_writes_there(place: Path) -> None:
    folder = place / "data/districts/bac-ai"
    name = ".2024-Q2.yaml.0123456789ab.ttdt-tmp"
    old = folder / name
    young = folder / name.replace("0123", "4567")
    others = [folder / ".2024-Q2.yaml.swp", folder / ".2024-Q2.yaml.0123456789ab.tmp"]
    package = folder / ".0123456789ab.ttdt-tmp"
    package.mkdir()
    (package / "data.csv").write_text("x", encoding="utf-8")
    for path in (old, young, *others):
        path.write_text("x", encoding="utf-8")
    for path in (old, package, *others):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert run([*COMMANDS["set"], "-q"]) == 0
    assert not old.exists()
    assert not package.exists()
    assert young.exists()
    assert all(path.exists() for path in others)


def test_a_replaced_file_is_never_open_to_more_than_before(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = place / "data/districts/bac-ai/2024-Q2.yaml"
    target.chmod(0o600)
    seen = []
    true_open, true_fsync = os.open, os.fsync

    def opening(path: Any, flags: int, mode: int = 0o777, **named: Any) -> int:
        handle = true_open(path, flags, mode, **named)
        if flags & os.O_CREAT:
            seen.append(os.fstat(handle).st_mode & 0o777)
        return handle

    def syncing(handle: int) -> None:
        seen.append(os.fstat(handle).st_mode & 0o777)
        true_fsync(handle)

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "fsync", syncing)
    assert run([*COMMANDS["set"], "-q"]) == 0
    assert seen[:2] == [0o600, 0o600]
    assert target.stat().st_mode & 0o777 == 0o600


WRITERS, ROUNDS = 8, 50
POPULATIONS = tuple(f"p{number}" for number in range(WRITERS))
WIDE_PLAN = PLAN.replace(
    "populations:\n",
    "populations:\n" + "".join(f"  {name}: {{name: {{vi: {name}}}}}\n" for name in POPULATIONS),
)

COUNT_UP = f"""
import sys
from ttdt.cli import run
data, name = sys.argv[1:]
for number in range(1, {ROUNDS} + 1):
    word = f"populations.{{name}}={{number}}"
    code = run(["set", "bac-ai", "2024-Q2", word, "-q", "--data", data])
    assert code == 0, code
"""

READ_ON = """
import sys
from pathlib import Path
from ttdt.cli import run
data, end = sys.argv[1:]
rounds = 0
while not Path(end).exists():
    output = f"{end}.{rounds % 2}.json"
    words = ["report", "--period", "2024-Q2", "-q", "--data", data, "-o", output]
    code = run(words)
    assert code == 0, code
    rounds += 1
assert rounds
"""


def test_eight_writers_and_two_readers_lose_nothing(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    data = make_workspace({**FILES, "targets-2024.yaml": WIDE_PLAN})
    writers = [
        subprocess.Popen([sys.executable, "-c", COUNT_UP, str(data), name]) for name in POPULATIONS
    ]
    ends = [tmp_path / "end1", tmp_path / "end2"]
    readers = [
        subprocess.Popen([sys.executable, "-c", READ_ON, str(data), str(end)]) for end in ends
    ]
    assert [one.wait(400) for one in writers] == [0] * WRITERS
    for end in ends:
        end.touch()
    assert [one.wait(60) for one in readers] == [0, 0]
    text = (data / "districts/bac-ai/2024-Q2.yaml").read_text("utf-8")
    for name in POPULATIONS:
        assert f"{name}: {ROUNDS}" in text
    names = [path.name for path in (data / "districts/bac-ai").iterdir()]
    assert names == ["2024-Q2.yaml"]
