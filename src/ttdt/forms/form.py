"""What a form asks, in the order of the plan, and what is already known of each answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ttdt.compute.baselines import baseline_share, baseline_sources
from ttdt.compute.measures import measure_of
from ttdt.compute.observation import sum_of_former
from ttdt.forms.choices import FigureState
from ttdt.forms.programme import programme_asked
from ttdt.period import Period
from ttdt.plan import OWN_AREA, Scope
from ttdt.submission.history import NewestFirst
from ttdt.submission.round import AreaSubmissions
from ttdt.text.message import N_, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ttdt.forms.programme import MoneyQuestion, TaskQuestion
    from ttdt.number import Number
    from ttdt.plan import Area, Cell, Indicator, Plan, Population
    from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
    from ttdt.submission.history import History


T = TypeVar("T")


class FormColumn(StrEnum):
    """A column, in the order of the form; the value is what the hidden row calls it."""

    ID = "ttdt.id"
    CLAUSE = "clause"
    LABEL = "label"
    MEASURED_IN = "measured_in"
    TARGET = "target"
    LAST = "last"
    VALUE = "value"
    PERCENT = "percent"
    RESULT = "result"
    VERDICT = "verdict"
    STATE = "state"
    REASON = "reason"
    CAUSE = "cause"
    NOTE = "note"
    EXACT = "exact"

    def __init__(self, _key: str) -> None:
        """Take the place behind the columns named before."""
        self.place = len(type(self).__members__)
        """Where a new form has the column, counted from 0."""


INPUTS = (
    FormColumn.VALUE,
    FormColumn.PERCENT,
    FormColumn.STATE,
    FormColumn.REASON,
    FormColumn.CAUSE,
    FormColumn.NOTE,
)
"""The columns that are filled in."""

REQUIRED = tuple(column for column in INPUTS if column is not FormColumn.CAUSE)
"""Those of them that every form has; the first forms had no column for causes."""

WIDE = (FormColumn.VALUE, FormColumn.VERDICT)
"""The first and the last column of a wide cell for words, as a form merges them."""

DAYS = ("submitted", "as_of")
"""The ids of the rows that ask for a day."""

FIELDS = ("status", *DAYS, "source", "note")
"""The ids of the rows about the whole submission, which its file calls the same."""

LATER_ROWS = frozenset({"as_of"})
"""The ids of rows that the first forms did not have."""

SAMPLE = "sample"
"""What a table calls the column that says whether its figures are made up."""


def id_of_population(name: str) -> str:
    """Return the id of a population's row."""
    return f"population:{name}"


def id_of(indicator: str, part: str | None, *, narrative: bool = False) -> str:
    """Return the id of a figure's row, or of an answer in words."""
    name = indicator if part is None else f"{indicator}/{part}"
    return f"{'narrative' if narrative else 'figure'}:{name}"


def is_population(name: str) -> bool:
    """Return whether the row with this id asks for a population."""
    return name.startswith("population:")


def is_narrative(name: str) -> bool:
    """Return whether the row with this id is answered in words."""
    return name.startswith("narrative:")


class QuestionKind(Enum):
    """What a row of the form is about."""

    STATUS = auto()
    SUBMITTED = auto()
    AS_OF = auto()
    """The day the figures were counted."""
    SOURCE = auto()
    REMARK = auto()
    """A note on the submission as a whole."""
    POPULATION = auto()
    FIGURE = auto()
    NARRATIVE = auto()


WORDS = frozenset(
    {
        QuestionKind.STATUS,
        QuestionKind.SUBMITTED,
        QuestionKind.AS_OF,
        QuestionKind.SOURCE,
        QuestionKind.REMARK,
        QuestionKind.NARRATIVE,
    }
)
"""The rows whose answer has a wide cell."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What the unit said last, before the form's period ends."""

    period: Period
    value: Number | None = None
    percent: Number | None = None
    text: str | None = None
    sample: bool = False
    """Whether it is made up."""
    formerly: tuple[str, ...] = ()
    """The units that became this one, where it is the sum of what they said."""


