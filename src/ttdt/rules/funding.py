"""Rules about money: a unit's amounts held against those of its other rounds and projects."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ttdt.rules.changes import steps
from ttdt.rules.registry import Checked, HistoryCheck, Problem, rule
from ttdt.schema.submission import AMOUNTS
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ttdt.plan import Cell
    from ttdt.rules.changes import Step
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.submission.model import Amounts
    from ttdt.text.message import Message

_THOUSAND = 1000
_MANY_THOUSAND = 30_000
_MILLION = 1_000_000
_FEWEST_TIMES = 500
"""From so many times on, an amount is more likely in another unit of money than changed."""
_FEWEST_TIMES_BESIDE = 50_000
"""The same beside other projects, which really are of very different sizes."""
_FEWEST_BESIDE = 3
_MOST_NAMED = 5
_DIGITS_OF_THOUSANDS = -3
"""The exponent of a number with three digits behind its dot."""


@rule(
    "TT310",
    "falling-disbursement",
    what=N_("Less money is disbursed than in an earlier round of the same year."),
    why=N_("What is disbursed runs from 1 January, so it can only stay as it is or grow."),
    fix=N_(
        "Write what is disbursed since 1 January; if money was paid back, accept it and say so."
    ),
    bad="2024-Q1: {p1: {local: {assigned: 510, disbursed: 120}}}\n"
    "2024-Q2: {p1: {local: {assigned: 510, disbursed: 80}}}",
    good="2024-Q1: {p1: {local: {assigned: 510, disbursed: 120}}}\n"
    "2024-Q2: {p1: {local: {assigned: 510, disbursed: 200}}}",
)
def falling_disbursement(history: History) -> Iterator[Problem]:
    """Yield the amounts disbursed that are smaller than before."""
    for cell, step in _steps(history, "disbursed", _only_grows):
        if step.new < step.old:
            message = gettext_lazy(
                "the amount disbursed fell from {old} ({period}) to {new}, but it runs from 1"
                " January",
                old=step.old,
                period=step.before.period.label,
                new=step.new,
            )
            yield _problem(step.now, cell, "disbursed", message)


@rule(
    "TT311",
    "amount-in-another-unit",
    what=N_(
        "An amount is hundreds of times larger or smaller than in the round before, or tens of"
        " thousands of times larger than the file's other amounts."
    ),
    why=N_("It is probably in đồng or thousands of đồng where the plan says million, or back."),
    fix=N_("Write the amount in the plan's unit of money; if it is right, accept it and say why."),
    bad="2024-Q1: {p1: {local: {assigned: 510, disbursed: 0}}}\n"
    "2024-Q2: {p1: {local: {assigned: 510000, disbursed: 0}}}",
    good="2024-Q1: {p1: {local: {assigned: 510, disbursed: 0}}}\n"
    "2024-Q2: {p1: {local: {assigned: 510, disbursed: 0}}}",
)
def amount_in_another_unit(history: History) -> Iterator[Problem]:
    """Yield one amount of each project and source, in the first of the files that have it so."""
    told: set[tuple[str, Cell]] = set()
    for cell in _cells(history):
        believed: set[str] = set()
        for slip in _slips(history, cell):
            told.add((slip.now.path, cell))
            if slip.before.path not in believed:
                believed.add(slip.before.path)
                yield _problem(slip.now, cell, slip.key, _slip_message(slip, cell))
    for submission in history.usable:
        for cell, message in _far_larger(submission):
            if (submission.path, cell) not in told:
                yield _problem(submission, cell, "assigned", message)


class _Slip(NamedTuple):
    """An amount of another order than in the last file before it that is to be believed."""

    before: Submission
    now: Submission
    key: str
    accepted: bool


def _slip_message(slip: _Slip, cell: Cell) -> Message:
    old, new = (getattr(one.funding[cell], slip.key) for one in (slip.before, slip.now))
    times = _MILLION if max(old, new) > min(old, new) * _MANY_THOUSAND else _THOUSAND
    if new > old:
        return gettext_lazy(
            "the amount went from {old} ({period}) to {new}, about {times} times as much; is it in"
            " another unit of money?",
            old=old,
            period=slip.before.period.label,
            new=new,
            times=times,
        )
    return gettext_lazy(
        "the amount went from {old} ({period}) to {new}, about {times} times less; is it in"
        " another unit of money?",
        old=old,
        period=slip.before.period.label,
        new=new,
        times=times,
    )


def _far_larger(submission: Submission) -> Iterator[tuple[Cell, Message]]:
    """Yield what is available that is of another order than what else the file has."""
    available = {
        cell: available
        for cell, amounts in submission.funding.items()
        if not amounts.invalid and (available := amounts.available)
    }
    if len(available) <= _FEWEST_BESIDE:
        return
    usual = sorted(available.values())[(len(available) - 1) // 2]
    for cell, amount in available.items():
        if amount >= _FEWEST_TIMES_BESIDE * max(usual, Decimal(1)):
            message = gettext_lazy(
                "{amount} is available here, where half of the file's amounts are at most {usual};"
                " is it in another unit of money?",
                amount=amount,
                usual=usual,
            )
            yield cell, message


@rule(
    "TT312",
    "assigned-without-decision",
    what=N_("Another amount is assigned than in the round before, and no decision is named."),
    why=N_(
        "The percentage changes with it, and the report cannot say by whose decision the money did."
    ),
    fix=N_("Name the decision with its number and date, or correct the amount that is wrong."),
    bad="2024-Q2: {p1: {local: {assigned: 510, disbursed: 200}}}\n"
    "2024-Q3: {p1: {local: {assigned: 640, disbursed: 250}}}",
    good="2024-Q2: {p1: {local: {assigned: 510, disbursed: 200}}}\n"
    "2024-Q3: {p1: {local: {assigned: 640, disbursed: 250,\n"
    '  decision: {number: "12/QĐ-UBND", date: 2024-07-15}}}}',
)
def assigned_without_decision(history: History) -> Iterator[Problem]:
    """Yield the amounts assigned that changed without a decision."""
    for cell, step in _steps(history, "assigned", _stays):
        if step.new != step.old and step.now.funding[cell].decision is None:
            message = gettext_lazy(
                "{new} is assigned, and {old} was in {period}, but no decision is named",
                new=step.new,
                old=step.old,
                period=step.before.period.label,
            )
            yield _problem(step.now, cell, "assigned", message)


@rule(
    "TT313",
    "carried-over-changed",
    what=N_("Another amount is carried over than in an earlier round of the same year."),
    why=N_("What was left at the year's end does not change in the year after."),
    fix=N_("Correct the amount that is wrong, or name the decision by which it was changed."),
    bad="2024-Q1: {p1: {local: {carried_over: 20, assigned: 510, disbursed: 0}}}\n"
    "2024-Q2: {p1: {local: {assigned: 510, disbursed: 80}}}",
    good="2024-Q1: {p1: {local: {carried_over: 20, assigned: 510, disbursed: 0}}}\n"
    "2024-Q2: {p1: {local: {carried_over: 20, assigned: 510, disbursed: 80}}}",
)
def carried_over_changed(history: History) -> Iterator[Problem]:
    """Yield the amounts carried over that are not what they were; left out, they are 0."""
    for cell, step in _steps(history, "carried_over", _stays):
        if step.new != step.old and step.now.funding[cell].decision is None:
            message = gettext_lazy(
                "{new} is carried over, and {old} was in {period}",
                new=step.new,
                old=step.old,
                period=step.before.period.label,
            )
            yield _problem(step.now, cell, "carried_over", message)


@rule(
    "TT225",
    "amount-with-thousands-dot",
    what=N_("An amount of money is written with a dot and three digits, the last of them 0."),
    why=N_("The dot is read as the decimal point, so 1.200 would be a little more than 1."),
    fix=N_("Write 1200 if thousands are meant, or 1.2 if decimals are."),
    bad="funding: {p1: {local: {assigned: 1.200, disbursed: 0}}}",
    good="funding: {p1: {local: {assigned: 1200, disbursed: 0}}}",
)
def amount_with_thousands_dot(history: History) -> Iterator[Problem]:
    """Yield the amounts that end in a zero which decimals would not need."""
    for submission in history.usable:
        for cell, amounts in submission.funding.items():
            for key in AMOUNTS:
                amount = _amount(submission, cell, key)
                if amount is None or not 0 < amount < _THOUSAND or amounts.invalid:
                    continue
                digits = amount.as_tuple()
                if digits.exponent == _DIGITS_OF_THOUSANDS and not digits.digits[-1]:
                    message = gettext_lazy(
                        "{amount} is read as a number with three decimals; if the dot stands for"
                        " thousands, write {meant}",
                        amount=str(amount),
                        meant=str(amount).replace(".", "").lstrip("0"),
                    )
                    yield _problem(submission, cell, key, message)


@rule(
    "TT410",
    "unreported-amount",
    what=N_(
        "Money that this file or the unit's round before names lacks an amount, without a reason."
    ),
    why=N_("It counts as missing in the report, and nobody can tell whether it was forgotten."),
    fix=N_("Write what is assigned and disbursed, 0 for nothing, or not_reported with the reason."),
    bad="p1: {local: {assigned: 510}}",
    good="p1: {local: {assigned: 510, disbursed: 0}}",
)
def unreported_amount(history: History) -> Iterator[Problem]:
    """Yield the amounts that are owed and not there, those of a file that has none at once.

    What an area with units below leaves out is their sum.
    """
    before: dict[Cell, Submission] = {}
    for _, filed in groupby(history.usable, key=lambda one: one.period.end):
        day = tuple(filed)
        named = {cell: submission for submission in day for cell in submission.funding}
        if history.is_leaf:
            yield from _left_out(day[-1], before, named)
        for cell, submission in named.items():
            if not any(_is_said(one.funding.get(cell)) for one in day):
                amounts = submission.funding[cell]
                message = gettext_lazy(
                    "“{cell}” lacks {keys}, and a reason why",
                    cell=_name(cell),
                    keys=_lacking(amounts),
                )
                yield Problem(submission, amounts.span, message, amounts)
        before = named


def _left_out(
    submission: Submission, before: Mapping[Cell, Submission], named: Collection[Cell]
) -> Iterator[Problem]:
    """Yield at once all the money of the round before that a day's files do not name."""
    owed = [cell for cell in before if cell not in named]
    if not owed:
        return
    period = before[owed[0]].period.label
    if named:
        message = ngettext_lazy(
            "{n} amount that {period} names is missing: {cells}",
            "{n} amounts that {period} names are missing: {cells}",
            len(owed),
            period=period,
            cells=_named(owed),
        )
    else:
        message = gettext_lazy(
            "nothing is said of money here, of which {period} names {cells}",
            period=period,
            cells=_named(owed),
        )
    yield Problem(submission, submission.span_of("funding"), message)


