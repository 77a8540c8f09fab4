"""The page's sections on money and on tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute import Status
from ttdt.document.funding.table import RATE, By, money_lines
from ttdt.document.funding.wording import rate_text
from ttdt.document.model import Column, Heading, Medium, Notes, Packed, Table
from ttdt.document.report.programme import (
    money_section,
    task_section,
    tasks_of_unit,
    unit_money_and_tasks,
)
from ttdt.document.report.sections import worded
from ttdt.document.tasks.tables import words_table
from ttdt.document.tasks.wording import late_word, task_status_word
from ttdt.output.html.charts import ShareChart
from ttdt.output.html.document import PageBlock, PageCell, page_blocks, page_row
from ttdt.output.html.money_heat import MoneyHeat, money_heat
from ttdt.output.html.style import slug
from ttdt.output.html.tiles import Count, Counted, tile_beside, tiles
from ttdt.output.svg.bullets import share_bullet
from ttdt.submission.model import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, FundingRow
    from ttdt.compute.tasks import TasksResult
    from ttdt.document.model import Block
    from ttdt.text.language import Language

_BELOW_SECTION, _BELOW_UNIT = 3, 4
"""The levels of headings within a section, and within what is said of a unit."""
_MOST_WORDS = 1000
"""With more words of areas on tasks than this, a page would be slow to open."""

_TASK_TINTS: Mapping[TaskStatus, Status] = {
    TaskStatus.DONE: Status.MET,
    TaskStatus.UNDER_WAY: Status.ON_TRACK,
    TaskStatus.NOT_STARTED: Status.BEHIND,
    TaskStatus.CANCELLED: Status.NOT_APPLICABLE,
}
"""The verdicts whose tints the tiles of tasks have."""


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """What the page says of money."""

    title: str
    blocks: tuple[PageBlock, ...]
    has_target: bool
    heat: MoneyHeat | None
    """None where nothing is known of any unit."""


@dataclass(frozen=True, slots=True)
class TasksPart:
    """What the page says of tasks."""

    title: str
    counts: tuple[Count, ...]
    blocks: tuple[PageBlock, ...]
    words: PageBlock | None
    """What is said of each task; None where nothing is, or too much for a page."""
    hint: str
    """Where that can be read, if not here."""


def money_part(
    lang: Language, report: Report, texts: tuple[str, ...] | None = None
) -> MoneyPart | None:
    """Return what there is to say of the whole's money, below the office's words on it.

    None where the plan has none and the office says nothing, or leaves it out.
    """
    if report.by_selection:
        return None
    found = list(worded(money_section(lang, report), lang.gettext("Money"), texts))
    if not found:
        return None
    title, said = _section(found)
    result = report.funding
    if result is None:
        return MoneyPart(title, tuple(_drawn(lang, said)), has_target=False, heat=None)
    blocks: list[PageBlock] = []
    for block in said:
        if isinstance(block, Table):
            blocks.append(_money_table(lang, report, result, block))
        else:
            blocks += _drawn(lang, [block])
    is_known = result.row().money is not None
    has_target = is_known and result.funding.rate.target is not None
    heat = money_heat(lang, report, result) if is_known else None
    return MoneyPart(title, tuple(blocks), has_target, heat)


def tasks_part(
    lang: Language, report: Report, texts: tuple[str, ...] | None = None
) -> TasksPart | None:
    """Return what there is to say of tasks, below the office's words on them.

    None where the plan has none and the office says nothing, or leaves them out.
    """
    if report.by_selection:
        return None
    found = list(worded(task_section(lang, report), lang.gettext("Tasks"), texts))
    if not found:
        return None
    title, said = _section(found)
    result = report.tasks
    if result is None or not any(
        isinstance(block, Table) for block in said
    ):  # Nobody has said a word.
        return TasksPart(title, (), tuple(_drawn(lang, said)), None, "")
    # The tiles say in numbers what the packed words do.
    rest = [block for block in said if not isinstance(block, Packed)]
    words, hint = _task_words(lang, report, result), ""
    if words is None:
        hint = lang.gettext("What is said of each task: ttdt tasks has it")
    counts = tuple(_task_tiles(lang, result))
    caption = lang.gettext("How far tasks are")
    return TasksPart(title, counts, tuple(_drawn(lang, rest, caption)), words, hint)


def unit_blocks(lang: Language, report: Report, unit: str) -> Iterator[PageBlock]:
    """Yield a unit's money by project, and how many of its tasks are how far."""
    units = lang.gettext("Units")
    for title, blocks in unit_money_and_tasks(lang, report, unit):
        yield PageBlock("heading", (title,), level=_BELOW_UNIT)
        for block in blocks:
            drawn = block.for_reader(units) if isinstance(block, Table) else block
            yield from page_blocks(lang, drawn, title)


