from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.finding import Span

if TYPE_CHECKING:
    from tests.submission.conftest import Problem, Problems, ReadText

HEAD = "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\npopulations: {villages: 38, people: 0}\n"
"""Figures follow on line 5 and 6."""


def figures(*lines: str) -> str:
    return HEAD + "figures:\n" + "".join(f"  {line}\n" for line in lines)


def test_a_bare_number(read_text: ReadText) -> None:
    submission = read_text(figures("roads: 30"))
    figure = submission.figures["roads", None]
    assert figure.value == 30
    assert (figure.percent, figure.findings) == (None, ())
    assert figure.span == Span(6, 10, 6, 12)
    assert figure.reported
    assert not figure.invalid


def test_a_number_with_its_note_and_what_is_accepted(read_text: ReadText) -> None:
    text = figures("roads: {value: 30, note: thêm một thôn, accept: {TT303: đúng}}")
    figure = read_text(text).figures["roads", None]
    assert figure.value == 30
    assert (figure.note, figure.accept) == ("thêm một thôn", {"TT303": "đúng"})
    assert figure.span == Span(6, 18, 6, 20)


def test_only_a_percentage(read_text: ReadText) -> None:
    figure = read_text(figures("roads: {percent: 98.2}")).figures["roads", None]
    assert (figure.value, figure.percent) == (None, Fraction(491, 5))
    assert figure.span == Span(6, 20, 6, 24)
    assert figure.reported


@pytest.mark.parametrize("percent", ["0", "100", "0.98", "100.0"])
def test_percentages_from_0_to_100_are_taken(percent: str, read_text: ReadText) -> None:
    assert read_text(figures(f"roads: {{percent: {percent}}}")).all_findings == ()


@pytest.mark.parametrize("key", ["not_applicable", "not_reported"])
def test_why_there_is_no_number(key: str, read_text: ReadText) -> None:
    submission = read_text(figures(f"roads: {{{key}: không có thôn}}"))
    figure = submission.figures["roads", None]
    assert submission.all_findings == ()
    assert getattr(figure, key) == "không có thôn"
    assert not figure.reported


@pytest.mark.parametrize("raw", ["", "~", "{}", "{value: }", "{note: chờ số}"])
def test_nothing_is_not_reported(raw: str, read_text: ReadText) -> None:
    submission = read_text(figures(f"roads: {raw}"))
    figure = submission.figures["roads", None]
    assert submission.all_findings == ()
    assert (figure.value, figure.percent, figure.reported) == (None, None, False)


def test_zero_is_a_number(read_text: ReadText) -> None:
    figure = read_text(figures("roads: 0")).figures["roads", None]
    assert figure.value == 0
    assert figure.reported


def test_a_figure_nobody_wrote_is_not_there(read_text: ReadText) -> None:
    assert set(read_text(figures("roads: 1")).figures) == {("roads", None)}


