"""An indicator's verdicts on a map that the user has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute.ranking import best_first
from ttdt.document.chart.caption import Caption, caption
from ttdt.document.chart.units import UnitBar, unit_bar
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language
    from ttdt.workspace.geojson import Polygon


@dataclass(frozen=True, slots=True)
class MapChart:
    """The verdicts of an indicator in one round, each on the area of its unit."""

    report: Report
    """Of this indicator alone, with the units that are meant as its columns."""
    shapes: Mapping[str, tuple[Polygon, ...]]
    """By unit, in the plan's order."""

    @property
    def result(self) -> IndicatorResult:
        """The rows of the indicator."""
        return self.report.indicators[0]

    def caption(self, lang: Language) -> Caption:
        """Return what stands around the map, and which units are not on it."""
        report, result = self.report, self.result
        names = [report.plan.distinct_names[unit] for unit in self.unplaced]
        said = [lang.gettext("Not on the map: {units}", units=names)] if names else []
        return caption(lang, report, result, OWN_AREA, is_sample=report.sample, said=said)

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The units that have no area on the map."""
        return tuple(unit for unit in self.report.columns if unit not in self.shapes)

    def bars(self, lang: Language) -> tuple[UnitBar, ...]:
        """Return the units from the best to the worst, those without a value at the end."""
        units = best_first(self.result, self.report.columns)
        return tuple(unit_bar(lang, self.report, self.result, unit) for unit in units)
