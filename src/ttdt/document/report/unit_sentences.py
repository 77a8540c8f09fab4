"""How far each unit is, in a sentence; and which unit is farthest from a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.achievement import percent_of_plan, value_in_plan
from ttdt.compute.measures import measure_of
from ttdt.compute.results import Status
from ttdt.compute.row import goal_of
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.document.report.unit_names import FEW, ListedBy, in_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.compute.results import AreaResult, IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_MOST_EXCEEDED = 2
"""So many limits that a unit does not keep are named."""


def unit_sentences(lang: Language, report: Report, listed_by: ListedBy = ListedBy.CSV) -> list[str]:
    """Return a sentence for each unit that stands side by side with others.

    Of many there are those that have submitted and meet the fewest objectives.
    """
    units, left_out = report.columns, 0
    if len(units) > FEW:
        reported = [unit for unit in units if not _is_silent(report, unit)]
        units = tuple(sorted(reported, key=lambda unit: _met(report, unit))[:FEW])
        left_out = len(report.columns) - len(units)
    found = [unit_sentence(lang, report, unit) for unit in units]
    if left_out:
        text = "and {n} more; --format csv lists all"
        if listed_by is ListedBy.NOTHING:
            text = "and {n} more"
        found.append(f"{lang.ngettext(text, text, left_out)}.")
    return found


def unit_sentence(lang: Language, report: Report, unit: str) -> str:
    """Return how many objectives a unit meets, which is lowest, and what it has no figure for.

    Lowest by its share of the plan, which a limit does not have: of those it is said what the
    value is against them.
    """
    name = in_sentence(lang, report, unit)
    if _is_silent(report, unit):
        said = lang.gettext("{unit} has not submitted anything for this period.", unit=name)
    else:
        said = f"{name} {'; '.join(_said(lang, report, unit))}."
    return f"{said[:1].upper()}{said[1:]}"


def _said(lang: Language, report: Report, unit: str) -> Iterator[str]:
    judged = sum(result.areas[unit].judged for result in rows.objectives(report))
    if judged:
        yield lang.ngettext(
            "meets {met} of {n} objective judged",
            "meets {met} of {n} objectives judged",
            judged,
            met=_met(report, unit),
        )
    else:
        yield lang.gettext("has no objective that could be judged")
    short = [result for result in rows.leaves(report) if result.areas[unit].status.is_short]
    shares = [(_share(result.indicator, result.areas[unit]), result) for result in short]
    known = [(share, result) for share, result in shares if share is not None]
    if known:
        _, lowest = min(known, key=lambda one: one[0])
        yield lang.gettext(
            "the lowest is {indicator}, {reached}",
            indicator=wording.clause_and_name(lang, lowest.indicator),
            reached=reached(lang, lowest.indicator, lowest.areas[unit]),
        )
    limits = [result for share, result in shares if share is None]
    for result in limits[:_MOST_EXCEEDED]:
        name = wording.clause_and_name(lang, result.indicator)
        yield f"{name}: {reached(lang, result.indicator, result.areas[unit])}"
    silent = [
        result.indicator
        for result in rows.leaves(report)
        if result.status_of(unit) is Status.NO_DATA
    ]
    if silent:
        clauses = ", ".join(dict.fromkeys(indicator.clause for indicator in silent))
        yield lang.gettext("no figure for {clauses}", clauses=clauses)


def reached(lang: Language, indicator: Indicator, row: AreaResult) -> str:
    """Return how much of its plan an area has reached, or its value where that says less."""
    return plan_share(lang, indicator, row) or against_target(lang, indicator, row)


def plan_share(lang: Language, indicator: Indicator, row: AreaResult) -> str:
    """Return how much of its plan an area has reached; nothing where no share of it says that."""
    share = _share(indicator, row)
    if share is None:
        return ""
    return lang.gettext("at {share} of the plan", share=wording.plan_share(lang, share))


def against_target(lang: Language, indicator: Indicator, row: AreaResult) -> str:
    """Return an area's value beside its target; nothing where it has no value."""
    if row.value is None:
        return ""
    value = _value(lang, indicator, row)
    target = wording.target_amount(lang, indicator, row.goal)
    if target is None:
        return value
    return lang.gettext("{value} against a target of {target}", value=value, target=str(target))


def _value(lang: Language, indicator: Indicator, row: AreaResult) -> str:
    if row.value is None:
        return ""
    return str(wording.value_amount(lang, indicator, row.value, row.goal))


def farthest_unit(lang: Language, report: Report, result: IndicatorResult, area: str) -> str:
    """Return which unit directly below an area is lowest, or highest where low is better.

    By their shares of the plan where all have one, else by their values; nothing where fewer than
    two can be compared, or all are alike.
    """
    indicator = result.indicator
    # Only one row or two are shown, so that those of the others are not judged.
    counted = [unit for unit, known in result.known_below(area).items() if known.counted]
    found = {
        unit: value
        for unit in counted
        if goal_of(indicator, unit) is not None and (value := result.value_of(unit)) is not None
    }
    shares = {unit: _share_of(result, unit, value) for unit, value in found.items()}
    keys = {unit: share for unit, share in shares.items() if share is not None}
    if len(keys) < len(found):
        if measure_of(indicator).in_units:
            return ""  # counts of units of different size say nothing side by side
        keys = found
    sign = indicator.direction.sign
    if len({*keys.values()}) < _TWO:
        return ""
    worst = min(keys.values(), key=lambda key: sign * key)
    units = [unit for unit, key in keys.items() if key == worst]
    row = result.areas[units[0]]
    words = {
        "units": ", ".join(in_sentence(lang, report, unit) for unit in units),
        "reached": plan_share(lang, indicator, row) or _value(lang, indicator, row),
    }
    if sign < 0:
        return lang.gettext("the highest is {units}, {reached}", **words)
    return lang.gettext("the lowest is {units}, {reached}", **words)


_ALL = 100
_TWO = 2


def _share(indicator: Indicator, row: AreaResult) -> Fraction | None:
    """Return a value in per cent of the plan, None where it has none or would look met and is not.

    So it would where more than the plan is wanted, or a unit below falls short of it.
    """
    share = percent_of_plan(indicator, row)
    return None if share is not None and share >= _ALL and row.status.is_short else share


def _share_of(result: IndicatorResult, unit: str, value: Fraction) -> Fraction | None:
    """Return `_share` of a unit's row, which is judged only where its value is all of the plan."""
    share = value_in_plan(result.indicator, value, goal_of(result.indicator, unit))
    return (
        _share(result.indicator, result.areas[unit])
        if share is not None and share >= _ALL
        else share
    )


def _met(report: Report, unit: str) -> int:
    return sum(result.status_of(unit) is Status.MET for result in rows.objectives(report))


def _is_silent(report: Report, unit: str) -> bool:
    """Return whether nobody in a unit has submitted anything, nor the unit itself."""
    expected = report.expected_of(unit)
    return unit not in report.filed and not any(one in report.filed for one in expected)
