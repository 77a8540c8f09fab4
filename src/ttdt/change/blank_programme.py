"""Money and tasks of a submission that is ready to be filled in, as lines of its file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.comment import comment
from ttdt.plan import OWN_AREA
from ttdt.schema.submission import AMOUNTS
from ttdt.submission.model import TaskReport, TaskStatus
from ttdt.text.escaping import escape_invisible
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from ttdt.period import Period
    from ttdt.plan import Cell, Funding, Plan, Task
    from ttdt.submission import Submission
    from ttdt.submission.history import NewestFirst
    from ttdt.text.language import Language

FINISHED = frozenset({TaskStatus.DONE, TaskStatus.CANCELLED})
"""What stays said of a task from one period to the next."""


class CarriedAmounts(NamedTuple):
    """A project's money from a source, as far as it holds for a later period."""

    carried_over: Decimal | None = None
    assigned: Decimal | None = None


class KnownMoney(NamedTuple):
    """The money that a unit has."""

    amounts: Mapping[Cell, CarriedAmounts | None]
    """None where the amounts are still to be put in."""
    period: Period | None = None
    """That of the earlier submission that says so; None where no such one does."""


class EarlierWord(NamedTuple):
    """What an earlier submission says of a task."""

    report: TaskReport
    period: Period


class KnownProgramme(NamedTuple):
    """What earlier submissions say of money and tasks."""

    money: KnownMoney | None = None
    words: Mapping[str, EarlierWord] = MappingProxyType({})


NOTHING_KNOWN = KnownProgramme()


def known_money(plan: Plan, filed: Submission) -> KnownMoney | None:
    """Return the money that a submission names and the plan knows, or None where there is none.

    What was assigned in another year, and carried over into it, is not known of this one.
    """
    funding = plan.funding
    if funding is None:
        return None
    in_year = filed.period.year == plan.year
    amounts = {
        cell: CarriedAmounts(said.carried_over, said.assigned)
        if in_year and not said.invalid
        else CarriedAmounts()
        for cell, said in filed.funding.items()
        if cell[0] in funding.leaves and cell[1] in funding.sources
    }
    return KnownMoney(amounts, filed.period) if amounts else None


def funding_lines(
    plan: Plan, funding: Funding, unit: str, lang: Language, known: KnownMoney | None
) -> Iterator[str]:
    """Yield the section for money: a line for each project and source that the unit has.

    What is disbursed is left empty. Where nothing is known, comments say how to write it.
    """
    gettext = lang.gettext
    yield "funding:"
    yield from comment(
        gettext(
            "Money in {unit}, with at most {n} decimals behind a point; disbursed runs from"
            " 1 January. What stands empty is missing and never counts as 0. A change of what is"
            " assigned has its decision beside it: {example}.",
            unit=funding.unit,
            n=funding.decimals,
            example=f"decision: {flow_text(gettext('the number'))}",
        ),
        "  ",
    )
    if unit in plan.below:
        yield from comment(
            gettext(
                "What stands here counts instead of the sum of the units below; leave out what is"
                " their sum."
            ),
            "  ",
        )
    if known is None:
        yield from _how_to_name_money(funding, lang)
        return
    if known.period is not None:
        yield from comment(_taken_from(plan, known.period, lang), "  ")
    for project in funding.leaves:
        sources = [source for source in funding.sources if (project, source) in known.amounts]
        if sources:
            yield from comment(_named(lang, funding, project), "  ")
            yield f"  {flow_text(project)}:"
        for source in sources:
            amounts = known.amounts[project, source]
            words = escape_invisible(lang.pick(funding.sources[source].name))
            # Without the key nothing was carried over; empty, it would be missing.
            keys = AMOUNTS[1:] if amounts == CarriedAmounts() else AMOUNTS
            said = ", ".join(f"{key}: {_amount(getattr(amounts, key, None))}" for key in keys)
            yield f"    {flow_text(source)}:{'' if amounts is None else f' {{{said}}}'}  # {words}"


def _taken_from(plan: Plan, period: Period, lang: Language) -> str:
    if period.year != plan.year:
        return lang.gettext(
            "The projects and sources are those of {period}; add carried_over where anything was"
            " carried over.",
            period=period.id,
        )
    return lang.gettext(
        "What is carried over and assigned is that of {period}: please confirm or correct it.",
        period=period.id,
    )


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else flow_text(amount)


