from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.output.findings.sample import emission, finding, small

from ttdt.finding import Span
from ttdt.output.findings import concise, full
from ttdt.output.findings.snippet import cells, snippet


def marked(line: str, start: int, end: int) -> tuple[str, str]:
    shown = snippet(line, Span(1, start, 1, end))
    return shown.text, shown.underline


@pytest.mark.parametrize(
    ("line", "start", "end", "underline"),
    [
        ("a: 54", 4, 6, "   ^^"),
        ("", 1, 1, "^"),
        ("a: 54", 6, 6, "     ^"),
        ("a: 54", 40, 50, "     ^"),
        ("xã: 合作 5", 8, 9, "         ^"),
        ("xa\u0303: 5", 6, 7, "    ^"),
        ("合作", 1, 3, "^^^^"),
        ("a\t: 5", 5, 6, "    ^"),
        ("\x1b: 5", 4, 5, "      ^"),
        ("\U0001f33e: 5", 4, 5, "    ^"),
    ],
)
def test_the_underline_stands_under_what_is_meant(
    line: str, start: int, end: int, underline: str
) -> None:
    assert marked(line, start, end)[1] == underline


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    text, underline = marked("x" * 500 + "BAD" + "y" * 500, 501, 504)
    assert text == "…" + "x" * 48 + "BAD" + "y" * 49 + "…"
    assert underline == " " * 49 + "^^^"


def test_the_room_that_one_side_leaves_is_the_others() -> None:
    assert marked("BAD" + "y" * 500, 1, 4) == ("BAD" + "y" * 97 + "…", "^^^")
    assert marked("x" * 500 + "BAD", 501, 504) == ("…" + "x" * 97 + "BAD", " " * 98 + "^^^")


def test_what_is_meant_is_cut_when_it_is_long_itself() -> None:
    text, underline = marked("a: " + "z" * 500, 4, 504)
    assert text == "a: " + "z" * 70 + "…"
    assert underline == "   " + "^" * 70


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    shown = snippet("  figures:   ", Span(3, 3, 9, 1))
    assert shown.underline == "  ^^^^^^^^"


def test_a_command_loses_its_bracket_wherever_the_span_begins() -> None:
    assert marked("a: ##[error]x", 6, 7) == (r"a: ##\x5berror]x", "     ^^^^")


@given(
    st.text(st.characters(exclude_characters="\n\r"), max_size=400),
    st.integers(1, 420),
    st.integers(0, 420),
    st.integers(0, 2),
)
def test_any_line_fits_and_has_its_underline_within(
    line: str, start: int, length: int, lines: int
) -> None:
    shown = snippet(line, Span(1, start, 1 + lines, start + length))
    assert shown.text.isprintable()
    assert cells(shown.text) <= 102
    assert shown.width >= 1
    assert shown.start + shown.width <= cells(shown.text) + 1


def test_huge_lines_and_stacked_marks_are_cut() -> None:
    for char in ("x", "\u0303"):
        text, _ = marked(char * 1_000_000, 500_000, 500_001)
        assert len(text) < 1_000


def test_a_finding_about_a_whole_file_shows_no_line() -> None:
    shown = full.emit(emission([finding("copied")]))
    assert " | " not in shown


@pytest.mark.parametrize("line", [8, 900])
def test_a_place_past_the_end_shows_no_line(line: int) -> None:
    assert " | " not in full.emit(emission([finding("x", span=Span(line, 3, line, 4))]))


def test_each_finding_begins_as_the_concise_format_has_it() -> None:
    lines = full.emit(small()).splitlines()
    for line in concise.emit(small()).splitlines():
        assert line in lines


def test_without_color_there_is_no_escape_and_with_it_the_same_text() -> None:
    plain, colored = full.emit(small()), full.emit(small(color=True))
    assert "\x1b" not in plain
    for escape in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[1;33m"):
        colored = colored.replace(escape, "")
    assert colored == plain
