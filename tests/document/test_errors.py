"""The errors that figures are left out for, and those beside figures that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES

from ttdt.document.report.errors import report_errors
from ttdt.document.report.notes import unit_heading
from ttdt.document.report.sentences import judgement
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess, MakeWorkspace, Ttdt

ENGLISH = Language("en")
BAC_AI, NINH_SON = "districts/bac-ai/2024-Q2.yaml", "districts/ninh-son/2024-Q2.yaml"
NO_STATUS = FILES | {BAC_AI: FILES[BAC_AI].replace("status: final\n", "")}
BOTH = NO_STATUS | {NINH_SON: FILES[NINH_SON].replace("village-roads: ", "village-roads: -")}
BESIDE = "Errors beside the figures, which are counted"
UNSETTLED = "Bác Ái: whether its figures are estimates, provisional or final is not known"


def test_an_error_beside_the_figures_leaves_nothing_out(assess_files: Assess) -> None:
    report = assess_files(NO_STATUS)
    assert (report.completeness.invalid, report.completeness.left_out) == (("bac-ai",), ())
    (section,) = report_errors(ENGLISH, report)
    assert section.title == BESIDE
    assert [note.text for note in section.notes] == [
        "data/districts/bac-ai/2024-Q2.yaml:1:1: TT102 the key “status” is missing",
        UNSETTLED,
    ]
    assert judgement(ENGLISH, report)[2] == (
        "Errors beside the figures, which are counted, are in the submissions of: Bác Ái."
    )


def test_the_file_of_the_plans_own_area_is_named_too(assess_files: Assess) -> None:
    own = "period: 2024-Q2\npopulations: {villages: 80}\nfigures: {village-roads: 62}\n"
    (section,) = report_errors(ENGLISH, assess_files(FILES | {"province/2024-Q2.yaml": own}))
    assert section.title == BESIDE
    assert section.notes[-1].text == (
        "Ninh Thuận: whether its figures are estimates, provisional or final is not known"
    )


def test_the_two_kinds_stand_apart(assess_files: Assess) -> None:
    report = assess_files(BOTH)
    assert report.completeness.invalid == ("bac-ai", "ninh-son")
    assert report.completeness.left_out == ("ninh-son",)
    left_out, beside = report_errors(ENGLISH, report)
    assert left_out.title == "Invalid, and left out"
    assert [note.text for note in left_out.notes] == [
        "data/districts/ninh-son/2024-Q2.yaml:7:18: TT202 -32 is negative, but it counts things"
    ]
    assert (beside.title, len(beside.notes)) == (BESIDE, 2)


def test_of_a_file_that_is_not_used_all_is_left_out(assess_files: Assess) -> None:
    files = FILES | {BAC_AI: NO_STATUS[BAC_AI].replace("unit: bac-ai", "unit: ninh-son")}
    report = assess_files(files)
    assert [error.leaves_out for error in report.all_errors] == [True, True]
    assert [section.title for section in report_errors(ENGLISH, report)] == [
        "Invalid, and left out"
    ]


@pytest.mark.parametrize("name", ["table", "plain", "markdown", "html"])
@pytest.mark.parametrize("options", [(), ("--unit", "bac-ai"), ("--by", "unit")])
def test_each_format_says_so(
    name: str, options: tuple[str, ...], ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = str(make_workspace(NO_STATUS))
    result = ttdt("report", "--data", data, "--period", "Q2", "--format", name, *options)
    assert result.code == 1
    assert BESIDE in result.out
    assert "is not known" in result.out
    assert "Invalid, and left out" not in result.out


@pytest.mark.parametrize("command", [["trend"], ["diff", "Q1", "Q2"]])
def test_trend_and_diff_say_so(
    command: list[str], ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    result = ttdt(*command, "--data", str(make_workspace(NO_STATUS)), "--format", "plain")
    assert BESIDE in result.out
    assert "Invalid, and left out" not in result.out


def test_json_says_of_each_finding_whether_figures_are_left_out(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = str(make_workspace(NO_STATUS))
    said = ttdt("report", "--data", data, "--period", "Q2", "--format", "json").out
    assert said.count('"left_out": false') == 1


def test_a_file_without_figures_has_reported_none(assess_files: Assess) -> None:
    text = "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\ncolour: red\n"
    report = assess_files(FILES | {BAC_AI: text})
    assert unit_heading(ENGLISH, report, "bac-ai") == "not reported"
