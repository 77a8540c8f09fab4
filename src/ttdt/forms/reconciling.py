"""What a filled form changes: its cells held against what the unit's file says already."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.change.edits import FigureEdit, SubmissionEdits
from ttdt.change.yaml_editor import clean
from ttdt.errors import TtdtError
from ttdt.excel.cells import holds_number
from ttdt.excel.limits import holds_text, is_whole
from ttdt.forms.choices import FigureState, status_of
from ttdt.forms.filled_form import FilledRow, Remark
from ttdt.forms.form import LATER_ROWS, SAMPLE, FormColumn, QuestionKind
from ttdt.forms.programme import is_of_programme
from ttdt.forms.programme_reconciling import reconcile_programme, written_number
from ttdt.forms.untouched import holds_figure
from ttdt.schema.submission import MOST_WORDS
from ttdt.submission import ReportStatus
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.forms.filled_form import FilledForm
    from ttdt.forms.form import Form, Question
    from ttdt.forms.programme_reconciling import ProgrammeAnswers
    from ttdt.text.message import Message

_ALL = 100
_TRUTHS = {"true": True, "false": False}
_LATEST = 5
"""How many years after its period a report can be handed in and still be meant."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What is to be put into the unit's file, and what must be said about the form."""

    edits: SubmissionEdits
    remarks: tuple[Remark, ...]
    places: dict[str, str]
    """Which cell each answer comes from, by the id of its row."""

    @property
    def changes_nothing(self) -> bool:
        """Whether the file says all this already."""
        return self.edits == SubmissionEdits()


def reconcile(form: Form, filled: FilledForm) -> Reconciled:
    """Return what a filled form changes in what `form` knows to be on file.

    A cell that is empty, or still as the form was made with, changes nothing.
    """
    found = _Reconciling(form.period.year, reconcile_programme(form, filled))
    questions = {question.id: question for question in form.questions}
    for name, entry in filled.entries.items():
        if is_of_programme(name):
            continue
        if name == SAMPLE:
            found.take_sample(entry, marked=form.marked)
            continue
        question = questions.get(name) or questions.get(_other_kind(name))
        if question is None:
            place = next(iter(entry.places.values()), filled.place)
            found.remarks.append(Remark(place, _unasked(form, name)))
            continue
        found.take(question, entry)
    if filled.whole:
        missing = [name for name in questions if name not in {*filled.entries, *LATER_ROWS}]
        if missing:
            message = ngettext_lazy(
                "{n} row of the form is missing, and stays as it is on file: {names}",
                "{n} rows of the form are missing, and stay as they are on file: {names}",
                len(missing),
                names=tuple(missing[:10]) + (("…",) if len(missing) > 10 else ()),  # noqa: PLR2004
            )
            found.remarks.append(Remark(filled.place, message, is_error=False))
    is_new = not form.begun and not found.result(filled).changes_nothing
    if is_new:
        says_status = found.status is not None or found.status_is_wrong
        marks_sample = found.sample is not None
        found.remarks += _left_open(form, filled, status=says_status, sample=marks_sample)
    return found.result(filled)


def _other_kind(name: str) -> str:
    """Return the id of the same figure's row if it were answered in words, or the reverse.

    A plain table does not know which figures the plan wants in words.
    """
    kind, _, key = name.partition(":")
    return {"figure": f"narrative:{key}", "narrative": f"figure:{key}"}.get(kind, name)


