"""Writing files so that whoever looks sees the old content or the new, and never half of one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import stat
import time
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from ttdt.errors import TtdtError, is_held_open
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Item = TypeVar("Item")

_TEMPORARY = ".ttdt-tmp"
_LEFT_OVER = re.compile(rf"\.(?:.*\.)?[0-9a-f]{{12}}{re.escape(_TEMPORARY)}", re.DOTALL)
_OLD = 3600.0
"""Seconds after which nobody is still writing a file."""

_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
ENDINGS = {
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
}
"""How a program is ended by a key, a shutdown or a terminal that is closed."""

_MOST_OF_A_NAME = 50
"""A file's name may have 255 bytes, and a letter up to four of them."""

_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between tries to replace a file that another program has open; more are no moment."""

_ON_WINDOWS = os.name == "nt"
"""Where an opened file is refused as a forbidden one is, and a path too long as a missing one."""
_LONGEST_IN_WINDOWS = 248
"""Characters of a path in which a folder can still be made; a file's name may have 12 more."""

_WRITERS = 8
"""How many files are written at the same time; more wait for the disk no shorter."""
_BATCH = 64
"""How many are held until they are written."""


def write_file(path: Path, product: str | bytes | Sequence[bytes]) -> None:
    """Replace the file with the product, or leave it as it was and raise `TtdtError`.

    A product in parts is written one behind the other, so that nobody has to join them.

    The new content is complete on disk before it takes the old one's place. A link is followed
    only within its folder. Devices and pipes are written to as they are.
    """
    if isinstance(product, str):
        product = product.encode("utf-8", "replace")
    parts = (product,) if isinstance(product, bytes) else product
    try:
        target = link_target(path)
        mode = mode_of(target)
        if mode is not None and not stat.S_ISREG(mode):
            _write_device(target, parts)
        else:
            _replace(target, parts, mode)
    except OSError as error:
        raise TtdtError(not_written(path, error)) from None


def write_several(write: Callable[[Item], None], items: Iterable[Item]) -> Iterator[Item]:
    """Write items as `write` does, several at the same time, and yield each, in order, when it is.

    Whoever writes a file waits for the disk, which takes in many in the time of one: 600 files take
    a fifth of a second instead of five. Where one cannot be written, those begun with it are, no
    more are begun, and what went wrong is raised.
    """
    from concurrent.futures import ThreadPoolExecutor, wait

    left = iter(items)
    pool = ThreadPoolExecutor(_WRITERS)
    try:
        while batch := list(islice(left, _BATCH)):
            # What ends the program is heard when they are written: it would leave halves behind.
            with undisturbed():
                written = [pool.submit(write, item) for item in batch]
                wait(written)
            yield from (
                item for item, one in zip(batch, written, strict=True) if one.exception() is None
            )
            for one in written:
                one.result()
    finally:
        pool.shutdown(cancel_futures=True)


