"""Writing files so that whoever looks sees the old content or the new, and never half of one."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_OF_A_NAME = 50
"""A file's name may have 255 bytes, and a letter up to four of them."""


def write_file(path: Path, product: str | bytes) -> None:
    """Replace the file with the product, or leave it as it was and raise `TtdtError`.

    The new content is complete on disk before it takes the old one's place. A link is followed
    only within its folder. Devices and pipes are written to as they are.
    """
    content = product.encode("utf-8", "replace") if isinstance(product, str) else product
    try:
        target = _target(path)
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            _write_device(target, content)
        else:
            _replace(target, content, mode)
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "{path} could not be written: {error}", path=str(path), error=problem(error)
            )
        ) from None


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


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a package, or leave the folder as it was and raise `TtdtError`.

    All are complete on disk before the first takes its place; the descriptor, which vouches for
    the others, does so last.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", suffix=".tmp", dir=folder) as aside:
            for name, content in files.items():
                with Path(aside, name).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            for name in files:
                Path(aside, name).replace(folder / name)
    except (FileExistsError, NotADirectoryError):
        raise TtdtError(
            gettext_lazy("{path} is not a folder, and a package needs one", path=str(folder))
        ) from None
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "{path} could not be written: {error}", path=str(folder), error=problem(error)
            )
        ) from None
    finally:
        if is_new:
            with suppress(OSError):
                # Only if nothing has come into it.
                folder.rmdir()


def _target(path: Path) -> Path:
    if not path.is_symlink() or not stat.S_ISREG(_mode(path) or stat.S_IFREG):
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


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _write_device(path: Path, content: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _replace(path: Path, content: bytes, mode: int | None) -> None:
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = path.with_name(f".{path.name[:_MOST_OF_A_NAME]}.{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            os.fsync(handle)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last a power cut, where the system lets a folder be synced."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(handle)
    with suppress(OSError):
        os.close(handle)


def problem(error: OSError) -> Message:
    """Return what the system says went wrong, in the user's words where it is common."""
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
