"""What one area's files say for an indicator, and what it takes from those below it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.analysis.explain.inputs import (
    errors_in,
    inputs_of,
    population_in,
    populations_of,
    sources_of,
    used_submission,
)
from ttdt.analysis.explain.results import Input, UnitExplanation
from ttdt.compute import FileLine, Flag, Status
from ttdt.compute.baselines import baseline_sources
from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.observation import population_source
from ttdt.compute.report import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.explain.results import Role
    from ttdt.compute import AreaResult
    from ttdt.plan import Indicator
    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions, Round


def explain_unit(
    indicator: Indicator, row: AreaResult, filed: AreaSubmissions, *, alone: bool
) -> UnitExplanation:
    """Return the lines of an area's files that its row rests on.

    `alone` where it is that row which is explained, and not a sum that it goes into.
    """
    used = used_submission(row, filed)
    looks_back = begins_at_baseline(indicator) or measure_of(indicator).compared_with == "before"
    before = filed.baseline if looks_back else None
    # A sum's baseline covers the units counted; one unit has its own in any case.
    is_used = looks_back and row.before is not None and (row.counted or alone)
    # Its own baseline is what a sum is held against only where it covers all of the area.
    is_used = is_used and (not row.summed or row.coverage.complete)
    stands = baseline_sources(indicator, filed) if is_used else ()
    missing = row.status is not Status.NOT_APPLICABLE and not row.counted
    lending = None
    if missing and not alone and measure_of(indicator).is_bounded:
        lending = population_source(indicator.population, filed)
    documents = {
        submission.path: described(submission)
        for submission in (*sources_of(indicator, used), *stands, lending)
        if submission is not None
    }
    said = filed.current if row.summed else used
    return UnitExplanation(
        row,
        now=tuple(inputs_of(indicator, used)),
        before=tuple(chain.from_iterable(_at_year_end(indicator, filed, one) for one in stands)),
        lent=population_in(indicator, lending),
        documents=tuple(documents.values()),
        findings=(*errors_in(indicator, said), *errors_in(indicator, before)),
    )


def own_words(indicator: Indicator, row: AreaResult, filed: AreaSubmissions) -> UnitExplanation:
    """Return what an area says itself, where its value is the sum of those below it.

    Its own figure is there if it states one, which is then not counted.
    """
    seen = explain_unit(indicator, row, filed, alone=False)
    figure = None if filed.current is None else filed.current.figures.get(indicator.key)
    is_stated = figure is not None and (figure.reported or figure.invalid)
    return replace(
        seen,
        now=tuple(inputs_of(indicator, filed.current)) if is_stated else (),
        # Of all units together its population tells how many are left.
        lent=population_in(indicator, filed.current) if row.missing.units == 1 else None,
    )


def populations_below(
    indicator: Indicator, row: AreaResult, area: str, round_: Round
) -> Iterator[tuple[str, Input]]:
    """Yield the populations that an area's own figure is held against and that it does not state.

    They are what the areas below it state; with each comes whose it is.
    """
    if row.summed or row.population is None or Flag.CARRIED in row.flags:
        return
    stated = {entry.population for entry in inputs_of(indicator, round_.of(area).current)}
    for role, name in populations_of(indicator):
        if name not in stated:
            yield from _stated_below(role, name, area, round_)


def _stated_below(role: Role, name: str, area: str, round_: Round) -> Iterator[tuple[str, Input]]:
    for child in round_.plan.below.get(area, ()):
        current = round_.of(child).current
        found = None if current is None else current.populations.get(name)
        if current is None or found is None or found.invalid or found.value is None:
            yield from _stated_below(role, name, child, round_)
            continue
        source = found.origin or current
        place = FileLine(source.path, found.line)
        yield child, Input(role, found.value, place, source.period.id, name)


def _at_year_end(
    indicator: Indicator, filed: AreaSubmissions, source: Submission
) -> Iterator[Input]:
    """Yield what a submission states for the end of the year before, and which unit it was of."""
    former = None if source is filed.baseline else source.unit
    return (replace(entry, former_unit=former) for entry in inputs_of(indicator, source))
