"""How far a long run has come, on a terminal's stderr and nowhere else."""

from __future__ import annotations

import math
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from ttdt.cli.terminal import takes_escapes
from ttdt.text.escaping import escape_log_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TextIO

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.cli.session import Session

Request = TypeVar("Request")
Made = TypeVar("Made")

_SILENCE = 1.0
"""Seconds a run may take before it says anything."""

_PAUSE = 0.1
_BAR = 30


def _is_watched(stderr: TextIO | None) -> bool:
    """Return whether a person sees a line, and sees it taken back."""
    return stderr is not None and stderr.isatty() and takes_escapes(stderr)


@contextmanager
def progress(session: Session) -> Iterator[Callable[[int, int], None]]:
    """Give a function to tell how many of all files are done.

    A bar appears when the run takes more than a second, and nothing of it is left behind. Where
    more files are come upon than was told at first, the whole is not known, and only counts are
    shown: a bar would go back.
    """
    stderr = sys.stderr
    if session.quiet or not _is_watched(stderr):
        yield lambda _done, _total: None
        return
    due = time.monotonic() + _SILENCE
    shown = False
    whole: int | None = None

    def step(done: int, total: int) -> None:
        nonlocal due, shown, whole
        whole = total if whole is None else whole
        if time.monotonic() < due:
            return
        if total == whole:
            filled = _BAR * done // max(total, 1)
            count = session.language.gettext("{done} of {total} files", done=done, total=total)
            text = f"{'█' * filled}{'░' * (_BAR - filled)} {count}"
        else:
            text = session.language.gettext(
                "{done} files read, of {total} come upon so far", done=done, total=total
            )
        stderr.write(f"\r{text}\x1b[K")
        stderr.flush()
        due, shown = time.monotonic() + _PAUSE, True

    try:
        yield step
    finally:
        due = math.inf  # What is read later, while an answer is written, is not told of.
        if shown:
            stderr.write("\r\x1b[K")
            stderr.flush()


def carried_out(
    session: Session, use_case: Callable[[Request, WorkspaceLocation], Made], request: Request
) -> Made:
    """Return what a use case makes of a request, showing how many of many files it has read."""
    with progress(session) as step:
        return use_case(request, session.location._replace(progress=step))


@contextmanager
def waiting(session: Session, target: Path | None, program: str = "") -> Iterator[None]:
    """Say which file is being made when that takes more than a second, and leave no trace of it.

    With the `program` that makes it, if that is not ours, and how long that may take.
    """
    stderr = sys.stderr
    if target is None or session.quiet or not _is_watched(stderr):
        yield
        return
    from threading import Timer

    gettext = session.language.gettext
    if program:
        from ttdt.output.programs import most_minutes

        said = session.language.ngettext(
            "{program} is making {path}, for which it has {n} minute…",
            "{program} is making {path}, for which it has {n} minutes…",
            most_minutes(),
            program=program,
            path=str(target),
        )
    else:
        said = gettext("writing {path}…", path=str(target))
    text = escape_log_line(said)

    def say() -> None:
        stderr.write(f"\r{text}\x1b[K")
        stderr.flush()

    timer = Timer(_SILENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        stderr.write("\r\x1b[K")
        stderr.flush()
