"""What a comparison of two rounds says, before anyone decides how it looks. Numbers are exact."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.achievement import percent_of_plan
from ttdt.compute.report import without_rows
from ttdt.submission.round import Round

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.analysis.diff.new_notes import NewNote
    from ttdt.analysis.diff.plan_changes import PlanChange
    from ttdt.analysis.diff.programme import MoneyChanges, TaskChange
    from ttdt.compute import AreaResult, FileLine, Report, SubmissionError
    from ttdt.compute.comparison import Compared
    from ttdt.number import Number
    from ttdt.plan import Area, Indicator, Population


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rounds compared, with its report."""

    round: Round
    report: Report
    carry_forward: bool = False
    """Whether the report fills missing figures with earlier ones."""
    revision: str | None = None
    """The git revision it was read from, as the user wrote it; None for the files on disk."""
    commit: str | None = None

    def without_rows(self) -> Side:
        """Return the side with all that it says but its rows, and no submissions."""
        nothing = Round(self.round.plan, self.round.period, {})
        return replace(self, round=nothing, report=without_rows(self.report))


class FigureState(StrEnum):
    """What a unit has said in one place. Zero is `reported`, like any other number."""

    REPORTED = "reported"
    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure or population as a round uses it. Two are equal if they say the same.

    Where it is `reported` one of `value` (a numerator, a count, a population), `percent` (a rate
    known alone) or `text` is there; otherwise none is. Where it stands, its note and the reasons
    given do not count.
    """

    state: FigureState = FigureState.MISSING
    value: Number | None = None
    percent: Number | None = None
    text: str | None = None
    source: FileLine | None = field(default=None, compare=False)


MISSING = Stated()


class ChangeKind(StrEnum):
    """How what is stated changed."""

    ADDED = "added"
    """Missing before, reported now."""
    REMOVED = "removed"
    """Reported before, missing now."""
    REVISED = "revised"
    """Reported on both sides, and not the same."""
    RESTATED = "restated"
    """Invalid or not applicable on one side or on both."""


def kind_of(old: Stated, new: Stated) -> ChangeKind:
    """Return how what is stated changed; the two differ."""
    states = (old.state, new.state)
    if states == (FigureState.MISSING, FigureState.REPORTED):
        return ChangeKind.ADDED
    if states == (FigureState.REPORTED, FigureState.MISSING):
        return ChangeKind.REMOVED
    return (
        ChangeKind.REVISED
        if states == (FigureState.REPORTED, FigureState.REPORTED)
        else ChangeKind.RESTATED
    )


def difference(old: Stated, new: Stated) -> Number | None:
    """Return new minus old, None where they are not two numbers of one sort.

    Two percentages differ by points; a percentage and a numerator are not of one sort.
    """
    if old.value is not None and new.value is not None:
        return new.value - old.value
    if old.percent is not None and new.percent is not None:
        return new.percent - old.percent
    return None


def relative(old: Stated, new: Stated) -> Fraction | None:
    """Return the difference in per cent of the old number; None where that is absent or 0."""
    change = difference(old, new)
    base = old.value if old.value is not None else old.percent
    if change is None or not base:
        return None
    # One fraction instead of three, which every figure that changed would make.
    return Fraction(
        100 * change.numerator * base.denominator, change.denominator * abs(base.numerator)
    )


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A unit's figure for an indicator without parts, or for a part, that is not what it was."""

    unit: Area
    indicator: Indicator
    old: Stated
    new: Stated


@dataclass(frozen=True, slots=True)
class PopulationChange:
    """A unit's population that is not what it was."""

    unit: Area
    population: Population
    old: Stated
    new: Stated


@dataclass(frozen=True, slots=True)
class SubmissionVersion:
    """A submission as a comparison sees it: `usable` False where nothing in it can be read."""

    path: str
    period: str
    status: str | None
    usable: bool


@dataclass(frozen=True, slots=True)
class SubmissionChange:
    """A unit's submission that came in, went away, changed its status or became unreadable."""

    unit: Area
    old: SubmissionVersion | None
    new: SubmissionVersion | None


class What(StrEnum):
    """What a row is computed from."""

    SUBMISSION = "submission"
    """The unit's submission is there on one side only, or readable on one side only."""
    FIGURE = "figure"
    POPULATION = "population"
    BASELINE = "baseline"
    """A figure or population of the submission for the end of the year before."""
    UNIT = "unit"
    """The unit is in the plan on one side only."""
    PLAN = "plan"
    """The definition of the indicator: its target, measure, pace, populations or parts."""
    TIME = "time"
    """The share of the year that is over, where the status or the pace rests on it."""


