"""Whatever a file holds or is called, it is shown, and does nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.output.findings.sample import emission, finding

from ttdt.finding import Span
from ttdt.output.findings import FORMATS, CheckOutput, load
from ttdt.text.escaping import escape_for_log

NASTY = [
    "a\nb\r\nc\rd\te",
    "::error file=x::owned",
    "  ::set-output name=x::y",
    "\u2028::error::owned",
    "x ##[error]owned ##vso[task.setvariable]y ##TeamCity[z]",
    "%0A::error::owned%25",
    "\x1b[31mred\x1b[0m\x9b0m\x00\x07\x7f",
    "\u202eevil\u202c \u2066x\u2069 \u200b\ufeff",
    "<b>&amp;]]></failure><!--\"'`",
    '", "injected": "',
    "[click](http://example.invalid/) {0} {x} {{ %s :smile: [red]x[/red]",
    "Ninh Thuận — “Bác Ái” 合作社 \U0001f33e",
    "a: b, c; d=e|f\\g\\",
    "\ufffe\uffff\U0001ffff\ue000",
]
NAMES = [*NASTY, "not utf-8 \udcff.yaml", "\ud800", "-", "../up/a b.yaml", "/abs/ü%41.yaml"]
texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"])))
names = st.one_of(st.sampled_from(NAMES), st.text(min_size=1))


def hostile(said: str, name: str, line: str = "") -> CheckOutput:
    sources = {name: ("first", line or said, "third")}
    found = finding(said, path=name, span=Span(2, 1, 2, 4))
    return emission([found, finding(said, path=name)], checked=[name], sources=sources)


def visible(text: str) -> bool:
    """Return whether no character of a product acts or hides, but for the ends of its lines."""
    return all(char == "\n" or char.isprintable() for char in text)


def obeyed(text: str) -> list[str]:
    """Return the lines that a service reading the log would obey."""
    return [
        line
        for line in re.split(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)
        if line.strip().startswith("::") or re.search(r"##[a-z]*\[", line, re.IGNORECASE)
    ]


every_input = given(said=texts, name=names)


def with_examples(test: Any) -> Any:
    for place, name in enumerate(NAMES):
        test = example(said=NASTY[place % len(NASTY)], name=name)(test)
    return test


@pytest.mark.parametrize("format_", FORMATS)
@with_examples
@every_input
def test_no_format_acts_hides_or_commands(format_: str, said: str, name: str) -> None:
    product = load(format_)(hostile(said, name))
    assert visible(product)
    assert product.encode("utf-8")
    if format_ != "github":
        assert obeyed(product) == []


@with_examples
@every_input
def test_concise_and_full_keep_one_line_for_a_line(said: str, name: str) -> None:
    run = hostile(said, name)
    assert load("concise")(run).count("\n") == 2
    # A finding's line, why, fix and severity; the source and its underline; a blank between.
    assert load("full")(run).count("\n") == 4 + 6 + 1


@with_examples
@every_input
def test_github_gets_one_whole_command_a_finding(said: str, name: str) -> None:
    product = load("github")(hostile(said, name))
    lines = product.splitlines()
    assert len(lines) == 2
    for line in lines:
        command = re.fullmatch(r"::error ([^:]*)::(.*)", line)
        assert command, line
        properties = dict(pair.split("=", 1) for pair in command[1].split(","))
        assert list(properties)[:4] == ["title", "file", "line", "endLine"]
        file = _decoded(properties["file"]).replace("%3A", ":").replace("%2C", ",")
        assert _percent(file) == "\n".join(map(escape_for_log, name.split("\n")))
        assert _percent(_decoded(command[2])) == escape_for_log(said)
        assert not re.search(r"##[a-z]*\[", line, re.IGNORECASE)


def _decoded(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n")


def _percent(text: str) -> str:
    return text.replace("%25", "%")


def test_the_message_of_a_command_is_decoded_once() -> None:
    assert load("github")(hostile("%0A::error::x", "a")).endswith("::%250A::error::x\n")


@with_examples
@every_input
def test_json_gives_the_message_and_the_path_back(said: str, name: str) -> None:
    found = json.loads(load("json")(hostile(said, name)))["findings"][0]
    assert found["message"] == said
    assert found["path"] == _storable(name)


@with_examples
@every_input
def test_gitlab_gives_the_message_and_the_path_back(said: str, name: str) -> None:
    found = json.loads(load("gitlab")(hostile(said, name)))[0]
    assert found["description"] == f"TT201 {said}"
    assert found["location"]["path"] == _storable(name)


def _storable(name: str) -> str:
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", name)


@with_examples
@every_input
def test_sarif_gives_the_message_and_the_path_back(said: str, name: str) -> None:
    found = json.loads(load("sarif")(hostile(said, name)))["runs"][0]["results"][0]
    assert found["message"]["text"].replace(r"\](", "](") == said.replace(r"\](", "](")
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch(r"(?:[A-Za-z0-9\-._~/]|%[0-9A-F]{2})*", place["uri"].removeprefix("file:"))
    if "uriBaseId" in place:
        assert not urlsplit(place["uri"]).scheme
        raw = unquote(place["uri"], errors="surrogateescape")
        assert raw == name or re.search("[\ud800-\udfff]", name)


@with_examples
@every_input
def test_junit_gives_the_message_and_the_name_back(said: str, name: str) -> None:
    root = ET.fromstring(load("junit")(hostile(said, name)))  # noqa: S314
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == escape_for_log(said)
    assert failure.get("type") == "TT201"
    assert escape_for_log(said) in (failure.text or "")
    case = root.find("testsuite/testcase")
    assert case is not None
    assert case.get("file") == escape_for_log(name.replace("\n", r"\x0a").replace("\t", r"\x09"))


def test_a_name_in_decomposed_letters_is_left_as_it_is() -> None:
    name = unicodedata.normalize("NFD", "Bác Ái.yaml")
    place = json.loads(load("json")(hostile("x", name)))["findings"][0]["path"]
    assert place == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("::error::x", r"\x3a:error::x:1:1: TT201 m"),
        ("  ::error::x", r"  \x3a:error::x:1:1: TT201 m"),
        ("a\nb", r"a\x0ab:1:1: TT201 m"),
        ("a\tb", r"a\x09b:1:1: TT201 m"),
        ("a##[b", r"a##\x5bb:1:1: TT201 m"),
        ("a::b", "a::b:1:1: TT201 m"),
    ],
)
def test_names_on_a_line(name: str, shown: str) -> None:
    assert load("concise")(hostile("m", name)).splitlines()[0] == shown
