"""What a file of another system says, gathered into submissions, with what is wrong in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ttdt.errors import TtdtError
from ttdt.exchange.codes import PlanCodes
from ttdt.forms.choices import FigureState
from ttdt.forms.filled_form import FilledForm, FilledRow, Remark
from ttdt.forms.form import SAMPLE, FormColumn
from ttdt.text.escaping import escape_invisible
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.exchange.codes import Answer
    from ttdt.period import Period
    from ttdt.plan import Area, Plan
    from ttdt.text.message import Message

_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_MOST_SHOWN = 60


class ExchangeReading(NamedTuple):
    """What a file says."""

    forms: tuple[FilledForm, ...]
    """One for each unit and period, in the order of the file."""
    remarks: tuple[Remark, ...]
    """What is to be said of its lines; where one is an error, nothing of the file counts."""


@dataclass
class Submission:
    """What a file says of one unit and period."""

    area: Area
    period: Period
    codes: PlanCodes
    place: str
    """Where it begins."""
    rows: dict[str, FilledRow] = field(default_factory=dict)

    def form(self, file: str) -> FilledForm:
        """Return it as a filled form, which may lack rows."""
        unit, period = self.area.written_id, self.period.id
        return FilledForm(unit, period, self.place, self.rows, whole=False, path=file)


@dataclass
class _Repeated:
    """A complaint, said where it is first due."""

    place: str
    message: Message
    is_error: bool
    times: int = 1


class Gathering:
    """Takes a file value by value."""

    def __init__(self, file: str, plan_for: Callable[[Period], Plan]) -> None:
        """Begin with nothing; `plan_for` gives the plan of a period, or raises `TtdtError`."""
        self._file = file
        self._plan_for = plan_for
        self._codes: dict[Period, PlanCodes] = {}
        self._submissions: dict[tuple[str, Period], Submission] = {}
        self._said: dict[tuple[str, str], _Repeated] = {}

    def reading(self) -> ExchangeReading:
        """Return what was taken so far."""
        forms = tuple(one.form(self._file) for one in self._submissions.values() if one.rows)
        return ExchangeReading(forms, tuple(self._remarks()))

    def codes(self, place: str, period: Period) -> PlanCodes | None:
        """Return the codes of a period's plan; None, which is told of, where there is none."""
        if period not in self._codes:
            try:
                self._codes[period] = PlanCodes(self._plan_for(period))
            except TtdtError as failure:
                self.say(place, "plan", period.id, failure.message)
                return None
        return self._codes[period]

    def submission(
        self, place: str, code: str, word: str, period: Period | None
    ) -> Submission | None:
        """Return the submission of a unit for a period, which a system calls `code` and `word`.

        None, which is told of, where the plan has none such.
        """
        if period is None:
            self.say(place, "period", word, gettext_lazy("“{word}” is no period", word=_cut(word)))
            return None
        codes = self.codes(place, period)
        if codes is None:
            return None
        area = codes.areas.get(code)
        if area is None:
            message = gettext_lazy("the plan has no unit with the code “{code}”", code=_cut(code))
            self.say(place, "unit", code, message)
            return None
        key = area.id, period
        return self._submissions.setdefault(key, Submission(area, period, codes, place))

    def put(self, to: Submission, place: str, answer: Answer, value: Decimal | str) -> bool:
        """Take a value, and return whether it is new.

        Another that the unit has for the same already is an error.
        """
        known = to.rows.get(answer.row)
        row = known or FilledRow(answer.row, dict.fromkeys(FormColumn, place))
        is_percent = answer.column is FormColumn.PERCENT
        there = row.percent if is_percent else row.value
        if there is None:
            said = {"percent": value} if is_percent else {"value": value}
            places = {**row.places, answer.column: place}
            to.rows[answer.row] = row._replace(places=places, **said)  # type: ignore[arg-type]
            return True
        if there != value:
            message = gettext_lazy(
                "{unit} has {other} for the same in {period} already, at {place}",
                unit=to.area.name,
                other=_cut(str(there)),
                period=to.period.id,
                place=row.place(answer.column),
            )
            self.say(place, "twice", place, message)
        return False

    def put_once(self, to: Submission, place: str, answer: Answer, value: Decimal | str) -> None:
        """Take a value that a file has but once, and say where it has it again."""
        if not self.put(to, place, answer, value):
            message = gettext_lazy("this is there twice, and is read once")
            self.say(place, "again", "", message, is_error=False)

    def note(self, to: Submission, place: str, answer: Answer, text: str) -> None:
        """Take a remark on a figure."""
        row = to.rows.get(answer.row) or FilledRow(answer.row, dict.fromkeys(FormColumn, place))
        to.rows[answer.row] = row._replace(note=text)

    def not_applicable(self, to: Submission, place: str, answer: Answer, reason: str) -> None:
        """Take that a figure means nothing there."""
        row = FilledRow(answer.row, dict.fromkeys(FormColumn, place))
        to.rows.setdefault(
            answer.row, row._replace(state=FigureState.NOT_APPLICABLE, reason=reason)
        )

    def about(self, to: Submission, place: str, name: str, value: str) -> None:
        """Take what is said of a whole submission, such as its status."""
        to.rows[name] = FilledRow(name, {FormColumn.VALUE: place}, value=value)

    def sample(self, to: Submission, place: str) -> None:
        """Take that a submission's figures are made up."""
        if SAMPLE not in to.rows:
            self.about(to, place, SAMPLE, "true")

    def number(self, place: str, text: str) -> Decimal | None:
        """Return a number as other systems write it; None, which is told of, for anything else."""
        if not is_number(text):
            message = gettext_lazy("“{text}” is no number", text=_cut(text))
            self.say(place, "number", place, message)
            return None
        number = Decimal(text)
        whole = number.to_integral_value()
        return whole if whole == number else number.normalize()

    def unknown(self, place: str, code: str) -> None:
        """Say that the plan has no figure of this code."""
        message = gettext_lazy(
            "the plan has no indicator and no population with the code “{code}”", code=_cut(code)
        )
        self.say(place, "figure", code, message)

    def say(
        self, place: str, kind: str, word: str, message: Message, *, is_error: bool = True
    ) -> None:
        """Say something of a value; of a `word` the same `kind` of thing is said but once."""
        known = self._said.setdefault(
            (kind, word), _Repeated(place, message, is_error=is_error, times=0)
        )
        known.times += 1

    def _remarks(self) -> Iterator[Remark]:
        for one in self._said.values():
            message = one.message
            if one.times > 1:
                message = ngettext_lazy(
                    "{problem}; so in {n} more line",
                    "{problem}; so in {n} more lines",
                    one.times - 1,
                    problem=message,
                )
            yield Remark(one.place, message, one.is_error)


def is_number(text: str) -> bool:
    """Return whether a text is a number as other systems write it."""
    return _NUMBER.fullmatch(text) is not None


def _cut(text: str) -> str:
    return escape_invisible(text[:_MOST_SHOWN])
