"""Why a status flipped: every change in what the row is computed from, tried alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ttdt.analysis.diff.plan_changes import same_definition
from ttdt.analysis.diff.reported_values import figure_in, population_in
from ttdt.analysis.diff.results import MISSING, Cause, FigureState, InputChange, Stated, What
from ttdt.compute.area import AreaSums
from ttdt.compute.composite import composite_status
from ttdt.compute.row import Outcome, is_each_unit_judged, row_outcome
from ttdt.submission.round import NOTHING, AreaSubmissions, Round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from fractions import Fraction

    from ttdt.analysis.diff.inputs import BothInputs, SideInputs
    from ttdt.compute import AreaResult
    from ttdt.compute.figures import AreaFigures
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission import Submission

Key: TypeAlias = tuple[str, str | None]

Inputs: TypeAlias = "Mapping[Key, AreaSubmissions]"
"""What a unit's rows are computed from, for each leaf of an indicator."""

Update: TypeAlias = "tuple[Key, Callable[[AreaSubmissions], AreaSubmissions]]"
"""What becomes of a unit's inputs for a leaf."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """Changes of one unit, or of the plan or of time, that are tried alone."""

    unit: str | None
    changes: tuple[InputChange, ...]
    updates: tuple[Update, ...] = ()

    @property
    def what(self) -> What:
        """What the first of the changes is."""
        return self.changes[0].what


class Flipped:
    """An indicator or part whose rows are computed anew with some of the changes."""

    def __init__(self, both: BothInputs, before: Indicator, after: Indicator) -> None:
        """Take `before` and `after` as the definitions on the two sides; they have one key."""
        self._both = both
        self._before, self._after = before, after
        self._leaves = {leaf.key: leaf for leaf in (*before.leaves, *after.leaves)}
        self._names = {
            key: _populations(leaf for leaf in (*before.leaves, *after.leaves) if leaf.key == key)
            for key in self._leaves
        }
        self._areas = {
            side: {key: side.areas(leaf) for key, leaf in self._leaves.items()}
            for side in (both.old, both.new)
        }
        self._sums: dict[tuple[object, ...], AreaSums] = {}
        self._outcomes: dict[tuple[object, ...], Outcome | None] = {}

    def causes(self, area: str, target: AreaResult) -> tuple[Cause, ...]:
        """Return what made an area's row become what it is on the new side.

        Each change in the row's inputs (for a sum: all changes of a unit together) is
        tried alone: everything else stays as on the old side. Those that give the new status by
        themselves come first, then the larger effect on the value, then the plan's order. Time is
        tried where either side's status or pace would be another at the other side's time.
        """
        start = self._outcome(area)
        found = []
        for trial in (*self._of_units(area), *self._of_plan_and_time(area)):
            outcome = self._tried(trial, area)
            is_other_measure = (
                trial.what is What.PLAN and self._after.measure is not self._before.measure
            )
            effect = None if is_other_measure else _moved(start, outcome)
            sufficient = outcome is not None and outcome.status is target.status
            found.append(Cause(trial.unit, trial.changes, effect, sufficient))
        return tuple(sorted(found, key=lambda one: (not one.sufficient, -abs(one.effect or 0))))

    def all_together(self, area: str) -> Outcome | None:
        """Return what comes of every change made: it has the new side's status and value."""
        indicator, period = self._before, self._both.old.period
        old = self._both.old
        inputs = {unit: found for unit in old.units if (found := self._inputs(old, unit))}
        for trial in (*self._of_units(area), *self._of_plan_and_time(area)):
            if trial.unit is None and trial.what is What.PLAN:
                indicator = self._after
            elif trial.unit is None:
                period = self._both.new.period
            elif (changed := self._changed(trial, inputs.get(trial.unit))) is None:
                del inputs[trial.unit]
            else:
                inputs[trial.unit] = changed
        plan = self._both.plan_of(inputs)

        def figures(leaf: Indicator) -> AreaFigures | None:
            areas = {unit: own[leaf.key] for unit, own in inputs.items()}
            return AreaSums(leaf, Round(plan, period, areas)).of(area)

        return _judged(indicator, area, figures, period)

    def _outcome(
        self,
        area: str,
        side: SideInputs | None = None,
        indicator: Indicator | None = None,
        period: Period | None = None,
    ) -> Outcome | None:
        """Return what comes of one side's inputs, without a word all as on the old side."""
        side, indicator = side or self._both.old, indicator or self._before
        period = period or side.period
        key = (area, side, indicator is self._before, period)
        if key not in self._outcomes:
            self._outcomes[key] = self._computed(area, side, indicator, period)
        return self._outcomes[key]

    def _computed(
        self, area: str, side: SideInputs, indicator: Indicator, period: Period
    ) -> Outcome | None:
        if not any(unit in side for unit in self._both.within(area)):
            return None

        def figures(leaf: Indicator) -> AreaFigures | None:
            return self._sums_of(leaf, side, period).of(area)

        return _judged(indicator, area, figures, period)

    def _tried(self, trial: _Trial, area: str) -> Outcome | None:
        """Return what comes of changes made on the old side."""
        old, unit = self._both.old, trial.unit
        if unit is None:
            if trial.what is What.PLAN:
                return self._outcome(area, indicator=self._after)
            return self._outcome(area, period=self._both.new.period)
        changed = self._changed(trial, self._inputs(old, unit))
        within = self._both.within(area)
        if changed is None and not any(one in old for one in within if one != unit):
            return None
        plan = old.plan
        if changed is None or unit not in old:
            others = [one for one in old.units if one != unit]
            plan = self._both.plan_of(others if changed is None else (*others, unit))

        def figures(leaf: Indicator) -> AreaFigures | None:
            sums = self._sums_of(leaf, old, old.period)
            filed = NOTHING if changed is None else changed[leaf.key]
            round_ = Round(plan, old.period, {**sums.round.areas, unit: filed})
            return sums.figures_if(round_, unit, area)

        return _judged(self._before, area, figures, old.period)

    def _changed(self, trial: _Trial, inputs: Inputs | None) -> Inputs | None:
        """Return a unit's inputs with changes made; None where it goes away."""
        if inputs is None or trial.what is What.UNIT:
            return self._inputs(self._both.new, str(trial.unit))
        changed = dict(inputs)
        for key, update in trial.updates:
            changed[key] = update(changed[key])
        return changed

    def _inputs(self, side: SideInputs, unit: str) -> Inputs | None:
        """Return what a unit's rows are computed from on a side; None where it is not there."""
        if unit not in side:
            return None
        return {key: areas[unit] for key, areas in self._areas[side].items()}

    def _sums_of(self, leaf: Indicator, side: SideInputs, period: Period) -> AreaSums:
        """Return the sums over the areas of a side, each added up once for all of its rows."""
        # Only of rows that are judged unit by unit does a sum know what time it is.
        key = (leaf.key, leaf is self._leaves[leaf.key], side, is_each_unit_judged(leaf) and period)
        if key not in self._sums:
            areas = self._areas[side][leaf.key]
            self._sums[key] = AreaSums(leaf, Round(side.plan, period, areas))
        return self._sums[key]

    def _of_units(self, area: str) -> Iterator[_Trial]:
        """Yield each change of one unit, or of every unit all that changed there."""
        within = self._both.within(area)
        if within == [area]:
            yield from self._of_one(area)
            return
        for unit in within:
            found = list(self._of_one(unit))
            if found:
                yield _Trial(
                    unit,
                    tuple(change for trial in found for change in trial.changes),
                    tuple(update for trial in found for update in trial.updates),
                )

    def _of_one(self, unit: str) -> Iterator[_Trial]:
        """Yield each change in a unit's inputs."""
        before, after = (self._inputs(side, unit) for side in (self._both.old, self._both.new))
        if before is None or after is None:
            sides = [_whole(None if inputs is None else True) for inputs in (before, after)]
            yield _Trial(unit, (InputChange(What.UNIT, old=sides[0], new=sides[1]),))
            return
        arrived = [key for key in self._leaves if _readable(before[key]) != _readable(after[key])]
        if arrived:
            old, new = (_whole(_readable(side[arrived[0]])) for side in (before, after))
            changes = [InputChange(What.SUBMISSION, old=old, new=new)]
            for key in arrived:
                changes += self._numbers(key, before[key].current, after[key].current)
            updates = [(key, _put_current(after[key].current)) for key in arrived]
            yield _Trial(unit, tuple(changes), tuple(updates))
        for key in self._leaves:
            if key not in arrived:
                yield from self._within(unit, key, before[key].current, after[key].current)
            changes = [
                replace(change, what=What.BASELINE)
                for change in self._numbers(key, before[key].baseline, after[key].baseline)
            ]
            if changes:
                yield _Trial(unit, tuple(changes), ((key, _put_baseline(after[key].baseline)),))

    def _within(
        self, unit: str, key: Key, old: Submission | None, new: Submission | None
    ) -> Iterator[_Trial]:
        """Yield the changes within a submission that is there on both sides, or on neither."""
        if old is None or new is None:
            return
        changes = self._numbers(key, old, new)
        for what, put in ((What.FIGURE, _put_figures), (What.POPULATION, _put_populations)):
            own = tuple(change for change in changes if change.what is what)
            if own:
                yield _Trial(unit, own, ((key, put(new)),))

    def _numbers(
        self, key: Key, old: Submission | None, new: Submission | None
    ) -> list[InputChange]:
        leaf = self._leaves[key]
        before, after = figure_in(old, leaf), figure_in(new, leaf)
        changes = []
        if before != after:
            changes.append(InputChange(What.FIGURE, leaf.part, None, before, after))
        for name in self._names[key]:
            before, after = population_in(old, name), population_in(new, name)
            if before != after:
                changes.append(InputChange(What.POPULATION, leaf.part, name, before, after))
        return changes

    def _of_plan_and_time(self, area: str) -> Iterator[_Trial]:
        if self._is_redefined:
            yield _Trial(None, (InputChange(What.PLAN, self._after.part),))
        if self._both.old.period.end_month != self._both.new.period.end_month and (
            self._time_matters(area)
        ):
            yield _Trial(None, (InputChange(What.TIME),))

    @cached_property
    def _is_redefined(self) -> bool:
        return not same_definition(self._before, self._after)

    def _time_matters(self, area: str) -> bool:
        """Return whether either side's status or pace would be another at the other's time."""
        old, new = self._both.old, self._both.new
        for side, indicator, other in ((old, self._before, new), (new, self._after, old)):
            own = self._outcome(area, side, indicator)
            moved = self._outcome(area, side, indicator, other.period)
            said = [None if one is None else (one.status, one.pace) for one in (own, moved)]
            if said[0] != said[1]:
                return True
        return False


