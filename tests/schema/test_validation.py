from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field

from ttdt.schema.validation import Day, Id, Number, Shape, check, not_a_number
from ttdt.text.language import Language
from ttdt.yaml import parse


class Leaf(Shape):
    value: Number | None = None
    word: Literal["higher", "lower"] | None = None
    day: Day | None = None
    note: str | None = Field(default=None, min_length=1)
    flag: bool = False
    year: int | None = Field(default=None, ge=1900, le=9999)
    words: list[str] | None = None


class Branch(Shape):
    name: str
    leaf: Leaf | None = None
    leaves: dict[Id, Leaf] = Field(default_factory=dict)
    rows: list[Leaf] = Field(default_factory=list)
    full: dict[str, str] | None = Field(default=None, min_length=1)


def problems(text: str) -> list[tuple[str, int, int, str]]:
    document = parse(text.encode(), "f.yaml")
    assert document.readable, document.findings
    shape, findings = check(Branch, document.data, document)
    assert (shape is None) == bool(findings)
    return [
        (found.code, found.span.line, found.span.column, Language("en").translate(found.message))
        for found in sorted(findings, key=lambda found: found.sort_key)
    ]


def test_sound_data_gives_the_model_and_no_findings() -> None:
    document = parse(b"name: x\nleaf: {value: 1.50, word: lower, day: 2024-02-29}\n", "f.yaml")
    shape, findings = check(Branch, document.data, document)
    assert findings == []
    assert shape is not None
    assert shape.leaf is not None
    assert str(shape.leaf.value) == "1.50"
    assert str(shape.leaf.day) == "2024-02-29"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("name: x\nlaef: {}\n", 2, 1, "the key “laef” is unknown here; did you mean “leaf”?"),
        ("name: x\nzzz: 1\n", 2, 1, "the key “zzz” is unknown here"),
        ("name: x\nleaf:\n  vlaue: 1\n", 3, 3,
         "the key “vlaue” is unknown here; did you mean “value”?"),
        ("name: x\nleaves:\n  a: {wrod: x}\n", 3, 7,
         "the key “wrod” is unknown here; did you mean “word”?"),
        ("name: x\nrows:\n  - {daay: 1}\n", 3, 6,
         "the key “daay” is unknown here; did you mean “day”?"),
        ("name: x\nNaMe : x\n", 2, 1, "the key “NaMe” is unknown here; did you mean “name”?"),
    ],
)  # fmt: skip
def test_unknown_keys_at_every_depth(text: str, line: int, column: int, message: str) -> None:
    assert problems(text) == [("TT101", line, column, message)]


def test_a_very_long_unknown_key_is_cut() -> None:
    assert problems(f"name: x\n? {'k' * 100}\n: 1\n") == [
        ("TT101", 2, 3, f"the key “{'k' * 59}…” is unknown here")
    ]


def test_a_missing_key_points_at_what_should_hold_it() -> None:
    assert problems("leaf: {}\n") == [("TT102", 1, 1, "the key “name” is missing")]


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("name: 12", 7, "expected text, found the number 12; put it in quotes"),
        ("name: 1.50", 7, "expected text, found the number 1.50; put it in quotes"),
        ("name: true", 7, "expected text, found “true”"),
        ("name:", 5, "expected text, found nothing"),
        ("name: [x]", 7, "expected text, found a list"),
        ("name: {x: y}", 7, "expected text, found a mapping"),
        ("name: x\nleaf: [1]", 7, "expected a mapping (key: value), found a list"),
        ("name: x\nleaf: word", 7, "expected a mapping (key: value), found the text “word”"),
        ("name: x\nleaves: 1", 9, "expected a mapping (key: value), found the number 1"),
        ("name: x\nrows: {a: 1}", 7, "expected a list, found a mapping"),
        ("name: x\nleaf: {flag: yes}", 14, "expected true or false, found the text “yes”"),
        ("name: x\nleaf: {flag: 1}", 14, "expected true or false, found the number 1"),
        ("name: x\nleaf: {value: abc}", 15, "expected a number, found the text “abc”"),
        ("name: x\nleaf: {value: true}", 15, "expected a number, found “true”"),
        ("name: x\nleaf: {value: [1]}", 15, "expected a number, found a list"),
        ("name: x\nleaf: {value: .nan}", 15, "expected a number, found the text “.nan”"),
        ("name: x\nleaf: {year: 2024.5}", 14, "expected a whole number, found the number 2024.5"),
        ("name: x\nleaf: {year: x}", 14, "expected a number, found the text “x”"),
        ("name: x\nleaf: {words: [a, 1]}", 19,
         "expected text, found the number 1; put it in quotes"),
        ("name: x\nleaf: {word: 1}", 14, "expected one of: higher, lower, found the number 1"),
        ("name: x\nleaf: {day: 2024}", 13,
         "expected a date such as 2024-06-20, found the number 2024"),
    ],
)  # fmt: skip
def test_wrong_types(line: str, column: int, message: str) -> None:
    assert problems(f"{line}\n") == [("TT103", line.count("\n") + 1, column, message)]


