"""The form's live cells: the value that a figure makes, and whether it meets the target."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.compute.verdict import is_ceiling
from ttdt.excel.cells import cell_name
from ttdt.forms.choices import STATE_WORDS, FigureState
from ttdt.forms.form import FormColumn, id_of_population
from ttdt.plan import Comparator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ttdt.forms.form import Question
    from ttdt.period import Period
    from ttdt.plan import Target
    from ttdt.text.language import Language

_SIGNS = {
    Comparator.AT_LEAST: ">=",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "<=",
    Comparator.LESS_THAN: "<",
    Comparator.ABOUT: ">=",
}

MOST_OF_A_COUNT = 999_999_999_999
"""Where nothing else limits a count; more digits than any province can have."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """Formulas for one sheet; `rows` says in which row, from 0, each question stands."""

    lang: Language
    rows: Mapping[str, int]
    period: Period

    def limit(self, question: Question) -> str:
        """Return the most that a count can be: its population as entered, where that is known."""
        indicator = question.indicator
        bounded = indicator is not None and not indicator.may_exceed
        name = indicator.population if indicator and bounded else None
        row = None if name is None else self.rows.get(id_of_population(name))
        if row is None:
            return str(MOST_OF_A_COUNT)
        # The same for all figures of the population, wherever they stand.
        whole = cell_name(row, FormColumn.RESULT.place, absolute=True)
        return f"=IF(ISNUMBER({whole}),{whole},{MOST_OF_A_COUNT})"

    def population(self, question: Question) -> str:
        """Return the population that the figures are held against: entered or confirmed."""
        row = self.rows[question.id]
        value, state = (_cell(row, column) for column in (FormColumn.VALUE, FormColumn.STATE))
        same = quoted(self.lang.gettext(STATE_WORDS[FigureState.AS_LAST]))
        last = _cell(row, FormColumn.LAST)
        return f'=IF(ISNUMBER({value}),{value},IF(AND({state}={same},ISNUMBER({last})),{last},""))'

    def population_verdict(self, question: Question, owner: str) -> str:
        """Return whether a population exceeds the one it is a part of, which is called `owner`."""
        population = question.population
        whole = None if population is None else self._population(population.part_of)
        if whole is None:
            return '=""'
        own = _cell(self.rows[question.id], FormColumn.RESULT)
        wrong = quoted(self.lang.gettext("✗ more than {population}", population=owner))
        return f'=IF(AND(ISNUMBER({own}),ISNUMBER({whole})),IF({own}>{whole},{wrong},""),"")'

    def exact(self, question: Question) -> str:
        """Return the value of the measure, unrounded: a share of 1, points, or a count."""
        indicator = question.indicator
        row = self.rows[question.id]
        measure = None if indicator is None else measure_of(indicator)
        if indicator is None or measure is None or not measure.is_numeric:
            return '=""'
        if measure.in_units:
            value = _cell(row, FormColumn.VALUE)
            return f'=IF(ISNUMBER({value}),{value},"")'
        if measure.compared_with is None:
            return "=" + self._share(question, lambda share: share)

        def difference(share: str, other: str) -> str:
            # Differences of shares carry noise far behind the point; the rest is exact.
            return f"ROUND(({measure.difference(share, other)})*100,9)"

        if measure.compared_with == "before":
            before = question.baseline
            if before is None:
                return '=""'
            rate = f"{before.numerator}/{before.denominator}"
            return "=" + self._share(question, lambda share: difference(share, rate))
        reference = indicator.reference
        part = self._population(None if reference is None else reference.numerator)
        whole = self._population(None if reference is None else reference.population)
        if part is None or whole is None:
            return '=""'
        inner = self._share(question, lambda share: difference(share, f"{part}/{whole}"))
        return f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}>0,{inner},""),"")'

    def shown(self, question: Question) -> str:
        """Return the value rounded, unless that would carry it onto or across its target."""
        exact = _cell(self.rows[question.id], FormColumn.EXACT)
        indicator = question.indicator
        if indicator is None or measure_of(indicator).in_units:
            return f"={exact}"
        is_rate = measure_of(indicator).in_per_cent
        shown = rounded(exact, indicator.target, question.goal, is_rate=is_rate)
        return f'=IF(ISNUMBER({exact}),{shown},"")'

    def verdict(self, question: Question) -> str:
        """Return the word on the target by its comparator, or why there is no such word.

        Before the year's end nothing is called not met but a ceiling that has been passed.
        """
        row = self.rows[question.id]
        gettext = self.lang.gettext
        value, percent, state = (
            _cell(row, column)
            for column in (FormColumn.VALUE, FormColumn.PERCENT, FormColumn.STATE)
        )
        exact = _cell(row, FormColumn.EXACT)
        indicator = question.indicator
        both = quoted(gettext("⚠ number or choice: only one"))
        twice = quoted(gettext("⚠ number or percentage: only one"))
        judged = quoted(gettext("◇ not graded"))
        target = None if indicator is None else indicator.target
        if target is not None and question.goal is not None and indicator is not None:
            scale = 100 if measure_of(indicator).in_per_cent else 1
            goal = question.goal
            if target.comparator is Comparator.ABOUT:
                goal -= target.tolerance
            met, missed = quoted(gettext("✓ met")), quoted(gettext("✗ not met"))
            if self.period.elapsed < 1 and is_ceiling(indicator):
                met = quoted(gettext("● not exceeded"))
            elif self.period.elapsed < 1:
                missed = quoted(gettext("◌ not yet"))
            holds = f"{exact}{_SIGNS[target.comparator]}{_number(goal / scale)}"
            judged = f"IF({holds},{met},{missed})"
        missing = self._missing(question)
        said = f'OR({value}<>"",{percent}<>"")'
        silent = f'IF({said},{missing},"")'
        number = f"IF(ISNUMBER({exact}),{judged},{silent})"
        clash = f'IF(AND({value}<>"",{percent}<>""),{twice},{number})'
        return f'=IF({state}<>"",IF({said},{both},{state}),{clash})'

    def _missing(self, question: Question) -> str:
        """Return the formula's words for what else is needed to compute the value."""
        indicator = question.indicator
        whole = self._population(None if indicator is None else indicator.population)
        if (
            indicator is not None
            and measure_of(indicator).compared_with == "before"
            and not question.baseline
        ):
            return quoted(self.lang.gettext("? no figure of last year"))
        unknown = quoted(self.lang.gettext("? population missing"))
        if whole is None:
            return '""'
        zero = quoted(self.lang.gettext("– population is 0"))
        return f"IF(AND(ISNUMBER({whole}),N({whole})=0),{zero},{unknown})"

    def _share(self, question: Question, made: Callable[[str], str]) -> str:
        """Return what `made` makes of the share: the percentage, else the numerator's."""
        row = self.rows[question.id]
        value, percent = _cell(row, FormColumn.VALUE), _cell(row, FormColumn.PERCENT)
        whole = self._population(
            None if question.indicator is None else question.indicator.population
        )
        if whole is None:
            return f'IF(ISNUMBER({percent}),{made(percent)},"")'
        known = f"AND(ISNUMBER({value}),ISNUMBER({whole}))"
        share = f'IF({known},IF({whole}>0,{made(f"{value}/{whole}")},""),"")'
        return f"IF(ISNUMBER({percent}),{made(percent)},{share})"

    def _population(self, name: str | None) -> str | None:
        row = self.rows.get(id_of_population(name or ""))
        return None if name is None or row is None else f"${_cell(row, FormColumn.RESULT)}"


