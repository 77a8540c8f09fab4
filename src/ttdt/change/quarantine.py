"""Where submissions go that break rules: into a folder that no report reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import make_folder, write_file
from ttdt.workspace.index import SUFFIX
from ttdt.workspace.locking import content_of

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.period import Period
    from ttdt.plan import Area

_MOST = 1000


def refuse_within(folder: Path, root: Path) -> None:
    """Raise `TtdtError` for a folder in the workspace, where a report might come to read it."""
    try:
        inside = folder.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        inside = True
    if inside:
        raise TtdtError(
            gettext_lazy(
                "--keep-invalid: {path} lies in the workspace, and what is kept there must not;"
                " name a folder outside",
                path=str(folder),
            )
        )


def put_aside(folder: Path, area: Area, period: Period, content: bytes) -> Path:
    """Write a submission into the folder, beside others of its name, and return where it is."""
    make_folder(folder)
    for number in range(1, _MOST):
        tail = "" if number == 1 else f".{number}"
        path = folder / f"{area.written_id}-{period.id}{tail}{SUFFIX}"
        held = content_of(path)
        if held is None:
            write_file(path, content)
        if held is None or held == content:
            return path
    raise TtdtError(
        gettext_lazy("{path} is full of submissions put aside; clear it", path=str(folder))
    )
