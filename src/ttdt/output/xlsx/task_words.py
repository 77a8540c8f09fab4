"""The sheet of words on tasks: what each area says of each task it is asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.document.tasks.json import written_area
from ttdt.document.tasks.wording import due_text, late_word, task_status_word, verdict_text
from ttdt.document.wording import bodies_text
from ttdt.output.xlsx.long_table import DataColumn, draw_table
from ttdt.output.xlsx.number_formats import plain
from ttdt.submission.model import TaskReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.tasks import TasksResult, TaskWord
    from ttdt.output.xlsx.number_formats import Content
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Task
    from ttdt.text.language import Language

TABLE = "ttdt_tasks"


class _Line(NamedTuple):
    """A task, one of the words on it, and what that says besides."""

    task: Task
    indicators: tuple[IndicatorResult, ...]
    word: TaskWord
    said: TaskReport


_Column: TypeAlias = DataColumn[_Line]
_NOTHING_SAID = TaskReport()


def draw(sheet: Worksheet, report: Report, result: TasksResult) -> None:
    """Fill the sheet; every row says whether it is a sample."""
    draw_table(sheet, TABLE, _columns(sheet.book.lang, report), _lines(result), frozen=3)


def _lines(result: TasksResult) -> Iterator[_Line]:
    for row in result.rows:
        for word in row.words.values():
            yield _Line(row.task, row.indicators, word, word.report or _NOTHING_SAID)


def _columns(lang: Language, report: Report) -> list[_Column]:
    plan = report.plan
    sample = lang.gettext("SAMPLE DATA") if report.sample else ""

    def status(row: _Line) -> str:
        return task_status_word(lang, row.word.status)

    def percent(row: _Line) -> Content:
        return None if row.said.percent is None else plain(Fraction(row.said.percent))

    def late(row: _Line) -> Content:
        return plain(int(row.word.late))

    def bodies(row: _Line) -> str:
        return bodies_text(lang, plan, row.task.responsible)

    def verdicts(row: _Line) -> str:
        """Return the verdicts beside a word that there is."""
        if row.word.status is None:
            return ""
        area = row.word.area
        return "; ".join(verdict_text(lang, one, one.status_of(area)) for one in row.indicators)

    def path(row: _Line) -> str | None:
        return None if row.word.source is None else row.word.source.path

    def line(row: _Line) -> Content:
        return None if row.word.source is None else plain(row.word.source.line)

    return [
        DataColumn(lang.gettext("Clause"), 8, lambda row: row.task.clause, name="task_clause"),
        DataColumn(lang.gettext("Task"), 44, lambda row: lang.pick(row.task.name)),
        DataColumn(lang.gettext("Unit"), 20, lambda row: plan.areas[row.word.area].name),
        DataColumn(lang.gettext("How far it is"), 13, status, name="task_status"),
        DataColumn("%", 7, percent),
        DataColumn(late_word(lang).capitalize(), 8, late, centred=True, name="task_late"),
        DataColumn(lang.gettext("Due"), 16, lambda row: due_text(lang, row.task)),
        DataColumn(lang.gettext("Responsible body"), 30, bodies),
        DataColumn(lang.gettext("Indicator it serves"), 26, verdicts),
        DataColumn(lang.gettext("Reason"), 26, lambda row: row.said.reason),
        DataColumn(lang.gettext("Cause"), 30, lambda row: row.said.cause),
        DataColumn(lang.gettext("Unit's note"), 30, lambda row: row.said.note),
        DataColumn(lang.gettext("File"), 36, path),
        DataColumn(lang.gettext("Line"), 7, line),
        DataColumn(lang.gettext("Task id"), 22, lambda row: row.task.id),
        DataColumn(
            lang.gettext("Unit id"),
            18,
            lambda row: written_area(plan, row.word.area),
            name="task_unit",
        ),
        DataColumn(
            lang.gettext("Body ids"),
            18,
            lambda row: " ".join(row.task.responsible),
            name="task_bodies",
        ),
        DataColumn(lang.gettext("Sample"), 14, lambda _: sample),
    ]
