"""How the values moved from round to round, since when a target is met, where it all leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ttdt.analysis.projection import Obstacle, Projection, project
from ttdt.compute.achievement import percent_of_plan
from ttdt.compute.comparison import Compared
from ttdt.compute.measures import measure_of
from ttdt.compute.report import without_rows
from ttdt.compute.results import Flag, Status
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from fractions import Fraction

    from ttdt.compute.results import AreaResult, Coverage, IndicatorResult
    from ttdt.compute.round_report import Report, SubmissionError
    from ttdt.period import Period
    from ttdt.plan import Indicator, Plan

_NO_VERDICTS = frozenset({Status.NO_DATA, Status.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class TrendRound:
    """A round of a trend, computed."""

    report: Report
    starting: bool = False
    """Whether it holds the units' baselines: values of the end of the year before, which this
    year's targets do not judge."""
    by_its_own_units: Report | None = None
    """The report in the units of its own year, where those of `report` are the newest round's."""

    @property
    def submissions(self) -> Report:
        """The report whose units are those that had to submit for the round."""
        return self.by_its_own_units or self.report

    def without_rows(self) -> TrendRound:
        """Return the round with all that its reports say but their rows."""
        own = self.by_its_own_units
        return TrendRound(
            without_rows(self.report),
            self.starting,
            None if own is None else without_rows(own),
        )


