from __future__ import annotations

import pytest

from ttdt.yaml import parsers
from ttdt.yaml.fast_parsing import read_quickly
from ttdt.yaml.lines import SeveralLines

pytestmark = pytest.mark.skipif(parsers.c_parser() is None, reason="needs the C parser")


def test_what_stands_on_one_line_has_one_number() -> None:
    found = read_quickly("unit: a\nfigures:\n  roads: {value: 3, of: {all: 5}}\n  schools: 7\n")
    assert found is not None
    assert found.data == {
        "unit": "a",
        "figures": {"roads": {"value": 3, "of": {"all": 5}}, "schools": 7},
    }
    assert found.lines == {"unit": 1, "figures": SeveralLines(2, 3, {"roads": 3, "schools": 4})}


def test_braces_over_several_lines() -> None:
    found = read_quickly("roads: {value: 3, of: {all: 5,\n  some: 2}}\n")
    assert found is not None
    assert found.data == {"roads": {"value": 3, "of": {"all": 5, "some": 2}}}
    of = SeveralLines(1, 1, {"all": 1, "some": 2})
    assert found.lines == {"roads": SeveralLines(1, 1, {"value": 1, "of": of})}