def unit_task_words(lang: Language, report: Report, unit: str) -> PageBlock | None:
    """Return what a unit says of each task; None where that is nothing, or too much for a page."""
    found = tasks_of_unit(report, unit)
    return None if found is None else _task_words(lang, report, found)


def _task_words(lang: Language, report: Report, result: TasksResult) -> PageBlock | None:
    spoken = [row for row in result.rows if row.counts.no_word < row.counts.asked]
    if not spoken or result.counts.asked > _MOST_WORDS:
        return None
    name = lang.gettext("What is said of each task")
    (words,) = page_blocks(lang, words_table(lang, report, spoken), name)
    return words


def _section(blocks: Iterable[Block]) -> tuple[str, list[Block]]:
    """Return the heading of a section, and what stands below it."""
    heading, *rest = blocks
    return heading.text if isinstance(heading, Heading) else "", rest


def _drawn(lang: Language, blocks: Iterable[Block], caption: str = "") -> Iterator[PageBlock]:
    """Yield what stands below the heading of a section; a table before others has a caption."""
    for block in blocks:
        if isinstance(block, Heading | Notes):
            caption = block.text if isinstance(block, Heading) else block.title
            yield PageBlock("heading", (caption,), level=_BELOW_SECTION)
        yield from page_blocks(lang, block, caption)


def _money_table(lang: Language, report: Report, result: FundingResult, table: Table) -> PageBlock:
    """Return the table of money without columns that are empty, a chart beside each share."""
    lines = money_lines(lang, report, result, By.PROJECT)
    shown = [
        place
        for place, column in enumerate(table.columns)
        if column.medium is Medium.ANY and any(row[place].text for row in table.rows)
    ]
    columns = [table.columns[place] for place in shown]
    beside = [column.key for column in columns].index(RATE) + 1
    columns.insert(beside, Column(lang.gettext("Share disbursed")))
    rows = []
    for line, row in zip(lines, table.rows, strict=True):
        drawn = page_row(tuple(row[place] for place in shown))
        cells = list(drawn.cells)
        cells.insert(beside, _chart_cell(lang, result, line.row))
        rows.append(drawn._replace(cells=tuple(cells)))
    caption = lang.gettext("Money by project")
    shown_table = Table(tuple(columns), (), table.frozen)
    return PageBlock("table", (caption,), table=shown_table, groups=(("", tuple(rows)),))


def _chart_cell(lang: Language, result: FundingResult, row: FundingRow) -> PageCell:
    share = None if row.money is None else row.money.rate
    if share is None:
        return PageCell((), "", is_head=False, css="draw")
    known = (
        (lang.gettext("Actual"), share),
        (lang.gettext("Target"), row.goal),
        (lang.gettext("Expected now"), row.expected),
    )
    text = "; ".join(
        f"{name}: {rate_text(lang, result.funding, number, row.goal)}"
        for name, number in known
        if number is not None
    )
    bullet = share_bullet(share, result.funding.rate.target, row.goal, row.expected)
    chart = ShareChart(bullet, slug(row.status), text)
    return PageCell((), "", is_head=False, css="draw", chart=chart)


def _task_tiles(lang: Language, result: TasksResult) -> Iterator[Count]:
    """Yield the tiles of how many tasks are how far; beside them the late ones, and all."""
    counts = result.counts
    numbers = {
        TaskStatus.DONE: counts.done,
        TaskStatus.UNDER_WAY: counts.under_way,
        TaskStatus.NOT_STARTED: counts.not_started,
        TaskStatus.CANCELLED: counts.cancelled,
    }
    found = [
        Counted(slug(_TASK_TINTS[status]), "", task_status_word(lang, status), n)
        for status, n in numbers.items()
    ]
    found.append(Counted(slug(Status.NO_DATA), "", task_status_word(lang, None), counts.no_word))
    yield from tiles(lang, found, counts.asked)
    yield tile_beside(lang, Counted(slug(Status.NOT_MET), "", late_word(lang), counts.late))
    yield tile_beside(lang, Counted("sent", "", lang.gettext("reports asked for"), counts.asked))
