"""Running git: never interactive, never changing anything, whatever the user's settings."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SECONDS = 60
"""More than any repository of reports needs; a hanging network disk shall not hang a cron job."""

_QUIET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_REDIRECTING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""A hook sets these for its own repository, which need not be the workspace's."""


class GitError(Exception):
    """git could not answer: it is not installed, this is no repository, or the name is unknown."""


def run_git(folder: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    """Return what git prints in a folder; raises `GitError` with its last line where it fails.

    `given` is what it has to read. Neither hooks nor a file-system monitor that the repository
    names are started.
    """
    settings = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager")
    environment = {name: value for name, value in os.environ.items() if name not in _REDIRECTING}
    try:
        done = subprocess.run(  # noqa: S603 - arguments are a list, and no shell reads them
            ["git", *settings, *arguments],  # noqa: S607 - git is where the user has it
            cwd=folder,
            env=environment | _QUIET,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else f"exit {done.returncode}")
    return done.stdout
