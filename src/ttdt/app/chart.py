"""One indicator as a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.map_areas import place_units, shown_units
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import ExitCode, Notice
from ttdt.app.resolving import one_of, pick_figure
from ttdt.app.trend import trend_before
from ttdt.app.words_in_place import INDICATOR, UNIT, WordsInPlace, one_word
from ttdt.compute import Report, Selection, assess, select
from ttdt.compute.comparison import Compared
from ttdt.compute.measures import measure_of
from ttdt.document.chart import MapChart, PathChart, UnitsChart, YearChart
from ttdt.errors import TtdtError
from ttdt.plan import OWN_AREA
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.document.chart import IndicatorChart
    from ttdt.plan import Indicator
    from ttdt.submission.round import Round
    from ttdt.workspace.geojson import MapFeature


class ChartKind(StrEnum):
    """What a picture shows of an indicator."""

    PATH = "path"
    """The way to the target, round by round."""
    UNITS = "units"
    """The units side by side."""
    YEAR = "year"
    """Each unit against the same period of last year."""
    MAP = "map"
    """The verdicts of the units on a map that the user has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRequest:
    """Which indicator is to be drawn, of when and of whom, and how."""

    when: AskedPeriod
    rows: AskedRows
    words: Sequence[str]
    """The indicator, and whatever else is named without an option."""
    kind: str
    map_file: str | None = None
    """The GeoJSON file of a map."""
    key: str | None = None
    """The property of its features that says which unit each is."""
    carry_forward: bool = False


@dataclass(frozen=True, slots=True)
class ChartOutcome:
    """What is to be drawn, and what is to be said besides."""

    chart: IndicatorChart
    notices: tuple[Notice, ...]
    code: ExitCode


def make_chart(request: ChartRequest, location: WorkspaceLocation) -> ChartOutcome:
    """Return what is to be drawn; raises `TtdtError` where there is nothing."""
    kind = _kind(request)
    features = _features(request) if kind is ChartKind.MAP else ()
    workspace = location.open_area(request.rows.area)
    when, rows, workspace = _WORDS.asked(request.words, workspace, request.when, request.rows)
    period = when.period_in(workspace)
    plan = workspace.plan(period.year)
    word = one_word(_ARGUMENT, rows.indicators)
    if word is None:
        raise TtdtError(gettext_lazy("{name} is missing; see {help}", name=_ARGUMENT, help=_HELP))
    indicator = pick_figure(word, plan, _ARGUMENT)
    _require_drawable(indicator, kind)
    selection = rows._replace(indicators=(indicator.id,)).selection(plan)
    if kind is ChartKind.PATH and (len(selection.units) > 1 or selection.levels):
        raise TtdtError(gettext_lazy("--kind path draws one unit: name one with --unit"))
    report = _report(workspace.round(period), indicator, selection, request)
    is_invalid = bool(report.all_errors)
    chart: IndicatorChart
    notices: tuple[Notice, ...] = ()
    match kind:
        case ChartKind.PATH:
            trend, notices = trend_before(
                workspace, report, selection, carry_forward=request.carry_forward
            )
            chart, is_invalid = PathChart(trend), bool(trend.errors)
        case ChartKind.UNITS:
            chart = UnitsChart(report)
        case ChartKind.YEAR:
            chart = YearChart(report)
            notices = _year_notices(chart)
        case ChartKind.MAP:
            chart, notices = _map(report, selection, features)
    return ChartOutcome(
        chart,
        (*notices, *empty_period_notices(workspace, period)),
        ExitCode.INVALID_DATA if is_invalid else ExitCode.DONE,
    )


def _report(
    round_: Round, indicator: Indicator, selection: Selection, request: ChartRequest
) -> Report:
    """Return the report on one indicator; all else of the plan is left out, which takes time."""
    plan = round_.plan
    whole = {indicator.id: plan.indicators[indicator.id]}
    plan = replace(plan, indicators=whole, funding=None, tasks={})
    report = assess(round_._replace(plan=plan), carry_forward=request.carry_forward)
    found = tuple(one for one in report.indicators if one.indicator.key == indicator.key)
    return select(replace(report, indicators=found), selection)


def _map(
    report: Report, selection: Selection, features: Sequence[MapFeature]
) -> tuple[MapChart, tuple[Notice, ...]]:
    plan = report.plan
    placed = place_units(plan, features)
    is_asked = bool(selection.units or selection.levels)
    units = shown_units(plan, placed, report.columns, is_asked=is_asked)
    return MapChart(replace(report, columns=units), placed.shapes), placed.notices(plan, units)


def _kind(request: ChartRequest) -> ChartKind:
    """Return the kind asked for; raises `TtdtError` for none, and where a map lacks its file."""
    kind = ChartKind(one_of("--kind", request.kind, tuple(ChartKind)))
    if kind is not ChartKind.MAP and (request.map_file is not None or request.key is not None):
        raise TtdtError(gettext_lazy("--geo and --key go only with --kind map"))
    if kind is ChartKind.MAP and request.map_file is None:
        raise TtdtError(
            gettext_lazy(
                "--kind map needs a map: name a GeoJSON file with --geo, and with --key the"
                " property of its features that holds the units' codes, ids or names"
            )
        )
    return kind


def _features(request: ChartRequest) -> tuple[MapFeature, ...]:
    from ttdt.workspace.geojson import read_features

    return read_features(Path(str(request.map_file)), request.key)


def _year_notices(chart: YearChart) -> tuple[Notice, ...]:
    """Return that there is nothing to compare with, where no area has a value of last year."""
    comparison, result = chart.report.comparison, chart.result
    areas = (OWN_AREA, *chart.report.columns)
    found = (comparison.same_period_last_year(result, area) for area in areas)
    if any(isinstance(one, Compared) for one in found):
        return ()
    message = gettext_lazy(
        "there are no figures of {period} to compare with", period=chart.then.label
    )
    return (Notice(message),)


def _require_drawable(indicator: Indicator, kind: ChartKind) -> None:
    """Raise `TtdtError` for an indicator without values; a map shows the verdict on a whole."""
    if indicator.parts and kind is not ChartKind.MAP:
        parts = tuple(f"{indicator.id}/{part.part}" for part in indicator.parts)
        raise TtdtError(
            gettext_lazy(
                "{indicator} has no value of its own; draw one of its parts: {parts}",
                indicator=indicator.id,
                parts=parts,
            )
        )
    if not indicator.parts and not measure_of(indicator).is_numeric:
        raise TtdtError(
            gettext_lazy(
                "{indicator} is told in words, which no chart shows", indicator=indicator.id
            )
        )


_ARGUMENT = "INDICATOR"
_HELP = "ttdt chart --help"
_WORDS = WordsInPlace(_ARGUMENT, (INDICATOR, UNIT), in_doubt=INDICATOR.option)
