"""What a filled form changes of money and tasks in what the unit's file says already."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.programme_edit import decision_said
from ttdt.change.yaml_editor import clean
from ttdt.errors import TtdtError
from ttdt.excel.cells import as_stored
from ttdt.excel.limits import fit, same_words
from ttdt.forms.choices import task_status_of
from ttdt.forms.filled_form import FilledRow, Remark
from ttdt.forms.form import FormColumn
from ttdt.forms.programme import (
    AMOUNT_COLUMNS,
    MONEY_INPUTS,
    amount_named,
    empty_money_named,
    id_of_amount,
    id_of_percent,
    task_named,
)
from ttdt.submission.model import TaskReport, TaskStatus
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.forms.filled_form import FilledForm
    from ttdt.forms.form import Form
    from ttdt.forms.programme import MoneyQuestion, TaskQuestion
    from ttdt.plan import Cell
    from ttdt.text.message import Message
    from ttdt.yaml import Plain


class ProgrammeAnswers(NamedTuple):
    """What a form says of money and tasks that is not on file."""

    funding: dict[Cell, dict[str, Plain]]
    tasks: dict[str, dict[str, Plain]]
    confirmed: dict[str, dict[str, Plain]]
    """Tasks that were finished before and still are, which counts if the form says anything."""
    remarks: list[Remark]
    emptied: list[str]
    """Cells that are empty though something is on file."""
    places: dict[str, str]
    """Which cell each answer comes from, by the id of its row."""


def reconcile_programme(form: Form, filled: FilledForm) -> ProgrammeAnswers:
    """Return what a filled form says of money and tasks that is not on file.

    A cell that is empty, or still as the form was made with, changes nothing.
    """
    answers = ProgrammeAnswers({}, {}, {}, [], [], {})
    rows: dict[Cell, dict[str, FilledRow]] = {}
    for name, entry in _spread_out(form, filled):
        money, task = amount_named(name), task_named(name)
        if money is not None:
            cell, key = money
            answers.places[name] = entry.place(FormColumn.VALUE)
            if key in MONEY_INPUTS:
                rows.setdefault(cell, {})[key] = entry
            else:
                _wrong(answers, entry, _unknown(key, MONEY_INPUTS))
        elif task is not None:
            answers.places[name] = entry.place(FormColumn.VALUE)
            if FormColumn.PERCENT in entry.places:
                answers.places[id_of_percent(task)] = entry.place(FormColumn.PERCENT)
            asked = form.tasks.get(task)
            if asked is None:
                _wrong(answers, entry, _unknown(task, form.tasks))
            else:
                _take_task(answers, task, asked, entry)
    for cell, said in rows.items():
        question = form.money.get(cell)
        if question is None:
            _wrong(answers, next(iter(said.values())), _unknown_money(form, cell))
        else:
            _take_money(answers, cell, question, said)
    return answers


def _spread_out(form: Form, filled: FilledForm) -> Iterator[tuple[str, FilledRow]]:
    """Yield what a form says, by row ids; of an empty row for money each cell, where it matters.

    It does not where nothing is on file, and no other file says anything of that money.
    """
    said = {money[0] for name in filled.entries if (money := amount_named(name)) is not None}
    for name, entry in filled.entries.items():
        cell = empty_money_named(name)
        if cell is None:
            yield name, entry
            continue
        question = form.money.get(cell)
        if question is None or question.on_file or cell in said:
            for column, place in entry.places.items():
                key = id_of_amount(cell, column)
                if key not in filled.entries:
                    yield key, FilledRow(key, {FormColumn.VALUE: place})


def _take_money(
    answers: ProgrammeAnswers,
    cell: Cell,
    question: MoneyQuestion,
    rows: Mapping[str, FilledRow],
) -> None:
    """Take up what is said of a project's money from a source."""
    shown = question.shown
    news: dict[str, object] = {
        key: row.value
        for key, row in rows.items()
        if row.value is not None and not _same(row.value, shown.get(key))
    }
    for key in AMOUNT_COLUMNS:
        # Nothing carried over, which a file need not say, is no amount to be missed.
        emptied = key in rows and rows[key].value is None and bool(shown.get(key))
        if emptied and question.on_file and "not_reported" not in news:
            answers.emptied.append(rows[key].place(FormColumn.VALUE))
    if not news:
        return
    if not question.on_file:
        # What the form began with is said, too, once anything is.
        left = {key for key, row in rows.items() if row.value is None}
        news = {
            key: shown.get(key)
            for key in map(str, AMOUNT_COLUMNS)
            if shown.get(key) is not None and key not in left
        } | news
    if "not_reported" in news and "disbursed" in rows:
        if rows["disbursed"].value is not None:
            message = gettext_lazy(
                "a reason for having no figure stands beside one; move it to the notes"
            )
            _wrong(answers, rows["not_reported"], message)
            return
        news["disbursed"] = None
    wanted = {key: _written(answers, rows.get(key), key, value) for key, value in news.items()}
    answers.funding[cell] = wanted


