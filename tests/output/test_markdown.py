from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.output.formats import lower
from ttdt.output.markdown import text
from ttdt.text.escaping import escape_invisible
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Example, Golden

    from ttdt.compute import Report

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def render(report: Report, view: View, *, by_unit: bool = False, ranks: bool = False) -> str:
    shown = lower("markdown", ReportAnswer(report, by_unit, ranks), view)
    assert isinstance(shown, str)
    return shown


class _Text(HTMLParser):
    """The text of a page, and the names of its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs or tag in {"th", "td"}, (tag, attrs)
        self.tags.add(tag)


def read(markdown: str) -> _Text:
    return _Text(str(READER.render(markdown)))


HOSTILE = [
    "a | b", "`code` ``x``", "<script>alert(1)</script>", "[x](javascript:alert(1))",
    "![x](http://x.example/y.png)", "# heading", "- item", "+ item", "1. one", "1) one", "---",
    "> quote", "*bold* _it_ ~~gone~~", "&amp; &lt;", "\\| \\", "=1+1", "$x$", "https://x.example",
    "@everyone #12 :smile:", "    indented", "|---|---|",
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE)
def test_data_are_shown_and_do_nothing(data: str) -> None:
    for place in ("{}\n", "- {}\n", "| a |\n| --- |\n| {} |\n", "# {}\n"):
        shown = read(place.format(text(data)))
        assert data.strip() in " ".join(shown.text.split()) or data.strip() in shown.text
        assert shown.tags <= {"p", "li", "ul", "h1", "table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(max_size=60))
def test_every_text_survives(data: str) -> None:
    shown = read(f"| a |\n| --- |\n| x{text(data)}x |\n")
    wanted = escape_invisible(data).strip()
    assert f"x{wanted}x" in shown.text
    assert shown.tags == {"table", "thead", "tbody", "tr", "th", "td"}


def test_services_find_nobody_to_mail_and_nothing_to_link() -> None:
    assert text("@lan, see #12 and http://x.example :tada:") == (
        "@<!-- -->lan, see #<!-- -->12 and http:<!-- -->//x.example :<!-- -->tada:"
    )


def test_the_text_of_a_hostile_plan(hostile: Callable[[str], Report]) -> None:
    name = "[x](y) | <b>\n`'\""
    shown = read(render(hostile(name), View(Language("en"))))
    assert shown.text.count("[x](y) | <b> `'\"") >= 8
    assert "a" not in shown.tags
    assert "b" not in shown.tags


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example(example: Example, golden: Golden, language: str) -> None:
    golden(f"report.{language}.md", render(example(), View(Language(language))))


def test_by_unit(example: Example, golden: Golden) -> None:
    golden("by-unit.en.md", render(example(), View(Language("en")), by_unit=True, ranks=True))


def test_some_units(example: Example, golden: Golden) -> None:
    golden("units.en.md", render(example("dong-son"), View(Language("en"))))
