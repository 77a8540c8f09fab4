"""What is to be done next: how much in each month left, and in which units most is missing."""

from __future__ import annotations

from fractions import Fraction
from heapq import nlargest, nsmallest
from math import ceil
from typing import TYPE_CHECKING

from ttdt.compute.achievement import per_month
from ttdt.compute.contributions import contributions
from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.model import Note, Notes
from ttdt.document.report import rows
from ttdt.document.report.unit_names import is_many, named
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from ttdt.compute.contributions import Contribution
    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language

_MOST_UNITS = 3
"""So many of the units in which most is missing are named."""


def next_steps(lang: Language, report: Report, area: str, *, units: bool = True) -> Notes:
    """Return what would meet each target that an area misses, in all and in each month left.

    With `units` there stands too which units in it pull its result down, or up where lower is
    better, and which have no figure.
    """
    found = [
        Note(result.indicator.clause, lang.pick(result.indicator.name), text)
        for result in rows.leaves(report)
        if (text := step_text(lang, report, result, area, units=units))
    ]
    return Notes(lang.gettext("What to do next"), tuple(found))


def step_text(
    lang: Language, report: Report, result: IndicatorResult, area: str, *, units: bool = True
) -> str:
    """Return what would meet a target that an area misses, and nothing for any other."""
    left = left_text(lang, result, area)
    if not left:
        return ""
    monthly = per_month(result.indicator, result.areas[area], report.period)
    # More than is left in all is nothing to do in each month.
    if monthly and abs(monthly) < abs(result.areas[area].remaining or monthly):
        left = lang.gettext("{left}, {n} a month", left=left, n=abs(monthly))
    if not units:
        return left
    said = (left, pullers(lang, report, result, area), missing(lang, report, result, area))
    return "; ".join(filter(None, said))


def left_text(lang: Language, result: IndicatorResult, area: str) -> str:
    """Return the change that would meet a target which an area misses; nothing for any other."""
    indicator, seen = result.indicator, result.areas[area]
    if not seen.status.is_short:
        return ""
    if seen.remaining:
        return wording.change_text(lang, indicator, seen.remaining)
    if measure_of(indicator).compared_with == "before" and seen.gap is not None:
        gap = wording.gap_amount(lang, indicator, abs(seen.gap))
        return lang.gettext("{gap} short", gap=str(gap).removeprefix("+"))
    return ""


def pullers(lang: Language, report: Report, result: IndicatorResult, area: str) -> str:
    """Return the units that hold an area's result farthest from its target, the worst first.

    By how many points its rate would change if the unit met the target, and what it lacks for
    that; of what is counted only the latter.
    """
    found = farthest(result, area)
    if not found:
        return ""
    said = ", ".join(
        _pull(lang, report.plan.distinct_names[unit], one, _lack(result, area, unit, one))
        for unit, one in found
    )
    if found[0][1].amount > 0:
        return lang.gettext("pushed up most by {units}", units=said)
    return lang.gettext("pulled down most by {units}", units=said)


def missing(lang: Language, report: Report, result: IndicatorResult, area: str) -> str:
    """Return which units in an area have no figure, which may change what is left to do.

    Of many units there stands how many; which they are, the report says elsewhere.
    """
    silent = [
        unit
        for unit, said in result.made_of(area).items()
        if unit != area and said.applicable and said.reason is not None
    ]
    if not silent:
        return ""
    if is_many(report):
        return lang.ngettext("no figure from {n} unit", "no figure from {n} units", len(silent))
    return lang.gettext("no figure from {units}", units=named(lang, report, silent))


def farthest(
    result: IndicatorResult, area: str, most: int = _MOST_UNITS
) -> list[tuple[str, Contribution]]:
    """Return the units directly below that miss their part of an area's target most, worst first.

    They are `most`, or fewer.
    """
    if not result.known[area].summed:
        return []
    found = contributions(result.indicator, result.areas[area], result.known_below(area)).items()
    # To look for a few takes a tenth of the comparisons of fractions that it takes to sort all.
    if result.indicator.direction.sign > 0:
        short = (one for one in found if one[1].amount < 0)
        return nsmallest(most, short, key=lambda one: one[1].amount)
    short = (one for one in found if one[1].amount > 0)
    return nlargest(most, short, key=lambda one: one[1].amount)


def _lack(result: IndicatorResult, area: str, unit: str, found: Contribution) -> Fraction | int:
    """Return the smallest whole change by which a unit would meet the area's target.

    Where more than a number is asked for, that is one more than what reaches it exactly.
    """
    indicator, row, goal = result.indicator, result.areas[unit], result.areas[area].goal
    if indicator.target is not None and goal is not None and row.numerator is not None:
        change = measure_of(indicator).remaining(
            row.numerator, row.population, indicator.target, goal, indicator.decimals
        )
        if change is not None and found.points is not None:
            return abs(change)
    return ceil(abs(found.amount))


def _pull(lang: Language, unit: str, found: Contribution, n: Fraction | int) -> str:
    is_short = found.amount < 0
    lack = lang.gettext("{n} short", n=n) if is_short else lang.gettext("{n} too many", n=n)
    if found.points is None:
        return f"{unit} ({lack})"
    points = round_keeping_side(found.points, (Fraction(0),), decimals=1)
    change = f"{lang.number(points, signed=True)} {lang.gettext('pp')}"
    return f"{unit} {change} ({lack})"
