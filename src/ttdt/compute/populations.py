"""Populations of an area that it does not state itself, from those below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.baselines import looks_back
from ttdt.submission import PopulationFigure

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.number import Number
    from ttdt.plan import Indicator
    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions, Round


def completed(
    indicator: Indicator, area: str, round_: Round, filed: AreaSubmissions
) -> AreaSubmissions:
    """Return what an area handed in, with the populations it does not state from those below."""
    current = _with_populations(indicator, area, round_, filed.current, said_now)
    baseline = filed.baseline
    if looks_back(indicator):
        baseline = _with_populations(indicator, area, round_, baseline, said_at_year_start)
    if current is filed.current and baseline is filed.baseline:
        return filed
    return filed._replace(current=current, baseline=baseline)


def said_now(filed: AreaSubmissions) -> Submission | None:
    """Return what an area says of the round."""
    return filed.current


def said_at_year_start(filed: AreaSubmissions) -> Submission | None:
    """Return what an area says of the end of the year before."""
    return filed.baseline


def _with_populations(
    indicator: Indicator,
    area: str,
    round_: Round,
    submission: Submission | None,
    said: Callable[[AreaSubmissions], Submission | None],
) -> Submission | None:
    """Return an area's submission with the populations that its figure lacks from those below."""
    figure = None if submission is None else submission.figures.get(indicator.key)
    if submission is None or figure is None or figure.place is None:
        return submission
    reference = indicator.reference
    names = {indicator.population}
    if reference is not None:
        names |= {reference.numerator, reference.population}
    found = {
        name: PopulationFigure(figure.place, value)
        for name in names
        if name is not None
        and (name not in submission.populations or submission.populations[name].value is None)
        and (value := population_below(name, area, round_, said)) is not None
    }
    if not found:
        return submission
    return submission._replace(populations={**submission.populations, **found})


def population_below(
    name: str,
    area: str,
    round_: Round,
    said: Callable[[AreaSubmissions], Submission | None] = said_now,
) -> Number | None:
    """Return the sum of a population over the areas below one, or None where one is not known."""
    known: list[Number] = []
    for child in round_.plan.below.get(area, ()):
        submission = said(round_.of(child))
        stated = None if submission is None else submission.populations.get(name)
        size = None if stated is None or stated.invalid else stated.value
        if size is None:
            size = population_below(name, child, round_, said)
        if size is None:
            return None
        known.append(size)
    return sum(known) if known else None