@dataclass(slots=True)
class _Reconciling:
    year: int
    programme: ProgrammeAnswers
    status: ReportStatus | None = None
    status_is_wrong: bool = False
    sample: bool | None = None
    submitted: date | None = None
    as_of: date | None = None
    words: dict[str, str] = field(default_factory=dict)
    populations: dict[str, int | Decimal | None] = field(default_factory=dict)
    figures: dict[tuple[str, str | None], FigureEdit] = field(default_factory=dict)
    notes: dict[tuple[str, str | None], str | None] = field(default_factory=dict)
    causes: dict[tuple[str, str | None], str | None] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    emptied: list[str] = field(default_factory=list)

    def take(self, question: Question, entry: FilledRow) -> None:
        """Take up one row."""
        self.places[question.id] = entry.place(FormColumn.VALUE)
        match question.kind:
            case QuestionKind.STATUS:
                self._status(question, entry)
            case QuestionKind.SUBMITTED:
                self._submitted(question, entry)
            case QuestionKind.AS_OF:
                # Whether it lies in the period is seen where the file is read.
                if isinstance(entry.value, date) and entry.value != question.on_file.value:
                    self.as_of = entry.value
            case QuestionKind.SOURCE | QuestionKind.REMARK:
                self._words(question, entry)
            case QuestionKind.POPULATION:
                self.remarks += _beside_population(entry)
                self._population(question, entry)
            case _:
                self._figure(question, entry)
                held = question.on_file
                note = self._text(entry, FormColumn.NOTE, entry.note, held.note)
                cause = self._text(entry, FormColumn.CAUSE, entry.cause, held.cause)
                if note is not None:
                    self.notes[question.key] = note
                if cause is not None:
                    self.causes[question.key] = cause

    def result(self, filled: FilledForm) -> Reconciled:
        """Return everything taken up so far."""
        remarks = [*filled.remarks, *self.remarks, *self.programme.remarks]
        unread = {remark.place for remark in remarks if remark.is_error}
        if emptied := [
            cell for cell in (*self.emptied, *self.programme.emptied) if cell not in unread
        ]:
            message = ngettext_lazy(
                "{n} cell is empty though a figure is on file, which stays; to withdraw it, choose"
                " “not available yet”: {cells}",
                "{n} cells are empty though figures are on file, which stay; to withdraw them,"
                " choose “not available yet”: {cells}",
                len(emptied),
                cells=tuple(map(filled.shown, emptied[:10])),
            )
            remarks.append(Remark(filled.place, message, is_error=False))
        edits = SubmissionEdits(
            status=self.status,
            submitted=self.submitted,
            as_of=self.as_of,
            source=self.words.get("source"),
            note=self.words.get("note"),
            sample=self.sample,
            populations=self.populations,
            figures=self.figures,
            notes=self.notes,
            causes=self.causes,
            funding=self.programme.funding,
            tasks=self.programme.tasks,
        )
        if edits != SubmissionEdits():
            tasks = {**self.programme.confirmed, **self.programme.tasks}
            edits = replace(edits, tasks=tasks)
        return Reconciled(edits, tuple(remarks), {**self.places, **self.programme.places})

    def take_sample(self, entry: FilledRow, *, marked: bool) -> None:
        """Take up whether a table says that its figures are made up."""
        said = _TRUTHS.get(str(entry.value))
        if said is None:
            word = str(entry.value)[:60]
            choices = tuple(_TRUTHS)
            message = gettext_lazy(
                "“{word}” is unknown; it can be: {choices}", word=word, choices=choices
            )
            self._wrong(entry, FormColumn.VALUE, message)
        elif said is not marked:
            self.sample = said

    def _words(self, question: Question, entry: FilledRow) -> None:
        if question.kind is QuestionKind.SOURCE and entry.value is None:
            return  # What is on file may name the form itself.
        text = self._text(entry, FormColumn.VALUE, entry.value, question.on_file.value)
        if text is not None:
            self.words[question.id] = text

    def _submitted(self, question: Question, entry: FilledRow) -> None:
        day = entry.value
        if not isinstance(day, date) or day == question.on_file.value:
            return
        if not 0 <= day.year - self.year <= _LATEST:
            message = gettext_lazy(
                "{day} cannot be the day of a report for {year}", day=day, year=str(self.year)
            )
            self._wrong(entry, FormColumn.VALUE, message)
            return
        self.submitted = day

    def _status(self, question: Question, entry: FilledRow) -> None:
        if entry.value is None:
            return
        status = status_of(str(entry.value))
        if status is None:
            self.status_is_wrong = True
            word = str(entry.value)[:60]
            message = gettext_lazy(
                "“{word}” is none of the choices; choose from the list", word=word
            )
            self._wrong(entry, FormColumn.VALUE, message)
        elif status != question.on_file.value:
            self.status = status

    def _population(self, question: Question, entry: FilledRow) -> None:
        value = entry.value
        if entry.state is FigureState.AS_LAST:
            if value is not None and value != entry.last:
                message = gettext_lazy(
                    "a number stands here, though “as last round” is chosen; keep one"
                )
                self._wrong(entry, FormColumn.STATE, message)
                return
            if entry.last is None:
                message = gettext_lazy("there is no number of the round before; type the number")
                self._wrong(entry, FormColumn.STATE, message)
                return
            value = entry.last
        elif entry.state is not None:
            self._wrong(
                entry, FormColumn.STATE, gettext_lazy("of a population only a number can be said")
            )
            return
        if value is None:
            if question.on_file.value is not None:
                self.emptied.append(entry.place(FormColumn.VALUE))
            return
        if holds_number(value, question.on_file.value):
            return
        count = self._count(entry, value)
        if (
            entry.state is FigureState.AS_LAST
            and question.last is not None
            and question.last.sample
        ):
            # Made-up numbers make what they are taken into a sample, too.
            self.sample = True
        if count is not None:
            self.populations[question.key[0]] = count

    def _figure(self, question: Question, entry: FilledRow) -> None:
        held = question.on_file
        if holds_figure(question, entry):
            return
        if entry.value is None and entry.percent is None and entry.state is None:
            if entry.reason is not None and entry.reason != held.reason:
                message = gettext_lazy(
                    "a reason stands here, but it is not chosen what it is the reason for"
                )
                self._wrong(entry, FormColumn.REASON, message)
            elif not held.silent:
                self.emptied.append(entry.place(FormColumn.VALUE))
            return
        if entry.state is not None:
            answer = self._without_figure(entry, entry.state)
        else:
            answer = self._with_figure(question, entry)
        if answer is not None and not (answer == FigureEdit() and held.silent):
            self.figures[question.key] = answer

    def _without_figure(self, entry: FilledRow, state: FigureState) -> FigureEdit | None:
        """Return the answer of a row that says why there is no figure."""
        if entry.value is not None or entry.percent is not None:
            message = gettext_lazy(
                "a figure stands here, though it is chosen that there is none; keep one"
            )
            self._wrong(entry, FormColumn.STATE, message)
            return None
        if state is FigureState.AS_LAST:
            message = gettext_lazy("“as last round” is for populations; type the figure")
            self._wrong(entry, FormColumn.STATE, message)
            return None
        reason = self._clean(entry, FormColumn.REASON, entry.reason)
        if state is FigureState.NOT_REPORTED:
            return FigureEdit(not_reported=reason)
        if reason is None:
            message = gettext_lazy("“does not apply here” needs the reason why")
            self._wrong(entry, FormColumn.REASON, message)
            return None
        return FigureEdit(not_applicable=reason)

    def _with_figure(self, question: Question, entry: FilledRow) -> FigureEdit | None:
        if entry.reason is not None:
            message = gettext_lazy(
                "a reason for having no figure stands beside one; move it to the notes"
            )
            self._wrong(entry, FormColumn.REASON, message)
            return None
        if entry.value is not None and entry.percent is not None:
            both_held = question.on_file.value is not None and question.on_file.percent is not None
            if not both_held:
                message = gettext_lazy(
                    "give the figure or its rate, not both; keep the figure if it is known"
                )
                self._wrong(entry, FormColumn.PERCENT, message)
                return None
        if question.kind is QuestionKind.NARRATIVE:
            return self._narrative(question, entry)
        if entry.value is not None:
            decimals = 0 if question.indicator is None else question.indicator.decimals
            count = self._count(entry, entry.value, decimals)
            return None if count is None else FigureEdit(value=count)
        percent = entry.percent
        may_exceed = question.indicator is not None and question.indicator.may_exceed
        if percent is None or percent < 0 or (percent > _ALL and not may_exceed):
            self._wrong(entry, FormColumn.PERCENT, _out_of_range(percent))
            return None
        return FigureEdit(percent=_shortest(percent))

    def _narrative(self, question: Question, entry: FilledRow) -> FigureEdit | None:
        if isinstance(entry.value, Decimal):
            message = gettext_lazy(
                "“{text}” is no text; an answer in words goes into the column text",
                text=f"{entry.value:f}",
            )
            self._wrong(entry, FormColumn.VALUE, message)
            return None
        if entry.percent is not None:
            self._wrong(
                entry, FormColumn.PERCENT, gettext_lazy("this is answered in words, not by a rate")
            )
            return None
        text = self._text(entry, FormColumn.VALUE, entry.value, question.on_file.value)
        return None if text is None else FigureEdit(text=text)

    def _count(self, entry: FilledRow, value: object, decimals: int = 0) -> int | Decimal | None:
        """Return a number of things, or what may have `decimals`; every other is an error."""
        if not isinstance(value, Decimal):
            message = gettext_lazy("“{text}” is no number", text=str(value)[:40])
            self._wrong(entry, FormColumn.VALUE, message)
        elif value < 0:
            message = gettext_lazy("{value} is negative, but it counts things", value=f"{value:f}")
            self._wrong(entry, FormColumn.VALUE, message)
        elif decimals:
            # Whether they are too many is seen where the file is read.
            return written_number(value)
        elif value != value.to_integral_value():
            message = gettext_lazy(
                "{value} has a fraction, but it counts things; write a whole number",
                value=f"{value:f}",
            )
            self._wrong(entry, FormColumn.VALUE, message)
        else:
            return int(value)
        return None

    def _text(
        self, entry: FilledRow, column: FormColumn, typed: object, held: object
    ) -> str | None:
        """Return a text that is not on file yet; what is longer than a cell cannot be changed."""
        if typed is None:
            if isinstance(held, str) and column is FormColumn.VALUE:
                self.emptied.append(entry.place(column))
            return None
        text = str(typed)
        if holds_text(text, held):
            return None
        if isinstance(held, str) and not is_whole(held):
            message = gettext_lazy(
                "the text on file is too long for a form; change it in the file itself"
            )
            self._wrong(entry, column, message)
            return None
        return self._clean(entry, column, text)

    def _clean(self, entry: FilledRow, column: FormColumn, text: str | None) -> str | None:
        if text is not None and len(text) > MOST_WORDS and column is not FormColumn.VALUE:
            message = gettext_lazy(
                "this text has {n} characters; the most is {most}", n=len(text), most=MOST_WORDS
            )
            self._wrong(entry, column, message)
            return None
        try:
            return None if text is None else clean(text) or None
        except TtdtError as failure:
            self._wrong(entry, column, failure.message)
            return None

    def _wrong(self, entry: FilledRow, column: FormColumn, message: Message) -> None:
        self.remarks.append(
            Remark(entry.places.get(column) or entry.place(FormColumn.VALUE), message)
        )


