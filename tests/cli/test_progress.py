from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES

from ttdt.cli import progress
from ttdt.cli.run import run

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace


class Terminal(io.StringIO):
    """A stderr that people look at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("report", "--period", "Q2"), ("status", "--period", "Q2"), ("trend",)],
)
def test_a_long_run_says_how_many_files_are_read_and_leaves_nothing_of_it(
    arguments: tuple[str, ...], make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_workspace(FILES).parent)
    monkeypatch.setattr(progress, "_SILENCE", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run([*arguments, "--lang", "en"])
    shown = terminal.getvalue()
    assert re.search(r"█ (\d) of \1 files\x1b\[K", shown)
    assert shown.rpartition("files\x1b[K")[2].startswith("\r\x1b[K")
