"""Writing several submissions together: all of them or none."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import write_file
from ttdt.workspace.locking import content_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.change.draft import ChangeService, Draft


def write_together(changes: ChangeService, drafts: Sequence[Draft]) -> None:
    """Write drafts of different submissions, with the workspace locked.

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
    begun: list[Draft] = []
    try:
        for draft in drafts:
            begun.append(draft)
            changes.write(draft.filed, draft.content)
    except BaseException:
        for draft in reversed(begun):
            _restore(draft)
        raise


def _restore(draft: Draft) -> None:
    """Make a file hold again what it held before a draft was written, if it was."""
    path, before = draft.filed.path, draft.filed.content
    with suppress(TtdtError, OSError):
        if content_of(path) != draft.content:
            return
        if before is None:
            path.unlink()
        else:
            write_file(path, before)
