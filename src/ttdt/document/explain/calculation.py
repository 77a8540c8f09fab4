"""The formula with the numbers in it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.analysis.explain import Role
from ttdt.compute import Flag
from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.explain.numbers import (
    MINUS,
    TIMES,
    digits,
    exact,
    has_more_decimals,
    minus,
    percent_formula,
    percent_of,
    printed,
    summed,
)
from ttdt.document.explain.sentence import waits_for
from ttdt.document.model import Heading, Paragraph
from ttdt.plan.indicator import Scope
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.explain import Explanation
    from ttdt.compute import AreaResult, Share
    from ttdt.document.model import Block
    from ttdt.number import Number
    from ttdt.text.language import Language


_PLACES = 1
"""How many decimals a value is printed with, unless it needs more to stay on its side."""


def calculation_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield how the value comes from the numbers, and how it is held against the target."""
    lines = list(_lines(lang, explanation))
    if lines:
        yield Heading(title)
        yield from (Paragraph(line) for line in lines)


def _lines(lang: Language, explanation: Explanation) -> Iterator[str]:
    row = explanation.row
    if row.value is None:
        return
    yield from _derived(lang, explanation)
    if explanation.row.summed:
        yield from _sums(lang, explanation)
    yield from _value(lang, explanation, row)
    yield from _change(lang, explanation)
    yield from _against_target(lang, explanation, row)


def _change(lang: Language, explanation: Explanation) -> Iterator[str]:
    """Yield what moved the share since the end of the year before."""
    change = explanation.change
    if change is None:
        return

    def points(value: Fraction) -> str:
        return lang.number(round_keeping_side(value, (Fraction(0),), decimals=2), signed=True)

    known = {
        "total": points(change.total),
        "year": str(explanation.report.plan.year - 1),
        "numerators": points(change.numerators),
        "populations": points(change.populations),
        "mix": points(change.mix),
    }
    units = explanation.row.coverage.units
    if change.units < units:
        yield lang.gettext(
            "Over the units that have a baseline, {n} of the {units} counted, the share moved by"
            " {total} points since the end of {year}: {numerators} by the numerators,"
            " {populations} by the populations, {mix} by the mix of units",
            n=change.units,
            units=units,
            **known,
        )
        return
    yield lang.gettext(
        "The share moved by {total} points since the end of {year}: {numerators} by the"
        " numerators, {populations} by the populations, {mix} by the mix of units",
        **known,
    )


def _derived(lang: Language, explanation: Explanation) -> Iterator[str]:
    """Yield how numerators were made from percentages."""
    for unit, seen in explanation.units.items():
        row = seen.row
        if row.value is None or Flag.DERIVED not in row.flags:
            continue
        name = explanation.name_of(unit)
        percents = [entry.value for entry in seen.now if entry.role is Role.PERCENT]
        if percents and percents[0] is not None:
            formula = _numerator_from(lang, percents[0], row.numerator, row.population)
            if formula:
                yield lang.gettext("Numerator of {unit}: {formula}", unit=name, formula=formula)
        before = row.before
        if before is not None and before.percent is not None:
            formula = _numerator_from(lang, before.percent, before.numerator, before.population)
            if formula:
                yield lang.gettext(
                    "Numerator before of {unit}: {formula}", unit=name, formula=formula
                )


def _numerator_from(
    lang: Language, percent: Number, numerator: Number | None, population: Number | None
) -> str:
    if numerator is None or population is None:
        return ""
    product = f"{digits(lang, percent)} {TIMES} {digits(lang, population)} / 100"
    return f"{product} = {exact(lang, numerator)}"


def _sums(lang: Language, explanation: Explanation) -> Iterator[str]:
    indicator = explanation.indicator
    counted = [explanation.units[unit].row for unit in explanation.counted]
    if measure_of(indicator).in_units:
        yield lang.gettext("Sum: {sum}", sum=summed(lang, _known(row.numerator for row in counted)))
        return
    now = [(row.numerator, row.population) for row in counted]
    if measure_of(indicator).in_per_cent:
        yield lang.gettext("Numerators: {sum}", sum=summed(lang, _known(n for n, _ in now)))
        yield lang.gettext("Populations: {sum}", sum=summed(lang, _known(d for _, d in now)))
        return
    yield from _pair(lang, lang.gettext("now"), now)
    if measure_of(indicator).compared_with == "before":
        before = [row.before for row in counted if row.before is not None]
        yield from _pair(
            lang, lang.gettext("before"), [(share.numerator, share.population) for share in before]
        )
    if measure_of(indicator).compared_with == "reference":
        reference = [row.reference for row in counted if row.reference is not None]
        yield from _pair(
            lang,
            lang.gettext("reference"),
            [(share.numerator, share.population) for share in reference],
        )


