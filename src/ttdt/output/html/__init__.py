"""The report as one HTML file that needs no network, or as a fragment for a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.html.templating import fill

if TYPE_CHECKING:
    from ttdt.compute import Report
    from ttdt.document.answer import Answer
    from ttdt.document.answer import View as AnswerView
    from ttdt.output import View


def render(report: Report, view: View) -> str:
    """Return a whole page, or with `view.fragment` one element that goes into another page."""
    if view.fragment:
        from ttdt.output.html.report import fragment

        return fill("report_fragment.html.j2", fragment(report, view))
    from ttdt.output.html.report import page

    return fill("report.html.j2", page(report, view))


def lower(answer: Answer, view: AnswerView) -> str:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    raise NotImplementedError(answer)
