"""What a run that was killed while it wrote several files has left: told of, and finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.message import gettext_lazy, ngettext_lazy
from ttdt.workspace.journal import changed_since, finish_writing, named, unfinished_writing
from ttdt.workspace.locking import locked

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.text.message import Message


def half_done(root: Path) -> Message | None:
    """Return that some files of an import are written and some are not, and what helps, or None."""
    state = unfinished_writing(root)
    if state is None or not state.is_half_done:
        return None
    if state.changed:
        # Importing again would be refused.
        return changed_since(root, state)
    return ngettext_lazy(
        "an import was ended while it was writing, so old figures stand beside new ones: {n} of its"
        " {all} files is not written ({files}); import the same files again",
        "an import was ended while it was writing, so old figures stand beside new ones: {n} of its"
        " {all} files are not written ({files}); import the same files again",
        len(state.left),
        all=len(state.left) + len(state.replaced),
        files=named(state.left),
    )


def finished(root: Path) -> Message | None:
    """Finish what an import was ended in, and return what came of it; None where there was none.

    Raises `TtdtError` where the workspace cannot be locked or written to, or where someone has
    changed one of the files since.
    """
    with locked(root):
        state = finish_writing(root)
    if state is None:
        return None
    if not state.replaced:
        return gettext_lazy(
            "an earlier import was ended before it had replaced a file; nothing of it was written"
        )
    if not state.left:
        return gettext_lazy("an earlier import was ended when all its files were written")
    return ngettext_lazy(
        "an earlier import was ended while it was writing; {n} file that was left is written now:"
        " {files}",
        "an earlier import was ended while it was writing; {n} files that were left are written"
        " now: {files}",
        len(state.left),
        files=named(state.left),
    )
