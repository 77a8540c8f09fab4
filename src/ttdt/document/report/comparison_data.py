"""The officials' columns as plain data: per cent of plan, earlier rounds, what is left a month."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from ttdt.compute.achievement import per_month, percent_of_plan
from ttdt.compute.comparison import Compared, NotCompared
from ttdt.compute.measures import MEASURES, measure_of
from ttdt.document.plain_data import number
from ttdt.text.rounding import Landmarks

if TYPE_CHECKING:
    from ttdt.compute import AreaResult, IndicatorResult, Report
    from ttdt.compute.contributions import Contribution
    from ttdt.plan import Indicator

LANDMARKS = Landmarks(0, 100)
"""What a percentage of a plan or of an earlier value reaches only if it is just that."""


def periods_data(report: Report) -> dict[str, Any]:
    """Return which rounds the values are held against; null for the first of a year."""
    previous = report.comparison.previous_period
    return {
        "previous": None if previous is None else previous.id,
        "same_period_last_year": report.comparison.last_year_period.id,
    }


def plan_data(report: Report, indicator: Indicator, row: AreaResult) -> dict[str, Any]:
    """Return how much of the plan is achieved, and what is to be done in each month left."""
    return {
        "percent_of_plan": number(percent_of_plan(indicator, row), LANDMARKS),
        "per_month": number(per_month(indicator, row, report.period)),
    }


def comparison_data(report: Report, result: IndicatorResult, area: str) -> dict[str, Any]:
    """Return how an area's value compares with earlier rounds, null where it does not."""
    comparison = report.comparison
    in_period = comparison.in_period(result, area)
    return {
        "previous": compared_data(result.indicator, comparison.previous(result, area)),
        "same_period_last_year": compared_data(
            result.indicator, comparison.same_period_last_year(result, area)
        ),
        "in_period": None if isinstance(in_period, NotCompared) else number(in_period),
    }


def contribution_data(found: Contribution | None) -> dict[str, Any]:
    """Return what a unit adds to the own area's shortfall, in natural units and in points."""
    return {
        "contribution": None if found is None else number(found.amount),
        "contribution_points": None if found is None else number(found.points),
    }


def compared_data(
    indicator: Indicator, found: Compared | NotCompared | None
) -> dict[str, Any] | None:
    """Return a value then and now, null where it is not compared."""
    if not isinstance(found, Compared):
        return None
    ends = _ENDS[indicator.measure]
    return {
        "value": number(found.value, ends),
        "now": number(found.now, ends),
        "change": number(found.change),
        "percent": number(found.percent, LANDMARKS) if measure_of(indicator).in_units else None,
        "units": found.units,
    }


_ENDS = {name: Landmarks(*measure.ends) for name, measure in MEASURES.items()}


COMPARED_COLUMNS = (
    "previous_value", "previous_now", "previous_change", "previous_percent", "previous_units",
    "last_year_value", "last_year_now", "last_year_change", "last_year_percent",
    "last_year_units", "in_period",
)  # fmt: skip
"""The titles of what `compared_row` gives."""


def compared_row(report: Report, result: IndicatorResult, area: str) -> dict[str, Any]:
    """Return `comparison_data` with one value a column, of `COMPARED_COLUMNS`."""
    data = comparison_data(report, result, area)
    ends = (data[key] or _NOTHING for key in ("previous", "same_period_last_year"))
    found = (*chain.from_iterable(end.values() for end in ends), data["in_period"])
    return dict(zip(COMPARED_COLUMNS, found, strict=True))


_NOTHING = dict.fromkeys(("value", "now", "change", "percent", "units"))
