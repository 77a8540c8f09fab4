"""The report as a workbook of Excel: real numbers, and a sheet of formulas that checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.xlsx.report import render

if TYPE_CHECKING:
    from ttdt.document.answer import Answer
    from ttdt.document.answer import View as AnswerView

__all__ = ["lower", "render"]


def lower(answer: Answer, view: AnswerView) -> bytes:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    raise NotImplementedError(answer)
