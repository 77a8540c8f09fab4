"""What a form says about each of its rows, and how high that makes the row."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document.wording import target_amount, unit_sign
from ttdt.excel.limits import fit
from ttdt.forms.form import WIDE, FormColumn, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.forms.form import Question
    from ttdt.plan import Indicator, Plan
    from ttdt.text.language import Language

_LAST_MOST = 400
"""How much of the last round's words is repeated."""

WIDTHS: Mapping[FormColumn, float] = {
    FormColumn.ID: 4, FormColumn.CLAUSE: 6, FormColumn.LABEL: 52, FormColumn.MEASURED_IN: 12,
    FormColumn.TARGET: 12, FormColumn.LAST: 15, FormColumn.VALUE: 13, FormColumn.PERCENT: 10,
    FormColumn.RESULT: 11, FormColumn.VERDICT: 13,
    FormColumn.STATE: 15, FormColumn.REASON: 24, FormColumn.NOTE: 24, FormColumn.EXACT: 8,
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
        text = fit(last.text).replace("\n", " ")
        text = text if len(text) <= _LAST_MOST else f"{text[:_LAST_MOST]}…"
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


def value_pattern(lang: Language, indicator: Indicator | None) -> str:
    """Return the number format of a value: no more decimals than it needs."""
    if indicator is None or measure_of(indicator).in_units:
        return "#,##0"
    if measure_of(indicator).in_per_cent:
        return "0.0#####%"
    sign = unit_sign(lang, indicator).replace('"', "")
    return f'0.0#####" {sign}"'


def row_height(question: Question, lines: list[LabelLine], measured: str, shown: str = "") -> float:
    """Return how high a question's row must be, with its wide answer `shown`, in points."""
    held = question.on_file
    label = sum(
        _LINE * _lines(line.text, WIDTHS[FormColumn.LABEL] - 4)
        if line.bold
        else _SMALL_LINE * _lines(line.text, WIDTHS[FormColumn.LABEL] * 1.4)
        for line in lines
    )
    small = (_lines(text or "", WIDTHS[FormColumn.NOTE]) for text in (held.reason, held.note))
    most = max(_lines(measured, WIDTHS[FormColumn.MEASURED_IN]), *small)
    if question.kind in {QuestionKind.NARRATIVE, QuestionKind.REMARK}:
        first, last = (column.place for column in WIDE)
        room = sum(WIDTHS[column] for column in FormColumn if first <= column.place <= last)
        most = max(most, min(max(_lines(shown, room) + 1, _FEWEST_LINES), _MOST_LINES))
    return min(max(label, _LINE * most) + _PADDING, 400.0)


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes in a cell of so many characters."""
    return sum(max(1, ceil(len(line) * 1.1 / room)) for line in text.split("\n"))
