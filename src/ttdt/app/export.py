"""Figures and computed values for other systems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttdt.app.assessing import AskedPeriod, AskedRows, assess_period
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import ExitCode, Notice
from ttdt.app.resolving import one_of, pick_year
from ttdt.app.words_in_place import (
    GROUP,
    INDICATOR,
    PERIOD,
    UNIT,
    YEAR,
    WordsInPlace,
    one_word,
    with_rows,
    year_meant,
)
from ttdt.errors import TtdtError
from ttdt.export import TABLES, ExportData, ExportRound
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.compute.funding import FundingResult
    from ttdt.export import ExportFormat
    from ttdt.period import Period
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """Which rounds are to be exported, and which rows of them."""

    when: AskedPeriod
    """Its period is not asked for."""
    rows: AskedRows
    words: Sequence[str] = ()
    """Indicators, units and periods that are named without an option."""
    only_whole_rounds: bool = False
    """Whether rows must not be chosen."""
    language: Language
    format: ExportFormat
    periods: Sequence[str] = ()
    publisher: str | None = None
    carry_forward: bool = False
    table: str | None = None
    """Which table a format of one table is to have."""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What is to be exported, and what is to be said besides."""

    data: ExportData
    notices: tuple[Notice, ...]
    code: ExitCode


def make_export(request: ExportRequest, location: WorkspaceLocation) -> ExportOutcome:
    """Return the rounds to be exported; raises `TtdtError` where there are none."""
    table = _table(request)
    workspace = location.open_area(request.rows.area)
    request = _with_words(request, workspace)
    if request.only_whole_rounds and request.rows != AskedRows():
        raise TtdtError(
            gettext_lazy(
                "a dataset takes whole rounds: leave out --unit, --group and --indicator, or"
                " name a file"
            )
        )
    periods, left_out = _periods(workspace, request)
    selection = request.rows.selection(workspace.plan(periods[0].year))
    rounds = tuple(
        ExportRound(
            *assess_period(workspace, period, selection, carry_forward=request.carry_forward)
        )
        for period in periods
    )
    is_invalid = any(one.report.all_errors for one in rounds)
    return ExportOutcome(
        ExportData(rounds, request.language, table, request.publisher),
        (
            *left_out,
            *empty_period_notices(workspace, *periods),
            *_money_notices(rounds[-1].report.funding, request.format),
        ),
        ExitCode.INVALID_DATA if is_invalid else ExitCode.DONE,
    )


_WORDS = WordsInPlace("export", (INDICATOR, UNIT), only_by_option=(GROUP,))


def _with_words(request: ExportRequest, workspace: AreaWorkspace) -> ExportRequest:
    """Return the request with what words ask for besides."""
    if not request.words:
        return request
    year = year_meant(request.words, workspace, request.when, needs_period=False)
    found = _WORDS.sort(request.words, workspace.plan(year))
    asked = () if request.when.year is None else (request.when.year,)
    return replace(
        request,
        when=request.when._replace(year=one_word(YEAR, (*found.get(YEAR, ()), *asked))),
        rows=with_rows(request.rows, found),
        periods=(*request.periods, *found.get(PERIOD, ())),
    )


def _table(request: ExportRequest) -> str:
    """Return which table is meant; raises `TtdtError` where there is no choice, or no such one."""
    if request.table is None:
        return TABLES[0]
    if not request.format.is_one_table:
        raise TtdtError(gettext_lazy("--table goes only with the format parquet"))
    return one_of("--table", request.table, TABLES)


def _money_notices(money: FundingResult | None, format_: ExportFormat) -> tuple[Notice, ...]:
    """Return that a format with amounts in a currency leaves them out, where it must."""
    if money is None or not format_.needs_currency or money.funding.currency is not None:
        return ()
    return (
        Notice(
            gettext_lazy(
                "left out the money: the plan does not say which currency it is in"
                " (currency: under funding:)"
            )
        ),
    )


def _periods(
    workspace: AreaWorkspace, request: ExportRequest
) -> tuple[tuple[Period, ...], tuple[Notice, ...]]:
    """Return the rounds asked for in the order of time, all of one plan, and what is left out.

    Of all rounds only those are meant that the format has a name for.
    """
    year = request.when.year
    if not request.periods:
        for known in workspace.years if year is None else (pick_year(workspace, year),):
            periods = workspace.periods(known)
            if periods:
                return _nameable(periods, request.format)
        raise TtdtError(
            gettext_lazy("nobody has submitted anything yet; name a period with --period")
        )
    asked = {request.when._replace(period=word).period_in(workspace) for word in request.periods}
    periods = tuple(sorted(asked, key=lambda period: (period.end, period.months)))
    if len({period.year for period in periods}) > 1:
        raise TtdtError(
            gettext_lazy("the periods are of several years; export each year by itself")
        )
    return periods, ()


def _nameable(
    periods: tuple[Period, ...], format_: ExportFormat
) -> tuple[tuple[Period, ...], tuple[Notice, ...]]:
    """Return the periods that a format has a name for, and that the others are left out.

    Where it has none for any of them, all are returned, for the format to refuse.
    """
    named = tuple(
        period
        for period in periods
        if format_.names_period is None or format_.names_period(period) is not None
    )
    if not named:
        return periods, ()
    return named, tuple(
        Notice(
            gettext_lazy("left out {period}: the format has no such period", period=period.label)
        )
        for period in periods
        if period not in named
    )
