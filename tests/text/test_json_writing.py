from __future__ import annotations

import json
from enum import StrEnum

import pytest

from ttdt.document.entries import Entries
from ttdt.text.json_writing import dumps, pieces


class Word(StrEnum):
    MET = "met"


DATA = {
    "text": 'Ngọc "Lâm"\n',
    "word": Word.MET,
    "numbers": [0, -3, 2.5, 1e-06, True, False, None],
    "nothing": [{}, [], ""],
    "deep": [{"a": {"b": [{"c": ("d", 1)}]}}],
}


def test_it_is_what_the_standard_library_writes() -> None:
    assert dumps(DATA) == json.dumps(DATA, ensure_ascii=False, indent=2) + "\n"
    assert dumps([]) == "[]\n"


def test_entries_are_made_when_those_before_them_are_written() -> None:
    made: list[int] = []

    def make(number: int) -> dict[str, int]:
        made.append(number)
        return {"n": number}

    written = pieces({"entries": Entries((1, 2), make)})
    text = ""
    while '"n": 1' not in text:
        text += next(written)
    assert made == [1]
    text += "".join(written)
    assert made == [1, 2]
    assert json.loads(text) == {"entries": [{"n": 1}, {"n": 2}]}


def test_entries_within_an_object_are_made_one_by_one_too() -> None:
    made: list[int] = []

    def make(number: int) -> dict[str, int]:
        made.append(number)
        return {"number": number}

    rows = Entries((1, 2), make)
    written = pieces({"tasks": {"rows": rows, "none": Entries((), make)}})
    text = ""
    while '"number": 1' not in text:
        text += next(written)
    assert made == [1]
    plain = {"tasks": {"rows": [{"number": 1}, {"number": 2}], "none": []}}
    assert text + "".join(written) == json.dumps(plain, indent=2) + "\n"


def test_an_object_that_stands_in_several_places_is_written_in_each() -> None:
    same: dict[str, object] = {"status": None, "said": {"by": ["a", "b"]}}
    plain = {"units": {"a": same, "b": same, "c": [same, {"d": same}]}, "e": same}
    assert dumps(plain) == json.dumps(plain, indent=2) + "\n"


def test_entries_are_a_list() -> None:
    squares = Entries((1, 2, 3), lambda number: number**2)
    assert list(squares) == [1, 4, 9]
    assert list(squares[1:]) == [4, 9]
    assert len(squares) == 3


def test_what_json_has_not_is_refused() -> None:
    with pytest.raises(TypeError, match="JSON has nothing for"):
        dumps({"deep": {"below": {"set": {1, 2}}}})
