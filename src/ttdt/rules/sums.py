"""Rules that hold what an area says of itself against the sum of what the units below it say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.area import area_results, population_below
from ttdt.compute.results import Flag
from ttdt.plan import OWN_AREA
from ttdt.rules.figure_access import figure_of, indicators, population_of
from ttdt.rules.figures import rounding_error
from ttdt.rules.registry import AreaCheck, Checked, Problem, rule
from ttdt.submission.round import NOTHING
from ttdt.text.message import N_, gettext_lazy
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute.results import IndicatorResult
    from ttdt.submission import Figure
    from ttdt.submission.round import Round
    from ttdt.text.message import Message

_ALL = 100


@rule(
    "TT308",
    "figure-differing-from-sum",
    what=N_("An area's own figure is not what the figures of the units below it come to."),
    why=N_(
        "The report counts the area's own figure, so a unit's figure is lost or a wrong one in."
    ),
    fix=N_("Correct the figure that is wrong, or leave out the area's own, which is then the sum."),
    bad="bac-ai/2024-Q2: {new-cooperatives: 5}\n"
    "bac-ai/phuoc-binh/2024-Q2: {new-cooperatives: 2}\n"
    "bac-ai/phuoc-hoa/2024-Q2: {new-cooperatives: 2}",
    good="bac-ai/2024-Q2: {new-cooperatives: 4}\n"
    "bac-ai/phuoc-binh/2024-Q2: {new-cooperatives: 2}\n"
    "bac-ai/phuoc-hoa/2024-Q2: {new-cooperatives: 2}",
)
def figure_differing_from_sum(round_: Round) -> Iterator[Problem]:
    """Yield the own figures that all units below contradict, or some that come to more already."""
    own = round_.of(OWN_AREA).current
    if own is None:
        return
    without_own = replace(round_, areas={**round_.areas, OWN_AREA: NOTHING})
    for indicator in indicators(round_.plan):
        figure = figure_of(own, indicator)
        if figure is None or (figure.value is None and figure.percent is None):
            continue
        message = _difference(figure, area_results(indicator, without_own, carry_forward=False))
        if message is not None:
            yield Problem(figure.origin or own, figure.span, message, figure)


def _difference(figure: Figure, below: IndicatorResult) -> Message | None:
    """Return how a figure differs from the sum of those below, as far as they are exact."""
    row = below.own
    exact = not any(Flag.DERIVED in one.flags for one in below.added_up().values())
    if row.numerator is None or not row.coverage.units or not exact:
        return None
    if figure.value is None:
        return _difference_of_percent(figure, below) if row.coverage.complete else None
    difference = abs(figure.value - row.numerator)
    if row.coverage.complete and difference:
        return gettext_lazy(
            "the figure is {own}, but those of the units below come to {total}: a difference of"
            " {difference}",
            own=figure.value,
            total=row.numerator,
            difference=difference,
        )
    if figure.value < row.numerator:
        return gettext_lazy(
            "the figure is {own}, but {units} of {all} units below come to {total} already:"
            " {difference} more",
            own=figure.value,
            units=row.coverage.units,
            all=row.coverage.applicable,
            total=row.numerator,
            difference=difference,
        )
    return None


def _difference_of_percent(figure: Figure, below: IndicatorResult) -> Message | None:
    row, percent = below.own, figure.percent
    if percent is None or row.numerator is None or not row.population:
        return None
    rate = Fraction(_ALL * row.numerator, row.population)
    if abs(rate - percent) <= rounding_error(figure):
        return None
    places = figure.percent_places or 0
    return gettext_lazy(
        "the percentage is {percent} %, but the figures of the units below come to {rate} %",
        percent=round_keeping_side(percent, decimals=places),
        rate=round_keeping_side(rate, (percent,), places or 1),
    )


@rule(
    "TT309",
    "population-differing-from-sum",
    what=N_("An area's own population is not the sum of those of the units below it."),
    why=N_("Rates of the area and of its units would be held against different wholes."),
    fix=N_("Correct the population that is wrong."),
    bad="bac-ai/2024-Q2: {villages: 40}\n"
    "bac-ai/phuoc-binh/2024-Q2: {villages: 20}\n"
    "bac-ai/phuoc-hoa/2024-Q2: {villages: 18}",
    good="bac-ai/2024-Q2: {villages: 38}\n"
    "bac-ai/phuoc-binh/2024-Q2: {villages: 20}\n"
    "bac-ai/phuoc-hoa/2024-Q2: {villages: 18}",
)
def population_differing_from_sum(round_: Round) -> Iterator[Problem]:
    """Yield the own populations that differ from a sum of which nothing is missing."""
    own = round_.of(OWN_AREA).current
    if own is None:
        return
    for name in round_.plan.populations:
        size = population_of(own, name)
        total = None if size is None else population_below(name, OWN_AREA, round_)
        if size is not None and total is not None and size != total:
            stated = own.populations[name]
            message = gettext_lazy(
                "the population “{population}” is {own}, but those of the units below come to"
                " {total}: a difference of {difference}",
                population=name,
                own=size,
                total=total,
                difference=abs(size - total),
            )
            yield Problem(stated.origin or own, stated.span, message)


RULES: tuple[Checked[AreaCheck], ...] = (
    figure_differing_from_sum,
    population_differing_from_sum,
)
