"""How wide a form's columns are and how high its rows: not every program finds out by itself."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ttdt.forms.columns import WIDE, FormColumn
from ttdt.forms.form import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.forms.form import Question
    from ttdt.forms.labels import QuestionLabel

WIDTHS: Mapping[FormColumn, float] = {
    FormColumn.ID: 4, FormColumn.CLAUSE: 6, FormColumn.LABEL: 52, FormColumn.MEASURED_IN: 12,
    FormColumn.TARGET: 12, FormColumn.LAST: 15, FormColumn.VALUE: 13, FormColumn.PERCENT: 10,
    FormColumn.RESULT: 11, FormColumn.VERDICT: 13,
    FormColumn.STATE: 15, FormColumn.REASON: 24, FormColumn.NOTE: 24, FormColumn.EXACT: 8,
}  # fmt: skip

_LINE = 15.0
"""The height of a line, in points."""
_SMALL_LINE = 12.0
_PADDING = 4.0
_FEWEST_LINES = 4
_MOST_LINES = 25


def height(question: Question, lines: list[QuestionLabel], measured: str, shown: str = "") -> float:
    """Return how high a question's row must be, with its wide answer `shown`, in points."""
    held = question.held
    label = sum(
        _LINE * _lines(line.text, WIDTHS[FormColumn.LABEL] - 4)
        if line.bold
        else _SMALL_LINE * _lines(line.text, WIDTHS[FormColumn.LABEL] * 1.4)
        for line in lines
    )
    small = (_lines(text or "", WIDTHS[FormColumn.NOTE]) for text in (held.reason, held.note))
    most = max(_lines(measured, WIDTHS[FormColumn.MEASURED_IN]), *small)
    if question.kind in {QuestionKind.NARRATIVE, QuestionKind.REMARK}:
        first, last = (column.place for column in WIDE)
        room = sum(WIDTHS[column] for column in FormColumn if first <= column.place <= last)
        most = max(most, min(max(_lines(shown, room) + 1, _FEWEST_LINES), _MOST_LINES))
    return min(max(label, _LINE * most) + _PADDING, 400.0)


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes in a cell of so many characters."""
    return sum(max(1, ceil(len(line) * 1.1 / room)) for line in text.split("\n"))
