"""Whether a row of a form still says what is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.excel.cells import holds_number, holds_percent
from ttdt.excel.limits import fit, holds_text, same_words
from ttdt.forms.choices import status_of
from ttdt.forms.form import QuestionKind

if TYPE_CHECKING:
    from ttdt.forms.filled_form import FilledRow
    from ttdt.forms.form import Question


def is_untouched(question: Question, entry: FilledRow) -> bool:
    """Return whether a row says of the whole question what is on file."""
    held = question.on_file
    match question.kind:
        case QuestionKind.STATUS:
            return entry.value is not None and status_of(str(entry.value)) == held.value
        case QuestionKind.SUBMITTED | QuestionKind.AS_OF:
            return entry.value == held.value
        case QuestionKind.SOURCE | QuestionKind.REMARK:
            return holds_text(entry.value, held.value)
        case QuestionKind.POPULATION:
            return entry.state is None and holds_number(entry.value, held.value)
        case _:
            beside = holds_text(entry.note, held.note) and holds_text(entry.cause, held.cause)
            return beside and holds_figure(question, entry)


def holds_figure(question: Question, entry: FilledRow) -> bool:
    """Return whether a row says the figure that is on file, or why there is none."""
    held = question.on_file
    if question.kind is QuestionKind.NARRATIVE:
        says_it = holds_text(entry.value, held.value)
    else:
        says_it = holds_number(entry.value, held.value)
    return (
        says_it
        and holds_percent(entry.percent, held.percent)
        and entry.state is held.state
        and same_words(None if held.reason is None else fit(held.reason), entry.reason)
    )
