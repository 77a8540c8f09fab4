"""The sheet of words on tasks: what each area says of each task it is asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document.tasks.json import written_area
from ttdt.document.tasks.wording import due_text, late_word, task_status_word, verdict_text
from ttdt.document.wording import bodies_text
from ttdt.output.xlsx.long_table import DataColumn, draw_table
from ttdt.output.xlsx.number_formats import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.compute import Report
    from ttdt.compute.tasks import TaskResult, TasksResult, TaskWord
    from ttdt.output.xlsx.number_formats import Content
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

TABLE = "ttdt_tasks"


class _Line(NamedTuple):
    task: TaskResult
    word: TaskWord


def draw(sheet: Worksheet, report: Report, result: TasksResult) -> None:
    """Fill the sheet; every row says whether it is a sample."""
    draw_table(sheet, TABLE, _columns(sheet.book.lang, report), _lines(result), frozen=3)


def _lines(result: TasksResult) -> Iterator[_Line]:
    for row in result.rows:
        for word in row.words.values():
            yield _Line(row, word)


def _columns(lang: Language, report: Report) -> list[DataColumn[_Line]]:
    plan = report.plan
    sample = lang.gettext("SAMPLE DATA") if report.sample else ""

    def percent(line: _Line) -> Content:
        said = line.word.report
        return None if said is None or said.percent is None else plain(Fraction(said.percent))

    def verdicts(line: _Line) -> str:
        results = line.task.indicators
        return "; ".join(verdict_text(lang, one, one.status_of(line.word.area)) for one in results)

    def said(part: str) -> Callable[[_Line], str | None]:
        return lambda line: getattr(line.word.report, part, None)

    return [
        DataColumn(
            lang.gettext("Clause"), 8, lambda line: line.task.task.clause, name="task_clause"
        ),
        DataColumn(lang.gettext("Task"), 44, lambda line: lang.pick(line.task.task.name)),
        DataColumn(lang.gettext("Unit"), 20, lambda line: plan.areas[line.word.area].name),
        DataColumn(
            lang.gettext("How far it is"),
            13,
            lambda line: task_status_word(lang, line.word.status),
            name="task_status",
        ),
        DataColumn("%", 7, percent),
        DataColumn(
            late_word(lang).capitalize(),
            8,
            lambda line: plain(int(line.word.late)),
            centred=True,
            name="task_late",
        ),
        DataColumn(lang.gettext("Due"), 16, lambda line: due_text(lang, line.task.task)),
        DataColumn(
            lang.gettext("Responsible body"),
            30,
            lambda line: bodies_text(lang, plan, line.task.task.responsible),
        ),
        DataColumn(lang.gettext("Indicator it serves"), 26, verdicts),
        DataColumn(lang.gettext("Reason"), 26, said("reason")),
        DataColumn(lang.gettext("Cause"), 30, said("cause")),
        DataColumn(lang.gettext("Unit's note"), 30, said("note")),
        DataColumn(
            lang.gettext("File"),
            36,
            lambda line: None if line.word.source is None else line.word.source.path,
        ),
        DataColumn(
            lang.gettext("Line"),
            7,
            lambda line: None if line.word.source is None else plain(line.word.source.line),
        ),
        DataColumn(lang.gettext("Task id"), 22, lambda line: line.task.task.id),
        DataColumn(
            lang.gettext("Unit id"),
            18,
            lambda line: written_area(plan, line.word.area),
            name="task_unit",
        ),
        DataColumn(
            lang.gettext("Body ids"),
            18,
            lambda line: " ".join(line.task.task.responsible),
            name="task_bodies",
        ),
        DataColumn(lang.gettext("Sample"), 14, lambda _: sample),
    ]
