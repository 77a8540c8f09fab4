"""Rules that hold what an area says of itself against the sum of what the units below it say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.populations import population_below
from ttdt.plan import OWN_AREA
from ttdt.rules.figure_access import figure_of, indicators, population_of
from ttdt.rules.figures import rounding_error
from ttdt.rules.registry import AreaCheck, Checked, Problem, rule
from ttdt.text.message import N_, gettext_lazy
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.number import Number
    from ttdt.plan import Indicator, Plan
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
    for indicator in indicators(round_.plan):
        figure = figure_of(own, indicator)
        if figure is None or (figure.value is None and figure.percent is None):
            continue
        below = _sum_below(round_, indicator, OWN_AREA)
        message = _difference(figure, below) if below.exact and below.counted else None
        if message is not None:
            yield Problem(figure.origin or own, figure.span, message, figure)


@dataclass(frozen=True, slots=True)
class _Sum:
    """What the units below an area come to for one indicator."""

    numerator: Number = 0
    population: Number | None = 0
    """None where one of those counted has none."""
    counted: int = 0
    """How many of the smallest units are in it."""
    missing: int = 0
    """How many owe a figure."""
    exact: bool = True
    """Whether every figure is a number, none of them only a percentage."""

    def __add__(self, other: _Sum) -> _Sum:
        population = None
        if self.population is not None and other.population is not None:
            population = self.population + other.population
        return _Sum(
            self.numerator + other.numerator,
            population,
            self.counted + other.counted,
            self.missing + other.missing,
            self.exact and other.exact,
        )


def _sum_below(round_: Round, indicator: Indicator, area: str) -> _Sum:
    """Return the sum over the areas directly below one, each by its own figure or else its sum."""
    found = _Sum()
    for unit in round_.plan.below.get(area, ()):
        found += _of_unit(round_, indicator, unit)
    return found


def _of_unit(round_: Round, indicator: Indicator, unit: str) -> _Sum:
    current = round_.of(unit).current
    figure = None if current is None else figure_of(current, indicator)
    if current is not None and figure is not None:
        if figure.not_applicable is not None:
            return _Sum()
        if figure.value is not None:
            population = population_of(current, indicator.population)
            return _Sum(figure.value, population, _smallest(round_.plan, unit))
        if figure.percent is not None:
            return _Sum(exact=False)
    if unit in round_.plan.below:
        return _sum_below(round_, indicator, unit)
    return _Sum(missing=1) if indicator.is_asked_of(unit) else _Sum()


def _smallest(plan: Plan, area: str) -> int:
    """Return how many units without any below there are in an area, itself among them."""
    return sum(_smallest(plan, unit) for unit in plan.below.get(area, ())) or 1


def _difference(figure: Figure, below: _Sum) -> Message | None:
    """Return how a figure differs from the sum of those below, or None."""
    if figure.value is None:
        return None if below.missing else _difference_of_percent(figure, below)
    difference = abs(figure.value - below.numerator)
    if figure.value != below.numerator and not below.missing:
        return gettext_lazy(
            "the figure is {own}, but those of the units below come to {total}: a difference of"
            " {difference}",
            own=figure.value,
            total=below.numerator,
            difference=difference,
        )
    if figure.value < below.numerator:
        return gettext_lazy(
            "the figure is {own}, but {units} of {all} units below come to {total} already:"
            " {difference} more",
            own=figure.value,
            units=below.counted,
            all=below.counted + below.missing,
            total=below.numerator,
            difference=difference,
        )
    return None


def _difference_of_percent(figure: Figure, below: _Sum) -> Message | None:
    percent = figure.percent
    if percent is None or not below.population:
        return None
    rate = Fraction(_ALL * below.numerator, below.population)
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
