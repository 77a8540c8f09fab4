"""Reading the files of a workspace: none that a link leads out to, and many on all processors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.workspace.index import link_out
from ttdt.workspace.parallel import processors, work_off
from ttdt.yaml import SUBMISSION_LIMITS, Limits, YamlDocument, may_hold_key, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FEWEST_FOR_PROCESSES = 2_000
"""Sending what was read costs half as much as reading it, so other processes pay only where they
save a second or more."""
_FILES_OF_A_CHUNK = 50
"""Enough that sending them is cheap, few enough that processes end together."""


class FileToRead(NamedTuple):
    """A file, and what findings call it."""

    path: str
    shown: str


class FileReader(NamedTuple):
    """Reads the files of the workspace `root`."""

    root: Path

    def leads_out(self, path: str | Path) -> bool:
        """Return whether a path is a link to something outside the workspace."""
        if not os.path.islink(path):  # noqa: PTH114 - no error where permission is denied
            return False
        try:
            return not Path(path).resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            return False

    def read(self, file: FileToRead, limits: Limits = SUBMISSION_LIMITS) -> YamlDocument:
        """Return the document in a file; a link that leads out of the workspace is not read."""
        if self.leads_out(file.path):
            return YamlDocument(file.shown, (link_out(file.shown),))
        return read(file.path, file.shown, limits)

    def may_hold_key(self, file: FileToRead, key: str) -> bool:
        """Return whether the document in a file may have a key, without parsing it."""
        return not self.leads_out(file.path) and may_hold_key(Path(file.path), key)

    def read_all(self, files: Sequence[FileToRead]) -> list[YamlDocument]:
        """Return the documents in files, in their order."""
        return [self.read(file) for file in files]

    def read_many(
        self,
        files: Sequence[FileToRead],
        processes: int | None = None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Iterator[tuple[int, YamlDocument]]:
        """Yield the number of each file with the document in it, as they are read.

        The documents are the same whatever the number of processes, by itself as many as help.
        `progress` is told how many of the files are read. What comes from another process must be
        sent, so it is the plain data; what it means for the plan, which takes more room and half
        as long as to parse it, is found out here meanwhile.
        """
        if processes is None:
            processes = 1 if len(files) < _FEWEST_FOR_PROCESSES else processors()
        starts = range(0, len(files), _FILES_OF_A_CHUNK)
        chunks = [files[start : start + _FILES_OF_A_CHUNK] for start in starts]
        done = 0
        for number, documents in work_off(self.read_all, chunks, processes):
            yield from enumerate(documents, starts[number])
            done += len(documents)
            progress(done, len(files))
