from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, submission

from ttdt.cli import progress
from ttdt.cli.run import run

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace


class Terminal(io.StringIO):
    """A stderr that people look at."""

    def isatty(self) -> bool:
        return True


def shown_by(
    arguments: tuple[str, ...],
    files: dict[str, str],
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Return all that a command wrote on a terminal's stderr, where every step is shown."""
    monkeypatch.chdir(make_workspace(files).parent)
    monkeypatch.setattr(progress, "_SILENCE", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run([*arguments, "--lang", "en"])
    return terminal.getvalue()


@pytest.mark.parametrize(
    "arguments", [("check",), ("report", "--period", "Q2"), ("status", "--period", "Q2")]
)
def test_a_long_run_says_how_many_files_are_read_and_leaves_nothing_of_it(
    arguments: tuple[str, ...], make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shown_by(arguments, FILES, make_workspace, monkeypatch)
    assert re.search(r"█ (\d) of \1 files\x1b\[K", shown)
    assert shown.rpartition("files\x1b[K")[2].startswith("\r\x1b[K")


def test_where_each_round_adds_files_the_count_never_goes_back(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = {
        f"districts/{unit}/2024-Q{quarter}.yaml": submission(unit, 30, period=f"2024-Q{quarter}")
        for unit in ("bac-ai", "ninh-son")
        for quarter in (1, 2, 3)
    }
    shown = shown_by(("trend",), {**FILES, **rounds}, make_workspace, monkeypatch)
    counts = re.findall(r"[\r ](\d+) (?:of|files read, of) (\d+)", shown)
    # Which rounds there are is found out first, from one file of each.
    assert counts == [("1", "1"), ("2", "2"), ("3", "3")]
    assert [("█" in line) for line in shown.split("\r")[1:4]] == [True, False, False]
