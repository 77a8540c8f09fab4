from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ttdt.yaml.document
import ttdt.yaml.parsers
from ttdt.yaml import Node, YamlDocument, parse

if TYPE_CHECKING:
    from ttdt.finding import Span

DATA = Path(__file__).parents[2] / "data"
C_PARSER = ttdt.yaml.parsers.c_parser()

pytestmark = pytest.mark.skipif(C_PARSER is None, reason="no C parser is installed")

Seen = tuple[object, list[tuple[str, int, int, str]], dict[tuple[str | int, ...], "Span"]]


def seen(document: YamlDocument) -> Seen:
    """Return all that anyone can learn from a document."""
    found = [
        (finding.code, finding.span.line, finding.span.column, finding.message.text)
        for finding in document.findings
    ]
    if not document.readable:
        return None, found, {}
    spans: dict[tuple[str | int, ...], Span] = {}

    def walk(node: Node, loc: tuple[str | int, ...]) -> None:
        spans[loc] = document.span(*loc)
        spans[(*loc, "key of")] = document.key_span(*loc)
        assert document.line(*loc) == document.span(*loc).line
        assert document.line(*loc, at_key=True) == document.key_span(*loc).line
        for step, child in node.children.items():
            walk(child, (*loc, step))

    assert document.root is not None
    assert repr(document.root.data) == repr(document.data)
    walk(document.root, ())
    return repr(document.data), found, spans


def both_ways(content: bytes) -> list[Seen]:
    """Return what each parser sees: the pure one first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ttdt.yaml.parsers, "c_parser", lambda: C_PARSER)
        fast = seen(parse(content, "f.yaml"))
        patch.setattr(ttdt.yaml.parsers, "c_parser", lambda: None)
        return [seen(parse(content, "f.yaml")), fast]


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.stem)
def test_on_the_shipped_files(path: Path) -> None:
    pure, fast = both_ways(path.read_bytes())
    assert fast == pure
    assert pure[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "|#", "a: |# c\n  x\n", ">-\n...", "!\t", "&a:b", "*1\t", "a: 1\t# c\n", "*a: 1\n",
        "[a: 1]012~\t:", "---\t", "a: 1\n...\n...\n", "a: 1\n...\n---\n", '- ["a":1]\n',
        "- {a, ? }\n", "a: >\n  \n    x\n", "a: |\n\n    \n  x\n", "? a\n: b\n? a\n",
        "a: {b: , c}\n", "[a: 1, b]\n", "{a: 1}: 2\n", "a: !!str\nb: &x\n", "a: 'x\n  \n  y'\n",
        '"a\\\n  b": 1\n', "a:\r\n  b: 1\r\n", "a: 1\rb: 2\r", "a: x\n\n\n", "- - - a\n  - b\n",
    ],
)  # fmt: skip
def test_on_what_they_take_differently(text: str) -> None:
    pure, fast = both_ways(text.encode())
    assert fast == pure


SIMPLE = """\
# Số liệu minh họa
unit: bac-ai
period: 2024-Q2
submitted: 2024-06-20
source: "Báo cáo số 12: quý II"

populations:
  villages: 38
  area: 12.50

figures:
  village-roads: {value: 30, note: thêm một thôn}
  cooperatives: Hai tổ hợp tác ở Phước Bình.
  solid-facilities:
    schools: 27
    classrooms:
  # chưa có
  health-insurance: {percent: 98.2}
sample: true
"""
SUBMISSION = """\
# Số liệu minh họa
unit: bac-ai
period: 2024-Q2
status: provisional
source: "Báo cáo số 12"

populations:
  villages: 38
  communes: 9
figures:
  cooperatives: >-
    Hai tổ hợp tác
    ở Phước Bình.
  village-roads: {value: 30, note: 'thêm một thôn'}
  solid-facilities: {schools: 27, classrooms: 326}
  health-insurance: {percent: 98.2}
  notes:
    - "x\\ty"
    - |
      1.50
"""
PIECES = (
    *"[]{},:?-&*!|>'\"%@`# \t\n\r\\", ": ", "- ", "? ", "\n  ", "\n- ", "---", "\n---\n", "\n...\n",
    "&a ", "*a", "!t ", "|\n", "|-\n  ", '"a":1', "a: 1\n", "{a: 1}", "\ufeff", "\u2028", "\x00",
    "ộ", "o\u0323\u0302", "😀", "\\u0000", "\\U00110000", "1.50", "null", "", "",
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.integers(0, len(SUBMISSION)),
        st.sampled_from((0, 0, 0, 1, 1, 2, 8, 40)),
        st.sampled_from(PIECES) | st.text(max_size=4),
    ),
    min_size=1,
    max_size=4,
)
SWAPS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19), st.integers(-2, 2)), max_size=2)


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(CHANGES, SWAPS, st.sampled_from((SIMPLE, SUBMISSION)))
def test_on_submissions_with_slips(
    changes: list[tuple[int, int, str]], swaps: list[tuple[int, int, int]], submission: str
) -> None:
    lines = submission.splitlines(keepends=True)
    for first, second, indent in swaps:
        line = lines[second % len(lines)]
        lines[first % len(lines)] = " " * indent + line if indent >= 0 else line[-indent:]
    text = "".join(lines)
    for start, length, piece in changes:
        text = text[:start] + piece + text[start + length :]
    pure, fast = both_ways(text.encode("utf-8", "surrogatepass"))
    assert fast == pure


@settings(derandomize=True, deadline=None, max_examples=100, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12) | st.binary(max_size=30))
def test_on_anything(content: list[str] | bytes) -> None:
    if isinstance(content, list):
        content = "".join(content).encode()
    pure, fast = both_ways(content)
    assert fast == pure
