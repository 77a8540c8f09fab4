"""Writing several files together: all of them new, or all of them as they were."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import (
    clear_left_over,
    link_target,
    make_folder,
    mode_of,
    not_written,
    sync_folder,
    take_place,
    temporary_beside,
    undisturbed,
    write_new,
    write_several,
)
from ttdt.workspace.journal import JournalEntry, digest, remove_journal, write_journal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class _Staged(NamedTuple):
    """A file's new content, complete on disk beside it."""

    target: Path
    content: bytes
    mode: int | None
    """That of the file that it replaces, if there is one."""
    new: Path
    old: Path | None
    """Where the content that it replaces is kept until all are written."""


def write_files(files: Mapping[Path, bytes], root: Path) -> None:
    """Replace files of a workspace by their contents, or leave all as they were.

    Their folders are made. All contents are complete on disk before the first takes its place, so
    that a full disk stops nothing halfway; where a file cannot be replaced all the same, those
    replaced before it get back what they held, and `TtdtError` is raised. Should a disk refuse even
    that, the error says where it is. A run that is killed meanwhile leaves a journal in the
    workspace, `root`, which must be locked.
    """
    folders: list[Path] = []
    staged: list[_Staged] = []
    try:
        with undisturbed():
            try:
                for path in files:
                    folders += _made(path.parent)
                staged = [_place_of(path, content) for path, content in files.items()]
                # What the last one replaces is never needed again.
                staged[-1:] = [one._replace(old=None) for one in staged[-1:]]
                _replace_all(staged, root)
            except BaseException:
                for folder in reversed(folders):
                    with suppress(OSError):
                        folder.rmdir()
                raise
            else:
                for one in staged:
                    _unlink(one.old)
    except OSError as error:
        raise TtdtError(not_written(_culprit(error, staged), error)) from None
    for folder in _folders(staged):
        with suppress(OSError):
            clear_left_over(folder, folder.stat().st_mtime)


def _made(folder: Path) -> list[Path]:
    """Make a folder, and return which had to be made, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    make_folder(folder)
    return missing[::-1]


def _place_of(path: Path, content: bytes) -> _Staged:
    target = link_target(path)
    mode = mode_of(target)
    if mode is not None and not (stat.S_ISREG(mode) and os.access(target, os.W_OK)):
        raise TtdtError(gettext_lazy("{path} cannot be replaced", path=str(target)))
    old = None if mode is None else temporary_beside(target)
    return _Staged(target, content, mode, temporary_beside(target), old)


def _stage_all(staged: Sequence[_Staged]) -> None:
    if len(staged) == 1:
        _stage(staged[0])
        return
    for _ in write_several(_stage, staged):
        pass


def _stage(one: _Staged) -> None:
    """Write the new content beside the file, and give the old one a second name."""
    write_new(one.new, (one.content,), one.mode)
    if one.old is not None:
        try:
            os.link(one.target, one.old)
        except OSError:
            # Some disks know one name for a file only.
            write_new(one.old, (one.target.read_bytes(),), one.mode)


def _replace_all(staged: Sequence[_Staged], root: Path) -> None:
    replaced: list[_Staged] = []
    has_journal = False
    try:
        _stage_all(staged)
        if len(staged) > 1:
            # Of one file alone nothing can be half done.
            top = root.resolve()
            write_journal(root, [_entry(one, top) for one in staged])
            has_journal = True
        for one in staged:
            take_place(one.new, one.target)
            replaced.append(one)
    except BaseException:
        lost = [one for one in reversed(replaced) if not _is_restored(one)]
        for one in staged:
            _unlink(one.new)
            if one not in lost:
                _unlink(one.old)
        if has_journal:
            _remove_journal(root)
        if lost:
            raise TtdtError(
                gettext_lazy(
                    "not all could be written, nor could all be put back; what these files held"
                    " lies beside them, copy it back: {files}",
                    files=tuple(f"{one.target} ({_kept(one)})" for one in lost),
                )
            ) from None
        raise
    for folder in _folders(staged):
        sync_folder(folder)
    if has_journal:
        _remove_journal(root)


def _remove_journal(root: Path) -> None:
    """Remove the journal; where that is refused, the next run sees by it that all is done."""
    with suppress(OSError):
        remove_journal(root)


def _folders(staged: Sequence[_Staged]) -> list[Path]:
    return list(dict.fromkeys(one.target.parent for one in staged))


def _entry(one: _Staged, top: Path) -> JournalEntry:
    path = (one.target.parent.resolve() / one.target.name).relative_to(top)
    before = None if one.mode is None else digest(one.target.read_bytes())
    return JournalEntry(path.as_posix(), one.new.name, before, digest(one.content))


def _is_restored(one: _Staged) -> bool:
    """Give a file that was replaced back what it held, and return whether it holds that."""
    try:
        if one.old is not None:
            take_place(one.old, one.target)
        elif one.mode is None:
            one.target.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _kept(one: _Staged) -> str:
    """Give what a file held a name that no later run clears away, and return it."""
    if one.old is None:
        return "–"
    kept = one.old.with_name(f"{one.target.name}.old")
    with suppress(OSError):
        one.old.rename(kept)
        return kept.name
    return one.old.name


def _unlink(path: Path | None) -> None:
    if path is not None:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _culprit(error: OSError, staged: Sequence[_Staged]) -> Path:
    """Return the file that an error is about, by the name that is known."""
    said = {str(one.new): one.target for one in staged}
    said |= {str(one.old): one.target for one in staged if one.old is not None}
    named = (said.get(str(name)) for name in (error.filename, error.filename2))
    return next((path for path in named if path is not None), staged[0].target.parent)