def _judged(
    indicator: Indicator,
    area: str,
    figures: Callable[[Indicator], AreaFigures | None],
    period: Period,
) -> Outcome | None:
    """Return what comes of an area's figures for each leaf; None where the area is not there."""
    parts: dict[str, Outcome] = {}
    for leaf in indicator.leaves:
        found = figures(leaf)
        if found is None:
            return None
        outcome = parts[str(leaf.part)] = row_outcome(leaf, area, found, period)
    if indicator.parts:
        return Outcome(composite_status({name: part.status for name, part in parts.items()}))
    return outcome


def _populations(leaves: Iterator[Indicator]) -> tuple[str, ...]:
    """Return the populations that leaves are held against, or compared with."""
    names: list[str | None] = []
    for leaf in leaves:
        names.append(leaf.population)
        if leaf.reference is not None:
            names += [leaf.reference.numerator, leaf.reference.population]
    return tuple(dict.fromkeys(name for name in names if name is not None))


def _readable(inputs: AreaSubmissions) -> bool | None:
    """Return whether the submission can be read, None where there is none."""
    return None if inputs.current is None else inputs.current.usable


def _whole(readable: bool | None) -> Stated:  # noqa: FBT001 - three cases of one question
    """Return how a submission or a unit as a whole stands on a side."""
    if not readable:
        return MISSING if readable is None else Stated(FigureState.INVALID)
    return Stated(FigureState.REPORTED)


def _moved(start: Outcome | None, outcome: Outcome | None) -> Fraction | None:
    if start is None or outcome is None or start.value is None or outcome.value is None:
        return None
    return outcome.value - start.value


def _put_current(new: Submission | None) -> Callable[[AreaSubmissions], AreaSubmissions]:
    return lambda filed: filed._replace(current=new)


def _put_baseline(new: Submission | None) -> Callable[[AreaSubmissions], AreaSubmissions]:
    return lambda filed: filed._replace(baseline=new)


def _put_figures(new: Submission) -> Callable[[AreaSubmissions], AreaSubmissions]:
    return lambda filed: filed._replace(
        current=filed.current and filed.current._replace(figures=new.figures)
    )


def _put_populations(new: Submission) -> Callable[[AreaSubmissions], AreaSubmissions]:
    return lambda filed: filed._replace(
        current=filed.current and filed.current._replace(populations=new.populations)
    )
