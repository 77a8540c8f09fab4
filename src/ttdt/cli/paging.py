"""Long answers on a terminal, shown by the user's pager as git's are."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from ttdt.cli.terminal import height, is_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_USUAL = "less"
_SETTINGS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""What pagers are told that nobody has told anything: end at once where all is seen, keep colour
and what was shown, and read what we write."""
_OF_A_SHELL = re.compile(r"[|&;<>()$`\\*?\[#~=%!{]")
_NOT_FOUND = 127


def pager_for(parts: Sequence[bytes]) -> str | None:
    """Return the command that is to show an answer, or None where it is to be printed."""
    if not is_terminal() or os.environ.get("TERM") == "dumb":
        return None
    command = pager_in(os.environ, usual="" if sys.platform == "win32" else _USUAL)
    if command is None or sum(part.count(b"\n") for part in parts) < height():
        return None
    return command


def pager_in(environment: Mapping[str, str], *, usual: str) -> str | None:
    """Return the pager that an environment names, else the usual one; None for none."""
    command = environment.get("TTDT_PAGER", environment.get("PAGER", usual)).strip()
    return None if command in {"", "cat"} else command


def show_paged(parts: Sequence[bytes], command: str) -> bool:
    """Let a pager show an answer, and return whether it did; a reader may leave it early."""
    try:
        words = ["sh", "-c", command] if _OF_A_SHELL.search(command) else shlex.split(command)
        if sys.platform == "win32":
            words = shlex.split(command, posix=False)
        pager = subprocess.Popen(  # noqa: S603 - the user's own program
            words, stdin=subprocess.PIPE, env=_SETTINGS | dict(os.environ)
        )
    except (OSError, ValueError):
        # There is no such program, or a quotation mark in its name is not closed.
        return False
    # Ctrl-C is meant for the pager, which the reader then still sees.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _feed(pager, parts)
        return pager.wait() != _NOT_FOUND
    finally:
        signal.signal(signal.SIGINT, before)


def _feed(pager: subprocess.Popen[bytes], parts: Sequence[bytes]) -> None:
    if pager.stdin is None:
        raise AssertionError(pager.args)
    # Whoever has seen enough leaves before the end.
    with suppress(OSError):
        pager.stdin.writelines(parts)
    with suppress(OSError):
        pager.stdin.close()
