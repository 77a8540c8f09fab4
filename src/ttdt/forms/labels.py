"""What a form says about each of its rows, and how high that makes the row."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document.wording import target_amount, unit_sign
from ttdt.excel.limits import fit
from ttdt.forms.form import WIDE, FormColumn, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.forms.form import LastAnswer, Question
    from ttdt.number import Number
    from ttdt.plan import Indicator, Plan
    from ttdt.text.language import Language

_LAST_MOST = 400
"""How much of the last round's words is repeated."""

WIDTHS: Mapping[FormColumn, float] = {
    FormColumn.ID: 4, FormColumn.CLAUSE: 6, FormColumn.LABEL: 48, FormColumn.MEASURED_IN: 12,
    FormColumn.TARGET: 12, FormColumn.LAST: 15, FormColumn.VALUE: 13, FormColumn.PERCENT: 10,
    FormColumn.RESULT: 11, FormColumn.VERDICT: 13,
    FormColumn.STATE: 15, FormColumn.REASON: 17, FormColumn.CAUSE: 18, FormColumn.NOTE: 17,
    FormColumn.EXACT: 8,
}  # fmt: skip

_LINE = 15.0
"""The height of a line, in points."""
_SMALL_LINE = 12.0
_PADDING = 4.0
_FEWEST_LINES = 4
_MOST_LINES = 25


class LabelLine(NamedTuple):
    """A line of a label."""

    text: str
    bold: bool = False
    italic: bool = False


def label_lines(lang: Language, plan: Plan, question: Question) -> list[LabelLine]:
    """Return what a row asks for: its name, then how it is counted."""
    gettext = lang.gettext
    if question.kind is QuestionKind.STATUS:
        return [LabelLine(gettext("How settled the figures are"), bold=True)]
    if question.kind is QuestionKind.SUBMITTED:
        return [
            LabelLine(gettext("Date of the report"), bold=True),
            LabelLine(gettext("day/month/year")),
        ]
    if question.kind is QuestionKind.AS_OF:
        return [
            LabelLine(gettext("Day the figures were counted"), bold=True),
            LabelLine(gettext("day/month/year; leave empty if it is the period's last day")),
        ]
    if question.kind is QuestionKind.SOURCE:
        return [
            LabelLine(gettext("Source document"), bold=True),
            LabelLine(gettext("number, symbol and date of the report behind the figures")),
        ]
    if question.kind is QuestionKind.REMARK:
        return [LabelLine(gettext("Note on the whole report"), bold=True)]
    if question.population is not None:
        lines = [LabelLine(fit(lang.pick(question.population.name)), bold=True)]
        whole = plan.populations.get(question.population.part_of or "")
        if whole is not None:
            lines.append(
                LabelLine(gettext("a part of: {population}", population=fit(lang.pick(whole.name))))
            )
        if question.last is not None and question.last.formerly:
            units = question.last.formerly
            lines.append(
                LabelLine(gettext("Σ: the sum of {units}, which became this unit", units=units))
            )
        return lines
    indicator = question.indicator
    return [] if indicator is None else _of_indicator(lang, plan, question, indicator)


def _of_indicator(
    lang: Language, plan: Plan, question: Question, indicator: Indicator
) -> list[LabelLine]:
    gettext = lang.gettext
    name = fit(lang.pick(indicator.name))
    whole = question.whole
    if whole is not None:
        name = f"{fit(lang.pick(whole.name))}: {name}"
    lines = [LabelLine(name, bold=True)]
    if not question.owed:
        lines.append(LabelLine(gettext("The plan gives this unit no share: leave empty.")))
    if indicator.numerator is not None:
        said = fit(lang.pick(indicator.numerator))
        counts = measure_of(indicator).in_units
        lines.append(
            LabelLine(
                gettext("Count: {what}", what=said)
                if counts
                else gettext("Numerator: {what}", what=said)
            )
        )
    population = plan.populations.get(indicator.population or "")
    if population is not None:
        lines.append(
            LabelLine(
                gettext("Population: {population}", population=fit(lang.pick(population.name)))
            )
        )
    reading = indicator.reading or (None if whole is None else whole.reading)
    if reading is not None:
        lines.append(LabelLine(fit(lang.pick(reading)), italic=True))
    last = question.last
    if question.kind is QuestionKind.NARRATIVE and last is not None and last.text is not None:
        text = last_words(last)
        lines.append(
            LabelLine(gettext("Last time ({period}): {text}", period=last.period.id, text=text))
        )
    return lines


