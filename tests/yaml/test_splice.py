"""Single values change; every other character, comment and line stays."""

from __future__ import annotations

from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdt.yaml import parse
from ttdt.yaml.editing import CannotSplice, TextChange, splice
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from ttdt.yaml import Plain


def cut(text: str, *changes: TextChange) -> str:
    return splice(dedent(text).encode(), changes).decode()


def lines(text: str) -> str:
    return dedent(text)


SUBMISSION = """\
    # top
    unit: bac-ai   # who
    populations:  # all
      communes: 9

      # people
      people: 34998
    figures:
      # 1
      roads: {value: 30, note: "x"}   # c
      empty:   # nothing yet
      nul: null
      parts: {schools: 12, rooms: 96}
      block:
        value: 3
        note: >-
          hello
          there
      # trailing
      words: |
        abc
        # def

      last: 5
    # end"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (TextChange(("figures", "roads", "value"), 31), "{value: 30,", "{value: 31,"),
        (TextChange(("figures", "empty"), 4), "empty:   #", "empty: 4   #"),
        (TextChange(("figures", "nul"), 7), "nul: null", "nul: 7"),
        (TextChange(("figures", "last"), Decimal("5.5")), "last: 5", "last: 5.5"),
        (TextChange(("figures", "last")), "last: 5", "last: null"),
        (
            TextChange(("figures", "parts", "stations"), 2, after=["schools"]),
            "{schools: 12, rooms: 96}",
            "{schools: 12, stations: 2, rooms: 96}",
        ),
        (TextChange(("figures", "block", "value"), 9), "    value: 3", "    value: 9"),
        (
            TextChange(("figures", "block"), 9),
            "  block:\n    value: 3\n    note: >-\n      hello\n      there\n",
            "  block: 9\n",
        ),
        (
            TextChange(("figures", "words"), 'a: "b"\nc'),
            "words: |\n    abc\n    # def\n",
            'words: "a: \\"b\\"\\nc"\n',
        ),
        (
            TextChange(("figures", "block", "note"), remove=True),
            "    note: >-\n      hello\n      there\n",
            "",
        ),
        (TextChange(("figures", "roads", "note"), remove=True), ', note: "x"}', "}"),
        (TextChange(("figures", "parts", "schools"), remove=True), "{schools: 12, rooms", "{rooms"),
        (
            TextChange(("figures", "words"), remove=True),
            "  words: |\n    abc\n    # def\n",
            "",
        ),
        (
            TextChange(("figures", "last"), {"not_applicable": "không có"}),
            "last: 5",
            'last: {not_applicable: "không có"}',
        ),
        (
            TextChange(("figures", "new"), 1, after=["roads", "empty"]),
            "  empty:   # nothing yet\n",
            "  empty:   # nothing yet\n  new: 1\n",
        ),
        (TextChange(("figures", "new"), 1), "  last: 5\n", "  last: 5\n  new: 1\n"),
        (
            TextChange(("figures", "new"), 1, before=["gone", "roads", "last"]),
            "  roads: {",
            "  new: 1\n  roads: {",
        ),
        (
            TextChange(("figures", "parts", "new"), 1, after=["gone"], before=["schools"]),
            "{schools: 12",
            "{new: 1, schools: 12",
        ),
        (
            TextChange(("figures", "roads"), remove=True),
            '  roads: {value: 30, note: "x"}   # c\n',
            "  # c\n",
        ),
        (TextChange(("sample",), value=True, after=["unit"]), "# who\n", "# who\nsample: true\n"),
        (TextChange(("populations", "people"), 35000), "people: 34998", "people: 35000"),
        (
            TextChange(("figures", "empty", "value"), 3),
            "empty:   # nothing",
            "empty: {value: 3}   # nothing",
        ),
    ],
)
def test_one_change(change: TextChange, old: str, new: str) -> None:
    text = lines(SUBMISSION)
    assert text.count(old) == 1
    assert cut(SUBMISSION, change) == text.replace(old, new)


def test_a_file_without_a_last_line_end_gets_one_only_where_it_grows() -> None:
    assert cut("a: 1", TextChange(("a",), 2)) == "a: 2"
    assert cut("a: 1", TextChange(("b",), 2)) == "a: 1\nb: 2\n"
    assert cut("a: {x: 1} # c", TextChange(("b", "c"), 2)) == "a: {x: 1} # c\nb: {c: 2}\n"


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: 2\r\n"
    assert splice(content, [TextChange(("b", "c"), 3), TextChange(("b", "d"), 4)]) == (
        b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: 3\r\n  d: 4\r\n"
    )


def test_an_empty_flow_mapping_is_filled() -> None:
    assert cut("a: {}\n", TextChange(("a", "b"), 1)) == "a: {b: 1}\n"
    assert cut("a: [1, 2] # c\n", TextChange(("a",), 1)) == "a: 1 # c\n"


def test_a_number_does_not_pass_for_a_truth() -> None:
    assert cut("a: true\n", TextChange(("a",), 1)) == "a: 1\n"
    assert cut("a: 1\n", TextChange(("a",), Decimal("1.0"))) == "a: 1.0\n"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("a: 1\n", TextChange(("a",), remove=True)),
        ("a: 1\n", TextChange(("a", "b"), 1)),
        ("- 1\n", TextChange(("a",), 1)),
        ("a: [\n", TextChange(("a",), 1)),
    ],
)
def test_what_cannot_be_done_is_not_done(text: str, change: TextChange) -> None:
    with pytest.raises(CannotSplice):
        cut(text, change)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (-3, "-3"),
        (Decimal("98.50"), "98.50"),
        ("bac-ai", "bac-ai"),
        ("2024-Q2", "2024-Q2"),
        ("2023", '"2023"'),
        ("null", '"null"'),
        ("024771", '"024771"'),
        ("1_000", '"1_000"'),
        ("no", '"no"'),
        ("No1", "No1"),
        ("a, b: c", '"a, b: c"'),
        ("dòng\nhai", '"dòng\\nhai"'),
        ({"a": [1, "x"]}, "{a: [1, x]}"),
    ],
)
def test_values_as_text(value: Any, text: str) -> None:
    assert flow_text(value) == text


@pytest.mark.parametrize("value", [10**18, Decimal("1E+30"), Decimal("NaN"), Decimal("1E-30")])
def test_a_number_that_would_not_be_read_back_is_refused(value: Plain) -> None:
    with pytest.raises(ValueError, match=r".+"):
        flow_text(value)


TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    ),
    max_size=20,
).map(lambda text: normalize("NFC", text))
VALUES = st.one_of(
    st.integers(-(10**17), 10**17),
    st.decimals(-1000, 1000, places=3),
    TEXTS,
    st.booleans(),
    st.none(),
)
COMMENTS = st.sampled_from(["", "  # a: {b", "   ", " # 'x"])
LAYOUTS = st.sampled_from(
    [
        "{name}: {value}{comment}\n",
        "\n# note\n{name}: {value}{comment}\n",
        "{name}:{comment}\n  {value}\n",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return the text of a mapping in one of many layouts, and its data."""
    text, data = "", {}
    for number in range(draw(st.integers(1, 5))):
        name = f"k{number}"
        value: Any = draw(st.one_of(VALUES, st.dictionaries(st.sampled_from("abc"), VALUES)))
        shown = flow_text(value)
        text += draw(LAYOUTS).format(name=name, value=shown, comment=draw(COMMENTS))
        data[name] = value
    return text, data


@given(documents(), st.sampled_from(["k0", "k1", "k9"]), VALUES)
def test_the_data_change_and_the_comments_stay(
    document: tuple[str, dict[str, Any]], name: str, value: Plain
) -> None:
    text, data = document
    changed = splice(text.encode(), [TextChange((name,), value)]).decode()
    assert parse(changed.encode(), "").data == data | {name: value}
    for line in text.splitlines():
        if line.startswith("#"):
            assert line in changed.splitlines()
    assert changed.count("# a: {b") == text.count("# a: {b")


@given(documents())
def test_setting_what_is_there_changes_nothing(document: tuple[str, dict[str, Any]]) -> None:
    text, data = document
    changes = [TextChange((name,), value) for name, value in data.items()]
    assert splice(text.encode(), changes).decode() == text
