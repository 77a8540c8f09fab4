"""An indicator's units side by side, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document.chart.caption import Caption, caption, remarks_on
from ttdt.document.report import rows
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.text.language import Language


class UnitBar(NamedTuple):
    """One area's value, or why it has none."""

    row: Row
    name: str
    is_whole: bool
    remark: str
    """What must be known of the value, or why there is none."""


@dataclass(frozen=True, slots=True)
class UnitsChart:
    """The values of an indicator in one round: that of the whole, then those of the units."""

    report: Report
    """Of this indicator alone."""

    @property
    def result(self) -> IndicatorResult:
        """The rows of the indicator."""
        return self.report.indicators[0]

    def caption(self, lang: Language) -> Caption:
        """Return what stands around the bars."""
        return caption(lang, self.report, self.result, OWN_AREA, is_sample=self.report.sample)

    def bars(self, lang: Language) -> tuple[UnitBar, ...]:
        """Return the whole, then the units from the best to the worst, those without at the end."""
        areas = (OWN_AREA, *sorted_units(self.result, self.report.columns))
        return tuple(self._bar(lang, area) for area in areas)

    def _bar(self, lang: Language, area: str) -> UnitBar:
        row = rows.area_row(lang, self.report, self.result, area)
        name = self.report.plan.distinct_names[area]
        return UnitBar(row, name, area == OWN_AREA, ", ".join(remarks_on(lang, row)))


def sorted_units(result: IndicatorResult, units: Sequence[str]) -> list[str]:
    """Return units from the best value to the worst, then those without, in the plan's order."""
    sign = result.indicator.direction.sign

    def place(unit: str) -> tuple[bool, object]:
        value = result.areas[unit].value
        return (value is None, 0 if value is None else -sign * value)

    return sorted(units, key=place)
