"""What units say beside their figures, amounts and tasks, and did not say on the old side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.analysis.diff.programme import words_on_tasks
from ttdt.compute.funding import line_of
from ttdt.compute.results import FileLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ttdt.compute import Report
    from ttdt.plan import Area, Cell, Indicator, Task
    from ttdt.submission import Figure, Submission
    from ttdt.submission.model import Amounts, TaskReport
    from ttdt.submission.round import Round


class Said(NamedTuple):
    """The texts beside what is reported in one place; None where there is none."""

    reason: str | None = None
    """Why there is no figure or amount, or why a task was cancelled."""
    cause: str | None = None
    """Why it is behind."""
    note: str | None = None

    def but_for(self, others: Said) -> Said:
        """Return the texts that others do not have in the same place."""
        return Said(*(now if now != was else None for now, was in zip(self, others, strict=True)))

    @property
    def text(self) -> str:
        """All of them in one line, each once."""
        return "; ".join(dict.fromkeys(text for text in self if text))


NOTHING_SAID = Said()


class NewNote(NamedTuple):
    """What a unit says now beside what it reports in one place, and did not say before.

    It is about an indicator or part, or a project's money from a source, or a task.
    """

    area: Area
    said: Said
    place: FileLine | None
    indicator: Indicator | None = None
    """A composite where the text is about all of its parts."""
    money: Cell | None = None
    task: Task | None = None


def notes_on_figures(old: Round, new: Round) -> Iterator[NewNote]:
    """Yield what is new beside figures: area by area, in the plan's order.

    What is said of all parts of a composite is said once, of the whole.
    """
    plan = new.plan
    for area in plan.areas.values():
        now, before = (round_.of(area.id).current for round_ in (new, old))
        if now is None or not now.usable:
            continue
        for indicator in plan.indicators.values():
            found = list(_beside(area, indicator, now, before))
            if indicator.parts and len(found) == len(indicator.parts):
                first = found[0]
                if all(one.said == first.said for one in found):
                    found = [first._replace(indicator=indicator)]
            yield from found


def _beside(
    area: Area, indicator: Indicator, now: Submission, before: Submission | None
) -> Iterator[NewNote]:
    """Yield what is new beside the figures of one indicator, leaf by leaf."""
    for leaf in indicator.leaves:
        figure = now.figures.get(leaf.key)
        if figure is None:
            continue
        was = None if before is None else before.figures.get(leaf.key)
        said = _of_figure(figure).but_for(_of_figure(was))
        if any(said):
            path = (figure.origin or now).path
            place = None if figure.place is None else FileLine(path, figure.place)
            yield NewNote(area, said, place, indicator=leaf)


def notes_on_money(old: Report, new: Report, skipped: Collection[str]) -> Iterator[NewNote]:
    """Yield what is new beside amounts of money, but for the areas that are skipped."""
    before, now = old.funding, new.funding
    if before is None or now is None:
        return
    for area in new.plan.areas.values():
        if area.id in skipped:
            continue
        earlier = before.amounts_of(area.id)
        for cell, amounts in now.amounts_of(area.id).items():
            said = _of_amounts(amounts).but_for(_of_amounts(earlier.get(cell)))
            if any(said):
                yield NewNote(area, said, line_of(amounts), money=cell)


def notes_on_tasks(old: Report, new: Report) -> Iterator[NewNote]:
    """Yield what is new beside the words on tasks: task by task, in the plan's order."""
    for task, was, word in words_on_tasks(old, new):
        said = _of_task(word.report).but_for(_of_task(was and was.report))
        if any(said):
            yield NewNote(new.plan.areas[word.area], said, word.source, task=task)


def _of_figure(figure: Figure | None) -> Said:
    if figure is None:
        return NOTHING_SAID
    return Said(figure.not_reported or figure.not_applicable, figure.cause, figure.note)


def _of_amounts(amounts: Amounts | None) -> Said:
    if amounts is None:
        return NOTHING_SAID
    return Said(amounts.not_reported, amounts.cause, amounts.note)


def _of_task(report: TaskReport | None) -> Said:
    if report is None:
        return NOTHING_SAID
    return Said(report.reason, report.cause, report.note)