def _pair(
    lang: Language, which: str, shares: Sequence[tuple[Number | None, Number | None]]
) -> Iterator[str]:
    numerators = summed(lang, _known(numerator for numerator, _ in shares))
    populations = summed(lang, _known(population for _, population in shares))
    yield lang.gettext("Numerators ({which}): {sum}", which=which, sum=numerators)
    yield lang.gettext("Populations ({which}): {sum}", which=which, sum=populations)


def _known(values: Iterator[Number | None]) -> list[Number]:
    return [value for value in values if value is not None]


def _value(lang: Language, explanation: Explanation, row: AreaResult) -> Iterator[str]:
    indicator, value = explanation.indicator, row.value
    if value is None:
        return
    unit = wording.unit_sign(lang, indicator)
    result = exact(lang, value, unit)
    amount = wording.value_amount(lang, indicator, value, explanation.row.goal)
    formula = ""
    if measure_of(indicator).in_per_cent:
        if row.numerator is not None and row.population:
            formula = percent_formula(lang, row.numerator, row.population)
        else:
            result = lang.gettext("{value}, as reported", value=result)
    elif not measure_of(indicator).in_units:
        is_reduction = measure_of(indicator).compared_with == "before"
        other = explanation.row.before if is_reduction else explanation.row.reference
        if other is None or other.rate is None:
            return
        now = other.rate - value if is_reduction else other.rate + value
        yield lang.gettext("Share now: {formula}", formula=_share(lang, row, now))
        there = _share(lang, other, other.rate)
        if is_reduction:
            yield lang.gettext("Share at the end of the year before: {formula}", formula=there)
            formula = minus(lang, other.rate, now)
        else:
            yield lang.gettext("Reference: {formula}", formula=there)
            formula = minus(lang, now, other.rate)
    yield lang.gettext("Value: {formula}", formula=_printed(lang, formula, result, value, amount))


def _printed(
    lang: Language, formula: str, result: str, value: Fraction, amount: wording.Amount
) -> str:
    differs = has_more_decimals(value, _PLACES)
    return printed(lang, formula, result, rounded_to=amount, differs=differs)


def _share(lang: Language, counted: AreaResult | Share, rate: Fraction) -> str:
    """Return how a share comes from its numbers, or that it was reported as it is."""
    if counted.numerator is not None and counted.population:
        return percent_of(lang, counted.numerator, counted.population)
    return lang.gettext("{value}, as reported", value=exact(lang, rate, "%"))


def _against_target(lang: Language, explanation: Explanation, row: AreaResult) -> Iterator[str]:
    indicator, value, goal = explanation.indicator, row.value, explanation.row.goal
    target = wording.target_amount(lang, indicator, goal)
    if value is None or goal is None or target is None or row.gap is None:
        return
    amount = wording.gap_amount(lang, indicator, row.gap)
    result = exact(lang, row.gap, wording.gap_sign(lang, indicator))
    formula = _printed(lang, minus(lang, value, goal), result, row.gap, amount)
    yield lang.gettext("Gap: {formula}", formula=formula)
    if indicator.target is not None:
        met = indicator.target.is_met(value, goal)
        word = wording.target_word(lang, indicator, explanation.row.status, met=met)
        yield lang.gettext("Target {target}: {verdict}", target=target, verdict=word)
    if explanation.row.summed and indicator.scope is Scope.EACH_UNIT:
        yield from _worst_unit(lang, explanation)
    elif row.remaining:
        yield from _remaining(lang, explanation, row)


def _worst_unit(lang: Language, explanation: Explanation) -> Iterator[str]:
    own = explanation.row
    if own.worst is None or own.worst not in explanation.result.areas:
        return
    if waits_for(lang, explanation):
        yield lang.gettext(
            "Every unit must meet the target: {verdict}", verdict=waits_for(lang, explanation)
        )
        return
    row = explanation.result.areas[own.worst]
    said = "–" if row.reason is None else wording.reason_word(lang, row.reason)
    if row.value is not None:
        said = str(wording.value_amount(lang, explanation.indicator, row.value, row.goal))
    yield lang.gettext(
        "Every unit must meet the target; {unit} decides: {verdict} ({value})",
        unit=explanation.name_of(own.worst),
        verdict=wording.status_word(lang, row.status),
        value=said,
    )


def _remaining(lang: Language, explanation: Explanation, row: AreaResult) -> Iterator[str]:
    indicator, left = explanation.indicator, row.remaining
    if not left or row.numerator is None:
        return
    change = wording.change_text(lang, indicator, left)
    after = row.numerator + left
    sign = "+" if left > 0 else MINUS
    step = f"{digits(lang, row.numerator)} {sign} {digits(lang, abs(left))}"
    if measure_of(indicator).in_units:
        formula = f"{step} = {exact(lang, after)}"
    elif row.population:
        result = exact(lang, Fraction(100 * after, row.population), "%")
        formula = f"({step}) / {digits(lang, row.population)} {TIMES} 100 = {result}"
    else:
        return
    yield lang.gettext("Left to do: {change}; then {formula}", change=change, formula=formula)
