"""The sheet of a form for tasks: how far each is, by a choice of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.tasks.wording import task_status_word
from ttdt.forms import styles
from ttdt.forms.labels import lines_in
from ttdt.forms.programme import TASK_INPUTS, TaskColumn, id_of_task
from ttdt.forms.programme_reconciling import cause_shown
from ttdt.forms.programme_sheet import FIRST_ROW, ProgrammeSheet, SheetColumn
from ttdt.forms.validation import task_percent_rule, task_status_rule
from ttdt.submission.model import TaskReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.forms.programme import TaskQuestion

_WIDTHS = {
    TaskColumn.CLAUSE: 8, TaskColumn.LABEL: 60, TaskColumn.DUE: 14, TaskColumn.LAST: 22,
    TaskColumn.STATUS: 18, TaskColumn.PERCENT: 9, TaskColumn.CAUSE: 32, TaskColumn.NOTE: 32,
}  # fmt: skip
_LINE = 15.0


class TaskSheet(ProgrammeSheet):
    """Each task has a row; those of bodies stand below the names of the bodies."""

    def write(self) -> None:
        """Fill the sheet."""
        self._frame()
        row = FIRST_ROW
        bodies: tuple[str, ...] = ()
        for question in _by_body(self.form.tasks.values()):
            if not question.task.units and question.task.responsible != bodies:
                bodies = question.task.responsible
                row = self._heading(row, bodies)
            self._task(row, question)
            row += 1
        status, percent = TaskColumn.STATUS.place, TaskColumn.PERCENT.place
        rule = task_status_rule(self.lang)
        self.raw.data_validation(FIRST_ROW, status, row - 1, status, rule)
        rule = task_percent_rule(self.lang)
        self.raw.data_validation(FIRST_ROW, percent, row - 1, percent, rule)
        self.raw.freeze_panes(FIRST_ROW, TaskColumn.DUE.place)

    def _frame(self) -> None:
        gettext = self.lang.gettext
        heading = gettext(
            "Tasks of {unit}, {period}", unit=self.form.area.name, period=self.form.period.label
        )
        about = gettext(
            "State on {end}. Choose how far each task is; an empty cell is no word on the task.",
            end=self.form.period.end,
        )
        titles = {
            TaskColumn.CLAUSE: gettext("Clause"),
            TaskColumn.LABEL: gettext("Task"),
            TaskColumn.DUE: gettext("Due"),
            TaskColumn.LAST: gettext("Last time (period)"),
            TaskColumn.STATUS: gettext("HOW FAR: choose"),
            TaskColumn.PERCENT: gettext("Done (%)"),
            TaskColumn.CAUSE: gettext("Cause of delay, or reason for cancelling"),
            TaskColumn.NOTE: gettext("Note"),
        }
        columns = [
            SheetColumn(one, titles.get(one), _WIDTHS.get(one, 4), one in TASK_INPUTS)
            for one in TaskColumn
        ]
        self.frame(heading, about, columns)

    def _heading(self, row: int, bodies: tuple[str, ...]) -> int:
        names = "; ".join(self.lang.pick(self.form.plan.bodies[body].name) for body in bodies)
        for column in TaskColumn:
            if column is not TaskColumn.ID:
                self.text(row, column.place, None, styles.SECTION)
        self.text(row, TaskColumn.CLAUSE.place, names, styles.SECTION)
        return row + 1

    def _task(self, row: int, question: TaskQuestion) -> None:
        raw, task, lang = self.raw, question.task, self.lang
        shown = question.shown or TaskReport()
        raw.write_string(row, TaskColumn.ID.place, id_of_task(task.id), self.style(styles.HIDDEN))
        name = lang.pick(task.name)
        self.text(row, TaskColumn.CLAUSE.place, task.clause, styles.CENTRED)
        self.text(row, TaskColumn.LABEL.place, name, styles.LABEL)
        due = "" if task.due is None else lang.translate(task.due.label)
        self.text(row, TaskColumn.DUE.place, due, styles.CENTRED)
        self.text(row, TaskColumn.LAST.place, self._last(question), styles.CENTRED)
        status = "" if shown.status is None else task_status_word(lang, shown.status)
        self.text(row, TaskColumn.STATUS.place, status, styles.INPUT_CHOICE)
        style = self.style(styles.INPUT_PERCENT)
        if shown.percent is None:
            raw.write_blank(row, TaskColumn.PERCENT.place, None, style)
        else:
            raw.write_number(row, TaskColumn.PERCENT.place, float(shown.percent) / 100, style)
        self.text(row, TaskColumn.CAUSE.place, cause_shown(shown), styles.INPUT_SMALL)
        self.text(row, TaskColumn.NOTE.place, shown.note, styles.INPUT_SMALL)
        texts = ((name, TaskColumn.LABEL), (cause_shown(shown) or "", TaskColumn.CAUSE),
                 (shown.note or "", TaskColumn.NOTE))  # fmt: skip
        lines = max(lines_in(text, _WIDTHS[column]) for text, column in texts)
        raw.set_row(row, min(_LINE * lines + 6, 400))

    def _last(self, question: TaskQuestion) -> str:
        last = question.last
        if last is None or last.report.status is None:
            return ""
        percent = last.report.percent
        more = "" if percent is None else f", {self.lang.number(percent)} %"
        word = task_status_word(self.lang, last.report.status)
        return f"{word}{more} ({last.period.part or last.period.year})"


def _by_body(questions: Iterable[TaskQuestion]) -> list[TaskQuestion]:
    """Return tasks in their order, those of the same bodies together."""
    bodies: dict[tuple[str, ...], list[TaskQuestion]] = {}
    for question in questions:
        task = question.task
        bodies.setdefault(() if task.units else task.responsible, []).append(question)
    return [question for found in bodies.values() for question in found]