def rounded(
    exact: str, target: Target | None, goal: Fraction | None, *, is_rate: bool = True
) -> str:
    """Return a value rounded, unless that would carry it onto or across its target.

    A rate is a share of 1, which no rounding makes 0 or 1 either; other values are points. `goal`
    is what the area is held against, where it is not the target itself.
    """
    places = 3 if is_rate else 1
    marks = {Fraction(0), *([Fraction(1)] if is_rate else [])}
    if target is not None:
        scale = 100 if is_rate else 1
        goal = target.value if goal is None else goal
        marks |= {goal / scale, (goal - target.tolerance) / scale}
    near = f"ROUND({exact},{places})"
    kept = ",".join(
        f"SIGN({near}-{_number(mark)})=SIGN({exact}-{_number(mark)})" for mark in sorted(marks)
    )
    return f"IF(AND({kept}),{near},{exact})"


def _cell(row: int, column: FormColumn) -> str:
    return cell_name(row, column.place)


def quoted(text: str) -> str:
    """Return a text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def _number(value: Fraction) -> str:
    """Return a number as a formula writes it; negative ones in brackets."""
    text = f"{value.numerator}" if value.denominator == 1 else _decimal(value)
    return f"({text})" if value < 0 else text


@lru_cache(maxsize=2_000)
def _decimal(value: Fraction) -> str:
    places = 0
    while places < 12 and (value * 10**places).denominator != 1:  # noqa: PLR2004 - as far as cells go
        places += 1
    if (value * 10**places).denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return f"{float(value):.{places}f}"
