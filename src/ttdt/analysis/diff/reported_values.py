"""What each side of a comparison says, place by place, and where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ttdt.analysis.diff.plan_changes import rows_of
from ttdt.analysis.diff.results import (
    MISSING,
    FigureChange,
    FigureState,
    PopulationChange,
    Stated,
    SubmissionChange,
    SubmissionVersion,
)
from ttdt.analysis.former_units import baseline_of
from ttdt.compute import FileLine
from ttdt.compute.observation import observe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.analysis.diff.results import Side
    from ttdt.plan import Area, Indicator, Population
    from ttdt.submission import Figure, Submission
    from ttdt.submission.model import PopulationFigure

_K = TypeVar("_K")
_V = TypeVar("_V")


def figure_in(submission: Submission | None, leaf: Indicator) -> Stated:
    """Return what a submission states for an indicator without parts, or for a part."""
    if submission is None:
        return MISSING
    if not submission.usable:
        return Stated(FigureState.INVALID, source=FileLine(submission.path, 1))
    figure = submission.figures.get(leaf.key)
    if figure is None:
        return MISSING
    place = _place(figure, submission)
    if figure.invalid:
        return Stated(FigureState.INVALID, source=place)
    if figure.not_applicable:
        return Stated(FigureState.NOT_APPLICABLE, source=place)
    if not figure.reported:
        return Stated(source=place)
    return Stated(FigureState.REPORTED, figure.value, figure.percent, figure.text, place)


def population_in(submission: Submission | None, name: str) -> Stated:
    """Return what a submission states for a population; an unreadable file states none."""
    found = None if submission is None else submission.populations.get(name)
    if submission is None or found is None:
        return MISSING
    place = _place(found, submission)
    if found.invalid:
        return Stated(FigureState.INVALID, source=place)
    if found.value is None:
        return Stated(source=place)
    return Stated(FigureState.REPORTED, found.value, source=place)


def _place(said: Figure | PopulationFigure, submission: Submission) -> FileLine | None:
    """Return where a number stands; a sum of several stands nowhere."""
    if said.place is None:
        return None
    return FileLine((said.origin or submission).path, said.place)


def used(side: Side, leaf: Indicator, unit: str) -> Submission | None:
    """Return the submission that a side's report has a unit's figure from."""
    filed = side.round.of(unit)
    if not side.carry_forward:
        return filed.current
    seen = observe(leaf, unit, filed, carry_forward=True)
    return seen.submission if seen.carried else filed.current


def areas_of(old: Side, new: Side) -> dict[str, Area]:
    """Return every area of either plan, the new plan's first."""
    return {**new.round.plan.areas, **_gone(old.round.plan.areas, new.round.plan.areas)}


def figure_changes(old: Side, new: Side, *, baseline: bool = False) -> Iterator[FigureChange]:
    """Yield each figure that the reports use and that differs: area by area, once.

    With `baseline`, those for the end of the year before. An indicator that one plan lacks has no
    figure there.
    """
    before, after = rows_of(old.round.plan), rows_of(new.round.plan)
    rows = {**after, **_gone(before, after)}
    for unit in areas_of(old, new).values():
        for key, leaf in rows.items():
            stated = [
                _figure(side, plan.get(key), unit.id, baseline=baseline)
                for side, plan in ((old, before), (new, after))
            ]
            if stated[0] != stated[1]:
                yield FigureChange(unit, leaf, stated[0], stated[1])


def _figure(side: Side, leaf: Indicator | None, unit: str, *, baseline: bool) -> Stated:
    if leaf is None or leaf.parts:
        return MISSING
    return figure_in(baseline_of(side.round, unit) if baseline else used(side, leaf, unit), leaf)


def population_changes(
    old: Side, new: Side, *, baseline: bool = False
) -> Iterator[PopulationChange]:
    """Yield each population that differs between the units' submissions for the two rounds.

    With `baseline`, between those for the end of the year before.
    """
    before, after = old.round.plan.populations, new.round.plan.populations
    names: Mapping[str, Population] = {**after, **_gone(before, after)}
    for unit in areas_of(old, new).values():
        for name, population in names.items():
            stated = [
                population_in(
                    baseline_of(side.round, unit.id) if baseline else _current(side, unit.id), name
                )
                for side in (old, new)
            ]
            if stated[0] != stated[1]:
                yield PopulationChange(unit, population, stated[0], stated[1])


def submission_changes(old: Side, new: Side) -> Iterator[SubmissionChange]:
    """Yield each submission that came in, went away, changed its status or its readability."""
    for unit in areas_of(old, new).values():
        before, after = _filed(_current(old, unit.id)), _filed(_current(new, unit.id))
        said = [None if seen is None else (seen.status, seen.usable) for seen in (before, after)]
        if said[0] != said[1]:
            yield SubmissionChange(unit, before, after)


def _current(side: Side, unit: str) -> Submission | None:
    return side.round.of(unit).current


def _filed(submission: Submission | None) -> SubmissionVersion | None:
    if submission is None:
        return None
    return SubmissionVersion(
        submission.path, submission.period.id, submission.status, submission.usable
    )


def _gone(before: Mapping[_K, _V], after: Mapping[_K, _V]) -> dict[_K, _V]:
    """Return what is no longer there."""
    return {key: value for key, value in before.items() if key not in after}
