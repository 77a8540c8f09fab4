"""How the money moved from round to round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.analysis.funding_trend import FundingRound, build_funding_trend
from ttdt.app.notices import stray_notices
from ttdt.app.outcome import ExitCode, Outcome
from ttdt.app.resolving import pick_money, pick_units
from ttdt.app.trend import asked_span, rounds_in, with_words
from ttdt.app.words_in_place import MONEY, UNIT, WordsInPlace
from ttdt.compute import assess
from ttdt.compute.funding import MoneyKey
from ttdt.document.trend.funding import FundingTrendAnswer
from ttdt.errors import TtdtError
from ttdt.plan import OWN_AREA
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.app.trend import TrendRequest
    from ttdt.period import Period
    from ttdt.plan import Funding, Plan

FUNDING = "funding"
"""The word for money; the words behind it are projects, or a project's source: `p1.local`."""


_WORDS = WordsInPlace(FUNDING, (MONEY, UNIT), in_doubt=MONEY.option, years_are_no_periods=True)


def make_funding_trend(request: TrendRequest, location: WorkspaceLocation) -> Outcome:
    """Return the money of each round of a year; raises `TtdtError` where there is none.

    The request's first word is `FUNDING`.
    """
    _require_no_others(request)
    workspace = location.open_area(request.rows.area)
    request = with_words(request, request.words[1:], _WORDS, workspace)
    span = asked_span(workspace, request)
    workspace = workspace.in_year(span.year)
    plan = workspace.plan(span.year)
    if plan.funding is None:
        raise TtdtError(gettext_lazy("{path}: the plan has no money (funding:)", path=plan.path))
    periods = [period for period in rounds_in(workspace, span) if not span.begins_after(period)]
    if not periods:
        raise TtdtError(span.nobody())
    keys = _keys(request, plan, plan.funding)
    found = build_funding_trend(keys, _rounds(workspace, periods, keys))
    return Outcome(
        FundingTrendAnswer(found),
        stray_notices(workspace),
        ExitCode.INVALID_DATA if found.errors else ExitCode.DONE,
    )


def _require_no_others(request: TrendRequest) -> None:
    """Raise `TtdtError` for options that choose indicators, or look at their verdicts."""
    rows = request.rows
    asked = {
        "--group": rows.groups,
        "--indicator": rows.indicators,
        "--body": rows.bodies,
        "--level": rows.levels,
        "--fail-on": request.fail_on,
        "--carry-forward": request.carry_forward,
    }
    wrong = next((option for option, words in asked.items() if words), None)
    if wrong is not None:
        raise TtdtError(
            gettext_lazy("{option} does not go with “{word}”", option=wrong, word=FUNDING)
        )


def _keys(request: TrendRequest, plan: Plan, funding: Funding) -> list[MoneyKey]:
    """Return whose money is asked for: of each area, all of it and each project's, or some."""
    words = [word.removeprefix(f"{FUNDING}.") for word in request.rows.indicators]
    named: Sequence[tuple[str | None, str | None]] = [
        pick_money(word, funding, FUNDING) for word in words
    ] or [(None, None), *((project, None) for project in funding.projects)]
    areas = pick_units(request.rows.units, plan) or (OWN_AREA,)
    return [MoneyKey(area, *found) for area in areas for found in dict.fromkeys(named)]


def _rounds(
    workspace: AreaWorkspace, periods: Sequence[Period], keys: Sequence[MoneyKey]
) -> Iterator[FundingRound]:
    """Yield what each round says, none of which is held here afterwards."""
    for period in periods:
        round_ = workspace.round(period)
        # Money is no indicator's, so that none has to be added up.
        report = assess(round_._replace(plan=replace(round_.plan, indicators={}, tasks={})))
        result = report.funding
        if result is None:
            raise AssertionError(report.plan.path)
        rows = tuple(result.row(*key) for key in keys)
        counted = {
            area: [(one.area, one.cell) for one in result.counted(MoneyKey(area))]
            for area in {key.area for key in keys}
        }
        held = []
        for key in keys:
            cells = result.cells_of(key)
            held.append(frozenset(one for one in counted[key.area] if one[1] in cells))
        plain = replace(report, funding=None)
        yield FundingRound(plain, result.funding, rows, tuple(held), result.errors)
        workspace.whole.forget(period)