@dataclass(frozen=True, slots=True)
class InputChange:
    """One change in what a row is computed from."""

    what: What
    part: str | None = None
    population: str | None = None
    """The population's id, where it is one that changed."""
    old: Stated | None = None
    new: Stated | None = None
    """None of the plan and of time. A submission or unit as a whole is `missing` where it is not
    there, `invalid` where it cannot be read and `reported` otherwise."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Changes taken together, and what they do alone: with everything else as on the old side.

    `effect` is how far the row's value then moves, in the unit of the old side's measure (points
    for a rate); None where there is no value before or after, or one of another measure.
    `sufficient` says that the row then has the very status it has on the new side. Neither says
    what the changes do beside the others, and effects need not add up.
    """

    unit: str | None
    """The unit whose inputs changed; None for the plan and for time."""
    changes: tuple[InputChange, ...]
    effect: Fraction | None
    sufficient: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """A row whose status is not what it was, with every change that enters its computing.

    For a unit, each change is a cause; for a sum, all changes of one unit are one cause.
    Causes that suffice come first, then the larger effect.
    """

    indicator: Indicator
    """As the new side's plan has it."""
    before: Indicator
    """As the old side's plan has it."""
    area: Area
    old: AreaResult
    new: AreaResult
    causes: tuple[Cause, ...]

    @property
    def of_unit(self) -> bool:
        """Whether it is that of a unit, and not of the plan's own area."""
        return self.area.parent is not None

    @property
    def worse(self) -> bool:
        """Whether a target was judged on both sides and the verdict is the worse one now."""
        return (
            self.old.judged
            and self.new.status.is_short
            and self.new.status.rank > self.old.status.rank
        )


@dataclass(frozen=True, slots=True)
class ValueChange:
    """The whole's row of an indicator that both plans have, whether it changed or not."""

    indicator: Indicator
    """As the new side's plan has it."""
    before: Indicator
    """As the old side's plan has it."""
    area: Area
    old: AreaResult
    new: AreaResult
    compared: Compared | None = None
    """The values over the units that have the figure on both sides."""

    @property
    def change(self) -> Fraction | None:
        """How far the value moved; None where it is missing on a side or measured otherwise."""
        return self._moved(self.old.value, self.new.value)

    @property
    def percents_of_plan(self) -> tuple[Fraction | None, Fraction | None]:
        """How much of the plan was achieved and is, in per cent of the target then and now."""
        return (
            percent_of_plan(self.before, self.old),
            percent_of_plan(self.indicator, self.new),
        )

    @property
    def percent_of_plan_change(self) -> Fraction | None:
        """How many points of it came or went; None as of the value."""
        return self._moved(*self.percents_of_plan)

    def _moved(self, old: Fraction | None, new: Fraction | None) -> Fraction | None:
        is_same_measure = self.indicator.measure is self.before.measure
        return new - old if old is not None and new is not None and is_same_measure else None


@dataclass(frozen=True, slots=True)
class Diff:
    """Two rounds compared; every list is in the plan's order, each change in it once."""

    old: Side
    new: Side
    """The sides without their rows, which need not be held while what changed is shown."""
    flips: tuple[Flip, ...]
    """The whole's first, then unit by unit."""
    figures: tuple[FigureChange, ...]
    populations: tuple[PopulationChange, ...]
    baseline_figures: tuple[FigureChange, ...]
    """Figures for the end of the year before; only where both rounds are of one year."""
    baseline_populations: tuple[PopulationChange, ...]
    submissions: tuple[SubmissionChange, ...]
    plan: tuple[PlanChange, ...]
    errors: tuple[SubmissionError, ...]
    """What is wrong with the submissions of the new side."""
    values: tuple[ValueChange, ...]
    """The whole's rows, changed or not; none where only some units were asked for."""
    money: MoneyChanges | None = None
    """None where either plan has no money, or has it in another unit."""
    tasks: tuple[TaskChange, ...] = ()
    """Only where both rounds are of one year."""
    notes: tuple[NewNote, ...] = ()
    """What units say now beside what they report; they alone are no change."""
    by_unit: bool = False
    """Whether only some units were asked for, so that the whole's verdicts are not shown."""
    formed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The units that are held against the sum of the former units that became each."""
    incomparable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The units that there is nothing to hold against: with the split ones that they came from,
    or none where they are new."""

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not any(self._parts())

    @property
    def of_province(self) -> bool:
        """Whether the plan's own area is a province, and not a district's own or a country."""
        return self.new.round.plan.area.kind == "province"

    @property
    def sample(self) -> bool:
        """Whether either side rests on figures made up for demonstration."""
        return self.old.report.sample or self.new.report.sample

    @property
    def judged(self) -> tuple[Flip, ...]:
        """The flips that a condition looks at: the whole's, or those of the units asked for."""
        return tuple(flip for flip in self.flips if self.by_unit or not flip.of_unit)

    def _parts(self) -> Iterator[tuple[object, ...]]:
        yield self.flips
        yield self.figures
        yield self.populations
        yield self.baseline_figures
        yield self.baseline_populations
        yield self.submissions
        yield self.plan
        yield () if self.money is None else self.money.rows
        yield () if self.money is None else self.money.reassignments
        yield self.tasks
