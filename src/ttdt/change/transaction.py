"""Writing several submissions together: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.joint_writing import write_files
from ttdt.workspace.locking import content_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ttdt.change.draft import Draft


def write_together(drafts: Sequence[Draft], root: Path) -> None:
    """Write drafts of different submissions of the workspace `root`, which is locked.

    Raises `TtdtError` if one of the files has been changed meanwhile or cannot be written; all are
    then as they were.
    """
    for draft in drafts:
        if content_of(draft.filed.path) != draft.filed.content:
            raise TtdtError(
                gettext_lazy(
                    "{path} has been changed by someone else meanwhile; nothing was written, try"
                    " again",
                    path=str(draft.filed.path),
                )
            )
    write_files({draft.filed.path: draft.content for draft in drafts}, root)
