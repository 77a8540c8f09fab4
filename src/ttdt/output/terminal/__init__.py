"""A terminal: readable at 80 columns, more to see at 160."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.terminal.document import draw_page
from ttdt.output.terminal.report import render

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> str:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    return draw_page(answer.document(view), view)
