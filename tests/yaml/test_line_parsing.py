from __future__ import annotations

from decimal import Decimal

import pytest

from ttdt.yaml.line_parsing import read_by_lines

TEXT = """\
# Số liệu minh họa

unit: bac-ai  # một huyện
period: 2024
source: "Báo cáo số 12: quý II"
figures:
  # chưa có
  commune-roads:
  village-roads: {value: 30, note: 'thêm, một thôn'}
  cooperatives: >-
    Hai tổ hợp tác
    ở Phước Bình: 2.

  solid-facilities:
    schools: -1.50
    classrooms: Ba # lớp
formerly: [a, 12]
none: {}
"""


def test_each_kind_of_entry_is_read_with_its_line() -> None:
    read = read_by_lines(TEXT)
    assert read is not None
    assert read.data == {
        "unit": "bac-ai",
        "period": 2024,
        "source": "Báo cáo số 12: quý II",
        "figures": {
            "commune-roads": None,
            "village-roads": {"value": 30, "note": "thêm, một thôn"},
            "cooperatives": "Hai tổ hợp tác ở Phước Bình: 2.",
            "solid-facilities": {"schools": Decimal("-1.50"), "classrooms": "Ba"},
        },
        "formerly": ["a", 12],
        "none": {},
    }
    lines = read.lines
    assert lines.find((), at_key=False) == 3
    assert lines.find(("figures",), at_key=True) == 6
    assert lines.find(("figures",), at_key=False) == 8
    assert lines.find(("figures", "commune-roads"), at_key=False) == 8
    assert lines.find(("figures", "village-roads", "note"), at_key=False) == 9
    assert lines.find(("figures", "solid-facilities"), at_key=False) == 15
    assert lines.find(("figures", "solid-facilities", "classrooms"), at_key=False) == 16
    assert lines.find(("none",), at_key=False) == 18


@pytest.mark.parametrize(
    "text",
    [
        "", "# a\n", "a\n", "- a\n", " a: 1\n", "a: 1\n b: 2\n", "a:\n  b: 1\n c: 2\n",
        "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: b: c\n", "a: b#\n", "a: &b c\n", "a: *b\n",
        "a: !b c\n", "a: |\n  b\n", "a: >\n  b\n", "a: >-\n\n  b\n", "a: >-\n  b\n\n  c\n",
        "a: >-\n  b\n   c\n", "a: >-\nb: 1\n", "a: >-", 'a: "b\n  c"\n', 'a: "b\\n"\n',
        "a: 'b''c'\n",
        "a: b\n  c\n", "a: {b: 1,}\n", "a: {b}\n", "a: {b: {c: 1}}\n", "a: [b: 1]\n", "a: {b: 1\n",
        "a: {b: 1} c\n", "a: 1\n---\nb: 2\n", "%YAML 1.2\n---\na: 1\n", "a:\tb\n", "a: 1\r\n",
        "a :1\n", '"a": 1\n', "đ: 1\n", "a: x" + "\u0323" * 31 + "\n",
    ],
)  # fmt: skip
def test_whatever_else_stands_in_a_file_is_left_to_a_parser(text: str) -> None:
    assert read_by_lines(text) is None


def test_values_and_levels_beyond_the_limits_are_left_to_a_parser() -> None:
    assert read_by_lines("a: {b: 1}\n", most=5) is not None
    assert read_by_lines("a: {b: 1}\n", most=4) is None
    deep = "".join(f"{' ' * depth}a:\n" for depth in range(18))
    assert read_by_lines(f"{deep}{' ' * 18}a: 1\n") is not None
    assert read_by_lines(f"{deep}{' ' * 18}a:\n{' ' * 19}a: 1\n") is None
