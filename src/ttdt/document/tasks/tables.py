"""The tables of tasks: how many are how far, and what each unit or body says of each."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.document.model import (
    GROUP,
    ROW,
    Cell,
    Column,
    Items,
    Line,
    Medium,
    RowGroup,
    Style,
    Table,
    cell,
)
from ttdt.document.report.unit_names import ListedBy, named
from ttdt.document.tasks.wording import (
    STYLES,
    due_text,
    late_word,
    task_status_word,
    verdict_text,
    why_text,
)
from ttdt.document.wording import bodies_text
from ttdt.plan import OWN_AREA
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute import Report
    from ttdt.compute.tasks import TaskCounts, TaskResult, TasksResult, TaskWord
    from ttdt.document.model import Block, Row
    from ttdt.text.language import Language

_MEDIUM, _WIDE = 120, 150
"""The widths of a terminal from which bodies, and all else, stand beside a task."""
_INDENT = 2


def counts_blocks(
    lang: Language, report: Report, result: TasksResult, *, by_unit: bool = True
) -> Iterator[Block]:
    """Yield how many tasks are how far, and what keeps the bodies' counts from adding up."""
    yield _counts_table(lang, report, result, by_unit=by_unit)
    if any(len(row.task.responsible) > 1 for row in result.rows):
        text = lang.gettext("A task that several bodies answer for is counted at each of them")
        yield Items((text,), Style.QUIET)


def _counts_table(lang: Language, report: Report, result: TasksResult, *, by_unit: bool) -> Table:
    """Return how many tasks are how far: of all, by clause, by responsible body and by unit."""
    statuses = (TaskStatus.DONE, TaskStatus.UNDER_WAY, TaskStatus.NOT_STARTED, TaskStatus.CANCELLED)
    words = (*(task_status_word(lang, one) for one in (*statuses, None)), late_word(lang))
    columns = (
        Column(lang.gettext("Tasks of"), takes_rest=True, screen_title=""),
        Column(lang.gettext("Asked"), right=True, room=8),
        *(Column(_titled(word), right=True, room=8) for word in words),
        Column(lang.gettext("Group"), key=GROUP, medium=Medium.FILE),
    )
    groups = (
        ("", (_counts_row(lang.gettext("Total"), result.counts, Style.STRONG),)),
        (lang.gettext("By clause"), tuple(_by_clause(lang, result))),
        (lang.gettext("By responsible body"), tuple(_by_body(lang, report, result))),
        (lang.gettext("By unit"), tuple(_by_area(lang, report, result)) if by_unit else ()),
    )
    return Table(
        columns,
        tuple(
            RowGroup(title, tuple((*row, cell(title)) for row in rows))
            for title, rows in groups
            if rows
        ),
    )


