"""What several files say of one submission: put together, or shown where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.form_files import owner_of
from ttdt.app.import_forms import refuse_foreign
from ttdt.change.differences import DifferenceKind, Statement, differences
from ttdt.document.changes import name_of
from ttdt.document.three_way import ThreeWayAnswer, ThreeWayRow
from ttdt.errors import TtdtError
from ttdt.forms.choices import FigureState, status_of, task_status_of
from ttdt.forms.filled_form import Remark
from ttdt.forms.form import FIELDS, SAMPLE, form_for, is_population
from ttdt.forms.identity import basis_of
from ttdt.forms.long_table import with_plan_ids
from ttdt.forms.merging import cell_of, differ, merge
from ttdt.forms.programme import amount_named, task_named
from ttdt.forms.untouched import is_untouched
from ttdt.submission.model import Amounts, TaskReport
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ttdt.app.form_files import Owner
    from ttdt.change.draft import ChangeService
    from ttdt.forms.filled_form import FilledForm, FilledRow
    from ttdt.forms.merging import Given, Unlike
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.text.language import Language


class Disagreement(NamedTuple):
    """Where files differ about one submission, as a table and by the cells."""

    answer: ThreeWayAnswer
    remarks: tuple[Remark, ...]


class Together(NamedTuple):
    """What files say, one form a submission, and where they differ."""

    forms: tuple[FilledForm, ...]
    disagreements: tuple[Disagreement, ...]
    remarks: tuple[Remark, ...]
    """What several files say alike, and whose forms are for no unit, period or plan here."""


def put_together(
    changes: ChangeService, given: Iterable[Given], taken: str | None, language: Language
) -> Together:
    """Return what files say together of each submission.

    Where two give different figures, that of the file `taken` counts; else they are shown against
    each other and what is on file, and their submission is left out. What a form was made with
    and still has is said by nobody.
    """
    same: dict[tuple[str, Period], tuple[Owner, list[Given]]] = {}
    remarks: list[Remark] = []
    for one in given:
        try:
            owner = owner_of(changes.workspace, one.form)
            if one.form.identity is not None:
                refuse_foreign(one.form.identity, owner.plan)
        except TtdtError as failure:
            remarks.append(Remark(one.form.place, failure.message))
            continue
        same.setdefault((owner.unit, owner.period), (owner, []))[1].append(one)
    forms: list[FilledForm] = []
    shown: list[Disagreement] = []
    for owner, group in same.values():
        merged = merge(_to_be_merged(changes, owner, group), taken)
        unlike = [one for one in merged.unlike if _is_asked(owner.plan, one.id)]
        if unlike and taken not in [one.file for one in group]:
            shown.append(_disagreement(changes, owner, group, unlike, language))
        else:
            forms.append(merged.form)
            remarks += _said_alike(group)
    return Together(tuple(forms), tuple(shown), tuple(remarks))


def _to_be_merged(changes: ChangeService, owner: Owner, group: Sequence[Given]) -> Sequence[Given]:
    """Return what files say by the plan's ids, without what forms were made with and still have.

    What one file alone says, there is nothing to merge with.
    """
    if len(group) == 1:
        return group
    filed = changes.filed(owner.plan, owner.unit, owner.period)
    asked = form_for(filed.history, owner.period)
    questions = {question.id: question for question in asked.questions}
    found = []
    for one in group:
        form, identity = one.form, one.form.identity
        if identity is None:
            form = with_plan_ids(form, owner.plan)
        elif identity.basis and identity.basis == basis_of(filed.content):
            said = {
                name: row
                for name, row in form.entries.items()
                if name not in questions or not is_untouched(questions[name], row)
            }
            form = replace(form, entries=said, whole=False)
        found.append(one._replace(form=form))
    return found


def _said_alike(group: Sequence[Given]) -> Iterator[Remark]:
    """Yield which files say something that the first of them says, too."""
    first = group[0].form
    for one in group[1:]:
        alike = sum(
            row.typed is not None and row.typed == first.entries[name].typed
            for name, row in one.form.entries.items()
            if name in first.entries
        )
        said = sum(row.typed is not None for row in one.form.entries.values())
        if alike and alike == said:
            message = gettext_lazy(
                "says the same as {other}, and is passed over", other=first.place
            )
            yield Remark(one.form.place, message, is_error=False)
        elif alike:
            message = ngettext_lazy(
                "says {n} thing that {other} says, too, and says alike",
                "says {n} things that {other} says, too, and says alike",
                alike,
                other=first.place,
            )
            yield Remark(one.form.place, message, is_error=False)


def _disagreement(
    changes: ChangeService,
    owner: Owner,
    group: Sequence[Given],
    unlike: Sequence[Unlike],
    language: Language,
) -> Disagreement:
    filed = changes.filed(owner.plan, owner.unit, owner.period)
    held: Mapping[object, Statement] = {}
    if filed.submission is not None:
        said = differences(owner.plan, None, filed.submission)
        held = {(one.kind, one.key): one.new for one in said}
    rows = []
    for one in unlike:
        kind, key = place_of(one.id)
        statements = tuple(_statement(one.id, row) for row in one.rows)
        rows.append(ThreeWayRow(kind, key, held.get((kind, key), Statement()), statements))
    title = language.gettext(
        "{unit}, {period}",
        unit=owner.plan.distinct_names[owner.unit],
        period=owner.period.label,
    )
    answer = ThreeWayAnswer(owner.plan, title, tuple(one.file for one in group), tuple(rows))
    return Disagreement(answer, tuple(_remarks(answer, unlike, language)))


def _remarks(
    answer: ThreeWayAnswer, unlikes: Sequence[Unlike], language: Language
) -> Iterator[Remark]:
    """Yield, by its cell, each answer that is another than that of the first file with one."""
    for one, found in zip(unlikes, answer.found, strict=True):
        what = name_of(language, answer.plan, found.difference)
        texts = [cell.text for cell in answer.cells(language, found)[1:]]
        said = [
            (filled, text)
            for filled, text in zip(one.rows, texts, strict=True)
            if filled is not None and filled.typed
        ]
        for number, (row, this) in enumerate(said):
            unlike = ((cell_of(first), that) for first, that in said[:number] if differ(first, row))
            for place, that in islice(unlike, 1):
                message = gettext_lazy(
                    "{title}, {what}: {this} here, but {that} in {place}",
                    title=answer.title,
                    what=what,
                    this=this,
                    that=that,
                    place=place,
                )
                yield Remark(cell_of(row), message)


def place_of(name: str) -> tuple[DifferenceKind, tuple[str, str | None]]:
    """Return what a row's id is about, as differences name it."""
    money, task = amount_named(name), task_named(name)
    if money is not None:
        return DifferenceKind.AMOUNTS, money[0]
    if task is not None:
        return DifferenceKind.TASK, (task.removesuffix("/percent"), None)
    if name in {*FIELDS, SAMPLE}:
        return DifferenceKind.HEADER, (name, None)
    word = name.partition(":")[2]
    if is_population(name):
        return DifferenceKind.POPULATION, (word, None)
    indicator, _, part = word.partition("/")
    return DifferenceKind.FIGURE, (indicator, part or None)


