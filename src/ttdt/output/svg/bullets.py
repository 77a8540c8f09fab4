"""Bars that lie: a value beside its target, where it is met, and where the value should be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures import begins_at_baseline
from ttdt.output.svg.scale import FULL, Scale, value_scale, written
from ttdt.plan.targets import Comparator

if TYPE_CHECKING:
    from ttdt.compute.results import AreaResult
    from ttdt.plan import Indicator, Target

BULLET_WIDTH = 200
_EDGE = 6
"""What is left free at both ends, for a dot to be drawn whole."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """Places along the chart, from its left edge, as they are written."""

    value: str
    target: str | None
    zone: tuple[str, str] | None
    """Where the target is met: the place it begins and how far it goes."""
    bar: tuple[str, str]
    """What was gained or lost since the bar's start, from its left end on."""
    baseline: str | None
    expected: str | None
    last_year: str | None = None
    """The value of the same period of the year before."""


def bullet(
    indicator: Indicator,
    seen: AreaResult,
    goal: Fraction | None,
    last_year: Fraction | None = None,
) -> Bullet | None:
    """Return the chart of a row, or None where it has no value or nothing to compare it with."""
    target, value = indicator.target, seen.value
    if target is None or value is None or goal is None:
        return None
    known = [value, goal, goal - target.tolerance, seen.baseline, seen.expected, last_year]
    numbers = [number for number in known if number is not None]
    scale = value_scale(indicator, numbers, _EDGE, BULLET_WIDTH - _EDGE)
    start = seen.baseline
    if start is None:
        # A share does not begin anywhere of its own, so that there is only its dot.
        start = value if begins_at_baseline(indicator) else Fraction(0)
    drawn = bullet_on(
        scale,
        (0, BULLET_WIDTH),
        (start, value),
        target=target,
        goal=goal,
        baseline=seen.baseline,
        expected=seen.expected,
    )
    if last_year is None:
        return drawn
    return replace(drawn, last_year=written(scale.place(last_year)))


def share_bullet(
    share: Fraction, target: Target | None, goal: Fraction | None, expected: Fraction | None
) -> Bullet:
    """Return the chart of a share of a whole, on the scale from 0 to 100 of all those beside it."""
    scale = Scale(Fraction(0), FULL, _EDGE, BULLET_WIDTH - _EDGE)
    bar = (Fraction(0), share)
    return bullet_on(scale, (0, BULLET_WIDTH), bar, target=target, goal=goal, expected=expected)


def bullet_on(
    scale: Scale,
    edges: tuple[int, int],
    bar: tuple[Fraction, Fraction],
    *,
    target: Target | None,
    goal: Fraction | None,
    baseline: Fraction | None = None,
    expected: Fraction | None = None,
) -> Bullet:
    """Return a chart on a scale that others may have too, between the edges of the drawing.

    The bar is given by the number it starts from and the value.
    """
    start, value = (scale.place(number) for number in bar)
    zone = None
    if target is not None and goal is not None:
        begin, end = met_zone(scale, edges, target, goal)
        zone = (written(begin), written(end - begin))
    return Bullet(
        value=written(value),
        target=None if goal is None else written(scale.place(goal)),
        zone=zone,
        bar=(written(min(start, value)), written(abs(value - start))),
        baseline=None if baseline is None else written(scale.place(baseline)),
        expected=None if expected is None else written(scale.place(expected)),
    )


def met_zone(
    scale: Scale, edges: tuple[int, int], target: Target, goal: Fraction
) -> tuple[Fraction, Fraction]:
    """Return from where to where a value meets a target."""
    begin, end = edges
    if target.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}:
        return Fraction(begin), scale.place(goal)
    return scale.place(goal - target.tolerance), Fraction(end)
