"""Which commit last changed a line of a file, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ttdt.workspace.git.command import GitError, run_git

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
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


def last_changes(path: Path, lines: Collection[int]) -> Mapping[int, LineChange]:
    """Return the last change of each of the lines, which count from 1.

    Nothing is said of a file that git does not know, outside a checkout, without git, whose
    lines git counts otherwise, or that git would read through a program of its settings. A link is
    followed first: what counts is the file that was read.
    """
    wanted = sorted({line for line in lines if line > 0})
    if not wanted:
        return {}
    try:
        real = path.resolve(strict=True)
        if _LONE_RETURN.search(real.read_bytes()):
            return {}
        if _is_filtered(real):
            return {}
        ranges = [f"-L{line},{line}" for line in wanted]
        changes = _read(run_git(real.parent, (*_BLAME, *ranges, "--", real.name)))
        if any(change.at_latest for change in changes.values()) and not _is_shallow(real.parent):
            # The first commit of a whole history is where the line comes from.
            changes = {
                line: LineChange(change.commit, change.day, change.uncommitted)
                for line, change in changes.items()
            }
    except (GitError, OSError, RuntimeError, ValueError):
        # A name with a null byte, a loop of links, a file that is gone: nothing is known of it.
        return {}
    return changes


def _is_filtered(path: Path) -> bool:
    """Return whether git would start a filter to compare the file with its history.

    The lines it then speaks of need not be those that were read.
    """
    said = run_git(path.parent, ("check-attr", "-z", "filter", "--", path.name))
    return said.split(b"\0")[2:3] not in ([b"unspecified"], [b"unset"])


def _is_shallow(folder: Path) -> bool:
    return run_git(folder, ("rev-parse", "--is-shallow-repository")).strip() != b"false"


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
