"""The cells of an area's form: what units fill in, what they refuse, and the sums below."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.excel.limits import fit
from ttdt.forms import labels, styles
from ttdt.forms.area_form import BESIDE, UnitColumn, is_share
from ttdt.forms.choices import STATE_WORDS, FigureState
from ttdt.forms.form import QuestionKind
from ttdt.forms.input_cells import as_float, words_on_file
from ttdt.forms.validation import (
    count_rule,
    counted_rule,
    date_rule,
    percent_rule,
    state_rule,
    status_rule,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.excel.styles import CellStyles, Look
    from ttdt.forms.area_form import AreaForm, UnitSheet
    from ttdt.forms.area_formulas import AreaFormulas
    from ttdt.forms.form import Question
    from ttdt.forms.validation import Rule
    from ttdt.number import Number
    from ttdt.text.language import Language

INPUTS: Mapping[UnitColumn, Look] = {
    UnitColumn.VALUE: styles.INPUT_COUNT, UnitColumn.PERCENT: styles.INPUT_PERCENT,
    UnitColumn.STATE: styles.INPUT_CHOICE, UnitColumn.REASON: styles.INPUT_SMALL,
    UnitColumn.CAUSE: styles.INPUT_SMALL, UnitColumn.NOTE: styles.INPUT_SMALL,
}  # fmt: skip
"""How the columns look that are filled in."""
_IN_WORDS: Mapping[QuestionKind, Look] = {
    QuestionKind.STATUS: styles.INPUT_CHOICE, QuestionKind.SUBMITTED: styles.INPUT_DATE,
    QuestionKind.AS_OF: styles.INPUT_DATE, QuestionKind.SOURCE: styles.INPUT_SMALL,
    QuestionKind.REMARK: styles.INPUT_SMALL, QuestionKind.NARRATIVE: styles.INPUT_SMALL,
}  # fmt: skip


class UnitCells:
    """Writes the cells of one sheet, column by column; rows and columns count from 0."""

    def __init__(
        self,
        raw: Any,  # noqa: ANN401 - xlsxwriter has no types
        style_of: CellStyles,
        form: AreaForm,
        sheet: UnitSheet,
        formulas: AreaFormulas,
    ) -> None:
        """Write into this sheet."""
        self._raw = raw
        self._style = style_of
        self._form = form
        self._sheet = sheet
        self._formulas = formulas
        self._lang: Language = formulas.lang
        self._first = sheet.FIRST_ROW
        self._below = sheet.FIRST_ROW + len(form.forms)

    def write(self, question: Question) -> None:
        """Write the cells of a question to all units, what they refuse, and their sums."""
        for column, place in self._sheet.places(question):
            look = self._look(question, column)
            for row, asked in enumerate(self._form.asked(question), self._first):
                over = {} if asked.owed else styles.NOT_OWED
                self._cell(row, place, asked, column, {**look, **over})
        self._limit(question)
        self._sums(question)

    def _look(self, question: Question, column: UnitColumn) -> Look:
        if column is UnitColumn.VALUE and question.kind in _IN_WORDS:
            return _IN_WORDS[question.kind]
        if column is UnitColumn.RESULT:
            return {**styles.LIVE, "num_format": self._pattern(question), "text_wrap": True}
        if column is UnitColumn.POPULATION:
            return {**styles.LIVE, "bold": False, "num_format": "#,##0"}
        if column is UnitColumn.VALUE and question.indicator and question.indicator.decimals:
            return styles.INPUT_NUMBER
        return INPUTS.get(column, styles.LAST)

    def _pattern(self, question: Question) -> str:
        if is_share(question):
            return "0.0#####%"
        return labels.number_pattern(question.indicator)

    def _cell(
        self, row: int, place: int, question: Question, column: UnitColumn, look: Look
    ) -> None:
        if column in {UnitColumn.POPULATION, UnitColumn.RESULT}:
            made = self._formulas
            is_population = column is UnitColumn.POPULATION
            formula = (made.population if is_population else made.result)(row, question)
            # An empty result makes every program compute it when the form is opened.
            self._raw.write_formula(row, place, formula, self._style(look), "")
            return
        last = question.last
        value: object = None
        if column is UnitColumn.LAST:
            if last is not None and last.text is not None:
                value, look = labels.last_words(last), {**styles.SMALL, **styles.LABEL, **look}
            elif last is not None:
                value, pattern = labels.last_number(last, self._form.period.year)
                look = {**look, "num_format": pattern}
        else:
            value = self._on_file(question, column)
            if (
                isinstance(value, Fraction | int)
                and column is UnitColumn.VALUE
                and value.denominator > 1
            ):
                look = {**look, "num_format": styles.INPUT_NUMBER["num_format"]}
        self._put(row, place, value, look)

    def _on_file(self, question: Question, column: UnitColumn) -> Number | date | str | None:
        """Return what a cell begins with."""
        held, lang = question.on_file, self._lang
        match column:
            case UnitColumn.VALUE:
                if isinstance(held.value, Fraction | int | date):
                    return held.value
                return words_on_file(lang, question)
            case UnitColumn.PERCENT:
                return None if held.percent is None else Fraction(held.percent, 100)
            case UnitColumn.STATE:
                return None if held.state is None else lang.gettext(STATE_WORDS[held.state])
            case UnitColumn.REASON:
                return fit(held.reason or "")
            case UnitColumn.CAUSE:
                return fit(held.cause or "")
            case _:
                return fit(held.note or "")

    def _put(self, row: int, place: int, value: object, look: Look) -> None:
        style = self._style(look)
        if isinstance(value, Fraction | int):
            self._raw.write_number(row, place, as_float(value), style)
        elif isinstance(value, date):
            self._raw.write_datetime(row, place, value, style)
        elif value:
            self._raw.write_string(row, place, value, style)
        else:
            self._raw.write_blank(row, place, None, style)

    def _limit(self, question: Question) -> None:
        """Let the cells of a question refuse what cannot be."""
        lang = self._lang
        states = [FigureState.NOT_APPLICABLE, FigureState.NOT_REPORTED]
        for column, place in self._sheet.places(question):
            if column is UnitColumn.PERCENT:
                self._refuse(place, percent_rule(lang, question))
            elif column is UnitColumn.STATE:
                self._refuse(place, state_rule(lang, states))
            elif column is UnitColumn.RESULT:
                rule = {
                    "type": "text", "criteria": "begins with", "value": "⚠",
                    "format": self._style(styles.CLASH),
                }  # fmt: skip
                self._raw.conditional_format(self._first, place, self._below - 1, place, rule)
            elif column is not UnitColumn.VALUE:
                continue
            elif question.kind is QuestionKind.STATUS:
                self._refuse(place, status_rule(lang))
            elif question.kind is QuestionKind.SUBMITTED:
                self._refuse(place, date_rule(lang, self._form.period.year))
            elif question.kind is QuestionKind.AS_OF:
                self._refuse(place, counted_rule(lang, self._form.period))
            elif question.kind not in _IN_WORDS:
                self._refuse(place, count_rule(lang, question, self._formulas.limit(question)))

    def _refuse(self, place: int, rule: Rule) -> None:
        self._raw.data_validation(self._first, place, self._below - 1, place, rule)

    def _sums(self, question: Question) -> None:
        """Write the sums below a question's columns, and how many units they are of."""
        if not (question.population or question.indicator):
            return
        indicator = question.indicator
        goal = None if indicator is None else indicator.goal_of(self._form.area.id)
        look = {**styles.LIVE, "top": 2}
        for column, place in self._sheet.places(question):
            if column in BESIDE:
                continue
            pattern = self._pattern(question) if column is UnitColumn.RESULT else "#,##0.##"
            style = self._style({**look, "num_format": pattern})
            formula = self._formulas.sum(question, column, goal)
            if formula is None:
                self._raw.write_blank(self._below, place, None, style)
            else:
                self._raw.write_formula(self._below, place, formula, style, "")
        owed = [asked.owed for asked in self._form.asked(question)]
        reported = self._formulas.reported(question, owed)
        if reported is not None:
            place = self._sheet.place(question, UnitColumn.VALUE)
            style = self._style(styles.LIVE_WORD)
            self._raw.write_formula(self._below + 1, place, reported, style, "")