def _same(typed: object, shown: Decimal | str | None) -> bool:
    """Return whether a cell says what a form showed, as precisely as a cell can."""
    if isinstance(shown, Decimal):
        return isinstance(typed, Decimal) and typed in {shown, as_stored(Fraction(shown))}
    return shown is not None and same_words(fit(shown), str(typed))


def _written(answers: ProgrammeAnswers, row: FilledRow | None, key: str, value: object) -> Plain:
    """Return an answer as it is written in the file; a number with the decimals that it has."""
    if value is None:
        return None
    if isinstance(value, Decimal) and key in AMOUNT_COLUMNS:
        return written_number(value)
    try:
        text = clean(f"{value:f}" if isinstance(value, Decimal) else str(value))
        return decision_said(text) if key == "decision" else text
    except TtdtError as failure:
        if row is not None:
            _wrong(answers, row, failure.message)
        return None


def written_number(number: Decimal) -> int | Decimal:
    """Return a number as a file has it: whole where it has no decimals, else with all of them."""
    exponent = number.as_tuple().exponent
    return int(number) if not isinstance(exponent, int) or exponent >= 0 else number


def _take_task(
    answers: ProgrammeAnswers, name: str, question: TaskQuestion, row: FilledRow
) -> None:
    """Take up what is said of a task."""
    shown = question.shown or TaskReport()
    if row.value is None:
        if any(said is not None for said in (row.percent, row.reason, row.cause, row.note)):
            message = gettext_lazy("something is said of the task, but not how far it is")
            _wrong(answers, row, message)
        elif question.on_file:
            answers.emptied.append(row.place(FormColumn.VALUE))
        return
    status = task_status_of(str(row.value))
    if status is None:
        word = str(row.value)[:60]
        message = gettext_lazy("“{word}” is none of the choices; choose from the list", word=word)
        _wrong(answers, row, message)
        return
    news = _news_of_task(answers, question, status, row)
    if question.on_file:
        if news:
            answers.tasks[name] = news
    elif news:
        same = _of(shown) if status is shown.status else {}
        answers.tasks[name] = {**same, **news, "status": str(status)}
    else:
        answers.confirmed[name] = _of(shown)


def _news_of_task(
    answers: ProgrammeAnswers, question: TaskQuestion, status: TaskStatus, row: FilledRow
) -> dict[str, Plain]:
    """Return what a row says otherwise than the form did."""
    shown = question.shown or TaskReport()
    news: dict[str, Plain] = {} if status is shown.status else {"status": str(status)}
    if row.percent is not None and row.percent != shown.percent:
        news["percent"] = written_number(row.percent.normalize() + 0)
    was_cancelled = shown.status is TaskStatus.CANCELLED
    is_cancelled = status is TaskStatus.CANCELLED
    is_said = same_words(fit(cause_shown(shown) or ""), row.reason or "")
    if row.reason is not None and (not is_said or ("status" in news and not was_cancelled)):
        why = "reason" if is_cancelled else "cause"
        news[why] = _written(answers, row, why, row.reason)
    if was_cancelled and not is_cancelled and question.on_file:
        news["reason"] = None
    if row.cause is not None and not same_words(fit(shown.cause or ""), row.cause):
        if "cause" in news:
            message = gettext_lazy(
                "the cause stands in two columns, reason and cause; keep one of them"
            )
            _wrong(answers, row, message)
        news["cause"] = _written(answers, row, "cause", row.cause)
    if row.note is not None and not same_words(fit(shown.note or ""), row.note):
        news["note"] = _written(answers, row, "note", row.note)
    return news


def cause_shown(report: TaskReport) -> str | None:
    """Return what a form shows as the cause: why a task is behind, or why it was cancelled."""
    if report.status is TaskStatus.CANCELLED and report.reason != report.note:
        return report.reason
    return report.cause


def _of(report: TaskReport) -> dict[str, Plain]:
    """Return what was finished before as it is said again."""
    said: dict[str, Plain] = {}
    if report.status is not None:
        said["status"] = str(report.status)
    if report.status is TaskStatus.CANCELLED and report.reason is not None:
        said["reason"] = report.reason
    return said


def _unknown_money(form: Form, cell: Cell) -> Message:
    funding = form.plan.funding
    if funding is not None and cell[0] in funding.below:
        return gettext_lazy(
            "the project “{project}” is made of {projects}; write the amounts there",
            project=cell[0],
            projects=funding.below[cell[0]],
        )
    return _unknown("/".join(cell), ["/".join(one) for one in form.money])


def _unknown(name: str, known: Iterable[str]) -> Message:
    guess = closest(name, known)
    if guess is None:
        return gettext_lazy("“{name}” is nothing that the plan asks for", name=name)
    return gettext_lazy(
        "“{name}” is nothing that the plan asks for; did you mean “{guess}”?",
        name=name,
        guess=guess,
    )


def _wrong(answers: ProgrammeAnswers, row: FilledRow, message: Message) -> None:
    answers.remarks.append(Remark(row.place(FormColumn.VALUE), message))
