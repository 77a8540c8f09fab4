"""Reading files while the program is still busy loading what is needed to judge them.

A third of a short run is loading, on one processor, and reading files needs little of what is
loaded. What is read ahead is what would be read later, so it makes no difference but to time.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ttdt.processes import CAN_COPY, Meanwhile, processors, unpacked
from ttdt.root import DISTRICTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ttdt.source import Document

FEWEST_FOR_PROCESSES = 100
"""With fewer submissions, starting other processes costs more than it saves."""


class Ahead:
    """The documents that another process reads for this one."""

    def __init__(self, root: Path, shown: Path) -> None:
        """Begin with the submissions in the workspace `root`, which findings call `shown`."""
        self._documents: dict[str, bytes] = {}
        self._meanwhile: Meanwhile | None = None
        if CAN_COPY and processors() > 1:
            names = _submissions(root / DISTRICTS)
            if len(names) >= FEWEST_FOR_PROCESSES:
                self._meanwhile = Meanwhile(
                    lambda: _read(root / DISTRICTS, shown / DISTRICTS, names)
                )

    def stop(self) -> None:
        """Read no more ahead; what was read can be had from now on."""
        if self._meanwhile is not None:
            self._documents = self._meanwhile.stop()
            self._meanwhile = None

    def document(self, shown: str) -> Document | None:
        """Return the document in a file, once, if it was read ahead."""
        content = self._documents.pop(shown, None)
        return None if content is None else unpacked(content)


@contextmanager
def reading_ahead(root: Path, shown: Path) -> Iterator[Ahead]:
    """Read the submissions of a workspace ahead as long as nobody says stop."""
    ahead = Ahead(root, shown)
    try:
        yield ahead
    finally:
        ahead.stop()


def _submissions(districts: Path) -> list[str]:
    """Return the paths, within `districts/`, of what may be submissions; links are left alone."""
    try:
        with os.scandir(districts) as units:
            folders = sorted(unit.name for unit in units if unit.is_dir(follow_symlinks=False))
        return [
            f"{folder}/{name}"
            for folder in folders
            for name in sorted(os.listdir(districts / folder))  # noqa: PTH208 - names are enough
            if name.endswith(".yaml")
        ]
    except OSError:
        # Whoever comes later says what is wrong.
        return []


def _read(districts: Path, shown: Path, names: list[str]) -> Iterator[tuple[str, Document]]:
    """Yield the documents that are sound, with their paths as findings name them."""
    from ttdt.source import read

    if districts.is_symlink():
        return
    place = shown.as_posix()
    for name in names:
        path = districts / name
        if not path.is_symlink():
            document = read(path, f"{place}/{name}")
            if document.portable:
                yield document.path, document
