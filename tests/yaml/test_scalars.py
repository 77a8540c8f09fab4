from __future__ import annotations

from decimal import Decimal

import pytest

from ttdt.yaml import Plain, parse

pytestmark = pytest.mark.usefixtures("_both_parsers")


def value(text: str) -> Plain:
    document = parse(f"a: {text}\n".encode(), "f.yaml")
    assert document.readable, document.findings
    assert isinstance(document.data, dict)
    return document.data["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("+5", 5),
        ("-12", -12),
        ("999999999999999999", 999999999999999999),
    ],
)
def test_integers(text: str, expected: int) -> None:
    found = value(text)
    assert type(found) is int
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.50", "1.50"),
        ("98.2", "98.2"),
        ("+0.5", "0.5"),
        ("-3.25", "-3.25"),
        ("-0.0", "0.0"),
        ("-0.00", "0.00"),
        ("0.1", "0.1"),
        ("999999999999999999.123456789012345678", "999999999999999999.123456789012345678"),
    ],
)
def test_decimals_keep_every_digit(text: str, expected: str) -> None:
    found = value(text)
    assert type(found) is Decimal
    assert str(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "012", "00", "-01", "01.5", "1_000", "0o17", "0x1F", "0b1", "1e3", "1.5e3", ".5", "5.",
        "+.5", ".nan", ".inf", "-.inf", ".NaN", "NaN", "Infinity", "1.234.567", "1,234", "98,5",
        "98.5%", "1 234", "１２", "٣", "²", "½", "+", "--1", "1-", "1000000000000000000",
        "0.1234567890123456789", "2024-06-20", "2024-02-30", "2024-Q2", "12:30", "12:30:45",
        "no", "No", "yes", "on", "off", "y", "n", "tRUE", "nULL", "None", "<<", "=",
    ],
)  # fmt: skip
def test_everything_else_stays_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_words_for_nothing(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False)],
)
def test_words_for_true_and_false(text: str, expected: object) -> None:
    assert value(text) is expected


@pytest.mark.parametrize("text", ["1", "1.5", "true", "null", "", "~"])
def test_what_stands_in_quotes_is_text(text: str) -> None:
    assert value(f'"{text}"') == text
    assert value(f"'{text}'") == text


def test_block_texts() -> None:
    assert value("|\n  1\n") == "1\n"
    assert value(">-\n  x\n  y\n") == "x y"


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse(b"1: a\n2.5: b\ntrue: c\n~: d\n<<: e\n", "f.yaml").data == {
        "1": "a",
        "2.5": "b",
        "true": "c",
        "~": "d",
        "<<": "e",
    }


def test_keys_and_values_are_composed() -> None:
    decomposed = "tho\u0302n: Ninh Thua\u0323\u0302n\n'ho\u0323\u0302': \"e\\u0301\"\n"
    assert parse(decomposed.encode(), "f.yaml").data == {
        "th\u00f4n": "Ninh Thu\u1eadn",
        "h\u1ed9": "\u00e9",
    }
