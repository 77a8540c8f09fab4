"""An area's way to the target of an indicator, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.document.chart.caption import Caption, caption
from ttdt.document.trend.cells import coverage_pieces, projection_cell, target_text
from ttdt.document.trend.notes import chart_notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.analysis.trend import IndicatorTrend, Point, Trend
    from ttdt.period import Period
    from ttdt.text.language import Language


class PathRound(NamedTuple):
    """What one round says."""

    point: Point
    period: Period
    value: str
    """Its value; nothing where there is none to compare."""
    remark: str
    """Why there is none, or how many units it rests on where not on all."""


class PathMark(NamedTuple):
    """What a value should be on a day."""

    day: date
    value: Fraction


@dataclass(frozen=True, slots=True)
class PathChart:
    """One line of a trend, and the way that it was to take."""

    trend: Trend
    """Of one indicator, for one area."""

    @property
    def line(self) -> IndicatorTrend:
        """The values of the rounds."""
        return self.trend.blocks[0].lines[0]

    def caption(self, lang: Language) -> Caption:
        """Return what stands around the line."""
        newest, indicator = self.trend.newest, self.line.indicator
        result = next(one for one in newest.indicators if one.indicator.key == indicator.key)
        area = self.trend.blocks[0].area
        said = chart_notes(lang, self.trend, signs=False)
        return caption(
            lang,
            newest,
            result,
            area,
            is_sample=self.trend.sample,
            marks="".join(one.remark for one in self.rounds(lang)),
            said=said,
        )

    def rounds(self, lang: Language) -> Iterator[PathRound]:
        """Yield what each round says."""
        for stage, point in zip(self.trend.stages, self.line.points, strict=True):
            period, value, remark = stage.report.period, "", ""
            if point.drawn is not None:
                value = wording.value_amount(lang, point.indicator, point.drawn, point.goal).number
                remark = " ".join(piece.text for piece in coverage_pieces(point))
            elif point.seen is not None and point.seen.reason is not None:
                remark = wording.reason_word(lang, point.seen.reason)
            elif point.status is not None:
                remark = wording.status_word(lang, point.status)
            yield PathRound(point, period, value, remark)

    def due(self) -> tuple[PathMark, ...]:
        """Return what the value should be from the year's start to its end, as each round has it.

        There is nothing where the newest one does not say what is expected.
        """
        year, newest, goal = self.trend.plan.year, self.line.points[-1].seen, self.line.goal
        if newest is None or newest.expected is None or goal is None:
            return ()
        found = {
            stage.report.period.end: point.seen.expected
            for stage, point in zip(self.trend.stages, self.line.points, strict=True)
            if point.seen is not None and point.seen.expected is not None
            if stage.report.plan.year == year
        }
        if newest.baseline is not None:
            found[date(year - 1, 12, 31)] = newest.baseline
        found[date(year, 12, 31)] = goal
        return tuple(PathMark(day, found[day]) for day in sorted(found))

    def target(self, lang: Language) -> str:
        """Return what the newest value is held against, with its comparator; nothing where none."""
        return "" if self.line.goal is None else target_text(lang, self.line)

    def projected(self, lang: Language) -> str:
        """Return where a straight line leads by the year's end, in words; nothing where none."""
        if self.line.projection is None:
            return ""
        return ", ".join(piece.text for piece in projection_cell(lang, self.line).lines)
