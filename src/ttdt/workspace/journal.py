"""The journal of files that are replaced together, by which a run that was killed is noticed.

It lies in the workspace from before the first file is replaced until the last is, all contents
being complete on disk meanwhile. Nobody writes one without the workspace's lock, so that one found
while nobody has the lock is of a run that was killed, or of a power cut.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import (
    is_temporary,
    not_written,
    sync_folder,
    take_place,
    undisturbed,
    write_file,
)
from ttdt.workspace.json_reading import parsed_json
from ttdt.workspace.locating import JOURNAL, has_journal
from ttdt.workspace.locking import content_of, is_locked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ttdt.text.message import Message

_DIGEST = re.compile("[0-9a-f]{64}")
_MOST_NAMES = 10
_MOST_BYTES = 64 * 1024 * 1024
"""A journal has some 300 bytes a file."""


class JournalEntry(NamedTuple):
    """A file that is to be replaced."""

    path: str
    """Where it lies, from the workspace's folder."""
    new: str
    """The name of its new content, complete beside it."""
    before: str | None
    """The digest of what it held; None where there was no file."""
    after: str
    """The digest of what it is to hold."""


class UnfinishedWriting(NamedTuple):
    """How far a run came that was killed while it replaced files."""

    replaced: tuple[str, ...] = ()
    """The files that hold what they were to hold."""
    left: tuple[str, ...] = ()
    """Those that hold what they held before; if others are replaced, their new content is there."""
    changed: tuple[str, ...] = ()
    """Those of which neither is true any more, since someone has changed them."""

    @property
    def is_half_done(self) -> bool:
        """Whether some of what was to be written together is there, and some is not."""
        return bool(self.changed or (self.replaced and self.left))


def digest(content: bytes) -> str:
    """Return by what a content is known again."""
    return hashlib.sha256(content).hexdigest()


def write_journal(root: Path, entries: Iterable[JournalEntry]) -> None:
    """Say on disk which files are about to be replaced; raises `TtdtError`."""
    files = [one._asdict() for one in entries]
    write_file(root / JOURNAL, json.dumps({"files": files}, ensure_ascii=False, indent=1))


def remove_journal(root: Path) -> None:
    """Say that all is written, or all as it was, which must be on disk by now."""
    (root / JOURNAL).unlink(missing_ok=True)
    sync_folder(root)


def unfinished_writing(root: Path) -> UnfinishedWriting | None:
    """Return what a run that was killed has left half done; None while another run is writing.

    Nothing is changed. Raises `TtdtError` for a journal that is none.
    """
    if not has_journal(root) or is_locked(root):
        return None
    return _state(root, _read(root))


def finish_writing(root: Path) -> UnfinishedWriting | None:
    """Finish what a run that was killed has left half done, with the workspace locked.

    Where it had replaced no file, none is; otherwise those that are left are. Returns how things
    stood, None where there was nothing to do. Raises `TtdtError`, and has then changed nothing,
    where someone has changed one of the files since.
    """
    if not has_journal(root):
        return None
    entries = _read(root)
    state = _state(root, entries)
    if state.changed:
        raise TtdtError(changed_since(root, state))
    try:
        with undisturbed():
            _settle(root, [one for one in entries if one.path in state.left], state)
            remove_journal(root)
    except OSError as error:
        raise TtdtError(not_written(root / JOURNAL, error)) from None
    return state


def changed_since(root: Path, state: UnfinishedWriting) -> Message:
    """Return that someone has changed files since, and what is to be done, which only they can."""
    return gettext_lazy(
        "a run was ended in the middle of writing, and these files have been changed since:"
        " {changed}; new are: {replaced}; as before: {left}; put them right, then delete"
        " {journal}",
        changed=named(state.changed),
        replaced=named(state.replaced) or ("–",),
        left=named(state.left) or ("–",),
        journal=str(root / JOURNAL),
    )


def named(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first of many paths, as a message names them."""
    return (*paths[:_MOST_NAMES], *(("…",) if len(paths) > _MOST_NAMES else ()))


def _settle(root: Path, left: Iterable[JournalEntry], state: UnfinishedWriting) -> None:
    for one in left:
        path = root / one.path
        if state.replaced:
            take_place(path.with_name(one.new), path)
            sync_folder(path.parent)
        else:
            with suppress(OSError):
                path.with_name(one.new).unlink()


def _state(root: Path, entries: Iterable[JournalEntry]) -> UnfinishedWriting:
    held = {one: _digest_of(root / one.path) for one in entries}
    if all(found == one.before for one, found in held.items()):
        return UnfinishedWriting(left=tuple(one.path for one in held))
    replaced, left, changed = [], [], []
    for one, found in held.items():
        if found == one.after:
            replaced.append(one.path)
        elif found == one.before and _digest_of((root / one.path).with_name(one.new)) == one.after:
            left.append(one.path)
        else:
            changed.append(one.path)
    return UnfinishedWriting(tuple(replaced), tuple(left), tuple(changed))


def _digest_of(path: Path) -> str | None:
    content = content_of(path) if _is_file(path) else None
    return None if content is None else digest(content)


def _is_file(path: Path, most: float = math.inf) -> bool:
    """Return whether a regular file of at most so many bytes lies there, and no link to one."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= most


def _read(root: Path) -> list[JournalEntry]:
    """Return what a journal says; of one that names files elsewhere nothing is believed."""
    path = root / JOURNAL
    try:
        # A pipe would be waited for without end.
        said = parsed_json((content_of(path) if _is_file(path, _MOST_BYTES) else None) or b"")
        entries = [JournalEntry(**one) for one in said["files"]]
        if all(_is_sound(root, one) for one in entries):
            return entries
    except (TtdtError, TypeError, KeyError):
        pass
    raise TtdtError(
        gettext_lazy(
            "{path} says of no run which files it was writing; look at the files that were changed"
            " last, then delete it",
            path=str(path),
        )
    )


def _is_sound(root: Path, one: JournalEntry) -> bool:
    """Return whether an entry is about a file of the workspace and what lies beside it."""
    texts: tuple[object, ...] = (one.path, one.new, one.after, one.before or "")
    if not all(isinstance(text, str) and _is_possible(text) for text in texts):
        return False
    digests = [text for text in (one.after, one.before) if text is not None]
    try:
        folder = (root / one.path).parent.resolve()
        is_within = folder.is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False
    is_beside = is_temporary(one.new) and not set(one.new) & {"/", "\\"}
    return is_within and is_beside and all(map(_DIGEST.fullmatch, digests))


def _is_possible(name: str) -> bool:
    """Return whether the system could call a file so."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False
