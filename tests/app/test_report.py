from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.app.saying import ENGLISH, reason, said
from tests.cli.small_workspace import FILES, PLAN, submission
from tests.programs import each_format

from ttdt.app.assessing import AskedPeriod, AskedRows
from ttdt.app.outcome import ExitCode
from ttdt.app.report import ReportRequest, make_report
from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.document.report.unit_comparison import UnitComparisonAnswer
from ttdt.errors import TtdtError
from ttdt.output.formats import FORMATS, Need, lower

if TYPE_CHECKING:
    from tests.app.conftest import Locate

    from ttdt.app.outcome import Outcome

ASKED = ReportRequest(when=AskedPeriod(date(2024, 7, 5)), rows=AskedRows())
SECOND_QUARTER = ASKED._replace(when=AskedPeriod(date(2024, 7, 5), "Q2"))


def answer(outcome: Outcome) -> ReportAnswer:
    assert isinstance(outcome.answer, ReportAnswer)
    return outcome.answer


def test_without_words_it_is_the_newest_round_and_all_rows(locate: Locate) -> None:
    outcome = make_report(ASKED, locate(FILES))
    report = answer(outcome).report
    assert (report.period.id, report.units) == ("2024-Q2", ("bac-ai", "ninh-son"))
    assert [result.indicator.id for result in report.indicators] == ["village-roads"]
    assert (outcome.code, outcome.notices) == (ExitCode.DONE, ())


def test_words_are_resolved_with_the_plan(locate: Locate) -> None:
    asked = SECOND_QUARTER._replace(rows=AskedRows(("Bác Ái",), ("Hạ tầng",), ("2.2",)))
    assert answer(make_report(asked, locate(FILES))).report.units == ("bac-ai",)


def test_a_format_gets_what_it_needs_and_no_other_pays_for_it(locate: Locate) -> None:
    location = locate(FILES)
    plain = answer(make_report(SECOND_QUARTER, location))
    assert (plain.trend, plain.letterhead) == (None, None)
    drawn = answer(make_report(SECOND_QUARTER._replace(needs={Need.TREND}), location))
    assert drawn.trend is not None
    assert [one.report.period.id for one in drawn.trend.stages] == ["2024-Q2"]
    letter = make_report(
        SECOND_QUARTER._replace(needs={Need.LETTERHEAD}, day=date(2024, 7, 5)), location
    )
    assert answer(letter).letterhead is not None
    assert answer(letter).day == date(2024, 7, 5)


@pytest.mark.parametrize("name", each_format())
def test_nothing_is_read_once_the_outcome_is_there(locate: Locate, name: str) -> None:
    location = locate(FILES)
    asked = SECOND_QUARTER._replace(needs=FORMATS[name].needs, day=date(2024, 7, 5))
    outcome = make_report(asked, location)
    shutil.rmtree(location.root())
    assert lower(name, outcome.answer, View(ENGLISH, width=80))


def test_a_period_that_nobody_has_handed_in_for_is_told(locate: Locate) -> None:
    files = FILES | {"targets-2025.yaml": PLAN.replace("2024", "2025")}
    outcome = make_report(SECOND_QUARTER, locate(files))
    assert said(outcome.notices) == [
        "nobody has submitted anything for quarter 2 of 2025; there are submissions for 2024-Q2"
    ]


def test_files_that_no_report_reads_are_told(locate: Locate) -> None:
    # An unknown unit's folder is no file itself.
    files = FILES | {
        "districts/bac-ai/q2.yaml": "",
        "districts/nowhere/2024-Q2.yaml": "",
        "2024-Q2.yaml": "",
    }
    outcome = make_report(SECOND_QUARTER, locate(files))
    assert said(outcome.notices) == ["3 files lie where no report looks; ttdt check names them"]
    assert not any(notice.is_error for notice in outcome.notices)


@pytest.mark.parametrize(
    ("conditions", "value", "code"),
    [
        ((), 10, ExitCode.DONE),
        (("behind",), 10, ExitCode.CONDITION_HOLDS),
        (("behind",), 40, ExitCode.DONE),
        (("missing", "no_data"), 40, ExitCode.DONE),
        ((), 41, ExitCode.INVALID_DATA),
        (("behind",), 41, ExitCode.INVALID_DATA),
    ],
)
def test_the_exit_code(
    locate: Locate, conditions: tuple[str, ...], value: int, code: ExitCode
) -> None:
    files = FILES | {
        f"districts/{unit}/2024-Q2.yaml": submission(unit, value) for unit in ("bac-ai", "ninh-son")
    }
    assert make_report(ASKED._replace(fail_on=conditions), locate(files)).code is code


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (ASKED._replace(ranks=True), "--rank goes only with --by unit"),
        (ASKED._replace(by="units"), "--by: “units” is unknown; did you mean “unit”?"),
        (
            ASKED._replace(fail_on=("late",)),
            "--fail-on: “late” is unknown; it can be: behind, not_met, no_data, missing",
        ),
        (
            ASKED._replace(rows=AskedRows(("nope",))),
            "--unit: “nope” is unknown; it can be: bac-ai, ninh-son",
        ),
        (
            ASKED._replace(when=AskedPeriod(date(2024, 7, 5), year="2030")),
            "there is no plan for 2030; plans: 2024",
        ),
    ],
)
def test_what_means_nothing_is_refused(locate: Locate, asked: ReportRequest, expected: str) -> None:
    with pytest.raises(TtdtError) as caught:
        make_report(asked, locate(FILES))
    assert reason(caught.value) == expected


def test_one_indicator_by_unit_compares_the_units(locate: Locate) -> None:
    asked = ASKED._replace(by="unit", rows=AskedRows(indicators=("2.2",)))
    assert isinstance(make_report(asked, locate(FILES)).answer, UnitComparisonAnswer)
    assert isinstance(make_report(ASKED._replace(by="unit"), locate(FILES)).answer, ReportAnswer)
    # A piece of another page is the matrix, and a letter has the comparison in its appendix.
    for framed in (asked._replace(fragment=True), asked._replace(needs={Need.LETTERHEAD})):
        assert isinstance(make_report(framed, locate(FILES)).answer, ReportAnswer)
