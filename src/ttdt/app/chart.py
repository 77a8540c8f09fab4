"""One indicator as a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ttdt.app.assessing import AskedPeriod, AskedRows, assess_period
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import ExitCode, Notice
from ttdt.app.resolving import one_of, pick_figure
from ttdt.app.trend import trend_before
from ttdt.compute.measures import measure_of
from ttdt.document.chart.path import PathChart
from ttdt.document.chart.units import UnitsChart
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.plan import Indicator


class ChartKind(StrEnum):
    """What a picture shows of an indicator."""

    PATH = "path"
    """The way to the target, round by round."""
    UNITS = "units"
    """The units side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRequest:
    """Which indicator is to be drawn, of when and of whom, and how."""

    when: AskedPeriod
    rows: AskedRows
    """Its indicators are not asked for."""
    indicator: str
    kind: str
    carry_forward: bool = False


@dataclass(frozen=True, slots=True)
class ChartOutcome:
    """What is to be drawn, and what is to be said besides."""

    chart: PathChart | UnitsChart
    notices: tuple[Notice, ...]
    code: ExitCode


def make_chart(request: ChartRequest, location: WorkspaceLocation) -> ChartOutcome:
    """Return what is to be drawn; raises `TtdtError` where there is nothing."""
    kind = one_of("--kind", request.kind, tuple(ChartKind))
    workspace = location.open_area(request.rows.area)
    period = request.when.period_in(workspace)
    plan = workspace.plan(period.year)
    indicator = _drawable(pick_figure(request.indicator, plan, _ARGUMENT))
    selection = request.rows.selection(plan)._replace(indicators=(indicator.id,))
    if kind == ChartKind.PATH and (len(selection.units) > 1 or selection.levels):
        raise TtdtError(gettext_lazy("--kind path draws one unit: name one with --unit"))
    report = assess_period(workspace, period, selection, carry_forward=request.carry_forward).report
    report = replace(
        report,
        indicators=tuple(one for one in report.indicators if one.indicator.key == indicator.key),
    )
    chart: PathChart | UnitsChart = UnitsChart(report)
    notices: tuple[Notice, ...] = ()
    if kind == ChartKind.PATH:
        trend, notices = trend_before(
            workspace, report, selection, carry_forward=request.carry_forward
        )
        chart = PathChart(trend)
    return ChartOutcome(
        chart,
        (*notices, *empty_period_notices(workspace, period)),
        ExitCode.INVALID_DATA if report.all_errors else ExitCode.DONE,
    )


def _drawable(indicator: Indicator) -> Indicator:
    """Return an indicator that has values; raises `TtdtError` for one that has none."""
    if indicator.parts:
        parts = tuple(f"{indicator.id}/{part.part}" for part in indicator.parts)
        raise TtdtError(
            gettext_lazy(
                "{indicator} has no value of its own; draw one of its parts: {parts}",
                indicator=indicator.id,
                parts=parts,
            )
        )
    if not measure_of(indicator).is_numeric:
        raise TtdtError(
            gettext_lazy(
                "{indicator} is told in words, which no chart shows", indicator=indicator.id
            )
        )
    return indicator


_ARGUMENT = "INDICATOR"
