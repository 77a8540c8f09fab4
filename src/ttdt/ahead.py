"""Reading files while the program is still busy loading what is needed to judge them.

Half of a short run is loading, on one processor, and reading files needs little of what is loaded.
What is read ahead is what would be read later, or is not used, so it makes no difference but to
time.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.processes import CAN_COPY, Meanwhile, processors, unpacked
from ttdt.root import DISTRICTS, find_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.source import Document

FEWEST_FOR_PROCESSES = 100
"""With fewer submissions, starting other processes costs more than it saves."""


def probable_root(arguments: Sequence[str]) -> Path | None:
    """Return the workspace whose files the program will most probably have to read, all of them.

    It is a guess made before the arguments are parsed, and nothing but time hangs on it.
    """
    if "check" not in arguments:
        return None
    named = os.environ.get("TTDT_DATA")
    for word, following in zip(arguments, (*arguments[1:], None), strict=True):
        if word == "--data":
            named = following
        elif word.startswith("--data="):
            named = word.removeprefix("--data=")
    try:
        return Path(named) if named else find_root(Path.cwd())
    except OSError:
        return None


class Ahead:
    """The documents that another process reads for this one."""

    def __init__(self, root: Path | None) -> None:
        """Begin to read the submissions in the workspace `root`, if that is worth it."""
        self._documents: dict[str, bytes] = {}
        self._meanwhile: Meanwhile | None = None
        if root is None or not CAN_COPY or processors() <= 1:
            return
        some = islice(_submissions(root / DISTRICTS), FEWEST_FOR_PROCESSES)
        if len(list(some)) == FEWEST_FOR_PROCESSES:
            self._meanwhile = Meanwhile(lambda: _read(root / DISTRICTS))

    def stop(self) -> None:
        """Read no more ahead; what was read can be had from now on."""
        if self._meanwhile is not None:
            self._documents = self._meanwhile.stop()
            self._meanwhile = None

    def document(self, path: Path, shown: str) -> Document | None:
        """Return the document in a file, once, if it was read ahead; findings call it `shown`."""
        content = self._documents.pop(str(path), None)
        if content is None:
            return None
        document: Document = unpacked(content)
        document.path = shown
        return document


def _submissions(districts: Path) -> Iterator[Path]:
    """Yield the paths of what may be submissions; links are left alone."""
    try:
        with os.scandir(districts) as units:
            folders = sorted(unit.name for unit in units if unit.is_dir(follow_symlinks=False))
        for folder in folders:
            place = districts / folder
            for name in sorted(os.listdir(place)):  # noqa: PTH208 - names are all that is needed
                if name.endswith(".yaml"):
                    yield place / name
    except OSError:
        # Whoever comes later says what is wrong.
        return


def _read(districts: Path) -> Iterator[tuple[str, Document]]:
    """Yield the documents that are sound, with their paths."""
    from ttdt.source import read

    if districts.is_symlink():
        return
    for path in _submissions(districts):
        if not path.is_symlink():
            document = read(path, "")
            if document.portable:
                yield str(path), document