def _unasked(form: Form, name: str) -> Message:
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


def _beside_population(entry: FilledRow) -> Iterator[Remark]:
    """Yield what stands beside a population, whose file has no place for it."""
    for column, said in (
        (FormColumn.PERCENT, entry.percent),
        (FormColumn.REASON, entry.reason),
        (FormColumn.CAUSE, entry.cause),
        (FormColumn.NOTE, entry.note),
    ):
        if said is not None:
            message = gettext_lazy("of a population only a number can be said")
            yield Remark(entry.places.get(column) or entry.place(FormColumn.VALUE), message)


def _left_open(form: Form, filled: FilledForm, *, status: bool, sample: bool) -> Iterator[Remark]:
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
            command=f"ttdt set {form.area.written_id} {form.period.id} sample=true",
        )
        yield Remark(filled.place, message, is_error=False)


def _status_missing(filled: FilledForm) -> Message:
    if filled.whole:
        return gettext_lazy("say how settled the figures are: estimated, provisional or final")
    return gettext_lazy(
        "the table does not say how settled the figures are; name one of {choices} with --status,"
        " or in a column status",
        choices=tuple(map(str, ReportStatus)),
    )


def _out_of_range(percent: Decimal | None) -> Message:
    """Return what is wrong with a percentage; a cell for percentages takes 98.5 as 9850 %."""
    if percent is not None and _ALL < percent <= _ALL * _ALL:
        return gettext_lazy(
            "{value} % is not between 0 and 100; if {meant} % is meant, type {meant}%",
            value=f"{percent:f}",
            meant=f"{(percent / _ALL).normalize():f}",
        )
    return gettext_lazy("{value} % is not between 0 and 100", value=f"{percent:f}")


def _shortest(number: Decimal) -> int | Decimal:
    """Return a number as it is written in a file: whole where it is."""
    return int(number) if number == number.to_integral_value() else number
