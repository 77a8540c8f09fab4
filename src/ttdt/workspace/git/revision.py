"""A workspace as it was at a git revision, put into a folder of its own."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.plan import OWN_FOLDER, UNITS_FOLDER
from ttdt.text.message import gettext_lazy
from ttdt.workspace.git.command import GitError, run_git
from ttdt.workspace.index import SUFFIX
from ttdt.yaml import PLAN_LIMITS
from ttdt.yaml.parsers import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.text.message import Message

_PLAN = re.compile(r"targets-.*\.yaml", re.DOTALL)
_FOLDERS = (UNITS_FOLDER, OWN_FOLDER)
_MOST_LEVELS = MAX_DEPTH // len(("units", "unit"))
"""No plan nests units deeper, so nothing below is read, however deep a tree is."""

_OBJECTS_AT_ONCE = 200
"""Of at most 1 MiB each, and 64 letters of an id, which fit on any system's command line."""
_LONGEST_NAME = 255

_INERT = ("--no-replace-objects", "-c", "protocol.allow=never")
"""Objects are what their ids say, and those that a partial clone lacks are not fetched."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A workspace's files at a revision, in a folder that is gone when the context ends."""

    root: Path
    shown: Path
    """What findings call it: `HEAD~1:data`, as git itself names it."""
    commit: str
    """The full id of the commit."""
    skipped: tuple[str, ...]
    """Links and submodules in the place of plans, units or submissions: they are not followed."""


@contextmanager
def at_revision(workspace: Path, revision: str) -> Iterator[Tree]:
    """Give the plans and submissions of the folder `workspace` as they were at a revision.

    Nothing in the repository changes, and none of its programs (hooks, filters, text converters)
    runs. A file above the size limit is there with zeros, so that reading it says so.
    Raises `TtdtError` without git, outside a repository, for an unknown revision, for one without
    the folder, and where the files cannot be written down.
    """
    _refuse_non_revision(revision)
    prefix = _prefix(workspace, revision)
    commit = _commit(workspace, revision)
    place = prefix.rstrip("/")
    files, skipped = _listing(workspace, _tree(workspace, commit, place, revision), revision)
    with ExitStack() as stack:
        try:
            # What cannot be deleted at the end is the system's to clean up, as all that is in /tmp.
            temporary = TemporaryDirectory(prefix="ttdt-", ignore_cleanup_errors=True)
            root = Path(stack.enter_context(temporary))
            _write(workspace, root, files, revision)
        except OSError as error:
            raise TtdtError(
                gettext_lazy(
                    "the files of {revision} cannot be put into a temporary folder: {error}",
                    revision=revision,
                    error=error.strerror or str(error),
                )
            ) from None
        yield Tree(root, Path(f"{revision}:{place or '.'}"), commit, skipped)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a tree: the names that lead to it, the id of its content, its size in bytes."""

    names: tuple[str, ...]
    mode: str
    kind: str
    id: str
    size: int

    @property
    def regular(self) -> bool:
        """Whether it is a file, and no link."""
        return self.kind == "blob" and self.mode.startswith("100")


def _refuse_non_revision(revision: str) -> None:
    # A word that begins with a dash would be an option, one with ^ the opposite of a revision.
    if not revision or revision[0] in "-^" or not revision.isprintable():
        raise TtdtError(
            gettext_lazy(
                "--rev: “{word}” is no revision; name a commit, branch or tag, as in HEAD~1",
                word=revision,
            )
        )


def _prefix(workspace: Path, revision: str) -> str:
    """Return the folder's path within its repository, as `data/`, empty for the whole of it."""
    if not os.path.isdir(workspace):  # noqa: PTH112 - no error where permission is denied
        raise TtdtError(gettext_lazy("there is no folder {path}", path=str(workspace)))
    try:
        inside = run_git(workspace, [*_INERT, "rev-parse", "--is-inside-work-tree"])
        said = run_git(workspace, [*_INERT, "rev-parse", "--show-prefix"])
    except GitError as error:
        if shutil.which("git") is None:
            raise TtdtError(gettext_lazy("--rev needs git, which is not installed here")) from None
        if "safe.directory" in str(error):
            raise TtdtError(
                gettext_lazy(
                    "{path} belongs to another user, so git does not read its history; to trust"
                    " it, run: {command}",
                    path=str(workspace),
                    command=str(error).strip(),
                )
            ) from None
        if "not a git repository" not in str(error):
            raise TtdtError(_unreadable(revision, error)) from None
        inside = said = b""
    if inside.strip() != b"true":
        raise TtdtError(
            gettext_lazy(
                "{path} is not in a git repository, so {revision} means nothing there",
                path=str(workspace),
                revision=revision,
            )
        )
    return os.fsdecode(said.removesuffix(b"\n"))


def _commit(workspace: Path, revision: str) -> str:
    wanted = f"{revision}^{{commit}}"
    found = _id(workspace, wanted)
    if found is not None:
        return found
    if _is_shallow(workspace):
        message = gettext_lazy(
            "git does not know {revision}; this clone has only part of the history, and"
            " git fetch --unshallow gets the rest",
            revision=revision,
        )
    else:
        message = gettext_lazy("git does not know {revision}", revision=revision)
    raise TtdtError(message)


