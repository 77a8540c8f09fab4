"""The lines of a mapping, which are cheap to keep; columns are looked for when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from ttdt.yaml.nodes import Loc

Lines: TypeAlias = "dict[str | int, int | SeveralLines]"
"""The line, counted from 1, that each key and all that it holds stands on.

Nearly all entries take one, and a number is sent to another process in a fraction of the time.
"""


class SeveralLines(NamedTuple):
    """On which lines a key stands, and what it holds begins, where they are not all one."""

    key: int
    value: int
    inner: Lines | None = None
    """The lines in a mapping; what stands in lists has none here."""


def line_at(lines: Lines, loc: Loc, *, at_key: bool) -> int | None:
    """Return the line that the value at `loc`, or its key, begins on; None where none is known."""
    inner: Lines | None = lines
    line: int | None = None
    for step in loc:
        found = None if inner is None else inner.get(step)
        if found is None or isinstance(found, int):
            return found
        inner = found.inner
        line = found.key if at_key else found.value
    return line
