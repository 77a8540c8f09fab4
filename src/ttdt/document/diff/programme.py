"""What changed of money and tasks: tables, and plain data."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.document.diff import wording
from ttdt.document.diff.new_notes import NotesBeside, note_head
from ttdt.document.funding.json import reassignment_data, row_data
from ttdt.document.funding.notes import reassigned_text
from ttdt.document.funding.wording import amount_text, project_name, rate_text
from ttdt.document.model import Column, Heading, Items, Paragraph, RowGroup, Style, Table, cell
from ttdt.document.plain_data import exact_number, number
from ttdt.document.tasks.json import word_data, written_area
from ttdt.document.tasks.wording import STYLES, late_word, task_status_word
from ttdt.document.wording import coverage_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from ttdt.analysis.diff import Diff, MoneyChange, MoneyChanges, TaskChange
    from ttdt.compute.funding import FundingRow
    from ttdt.compute.tasks import TaskWord
    from ttdt.document.model import Block, Cell, Row
    from ttdt.text.language import Language

_MEDIUM = 110
"""The width of a terminal from which what is assigned stands beside what is disbursed."""
_MOST_TASKS = 20
_MONEY_KEYS = (
    "carried_over", "assigned", "available", "disbursed", "percent", "status", "coverage",
)  # fmt: skip


def money_blocks(lang: Language, found: Diff) -> Iterator[Block]:
    """Yield the rows of money that changed, and what is assigned otherwise."""
    money = found.money
    if money is None:
        return
    if money.rows:
        yield Heading(lang.gettext("Disbursement of money"))
        yield Paragraph(
            lang.gettext(
                "Amounts in {unit}; %: disbursed since January, of the money available"
                " (carried over + assigned)",
                unit=money.funding.unit,
            ),
            Style.QUIET,
        )
        yield _money_table(lang, found, money)
    if money.reassignments:
        yield Heading(lang.gettext("Money reassigned"))
        yield Items(
            tuple(
                f"{wording.unit_name(found, one.area)}: {reassigned_text(lang, money.funding, one)}"
                for one in money.reassignments
            )
        )


def _money_table(lang: Language, found: Diff, money: MoneyChanges) -> Table:
    before, now = lang.gettext("earlier"), lang.gettext("later")
    assigned, disbursed = lang.gettext("Assigned"), lang.gettext("Disbursed")
    columns = (
        Column("", takes_rest=True, least=16),
        Column(f"{assigned}, {before}", right=True, room=10, from_width=_MEDIUM),
        Column(f"{assigned}, {now}", right=True, room=10, from_width=_MEDIUM),
        Column(f"{disbursed}, {before}", right=True, room=10),
        Column(f"{disbursed}, {now}", right=True, room=10),
        Column(lang.gettext("Change"), right=True, room=10),
        Column(f"%, {before}", right=True),
        Column(f"%, {now}", right=True),
        Column(lang.gettext("Units"), right=True, from_width=_MEDIUM),
    )
    groups: dict[str, list[Row]] = {
        lang.gettext("By unit"): [],
        lang.gettext("By project"): [],
        lang.gettext("By source"): [],
    }
    of_units, of_projects, of_sources = groups.values()
    for one in money.rows:
        key = one.new.key
        if key.project is not None:
            of_projects.append(
                _money_row(lang, money, project_name(lang, money.funding, key.project), one)
            )
        elif key.source is not None:
            name = lang.pick(money.funding.sources[key.source].name)
            of_sources.append(_money_row(lang, money, name, one))
        else:
            of_units.append(_money_row(lang, money, wording.unit_name(found, key.area), one))
    return Table(
        columns, tuple(RowGroup(title, tuple(rows)) for title, rows in groups.items() if rows)
    )


def _money_row(lang: Language, money: MoneyChanges, name: str, one: MoneyChange) -> Row:
    old, new = one.old.money, one.new.money
    change = None if old is None or new is None else new.disbursed - old.disbursed
    return (
        cell(name, wraps=True),
        _amount(lang, old and old.assigned),
        _amount(lang, new and new.assigned),
        _amount(lang, old and old.disbursed),
        _amount(lang, new and new.disbursed),
        _amount(lang, change, signed=True),
        *(_rate(lang, money, row) for row in one),
        cell(_coverage(one)),
    )


def _coverage(one: MoneyChange) -> str:
    """Return of how many units all is known, on both sides where they differ."""
    old, new = (coverage_text(row.coverage) for row in one)
    return new if old == new else f"{old} → {new}"


def _amount(lang: Language, amount: Decimal | None, *, signed: bool = False) -> Cell:
    if amount is None:
        return cell("")
    return cell(amount_text(lang, amount, signed=signed), value=Fraction(amount))


def _rate(lang: Language, money: MoneyChanges, row: FundingRow) -> Cell:
    rate = None if row.money is None else row.money.rate
    if rate is None:
        return cell("")
    return cell(rate_text(lang, money.funding, rate, row.goal), value=rate)


def task_blocks(lang: Language, found: Diff, *, brief: bool) -> Iterator[Block]:
    """Yield the words on tasks that changed, those that went back first.

    To be `brief`, many that only went on, with no cause given, have a line together.
    """
    if not found.tasks:
        return
    yield Heading(lang.gettext("Tasks"))
    listed = sorted(found.tasks, key=lambda one: not one.went_back)
    if brief and len(listed) > _MOST_TASKS:
        explained = {
            (note.area.id, note.task.id)
            for note in found.notes
            if note.task is not None and note.said.cause
        }
        listed = [
            one
            for one in listed
            if one.went_back or one.newly_late or (one.area.id, one.task.id) in explained
        ]
    if listed:
        yield _task_table(lang, found, listed)
    if len(listed) < len(found.tasks):
        others = len(found.tasks) - len(listed)
        yield Paragraph(
            lang.ngettext(
                "{n} other word on a task changed; for the list: --format plain",
                "{n} other words on tasks changed; for the list: --format plain",
                others,
            )
        )


def _task_table(lang: Language, found: Diff, listed: Sequence[TaskChange]) -> Table:
    beside = NotesBeside(found)
    texts = [beside.text_on_task(one.area.id, one.task) for one in listed]
    has_notes = any(texts)
    columns = (
        Column(lang.gettext("Clause"), room=8),
        Column(lang.gettext("Task"), takes_rest=True, room=30),
        Column(lang.gettext("Unit"), room=16),
        Column(lang.gettext("Before"), room=14),
        Column(lang.gettext("Now"), room=14),
        Column("", room=10),
        *([note_head(lang)] if has_notes else []),
        Column("id", drop=9, most=40),
    )
    rows = tuple(
        _task_row(lang, found, one, (text,) if has_notes else ())
        for one, text in zip(listed, texts, strict=True)
    )
    return Table.of(columns, rows, frozen=2)


def _task_row(lang: Language, found: Diff, one: TaskChange, notes: Sequence[str]) -> Row:
    said = []
    if one.went_back:
        said.append(lang.gettext("went back"))
    if one.newly_late:
        said.append(late_word(lang))
    return (
        cell(one.task.clause),
        cell(lang.pick(one.task.name), wraps=True),
        cell(wording.unit_name(found, one.area.id), wraps=True),
        *(_word_cell(lang, word) for word in (one.old, one.new)),
        cell(", ".join(said), Style.BAD, wraps=True),
        *(cell(text, wraps=True) for text in notes),
        cell(one.task.id),
    )


def _word_cell(lang: Language, word: TaskWord) -> Cell:
    text = task_status_word(lang, word.status)
    if word.report is not None and word.report.percent is not None:
        text = f"{text} {lang.number(word.report.percent.normalize())} %"
    return cell(text, Style.QUIET if word.status is None else STYLES[word.status], wraps=True)


def said_of_programme(lang: Language, found: Diff) -> list[tuple[int, str]]:
    """Return how much of money and tasks changed, and the words for that."""
    money = 0 if found.money is None else len(found.money.rows)
    assigned = 0 if found.money is None else len(found.money.reassignments)
    tasks = len(found.tasks)
    back = sum(one.went_back for one in found.tasks)
    late = sum(one.newly_late for one in found.tasks)
    return [
        (money, lang.ngettext("{n} row of money changed", "{n} rows of money changed", money)),
        (
            assigned,
            lang.ngettext("{n} amount reassigned", "{n} amounts reassigned", assigned),
        ),
        (
            tasks,
            lang.ngettext("{n} word on a task changed", "{n} words on tasks changed", tasks),
        ),
        (back, lang.ngettext("{n} task went back", "{n} tasks went back", back)),
        (late, lang.ngettext("{n} task is newly late", "{n} tasks are newly late", late)),
    ]


def money_data(found: Diff, language: Language) -> dict[str, Any] | None:
    """Return what changed of money as plain data; null where it is not compared."""
    money = found.money
    if money is None:
        return None
    return {
        "unit": language.pick(money.funding.unit),
        "rows": [_row_data(one) for one in money.rows],
        "reassignments": [
            reassignment_data(found.new.round.plan, one) for one in money.reassignments
        ],
    }


def _row_data(one: MoneyChange) -> dict[str, Any]:
    return {
        "area": one.new.key.area or None,
        "project": one.new.key.project,
        "source": one.new.key.source,
        **{
            side: {key: row_data(row)[key] for key in _MONEY_KEYS}
            for side, row in (("old", one.old), ("new", one.new))
        },
        "difference": _differences(one),
    }


def _differences(one: MoneyChange) -> dict[str, Any]:
    old, new = one.old.money, one.new.money
    if old is None or new is None:
        return {"assigned": None, "disbursed": None, "percent": None}
    moved = None if old.rate is None or new.rate is None else new.rate - old.rate
    return {
        "assigned": exact_number(new.assigned - old.assigned),
        "disbursed": exact_number(new.disbursed - old.disbursed),
        "percent": number(moved),
    }


def task_data(found: Diff) -> list[dict[str, Any]]:
    """Return the words on tasks that changed as plain data."""
    plan = found.new.round.plan
    return [
        {
            "task": one.task.id,
            "clause": one.task.clause,
            "area": written_area(plan, one.area.id),
            "went_back": one.went_back,
            "newly_late": one.newly_late,
            "old": word_data(one.old),
            "new": word_data(one.new),
        }
        for one in found.tasks
    ]
