from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.finding import Span

if TYPE_CHECKING:
    from tests.submission.conftest import Problems, ReadText

HEAD = (
    "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\n"
    "populations: {schools: 12, villages: 38}\nfigures:\n"
)
SCHOOLS = ("solid", "schools")
HALLS = ("solid", "halls")


def test_each_part_has_its_figure(read_text: ReadText) -> None:
    submission = read_text(HEAD + "  solid: {schools: 12, halls: {percent: 50, note: x}}\n")
    assert submission.all_findings == ()
    assert submission.figures[SCHOOLS].value == 12
    assert submission.figures[SCHOOLS].span == Span(6, 20, 6, 22)
    assert submission.figures[HALLS].percent == 50
    assert submission.figures[HALLS].note == "x"


def test_a_part_left_out_is_not_reported(read_text: ReadText) -> None:
    submission = read_text(HEAD + "  solid: {schools: 12}\n")
    assert submission.all_findings == ()
    assert not submission.figures[HALLS].reported


def test_nothing_at_all_is_not_reported(read_text: ReadText) -> None:
    submission = read_text(HEAD + "  solid:\n")
    assert submission.all_findings == ()
    assert set(submission.figures) == {SCHOOLS, HALLS}
    assert not submission.figures[SCHOOLS].reported


def test_what_is_said_of_the_whole_holds_for_every_part(read_text: ReadText) -> None:
    submission = read_text(HEAD + "  solid: {not_applicable: không có, note: x}\n")
    assert submission.all_findings == ()
    for key in (SCHOOLS, HALLS):
        assert submission.figures[key].not_applicable == "không có"
        assert submission.figures[key].note == "x"


def test_what_is_said_of_the_whole_holds_for_the_parts_without_a_figure(
    read_text: ReadText,
) -> None:
    submission = read_text(HEAD + "  solid: {schools: 1, not_reported: đang đếm}\n")
    assert submission.all_findings == ()
    assert submission.figures[SCHOOLS].value == 1
    assert submission.figures[SCHOOLS].not_reported is None
    assert submission.figures[HALLS].not_reported == "đang đếm"


def test_an_unknown_part_keeps_the_others(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + "  solid: {scholls: 1, halls: 2, value: 3}\n")
    assert problems(submission) == [
        ("TT101", 6, 11, "the key “scholls” is unknown here; did you mean “schools”?"),
        ("TT101", 6, 33, "the key “value” is unknown here"),
    ]
    assert submission.figures[HALLS].value == 2
    assert not submission.figures[HALLS].invalid


def test_an_error_keeps_only_its_part_out(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + "  solid: {schools: 13, halls: 2}\n")
    assert [found[:3] for found in problems(submission)] == [("TT201", 6, 20)]
    assert submission.figures[SCHOOLS].invalid
    assert not submission.figures[HALLS].invalid


def test_a_number_for_the_whole_says_nothing(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + "  solid: 12\n")
    assert problems(submission) == [
        ("TT103", 6, 10, "expected a mapping with the parts schools, halls, found the number 12")
    ]
    assert submission.figures[SCHOOLS].invalid
    assert submission.figures[HALLS].invalid


def test_an_error_about_the_whole_is_found_once(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(HEAD + "  solid: {not_applicable: ''}\n")
    assert problems(submission) == [
        ("TT207", 6, 11, "“not_applicable” needs a reason, in a few words")
    ]
    assert submission.figures[SCHOOLS].invalid
    assert submission.figures[HALLS].invalid


def test_an_error_about_the_whole_is_found_beside_every_part(
    read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(HEAD + "  solid: {schools: 1, halls: 2, not_applicable: }\n")
    assert [found[:3] for found in problems(submission)] == [("TT207", 6, 33)]
    assert submission.figures[SCHOOLS].value == 1
