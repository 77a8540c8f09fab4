"""Files that are named as submissions are and lie in none of the folders for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.period import parse_id
from ttdt.plan import OWN_FOLDER, UNITS_FOLDER
from ttdt.workspace.index import SUFFIX, IndexedFile
from ttdt.workspace.locating import PLAN_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

_PASSED_OVER = (UNITS_FOLDER, OWN_FOLDER, "forms", "maps", "exports")
"""The folders for submissions, and those for what is made of a workspace or stands beside it."""
_MOST_NAMES = 10_000


def files_outside(
    root: Path, shown: Path, deepest: int, linked: frozenset[Path]
) -> Iterator[IndexedFile]:
    """Yield such files of the workspace `root`, which findings call `shown`.

    What links in the folders for submissions lead to (`linked`) is read, so it is not among them.
    Neither links are followed nor folders with a plan looked into, which are workspaces of their
    own; and no more names are looked at, nor deeper, than people keep in a workspace.
    """
    left, top = _MOST_NAMES, Path(os.path.realpath(root))
    for folder, folders, names in os.walk(root):
        parts = Path(folder).relative_to(root).parts
        left -= len(folders) + len(names)
        if left < 0:
            return
        if parts and any(Path(name).match(PLAN_PATTERN) for name in names):
            folders.clear()
            continue
        passed_over = () if parts else _PASSED_OVER
        folders[:] = [
            name
            for name in folders
            if not (name.startswith(".") or name in passed_over or len(parts) + 1 == deepest)
        ]
        for name in filter(_is_submission, names):
            path = top.joinpath(*parts, name)
            if linked.isdisjoint((path, *path.parents)):
                yield IndexedFile(parts, name, shown.joinpath(*parts).as_posix())


def _is_submission(name: str) -> bool:
    return name.endswith(SUFFIX) and parse_id(name.removesuffix(SUFFIX)) is not None
