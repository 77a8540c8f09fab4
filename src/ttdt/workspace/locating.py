"""Where workspaces are; apart from reading them, which needs much more of the program."""

from __future__ import annotations

import os
from pathlib import Path

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem

PLAN_PATTERN = "targets-*.yaml"

JOURNAL = ".ttdt.journal"
"""The file in a workspace that says what a run is writing together."""


def has_journal(root: Path) -> bool:
    """Return whether anything lies where a run's journal does, as far as one may look."""
    return os.path.lexists(root / JOURNAL)


def find_root(start: Path) -> Path | None:
    """Return the nearest `data/` that holds a plan, from `start` upwards.

    One in `start` that may not be looked into is taken for it, so that whoever opens it is told;
    further up it may be anything, as a server's `/data`, and is passed over.
    """
    for folder in (start, *start.parents):
        data = folder / "data"
        try:
            if any(found.match(PLAN_PATTERN) for found in data.iterdir()):
                return data
        except PermissionError:
            # The folder itself, and not the way to it, is what is barred.
            if folder == start and os.path.isdir(data):  # noqa: PTH112 - no error where it is not
                return data
        except OSError:
            continue
    return None


def current_folder() -> Path:
    """Return the current folder; raises `TtdtError` where it has been deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise TtdtError(gettext_lazy("the current folder does not exist any more")) from None
    except OSError as error:
        raise TtdtError(
            gettext_lazy("the current folder cannot be used: {error}", error=problem(error))
        ) from None


def shown(path: Path) -> Path:
    """Return a path as findings name it: relative to the current folder where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve())
    except (OSError, ValueError, RuntimeError):
        return path
