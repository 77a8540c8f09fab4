"""Why a status flipped: every change in what the row is computed from, tried alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ttdt.analysis.diff.plan_changes import same_definition
from ttdt.analysis.diff.reported_values import (
    figure_in,
    population_in,
    used,
)
from ttdt.analysis.diff.results import MISSING, Cause, FigureState, InputChange, Stated, What
from ttdt.analysis.former_units import baseline_of
from ttdt.compute import assess
from ttdt.compute.composite import composite_result
from ttdt.submission.round import AreaSubmissions, Round

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from fractions import Fraction

    from ttdt.analysis.diff.results import Side
    from ttdt.compute import AreaResult, IndicatorResult
    from ttdt.period import Period
    from ttdt.plan import Indicator, Plan
    from ttdt.submission import Submission
    from ttdt.submission.round import FormerUnit

Key: TypeAlias = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class _Inputs:
    """The submissions that a unit's row of one leaf is computed from."""

    filed: Submission | None
    baseline: Submission | None
    formerly: tuple[FormerUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """All that an indicator's rows are computed from; a composite has inputs for each part."""

    indicator: Indicator
    period: Period
    units: Mapping[str, Mapping[Key, _Inputs]]

    def with_inputs(self, unit: str, key: Key, inputs: _Inputs) -> _Setting:
        """Return the setting with other inputs of a unit for a leaf."""
        changed = {**self.units.get(unit, {}), key: inputs}
        return replace(self, units={**self.units, unit: changed})


_Step: TypeAlias = Callable[[_Setting], _Setting]


@dataclass(frozen=True, slots=True)
class _Trial:
    """Changes, and how a setting becomes one with them."""

    unit: str | None
    changes: tuple[InputChange, ...]
    step: _Step


class Flipped:
    """An indicator or part whose rows are computed anew with some of the changes."""

    def __init__(self, old: Side, new: Side, before: Indicator, after: Indicator) -> None:
        """Take `before` and `after` as the definitions on the two sides; they have one key."""
        self._plan: Plan = old.round.plan
        self._areas = {**new.round.plan.areas, **old.round.plan.areas}
        self._leaves = {leaf.key: leaf for leaf in (*before.leaves, *after.leaves)}
        self._names = {
            key: _populations(leaf for leaf in (*before.leaves, *after.leaves) if leaf.key == key)
            for key in self._leaves
        }
        # One that says something on one side only has said nothing on the other.
        areas = frozenset((*handing_in(old.round), *handing_in(new.round)))
        self._old = self._setting(old, before, areas)
        self._new = self._setting(new, after, areas)

    def causes(self, area: str, target: AreaResult) -> tuple[Cause, ...]:
        """Return what made an area's row become what it is on the new side.

        Each change in the row's inputs (for a sum: all changes of a unit together) is
        tried alone: everything else stays as on the old side. Those that give the new status by
        themselves come first, then the larger effect on the value, then the plan's order. Time is
        tried where either side's status or pace would be another at the other side's time.
        """
        trials = [*self._of_units(area), *self._of_plan_and_time(area)]
        start = self._row(self._old, area)
        found = []
        for trial in trials:
            setting = trial.step(self._old)
            row = self._row(setting, area)
            same = setting.indicator.measure is self._old.indicator.measure
            effect = _moved(start, row) if same else None
            sufficient = row is not None and row.status is target.status
            found.append(Cause(trial.unit, trial.changes, effect, sufficient))
        return tuple(sorted(found, key=lambda one: (not one.sufficient, -abs(one.effect or 0))))

    def all_together(self, area: str) -> AreaResult | None:
        """Return the row with every change made: it has the new side's status and value."""
        setting = self._old
        for trial in [*self._of_units(area), *self._of_plan_and_time(area)]:
            setting = trial.step(setting)
        return self._row(setting, area)

    def _within_area(self, area: str) -> tuple[str, ...]:
        """Return the areas that a row hangs on: those in it that hand in figures, and itself."""
        return tuple(
            name
            for name in dict.fromkeys((*self._new.units, *self._old.units))
            if area in self._chain_to(name)
        )

    def _chain_to(self, area: str) -> tuple[str, ...]:
        """Return the areas from the plan's own down to one."""
        chain = [area]
        while (parent := self._areas[chain[0]].parent) is not None:
            chain.insert(0, parent)
        return tuple(chain)

    def _of_units(self, area: str) -> Iterator[_Trial]:
        """Yield each change of one unit, or of every unit all that changed there."""
        within = self._within_area(area)
        if within == (area,):
            yield from self._of_one(area)
            return
        for name in within:
            trials = list(self._of_one(name))
            if trials:
                changes = tuple(change for trial in trials for change in trial.changes)
                yield _Trial(name, changes, _chain([trial.step for trial in trials]))

    def _of_one(self, unit: str) -> Iterator[_Trial]:
        before, after = self._old.units.get(unit), self._new.units.get(unit)
        if before is None or after is None:
            sides = [_whole(None if inputs is None else True) for inputs in (before, after)]
            change = InputChange(What.UNIT, old=sides[0], new=sides[1])
            yield _Trial(unit, (change,), _put_unit(unit, after))
            return
        arrived = [key for key in self._leaves if _readable(before[key]) != _readable(after[key])]
        if arrived:
            old, new = (_whole(_readable(side[arrived[0]])) for side in (before, after))
            changes = [InputChange(What.SUBMISSION, old=old, new=new)]
            for key in arrived:
                changes += self._numbers(key, before[key].filed, after[key].filed)
            steps = [_put_filed(unit, key, after[key].filed) for key in arrived]
            yield _Trial(unit, tuple(changes), _chain(steps))
        for key, leaf in self._leaves.items():
            earlier, later = before[key], after[key]
            if key not in arrived:
                yield from self._within(unit, leaf, earlier.filed, later.filed)
            changes = [
                replace(change, what=What.BASELINE)
                for change in self._numbers(key, earlier.baseline, later.baseline)
            ]
            if changes:
                yield _Trial(unit, tuple(changes), _put_baseline(unit, key, later.baseline))

    def _within(
        self, unit: str, leaf: Indicator, old: Submission | None, new: Submission | None
    ) -> Iterator[_Trial]:
        """Yield the changes within a submission that is there on both sides, or on neither."""
        if old is None or new is None:
            return
        changes = self._numbers(leaf.key, old, new)
        for what, put in ((What.FIGURE, _put_figure), (What.POPULATION, _put_populations)):
            own = tuple(change for change in changes if change.what is what)
            if own:
                yield _Trial(unit, own, put(unit, leaf.key, new))

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
        indicator, period = self._new.indicator, self._new.period
        if not same_definition(self._old.indicator, indicator):
            change = InputChange(What.PLAN, indicator.part)
            yield _Trial(None, (change,), lambda now: replace(now, indicator=indicator))
        if self._old.period.end_month != period.end_month and self._time_matters(area):
            change = InputChange(What.TIME)
            yield _Trial(None, (change,), lambda now: replace(now, period=period))

    def _time_matters(self, area: str) -> bool:
        """Return whether either side's status or pace would be another at the other's time."""
        sides = ((self._old, self._new.period), (self._new, self._old.period))
        return any(
            _verdict(self._row(setting, area))
            != _verdict(self._row(replace(setting, period=period), area))
            for setting, period in sides
        )

    def _setting(self, side: Side, indicator: Indicator, areas: Collection[str]) -> _Setting:
        units = {
            unit: {
                key: _Inputs(
                    self._reduced(used(side, leaf, unit), key),
                    self._reduced(baseline_of(side.round, unit), key),
                    side.round.of(unit).formerly,
                )
                for key, leaf in self._leaves.items()
            }
            for unit in side.round.plan.areas
            if unit in areas
        }
        return _Setting(indicator, side.round.period, units)

    def _reduced(self, submission: Submission | None, key: Key) -> Submission | None:
        """Return a submission with nothing but what the leaf is computed from."""
        if submission is None:
            return None
        figure = submission.figures.get(key)
        return replace(
            submission,
            figures={} if figure is None else {key: figure},
            populations={
                name: submission.populations[name]
                for name in self._names[key]
                if name in submission.populations
            },
            findings=(),
        )

    def _row(self, setting: _Setting, area: str) -> AreaResult | None:
        within = self._within_area(area)
        units = {name: own for name, own in setting.units.items() if name in within}
        if not units:
            return None
        leaves = [self._leaf(leaf, setting.period, units) for leaf in setting.indicator.leaves]
        parts = setting.indicator.parts
        plan = self._plan_of(units)
        result = composite_result(setting.indicator, leaves, plan) if parts else leaves[0]
        return result.areas[area]

    def _plan_of(self, units: Iterable[str]) -> Plan:
        """Return the plan with the units of a setting, and those above them."""
        chains = [self._chain_to(unit)[1:] for unit in units]
        return replace(
            self._plan, units={unit: self._areas[unit] for chain in chains for unit in chain}
        )

    def _leaf(
        self, leaf: Indicator, period: Period, units: Mapping[str, Mapping[Key, _Inputs]]
    ) -> IndicatorResult:
        plan = replace(self._plan_of(units), indicators={leaf.id: leaf})
        filed = dict.fromkeys(plan.areas, AreaSubmissions(None)) | {
            unit: AreaSubmissions(
                own[leaf.key].filed, (), own[leaf.key].baseline, own[leaf.key].formerly
            )
            for unit, own in units.items()
        }
        return assess(Round(plan, period, filed)).indicators[0]


def handing_in(round_: Round) -> Iterator[str]:
    """Yield the areas that figures come from: the smallest units, and others that say something."""
    for area in round_.plan.areas:
        filed = round_.of(area)
        if area not in round_.plan.below or filed.current or filed.earlier or filed.baseline:
            yield area


def _populations(leaves: Iterator[Indicator]) -> tuple[str, ...]:
    """Return the populations that leaves are held against, or compared with."""
    names: list[str | None] = []
    for leaf in leaves:
        names.append(leaf.population)
        if leaf.reference is not None:
            names += [leaf.reference.numerator, leaf.reference.population]
    return tuple(dict.fromkeys(name for name in names if name is not None))


def _readable(inputs: _Inputs) -> bool | None:
    """Return whether the submission can be read, None where there is none."""
    return None if inputs.filed is None else inputs.filed.usable


def _whole(readable: bool | None) -> Stated:  # noqa: FBT001 - three cases of one question
    """Return how a submission or a unit as a whole stands on a side."""
    if not readable:
        return MISSING if readable is None else Stated(FigureState.INVALID)
    return Stated(FigureState.REPORTED)


def _verdict(row: AreaResult | None) -> tuple[object, object]:
    return (None, None) if row is None else (row.status, row.pace)


def _moved(start: AreaResult | None, row: AreaResult | None) -> Fraction | None:
    if start is None or row is None or start.value is None or row.value is None:
        return None
    return row.value - start.value


def _chain(steps: Sequence[_Step]) -> _Step:
    def step(setting: _Setting) -> _Setting:
        for one in steps:
            setting = one(setting)
        return setting

    return step


def _put_unit(unit: str, inputs: Mapping[Key, _Inputs] | None) -> _Step:
    """Return the step that adds a unit, or takes it away where it has no inputs."""

    def step(setting: _Setting) -> _Setting:
        others = {name: own for name, own in setting.units.items() if name != unit}
        return replace(setting, units=others if inputs is None else {**others, unit: inputs})

    return step


def _put_filed(unit: str, key: Key, filed: Submission | None) -> _Step:
    def step(setting: _Setting) -> _Setting:
        inputs = replace(setting.units[unit][key], filed=filed)
        return setting.with_inputs(unit, key, inputs)

    return step


def _put_baseline(unit: str, key: Key, baseline: Submission | None) -> _Step:
    def step(setting: _Setting) -> _Setting:
        inputs = replace(setting.units[unit][key], baseline=baseline)
        return setting.with_inputs(unit, key, inputs)

    return step


def _put_figure(unit: str, key: Key, new: Submission) -> _Step:
    def step(setting: _Setting) -> _Setting:
        inputs = setting.units[unit][key]
        filed = inputs.filed and replace(inputs.filed, figures=new.figures)
        return setting.with_inputs(unit, key, replace(inputs, filed=filed))

    return step


def _put_populations(unit: str, key: Key, new: Submission) -> _Step:
    def step(setting: _Setting) -> _Setting:
        inputs = setting.units[unit][key]
        filed = inputs.filed and replace(inputs.filed, populations=new.populations)
        return setting.with_inputs(unit, key, replace(inputs, filed=filed))

    return step
