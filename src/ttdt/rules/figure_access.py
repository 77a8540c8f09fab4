"""The numbers of a submission that rules compare; one with an error is as good as not there."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.number import Number
    from ttdt.plan import Indicator, Plan
    from ttdt.submission import Figure, Submission

_ALL = 100


def indicators(plan: Plan) -> Iterator[Indicator]:
    """Yield everything a unit reports a figure for: indicators without parts, and parts."""
    return chain.from_iterable(indicator.leaves for indicator in plan.indicators.values())


def figure_of(submission: Submission, indicator: Indicator) -> Figure | None:
    """Return the figure of an indicator or part if it is there and has no error."""
    figure = submission.figures.get(indicator.key)
    return None if figure is None or (figure.findings and figure.invalid) else figure


def count_of(submission: Submission, indicator: Indicator) -> Number | None:
    """Return the numerator, count or amount of an indicator."""
    figure = figure_of(submission, indicator)
    return None if figure is None else figure.value


def population_of(submission: Submission, name: str | None) -> int | None:
    """Return how large the submission says a population is, which is whole without an error."""
    if name is None:
        return None
    population = submission.populations.get(name)
    # Rules ask for each size many times; to ask whether there are findings spares a call.
    if population is None or (population.findings and population.invalid):
        return None
    value = population.value
    return value if value is None or isinstance(value, int) else int(value)


def sizes_of(submission: Submission) -> dict[str, int]:
    """Return how large the submission says each population is, of those without an error."""
    return {
        name: size
        for name in submission.populations
        if (size := population_of(submission, name)) is not None
    }


def rate_of(submission: Submission, indicator: Indicator) -> Fraction | None:
    """Return the share an indicator is of its population, in per cent.

    A percentage stands in where there is no numerator or no population to hold it against.
    """
    figure = figure_of(submission, indicator)
    if figure is None:
        return None
    population = population_of(submission, indicator.population)
    if figure.value is None or not population:
        return None if figure.percent is None else Fraction(figure.percent)
    return Fraction(_ALL * figure.value, population)