WRONG: list[tuple[str, Problem]] = [
    (
        "roads: 39",
        (
            "TT201",
            6,
            10,
            (
                "the numerator 39 is above its population 38 (villages); check whether the two are"
                " swapped or the population is out of date"
            ),
        ),
    ),
    (
        "roads: {value: 39}",
        (
            "TT201",
            6,
            18,
            (
                "the numerator 39 is above its population 38 (villages); check whether the two are"
                " swapped or the population is out of date"
            ),
        ),
    ),
    (
        "poor: 1",
        (
            "TT201",
            6,
            9,
            (
                "the numerator 1 is above its population 0 (people); check whether the two are"
                " swapped or the population is out of date"
            ),
        ),
    ),
    ("houses: -1", ("TT202", 6, 11, "-1 is negative, but it counts things")),
    ("roads: -0.5", ("TT202", 6, 10, "-0.5 is negative, but it counts things")),
    ("houses: {value: -3, note: x}", ("TT202", 6, 19, "-3 is negative, but it counts things")),
    (
        "roads: 1.234",
        (
            "TT210",
            6,
            10,
            (
                "1.234 is read as a number with three decimals, but it counts things; if the dot"
                " stands for thousands, write 1234"
            ),
        ),
    ),
    (
        "roads: 1.2345",
        (
            "TT203",
            6,
            10,
            (
                "1.2345 has a fraction, but it counts things; if the point stands for thousands,"
                " write the number without it"
            ),
        ),
    ),
    ("roads: {percent: 100.01}", ("TT204", 6, 20, "100.01 % is not between 0 and 100")),
    ("roads: {percent: -1}", ("TT204", 6, 20, "-1 % is not between 0 and 100")),
    (
        "houses: {percent: 50}",
        (
            "TT205",
            6,
            21,
            "this indicator is a count, so a percentage says nothing; write the count",
        ),
    ),
    (
        "roads: {value: 1, not_applicable: x}",
        (
            "TT206",
            6,
            21,
            "the figure says both “value” and “not_applicable”; keep one of them",
        ),
    ),
    (
        "roads: {not_reported: x, percent: 1}",
        (
            "TT206",
            6,
            11,
            "the figure says both “percent” and “not_reported”; keep one of them",
        ),
    ),
    (
        "roads: {not_applicable: x, not_reported: y}",
        (
            "TT206",
            6,
            30,
            ("the figure says both “not_applicable” and “not_reported”; keep one of them"),
        ),
    ),
    (
        "roads: {not_applicable: }",
        (
            "TT207",
            6,
            11,
            "“not_applicable” needs a reason, in a few words",
        ),
    ),
    (
        "roads: {not_reported: ' '}",
        (
            "TT207",
            6,
            11,
            "“not_reported” needs a reason, in a few words",
        ),
    ),
    ("roads: {not_applicable: true}", ("TT103", 6, 27, "expected text, found “true”")),
    ("roads: '30'", ("TT104", 6, 10, "the number is written as text: read “30”; write 30")),
    ("roads: 1_000", ("TT104", 6, 10, "the number is written as text: read “1_000”; write 1000")),
    (
        "roads: {percent: '98,5%'}",
        (
            "TT104",
            6,
            20,
            "the number is written as text: read “98,5%”; write 98.5",
        ),
    ),
    (
        "roads: {value: '1.234'}",
        (
            "TT104",
            6,
            18,
            "the number is written as text: read “1.234”; write 1234 or 1.234, whichever is meant",
        ),
    ),
    ("roads: ba mươi", ("TT103", 6, 10, "expected a number, found the text “ba mươi”")),
    ("roads: true", ("TT103", 6, 10, "expected a number, found “true”")),
    ("roads: [30]", ("TT103", 6, 10, "expected a number, found a list")),
    ("roads: .nan", ("TT103", 6, 10, "expected a number, found the text “.nan”")),
    (
        "roads: {vaule: 30}",
        (
            "TT101",
            6,
            11,
            "the key “vaule” is unknown here; did you mean “value”?",
        ),
    ),
    (
        "roads: {value: 30, note: 1}",
        (
            "TT103",
            6,
            28,
            "expected text, found the number 1; put it in quotes",
        ),
    ),
    ("words: 12", ("TT103", 6, 10, "expected text, found the number 12; put it in quotes")),
    (
        "words: {value: 12}",
        (
            "TT103",
            6,
            18,
            "expected text, found the number 12; put it in quotes",
        ),
    ),
    ("words: {percent: 1}", ("TT101", 6, 11, "the key “percent” is unknown here")),
    ("words: [a]", ("TT103", 6, 10, "expected text, found a list")),
    (
        "words: {value: x, not_applicable: y}",
        (
            "TT206",
            6,
            21,
            "the figure says both “value” and “not_applicable”; keep one of them",
        ),
    ),
    (
        "words: {not_reported: ''}",
        (
            "TT207",
            6,
            11,
            "“not_reported” needs a reason, in a few words",
        ),
    ),
]


