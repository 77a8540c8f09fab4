"""What a task's row rests on: each word with its line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.document import targets
from ttdt.document.explain.figures import place_cells, place_columns, without_empty
from ttdt.document.model import Column, Heading, Items, Paragraph, Style, Table, cell
from ttdt.document.report.errors import findings_said, left_out_title
from ttdt.document.tasks.tables import verdicts_cell
from ttdt.document.tasks.wording import (
    STYLES,
    due_text,
    late_word,
    task_status_word,
    why_text,
)
from ttdt.document.wording import bodies_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.explain import TaskExplanation
    from ttdt.document.model import Block, Row
    from ttdt.text.language import Language


def task_blocks(lang: Language, explanation: TaskExplanation) -> Iterator[Block]:
    """Yield what the plan says of a task, and what each area that is asked for it says."""
    row, plan = explanation.row, explanation.report.plan
    task = row.task
    yield Heading(f"{task.clause} {lang.pick(task.name)} [{task.id}]", 1)
    said = (
        (lang.gettext("Clause"), task.clause),
        (lang.gettext("Wording"), targets.picked(lang, task.text)),
        (lang.gettext("Our reading"), targets.picked(lang, task.reading)),
        (lang.gettext("Responsible body"), bodies_text(lang, plan, task.responsible)),
        (lang.gettext("Due"), due_text(lang, task)),
    )
    yield Heading(lang.gettext("What the plan says"))
    yield Table.of(
        (Column("", room=18), Column("", takes_rest=True)),
        tuple(
            (cell(label, Style.QUIET, wraps=True), cell(text, wraps=True))
            for label, text in said
            if text
        ),
    )
    yield Heading(lang.gettext("What is said of it"))
    counts = row.counts
    known = counts.asked - counts.no_word
    yield Paragraph(
        lang.gettext("Reported: {n} of {total} asked for it", n=known, total=counts.asked)
    )
    yield _words(lang, explanation)
    if explanation.findings:
        yield Heading(left_out_title(lang))
        yield Items(findings_said(lang, explanation.findings))


def _words(lang: Language, explanation: TaskExplanation) -> Table:
    columns = [
        Column(lang.gettext("Unit"), room=16),
        Column(lang.gettext("How far it is"), room=12),
        Column("%", right=True),
        Column(late_word(lang).capitalize()),
        Column(lang.gettext("Indicator it serves"), room=18),
        Column(lang.gettext("Note"), takes_rest=True),
        *place_columns(lang),
    ]
    return without_empty(columns, list(_rows(lang, explanation)))


def _rows(lang: Language, explanation: TaskExplanation) -> Iterator[Row]:
    row, plan = explanation.row, explanation.report.plan
    for area, word in row.words.items():
        percent = None if word.report is None else word.report.percent
        place = word.source
        yield (
            cell(plan.distinct_names[area], wraps=True),
            cell(
                task_status_word(lang, word.status),
                Style.QUIET if word.status is None else STYLES[word.status],
                wraps=True,
            ),
            cell(
                "" if percent is None else lang.number(percent.normalize()),
                value=None if percent is None else Fraction(percent),
            ),
            cell(late_word(lang) if word.late else "", Style.BAD),
            verdicts_cell(lang, row, word),
            cell(why_text(word), wraps=True),
            *place_cells(lang, place, None if place is None else explanation.change_at(place)),
        )
