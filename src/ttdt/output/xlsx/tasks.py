"""The sheet of tasks: how many are how far, counted by formulas from the sheet of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from ttdt.document.report.unit_names import FEW
from ttdt.document.tasks.json import written_area
from ttdt.document.tasks.wording import counts_said, late_word, task_status_word
from ttdt.output.xlsx.number_formats import plain
from ttdt.output.xlsx.workbook import ColumnHead, SheetCell
from ttdt.plan import OWN_AREA
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.tasks import TaskCounts, TasksResult
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

MOST_WORDS = 200_000
"""Of more words than this there is no sheet, which no program would filter any more."""

_STATUSES = (
    TaskStatus.DONE, TaskStatus.UNDER_WAY, TaskStatus.NOT_STARTED, TaskStatus.CANCELLED, None,
)  # fmt: skip
_ASKED, _FIRST_STATUS = 2, 3
_LATE = _FIRST_STATUS + len(_STATUSES)
_KEY = _LATE + 1
"""The column of ids, by which formulas pick the words they count."""


class _Line(NamedTuple):
    """Some of the words, and which of them a formula takes."""

    group: str
    name: str
    counts: TaskCounts
    key: str = ""
    condition: str | None = None
    """Of an array of words, `{key}` in the place of the cell with the key; None where no formula
    can pick them."""
    indent: int = 0


_OF_CLAUSE = '(LEFT(ttdt_task_clause&".",LEN({key})+1)={key}&".")'
_OF_BODY = 'ISNUMBER(FIND(" "&{key}&" "," "&ttdt_task_bodies&" "))'
_OF_NO_BODY = '(ttdt_task_bodies="")'
_OF_UNIT = "(ttdt_task_unit={key})"
_OF_ALL = '(ttdt_task_status<>"")'


def draw(
    sheet: Worksheet, title: str, report: Report, result: TasksResult, *, has_words: bool
) -> None:
    """Fill the sheet, with formulas where there is a sheet of the words that they count.

    Where nobody has said a word, that alone stands there. The ids are not printed.
    """
    lang = sheet.book.lang
    columns = [
        ColumnHead(lang.gettext("Tasks of"), 44),
        ColumnHead(lang.gettext("Group"), 22),
        ColumnHead(lang.gettext("Asked"), 10),
        *(ColumnHead(task_status_word(lang, one), 11) for one in _STATUSES),
        ColumnHead(late_word(lang), 9),
        ColumnHead("id", 18),
    ]
    widths = [column.width for column in columns[:-1]]
    top = sheet.title(title, widths)
    sheet.across(top, widths, "  ".join(counts_said(lang, result)))
    if result.counts.no_word == result.counts.asked:
        return
    head = top + 1
    sheet.head(head, columns, frozen=1)
    row = head
    for row, line in enumerate(_lines(lang, report, result), head + 1):
        _write(sheet, head, row, line, has_words=has_words)
    sheet.raw.autofilter(head, 0, row, _LATE)
    sheet.print_up_to(row, _LATE)


def _write(sheet: Worksheet, head: int, row: int, line: _Line, *, has_words: bool) -> None:
    is_whole = not line.group
    sheet.put(row, 0, SheetCell(line.name, bold=is_whole, indent=line.indent))
    sheet.put(row, 1, SheetCell(line.group))
    sheet.put(row, _KEY, SheetCell(line.key))
    counts = line.counts
    numbers = (
        counts.asked,
        counts.done,
        counts.under_way,
        counts.not_started,
        counts.cancelled,
        counts.no_word,
        counts.late,
    )
    for column, number in enumerate(numbers, _ASKED):
        cell = SheetCell(plain(number), bold=is_whole, centred=True)
        if line.condition is None or not has_words:
            sheet.put(row, column, cell)
            continue
        taken = line.condition.format(key=xl_rowcol_to_cell(row, _KEY, col_abs=True))
        counted = f"(ttdt_task_status={xl_rowcol_to_cell(head, column, row_abs=True)})"
        if column == _ASKED:
            counted = "1"
        elif column == _LATE:
            counted = "ttdt_task_late"
        sheet.formula(row, column, f"=SUMPRODUCT({taken}*{counted})", cell)


def _lines(lang: Language, report: Report, result: TasksResult) -> Iterator[_Line]:
    yield _Line("", lang.gettext("Total"), result.counts, condition=_OF_ALL)
    group = lang.gettext("By clause")
    for section, counts in result.by_section.items():
        name = lang.gettext("Section {section}", section=section)
        yield _Line(group, name, counts, section, _OF_CLAUSE)
        clauses = (row.task.clause for row in result.rows if row.task.is_within(section))
        for clause in dict.fromkeys(clauses):
            if clause != section:
                found = result.counts_within(clause)
                yield _Line(group, clause, found, clause, _OF_CLAUSE, indent=1)
    group = lang.gettext("By responsible body")
    for body, counts in result.by_body.items():
        yield _Line(group, lang.pick(report.plan.bodies[body].name), counts, body, _OF_BODY)
    if result.by_body and result.without_body.asked:
        name = lang.gettext("No responsible body named")
        yield _Line(group, name, result.without_body, condition=_OF_NO_BODY)
    if len(report.columns) <= FEW:
        yield from _by_unit(lang, report, result)


def _by_unit(lang: Language, report: Report, result: TasksResult) -> Iterator[_Line]:
    """Yield the units that stand side by side, each with all below it, and what bodies report."""
    plan, group = report.plan, lang.gettext("By unit")
    for area in (OWN_AREA, *report.columns):
        below = () if area == OWN_AREA else tuple(unit.id for unit in plan.descendants(area))
        counts = result.counts_of((area, *below))
        if counts.asked:
            name = plan.distinct_names[area]
            if area == OWN_AREA and plan.of_unit is None:
                name = lang.gettext("{area} (responsible bodies)", area=name)
            condition = None if below else _OF_UNIT
            yield _Line(group, name, counts, written_area(plan, area), condition)
