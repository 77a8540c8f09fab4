"""Single values written otherwise, and comments above keys: nothing else changes."""

from __future__ import annotations

from ttdt.yaml.editing import TextChange, splice
from ttdt.yaml.rewriting import comment_above, rewrite


def test_a_value_is_written_otherwise_and_all_else_stays() -> None:
    content = "\ufeffa:  'năm 2024'  # of 2024\r\nb: >-\r\n  in\r\n  2024\r\n".encode()
    changed = rewrite(
        content,
        {
            ("a",): lambda text: text.replace("2024", "2025"),
            ("b",): lambda text: text.replace("2024", "2026"),
            ("c",): str.upper,
        },
    )
    expected = "\ufeffa:  'năm 2025'  # of 2024\r\nb: >-\r\n  in\r\n  2026\r\n"
    assert changed == expected.encode()


def test_a_comment_stands_above_the_line_of_a_key_as_far_in() -> None:
    content = b"a:\n  target: 1  # why\nb: {target: 2, part: {target: 3}}\n"
    places = [("a", "target"), ("b", "target"), ("b", "part", "target"), ("c", "target")]
    assert comment_above(content, places, "Revise") == (
        b"a:\n  # Revise\n  target: 1  # why\n# Revise\nb: {target: 2, part: {target: 3}}\n"
    )


def test_a_comment_that_would_get_into_a_text_is_left_out() -> None:
    content = b'a: {said: "one\n  two", target: 1}\nb:\n  target: 2\n'
    assert comment_above(content, [("a", "target"), ("b", "target")], "Revise") == (
        b'a: {said: "one\n  two", target: 1}\nb:\n  # Revise\n  target: 2\n'
    )


def test_new_keys_of_several_mappings_come_at_once() -> None:
    content = (
        b"units:\n  a: {code: 1, units: {x: {code: 2}}}  # first\n  b:\n    code: 3  # third\n"
    )
    changes = [
        TextChange((*place, "was"), [place[-1]], after=("code",))
        for place in (("units", "a"), ("units", "a", "units", "x"), ("units", "b"))
    ]
    assert splice(content, changes) == (
        b"units:\n  a: {code: 1, was: [a], units: {x: {code: 2, was: [x]}}}  # first\n"
        b"  b:\n    code: 3  # third\n    was: [b]\n"
    )
