"""The terminal: whether there is one, how wide it is, and how far a long run has come."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ttdt.text.escaping import escape_log_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ttdt.cli.session import Session

_PATIENCE = 1.0
"""Seconds a run may take in silence."""

_PAUSE = 0.1
_BAR = 30

_WIDTH_WITHOUT_TERMINAL = 120
_NARROWEST = 40
_WIDEST = 100_000


def is_terminal() -> bool:
    """Return whether a person is looking at stdout."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def width() -> int:
    """Return how many columns a table may have."""
    asked = os.environ.get("COLUMNS", "")
    # Of a number with more digits than the widest table needs, how many it has is enough to know.
    columns = int(asked[: len(str(_WIDEST))]) if asked.isdecimal() else 0
    if columns > 0:
        return min(max(columns, _NARROWEST), _WIDEST)
    if not is_terminal():
        return _WIDTH_WITHOUT_TERMINAL
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)
    except (OSError, ValueError):
        return _WIDTH_WITHOUT_TERMINAL


@contextmanager
def progress(session: Session) -> Iterator[Callable[[int, int], None]]:
    """Give a function to tell how many of all files are done.

    A bar appears when the run takes more than a second, and nothing of it is left behind.
    """
    stderr = sys.stderr
    if session.quiet or stderr is None or not stderr.isatty():
        yield lambda _done, _total: None
        return
    due = time.monotonic() + _PATIENCE
    shown = False

    def step(done: int, total: int) -> None:
        nonlocal due, shown
        if time.monotonic() < due:
            return
        filled = _BAR * done // max(total, 1)
        count = session.language.gettext("{done} of {total} files", done=done, total=total)
        stderr.write(f"\r{'█' * filled}{'░' * (_BAR - filled)} {count}\x1b[K")
        stderr.flush()
        due, shown = time.monotonic() + _PAUSE, True

    try:
        yield step
    finally:
        if shown:
            stderr.write("\r\x1b[K")
            stderr.flush()


@contextmanager
def waiting(session: Session, target: Path | None) -> Iterator[None]:
    """Say which file is being made when that takes more than a second, and leave no trace of it."""
    stderr = sys.stderr
    if target is None or session.quiet or stderr is None or not stderr.isatty():
        yield
        return
    from threading import Timer

    text = escape_log_line(session.language.gettext("writing {path}…", path=str(target)))

    def say() -> None:
        stderr.write(f"\r{text}\x1b[K")
        stderr.flush()

    timer = Timer(_PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        stderr.write("\r\x1b[K")
        stderr.flush()
