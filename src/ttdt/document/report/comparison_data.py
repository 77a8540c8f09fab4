"""The officials' columns as plain data: per cent of plan, earlier rounds, what is left a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.compute.achievement import per_month, percent_of_plan
from ttdt.compute.comparison import Compared, NotCompared
from ttdt.compute.measures import MEASURES, measure_of
from ttdt.document.plain_data import number
from ttdt.text.rounding import Landmarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


class ComparisonData:
    """How the areas of an indicator compare with earlier rounds."""

    def __init__(self, report: Report, result: IndicatorResult) -> None:
        """Take the indicator's result in a report."""
        indicator = result.indicator
        self._result = result
        self._comparison = report.comparison
        self._has_numbers = measure_of(indicator).is_numeric and not indicator.parts

    def of(self, area: str) -> dict[str, Any]:
        """Return how an area's value compares, as plain data, null where it does not."""
        if not self._has_numbers:
            return _NOT_COMPARED
        result, comparison = self._result, self._comparison
        in_period = comparison.in_period(result, area)
        return {
            "previous": compared_data(result.indicator, comparison.previous(result, area)),
            "same_period_last_year": compared_data(
                result.indicator, comparison.same_period_last_year(result, area)
            ),
            "in_period": None if isinstance(in_period, NotCompared) else number(in_period),
        }

    def row_of(self, area: str) -> dict[str, Any]:
        """Return the same with one value a column, of `COMPARED_COLUMNS`, without empty ones."""
        data = self.of(area)
        return {
            **_in_columns(_PREVIOUS, data["previous"]),
            **_in_columns(_LAST_YEAR, data["same_period_last_year"]),
            "in_period": data["in_period"],
        }


_NOT_COMPARED = dict.fromkeys(("previous", "same_period_last_year", "in_period"))


def _in_columns(columns: Iterable[str], data: Mapping[str, Any] | None) -> dict[str, Any]:
    return {} if data is None else dict(zip(columns, data.values(), strict=True))


def contribution_data(found: Contribution | None) -> dict[str, Any]:
    """Return what a unit adds to the own area's shortfall, in natural units and in points."""
    if found is None:
        return _NO_CONTRIBUTION
    return {"contribution": number(found.amount), "contribution_points": number(found.points)}


_NO_CONTRIBUTION = dict.fromkeys(("contribution", "contribution_points"))


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


_PREVIOUS = (
    "previous_value", "previous_now", "previous_change", "previous_percent", "previous_units",
)  # fmt: skip
_LAST_YEAR = (
    "last_year_value", "last_year_now", "last_year_change", "last_year_percent",
    "last_year_units",
)  # fmt: skip
COMPARED_COLUMNS = (*_PREVIOUS, *_LAST_YEAR, "in_period")
"""The titles of what `ComparisonData.row_of` gives."""