def test_a_file_that_is_no_mapping() -> None:
    assert problems("- 1\n") == [("TT103", 1, 1, "expected a mapping (key: value), found a list")]


def test_long_text_is_cut() -> None:
    ((_, _, _, message),) = problems(f"name: x\nleaf: {'w' * 200}\n")
    assert message == f"expected a mapping (key: value), found the text “{'w' * 59}…”"


READINGS = {
    "98,5%": "98.5",
    "98.5 %": "98.5",
    "97,9": "97.9",
    "12": "12",
    "-5": "-5",
    "1 234": "1234",
    "1\u00a0234\u00a0567": "1234567",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "1.234,5": "1234.5",
    "1,234.5": "1234.5",
    "1.234.567,89": "1234567.89",
    "1 234,5": "1234.5",
    "１２": "12",
    "９８，５％": "98.5",
    "\u22123": "-3",
    "012": "12",
    "00,5": "0.5",
    "0.123": "0.123",
    "0,123": "0.123",
    "1_000": "1000",
    "1e3": "1000",
    "1.5e3": "1500",
    ".5": "0.5",
    "5.": "5",
}


@pytest.mark.parametrize(("text", "number"), READINGS.items())
def test_a_number_written_as_text_says_what_to_write(text: str, number: str) -> None:
    document = parse(f'a: "{text}"\n'.encode(), "f.yaml")
    found = not_a_number(document, ("a",), text)
    assert (found.code, found.span.line, found.span.column) == ("TT104", 1, 4)
    assert Language("en").translate(found.message) == (
        f"the number is written as text: read “{text}”; write {number}"
    )


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1234", "1.234"),
        ("-12.500", "-12500", "-12.500"),
        ("390.519 %", "390519", "390.519"),
    ],
)
def test_a_number_with_two_readings_says_both(text: str, first: str, second: str) -> None:
    document = parse(f'a: "{text}"\n'.encode(), "f.yaml")
    found = not_a_number(document, ("a",), text)
    assert found.code == "TT104"
    assert Language("en").translate(found.message) == (
        f"the number is written as text: read “{text}”; write {first} or {second}, whichever is"
        " meant"
    )


@pytest.mark.parametrize(
    "text",
    ["abc", "", "٣", "½", "0x1F", "0o17", "12 xã", "1.23.456", "1,23,456", "1.2.3", "--1", "%",
     "1..5e3", ".e5", ".", "-", "e5", "1e400", "nan", "∞", "12:30", "9" * 61, "{0}"],
)  # fmt: skip
def test_text_that_is_no_number_is_not_guessed_at(text: str) -> None:
    document = parse(b"a: x\n", "f.yaml")
    found = not_a_number(document, ("a",), text)
    assert (found.code, found.message.text) == ("TT103", "expected {expected}, found {found}")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("higer", "“higer” is not one of: higher, lower; did you mean “higher”?"),
        ("zzz", "“zzz” is not one of: higher, lower"),
        ('""', "“” is not one of: higher, lower"),
    ],
)
def test_unknown_words(value: str, message: str) -> None:
    assert problems(f"name: x\nleaf: {{word: {value}}}\n") == [("TT105", 2, 14, message)]


@pytest.mark.parametrize(
    "value", ["2024-02-30", "2023-02-29", "2024-13-01", "20/06/2024", "2024-6-1", "20240620", "x"]
)
def test_bad_dates(value: str) -> None:
    assert problems(f"name: x\nleaf: {{day: {value!r}}}\n") == [
        ("TT106", 2, 13, f"“{value}” is not a date; write it as 2024-06-20")
    ]


@pytest.mark.parametrize("value", ["Bac-Ai", "bác-ái", "bac ai", "-a", "a-", "a--b", "аb", ""])
def test_bad_ids_point_at_the_key(value: str) -> None:
    assert problems(f"name: x\nleaves:\n  {value!r}: {{}}\n") == [
        (
            "TT106",
            3,
            3,
            f"“{value}” is no id: use lower-case letters without diacritics, digits and hyphens",
        )
    ]


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ('leaf: {note: ""}', 14, "this cannot be empty"),
        ("full: {}", 7, "this cannot be empty"),
        ("leaf: {year: 24}", 14, "24 is too small; the least is 1900"),
        ("leaf: {year: 20240}", 14, "20240 is too large; the most is 9999"),
    ],
)
def test_values_out_of_range(line: str, column: int, message: str) -> None:
    assert problems(f"name: x\n{line}\n") == [("TT106", 2, column, message)]


def test_every_error_is_found_at_once() -> None:
    text = "nmae: x\nleaf: {value: '1', word: up, day: 2024-02-30}\nrows:\n  - {note: 1, x: 2}\n"
    assert [(code, line, column) for code, line, column, _ in problems(text)] == [
        ("TT101", 1, 1),
        ("TT102", 1, 1),
        ("TT104", 2, 15),
        ("TT105", 2, 26),
        ("TT106", 2, 35),
        ("TT103", 4, 12),
        ("TT101", 4, 15),
    ]