def _lacking(amounts: Amounts) -> tuple[str, ...]:
    """Return the keys without an amount; nothing needs to be carried over."""
    lacking = [key for key in AMOUNTS if getattr(amounts, key) is None]
    return tuple(lacking if amounts.reported else ("assigned", "disbursed"))


def _is_said(amounts: Amounts | None) -> bool:
    """Return whether amounts are complete, or it is known why they are not."""
    if amounts is None:
        return False
    reason = amounts.not_reported or ""
    return not _lacking(amounts) or bool(reason.strip()) or bool(amounts.findings)


def _name(cell: Cell) -> str:
    """Return how a project's money from a source is called where files are edited."""
    return ".".join(cell)


def _named(cells: Sequence[Cell]) -> tuple[str, ...]:
    names = tuple(map(_name, cells[:_MOST_NAMED]))
    return names if len(cells) <= _MOST_NAMED else (*names, "…")


def _cells(history: History) -> Iterable[Cell]:
    """Return the projects and sources that the year's submissions name, each once."""
    return dict.fromkeys(cell for filed in history.usable for cell in filed.funding)


def _amount(submission: Submission, cell: Cell, key: str) -> Decimal | None:
    """Return an amount that can be counted.

    Where nothing is assigned, that nothing is carried over is not said either.
    """
    amounts = submission.funding.get(cell)
    if amounts is None or amounts.invalid or (key == "carried_over" and amounts.assigned is None):
        return None
    amount: Decimal | None = getattr(amounts, key)
    return amount


