"""How the values moved from round to round: which rounds stand side by side, and the trend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ttdt.analysis.former_units import baseline_of, in_units_of
from ttdt.analysis.trend import Trend, TrendRound, build_trend
from ttdt.app.assessing import AskedRows, assess_period
from ttdt.app.conditions import exit_code, pick_conditions
from ttdt.app.notices import stray_notices
from ttdt.app.outcome import Notice, Outcome
from ttdt.app.resolving import pick_period, pick_year
from ttdt.app.words_in_place import (
    INDICATOR,
    PERIOD,
    UNIT,
    YEAR,
    WordsInPlace,
    one_word,
    with_rows,
)
from ttdt.compute import Selection, assess, select
from ttdt.compute.baselines import Baselines
from ttdt.document.trend.document import TrendAnswer
from ttdt.errors import PlanError, TtdtError
from ttdt.period import Period
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.compute import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRequest:
    """Which rounds stand side by side, and which rows of them."""

    rows: AskedRows
    words: Sequence[str] = ()
    """Indicators, units and periods that are named without an option."""
    first: str | None = None
    last: str | None = None
    year: str | None = None
    carry_forward: bool = False
    fail_on: Sequence[str] = ()


def make_trend(request: TrendRequest, location: WorkspaceLocation) -> Outcome:
    """Return the trend; raises `TtdtError` where there is none."""
    conditions = pick_conditions(request.fail_on)
    workspace = location.open_area(request.rows.area)
    request = with_words(request, request.words, _WORDS, workspace)
    span = asked_span(workspace, request)
    workspace = workspace.in_year(span.year)
    plan = workspace.plan(span.year)
    selection = request.rows.selection(plan)
    if selection.levels:
        # A trend has no units side by side, but one block a unit.
        selection = selection._replace(units=selection.columns_of(plan), levels=())
    gathering = _Gathering(workspace, selection, carry_forward=request.carry_forward)
    found = gathering.trend_over(span)
    return Outcome(
        TrendAnswer(found),
        (*gathering.notices, *stray_notices(workspace)),
        exit_code(found.newest, conditions, invalid=bool(found.errors)),
    )


def with_words(
    request: TrendRequest, words: Sequence[str], places: WordsInPlace, workspace: AreaWorkspace
) -> TrendRequest:
    """Return the request with what words ask for besides; two periods are the first and the last.

    Raises `TtdtError` for words that contradict each other or an option.
    """
    if not words:
        return request
    found = places.sort(words, workspace.plan(asked_span(workspace, request).year))
    periods = found.get(PERIOD, ())
    if len(periods) not in {0, _TWO} or (periods and (request.first or request.last)):
        choices = tuple(f"{option} {periods[0]}" for option in ("--from", "--to"))
        raise TtdtError(
            gettext_lazy(
                "{option}: “{word}” may mean {choices}",
                option=places.label,
                word=periods[0],
                choices=choices,
            )
        )
    first, last = periods or (request.first, request.last)
    years = (*found.get(YEAR, ()), *(() if request.year is None else (request.year,)))
    return replace(
        request,
        rows=with_rows(request.rows, found),
        first=first,
        last=last,
        year=one_word(YEAR, years),
    )


_TWO = 2
_WORDS = WordsInPlace(
    "INDICATOR", (INDICATOR, UNIT), in_doubt=INDICATOR.option, years_are_no_periods=True
)


def trend_before(
    workspace: AreaWorkspace, report: Report, selection: Selection, *, carry_forward: bool
) -> tuple[Trend, tuple[Notice, ...]]:
    """Return the trend that ends with a report: its year's rounds and the one before them."""
    gathering = _Gathering(workspace, selection, carry_forward=carry_forward)
    return gathering.trend_up_to(report), tuple(gathering.notices)


@dataclass(frozen=True, slots=True)
class Span:
    """Which rounds are asked for: those of a plan's year, and of the years before it."""

    year: int
    first: Period | None
    last: Period | None

    def begins_after(self, period: Period) -> bool:
        """Return whether a period ends before the first one asked for."""
        return self.first is not None and period.end < self.first.end

    def ends_before(self, period: Period) -> bool:
        """Return whether a period ends after the last one asked for."""
        return self.last is not None and self.last.end < period.end

    def nobody(self) -> Message:
        """Return what to say where no round asked for has a submission."""
        if self.first is None and self.last is None:
            return gettext_lazy("nobody has submitted anything for {year} yet", year=str(self.year))
        return gettext_lazy(
            "nobody has submitted anything for a round from {first} to {last}",
            first=Period(self.year, "01").id if self.first is None else self.first.id,
            last=Period(self.year).id if self.last is None else self.last.id,
        )


def asked_span(workspace: AreaWorkspace, request: TrendRequest) -> Span:
    """Return what is asked for; raises `TtdtError` where it contradicts itself."""
    asked = None if request.year is None else pick_year(workspace, request.year)
    usual = asked or next(
        (known for known in workspace.years if workspace.periods(known)), workspace.years[0]
    )
    last = None if request.last is None else pick_period(request.last, usual, "--to")
    year = asked or (usual if last is None else last.year)
    first = None if request.first is None else pick_period(request.first, year, "--from")
    if last is not None and last.year != year:
        raise TtdtError(
            gettext_lazy("{period} is not in {year}", period=last.label, year=str(year))
        )
    if first is not None and last is not None and first.end > last.end:
        raise TtdtError(
            gettext_lazy(
                "--from {first} lies after --to {last}", first=first.label, last=last.label
            )
        )
    return Span(year, first, last)


