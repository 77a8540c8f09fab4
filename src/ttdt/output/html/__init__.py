"""Documents as pages that need no network; the report also as a fragment for a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.html.document import write_page
from ttdt.output.html.report import write_fragment, write_report

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> str:
    """Return an answer as one file, or the report as one element that goes into another page."""
    if not isinstance(answer, ReportAnswer):
        return write_page(answer.document(view), view.language)
    if answer.fragment:
        return write_fragment(answer, view.language)
    return write_report(answer, view.language)
