from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ttdt.period import Period
from ttdt.submission import ReportStatus

if TYPE_CHECKING:
    from tests.submission.conftest import Problems, ReadText

HEAD = "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\n"
ROADS = "populations: {villages: 38}\nfigures: {roads: 30}\n"
KEY = ("roads", None)


def test_everything_a_header_may_say(read_text: ReadText) -> None:
    submission = read_text(
        HEAD + 'submitted: 2024-06-20\nsource: "Báo cáo số 12"\nsample: true\nnote: x\n'
        "accept: {TT303: lý do}\n" + ROADS
    )
    assert submission.all_findings == ()
    assert submission.usable
    assert (submission.path, submission.unit) == ("s.yaml", "bac-ai")
    assert submission.period == Period(2024, "Q2")
    assert submission.status is ReportStatus.FINAL
    assert submission.submitted == date(2024, 6, 20)
    assert submission.source == "Báo cáo số 12"
    assert submission.sample
    assert submission.note == "x"
    assert submission.accept == {"TT303": "lý do"}


@pytest.mark.parametrize("year", ["2023", "'2023'"])
def test_a_year_is_a_period_with_and_without_quotes(year: str, read_text: ReadText) -> None:
    text = f"unit: bac-ai\nperiod: {year}\nstatus: final\n"
    submission = read_text(text, "bac-ai", Period(2023))
    assert submission.all_findings == ()
    assert submission.usable