def _steps(
    history: History, key: str, is_usual: Callable[[list[Decimal]], bool]
) -> Iterator[tuple[Cell, Step[Decimal]]]:
    """Yield how an amount went from round to round, of each cell of which that is not usual.

    Files that have the cell in another unit of money are left out.
    """
    for cell in _cells(history):
        amounts = {
            submission.path: amount
            for submission in history.usable
            if (amount := _amount(submission, cell, key)) is not None
        }
        if not is_usual(list(amounts.values())):
            for slip in _slips(history, cell):
                if not slip.accepted:
                    amounts.pop(slip.now.path, None)
            for step in steps(history, amounts):
                yield cell, step


def _stays(amounts: list[Decimal]) -> bool:
    return len(set(amounts)) <= 1


def _only_grows(amounts: list[Decimal]) -> bool:
    return amounts == sorted(amounts)


def _slips(history: History, cell: Cell) -> Iterator[_Slip]:
    """Yield the files from where an amount is of another order to where it returns."""
    if not any(_may_slip(history, cell, key) for key in AMOUNTS):
        return
    believed: dict[str, Submission] = {}
    for now in history.usable:
        said = {key: amount for key in AMOUNTS if (amount := _amount(now, cell, key)) is not None}
        slips = (
            _Slip(before, now, key, _accepts_slip(now, cell))
            for key, new in said.items()
            if (before := believed.get(key)) is not None
            and (old := _amount(before, cell, key)) is not None
            and _is_slip(key, old, new)
        )
        slip = next(slips, None)
        if slip is not None:
            yield slip
        if slip is None or slip.accepted:
            believed.update(dict.fromkeys(said, now))


