"""Two rounds held against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.analysis.diff.attribution import Flipped
from ttdt.analysis.diff.inputs import BothInputs
from ttdt.analysis.diff.new_notes import notes_on_figures, notes_on_money, notes_on_tasks
from ttdt.analysis.diff.plan_changes import plan_changes
from ttdt.analysis.diff.programme import money_changes, task_changes
from ttdt.analysis.diff.reported_values import (
    figure_changes,
    population_changes,
    submission_changes,
)
from ttdt.analysis.diff.results import Diff, Flip, ValueChange
from ttdt.analysis.former_units import in_units_of
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ttdt.analysis.diff.new_notes import NewNote
    from ttdt.analysis.diff.plan_changes import PlanChange
    from ttdt.analysis.diff.results import FigureChange, PopulationChange, Side
    from ttdt.compute import IndicatorResult, Selection
    from ttdt.compute.comparison import Compared
    from ttdt.plan import Indicator, Task


def diff(old: Side, new: Side) -> Diff:
    """Return what changed from `old` to `new`.

    Compared is what each report uses: a figure carried forward, or one of a submission that
    stands in for the period, counts as the unit's figure. The two sides exchanged give the same
    with old and new exchanged, but for the causes of flips: each of those is tried on the old
    side. A row that one plan lacks has no flip; the plan's changes tell of it. Units that are
    formed of others of the year before are held against the sum of those.
    """
    order = {area: place for place, area in enumerate(new.round.plan.areas)}
    one_year = old.round.period.year == new.round.period.year
    found = in_units_of(new.round.plan, old.round, old.report)
    past = replace(old, round=found.round, report=found.report)
    skipped = found.unknown.keys()
    changed_units = skipped | found.formed.keys()
    return Diff(
        old=old.without_rows(),
        new=new.without_rows(),
        flips=tuple(
            sorted(
                (flip for flip in _flips(past, new) if flip.area.id not in skipped),
                key=lambda flip: order[flip.area.id],
            )
        ),
        figures=tuple(one for one in figure_changes(past, new) if one.unit.id not in skipped),
        populations=tuple(
            one for one in population_changes(past, new) if one.unit.id not in skipped
        ),
        baseline_figures=tuple(figure_changes(old, new, baseline=True)) if one_year else (),
        baseline_populations=(
            tuple(population_changes(old, new, baseline=True)) if one_year else ()
        ),
        submissions=tuple(
            one for one in submission_changes(past, new) if one.unit.id not in changed_units
        ),
        plan=tuple(plan_changes(old.round.plan, new.round.plan)),
        errors=new.report.all_errors,
        values=tuple(_values(old, new)),
        money=money_changes(old.report, new.report, changed_units),
        tasks=tuple(task_changes(old.report, new.report)) if one_year else (),
        notes=tuple(_notes(old, new, changed_units, one_year=one_year)),
        formed=found.formed,
        incomparable=found.unknown,
    )


def _notes(
    old: Side, new: Side, changed_units: Collection[str], *, one_year: bool
) -> Iterator[NewNote]:
    yield from notes_on_figures(old.round, new.round)
    yield from notes_on_money(old.report, new.report, changed_units)
    if one_year:
        yield from notes_on_tasks(old.report, new.report)


def _flips(old: Side, new: Side) -> Iterator[Flip]:
    """Yield the flips, those of each row together, the whole before the units."""
    both = BothInputs(old, new)
    for was, now in _in_both(old, new):
        flipped = [
            area
            for area in now.areas
            if area in was.areas and was.status_of(area) is not now.status_of(area)
        ]
        if flipped:
            found = Flipped(both, was.indicator, now.indicator)
        for area in flipped:
            yield Flip(
                now.indicator,
                was.indicator,
                new.round.plan.areas[area],
                was.areas[area],
                now.areas[area],
                found.causes(area, now.areas[area]),
            )


def _values(old: Side, new: Side) -> Iterator[ValueChange]:
    for was, now in _in_both(old, new):
        compared: Mapping[str, Compared] = {}
        if was.indicator.measure is now.indicator.measure:
            compared = new.report.comparison.against(
                old.report.comparison, now.indicator, (OWN_AREA,)
            )
        yield ValueChange(
            now.indicator,
            was.indicator,
            new.round.plan.areas[OWN_AREA],
            was.areas[OWN_AREA],
            now.areas[OWN_AREA],
            compared.get(OWN_AREA),
        )


def _in_both(old: Side, new: Side) -> Iterator[tuple[IndicatorResult, IndicatorResult]]:
    """Yield the results of each indicator that both plans have."""
    before = {result.indicator.key: result for result in old.report.indicators}
    for result in new.report.indicators:
        if result.indicator.key in before:
            yield before[result.indicator.key], result


def choose(found: Diff, selection: Selection) -> Diff:
    """Return what was asked for of a comparison.

    Asked for some units, with which come all below them, the whole's flips are left out; asked
    for some groups or indicators, only populations that those are held against are kept.
    """
    plans = (found.new.round.plan, found.old.round.plan) if selection.units else ()
    units = frozenset(unit for plan in plans for unit in selection.units_of(plan))
    some = selection.is_of_some
    of_indicator = selection.includes

    def of_unit(unit: str) -> bool:
        return not units or unit in units

    names = {
        name
        for side in (found.old, found.new)
        for indicator in side.round.plan.indicators.values()
        if of_indicator(indicator)
        for name in _populations(indicator)
    }

    def figures(changes: Iterable[FigureChange]) -> tuple[FigureChange, ...]:
        return tuple(one for one in changes if of_unit(one.unit.id) and of_indicator(one.indicator))

    def populations(changes: Iterable[PopulationChange]) -> tuple[PopulationChange, ...]:
        return tuple(
            one
            for one in changes
            if of_unit(one.unit.id) and (not some or one.population.id in names)
        )

    money = None if some else found.money
    errors = found.new.report.errors
    return replace(
        found,
        flips=tuple(
            flip for flip in found.flips if of_indicator(flip.indicator) and of_unit(flip.area.id)
        ),
        figures=figures(found.figures),
        baseline_figures=figures(found.baseline_figures),
        populations=populations(found.populations),
        baseline_populations=populations(found.baseline_populations),
        submissions=tuple(change for change in found.submissions if of_unit(change.unit.id)),
        formed={unit: former for unit, former in found.formed.items() if of_unit(unit)},
        incomparable={unit: split for unit, split in found.incomparable.items() if of_unit(unit)},
        plan=tuple(one for one in found.plan if _is_of_asked(one, selection, units)),
        errors=tuple(error for unit in errors if of_unit(unit) for error in errors[unit]),
        values=() if units else tuple(one for one in found.values if of_indicator(one.indicator)),
        money=money if money is None or not units else money.of_areas(units),
        tasks=tuple(
            one for one in found.tasks if of_unit(one.area.id) and _is_asked(one.task, selection)
        ),
        notes=tuple(
            one for one in found.notes if of_unit(one.area.id) and _is_on_asked(one, selection)
        ),
        by_unit=bool(units),
    )


def _is_of_asked(change: PlanChange, selection: Selection, units: Collection[str]) -> bool:
    if change.indicator is not None:
        return selection.includes(change.indicator)
    if selection.is_of_some or change.unit is None:
        return False
    return not units or change.unit.id in units


def _is_on_asked(note: NewNote, selection: Selection) -> bool:
    if note.indicator is not None:
        return selection.includes(note.indicator)
    if note.task is not None:
        return _is_asked(note.task, selection)
    return not selection.is_of_some


def _is_asked(task: Task, selection: Selection) -> bool:
    """Return whether a task is asked for: tasks stand in no group, but bodies answer for them."""
    if selection.groups or selection.indicators:
        return False
    return not selection.bodies or not set(selection.bodies).isdisjoint(task.responsible)


def _populations(indicator: Indicator) -> Iterator[str | None]:
    """Yield the populations that an indicator is held against, or compared with."""
    for leaf in indicator.leaves:
        yield leaf.population
        if leaf.reference is not None:
            yield from (leaf.reference.numerator, leaf.reference.population)
