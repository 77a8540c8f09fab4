"""A git repository whose commits are the same on every machine."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SAME_EVERYWHERE = {
    "GIT_AUTHOR_NAME": "An",
    "GIT_AUTHOR_EMAIL": "an@example.org",
    "GIT_AUTHOR_DATE": "2024-06-20T12:00:00+07:00",
    "GIT_COMMITTER_NAME": "An",
    "GIT_COMMITTER_EMAIL": "an@example.org",
    "GIT_COMMITTER_DATE": "2024-06-20T12:00:00+07:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class Repository:
    """A repository in a folder; `options` are those of git init."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """Return what git prints."""
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 - the git under test is the one on the path
            cwd=self.folder,
            env={**os.environ, **_SAME_EVERYWHERE},
            input=given,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files; None deletes one."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files: Mapping[str, str | bytes | None]) -> str:
        """Write files, commit all there is, and return the commit's id."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a change")
        return self.git("rev-parse", "HEAD")