@dataclass(frozen=True, slots=True)
class AnswerOnFile:
    """What the unit's file for the form's own period says already; all empty without one."""

    value: Number | str | date | ReportStatus | None = None
    percent: Number | None = None
    state: FigureState | None = None
    reason: str | None = None
    cause: str | None = None
    note: str | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing is said but perhaps a note or a cause."""
        return self.value is None and self.percent is None and self.state is None


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the form. `id` finds it again wherever it has been moved to."""

    id: str
    kind: QuestionKind
    key: tuple[str, str | None]
    """The header's field or the population, with None; or an indicator and its part."""
    on_file: AnswerOnFile
    last: LastAnswer | None = None
    population: Population | None = None
    indicator: Indicator | None = None
    whole: Indicator | None = None
    """The composite indicator that `indicator` is a part of."""
    baseline: Fraction | None = None
    """The unit's share of 1 at the end of the year before, where the measure needs it."""
    goal: Fraction | None = None
    """What the unit is held against; None where it is not judged."""
    owed: bool = True
    """Whether the plan asks this unit for the figure."""


@dataclass(frozen=True, slots=True)
class FormSection:
    """Rows under one heading."""

    title: Text | str
    """A text of the plan, or a message of the program."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Everything one unit is asked for one period."""

    plan: Plan
    unit: str
    period: Period
    sections: tuple[FormSection, ...]
    sample: bool
    """Whether any figure shown in it is made up."""
    begun: bool
    """Whether the unit has a file for the period."""
    marked: bool = False
    """Whether that file says that it is made up."""
    money: Mapping[Cell, MoneyQuestion] = field(default_factory=dict)
    """Every project of the plan with every source, where it has money."""
    tasks: Mapping[str, TaskQuestion] = field(default_factory=dict)
    """The tasks that the unit is asked."""

    @property
    def area(self) -> Area:
        """The unit, or the plan's own area."""
        return self.plan.areas[self.unit]

    @property
    def questions(self) -> Iterator[Question]:
        """Every row, from top to bottom."""
        for section in self.sections:
            yield from section.questions


def form_for(history: History, period: Period) -> Form:
    """Return the form of a unit for a period, with what it has handed in before.

    Its plan is that with the targets that are in force in the period.
    """
    plan = history.plan.in_force(period)
    on_file = history.of(period)
    maker = _Maker(history, period, on_file)
    sections = [
        FormSection(N_("About this report"), tuple(maker.header())),
        FormSection(N_("Populations"), tuple(map(maker.population, plan.populations.values()))),
    ]
    for group in plan.groups.values():
        questions = tuple(
            maker.figure(leaf, indicator)
            for indicator in plan.indicators.values()
            if indicator.group == group.id
            for leaf in indicator.leaves
        )
        if questions:
            sections.append(FormSection(group.name, questions))
    programme = programme_asked(plan, history.unit, on_file, maker.earlier)
    marked = on_file is not None and on_file.sample
    last = (question.last for section in sections for question in section.questions)
    sample = (
        marked
        or any(answer is not None and answer.sample for answer in last)
        or any(filed.sample for filed in maker.baseline_sources())
        or programme.sample
    )
    return Form(
        plan,
        history.unit,
        period,
        tuple(sections),
        sample,
        on_file is not None,
        marked,
        programme.money,
        programme.tasks,
    )