def _is_shallow(workspace: Path) -> bool:
    try:
        said = run_git(workspace, [*_INERT, "rev-parse", "--is-shallow-repository"])
    except GitError:
        return False
    return said.strip() == b"true"


def _tree(workspace: Path, commit: str, place: str, revision: str) -> str:
    found = _id(workspace, f"{commit}:{place}")
    if found is None or _kind(workspace, found) != b"tree":
        raise TtdtError(
            gettext_lazy("there was no folder {path} at {revision}", path=place, revision=revision)
        )
    return found


def _id(workspace: Path, name: str) -> str | None:
    """Return the id of the one object that a name means, or None."""
    try:
        said = run_git(
            workspace, [*_INERT, "rev-parse", "--verify", "--quiet", "--end-of-options", name]
        )
    except GitError:
        return None
    found = said.decode("ascii", "replace").strip()
    return found if re.fullmatch(r"[0-9a-f]{40,64}", found) else None


def _kind(workspace: Path, object_: str) -> bytes:
    try:
        return run_git(workspace, [*_INERT, "cat-file", "-t", object_]).strip()
    except GitError:
        return b""


def _listing(workspace: Path, tree: str, revision: str) -> tuple[list[_Entry], tuple[str, ...]]:
    """Return the plans and submissions, and the names of links in the places of such."""
    found: list[_Entry] = []
    for entry in _entries(workspace, tree, revision):
        name = entry.names[0]
        if name in _FOLDERS and entry.kind == "tree":
            below = _entries(workspace, entry.id, revision, "-r")
            inside = (replace(one, names=(name, *one.names)) for one in below)
            found += [one for one in inside if _is_read(one)]
        elif entry.kind != "tree" and (
            _PLAN.fullmatch(name) or (name in _FOLDERS and not entry.regular)
        ):
            found.append(entry)
    skipped = tuple("/".join(entry.names) for entry in found if not entry.regular)
    return [entry for entry in found if entry.regular], skipped


def _is_read(entry: _Entry) -> bool:
    """Return whether something may be a submission, or a link in the place of one or a unit."""
    top, *folders, name = entry.names
    if not entry.regular and top == UNITS_FOLDER and _may_be_unit(name, folders):
        return True
    if not name.endswith(SUFFIX) or len(folders) > _MOST_LEVELS:
        return False
    return not folders if top == OWN_FOLDER else bool(folders)


def _may_be_unit(name: str, folders: Sequence[str]) -> bool:
    return len(folders) < _MOST_LEVELS and (not folders or "." not in name)


def _entries(workspace: Path, tree: str, revision: str, *options: str) -> Iterator[_Entry]:
    """Yield what a tree holds. A name that could lead elsewhere is none that a workspace has."""
    try:
        said = run_git(workspace, [*_INERT, "ls-tree", "-z", "-l", "--full-tree", *options, tree])
    except GitError as error:
        raise TtdtError(_unreadable(revision, error)) from None
    for line in said.split(b"\0"):
        head, _, path = line.partition(b"\t")
        words, names = head.decode("ascii", "replace").split(), path.split(b"/")
        if len(words) == len(("mode", "kind", "id", "size")) and all(map(_is_safe, names)):
            mode, kind, object_, size = words
            length = int(size) if size.isdecimal() else 0
            yield _Entry(tuple(map(os.fsdecode, names)), mode, kind, object_, length)


def _is_safe(name: bytes) -> bool:
    return (
        name not in {b"", b".", b".."}
        and not set(name) & set(b"\\:")
        and len(name) <= _LONGEST_NAME
    )


def _write(workspace: Path, root: Path, files: Sequence[_Entry], revision: str) -> None:
    wanted = sorted({(entry.id, entry.size) for entry in files if entry.size <= PLAN_LIMITS.bytes})
    contents: dict[str, bytes] = {}
    for start in range(0, len(wanted), _OBJECTS_AT_ONCE):
        contents |= _contents(workspace, wanted[start : start + _OBJECTS_AT_ONCE], revision)
    for entry in files:
        path = root.joinpath(*entry.names)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            if entry.id in contents:
                file.write(contents[entry.id])
            else:
                file.truncate(PLAN_LIMITS.bytes + 1)


def _contents(
    workspace: Path, objects: Iterable[tuple[str, int]], revision: str
) -> Iterator[tuple[str, bytes]]:
    """Yield each object's id and content, checked against its id.

    `git show` writes the contents one after the other, each as it is stored.
    """
    wanted = list(objects)
    ids = [object_ for object_, _ in wanted]
    try:
        said = run_git(workspace, [*_INERT, "show", "--no-textconv", "--no-ext-diff", *ids])
    except GitError as error:
        raise TtdtError(_unreadable(revision, error)) from None
    start = 0
    for object_, size in wanted:
        content = said[start : start + size]
        start += size
        if _id_of(content, object_) != object_:
            raise TtdtError(_unreadable(revision, GitError(f"{object_} is damaged")))
        yield object_, content


def _id_of(content: bytes, like: str) -> str:
    """Return the id git gives a file's content, by the hash that `like` was made with."""
    sha1_digits = 40
    make = hashlib.sha1 if len(like) == sha1_digits else hashlib.sha256
    return make(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _unreadable(revision: str, error: GitError) -> Message:
    return gettext_lazy("git cannot read {revision}: {error}", revision=revision, error=str(error))