class Continuity(StrEnum):
    """How a value goes with those of the newest round's plan."""

    SAME = "same"
    OWN_YEAR = "own_year"
    """It counts from the beginning of its own year, so this year's does not go on from it."""
    OTHER_MEASURE = "other_measure"
    """The plan of its year measures something else under this name."""
    ABSENT = "absent"
    """The plan of its year does not have it, or it begins only with this year."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one round says in one row."""

    indicator: Indicator
    """As the plan of the round's own year has it."""
    seen: AreaResult | None
    continuity: Continuity
    judged: bool
    """Whether the verdict is one on a target of the round's own year."""
    units: tuple[str, ...] = ()
    """The units whose figures the value rests on."""
    flags: tuple[Flag, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The exact value, where there is one."""
        return None if self.seen is None else self.seen.value

    @property
    def status(self) -> Status | None:
        """The verdict; of a value that is not judged, only why it is missing."""
        if self.seen is None:
            return None
        return self.seen.status if self.judged or self.seen.status in _NO_VERDICTS else None

    @property
    def goal(self) -> Fraction | None:
        """What the value is held against in its own year."""
        if self.seen is None:
            return None if self.indicator.target is None else self.indicator.target.value
        return self.seen.goal

    @property
    def coverage(self) -> Coverage | None:
        """How many units a sum rests on; None for a unit's own value."""
        return None if self.seen is None or not self.seen.summed else self.seen.coverage

    @property
    def drawn(self) -> Fraction | None:
        """The value where it can be compared with the newest round's, else None."""
        return self.value if self.continuity is Continuity.SAME else None


@dataclass(frozen=True, slots=True)
class Achievement:
    """Since when a target is met, over all rounds of its year."""

    since: Period | None = None
    """The first round of those, up to the newest verdict, that all met it."""
    before_loss: Period | None = None
    """The last round that met it before it was missed again."""


@dataclass(frozen=True, slots=True)
class IndicatorTrend:
    """One row: an indicator or a part, for one area."""

    indicator: Indicator
    goal: Fraction | None
    """What the newest value is held against."""
    points: tuple[Point, ...]
    """One for each round shown."""
    achievement: Achievement
    projection: Projection | None
    obstacle: Obstacle | None
    """Why there is no projection."""
    previous: Compared | None = None
    """The newest value against the round before, where that is one of the trend's."""
    same_period_last_year: Compared | None = None
    """The same against the year before, where the trend shows that period."""

    @property
    def drawn(self) -> tuple[Fraction | None, ...]:
        """The values to draw a line through; None leaves a gap."""
        return tuple(point.drawn for point in self.points)

    @property
    def percent_of_plan(self) -> Fraction | None:
        """The newest value in per cent of what it is held against."""
        seen = self.points[-1].seen
        return None if seen is None else percent_of_plan(self.indicator, seen)

    @property
    def mixed(self) -> bool:
        """Whether the values drawn rest on different units, so that some of the moves may too."""
        return len({point.units for point in self.points if point.drawn is not None}) > 1


@dataclass(frozen=True, slots=True)
class AreaTrend:
    """The rows of one area."""

    area: str
    lines: tuple[IndicatorTrend, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Rounds side by side, the newest last, in the terms of the newest round's plan."""

    stages: tuple[TrendRound, ...]
    """The rounds shown; only the newest one's report has rows."""
    blocks: tuple[AreaTrend, ...]

    @property
    def newest(self) -> Report:
        """The report on the round that all others are held against."""
        return self.stages[-1].report

    @property
    def plan(self) -> Plan:
        """The plan of the newest round."""
        return self.newest.plan

    @property
    def sample(self) -> bool:
        """Whether illustrative figures are among those shown."""
        return any(stage.report.sample for stage in self.stages)

    @property
    def errors(self) -> tuple[SubmissionError, ...]:
        """Every error of a submission that a round shown rests on, once."""
        found: dict[tuple[str, int, int, str], SubmissionError] = {}
        for stage in self.stages:
            for error in stage.report.all_errors:
                finding, span = error.finding, error.finding.span
                found.setdefault((finding.path, span.line, span.column, finding.code), error)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a round's report says in one row, and which units that rests on."""

    indicator: Indicator
    row: AreaResult
    units: tuple[str, ...]
    flags: tuple[Flag, ...]


_Rows: TypeAlias = dict[tuple[str, tuple[str, str | None]], _Seen]
"""By area, and by the key of the indicator or part."""


def build_trend(earlier: Iterable[TrendRound], newest: TrendRound, *, hidden: int = 0) -> Trend:
    """Return the trend over rounds in the order of time; the newest one's rows are its rows.

    The first `hidden` rounds are not shown, and are looked at only for when a target was met.
    Reports on some units give a block for each of them, others one for the area that they speak
    of. Of the earlier rounds only what the trend shows is kept, and none is held while the next is
    made, so that rounds that are made one by one take the memory of one.
    """
    report = newest.report
    areas = report.columns if report.by_selection else (OWN_AREA,)
    found = list(map(partial(_shown, newest=report, areas=areas), earlier))
    kept = [*(one.stage for one in found), newest]
    known = [*(one.rows for one in found), _seen_in(report)]
    changes = {key: change for one in found for key, change in one.changes.items()}
    shows_last_year = any(
        _is_at(stage, report.comparison.last_year_period) for stage in kept[hidden:]
    )
    blocks = tuple(
        AreaTrend(
            area,
            tuple(
                replace(
                    _line(kept, known, result, area, hidden),
                    previous=changes.get((area, result.indicator.key)),
                    same_period_last_year=_on_last_year(report, result, area)
                    if shows_last_year
                    else None,
                )
                for result in report.indicators
            ),
        )
        for area in areas
    )
    return Trend(tuple(kept[hidden:]), blocks)


class _Shown(NamedTuple):
    """What is kept of an earlier round."""

    stage: TrendRound
    rows: _Rows
    changes: Mapping[tuple[str, tuple[str, str | None]], Compared]
    """How the newest values compare with it, if it is the round before."""


def _shown(stage: TrendRound, newest: Report, areas: Collection[str]) -> _Shown:
    changes = {}
    if _is_at(stage, newest.comparison.previous_period):
        changes = {
            (area, result.indicator.key): found
            for result in newest.indicators
            for area, found in newest.comparison.against_previous(
                stage.report.comparison, result.indicator, areas
            ).items()
        }
    return _Shown(stage.without_rows(), _seen_in(stage.report), changes)


def _is_at(stage: TrendRound, period: Period | None) -> bool:
    """Return whether a round ends with a period; that of the baselines does with none."""
    return period is not None and not stage.starting and stage.report.period.end == period.end


def _on_last_year(report: Report, result: IndicatorResult, area: str) -> Compared | None:
    found = report.comparison.same_period_last_year(result, area)
    return found if isinstance(found, Compared) else None


def _seen_in(report: Report) -> _Rows:
    areas = report.columns if report.by_selection else (OWN_AREA,)
    return {
        (area, result.indicator.key): _seen(result, area)
        for result in report.indicators
        for area in areas
        if area in result.areas
    }


def _seen(result: IndicatorResult, area: str) -> _Seen:
    row = result.areas[area]
    if not row.summed:
        return _Seen(result.indicator, row, (area,), row.flags)
    units: list[str] = []
    # What a reader must know about any of the figures that the value rests on.
    flags: set[Flag] = set()
    for name, one in result.made_of(area).items():
        if one.counted:
            units.append(name)
            flags.update(one.flags)
    return _Seen(result.indicator, row, tuple(units), tuple(flag for flag in Flag if flag in flags))


def _line(
    stages: Sequence[TrendRound],
    known: Sequence[_Rows],
    newest: IndicatorResult,
    area: str,
    hidden: int,
) -> IndicatorTrend:
    indicator = newest.indicator
    plan = stages[-1].report.plan
    points = [
        _point(stage, found.get((area, indicator.key)), indicator, area, plan)
        for stage, found in zip(stages, known, strict=True)
    ]
    verdicts = [
        (stage.report.period, point.status)
        for stage, point in zip(stages, points, strict=True)
        if stage.report.plan.year == plan.year and point.judged and point.status is not None
    ]
    projection, obstacle = project(newest, area, stages[-1].report.period)
    return IndicatorTrend(
        indicator=indicator,
        goal=_goal(newest, area),
        points=tuple(points[hidden:]),
        achievement=achieved(verdicts),
        projection=projection,
        obstacle=obstacle,
    )


def achieved(verdicts: Iterable[tuple[Period, Status]]) -> Achievement:
    """Return since when a target is met, given its verdicts in the order of time.

    A round that judges nothing, for want of data, neither meets a target nor loses it.
    """
    since: Period | None = None
    last: Period | None = None
    lost: Period | None = None
    for period, status in verdicts:
        if status is Status.MET:
            since = since or period
            last = period
        elif status.is_short and since is not None:
            since, lost = None, last
    return Achievement(since, lost)


def _goal(result: IndicatorResult, area: str) -> Fraction | None:
    return result.areas[area].goal or result.indicator.goal_of(area)


def _point(
    stage: TrendRound, seen: _Seen | None, newest: Indicator, area: str, plan: Plan
) -> Point:
    """Return what a round says of an indicator, and how that goes with the newest round's."""
    # Rounds of the year before are told in this year's units; earlier ones may have had another
    # unit of its id.
    is_other = stage.report.plan.year < plan.year - 1 and not plan.owns_last_year(area)
    if seen is None or is_other:
        return Point(newest, None, Continuity.ABSENT, judged=False)
    this_year = stage.report.plan.year == plan.year and not stage.starting
    continuity = Continuity.SAME if this_year else _continuity(seen.indicator, newest)
    begins_here = stage.starting and measure_of(newest).compared_with == "before"
    # What there was before the year is not judged, and these have nothing but a verdict.
    says_nothing = stage.starting and (newest.parts or not measure_of(newest).is_numeric)
    if begins_here or says_nothing:
        return Point(seen.indicator, None, Continuity.ABSENT, judged=False)
    return Point(
        seen.indicator,
        seen.row,
        continuity,
        judged=not stage.starting,
        units=seen.units,
        flags=seen.flags,
    )


def _continuity(then: Indicator, now: Indicator) -> Continuity:
    """Return how an indicator of another year goes with this year's of the same name."""
    if _definition(then) != _definition(now):
        return Continuity.OTHER_MEASURE
    if measure_of(now).starts_at_zero:
        return Continuity.OWN_YEAR
    return Continuity.SAME


def _definition(indicator: Indicator) -> tuple[object, ...]:
    """Return what two plans must agree on for their values to be of the same thing."""
    unit = None if indicator.unit is None else indicator.unit.original
    return (
        indicator.measure,
        unit,
        indicator.population,
        indicator.reference,
        tuple(part.part for part in indicator.parts),
    )
