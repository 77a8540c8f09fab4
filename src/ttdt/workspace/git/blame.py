"""Which commit last changed a line of a file, and when."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from ttdt.workspace.git.command import GitError, run_git
from ttdt.workspace.parallel import processors

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

SHORT = 10
"""How many digits of a commit's id are shown; enough for one workspace's history."""

_BLAME = (
    *("-c", "blame.showRoot=false", "blame", "--porcelain"),
    *("--ignore-revs-file=", "--no-textconv"),
)
"""The user's own settings would hide commits or where the history begins, or start a program."""

_HEADER = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) \d+ (\d+)(?: \d+)?")
_ZONE = re.compile(rb"([+-])(\d\d)(\d\d)")
_LONE_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class LineChange:
    """The last change of a line. `day` is the author's own day; not yet committed, there is none.

    `at_latest` is true where the history is cut off (a shallow clone) at that commit, so that the
    line may be older.
    """

    commit: str = ""
    day: date | None = None
    uncommitted: bool = False
    at_latest: bool = False


def last_changes(
    wanted: Mapping[Path, Collection[int]],
) -> dict[Path, Mapping[int, LineChange]]:
    """Return the last change of each of the lines of each file; lines count from 1.

    Nothing is said of a file that git does not know, outside a checkout, without git, whose
    lines git counts otherwise, or that git would read through a program of its settings. A link is
    followed first: what counts is the file that was read.
    """
    checkouts = _Checkouts()
    files = [_WantedFile.of(path, lines, checkouts) for path, lines in wanted.items()]
    filtered = _filtered([file for file in files if file is not None])
    asked = [file for file in files if file is not None and file.real not in filtered]
    # git answers for one file at a time, as a program of its own, which threads only wait for.
    with ThreadPoolExecutor(processors()) as pool:
        changes = dict(zip([file.path for file in asked], pool.map(_blamed, asked), strict=True))
    return {path: changes.get(path, {}) for path in wanted}


class _Checkouts:
    """The checkouts that folders lie in, each looked for once."""

    def __init__(self) -> None:
        self._tops: dict[Path, _Checkout | None] = {}

    def of(self, folder: Path) -> _Checkout | None:
        """Return the checkout that a folder lies in."""
        if folder not in self._tops:
            if (folder / ".git").exists():
                self._tops[folder] = _Checkout(folder)
            else:
                above = folder.parent
                self._tops[folder] = None if above == folder else self.of(above)
        return self._tops[folder]


class _Checkout:
    """A folder with a history."""

    def __init__(self, top: Path) -> None:
        """Take the folder."""
        self.top = top

    @cached_property
    def is_shallow(self) -> bool:
        """Whether its history is cut off; raises `GitError` where it cannot be read."""
        return run_git(self.top, ("rev-parse", "--is-shallow-repository")).strip() != b"false"


@dataclass(frozen=True, slots=True)
class _WantedFile:
    """A file of a checkout, and the lines of it that are asked for."""

    path: Path
    real: Path
    """The file itself, where the path leads over links."""
    lines: tuple[int, ...]
    checkout: _Checkout

    @classmethod
    def of(cls, path: Path, lines: Collection[int], checkouts: _Checkouts) -> _WantedFile | None:
        """Return the file; None where git can know nothing of it, or counts its lines otherwise."""
        found = tuple(sorted({line for line in lines if line > 0}))
        if not found:
            return None
        try:
            real = path.resolve(strict=True)
            checkout = checkouts.of(real.parent)
            if checkout is None or _LONE_RETURN.search(real.read_bytes()):
                return None
        except (OSError, RuntimeError, ValueError):
            # A name with a null byte, a loop of links, a file that is gone.
            return None
        return cls(path, real, found, checkout)


def _filtered(files: Sequence[_WantedFile]) -> set[Path]:
    """Return the files that git would start a filter for to compare them with their history.

    The lines it then speaks of need not be those that were read. Where git does not answer, it is
    all of a checkout.
    """
    found: set[Path] = set()
    of_checkouts: dict[_Checkout, list[_WantedFile]] = {}
    for file in files:
        of_checkouts.setdefault(file.checkout, []).append(file)
    for checkout, own in of_checkouts.items():
        names = [os.fsencode(file.real.relative_to(checkout.top)) for file in own]
        try:
            said = run_git(
                checkout.top,
                ("check-attr", "-z", "--stdin", "filter"),
                b"".join(name + b"\0" for name in names),
            ).split(b"\0")[2::3]
        except GitError:
            said = []
        found |= {
            file.real
            for file, value in zip_longest(own, said[: len(own)])
            if value not in {b"unspecified", b"unset"}
        }
    return found


def _blamed(file: _WantedFile) -> Mapping[int, LineChange]:
    ranges = [f"-L{line},{line}" for line in file.lines]
    try:
        changes = _read(run_git(file.real.parent, (*_BLAME, *ranges, "--", file.real.name)))
        if any(change.at_latest for change in changes.values()) and not file.checkout.is_shallow:
            # The first commit of a whole history is where the line comes from.
            return {
                line: LineChange(change.commit, change.day, change.uncommitted)
                for line, change in changes.items()
            }
    except GitError:
        return {}
    return changes


def _read(said: bytes) -> dict[int, LineChange]:
    """Return the changes that blame's porcelain tells of; it says who and when once a commit."""
    commits: dict[bytes, dict[bytes, bytes]] = {}
    lines: dict[int, bytes] = {}
    commit = b""
    for row in said.split(b"\n"):
        if row.startswith(b"\t"):
            continue
        header = _HEADER.fullmatch(row)
        if header is not None:
            commit = header[1]
            lines[int(header[2])] = commit
            commits.setdefault(commit, {})
        elif commit:
            key, _, value = row.partition(b" ")
            commits[commit].setdefault(key, value)
    return {line: _change(commit, commits[commit]) for line, commit in lines.items()}


def _change(commit: bytes, said: Mapping[bytes, bytes]) -> LineChange:
    if not commit.strip(b"0"):
        return LineChange(uncommitted=True)
    day = _day(said.get(b"author-time", b""), said.get(b"author-tz", b""))
    return LineChange(commit[:SHORT].decode("ascii"), day, at_latest=b"boundary" in said)


def _day(seconds: bytes, zone: bytes) -> date | None:
    """Return the author's day; a commit may hold any number as its time."""
    found = _ZONE.fullmatch(zone)
    try:
        offset = timedelta(0)
        if found is not None:
            offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
            offset = -offset if found[1] == b"-" else offset
        moment = datetime.fromtimestamp(int(seconds), UTC)
        return moment.astimezone(timezone(offset)).date()
    except (OverflowError, ValueError, OSError):
        return None
