"""Changing a workspace's files while others may be changing them, too."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError, is_held_open
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TIMEOUT = 10.0
"""Seconds to wait for another run; one that changes files takes far less."""

LONGEST_WAIT = 60.0
"""Seconds that a script waits for others: many may want to change files at the same time."""

_PAUSE = 0.05


@contextmanager
def locked(root: Path, timeout: float = _TIMEOUT) -> Iterator[None]:
    """Keep every other run of ttdt from changing files of this workspace meanwhile.

    Nothing is left behind, whatever becomes of this process. Raises `TtdtError` if another run
    still holds the lock after `timeout` seconds.
    """
    due = time.monotonic() + timeout
    while (handle := _try_lock_of(root)) is None:
        if time.monotonic() > due:
            raise TtdtError(
                gettext_lazy(
                    "another run of ttdt is changing files in {path}; nothing was written,"
                    " try again",
                    path=str(root),
                )
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        # Closing a file gives up its locks, whatever a disk far away says to it.
        with suppress(OSError):
            _unlock(handle)


def is_locked(root: Path) -> bool:
    """Return whether another run is changing files of this workspace."""
    try:
        handle = _try_lock(root)
    except OSError:
        # Who may not lock a folder may still read it; others would have been let in.
        return False
    if handle is not None:
        with suppress(OSError):
            _unlock(handle)
    return handle is None


def _try_lock_of(root: Path) -> int | None:
    try:
        return _try_lock(root)
    except OSError as error:
        raise TtdtError(
            gettext_lazy("{path} cannot be locked: {error}", path=str(root), error=problem(error))
        ) from None


if sys.platform == "win32":
    import _winapi

    _OPEN_ALWAYS = 4
    _DELETE_ON_CLOSE = 0x04000000

    def _try_lock(root: Path) -> int | None:
        # A folder cannot be locked, so a file in it is opened for this process alone.
        try:
            return _winapi.CreateFile(
                str(root / ".ttdt.lock"),
                _winapi.GENERIC_WRITE,
                0,
                0,
                _OPEN_ALWAYS,
                _DELETE_ON_CLOSE,
                0,
            )
        except PermissionError as error:
            if is_held_open(error):
                return None
            raise

    def _unlock(handle: int) -> None:
        _winapi.CloseHandle(handle)

else:
    import fcntl

    def _try_lock(root: Path) -> int | None:
        handle = os.open(root, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if isinstance(error, BlockingIOError):
                return None
            raise
        return handle

    def _unlock(handle: int) -> None:
        os.close(handle)


def content_of(path: Path) -> bytes | None:
    """Return what a file holds, or None where there is none; raises `TtdtError`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TtdtError(
            gettext_lazy("{path} could not be read: {error}", path=str(path), error=problem(error))
        ) from None


def replace_unchanged(path: Path, before: bytes | None, after: bytes) -> None:
    """Replace a file that still holds `before`, or is still absent for None, whole or not at all.

    Call it while the workspace is locked: it then cannot undo what another run has written. An
    editor takes no lock, so what it saved since `before` was read is found out here. Raises
    `TtdtError`, and has then changed nothing.
    """
    if content_of(path) != before:
        raise TtdtError(
            gettext_lazy(
                "{path} has been changed by someone else meanwhile; nothing was written, try again",
                path=str(path),
            )
        )
    write_file(path, after)
