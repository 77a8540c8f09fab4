"""What to say of answers that nobody asked for, and of those that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.forms.columns import FormColumn
from ttdt.forms.filled_form import Remark
from ttdt.submission import ReportStatus
from ttdt.text.matching import closest
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.forms.filled_form import Filled, FilledRow
    from ttdt.forms.form import Form


def unasked(form: Form, name: str) -> Message:
    """Return what is wrong with a row's id, and which one was probably meant."""
    kind, _, said = name.partition(":")
    whole = form.plan.indicators.get(said)
    if kind != "population" and whole is not None and whole.parts:
        parts = tuple(f"{said}/{leaf.part}" for leaf in whole.parts)
        return gettext_lazy(
            "“{name}” has parts; set them one by one: {parts}", name=said, parts=parts
        )
    known = [
        key
        for of, _, key in (question.id.partition(":") for question in form.questions)
        if key and (of == "population") == (kind == "population")
    ]
    guess = closest(said, known)
    if guess is None:
        return gettext_lazy("“{name}” is nothing that the plan asks for", name=said)
    return gettext_lazy(
        "“{name}” is nothing that the plan asks for; did you mean “{guess}”?",
        name=said,
        guess=guess,
    )


def beside_population(entry: FilledRow) -> Iterator[Remark]:
    """Yield what stands beside a population, whose file has no place for it."""
    for column, said in (
        (FormColumn.PERCENT, entry.percent),
        (FormColumn.REASON, entry.reason),
        (FormColumn.NOTE, entry.note),
    ):
        if said is not None:
            message = gettext_lazy("of a population only a number can be said")
            yield Remark(entry.places.get(column) or entry.place(FormColumn.VALUE), message)


def left_open(form: Form, filled: Filled, *, status: bool, sample: bool) -> Iterator[Remark]:
    """Yield what a unit's first figures for a period must say, or had better say, and do not.

    `status` and `sample` tell whether they say how settled they are, and whether they are made up.
    """
    if not status:
        said = filled.entries.get("status")
        place = filled.place if said is None else said.place(FormColumn.VALUE)
        yield Remark(place, _status_missing(filled))
    if form.sample and not sample:
        message = gettext_lazy(
            "what this unit has on file is sample data, and these figures are not marked as such;"
            " if they are made up, too, run {command}",
            command=f"ttdt set {form.unit} {form.period.id} sample=true",
        )
        yield Remark(filled.place, message, is_error=False)


def _status_missing(filled: Filled) -> Message:
    if filled.whole:
        return gettext_lazy("say how settled the figures are: estimated, provisional or final")
    return gettext_lazy(
        "the table does not say how settled the figures are; give it a column status with one of"
        " {choices}",
        choices=tuple(map(str, ReportStatus)),
    )