def test_what_must_be_there(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(ROADS)
    assert problems(submission) == [
        ("TT102", 1, 1, "the key “unit” is missing"),
        ("TT102", 1, 1, "the key “period” is missing"),
        ("TT102", 1, 1, "the key “status” is missing"),
    ]
    assert submission.usable
    assert submission.figures[KEY].value == 30


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("stauts: x", ("TT101", 4, 1, "the key “stauts” is unknown here; did you mean “status”?")),
        (
            "submitted: 2024-02-30",
            ("TT106", 4, 12, ("“2024-02-30” is not a date; write it as 2024-06-20")),
        ),
        ("submitted: soon", ("TT106", 4, 12, "“soon” is not a date; write it as 2024-06-20")),
        ("source: 12", ("TT103", 4, 9, "expected text, found the number 12; put it in quotes")),
        ("note: [x]", ("TT103", 4, 7, "expected text, found a list")),
        (
            "accept: {TT303: 1}",
            ("TT103", 4, 17, ("expected text, found the number 1; put it in quotes")),
        ),
    ],
)
def test_an_error_in_the_header_keeps_the_rest(
    line: str, problem: tuple[str, int, int, str], read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(HEAD + line + "\n" + ROADS)
    assert problems(submission) == [problem]
    assert submission.usable
    assert submission.status is ReportStatus.FINAL
    assert submission.populations["villages"].value == 38
    assert submission.figures[KEY].value == 30


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (
            "finl",
            "TT105",
            "“finl” is not one of: estimate, provisional, final; did you mean “final”?",
        ),
        ("1", "TT103", "expected one of: estimate, provisional, final, found the number 1"),
    ],
)
def test_an_unknown_status(
    status: str, code: str, message: str, read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(f"unit: bac-ai\nperiod: 2024-Q2\nstatus: {status}\n" + ROADS)
    assert problems(submission) == [(code, 3, 9, message)]
    assert submission.status is None
    assert submission.figures[KEY].value == 30


def test_several_errors_in_the_header_are_found_at_once(
    read_text: ReadText, problems: Problems
) -> None:
    submission = read_text("unit: 1\nperiod: 2024-Q2\nstatus: x\nsubmitted: y\n" + ROADS)
    assert [found[:3] for found in problems(submission)] == [
        ("TT103", 1, 7),
        ("TT105", 3, 9),
        ("TT106", 4, 12),
    ]
    assert submission.figures[KEY].value == 30


@pytest.mark.parametrize("said", ["yes", "1", "'true'", "[x]", "nope"])
def test_a_sample_mark_that_cannot_be_read_still_warns(
    said: str, read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(HEAD + f"sample: {said}\n" + ROADS)
    assert [found[:3] for found in problems(submission)] == [("TT103", 4, 9)]
    assert submission.sample


@pytest.mark.parametrize(("said", "expected"), [("true", True), ("false", False)])
def test_a_sample_mark(said: str, expected: object, read_text: ReadText) -> None:
    assert read_text(HEAD + f"sample: {said}\n").sample is expected
    assert read_text(HEAD).sample is False


def test_the_file_of_another_unit_is_not_used(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + ROADS, "ninh-hai")
    assert problems(submission) == [
        (
            "TT401",
            1,
            7,
            "the file says unit “bac-ai” but lies where “ninh-hai” belongs; correct one of them",
        )
    ]
    assert not submission.usable
    assert submission.unit == "ninh-hai"


def test_the_file_of_another_period_is_not_used(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + ROADS, "bac-ai", Period(2024, "Q1"))
    assert problems(submission) == [
        (
            "TT401",
            2,
            9,
            "the file says period “2024-Q2” but lies where “2024-Q1” belongs; correct one of them",
        )
    ]
    assert not submission.usable


def test_a_look_alike_letter_is_another_unit(read_text: ReadText) -> None:
    assert not read_text(HEAD.replace("bac-ai", "b\u0430c-ai")).usable


@pytest.mark.parametrize("period", ["2024-Q5", "Q2", "2024-6", "202"])
def test_what_is_no_period(period: str, read_text: ReadText, problems: Problems) -> None:
    submission = read_text(f"unit: bac-ai\nperiod: {period}\nstatus: final\n")
    shown = "0202" if period == "202" else period
    assert problems(submission) == [
        (
            "TT106",
            2,
            9,
            f"“{shown}” is not a period; write it as 2024-Q2, 2024-06, 2024-H1, 2024-9M or 2024",
        )
    ]


def test_a_file_that_is_no_mapping(read_text: ReadText, problems: Problems) -> None:
    submission = read_text("- unit: bac-ai\n")
    assert problems(submission) == [
        ("TT103", 1, 1, "expected a mapping (key: value), found a list")
    ]
    assert not submission.usable


def test_a_file_that_cannot_be_read(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + "status: final\n")
    assert [found[:3] for found in problems(submission)] == [("TT004", 4, 1)]
    assert not submission.usable
    assert not submission.empty


@pytest.mark.parametrize("key", ["figures", "populations"])
def test_figures_and_populations_are_mappings(
    key: str, read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(HEAD + f"{key}: [1]\n")
    assert problems(submission) == [
        ("TT103", 4, len(key) + 3, "expected a mapping (key: value), found a list")
    ]
    assert submission.usable


def test_unknown_figures_and_populations(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + "populations: {vilages: 1}\nfigures: {raods: 1, zzz: 2}\n")
    assert problems(submission) == [
        ("TT101", 4, 15, "the key “vilages” is unknown here; did you mean “villages”?"),
        ("TT101", 5, 11, "the key “raods” is unknown here; did you mean “roads”?"),
        ("TT101", 5, 21, "the key “zzz” is unknown here"),
    ]
    assert (submission.populations, submission.figures) == ({}, {})


@pytest.mark.parametrize(
    ("figures", "empty"),
    [
        ("", True),
        ("figures:\n", True),
        ("figures: {roads: , words: '', solid: {schools: }}\n", True),
        ("populations: {villages: 38}\n", True),
        ("figures: {roads: 0}\n", False),
        ("figures: {words: x}\n", False),
        ("figures: {houses: {not_applicable: x}}\n", False),
        ("figures: {roads: x}\n", False),
    ],
)
def test_a_form_nobody_has_filled_in_is_empty(
    figures: str, empty: object, read_text: ReadText
) -> None:
    assert read_text(HEAD + figures).empty is empty
