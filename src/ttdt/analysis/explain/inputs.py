"""Which lines of a unit's files its number rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.analysis.explain.results import Input, Role
from ttdt.compute import FileLine, Flag
from ttdt.compute.measures import measure_of
from ttdt.finding import START
from ttdt.submission.round import population_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import AreaResult
    from ttdt.finding import Finding
    from ttdt.plan import Indicator
    from ttdt.submission import Figure, Submission
    from ttdt.submission.round import AreaSubmissions


def used_submission(row: AreaResult, filed: AreaSubmissions) -> Submission | None:
    """Return the submission that a unit's row speaks of: this round's, or one carried forward."""
    if filed.current is not None and Flag.CARRIED not in row.flags:
        return None if row.period is None else filed.current
    return next((one for one in filed.earlier if one.period.id == row.period), None)


def inputs_of(indicator: Indicator, submission: Submission | None) -> Iterator[Input]:
    """Yield what a submission states for an indicator, without what is invalid or not stated."""
    if submission is None or not submission.usable:
        return
    figure = submission.figures.get(indicator.key)
    own = submission if figure is None else figure.origin or submission
    if figure is not None and not figure.invalid:
        yield from _figure(indicator, figure, own)
    for role, name in populations_of(indicator):
        stated = population_beside(own, name, submission)
        if stated is not None and not stated[0].invalid and stated[0].value is not None:
            found, source = stated
            place = FileLine(source.path, found.place or START.line)
            yield Input(role, found.value, place, source.period.id, name, own_source=found.source)


def sources_of(indicator: Indicator, submission: Submission | None) -> tuple[Submission, ...]:
    """Return the submissions that what is said for an indicator stands in, the figure's first."""
    if submission is None:
        return ()
    figure = submission.figures.get(indicator.key)
    own = submission if figure is None else figure.origin or submission
    stated = (population_beside(own, name, submission) for _, name in populations_of(indicator))
    return (own, *(found[1] for found in stated if found is not None))


def population_in(indicator: Indicator, submission: Submission | None) -> Input | None:
    """Return the indicator's population as a submission states it."""
    entries = inputs_of(indicator, submission)
    return next((entry for entry in entries if entry.role is Role.POPULATION), None)


def errors_in(indicator: Indicator, submission: Submission | None) -> tuple[Finding, ...]:
    """Return the errors that keep a submission's numbers out of the indicator."""
    if submission is None:
        return ()
    if not submission.usable:
        found = list(submission.all_findings)
    else:
        figure = submission.figures.get(indicator.key)
        found = [] if figure is None else list(figure.findings)
        for _, name in populations_of(indicator):
            population = submission.populations.get(name)
            found += () if population is None else population.findings
    return tuple(finding for finding in found if finding.is_error)


def populations_of(indicator: Indicator) -> Iterator[tuple[Role, str]]:
    """Yield the ids of the populations that an indicator needs, and what each is for."""
    if indicator.population is not None:
        yield Role.POPULATION, indicator.population
    if indicator.reference is not None:
        yield Role.REFERENCE_NUMERATOR, indicator.reference.numerator
        yield Role.REFERENCE_POPULATION, indicator.reference.population


def _figure(indicator: Indicator, figure: Figure, submission: Submission) -> Iterator[Input]:
    place = FileLine(submission.path, figure.place or START.line)
    period, own = submission.period.id, figure.source
    if figure.percent is not None:
        yield Input(Role.PERCENT, figure.percent, place, period, own_source=own)
    elif figure.value is not None:
        role = Role.COUNT if measure_of(indicator).in_units else Role.NUMERATOR
        yield Input(role, figure.value, place, period, own_source=own)
    elif figure.text is not None:
        yield Input(Role.TEXT, None, place, period, own_source=own)
    elif figure.not_applicable or figure.not_reported:
        yield Input(Role.REASON, None, place, period, own_source=own)
