"""An indicator's values against those of the same period of last year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.comparison import Compared, NotCompared
from ttdt.document import wording
from ttdt.document.chart.units import UnitBar, UnitsChart

if TYPE_CHECKING:
    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.document.chart.caption import Caption
    from ttdt.period import Period
    from ttdt.text.language import Language


class YearRow(NamedTuple):
    """An area's value, and how it compares."""

    bar: UnitBar
    compared: Compared | None
    """None where there is nothing to compare."""
    change: str
    remark: str
    """Last year's value and how many units have it in both years, or why it is not compared."""


@dataclass(frozen=True, slots=True)
class YearChart:
    """The values of an indicator in one round and a year before."""

    report: Report
    """Of this indicator alone."""

    @property
    def result(self) -> IndicatorResult:
        """The rows of the indicator."""
        return self.report.indicators[0]

    def caption(self, lang: Language) -> Caption:
        """Return what stands around the rows."""
        return UnitsChart(self.report).caption(lang)

    @property
    def then(self) -> Period:
        """The round that the values are held against."""
        return self.report.comparison.last_year_period

    def rows(self, lang: Language) -> tuple[YearRow, ...]:
        """Return the whole, then the units from the best to the worst, those without at the end."""
        return tuple(self._row(lang, bar) for bar in UnitsChart(self.report).bars(lang))

    def _row(self, lang: Language, bar: UnitBar) -> YearRow:
        indicator, area = self.result.indicator, bar.row.area
        found = self.report.comparison.same_period_last_year(self.result, area)
        if found is NotCompared.NO_BASELINE_THEN:
            said = lang.gettext("{period}: no baseline", period=self.then.id)
            return YearRow(bar, None, "", said)
        if isinstance(found, NotCompared):
            return YearRow(bar, None, "", lang.gettext("{period}: no figure", period=self.then.id))
        said = f"{self.then.id}: {wording.value_amount(lang, indicator, found.value)}"
        if self.result.below.get(area):
            units = lang.ngettext("{n} unit", "{n} units", found.units)
            said = f"{said}, {units}"
        change = str(wording.gap_amount(lang, indicator, found.change))
        return YearRow(bar, found, change, said)
