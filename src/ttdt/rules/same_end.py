"""The rule about submissions that speak of the same day."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ttdt.rules.figure_access import figure_of, indicators, population_of, rate_of, sizes_of
from ttdt.rules.figures import (
    contradictory_populations,
    evidence_of_share,
    rounding_error,
)
from ttdt.rules.registry import Problem, rule
from ttdt.schema.submission import AMOUNTS
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.number import Number
    from ttdt.plan import Indicator
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.text.message import Message


@rule(
    "TT306",
    "same-end-disagreement",
    what=N_("Two submissions that end on the same day give different numbers for one thing."),
    why=N_("Both say how things stood on that day, so one of them is wrong."),
    fix=N_("Correct the one that is wrong, or keep only one of the two files."),
    bad="2024-06: {village-roads: 30}\n2024-Q2: {village-roads: 31}",
    good="2024-06: {village-roads: 30}\n2024-Q2: {village-roads: 30}",
)
def same_end_disagreement(history: History) -> Iterator[Problem]:
    """Yield the numbers that another submission of the same end contradicts."""
    for group in _same_end(history):
        yield from _population_disagreements(history, group)
        yield from _amount_disagreements(group)
        yield from _task_disagreements(group)
        doubtful = _doubtful(group)
        for indicator in indicators(history.plan) if doubtful else ():
            if indicator.key not in doubtful:
                continue
            saying = [filed for filed in group if _says(history, filed, indicator)]
            for one, other in pairwise(saying):
                if _disagree(indicator, one, other):
                    message = gettext_lazy(
                        "the figure is {new} here and {old} in {period}, which ends on the same"
                        " day",
                        new=_shown(other, indicator),
                        old=_shown(one, indicator),
                        period=one.period.id,
                    )
                    figure = other.figures[indicator.key]
                    yield Problem(other, figure.span, message, figure)


def _same_end(history: History) -> Iterator[tuple[Submission, ...]]:
    """Yield the submissions that end on the same day, where there are several."""
    before = [filed for filed in history.before if filed.usable and not filed.empty]
    before.sort(key=lambda filed: filed.period.months)
    for _, group in groupby((*before, *history.usable), key=lambda filed: filed.period.end):
        filed = tuple(group)
        if len(filed) > 1:
            yield filed


def _population_disagreements(history: History, group: tuple[Submission, ...]) -> Iterator[Problem]:
    sizes = [sizes_of(filed) for filed in group]
    disputed = [
        name
        for name in history.plan.populations
        if len({size[name] for size in sizes if name in size}) > 1
    ]
    if not disputed:
        return
    contradictory = {filed.path: contradictory_populations(history.plan, filed) for filed in group}
    for name in disputed:
        saying = [
            filed
            for filed in group
            if population_of(filed, name) is not None and name not in contradictory[filed.path]
        ]
        for one, other in pairwise(saying):
            old, new = population_of(one, name), population_of(other, name)
            if old != new:
                message = gettext_lazy(
                    "the population “{population}” is {new} here and {old} in {period}, which ends"
                    " on the same day",
                    population=name,
                    new=new,
                    old=old,
                    period=one.period.id,
                )
                yield Problem(other, other.populations[name].span, message)


def _amount_disagreements(group: tuple[Submission, ...]) -> Iterator[Problem]:
    """Yield the projects and sources of which another file of the day has another amount."""
    for cell in dict.fromkeys(cell for filed in group for cell in filed.funding):
        saying = [filed for filed in group if cell in filed.funding]
        for one, other in pairwise(filed for filed in saying if filed.funding[cell].known):
            old, new = one.funding[cell], other.funding[cell]
            for key in AMOUNTS:
                if getattr(old, key) != getattr(new, key):
                    message = gettext_lazy(
                        "“{key}” is {new} here and {old} in {period}, which ends on the same day",
                        key=key,
                        new=getattr(new, key),
                        old=getattr(old, key),
                        period=one.period.id,
                    )
                    yield Problem(other, new.span, message, new)
                    break


def _task_disagreements(group: tuple[Submission, ...]) -> Iterator[Problem]:
    """Yield the tasks of which another file of the day has another status."""
    for task in dict.fromkeys(task for filed in group for task in filed.tasks):
        saying = [filed for filed in group if task in filed.tasks and filed.tasks[task].status]
        for one, other in pairwise(filed for filed in saying if not filed.tasks[task].findings):
            old, new = one.tasks[task], other.tasks[task]
            if old.status is not new.status:
                message = gettext_lazy(
                    "the task is “{new}” here and “{old}” in {period}, which ends on the same day",
                    new=str(new.status),
                    old=str(old.status),
                    period=one.period.id,
                )
                yield Problem(other, new.span, message, new)


def _doubtful(group: tuple[Submission, ...]) -> set[tuple[str, str | None]]:
    """Return the keys of the figures that not all give the same number for, or with a finding.

    Mostly there are none, so that nothing needs a closer look.
    """
    first, *others = (filed.figures for filed in group)
    return {
        key
        for other in others
        for key in first.keys() | other.keys()
        if key not in first
        or key not in other
        or first[key].findings
        or other[key].findings
        or not first[key].same_number(other[key])
    }


def _says(history: History, submission: Submission, indicator: Indicator) -> bool:
    """Return whether the submission gives a number that no other rule doubts."""
    figure = figure_of(submission, indicator)
    if figure is None or (figure.value is None and figure.percent is None):
        return False
    return evidence_of_share(history, submission, indicator) is None


def _disagree(indicator: Indicator, one: Submission, other: Submission) -> bool:
    """Return whether two submissions' numbers cannot both be right.

    Where one gives a percentage only, the rates are compared, as far as it is not rounded away.
    """
    first, second = one.figures[indicator.key], other.figures[indicator.key]
    if first.value is not None and second.value is not None:
        return first.value != second.value
    old, new = rate_of(one, indicator), rate_of(other, indicator)
    if old is None or new is None:
        return False
    rounded = [figure for figure in (first, second) if figure.value is None]
    if len(rounded) == 1:
        sizes = {population_of(filed, indicator.population) for filed in (one, other)} - {None}
        # With two sizes, that is what they disagree in, and it is said there.
        return len(sizes) == 1 and abs(new - old) > rounding_error(rounded[0])
    return abs(new - old) > max(map(rounding_error, rounded))


def _shown(submission: Submission, indicator: Indicator) -> Number | Message | None:
    figure = submission.figures[indicator.key]
    return (
        figure.value
        if figure.value is not None
        else gettext_lazy("{value} %", value=figure.percent)
    )
