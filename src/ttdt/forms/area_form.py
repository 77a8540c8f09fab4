"""What the units below an area are asked, all in one workbook, with a unit in each row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ttdt.forms.form import WORDS, QuestionKind
from ttdt.plan import FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.forms.form import Form, Question
    from ttdt.period import Period
    from ttdt.plan import Area, Plan
    from ttdt.text.message import Text

UNIT_KEY = "ttdt.unit"
NAME_BESIDE = 2
"""How many columns beside a unit's id its name stands, for people to read."""
"""What the hidden row calls the column with the units' ids."""

MOST_UNITS = 1_000
"""A workbook of more could not be read back within the bounds of what is unpacked."""


class UnitColumn(StrEnum):
    """What a sheet has of one question; the value is how the hidden row ends."""

    POPULATION = "population"
    """The population of a share, as the sheet for populations has it."""
    LAST = "last"
    VALUE = "value"
    PERCENT = "percent"
    RESULT = "result"
    STATE = "state"
    REASON = "reason"
    CAUSE = "cause"
    NOTE = "note"


STATE_OF_ALL = f"populations|{UnitColumn.STATE}"
"""How the hidden row calls the choice for all populations that a unit leaves empty."""

BESIDE = (UnitColumn.STATE, UnitColumn.REASON, UnitColumn.CAUSE, UnitColumn.NOTE)
"""What stands behind all figures of a sheet: it is seldom needed, and printed apart."""


def key_of(question: str, column: UnitColumn) -> str:
    """Return how the hidden row calls a column of a question."""
    return f"{question}|{column}"


@dataclass(frozen=True)
class UnitSheet:
    """One sheet: the same questions to every unit. Rows and columns count from 0."""

    title: Text | str
    """A text of the plan, or a message of the program."""
    questions: tuple[Question, ...]
    """As they are put to the first unit; to others they differ in what is known of the answer."""

    FIRST_ROW = 7
    """The first unit's row: above it are titles, heads and the hidden row of keys."""
    FIRST_COLUMN = 3
    """The first question's column, behind the unit's id, number and name."""

    @property
    def is_of_populations(self) -> bool:
        """Whether it asks for populations."""
        return self.questions[0].kind is QuestionKind.POPULATION

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Where each column stands, by its key: first those of all figures, then what is beside."""
        keys = [STATE_OF_ALL] if self.is_of_populations else []
        keys += [key_of(one.id, column) for one in self.questions for column in columns_of(one)]
        keys += [
            key_of(one.id, column)
            for one in self.questions
            if has_reasons(one)
            for column in BESIDE
        ]
        return {key: number for number, key in enumerate(keys, self.FIRST_COLUMN)}

    def place(self, question: Question, column: UnitColumn) -> int:
        """Return where a column of a question stands."""
        return self.columns[key_of(question.id, column)]

    def places(self, question: Question) -> Iterator[tuple[UnitColumn, int]]:
        """Yield the columns of a question with where they stand."""
        for column in (*columns_of(question), *(BESIDE if has_reasons(question) else ())):
            yield column, self.place(question, column)

    @property
    def first_beside(self) -> int | None:
        """The first column of what stands behind all figures; None where nothing does."""
        asked = next((one for one in self.questions if has_reasons(one)), None)
        return None if asked is None else self.place(asked, BESIDE[0])


def columns_of(question: Question) -> tuple[UnitColumn, ...]:
    """Return the columns that a question has side by side."""
    if question.kind is QuestionKind.POPULATION:
        return (UnitColumn.LAST, UnitColumn.VALUE, UnitColumn.RESULT)
    if question.kind is QuestionKind.NARRATIVE:
        return (UnitColumn.LAST, UnitColumn.VALUE)
    if question.kind in WORDS:
        return (UnitColumn.VALUE,)
    if is_share(question):
        return (
            *([UnitColumn.POPULATION] if has_population(question) else []),
            UnitColumn.LAST,
            UnitColumn.VALUE,
            UnitColumn.PERCENT,
            UnitColumn.RESULT,
        )
    return (UnitColumn.LAST, UnitColumn.VALUE, UnitColumn.RESULT)


def is_share(question: Question) -> bool:
    """Return whether a numerator, or else its rate, is asked for."""
    indicator = question.indicator
    return indicator is not None and indicator.measure.figure is FigureKind.SHARE


def has_population(question: Question) -> bool:
    """Return whether a numerator is held against a population."""
    return question.indicator is not None and question.indicator.population is not None


def has_reasons(question: Question) -> bool:
    """Return whether it can be said why there is no figure."""
    return question.kind in {QuestionKind.FIGURE, QuestionKind.NARRATIVE}


@dataclass(frozen=True)
class AreaForm:
    """Everything the units below an area are asked for one period."""

    plan: Plan
    area: Area
    forms: tuple[Form, ...]
    """Those of the units that must submit, in the order of the plan; at least one."""
    bases: Mapping[str, str]
    """The marks of the files that they were begun with, by unit."""

    @property
    def period(self) -> Period:
        """The period."""
        return self.forms[0].period

    @property
    def sample(self) -> bool:
        """Whether any figure shown in it is made up."""
        return any(form.sample for form in self.forms)

    @cached_property
    def sheets(self) -> tuple[UnitSheet, ...]:
        """A sheet for each section of the forms that asks anything."""
        return tuple(
            UnitSheet(section.title, section.questions)
            for section in self.forms[0].sections
            if section.questions
        )

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Question]]:
        """Every question to each unit, by unit and id."""
        return {form.unit: {one.id: one for one in form.questions} for form in self.forms}

    def asked(self, question: Question) -> Iterator[Question]:
        """Yield a question as it is put to each unit."""
        return (asked[question.id] for asked in self.rows.values())

    def names(self) -> Sequence[str]:
        """Return what the units are called; where they lie in several areas, those are named."""
        areas = [self.plan.areas[form.unit] for form in self.forms]
        above = {area.parent for area in areas}
        if len(above) == 1:
            return [area.name for area in areas]
        return [
            area.name
            if area.parent == self.area.id
            else f"{area.name} ({self.plan.areas[area.parent or ''].name})"
            for area in areas
        ]
