"""What a form says about each of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.document.wording import target_amount, unit_sign
from ttdt.excel.cell_text import fit
from ttdt.forms.form import QuestionKind
from ttdt.plan import Measure

if TYPE_CHECKING:
    from ttdt.forms.form import Question
    from ttdt.plan import Indicator, Plan
    from ttdt.text.language import Language

_LAST_MOST = 400
"""How much of the last round's words is repeated."""


class QuestionLabel(NamedTuple):
    """A line of a label."""

    text: str
    bold: bool = False
    italic: bool = False


def label(lang: Language, plan: Plan, question: Question) -> list[QuestionLabel]:
    """Return what a row asks for: its name, then how it is counted."""
    gettext = lang.gettext
    if question.kind is QuestionKind.STATUS:
        return [QuestionLabel(gettext("How settled the figures are"), bold=True)]
    if question.kind is QuestionKind.SUBMITTED:
        return [
            QuestionLabel(gettext("Date of the report"), bold=True),
            QuestionLabel(gettext("day/month/year")),
        ]
    if question.kind is QuestionKind.SOURCE:
        return [
            QuestionLabel(gettext("Source document"), bold=True),
            QuestionLabel(gettext("number, symbol and date of the report behind the figures")),
        ]
    if question.kind is QuestionKind.REMARK:
        return [QuestionLabel(gettext("Note on the whole report"), bold=True)]
    if question.population is not None:
        lines = [QuestionLabel(fit(lang.pick(question.population.name)), bold=True)]
        whole = plan.populations.get(question.population.part_of or "")
        if whole is not None:
            lines.append(
                QuestionLabel(
                    gettext("a part of: {population}", population=fit(lang.pick(whole.name)))
                )
            )
        return lines
    indicator = question.indicator
    return [] if indicator is None else _of_indicator(lang, plan, question, indicator)


def _of_indicator(
    lang: Language, plan: Plan, question: Question, indicator: Indicator
) -> list[QuestionLabel]:
    gettext = lang.gettext
    name = fit(lang.pick(indicator.name))
    whole = question.whole
    if whole is not None:
        name = f"{fit(lang.pick(whole.name))}: {name}"
    lines = [QuestionLabel(name, bold=True)]
    if not question.owed:
        lines.append(QuestionLabel(gettext("The plan gives this unit no share: leave empty.")))
    if indicator.numerator is not None:
        said = fit(lang.pick(indicator.numerator))
        counts = indicator.measure is Measure.COUNT
        lines.append(
            QuestionLabel(
                gettext("Count: {what}", what=said)
                if counts
                else gettext("Numerator: {what}", what=said)
            )
        )
    population = plan.populations.get(indicator.population or "")
    if population is not None:
        lines.append(
            QuestionLabel(
                gettext("Population: {population}", population=fit(lang.pick(population.name)))
            )
        )
    reading = indicator.reading or (None if whole is None else whole.reading)
    if reading is not None:
        lines.append(QuestionLabel(fit(lang.pick(reading)), italic=True))
    last = question.last
    if question.kind is QuestionKind.NARRATIVE and last is not None and last.text is not None:
        text = fit(last.text).replace("\n", " ")
        text = text if len(text) <= _LAST_MOST else f"{text[:_LAST_MOST]}…"
        lines.append(
            QuestionLabel(gettext("Last time ({period}): {text}", period=last.period.id, text=text))
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
    if indicator is None or indicator.measure is Measure.COUNT:
        return "#,##0"
    if indicator.measure is Measure.RATE:
        return "0.0#####%"
    sign = unit_sign(lang, indicator).replace('"', "")
    return f'0.0#####" {sign}"'
