"""The stretch of a line that a finding is about, with what fits around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from ttdt.text.escaping import escaped_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.finding import Span

_ROOM = 100
_MOST_MARKED = 70
_REACH = 2 * _ROOM  # characters to either side; marks that take no column may double them
_CUT = "…"


class Snippet(NamedTuple):
    """A line as shown, and which of its cells to underline."""

    text: str
    start: int
    width: int

    @property
    def underline(self) -> str:
        """Blanks up to the marked cells, then a caret under each."""
        return " " * self.start + "^" * self.width


def cells(text: str) -> int:
    """Return how many columns of a terminal a visible text takes."""
    return len(text) if text.isascii() else sum(map(_char_cells, text))


def snippet(line: str, span: Span) -> Snippet:
    """Return the line that the span begins on, cut around it where it is long."""
    start = min(span.column - 1, len(line))
    end = len(line.rstrip()) if span.end_line > span.line else min(span.end_column - 1, len(line))
    end = max(start, end)
    # No more of the line is looked at than can be shown: a line may be as long as a file.
    first, stop = max(0, start - _REACH), min(end, start + _REACH)
    shown = escaped_characters(line[first : end + _REACH] if stop == end else line[first:stop])
    before, marked = shown[: start - first], shown[start - first : stop - first]
    after = shown[stop - first :]
    lengths = (start, end - start, len(line) - end)
    whole = (len(before), len(marked), len(after)) == lengths
    if not whole or _width(before) + _width(marked) + _width(after) > _ROOM:
        return _cut(before, marked, after, lengths)
    text = "".join([*before, *marked, *after])
    return Snippet(text, _width(before), max(1, _width(marked)))


def _cut(
    before: Sequence[str],
    marked: Sequence[str],
    after: Sequence[str],
    lengths: tuple[int, int, int],
) -> Snippet:
    """Keep of each part what fits; `lengths` says how long the parts were in the file."""
    middle = _fitting(marked, _MOST_MARKED)
    room = _ROOM - _width(middle)
    whole_middle = len(middle) == lengths[1]
    left_room = max(room // 2, room - _width(after)) if whole_middle else room
    left = _fitting(before[::-1], left_room)[::-1]
    right = _fitting(after, room - _width(left)) if whole_middle else []
    head = "".join(left) if len(left) == lengths[0] else _CUT + "".join(left)
    tail = "".join(right) if whole_middle and len(right) == lengths[2] else "".join(right) + _CUT
    text = head + "".join(middle) + tail
    return Snippet(text, cells(head), max(1, _width(middle)))


def _fitting(parts: Sequence[str], room: int) -> list[str]:
    """Return the first parts that together take no more columns than there is room for."""
    taken: list[str] = []
    for part in parts:
        room -= cells(part)
        if room < 0:
            break
        taken.append(part)
    return taken


def _width(parts: Sequence[str]) -> int:
    return sum(map(cells, parts))


def _char_cells(char: str) -> int:
    if category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
