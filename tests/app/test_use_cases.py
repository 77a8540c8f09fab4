"""What the other commands answer, without a command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.app.saying import ENGLISH, reason, said
from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.app.assessing import AskedPeriod, AskedRows
from ttdt.app.check import CheckRequest, run_check
from ttdt.app.diff import DiffRequest, make_diff
from ttdt.app.explain import ExplainRequest, make_explanation
from ttdt.app.export import ExportRequest, make_export
from ttdt.app.init import InitRequest, start_workspace
from ttdt.app.outcome import ExitCode
from ttdt.app.rules import explain_rule, list_rules
from ttdt.app.schema import make_schema
from ttdt.app.status import StatusRequest, make_status
from ttdt.app.targets import list_targets
from ttdt.app.trend import TrendRequest, make_trend
from ttdt.errors import TtdtError
from ttdt.export import EXPORTS

if TYPE_CHECKING:
    from tests.app.conftest import Locate

    from ttdt.app.outcome import Outcome

TODAY = date(2024, 7, 5)
NEWEST = AskedPeriod(TODAY)
ALL = AskedRows()

TWO_ROUNDS = FILES | {
    "districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 20, period="2024-Q1"),
}
DEADLINES = PLAN + "deadlines: {Q2: 2024-07-03}\n"


def data(outcome: Outcome) -> dict[str, object]:
    return dict(outcome.answer.data(ENGLISH))


def test_status_knows_the_day_that_it_is_given(locate: Locate) -> None:
    files = {name: text for name, text in FILES.items() if "ninh-son" not in name}
    location = locate(files | {"targets-2024.yaml": DEADLINES})
    early = AskedPeriod(date(2024, 7, 3))
    for when, code in ((early, ExitCode.DONE), (NEWEST, ExitCode.CONDITION_HOLDS)):
        outcome = make_status(
            StatusRequest(when=when, rows=ALL, fail_on=("late",)), location
        ).outcome
        assert outcome.code is code
        assert not outcome.is_uneventful


def test_status_is_uneventful_where_all_have_submitted(locate: Locate) -> None:
    done = make_status(StatusRequest(when=NEWEST, rows=ALL), locate(FILES))
    assert done.outcome.is_uneventful


def test_status_of_what_is_due_where_nobody_has_submitted(locate: Locate) -> None:
    asked = StatusRequest(when=AskedPeriod(date(2024, 6, 1)), rows=ALL, due=True)
    outcome = make_status(asked, locate({"targets-2024.yaml": DEADLINES})).outcome
    period = data(outcome)["period"]
    assert isinstance(period, dict)
    assert period["id"] == "2024-Q2"


def test_a_trend_says_of_which_years_it_has_no_plan(locate: Locate) -> None:
    outcome = make_trend(TrendRequest(rows=ALL, first="2022-Q3"), locate(TWO_ROUNDS))
    assert said(outcome.notices) == [
        "no plan for 2022, 2023, so of these years only baselines can be shown"
    ]


def test_an_old_plan_with_errors_is_told_of_a_quiet_run_too(locate: Locate) -> None:
    outcome = make_trend(
        TrendRequest(rows=ALL), locate(TWO_ROUNDS | {"targets-2023.yaml": "year: 2023\n"})
    )
    (first, *_) = outcome.notices
    assert first.is_error
    assert "targets-2023.yaml has errors" in said([first])[0]


def test_a_diff_compares_with_the_period_before(locate: Locate) -> None:
    asked = DiffRequest(when=NEWEST, rows=ALL, fail_on=("changed",))
    outcome = make_diff(asked, locate(TWO_ROUNDS))
    assert outcome.code is ExitCode.CONDITION_HOLDS
    assert not outcome.is_uneventful


def test_a_diff_without_an_older_period_is_refused(locate: Locate) -> None:
    with pytest.raises(TtdtError) as caught:
        make_diff(DiffRequest(when=NEWEST, rows=ALL), locate(FILES))
    assert reason(caught.value) == (
        "nobody has submitted anything before quarter 2 of 2024; name two periods, or a git"
        " revision with --rev"
    )


def test_an_explanation_with_errors_says_so(locate: Locate) -> None:
    asked = ExplainRequest(when=NEWEST, words=("2.2",))
    assert make_explanation(asked, locate(FILES)).code is ExitCode.DONE
    broken = FILES | {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 41)}
    assert make_explanation(asked, locate(broken)).code is ExitCode.INVALID_DATA


def test_an_export_has_every_round_of_the_year(locate: Locate) -> None:
    outcome = make_export(
        ExportRequest(when=NEWEST, rows=ALL, language=ENGLISH, format=EXPORTS["dhis2"]),
        locate(TWO_ROUNDS),
    )
    assert [one.round.period.id for one in outcome.data.stages] == ["2024-Q1", "2024-Q2"]
    assert (outcome.notices, outcome.code) == ((), ExitCode.DONE)


def check(locate: Locate, value: int, **settings: object) -> tuple[list[str], ExitCode]:
    files = FILES | {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", value)}
    request = CheckRequest(
        stdin=lambda: b"",
        progress=lambda _done, _total: None,
        **settings,  # type: ignore[arg-type]
    )
    outcome = run_check(request, locate(files))
    # Nobody has a year before here.
    codes = [finding.code for finding in outcome.findings if finding.code != "TT307"]
    return codes, outcome.code


def test_check_counts_what_was_asked_for(locate: Locate) -> None:
    assert check(locate, 30) == ([], ExitCode.DONE)
    assert check(locate, 41) == (["TT201"], ExitCode.INVALID_DATA)
    assert check(locate, 41, ignore=("TT2xx",)) == ([], ExitCode.DONE)
    assert check(locate, 41, select=("TT3",)) == ([], ExitCode.DONE)


def test_check_of_what_stands_on_stdin(locate: Locate) -> None:
    request = CheckRequest(
        paths=("-",),
        whose="bac-ai/2024-Q2",
        stdin=lambda: submission("bac-ai", 41).encode(),
        progress=lambda _done, _total: None,
    )
    outcome = run_check(request, locate(FILES))
    (finding,) = outcome.findings
    assert outcome.sources[finding.path][0] == "unit: bac-ai"


def test_targets_and_schemas_are_the_workspaces(locate: Locate) -> None:
    location = locate(FILES)
    plan = data(list_targets(None, location))["plan"]
    assert isinstance(plan, dict)
    assert plan["id"] == "p-2024"
    assert "village-roads" in str(make_schema("submission", None, ENGLISH, location))


def test_rules_by_code_and_by_name() -> None:
    by_code, by_name = (explain_rule(word).answer for word in ("tt201", "TT201"))
    assert by_code == by_name
    assert len(str(data(list_rules()))) > len(str(data(explain_rule("TT201"))))


def test_a_workspace_is_started_once(tmp_path: Path) -> None:
    request = InitRequest(folder=str(tmp_path / "new"), plan_file=None, year=None, language=ENGLISH)
    first = list(start_workspace(request))
    assert all(file.is_new for file in first)
    assert Path(first[-1].path).name == "targets-2024.yaml"
    assert not any(file.is_new for file in start_workspace(request))