def measured_in(lang: Language, plan: Plan, question: Question) -> str:
    """Return what the number to enter counts."""
    indicator = question.indicator
    if indicator is None:
        return ""
    if indicator.unit is not None:
        return fit(lang.pick(indicator.unit))
    population = plan.populations.get(indicator.population or "")
    return "" if population is None else fit(lang.pick(population.name))


def target_text(lang: Language, question: Question) -> str:
    """Return the target that the unit's value is held against, with its comparator."""
    indicator = question.indicator
    if indicator is None:
        return ""
    if indicator.target is None:
        return (
            lang.gettext("in words")
            if question.kind is QuestionKind.NARRATIVE
            else lang.gettext("not set")
        )
    if not question.owed:
        return "–"
    amount = target_amount(lang, indicator, question.goal)
    shown = "" if amount is None else fit(str(amount))
    if question.goal is None:
        return f"{shown}\n({lang.gettext('whole province')})"
    return shown


def last_number(last: LastAnswer, year: int) -> tuple[Number | None, str]:
    """Return a number of an earlier round and its format, which names the period.

    `year` is that of the form, which goes without saying. A sum of former units' has Σ before it.
    """
    name = (last.period.part if last.period.year == year else "") or str(last.period.year)
    name = f"Σ {name}" if last.formerly else name
    value, pattern = last.value, "#,##0"
    if value is None and last.percent is not None:
        pattern, value = "0.0#####%", Fraction(last.percent, 100)
    elif value is not None and value.denominator != 1:
        pattern = "#,##0.######"
    return value, f'{pattern}" ({name})"'


def last_words(last: LastAnswer) -> str:
    """Return what a unit said in words in an earlier round, no longer than a label has room for."""
    text = fit(last.text or "").replace("\n", " ")
    return text if len(text) <= _LAST_MOST else f"{text[:_LAST_MOST]}…"


def value_pattern(lang: Language, indicator: Indicator | None) -> str:
    """Return the number format of a value: no more decimals than it needs."""
    if indicator is None or measure_of(indicator).in_units:
        return number_pattern(indicator)
    if measure_of(indicator).in_per_cent:
        return "0.0#####%"
    sign = unit_sign(lang, indicator).replace('"', "")
    return f'0.0#####" {sign}"'


def number_pattern(indicator: Indicator | None) -> str:
    """Return the number format of a figure: whole, but for an amount that may have decimals."""
    decimals = 0 if indicator is None else indicator.decimals
    return f"#,##0.{'#' * decimals}" if decimals else "#,##0"


def row_height(question: Question, lines: list[LabelLine], measured: str, shown: str = "") -> float:
    """Return how high a question's row must be, with its wide answer `shown`, in points."""
    held = question.on_file
    label = sum(
        _LINE * lines_in(line.text, WIDTHS[FormColumn.LABEL] - 4)
        if line.bold
        else _SMALL_LINE * lines_in(line.text, WIDTHS[FormColumn.LABEL] * 1.4)
        for line in lines
    )
    said = (held.reason, held.cause, held.note)
    small = (lines_in(text or "", WIDTHS[FormColumn.NOTE]) for text in said)
    most = max(lines_in(measured, WIDTHS[FormColumn.MEASURED_IN]), *small)
    if question.kind in {QuestionKind.NARRATIVE, QuestionKind.REMARK}:
        first, last = (column.place for column in WIDE)
        room = sum(WIDTHS[column] for column in FormColumn if first <= column.place <= last)
        most = max(most, min(max(lines_in(shown, room) + 1, _FEWEST_LINES), _MOST_LINES))
    return min(max(label, _LINE * most) + _PADDING, 400.0)


@lru_cache(maxsize=5_000)  # Most texts stand in every unit's form.
def lines_in(text: str, room: float) -> int:
    """Return how many lines a text takes in a cell of so many characters."""
    return sum(max(1, ceil(len(line) * 1.1 / room)) for line in text.split("\n"))
