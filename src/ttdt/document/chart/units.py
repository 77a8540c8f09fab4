"""An indicator's units side by side, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.ranking import best_first
from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.chart.caption import Caption, caption, remarks_on
from ttdt.document.report import rows
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.text.language import Language


_MOST_NOT_APPLICABLE = 3
"""So many units that nothing applies to have a row; more would hide the others."""


class UnitBar(NamedTuple):
    """One area's value, or why it has none."""

    row: Row
    name: str
    is_whole: bool
    verdict: str
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
        """Return what stands around the bars, and which units have none since nothing applies."""
        report, result = self.report, self.result
        said = []
        if self.left_out:
            names = [report.plan.distinct_names[unit] for unit in self.left_out]
            word = wording.status_word(lang, Status.NOT_APPLICABLE)
            said.append(f"{word} ({lang.number(len(names))}): {', '.join(names)}")
        coverages = (rows.area_row(lang, report, result, one).coverage for one in report.columns)
        marks = "".join(coverages)
        return caption(
            lang, report, result, OWN_AREA, is_sample=report.sample, marks=marks, said=said
        )

    @property
    def left_out(self) -> tuple[str, ...]:
        """The units that nothing applies to, where they are so many that a sentence says it."""
        found = tuple(
            unit for unit in self.report.columns if not self.result.known[unit].applicable
        )
        return found if len(found) > _MOST_NOT_APPLICABLE else ()

    def bars(self, lang: Language) -> tuple[UnitBar, ...]:
        """Return the whole, then the units from the best to the worst, those without at the end."""
        units = [unit for unit in self.report.columns if unit not in self.left_out]
        areas = (OWN_AREA, *best_first(self.result, units))
        return tuple(unit_bar(lang, self.report, self.result, area) for area in areas)


def unit_bar(lang: Language, report: Report, result: IndicatorResult, area: str) -> UnitBar:
    """Return an area's value of an indicator with its words."""
    row = rows.area_row(lang, report, result, area)
    return UnitBar(
        row,
        report.plan.distinct_names[area],
        area == OWN_AREA,
        wording.status_word(lang, row.status),
        ", ".join(remarks_on(lang, row)),
    )
