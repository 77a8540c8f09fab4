"""Documents for Word; the report is a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report.document import ReportAnswer
from ttdt.output.docx.document import write_document
from ttdt.output.docx.report import write_letter

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> bytes:
    """Return an answer as a file; the same answer gives the same bytes."""
    if isinstance(answer, ReportAnswer):
        return write_letter(answer, view.language)
    return write_document(answer.document(view), view.language)
