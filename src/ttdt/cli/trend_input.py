"""Gathering the rounds that stand side by side, computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.analysis.trend import Trend, TrendRound, build_trend
from ttdt.app.resolving import pick_period, pick_year
from ttdt.cli.session import Session
from ttdt.compute import Report, Selection, assess, select
from ttdt.errors import PlanError, TtdtError
from ttdt.period import Period
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rounds:
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


def pick_rounds(
    workspace: Workspace, year_word: str | None, from_word: str | None, to_word: str | None
) -> Rounds:
    """Return what the options ask for; raises `TtdtError` where they contradict each other."""
    asked = None if year_word is None else pick_year(workspace, year_word)
    usual = asked or next(
        (known for known in workspace.years if workspace.periods(known)), workspace.years[0]
    )
    last = None if to_word is None else pick_period(to_word, usual, "--to")
    year = asked or (usual if last is None else last.year)
    first = None if from_word is None else pick_period(from_word, year, "--from")
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
    return Rounds(year, first, last)


def gather(
    session: Session,
    workspace: Workspace,
    span: Rounds,
    selection: Selection,
    *,
    carry_forward: bool,
) -> Trend:
    """Return the trend over the rounds asked for; raises `TtdtError` where there is none."""
    periods = [period for period in _rounds(workspace, span.year) if not span.ends_before(period)]
    hidden = sum(span.begins_after(period) for period in periods)
    if len(periods) == hidden:
        raise TtdtError(_nobody(span))
    # Of another year's plan the groups may be others; rows are matched by their indicators.
    of_units = Selection(units=selection.units)
    before = list(_before(session, workspace, span, carry_forward=carry_forward))
    stages = [
        *(TrendRound(select(stage.report, of_units), stage.starting) for stage in before),
        *(
            TrendRound(
                select(assess(workspace.round(period), carry_forward=carry_forward), selection)
            )
            for period in periods
        ),
    ]
    return build_trend(stages, hidden=hidden)


def _nobody(span: Rounds) -> Message:
    """Return what to say where no round asked for has a submission."""
    if span.first is None and span.last is None:
        return gettext_lazy("nobody has submitted anything for {year} yet", year=str(span.year))
    return gettext_lazy(
        "nobody has submitted anything for a round from {first} to {last}",
        first=Period(span.year, "01").id if span.first is None else span.first.id,
        last=Period(span.year).id if span.last is None else span.last.id,
    )


def _rounds(workspace: Workspace, year: int) -> Iterator[Period]:
    """Yield a year's rounds in order: those handed in for, and what the calendar has between."""
    periods = workspace.periods(year)
    if not periods:
        return
    due = workspace.plan(year).calendar
    between = [period for period in due if periods[0].end < period.end < periods[-1].end]
    ends = {period.end: period for period in (*between, *periods)}
    yield from (ends[end] for end in sorted(ends))


def _before(
    session: Session, workspace: Workspace, span: Rounds, *, carry_forward: bool
) -> Iterator[TrendRound]:
    """Yield the rounds of earlier years: those asked for, else the end of the year before."""
    if span.first is not None and span.first.year == span.year:
        return
    if span.first is None:
        yield from _year_end(session, workspace, span.year, carry_forward=carry_forward)
        return
    without = [year for year in range(span.first.year, span.year) if year not in workspace.years]
    for year in range(span.first.year, span.year):
        if year not in without:
            for period in _rounds(workspace, year):
                if not span.begins_after(period):
                    yield TrendRound(assess(workspace.round(period), carry_forward=carry_forward))
        elif year == span.year - 1:
            yield from _baselines(workspace, span.year)
    if without and not session.quiet:
        session.note(
            session.language.gettext(
                "ttdt: no plan for {years}, so of these years only baselines can be shown",
                years=tuple(map(str, without)),
            )
        )


def _year_end(
    session: Session, workspace: Workspace, year: int, *, carry_forward: bool
) -> Iterator[TrendRound]:
    """Yield the round that ends the year before `year`, by its own plan where there is one."""
    if year - 1 not in workspace.years:
        yield from _baselines(workspace, year)
        return
    try:
        periods = [period for period in workspace.periods(year - 1) if period.elapsed == 1]
        stages = [
            TrendRound(assess(workspace.round(period), carry_forward=carry_forward))
            for period in periods
        ]
    except PlanError as failure:
        # Nobody asked for that plan, and the values can be had without it.
        session.note(f"ttdt: {session.language.translate(failure.message)}")
        yield from _baselines(workspace, year)
    else:
        yield from stages


def _baselines(workspace: Workspace, year: int) -> Iterator[TrendRound]:
    """Yield the units' baselines as a round, read with the plan of the year that begins there."""
    round_ = workspace.round(Period(year))
    units = {unit: AreaSubmissions(filed.baseline) for unit, filed in round_.units.items()}
    if any(filed.current is not None for filed in units.values()):
        yield TrendRound(assess(Round(round_.plan, Period(year - 1), units)), starting=True)


def trend_before(
    session: Session,
    workspace: Workspace,
    report: Report,
    selection: Selection,
    *,
    carry_forward: bool,
) -> Trend:
    """Return the trend that ends with a report: its year's rounds and the one before them."""
    period = report.period
    earlier = [known for known in _rounds(workspace, period.year) if known.end < period.end]
    before = _year_end(session, workspace, period.year, carry_forward=carry_forward)
    of_units = Selection(units=selection.units)
    stages = [
        *(TrendRound(select(stage.report, of_units), stage.starting) for stage in before),
        *(
            TrendRound(
                select(assess(workspace.round(known), carry_forward=carry_forward), selection)
            )
            for known in earlier
        ),
        TrendRound(report),
    ]
    return build_trend(stages)
