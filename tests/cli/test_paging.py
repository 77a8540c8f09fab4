"""Long answers on a terminal go through the user's pager, and nothing else does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES

from ttdt.cli.paging import pager_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")


@pytest.mark.parametrize(
    ("environment", "pager"),
    [
        ({}, "less"),
        ({"PAGER": "more"}, "more"),
        ({"PAGER": "more", "TTDT_PAGER": "less -S"}, "less -S"),
        ({"PAGER": "more", "TTDT_PAGER": ""}, None),
        ({"PAGER": "cat"}, None),
        ({"TTDT_PAGER": " cat "}, None),
    ],
)
def test_whose_pager_is_taken(environment: dict[str, str], pager: str | None) -> None:
    assert pager_in(environment, usual="less") == pager


def test_without_a_usual_one_there_is_none() -> None:
    assert pager_in({}, usual="") is None


@needs_terminal
@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "options", "pager", "is_paged"),
    [
        (10, (), "sed 's/^/PAGED /'", True),
        (10, (), "sed s/^/PAGED\\ /", True),
        (10, ("--no-pager",), "sed 's/^/PAGED /'", False),
        (10, (), "", False),
        (10, (), "cat", False),
        (10, (), "no-such-pager --at-all", False),
        (10, (), "it's no command", False),
        (500, (), "sed 's/^/PAGED /'", False),
    ],
)
def test_a_terminal_sees_it_paged(
    lines: int, options: tuple[str, ...], pager: str, *, is_paged: bool
) -> None:
    code, shown = on_terminal(["rules", *options], lines, TTDT_PAGER=pager)
    assert code == 0
    assert shown.count("PAGED") == (shown.count("\r\n") if is_paged else 0)
    assert "TT201" in shown


@needs_terminal
@pytest.mark.slow
def test_help_is_paged_too() -> None:
    assert "PAGED" in on_terminal(["report", "--help"], 10, TTDT_PAGER="sed s/^/PAGED/")[1]
    assert "PAGED" in on_terminal(["help"], 10, TTDT_PAGER="sed s/^/PAGED/")[1]
    assert "PAGED" not in on_terminal(["--no-pager", "help"], 10, TTDT_PAGER="sed s/^/PAGED/")[1]


@needs_terminal
@pytest.mark.slow
def test_who_leaves_early_gets_the_exit_code_of_the_command(make_workspace: MakeWorkspace) -> None:
    data = str(
        make_workspace(
            {"targets-2024.yaml": FILES["targets-2024.yaml"]}
            | {
                "districts/bac-ai/2024-Q2.yaml": FILES["districts/bac-ai/2024-Q2.yaml"],
            }
        )
    )
    line = ["report", "--period", "Q2", "--data", data, "--fail-on", "missing"]
    code, shown = on_terminal(line, 5, TTDT_PAGER="head -n 1 >&2")
    assert code == 3
    assert "Traceback" not in shown


@needs_terminal
@pytest.mark.slow
def test_less_shows_colour_and_goes_where_all_is_seen() -> None:
    if shutil.which("less") is None:
        pytest.skip("less is not installed")
    line = ["rules", "--color", "always"]
    code, shown = on_terminal(line, 40, TTDT_PAGER="less -E +G", TERM="xterm")
    assert code == 0
    assert "\x1b[1;33mwarning" in shown


@pytest.mark.slow
def test_a_file_sees_no_pager(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ttdt", "rules"],
        env=os.environ | {"TTDT_PAGER": "touch paged"},
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    assert b"TT201" in done.stdout
    assert not (tmp_path / "paged").exists()


def on_terminal(arguments: list[str], lines: int, **environment: str) -> tuple[int, str]:
    """Return the exit code of a run on a terminal of so many lines, and what it shows."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 100, 0, 0))
    run = subprocess.Popen(
        [sys.executable, "-m", "ttdt", *arguments, "--lang", "en"],
        stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | environment,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return run.wait(), shown.decode("utf-8", "replace")
