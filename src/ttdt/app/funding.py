"""The money of a round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.assessing import AskedPeriod, AskedRows
from ttdt.app.notices import empty_period_notices, period_notices, stray_notices
from ttdt.app.outcome import ExitCode, Outcome
from ttdt.app.resolving import one_of
from ttdt.app.words_in_place import AREA, MONEY, WordsInPlace
from ttdt.compute import Status, assess
from ttdt.document.funding.document import FundingAnswer
from ttdt.document.funding.table import By
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.compute.funding import FundingResult
    from ttdt.plan import Funding

CONDITIONS = ("behind", "not_met", "missing")
_OF_TARGET = frozenset({"behind", "not_met"})


class FundingRequest(NamedTuple):
    """Whose money of which round is asked about, and what the table has a row for."""

    when: AskedPeriod
    area: str | None = None
    by: str | None = None
    fail_on: Sequence[str] = ()
    words: Sequence[str] = ()
    """The area and the period that are named without an option."""


_WORDS = WordsInPlace(
    "funding", (AREA,), only_by_option=(MONEY._replace(option="explain funding"),)
)


def make_funding(request: FundingRequest, location: WorkspaceLocation) -> Outcome:
    """Return the money of a round; raises `TtdtError` where the plan says nothing of any."""
    by = By.PROJECT if request.by is None else By(one_of("--by", request.by, tuple(By)))
    conditions = [one_of("--fail-on", word, CONDITIONS) for word in request.fail_on]
    workspace = location.open_area(request.area)
    rows = AskedRows(area=request.area)
    when, _, workspace = _WORDS.asked(request.words, workspace, request.when, rows)
    period = when.period_in(workspace)
    round_ = workspace.round(period)
    if round_.plan.funding is None:
        raise TtdtError(
            gettext_lazy("{path}: the plan has no money (funding:)", path=round_.plan.path)
        )
    _check_target(round_.plan.funding, conditions)
    # Money is no indicator's, so that none has to be added up.
    report = assess(round_._replace(plan=replace(round_.plan, indicators={})))
    result = report.funding
    if result is None:
        raise AssertionError(report.plan.path)
    return Outcome(
        FundingAnswer(report, result, by),
        (
            *period_notices(when),
            *empty_period_notices(workspace, period),
            *stray_notices(workspace),
        ),
        _exit_code(result, conditions),
    )


def _check_target(funding: Funding, conditions: Sequence[str]) -> None:
    """Raise `TtdtError` for a condition that could never hold."""
    asked = [condition for condition in conditions if condition in _OF_TARGET]
    if asked and funding.rate.target is None:
        raise TtdtError(
            gettext_lazy(
                "--fail-on {condition}: the plan sets no target for money", condition=asked[0]
            )
        )


def _exit_code(result: FundingResult, conditions: Sequence[str]) -> ExitCode:
    if result.errors:
        return ExitCode.INVALID_DATA
    row = result.row()
    held = {
        "behind": row.status.is_short and row.status is not Status.ON_TRACK,
        "not_met": row.status is Status.NOT_MET,
        "missing": not row.coverage.complete,
    }
    is_met = any(held[condition] for condition in conditions)
    return ExitCode.CONDITION_HOLDS if is_met else ExitCode.DONE
