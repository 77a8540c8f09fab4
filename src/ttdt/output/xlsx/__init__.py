"""Documents as workbooks of Excel: real numbers, and of the report formulas that check them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.xlsx.document import write_workbook
from ttdt.output.xlsx.report import write_report

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> bytes:
    """Return an answer as a file; the same answer gives the same bytes."""
    if isinstance(answer, ReportAnswer):
        return write_report(answer, view.language)
    return write_workbook(answer.document(view), view.language)