def _may_slip(history: History, cell: Cell, key: str) -> bool:
    """Return whether any two amounts lie so far apart; mostly none do, and all is said by that."""
    amounts = [one for filed in history.usable if (one := _amount(filed, cell, key))]
    return bool(amounts) and max(amounts) >= _FEWEST_TIMES * min(amounts)


def _is_slip(key: str, old: Decimal, new: Decimal) -> bool:
    """Return whether an amount is of another order; from 0 and to 0 all may go.

    What is disbursed may grow from very little.
    """
    shrinks = 0 < new * _FEWEST_TIMES <= old
    return shrinks or (key != "disbursed" and 0 < old * _FEWEST_TIMES <= new)


def _accepts_slip(submission: Submission, cell: Cell) -> bool:
    code = amount_in_another_unit.rule.code
    amounts = submission.funding.get(cell)
    return code in submission.accept or (amounts is not None and code in amounts.accept)


def _problem(submission: Submission, cell: Cell, key: str, message: Message) -> Problem:
    """Return what is wrong with one amount of a cell, at the amount or where it should be."""
    amounts = submission.funding[cell]
    span = amounts.span
    if amounts.place is not None:
        span = amounts.place.document.span(*amounts.place.loc, key)
    return Problem(submission, span, message, amounts)


RULES: tuple[Checked[HistoryCheck], ...] = (
    falling_disbursement,
    amount_in_another_unit,
    assigned_without_decision,
    carried_over_changed,
    amount_with_thousands_dot,
    unreported_amount,
)
