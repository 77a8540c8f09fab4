"""What several files say of one submission: put together, or shown where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.form_files import owner_of
from ttdt.change.differences import DifferenceKind, Statement, differences
from ttdt.document.three_way import ThreeWayAnswer, ThreeWayRow
from ttdt.forms.choices import FigureState
from ttdt.forms.form import FIELDS, SAMPLE, is_population
from ttdt.forms.programme import amount_named
from ttdt.submission.model import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ttdt.app.form_files import Owner
    from ttdt.change.draft import ChangeService
    from ttdt.forms.filled_form import FilledForm, FilledRow
    from ttdt.period import Period
    from ttdt.text.language import Language

Source = tuple[str, "FilledForm"]
"""A file as messages call it, and what it says of one submission."""


class Together(NamedTuple):
    """What files say, one form a submission, and where they differ."""

    forms: tuple[FilledForm, ...]
    disagreements: tuple[ThreeWayAnswer, ...]


def put_together(
    changes: ChangeService, sources: Iterable[Source], taken: str | None, language: Language
) -> Together:
    """Return what files say together of each submission.

    Where two give different figures, that of the file `taken` counts; else they are shown against
    each other and what is on file, and their submission is left out. Raises `TtdtError` for what is
    for no unit or period.
    """
    same: dict[tuple[str, Period], tuple[Owner, list[Source]]] = {}
    for file, filled in sources:
        owner = owner_of(changes.workspace, filled)
        same.setdefault((owner.unit, owner.period), (owner, []))[1].append((file, filled))
    forms: list[FilledForm] = []
    shown: list[ThreeWayAnswer] = []
    for owner, group in same.values():
        unlike = _unlike(group)
        files = [file for file, _ in group]
        if unlike and taken not in files:
            shown.append(_three_way(changes, owner, group, unlike, language))
        else:
            forms.append(_merged(group, taken))
    return Together(tuple(forms), tuple(shown))


def _unlike(group: Sequence[Source]) -> tuple[str, ...]:
    """Return the rows of which several files say different things."""
    names = dict.fromkeys(name for _, filled in group for name in filled.entries)
    return tuple(
        name
        for name in names
        if len({row.typed for _, filled in group if (row := filled.entries.get(name))} - {None}) > 1
    )


def _merged(group: Sequence[Source], taken: str | None) -> FilledForm:
    """Return what all files say, that of the one taken before the others."""
    first = group[0][1]
    entries: dict[str, FilledRow] = {}
    for _, filled in sorted(group, key=lambda one: one[0] == taken):
        entries |= {
            name: row for name, row in filled.entries.items() if row.typed or name not in entries
        }
    remarks = tuple(dict.fromkeys(remark for _, filled in group for remark in filled.remarks))
    return replace(first, entries=entries, remarks=remarks)


def _three_way(
    changes: ChangeService,
    owner: Owner,
    group: Sequence[Source],
    unlike: Iterable[str],
    language: Language,
) -> ThreeWayAnswer:
    filed = changes.filed(owner.plan, owner.unit, owner.period)
    held: Mapping[object, Statement] = {}
    if filed.submission is not None:
        said = differences(owner.plan, None, filed.submission)
        held = {(one.kind, one.key): one.new for one in said}
    rows = []
    for name in unlike:
        kind, key = _place(name)
        rows.append(
            ThreeWayRow(
                kind,
                key,
                held.get((kind, key), Statement()),
                tuple(_statement(name, filled.entries.get(name)) for _, filled in group),
            )
        )
    title = language.gettext(
        "{unit}, {period}",
        unit=owner.plan.distinct_names[owner.unit],
        period=owner.period.label,
    )
    return ThreeWayAnswer(owner.plan, title, tuple(file for file, _ in group), tuple(rows))


def _place(name: str) -> tuple[DifferenceKind, tuple[str, str | None]]:
    """Return what a row's id is about, as differences name it."""
    money = amount_named(name)
    if money is not None:
        return DifferenceKind.AMOUNTS, money[0]
    if name in {*FIELDS, SAMPLE}:
        return DifferenceKind.HEADER, (name, None)
    word = name.partition(":")[2]
    if is_population(name):
        return DifferenceKind.POPULATION, (word, None)
    indicator, _, part = word.partition("/")
    return DifferenceKind.FIGURE, (indicator, part or None)


def _statement(name: str, row: FilledRow | None) -> Statement | None:
    """Return what a row says; None where it says nothing."""
    if row is None or row.typed is None:
        return None
    money, value = amount_named(name), row.value
    number = value if isinstance(value, Decimal) else None
    words = value if isinstance(value, str) else None
    if money is not None:
        said = {money[1]: number}
        return Statement(
            amounts=Amounts(
                carried_over=said.get("carried_over", Decimal(0)),
                assigned=said.get("assigned"),
                disbursed=said.get("disbursed"),
                note=words,
            )
        )
    return Statement(
        value=None if number is None else Fraction(number),
        percent=None if row.percent is None else Fraction(row.percent),
        text=words,
        day=value if isinstance(value, date) else None,
        not_applicable=row.reason if row.state is FigureState.NOT_APPLICABLE else None,
        not_reported=row.reason if row.state is FigureState.NOT_REPORTED else None,
        note=row.note,
    )
