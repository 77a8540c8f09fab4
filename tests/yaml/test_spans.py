from __future__ import annotations

import pytest

from ttdt.finding import START, Span
from ttdt.yaml import parse

pytestmark = pytest.mark.usefixtures("_both_parsers")


def test_block_mapping() -> None:
    document = parse(b"unit: bac-ai\nfigures:\n  roads: 12\n", "f.yaml")
    assert document.readable
    assert document.span() == Span(1, 1, 3, 12)
    assert document.key_span("unit") == Span(1, 1, 1, 5)
    assert document.span("unit") == Span(1, 7, 1, 13)
    assert document.key_span("figures") == Span(2, 1, 2, 8)
    assert document.span("figures") == Span(3, 3, 3, 12)
    assert document.key_span("figures", "roads") == Span(3, 3, 3, 8)
    assert document.span("figures", "roads") == Span(3, 10, 3, 12)


def test_flow_mapping_and_list() -> None:
    document = parse(b"a: {value: 30, list: [1, two]}\n", "f.yaml")
    assert document.span("a") == Span(1, 4, 1, 31)
    assert document.key_span("a", "value") == Span(1, 5, 1, 10)
    assert document.span("a", "value") == Span(1, 12, 1, 14)
    assert document.span("a", "list") == Span(1, 22, 1, 30)
    assert document.span("a", "list", 1) == Span(1, 26, 1, 29)


def test_block_list() -> None:
    document = parse(b"a:\n- 1\n- b: 2\n", "f.yaml")
    assert document.data == {"a": [1, {"b": 2}]}
    assert document.span("a", 0) == Span(2, 3, 2, 4)
    assert document.span("a", 1, "b") == Span(3, 6, 3, 7)
    assert document.key_span("a", 0) == Span(2, 3, 2, 4)


def test_quoted_keys_and_values_with_their_quotes() -> None:
    document = parse(b"\"a\": 'x'\n'b': \"y\\tz\"\n", "f.yaml")
    assert document.data == {"a": "x", "b": "y\tz"}
    assert document.key_span("a") == Span(1, 1, 1, 4)
    assert document.span("a") == Span(1, 6, 1, 9)
    assert document.span("b") == Span(2, 6, 2, 12)


def test_text_over_several_lines() -> None:
    document = parse(b'a: one\n  two\nb: "x\n  y"\nc: |\n  z\nd: 1\n', "f.yaml")
    assert document.data == {"a": "one two", "b": "x y", "c": "z\n", "d": 1}
    assert document.span("a") == Span(1, 4, 2, 6)
    assert document.span("b") == Span(3, 4, 4, 5)
    assert document.span("c") == Span(5, 4, 7, 1)
    assert document.span("d") == Span(7, 4, 7, 5)


def test_columns_count_characters_not_bytes() -> None:
    document = parse("{thôn: Ấp Một, hộ: 9, 😀: 1, x: 2}\n".encode(), "f.yaml")
    assert document.span("thôn") == Span(1, 8, 1, 14)
    assert document.key_span("hộ") == Span(1, 16, 1, 18)
    assert document.span("hộ") == Span(1, 20, 1, 21)
    assert document.span("x") == Span(1, 32, 1, 33)


def test_a_byte_order_mark_shifts_nothing() -> None:
    document = parse(b"\xef\xbb\xbfa: 1\nb: 2\n", "f.yaml")
    assert document.data == {"a": 1, "b": 2}
    assert document.key_span("a") == Span(1, 1, 1, 2)
    assert document.span("b") == Span(2, 4, 2, 5)


def test_windows_line_ends() -> None:
    document = parse(b"a: 1\r\nb:\r\n  c: x\r\n", "f.yaml")
    assert document.data == {"a": 1, "b": {"c": "x"}}
    assert document.span("a") == Span(1, 4, 1, 5)
    assert document.span("b", "c") == Span(3, 6, 3, 7)


def test_a_value_that_is_not_there_stands_behind_its_key() -> None:
    document = parse(b"a:\nb: {c: , d: 1}\n", "f.yaml")
    assert document.data == {"a": None, "b": {"c": None, "d": 1}}
    assert document.span("a") == Span(1, 2, 1, 2)
    assert document.span("b", "c") == Span(2, 6, 2, 6)


def test_what_is_missing_points_at_what_should_hold_it() -> None:
    document = parse(b"a: 1\nb:\n  c: 2\n", "f.yaml")
    assert document.span("x") == Span(1, 1, 1, 1)
    assert document.span("b", "x") == Span(2, 1, 2, 2)
    assert document.span("b", "x", "y") == Span(2, 1, 2, 2)
    assert document.key_span("b", "x") == Span(2, 1, 2, 2)


def test_a_document_without_content_points_at_its_start() -> None:
    document = parse(b"", "f.yaml")
    assert document.span("a", "b") == START
    assert document.key_span("a") == START
    assert document.data is None