class _Maker:
    def __init__(self, history: History, period: Period, on_file: Submission | None) -> None:
        self.history = history
        self.on_file = on_file
        self.earlier = NewestFirst((history,), period, leave_out=period)

    @cached_property
    def before(self) -> AreaSubmissions:
        return AreaSubmissions(baseline=self.history.baseline, formerly=self.history.formerly)

    def header(self) -> Iterator[Question]:
        filed = self.on_file
        yield Question(
            "status",
            QuestionKind.STATUS,
            ("status", None),
            AnswerOnFile(None if filed is None else filed.status),
        )
        yield Question(
            "submitted",
            QuestionKind.SUBMITTED,
            ("submitted", None),
            AnswerOnFile(None if filed is None else filed.submitted),
        )
        yield Question(
            "as_of",
            QuestionKind.AS_OF,
            ("as_of", None),
            AnswerOnFile(None if filed is None else filed.as_of),
        )
        source = None if filed is None else filed.source
        yield Question("source", QuestionKind.SOURCE, ("source", None), AnswerOnFile(source))
        remark = None if filed is None else filed.note
        yield Question("note", QuestionKind.REMARK, ("note", None), AnswerOnFile(remark))

    def population(self, population: Population) -> Question:
        name = population.id

        def says(filed: Submission) -> PopulationFigure | None:
            found = filed.populations.get(name)
            return None if found is None or found.value is None or found.invalid else found

        found = self._newest(name, says)
        held = None if self.on_file is None else self.on_file.populations.get(name)
        last = self._sum_of_former(name)
        if found is not None:
            last = LastAnswer(found[0].period, found[1].value, sample=found[0].sample)
        return Question(
            id_of_population(name),
            QuestionKind.POPULATION,
            (name, None),
            AnswerOnFile() if held is None else AnswerOnFile(held.value),
            last=last,
            population=population,
        )

    def _sum_of_former(self, name: str) -> LastAnswer | None:
        formerly, year = self.history.formerly, self.history.plan.year - 1
        size = sum_of_former(name, formerly)
        if size is None:
            return None
        return LastAnswer(
            Period(year),
            size,
            sample=any(filed.sample for unit in formerly for filed in unit.submissions()),
            formerly=tuple(unit.id for unit in formerly),
        )

    def figure(self, leaf: Indicator, indicator: Indicator) -> Question:
        def says(filed: Submission) -> Figure | None:
            found = filed.figures.get(leaf.key)
            return found if found is not None and found.reported and not found.invalid else None

        found = self._newest(leaf.key[0], says)
        last = None
        if found is not None:
            filed, figure = found
            last = LastAnswer(
                filed.period, figure.value, figure.percent, figure.text, sample=filed.sample
            )
        own = None if self.on_file is None else self.on_file.figures.get(leaf.key)
        narrative = not measure_of(leaf).is_numeric
        unit = self.history.unit
        baseline = None
        if measure_of(leaf).compared_with == "before":
            share = baseline_share(leaf, self.before)
            rate = None if share is None else share.rate
            baseline = None if rate is None else Fraction(rate, 100)
        return Question(
            id_of(*leaf.key, narrative=narrative),
            QuestionKind.NARRATIVE if narrative else QuestionKind.FIGURE,
            leaf.key,
            AnswerOnFile() if own is None else _answer_on_file(own),
            last=last,
            indicator=leaf,
            whole=indicator if leaf is not indicator else None,
            baseline=baseline,
            goal=leaf.goal_of(unit)
            if unit == OWN_AREA or leaf.scope is not Scope.PROVINCE
            else None,
            owed=leaf.is_asked_of(unit),
        )

    def baseline_sources(self) -> Iterator[Submission]:
        """Yield what was handed in for the end of the year before, where a row rests on it."""
        for indicator in self.history.plan.indicators.values():
            for leaf in indicator.leaves:
                if measure_of(leaf).compared_with == "before":
                    yield from baseline_sources(leaf, self.before)

    def _newest(
        self, key: str, says: Callable[[Submission], T | None]
    ) -> tuple[Submission, T] | None:
        """Return the newest submission that says something under a key of its file, with that."""
        for filed in self.earlier.holding(key):
            found = says(filed)
            if found is not None:
                return filed, found
        return None


def _answer_on_file(figure: Figure) -> AnswerOnFile:
    state = reason = None
    if figure.not_applicable is not None:
        state, reason = FigureState.NOT_APPLICABLE, figure.not_applicable
    elif figure.not_reported is not None:
        state, reason = FigureState.NOT_REPORTED, figure.not_reported
    value: Number | str | None = figure.value if figure.text is None else figure.text
    return AnswerOnFile(value, figure.percent, state, reason, figure.cause, figure.note)
