"""How wide a form's columns are and how high its rows: not every program finds out by itself."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ttdt.forms.columns import WIDE, Column
from ttdt.forms.form import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.forms.form import Question
    from ttdt.forms.labels import Line

WIDTHS: Mapping[Column, float] = {
    Column.ID: 4, Column.CLAUSE: 6, Column.LABEL: 52, Column.MEASURED_IN: 12, Column.TARGET: 12,
    Column.LAST: 15, Column.VALUE: 13, Column.PERCENT: 10, Column.RESULT: 11, Column.VERDICT: 13,
    Column.STATE: 15, Column.REASON: 24, Column.NOTE: 24, Column.EXACT: 8,
}  # fmt: skip

_LINE = 15.0
"""The height of a line, in points."""
_SMALL_LINE = 12.0
_PADDING = 4.0
_FEWEST_LINES = 4
_MOST_LINES = 25


def height(question: Question, lines: list[Line], measured: str, shown: str = "") -> float:
    """Return how high a question's row must be, with its wide answer `shown`, in points."""
    held = question.held
    label = sum(
        _LINE * _lines(line.text, WIDTHS[Column.LABEL] - 4)
        if line.bold
        else _SMALL_LINE * _lines(line.text, WIDTHS[Column.LABEL] * 1.4)
        for line in lines
    )
    small = (_lines(text or "", WIDTHS[Column.NOTE]) for text in (held.reason, held.note))
    most = max(_lines(measured, WIDTHS[Column.MEASURED_IN]), *small)
    if question.kind in {Kind.NARRATIVE, Kind.REMARK}:
        first, last = (column.place for column in WIDE)
        room = sum(WIDTHS[column] for column in Column if first <= column.place <= last)
        most = max(most, min(max(_lines(shown, room) + 1, _FEWEST_LINES), _MOST_LINES))
    return min(max(label, _LINE * most) + _PADDING, 400.0)


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes in a cell of so many characters."""
    return sum(max(1, ceil(len(line) * 1.1 / room)) for line in text.split("\n"))