def _named(lang: Language, funding: Funding, project: str) -> str:
    one = funding.projects[project]
    return f"{one.code} {lang.pick(one.name)}"


def _how_to_name_money(funding: Funding, lang: Language) -> Iterator[str]:
    gettext = lang.gettext
    text = gettext(
        "No earlier submission of this unit names any money. Write a line for each project and"
        " source that it has money of, such as this one without its sign #:"
    )
    yield from comment(text, "  ")
    project, source = flow_text(funding.leaves[0]), flow_text(next(iter(funding.sources)))
    yield f"  # {project}: {{{source}: {{carried_over: 0, assigned: 1234.5, disbursed: 0}}}}"
    yield from comment(f"{gettext('Projects')}:", "  ")
    for leaf in funding.leaves:
        yield from comment(f"  {leaf}: {_named(lang, funding, leaf)}", "  ")
    yield from comment(f"{gettext('Sources')}:", "  ")
    for one in funding.sources.values():
        yield from comment(f"  {one.id}: {lang.pick(one.name)}", "  ")


def tasks_asked(plan: Plan, unit: str) -> tuple[Task, ...]:
    """Return the tasks that a unit reports on, or that bodies do in the plan's own area."""
    return tuple(plan.tasks[name] for name in plan.tasks_asked.get(unit, ()))


def newest_words(plan: Plan, unit: str, earlier: NewestFirst) -> dict[str, Submission]:
    """Return the newest submission that has a sound word on a task, for each that has any.

    What was said of the tasks of another year's plan counts for none of this one's.
    """
    found: dict[str, Submission] = {}
    silent = {task.id for task in tasks_asked(plan, unit)}
    for filed in earlier.holding("tasks") if silent else ():
        said = filed.tasks if filed.period.year == plan.year else {}
        for name in silent & said.keys():
            if said[name].status is not None and not said[name].findings:
                found[name] = filed
        silent -= found.keys()
        if not silent:
            break
    return found


def task_lines(
    plan: Plan, unit: str, lang: Language, words: Mapping[str, EarlierWord]
) -> Iterator[str]:
    """Yield the section for tasks, with what was finished before; nothing where none is asked.

    What is done or cancelled stays so, and is there to be confirmed. Of every other task it is
    told how far it was. In the plan's own area they stand by the bodies that answer for them.
    """
    asked = tasks_asked(plan, unit)
    if not asked:
        return
    gettext = lang.gettext
    yield ""
    yield "tasks:"
    yield from comment(
        gettext(
            "Write behind each task how far it is: {words}. More of it is written as {example}; a"
            " cancelled one needs its reason. What stands empty is no word on the task. What was"
            " done or cancelled before stands here already: please confirm it.",
            words=tuple(map(str, TaskStatus)),
            example='{status: under_way, percent: 40, note: "…", cause: "…"}',
        ),
        "  ",
    )
    bodies: dict[tuple[str, ...], list[Task]] = {}
    for task in asked:
        bodies.setdefault(task.responsible if unit == OWN_AREA else (), []).append(task)
    for responsible, tasks in bodies.items():
        if responsible:
            names = "; ".join(lang.pick(plan.bodies[body].name) for body in responsible)
            yield ""
            yield from comment(f"===== {names} =====", "  ")
        for task in tasks:
            yield ""
            yield from comment(f"{task.clause} {lang.pick(task.name)}", "  ")
            if task.due is not None:
                yield from comment(gettext("Due: {period}", period=task.due.label), "  ")
            yield f"  {flow_text(task.id)}:{_word(lang, words.get(task.id))}"


def _word(lang: Language, word: EarlierWord | None) -> str:
    """Return what stands behind a task's colon."""
    if word is None or word.report.status is None:
        return ""
    report, status = word.report, word.report.status
    if status in FINISHED:
        reason = {} if report.reason is None else {"reason": report.reason}
        said = flow_text({"status": str(status), **reason} if reason else str(status))
        confirm = lang.gettext("{period}: please confirm", period=word.period.id)
        return f" {said}  # {confirm}"
    percent = "" if report.percent is None else f" ({lang.number(report.percent)} %)"
    return f"  # {word.period.id}: {status}{percent}"
