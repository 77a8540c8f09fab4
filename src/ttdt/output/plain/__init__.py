"""Plain text for files and pipes: every row on one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.plain.document import write_page
from ttdt.output.plain.report import render

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> str:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    return write_page(answer.document(replace(view, width=None)))