def _is_asked(plan: Plan, name: str) -> bool:
    """Return whether the plan has what a row is about; the row alone is told of where not."""
    kind, key = place_of(name)
    match kind:
        case DifferenceKind.POPULATION:
            return key[0] in plan.populations
        case DifferenceKind.TASK:
            return key[0] in plan.tasks
        case DifferenceKind.AMOUNTS:
            funding = plan.funding
            return funding is not None and key[0] in funding.leaves and key[1] in funding.sources
        case DifferenceKind.FIGURE:
            indicator = plan.indicators.get(key[0])
            return indicator is not None and key in {leaf.key for leaf in indicator.leaves}
        case _:
            return True


def _statement(name: str, row: FilledRow | None) -> Statement | None:
    """Return what a row says; None where it says nothing."""
    if row is None or row.typed is None:
        return None
    money, value = amount_named(name), row.value
    number = value if isinstance(value, Decimal) else None
    words = value if isinstance(value, str) else None
    if money is not None:
        key = money[1]
        said = {key: number}
        return Statement(
            amounts=Amounts(
                carried_over=said.get("carried_over", Decimal(0)),
                assigned=said.get("assigned"),
                disbursed=said.get("disbursed"),
                not_reported=words if key == "not_reported" else None,
                note=None if key == "not_reported" else words,
            )
        )
    if task_named(name) is not None:
        done = None if words is None else task_status_of(words)
        return Statement(task=TaskReport(None, done, row.percent, None, row.note, row.cause))
    if name == SAMPLE:
        return Statement(text=words if words == "true" else None)
    if name == "status" and words is not None:
        status = status_of(words)
        return Statement(note=words) if status is None else Statement(text=str(status))
    reason = row.reason or "–"
    return Statement(
        value=None if number is None else Fraction(number),
        percent=None if row.percent is None else Fraction(row.percent),
        text=words,
        day=value if isinstance(value, date) else None,
        not_applicable=reason if row.state is FigureState.NOT_APPLICABLE else None,
        not_reported=reason if row.state is FigureState.NOT_REPORTED else None,
        note=row.note,
        cause=row.cause,
    )
