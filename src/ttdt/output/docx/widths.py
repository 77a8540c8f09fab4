"""How wide columns are: a number stays on one line, a word whole, and the rest is shared out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.output.docx.tables import LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.output.docx.tables import WordCell, WordColumn

_MM_PER_POINT = 25.4 / 72
_PADDING = 2.6
"""Millimetres that are free beside a text in its cell."""
_INDENT = 3.0
_BOLD = 1.09
_LETTERS = {
    **dict.fromkeys("0123456789", 0.64),
    **dict.fromkeys(" .,:;'|!()[]/-‑\N{NO-BREAK SPACE}", 0.4),
    **dict.fromkeys("ijltfrIíìỉĩị", 0.44),
    **dict.fromkeys("mwMW%", 1.03),
}
_LOWER, _UPPER, _SIGN = 0.63, 0.82, 0.85
"""The widths of letters as parts of their height, in the widest font that stands in for ours."""

_LONGEST_WORD = 34.0
"""A longer word is torn."""
_COMFORT = 50.0
"""The width in which text that wraps reads well."""
_MOST_FROZEN = 4
"""Columns with which every part of a table that is too wide begins."""


class _Need(NamedTuple):
    """How wide a column must be for its longest word, and would be to read well, or on one line."""

    least: float
    comfort: float
    whole: float


def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """Return how many millimetres a text takes, in any font that may stand in for ours."""
    letters = sum(_LETTERS.get(letter) or _class_width(letter) for letter in text)
    return letters * points * _MM_PER_POINT * (_BOLD if bold else 1)


def _class_width(letter: str) -> float:
    if not letter.isalpha():
        return _SIGN
    return _UPPER if letter.isupper() else _LOWER


def fitted(
    columns: Sequence[WordColumn],
    rows: Sequence[Sequence[WordCell]],
    room: float,
    points: float,
) -> list[WordColumn]:
    """Return the columns with widths that fill the room if one takes the rest, and never more."""
    needs = [
        _need(column, [row[place] for row in rows], points) for place, column in enumerate(columns)
    ]
    return _widened(columns, needs, room)


def parts(
    columns: Sequence[WordColumn],
    rows: Sequence[Sequence[WordCell]],
    room: float,
    points: float,
    frozen: int,
) -> Iterator[tuple[list[int], list[WordColumn]]]:
    """Yield the places and columns of each part of a table that is too wide to stand in one.

    All begin with the frozen columns.
    """
    needs = [
        _need(column, [row[place] for row in rows], points) for place, column in enumerate(columns)
    ]
    for places in _places(needs, min(frozen, len(needs), _MOST_FROZEN), room):
        shown = [columns[place] for place in places]
        yield places, _widened(shown, [needs[place] for place in places], room)


def comfort(
    columns: Sequence[WordColumn], rows: Sequence[Sequence[WordCell]], points: float
) -> float:
    """Return the width in which a table reads well."""
    return sum(
        _need(column, [row[place] for row in rows], points).comfort
        for place, column in enumerate(columns)
    )


def _need(column: WordColumn, cells: Sequence[WordCell], points: float) -> _Need:
    def width(text: str, *, bold: bool = False) -> float:
        return text_width(text, points, bold=bold)

    words = [width(word, bold=True) for word in column.title.split()]
    wholes = list(words)  # what stands over a column may take several lines
    for cell in cells:
        indent = _INDENT if cell.indent else 0
        for text in (cell.text, *cell.more):
            wholes.append(indent + width(text, bold=cell.bold))
            is_number = column.whole and len(text) <= LONGEST_NUMBER
            longest = wholes[-1] if column.whole else _LONGEST_WORD
            said = [text] if is_number else text.split()
            words += [indent + min(width(word), longest) for word in said]
    least = _PADDING + max(words, default=0)
    whole = max(least, _PADDING + max(wholes, default=0))
    return _Need(least, min(whole, max(least, _COMFORT)), whole)


def _places(needs: Sequence[_Need], frozen: int, room: float) -> Iterator[list[int]]:
    """Yield the columns of each part of a table, as many as have room beside the frozen ones."""
    first = list(range(frozen))
    part: list[int] = []
    for place in range(frozen, len(needs)):
        if part and sum(needs[one].least for one in (*first, *part, place)) > room:
            yield [*first, *part]
            part = []
        part.append(place)
    yield [*first, *part]


def _widened(
    columns: Sequence[WordColumn], needs: Sequence[_Need], room: float
) -> list[WordColumn]:
    """Return columns that have enough for each word, and share out what room is left."""
    widths = [need.least for need in needs]
    for goals in ([need.comfort for need in needs], [need.whole for need in needs]):
        missing = [goal - width for goal, width in zip(goals, widths, strict=True)]
        share = min((room - sum(widths)) / (sum(missing) or 1), 1)
        if share > 0:
            widths = [width + lack * share for width, lack in zip(widths, missing, strict=True)]
    takers = sum(column.takes_rest for column in columns)
    rest = max(room - sum(widths), 0) / (takers or 1)
    scale = min(room / sum(widths), 1)
    return [
        replace(column, width=width * scale + (rest if column.takes_rest else 0))
        for column, width in zip(columns, widths, strict=True)
    ]
