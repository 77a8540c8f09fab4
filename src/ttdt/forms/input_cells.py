"""The cells of a form that are filled in, and what they refuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.excel.limits import fit
from ttdt.forms import styles
from ttdt.forms.choices import STATE_WORDS, STATUS_WORDS, FigureState
from ttdt.forms.form import WIDE, WORDS, FormColumn, QuestionKind
from ttdt.forms.validation import (
    count_rule,
    counted_rule,
    date_rule,
    percent_rule,
    state_rule,
    status_rule,
)
from ttdt.submission import ReportStatus

if TYPE_CHECKING:
    from ttdt.excel.styles import CellStyles, Look
    from ttdt.forms.form import Form, Question
    from ttdt.forms.formulas import Formulas
    from ttdt.forms.validation import Refusals
    from ttdt.number import Number
    from ttdt.text.language import Language


_STATUS: Look = {**styles.INPUT_CHOICE, "bold": True, "font_size": 11}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Writes the cells to be filled in of one sheet; rows count from 0."""

    _raw: Any
    _style: CellStyles
    _form: Form
    _lang: Language
    _formulas: Formulas
    _refusals: Refusals

    def number(self, row: int, question: Question, over: Look) -> None:
        """Write the cells of a figure or population, and of its rate."""
        raw, held = self._raw, question.on_file
        place = FormColumn.VALUE.place
        value = held.value if isinstance(held.value, Fraction | int) else None
        whole = value is None or value.denominator == 1
        look = styles.INPUT_COUNT if whole else styles.INPUT_NUMBER
        if question.indicator is not None and question.indicator.decimals:
            look = styles.INPUT_NUMBER
        style = self._style(look, over)
        if value is not None:
            raw.write_number(row, place, as_float(value), style)
        else:
            raw.write_blank(row, place, None, style)
        rule = count_rule(self._lang, question, self._formulas.limit(question))
        self._refusals.add(row, place, rule)
        place = FormColumn.PERCENT.place
        indicator = question.indicator
        if indicator is None or measure_of(indicator).in_units:
            raw.write_blank(row, place, None, self._style(styles.LABEL, over))
            return
        style = self._style(styles.INPUT_PERCENT, over)
        if held.percent is None:
            raw.write_blank(row, place, None, style)
        else:
            raw.write_number(row, place, as_float(Fraction(held.percent, 100)), style)
        self._refusals.add(row, place, percent_rule(self._lang, question))

    def words(self, row: int, question: Question) -> None:
        """Write the wide cell of an answer in words, of a date or of a choice."""
        raw, held = self._raw, question.on_file
        first, last = (column.place for column in WIDE)
        look = styles.INPUT_WORDS
        if question.kind in {QuestionKind.SUBMITTED, QuestionKind.AS_OF}:
            look = styles.INPUT_DATE
        elif question.kind is QuestionKind.STATUS:
            look = _STATUS
        style = self._style(look)
        raw.merge_range(row, first, row, last, "", style)
        value, shown = held.value, words_on_file(self._lang, question)
        if isinstance(value, date):
            raw.write_datetime(row, first, value, style)
        elif shown:
            raw.write_string(row, first, shown, style)
        else:
            raw.write_blank(row, first, None, style)
        self._limit_words(row, question)

    def _limit_words(self, row: int, question: Question) -> None:
        raw, place = self._raw, FormColumn.VALUE.place
        if question.kind is QuestionKind.STATUS:
            raw.data_validation(row, place, row, place, status_rule(self._lang))
        elif question.kind is QuestionKind.SUBMITTED:
            rule = date_rule(self._lang, self._form.period.year)
            raw.data_validation(row, place, row, place, rule)
        elif question.kind is QuestionKind.AS_OF:
            rule = counted_rule(self._lang, self._form.period)
            raw.data_validation(row, place, row, place, rule)

    def state(self, row: int, question: Question, over: Look) -> None:
        """Write the choice instead of a number, its reason, the cause and the note."""
        raw, held, gettext = self._raw, question.on_file, self._lang.gettext
        if question.kind in WORDS and question.kind is not QuestionKind.NARRATIVE:
            return
        place = FormColumn.STATE.place
        choices = [FigureState.NOT_APPLICABLE, FigureState.NOT_REPORTED]
        if question.population is not None:
            choices = [FigureState.AS_LAST] if question.last is not None else []
        self._words_cell(
            row, FormColumn.STATE, None if held.state is None else gettext(STATE_WORDS[held.state]),
            styles.INPUT_CHOICE if choices else styles.LABEL, over,
        )  # fmt: skip
        if choices:
            self._refusals.add(row, place, state_rule(self._lang, choices))
        if question.population is not None:
            for column in (FormColumn.REASON, FormColumn.CAUSE, FormColumn.NOTE):
                raw.write_blank(row, column.place, None, self._style(styles.LABEL, over))
            return
        self._words_cell(row, FormColumn.REASON, held.reason, styles.INPUT_SMALL, over)
        self._words_cell(row, FormColumn.CAUSE, held.cause, styles.INPUT_SMALL, over)
        self._words_cell(row, FormColumn.NOTE, held.note, styles.INPUT_SMALL, over)

    def _words_cell(self, row: int, column: FormColumn, text: str | None, *looks: Look) -> None:
        self._text(row, column, "" if text is None else fit(text), *looks)

    def _text(self, row: int, column: FormColumn, text: str, *looks: Look) -> None:
        if text:
            self._raw.write_string(row, column.place, text, self._style(*looks))
        else:
            self._raw.write_blank(row, column.place, None, self._style(*looks))


def words_on_file(lang: Language, question: Question) -> str:
    """Return the words that an answer in words, or a choice, begins with."""
    value = question.on_file.value
    if isinstance(value, ReportStatus):
        return lang.gettext(STATUS_WORDS[value])
    return fit(value) if isinstance(value, str) else ""


def as_float(value: Number | None) -> float:
    """Return a number as a spreadsheet stores it."""
    return 0.0 if value is None else value.numerator / value.denominator