def _titled(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"


def _counts_row(name: str, counts: TaskCounts, style: Style = Style.PLAIN, indent: int = 0) -> Row:
    numbers = (
        counts.asked,
        counts.done,
        counts.under_way,
        counts.not_started,
        counts.cancelled,
        counts.no_word,
        counts.late,
    )
    return (
        cell(name, style, wraps=True, indent=indent),
        *(cell(str(number), value=number) for number in numbers[:-1]),
        cell(str(counts.late), Style.BAD if counts.late else Style.PLAIN, value=counts.late),
    )


def _by_clause(lang: Language, result: TasksResult) -> Iterator[Row]:
    for section, counts in result.by_section.items():
        yield _counts_row(lang.gettext("Section {section}", section=section), counts)
        clauses = (row.task.clause for row in result.rows if row.task.is_within(section))
        for clause in dict.fromkeys(clauses):
            if clause != section:
                yield _counts_row(clause, result.counts_within(clause), indent=_INDENT)


def _by_body(lang: Language, report: Report, result: TasksResult) -> Iterator[Row]:
    for body, counts in result.by_body.items():
        yield _counts_row(lang.pick(report.plan.bodies[body].name), counts)
    if result.by_body and result.without_body.asked:
        yield _counts_row(lang.gettext("No responsible body named"), result.without_body)


def _by_area(lang: Language, report: Report, result: TasksResult) -> Iterator[Row]:
    """Yield the units that stand side by side, each with all below it, and what bodies report."""
    plan = report.plan
    for area in (OWN_AREA, *report.columns):
        below = () if area == OWN_AREA else (unit.id for unit in plan.descendants(area))
        counts = result.counts_of((area, *below))
        if counts.asked:
            name = plan.distinct_names[area]
            if area == OWN_AREA and plan.of_unit is None:
                name = lang.gettext("{area} (responsible bodies)", area=name)
            yield _counts_row(name, counts)


def words_table(lang: Language, report: Report, rows: Sequence[TaskResult]) -> Table:
    """Return what is said of each task, a row for each area; those without a word share one."""
    columns = (
        Column(lang.gettext("Clause"), room=8, most=8, screen_title=""),
        Column(lang.gettext("Task"), takes_rest=True, key="task", room=40),
        *_due_column(lang, rows),
        Column(lang.gettext("Responsible body"), from_width=_WIDE, under="task", room=20),
        Column(lang.gettext("Unit"), room=20),
        Column(lang.gettext("How far it is"), room=12),
        Column("%", right=True),
        Column(_titled(late_word(lang))),
        Column(lang.gettext("Indicator it serves"), from_width=_WIDE, under=ROW, room=22),
        Column(lang.gettext("Note"), from_width=_WIDE, under=ROW, room=30),
        Column(lang.gettext("Source"), medium=Medium.FILE),
        Column("id", medium=Medium.FILE),
    )
    has_due = _has_due(rows)
    found = tuple(line for row in rows for line in _task_rows(lang, report, row, has_due=has_due))
    return Table.of(columns, found, frozen=2)


def _has_due(rows: Sequence[TaskResult]) -> bool:
    return any(row.task.due is not None for row in rows)


def _due_column(lang: Language, rows: Sequence[TaskResult]) -> list[Column]:
    """Return the column of when tasks are to be done, where the plan says it of any."""
    column = Column(lang.gettext("Due"), from_width=_WIDE, under="task")
    return [column] if _has_due(rows) else []


def _task_rows(lang: Language, report: Report, row: TaskResult, *, has_due: bool) -> Iterator[Row]:
    silent = [area for area, word in row.words.items() if word.status is None]
    spoken = [area for area in row.words if area not in silent]
    for place, areas in enumerate([[area] for area in spoken] + ([silent] if silent else [])):
        word = row.words[areas[0]]
        again = place > 0
        task = row.task
        bodies = bodies_text(lang, report.plan, task.responsible)
        due = cell(due_text(lang, task), Style.QUIET, wraps=True, repeated=again)
        yield (
            cell(task.clause, Style.QUIET, wraps=True, repeated=again),
            cell(lang.pick(task.name), wraps=True, repeated=again),
            *([due] if has_due else []),
            cell(bodies, Style.QUIET, wraps=True, repeated=again),
            cell(_who(lang, report, areas), wraps=True),
            *_word_cells(lang, row, word),
            cell(task.id, Style.QUIET),
        )


def _who(lang: Language, report: Report, areas: Sequence[str]) -> str:
    expected = report.completeness.expected
    if len(areas) == 1:
        return report.plan.distinct_names[areas[0]]
    if set(areas) == set(expected):
        return lang.gettext("all {n} units", n=len(expected))
    return named(lang, report, areas, ListedBy.CSV)


def _word_cells(lang: Language, row: TaskResult, word: TaskWord) -> Row:
    percent = None if word.report is None else word.report.percent
    style = Style.QUIET if word.status is None else STYLES[word.status]
    source = word.source
    return (
        cell(task_status_word(lang, word.status), style, wraps=True),
        Cell()
        if percent is None
        else cell(lang.number(percent.normalize()), value=Fraction(percent)),
        cell(late_word(lang), Style.BAD) if word.late else Cell(),
        verdicts_cell(lang, row, word),
        cell(why_text(word), wraps=True),
        cell("" if source is None else f"{source.path}:{source.line}", Style.QUIET),
    )


def verdicts_cell(lang: Language, row: TaskResult, word: TaskWord) -> Cell:
    """Return the verdicts on the indicators that a task serves, beside a word that there is."""
    if word.status is None:
        return Cell()
    found = [(result, result.areas[word.area].status) for result in row.indicators]
    return Cell(
        tuple(
            Line(verdict_text(lang, result, status), status, wraps=True) for result, status in found
        )
    )


def silent_table(lang: Language, report: Report, rows: Sequence[TaskResult]) -> Table:
    """Return the tasks of which nobody has said a word, with whom they are asked of."""
    columns = (
        Column(lang.gettext("Clause"), room=8, most=8, screen_title=""),
        Column(lang.gettext("Task"), takes_rest=True, key="task", room=40),
        *_due_column(lang, rows),
        Column(lang.gettext("Responsible body"), from_width=_MEDIUM, under="task", room=30),
        Column(lang.gettext("Asked of"), room=24),
        Column("id", medium=Medium.FILE),
    )
    has_due = _has_due(rows)
    found = tuple(
        (
            cell(row.task.clause, Style.QUIET, wraps=True),
            cell(lang.pick(row.task.name), wraps=True),
            *([cell(due_text(lang, row.task), wraps=True)] if has_due else []),
            cell(bodies_text(lang, report.plan, row.task.responsible), Style.QUIET, wraps=True),
            cell(_who(lang, report, tuple(row.words)), wraps=True),
            cell(row.task.id, Style.QUIET),
        )
        for row in rows
    )
    return Table.of(columns, found, frozen=2)
