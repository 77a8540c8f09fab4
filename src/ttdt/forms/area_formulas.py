"""The live cells of an area's form: what each unit's figures make, and the sums of all units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.excel.cells import cell_name, letters
from ttdt.forms.area_form import (
    STATE_OF_ALL,
    UnitColumn,
    has_population,
    has_reasons,
    is_share,
)
from ttdt.forms.choices import STATE_WORDS, FigureState
from ttdt.forms.form import id_of_population
from ttdt.forms.formulas import MOST_OF_A_COUNT, quoted, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from ttdt.forms.area_form import UnitSheet
    from ttdt.forms.form import Question
    from ttdt.text.language import Language

_POPULATION, _LAST, _VALUE, _PERCENT, _RESULT, _STATE = (
    UnitColumn.POPULATION, UnitColumn.LAST, UnitColumn.VALUE, UnitColumn.PERCENT,
    UnitColumn.RESULT, UnitColumn.STATE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AreaFormulas:
    """Formulas for one sheet with so many units; rows count from 0."""

    lang: Language
    sheet: UnitSheet
    units: int
    populations: UnitSheet
    """The sheet that the populations are asked in."""
    populations_name: str

    def limit(self, question: Question) -> str:
        """Return the most that the first unit's number can be; it moves down with the row."""
        whole = self._whole(question)
        if whole is None:
            return str(MOST_OF_A_COUNT)
        return f"=IF(ISNUMBER({whole}),{whole},{MOST_OF_A_COUNT})"

    def _whole(self, question: Question) -> str | None:
        row, population = self.sheet.FIRST_ROW, question.population
        if population is not None:
            whole = self.sheet.columns.get(
                f"{id_of_population(population.part_of or '')}|{_RESULT}"
            )
            return None if whole is None else f"${cell_name(row, whole)}"
        indicator = question.indicator
        if indicator is None or indicator.may_exceed or not _is_held_against_one(question):
            return None
        return f"${self._cell(row, question, _POPULATION)}"

    def population(self, row: int, question: Question) -> str:
        """Return a share's population, as it is entered or confirmed in its own sheet."""
        indicator = question.indicator
        name = "" if indicator is None else indicator.population or ""
        column = self.populations.columns[f"{id_of_population(name)}|{_RESULT}"]
        sheet = "'" + self.populations_name.replace("'", "''") + "'"
        return f"={sheet}!{cell_name(row, column)}"

    def result(self, row: int, question: Question) -> str:
        """Return what a unit's cells make: a population or rate, or the reason for having none."""
        value = self._cell(row, question, _VALUE)
        if question.population is not None:
            last = self._cell(row, question, _LAST)
            state = cell_name(row, self.sheet.columns[STATE_OF_ALL])
            same = quoted(self.lang.gettext(STATE_WORDS[FigureState.AS_LAST]))
            taken = f'IF(AND({state}={same},ISNUMBER({last})),{last},"")'
            return f"=IF(ISNUMBER({value}),{value},{taken})"
        state = self._cell(row, question, _STATE)
        both = quoted(self.lang.gettext("⚠ number or choice: only one"))
        if not is_share(question):
            return f'=IF({state}<>"",IF({value}<>"",{both},{state}),"")'
        percent = self._cell(row, question, _PERCENT)
        made = '""'
        if _is_held_against_one(question):
            whole = self._cell(row, question, _POPULATION)
            share = _rate(question, f"{value}/{whole}", question.goal)
            made = f'IF(AND(ISNUMBER({value}),ISNUMBER({whole})),IF({whole}>0,{share},""),"")'
        twice = quoted(self.lang.gettext("⚠ number or percentage: only one"))
        made = f"IF(ISNUMBER({percent}),{percent},{made})"
        made = f'IF(AND({value}<>"",{percent}<>""),{twice},{made})'
        said = f'OR({value}<>"",{percent}<>"")'
        return f'=IF({state}<>"",IF({said},{both},{state}),{made})'

    def sum(self, question: Question, column: UnitColumn, goal: Fraction | None) -> str | None:
        """Return the sum of all units in a column, or the rate that the sums make.

        Of a share, only units with both numerator and population count, as in reports. Where there
        is nothing to add up, it is empty. `goal` is the area's own target.
        """
        if question.population is not None:
            return self._total(question, _RESULT) if column is _RESULT else None
        if not is_share(question):
            is_count = has_reasons(question) and _is_numeric(question)
            return self._total(question, _VALUE) if is_count and column is _VALUE else None
        if not has_population(question) or column not in {_POPULATION, _VALUE, _RESULT}:
            return None
        below = self.sheet.FIRST_ROW + self.units
        if column is _RESULT:
            part, whole = (self._cell(below, question, one) for one in (_VALUE, _POPULATION))
            rate = _rate(question, f"{part}/{whole}", goal)
            return f'=IF(ISNUMBER({whole}),IF({whole}>0,{rate},""),"")'
        value, percent, whole = (
            self._range(question, one) for one in (_VALUE, _PERCENT, _POPULATION)
        )
        counted = f"ISNUMBER({whole})*((ISNUMBER({value})+ISNUMBER({percent}))>0)"
        if column is _POPULATION:
            total = f"SUMPRODUCT({counted},{whole})"
        else:
            by_rate = f"ISNUMBER({whole})*ISNUMBER({percent})*(1-ISNUMBER({value}))"
            total = (
                f"SUMPRODUCT(ISNUMBER({whole})*ISNUMBER({value}),{value})"
                f"+SUMPRODUCT({by_rate},{percent},{whole})"
            )
        return f'=IF(SUMPRODUCT({counted})=0,"",{total})'

    def reported(self, question: Question, owed: Sequence[bool]) -> str | None:
        """Return how many of the units that owe it have entered something for a question.

        `owed` says of each unit in turn whether it does.
        """
        if not any(owed):
            return None
        values = [self._range(question, _VALUE)]
        if question.population is not None:
            values = [self._range(question, _RESULT)]
        elif is_share(question):
            values.append(self._range(question, _PERCENT))
        elif not has_reasons(question):
            return None
        if len(values) == 1:
            said = f"ISNUMBER({values[0]})" if _is_numeric(question) else f'{values[0]}<>""'
        else:
            numbers = "+".join(f"ISNUMBER({one})" for one in values)
            said = f"({numbers})>0"
        counted = f"--({said})"
        if not all(owed):
            rows = ";".join(str(int(one)) for one in owed)
            counted = f"({said})*{{{rows}}}"
        return f'=SUMPRODUCT({counted})&"/{sum(owed)}"'

    def _total(self, question: Question, column: UnitColumn) -> str:
        cells = self._range(question, column)
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'

    def _cell(self, row: int, question: Question, column: UnitColumn) -> str:
        return cell_name(row, self.sheet.place(question, column))

    def _range(self, question: Question, column: UnitColumn) -> str:
        name, first = letters(self.sheet.place(question, column)), self.sheet.FIRST_ROW + 1
        return f"{name}{first}:{name}{first + self.units - 1}"


def _is_numeric(question: Question) -> bool:
    return question.indicator is None or measure_of(question.indicator).is_numeric


def _is_held_against_one(question: Question) -> bool:
    return is_share(question) and has_population(question)


def _rate(question: Question, exact: str, goal: Fraction | None) -> str:
    """Return a share rounded, unless that would carry it onto or across its target."""
    indicator = question.indicator
    held = indicator is not None and measure_of(indicator).in_per_cent
    target = indicator.target if indicator is not None and held else None
    return rounded(exact, target, goal)
