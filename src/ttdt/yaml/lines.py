"""The lines of a mapping, which are cheap to keep; columns are looked for when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttdt.yaml.nodes import Loc


class Lines:
    """On which lines a mapping, its keys and what they hold begin, counted from 1."""

    __slots__ = ("first", "keys", "values")

    def __init__(
        self,
        first: int,
        keys: dict[str | int, int] | None = None,
        values: dict[str | int, int | Lines] | None = None,
    ) -> None:
        """Begin on a line, with the lines of keys and values that are known already."""
        self.first = first
        self.keys = {} if keys is None else keys
        """The line of each key."""
        self.values = {} if values is None else values
        """The line of each value that begins on another one than its key, and of each mapping."""

    def __reduce__(self) -> tuple[object, ...]:
        """Return what is sent to another process; the usual way takes twice as long."""
        return Lines, (self.first, self.keys, self.values)

    def find(self, loc: Loc, *, at_key: bool) -> int | None:
        """Return the line that the value at `loc`, or its key, begins on; None where there is none.

        What stands in lists has no lines here.
        """
        lines = self
        for step in loc[:-1]:
            inner = lines.values.get(step)
            if not isinstance(inner, Lines):
                return None
            lines = inner
        if not loc:
            return lines.first
        line = lines.keys.get(loc[-1])
        found = line if at_key else lines.values.get(loc[-1], line)
        return found.first if isinstance(found, Lines) else found