def not_written(path: Path, error: OSError) -> Message:
    """Return what to say where the system refused to write a file."""
    return gettext_lazy(
        "{path} could not be written: {error}", path=str(path), error=problem(error)
    )


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises `TtdtError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "{path} could not be made: {error}", path=str(folder), error=problem(error)
            )
        ) from None


def link_target(path: Path) -> Path:
    """Return the file that is written for a path, where it is a link; raises `TtdtError`."""
    if not path.is_symlink() or not stat.S_ISREG(mode_of(path) or stat.S_IFREG):
        return path
    target = path.resolve()
    if target.parent != path.parent.resolve():
        raise TtdtError(
            gettext_lazy(
                "{path} is a link that leads out of its folder; name the file itself",
                path=str(path),
            )
        )
    return target


def mode_of(path: Path) -> int | None:
    """Return what kind of file is there and who may use it; None where there is none."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _write_device(path: Path, parts: Sequence[bytes]) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as file:
        file.writelines(parts)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file into a folder, or leave it as it was and raise `TtdtError`.

    All are complete on disk before the first takes its place, and they do so in their order. The
    folder is made where there is none.
    """
    try:
        with undisturbed():
            is_new = not folder.exists()
            folder.mkdir(parents=True, exist_ok=True)
            try:
                _move_in(folder, files)
            finally:
                if is_new:
                    with suppress(OSError):
                        # Only if nothing has come into it.
                        folder.rmdir()
    except (FileExistsError, NotADirectoryError):
        raise TtdtError(
            gettext_lazy("{path} is not a folder, and one is needed", path=str(folder))
        ) from None
    except OSError as error:
        raise TtdtError(not_written(folder, error)) from None


def _move_in(folder: Path, files: Mapping[str, bytes]) -> None:
    aside = folder / _temporary_name("")
    try:
        aside.mkdir(mode=0o700)
        for name, content in files.items():
            write_new(aside / name, (content,), mode_of(folder / name))
        now = aside.stat().st_mtime
        for name in files:
            take_place(aside / name, folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    sync_folder(folder)
    clear_left_over(folder, now)


def _replace(path: Path, parts: Sequence[bytes], mode: int | None) -> None:
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = temporary_beside(path)
    with undisturbed():
        try:
            now = write_new(temporary, parts, mode)
            take_place(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    sync_folder(path.parent)
    clear_left_over(path.parent, now)


def temporary_beside(path: Path) -> Path:
    """Return a name for a file that is yet to take the place of another, in the same folder."""
    return path.with_name(_temporary_name(path.name[:_MOST_OF_A_NAME] + "."))


def _temporary_name(begin: str) -> str:
    return f".{begin}{os.urandom(6).hex()}{_TEMPORARY}"


def is_temporary(name: str) -> bool:
    """Return whether a file is called as those are that are yet to take the place of others."""
    return _LEFT_OVER.fullmatch(name) is not None


def write_new(path: Path, parts: Sequence[bytes], mode: int | None) -> float:
    """Write a file that is not there yet, and return when the disk says that it was.

    Of the file that it is to replace it has the mode, if there is one, before anything is in it.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666 if mode is None else 0o600)
    try:
        if mode is not None:
            _set_mode(handle, path, stat.S_IMODE(mode))
        for part in parts:
            left = memoryview(part)
            while left:
                left = left[os.write(handle, left) :]
        os.fsync(handle)
        return os.fstat(handle).st_mtime
    finally:
        os.close(handle)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let what ends the program from outside wait meanwhile, so that nothing is left half done."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _set_mode(handle: int, path: Path, mode: int) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)
    else:
        path.chmod(mode)


def clear_left_over(folder: Path, now: float) -> None:
    """Delete what runs that were killed have left in a folder, if nobody can still be writing it.

    A run that is writing at the moment has just made its own. Times are those of the disk alone.
    """
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - names are all that is needed of most
            if not (name.endswith(_TEMPORARY) and is_temporary(name)):
                continue
            path = folder / name
            with suppress(OSError):
                found = path.lstat()
                if found.st_mtime >= now - _OLD:
                    continue
                if stat.S_ISDIR(found.st_mode):
                    shutil.rmtree(path, ignore_errors=True)
                elif stat.S_ISREG(found.st_mode):
                    path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new name last a power cut, where the system lets a folder be synced."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(handle)
    with suppress(OSError):
        os.close(handle)


def take_place(new: Path, old: Path) -> None:
    """Give a complete file the name of another, which is gone then, or raise `OSError`.

    Scanners for viruses have a file open for a moment after it was written, which is waited for.
    """
    for pause in _PAUSES:
        try:
            new.replace(old)
        except PermissionError as error:
            if not is_held_open(error):
                raise
            time.sleep(pause)
        else:
            return
    new.replace(old)


def problem(error: OSError) -> Message:
    """Return what the system says went wrong, in the user's words where it is common."""
    if is_held_open(error):
        return gettext_lazy(
            "another program has it open, such as Excel; close it there and try again"
        )
    meant = _problem_in_windows(error) if _ON_WINDOWS else None
    return _problem(error) if meant is None else meant


def _problem(error: OSError) -> Message:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return gettext_lazy("the disk is full")
        case errno.EACCES | errno.EPERM:
            return gettext_lazy("permission denied")
        case errno.ENOENT:
            return gettext_lazy("its folder does not exist")
        case errno.EISDIR:
            return gettext_lazy("it is a folder")
        case errno.EROFS:
            return gettext_lazy("the disk is read-only")
        case errno.ENAMETOOLONG:
            return gettext_lazy("the name is too long")
        case _:
            return gettext_lazy("{error}", error=error.strerror or str(error))


def _problem_in_windows(error: OSError) -> Message | None:
    """Return what Windows means where it says something else, or None."""
    if error.errno == errno.ENOENT and len(str(error.filename or "")) >= _LONGEST_IN_WINDOWS:
        return gettext_lazy(
            "its path is longer than the 260 characters that Windows takes; move the folder"
            " nearer to the root of the drive"
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return gettext_lazy(
            "permission denied, unless another program has it open, such as Excel; close it"
            " there and try again"
        )
    return None
