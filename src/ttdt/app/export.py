"""Figures and computed values for other systems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttdt.app.assessing import AskedPeriod, AskedRows, assess_period
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import ExitCode
from ttdt.app.resolving import pick_year
from ttdt.errors import TtdtError
from ttdt.export import ExportData, ExportRound
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.app.outcome import Notice
    from ttdt.period import Period
    from ttdt.text.language import Language
    from ttdt.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """Which rounds are to be exported, and which rows of them."""

    when: AskedPeriod
    """Its period is not asked for."""
    rows: AskedRows
    language: Language
    periods: Sequence[str] = ()
    publisher: str | None = None
    carry_forward: bool = False


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What is to be exported, and what is to be said besides."""

    data: ExportData
    notices: tuple[Notice, ...]
    code: ExitCode


def make_export(request: ExportRequest, location: WorkspaceLocation) -> ExportOutcome:
    """Return the rounds to be exported; raises `TtdtError` where there are none."""
    workspace = location.open()
    periods = _periods(workspace, request)
    selection = request.rows.selection(workspace.plan(periods[0].year))
    rounds = tuple(
        ExportRound(
            *assess_period(workspace, period, selection, carry_forward=request.carry_forward)
        )
        for period in periods
    )
    is_invalid = any(one.report.findings for one in rounds)
    return ExportOutcome(
        ExportData(rounds, request.language, request.publisher),
        empty_period_notices(workspace, *periods),
        ExitCode.INVALID_DATA if is_invalid else ExitCode.DONE,
    )


def _periods(workspace: Workspace, request: ExportRequest) -> tuple[Period, ...]:
    """Return the rounds asked for in the order of time, all of one plan."""
    year = request.when.year
    if not request.periods:
        for known in workspace.years if year is None else (pick_year(workspace, year),):
            periods = workspace.periods(known)
            if periods:
                return periods
        raise TtdtError(
            gettext_lazy("nobody has submitted anything yet; name a period with --period")
        )
    asked = {replace(request.when, period=word).period_in(workspace) for word in request.periods}
    periods = tuple(sorted(asked, key=lambda period: (period.end, period.months)))
    if len({period.year for period in periods}) > 1:
        raise TtdtError(
            gettext_lazy("the periods are of several years; export each year by itself")
        )
    return periods
