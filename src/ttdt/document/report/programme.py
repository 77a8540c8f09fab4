"""What a report says of money and of tasks, between the results and what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.funding.document import money_blocks
from ttdt.document.funding.notes import denominator, summary
from ttdt.document.funding.table import By, known_unit_lines, money_table
from ttdt.document.model import Heading, Packed, Paragraph, Style
from ttdt.document.report.unit_names import FEW
from ttdt.document.tasks.notes import done_but_behind
from ttdt.document.tasks.tables import counts_blocks, words_table
from ttdt.document.tasks.wording import counts_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.tasks import TasksResult
    from ttdt.document.model import Block
    from ttdt.text.language import Language


def money_section(lang: Language, report: Report, *, signs: bool = True) -> Iterator[Block]:
    """Yield what there is to say of money; nothing where the plan has none.

    Without `signs` it says nothing of those that stand on a screen alone. Where nobody has said
    anything yet, that alone stands there.
    """
    result = report.funding
    if result is None:
        return
    yield Heading(lang.gettext("Disbursement of money"))
    if result.row().money is None:
        yield Paragraph(summary(lang, report, result))
    else:
        yield from money_blocks(lang, report, result, signs=signs)


def unit_programme(lang: Language, report: Report, unit: str) -> Iterator[Block]:
    """Yield what a unit's money and tasks come to, and where all of them are told."""
    told = []
    if report.funding is not None:
        yield Paragraph(summary(lang, report, report.funding, unit))
        told.append("ttdt funding --by unit")
    found = tasks_of_unit(report, unit)
    if found is not None:
        yield Packed(counts_said(lang, found))
        told.append(f"ttdt tasks --unit {unit}")
    if told:
        commands = ", ".join(told)
        yield Paragraph(
            lang.gettext("Money and tasks in full: {commands}", commands=commands), Style.QUIET
        )


def tasks_of_unit(report: Report, unit: str) -> TasksResult | None:
    """Return the tasks that a unit and all below it are asked for; None where there are none."""
    if report.tasks is None:
        return None
    found = report.tasks.of((unit, *(area.id for area in report.plan.descendants(unit))))
    return found if found.rows else None


def unit_money_and_tasks(
    lang: Language, report: Report, unit: str
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield a unit's money by project and its tasks, each with a title, where it has any."""
    result = report.funding
    if result is not None and result.row(unit).coverage.applicable:
        blocks: list[Block] = [Paragraph(summary(lang, report, result, unit))]
        if result.row(unit).money is not None:
            lines = known_unit_lines(lang, result, unit)
            blocks += [
                Paragraph(denominator(lang, result), Style.QUIET),
                money_table(lang, result.funding, lines, By.PROJECT),
            ]
        yield lang.gettext("Disbursement of money"), tuple(blocks)
    found = tasks_of_unit(report, unit)
    if found is not None:
        yield lang.gettext("Tasks"), (Packed(counts_said(lang, found)),)


def task_section(lang: Language, report: Report) -> Iterator[Block]:
    """Yield how many tasks are how far and which are late; nothing where the plan has none.

    What is said of each task is for `ttdt tasks` to tell.
    """
    result = report.tasks
    if result is None:
        return
    yield Heading(lang.gettext("Tasks"))
    yield Packed(counts_said(lang, result))
    if result.counts.no_word == result.counts.asked:
        return
    # Of many units a report would be longer than anyone reads; `ttdt tasks` has a row for each.
    yield from counts_blocks(lang, report, result, by_unit=len(report.columns) <= FEW)
    late = result.of(late=True).rows
    if late:
        yield Heading(lang.gettext("Late tasks"), 3)
        yield words_table(lang, report, late)
    found = done_but_behind(lang, report, result)
    if found.notes:
        yield found