@pytest.mark.parametrize(("line", "problem"), WRONG)
def test_an_error_keeps_only_its_figure_out(
    line: str, problem: Problem, read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(figures(line, "cadres: 0", "solid: {halls: 1}"))
    name = line.partition(":")[0]
    assert problems(submission) == [problem]
    assert submission.usable
    assert submission.figures[name, None].invalid
    assert submission.figures["cadres", None].value == 0
    assert submission.figures["solid", "halls"].value == 1
    assert submission.populations["villages"].value == 38


def test_several_errors_in_one_figure(read_text: ReadText, problems: Problems) -> None:
    submission = read_text(figures("roads: {value: -1, percent: 101, not_reported: ''}"))
    assert [found[:3] for found in problems(submission)] == [
        ("TT202", 6, 18),
        ("TT204", 6, 31),
        ("TT206", 6, 36),
        ("TT207", 6, 36),
    ]


def test_a_numerator_as_large_as_its_population(read_text: ReadText) -> None:
    assert read_text(figures("roads: 38", "poor: 0")).all_findings == ()


def test_a_count_may_be_whole_with_a_point(read_text: ReadText) -> None:
    submission = read_text(figures("houses: 12.0"))
    assert submission.all_findings == ()
    assert submission.figures["houses", None].value == 12


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("-1", ("TT202", 4, 25, "-1 is negative, but it counts things")),
        (
            "2.5",
            (
                "TT203",
                4,
                25,
                (
                    "2.5 has a fraction, but it counts things; if the point stands for thousands,"
                    " write the number without it"
                ),
            ),
        ),
        ("'38'", ("TT104", 4, 25, "the number is written as text: read “38”; write 38")),
        ("x", ("TT103", 4, 25, "expected a number, found the text “x”")),
        ("[38]", ("TT103", 4, 25, "expected a number, found a list")),
        ("true", ("TT103", 4, 25, "expected a number, found “true”")),
    ],
)
def test_an_error_keeps_only_its_population_out(
    raw: str, problem: Problem, read_text: ReadText, problems: Problems
) -> None:
    text = figures("roads: 50", "poor: 2").replace("villages: 38", f"villages: {raw}")
    submission = read_text(text.replace("people: 0", "people: 9"))
    assert problems(submission) == [problem]
    assert submission.populations["villages"].invalid
    assert submission.populations["people"].value == 9
    assert submission.figures["roads", None].value == 50
    assert not submission.figures["roads", None].invalid


def test_populations_that_are_zero_or_not_known(read_text: ReadText) -> None:
    submission = read_text(figures("roads: 50").replace("villages: 38", "villages: "))
    assert submission.all_findings == ()
    assert submission.populations["villages"].value is None
    assert submission.populations["people"].value == 0
    assert submission.populations["people"].span == Span(4, 35, 4, 36)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Một câu.", "Một câu."),
        ("'  x '", "x"),
        ("{value: Một câu., note: y}", "Một câu."),
        ("''", None),
        ("", None),
        ("{value: ' '}", None),
    ],
)
def test_narratives(raw: str, text: str | None, read_text: ReadText) -> None:
    submission = read_text(figures(f"words: {raw}"))
    figure = submission.figures["words", None]
    assert submission.all_findings == ()
    assert (figure.text, figure.reported) == (text, text is not None)


def test_a_narrative_that_is_not_applicable(read_text: ReadText) -> None:
    figure = read_text(figures("words: {not_applicable: x}")).figures["words", None]
    assert (figure.text, figure.not_applicable, figure.findings) == (None, "x", ())


def test_a_number_torn_by_a_comma_in_braces_does_not_count(
    read_text: ReadText, problems: Problems
) -> None:
    head = HEAD.replace("villages: 38", "villages: 1,234")
    submission = read_text(head + "figures: {roads: 2, houses: 12,500,000}\n")
    told = "is read as a key; write"
    assert problems(submission) == [
        ("TT101", 4, 27, f"the comma ends the number 1, and “234” {told} villages: 1234"),
        ("TT101", 5, 32, f"the comma ends the number 12, and “500” {told} houses: 12500000"),
        ("TT101", 5, 36, f"the comma ends the number 12, and “000” {told} houses: 12500000"),
    ]
    assert submission.populations["villages"].invalid
    assert submission.figures["houses", None].invalid
    assert not submission.figures["roads", None].invalid


def test_a_number_torn_by_a_comma_in_a_part_does_not_count(
    read_text: ReadText, problems: Problems
) -> None:
    submission = read_text(figures("solid: {schools: 1,234, halls: 3}"))
    assert [found[:3] for found in problems(submission)] == [("TT101", 6, 22)]
    assert submission.figures["solid", "schools"].invalid
    assert not submission.figures["solid", "halls"].invalid