def rounds_in(workspace: AreaWorkspace, span: Span) -> list[Period]:
    """Return the rounds of a span's year up to its end, in order."""
    last = span.last
    return [
        last if last is not None and one.end == last.end else one
        for one in _rounds_of(workspace, span.year)
        if not span.ends_before(one)
    ]


def _rounds_of(workspace: AreaWorkspace, year: int) -> list[Period]:
    """Return a year's rounds in order: those handed in for, and the calendar's between."""
    periods = workspace.periods(year)
    if not periods:
        return []
    due = workspace.plan(year).calendar_days
    between = {end: period for end, period in due.items() if periods[0].end < end < periods[-1].end}
    ends = between | {period.end: period for period in periods}
    return [ends[end] for end in sorted(ends)]


class _Gathering:
    """The rounds that stand side by side, and what is to be said of those that do not."""

    def __init__(
        self, workspace: AreaWorkspace, selection: Selection, *, carry_forward: bool
    ) -> None:
        """Gather from a workspace, for the rows asked for."""
        self._workspace = workspace
        self._selection = selection
        # Of another year's plan the groups may be others; rows are matched by their indicators.
        self._units = Selection(units=selection.units)
        self._carry_forward = carry_forward
        self._known_baselines = Baselines()
        """Those of the newest round's year."""
        self.notices: list[Notice] = []

    def trend_over(self, span: Span) -> Trend:
        """Return the trend over a span; raises `TtdtError` where it has no submission."""
        periods = rounds_in(self._workspace, span)
        hidden = sum(span.begins_after(period) for period in periods)
        if len(periods) == hidden:
            raise TtdtError(self._nothing(span))
        *earlier, newest = periods
        (last_round,) = self._assessed((newest,))
        before = chain(self._before(span), self._assessed(earlier))
        return build_trend(before, last_round, hidden=hidden)

    def _nothing(self, span: Span) -> Message:
        """Return why there is no trend over a span: nobody has submitted, or only in years before.

        All rounds are held against the plan of the newest one's year.
        """
        before = range(span.year if span.first is None else span.first.year, span.year)
        for year in reversed(before):
            handed_in = self._workspace.periods(year) if year in self._workspace.years else ()
            if handed_in and not span.begins_after(handed_in[-1]):
                return gettext_lazy(
                    "nobody has submitted anything for {year} yet; the trend that ends with the"
                    " newest submissions: --to {period}",
                    year=str(span.year),
                    period=handed_in[-1].id,
                )
        return span.nobody()

    def trend_up_to(self, report: Report) -> Trend:
        """Return the trend that ends with a report."""
        period = report.period
        self._known_baselines = report.comparison.baselines
        earlier = [
            known for known in _rounds_of(self._workspace, period.year) if known.end < period.end
        ]
        before = self._year_end(period.year)
        # Pages and workbooks also compare the report with the round before, which for that is not
        # read again; its submissions are a tenth of the memory.
        kept = report.comparison.previous_period
        return build_trend(chain(before, self._assessed(earlier, kept)), TrendRound(report))

    def _assessed(
        self, periods: Iterable[Period], kept: Period | None = None
    ) -> Iterator[TrendRound]:
        """Yield rounds of the newest one's year, of which only that of the `kept` day is held."""
        for period in periods:
            yield self._assess(period)
            if kept is None or period.end != kept.end:
                self._workspace.whole.forget(period)

    def _assess(self, period: Period) -> TrendRound:
        assessed = assess_period(
            self._workspace,
            period,
            self._selection,
            carry_forward=self._carry_forward,
            baselines=self._known_baselines,
        )
        return TrendRound(assessed.report)

    def _earlier_round(self, period: Period, year: int) -> TrendRound:
        """Return a round of an earlier year, in the units of the newest one."""
        assessed = assess_period(self._workspace, period, carry_forward=self._carry_forward)
        found = in_units_of(self._workspace.plan(year), *assessed)
        return TrendRound(
            select(found.report, self._units),
            by_its_own_units=None if self._units.units else assessed.report,
        )

    def _before(self, span: Span) -> Iterator[TrendRound]:
        """Yield the rounds of earlier years: those asked for, else the end of the year before."""
        if span.first is None:
            yield from self._year_end(span.year)
            return
        known = self._workspace.years
        without = [year for year in range(span.first.year, span.year) if year not in known]
        for year in range(span.first.year, span.year):
            if year not in without and self._workspace.is_same_in(year, span.year):
                for period in _rounds_of(self._workspace, year):
                    if not span.begins_after(period):
                        yield self._earlier_round(period, span.year)
            elif year == span.year - 1:
                yield from self._baselines(span.year)
        if without:
            message = gettext_lazy(
                "no plan for {years}, so of these years only baselines can be shown",
                years=tuple(map(str, without)),
            )
            self.notices.append(Notice(message))

    def _year_end(self, year: int) -> list[TrendRound]:
        """Return the round that ends the year before, by its own plan where there is one."""
        if year - 1 in self._workspace.years:
            try:
                if self._workspace.is_same_in(year - 1, year):
                    return [
                        self._earlier_round(period, year)
                        for period in self._workspace.periods(year - 1)
                        if period.elapsed == 1
                    ]
            except PlanError as failure:
                # Nobody asked for that plan, and the values can be had without it.
                self.notices.append(Notice(failure.message, is_error=True))
        return self._baselines(year)

    def _baselines(self, year: int) -> list[TrendRound]:
        """Return the units' baselines as a round, read with the plan of the year they begin."""
        round_ = self._workspace.year_start(year)
        areas = {
            area: AreaSubmissions(filed)
            for area in round_.plan.areas
            if (filed := baseline_of(round_, area)) is not None
        }
        if not areas:
            return []
        report = assess(Round(round_.plan, Period(year - 1), areas))
        return [TrendRound(select(report, self._units), starting=True)]
