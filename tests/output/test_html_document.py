"""Documents of every kind as pages: what they say, in order, and that nothing in them acts."""

from __future__ import annotations

import re

import pytest
from lxml import html
from tests.output.made_documents import EVERYTHING, MadeAnswer, saying
from tests.output.test_html import HOSTILE, Reader

from ttdt.document.answer import View
from ttdt.document.model import Document, Heading, Paragraph, Title
from ttdt.output.html import lower
from ttdt.text.language import Language


def page(made: Document, language: str = "en") -> str:
    return lower(MadeAnswer(made), View(Language(language)))


def test_it_says_everything_in_order() -> None:
    tree = html.fromstring(page(EVERYTHING))
    assert tree.get("lang") == "en"
    assert [(h.tag, h.text_content()) for h in tree.xpath("//h1 | //h2 | //h3")] == [
        ("h1", "Every kind of block"), ("h2", "Remarks"), ("h3", "Details"), ("h2", "Notes"),
    ]  # fmt: skip
    assert [link.text for link in tree.xpath("//nav//a")] == ["Remarks", "Notes"]
    assert [link.get("href") for link in tree.xpath("//nav//a")] == ["#part-1", "#part-2"]
    (code,) = tree.xpath("//pre")
    assert code.text == "figures:\n  roads: 3"
    assert [item.text for item in tree.xpath("//ul[@class='items']/li")] == [
        "one thing", "another thing",
    ]  # fmt: skip
    assert len(tree.xpath("//*[@class='sample']")) == 2
    (figure,) = tree.xpath("//*[@role='figure']")
    assert figure.xpath("p/text()") == ["Files", "Q1: sent 3", "Q2: "]
    assert figure.xpath("svg/rect/@width") == ["1000"]


def test_a_table_has_its_heads_groups_and_values() -> None:
    table = html.fromstring(page(EVERYTHING)).xpath("//table")[0]
    assert [head.text_content() for head in table.xpath(".//th[@scope='col']")] == [
        "Unit", "Rate", "Files", "Handed in", "Remarks",
    ]  # fmt: skip
    assert [head.text_content() for head in table.xpath(".//th[@scope='rowgroup']")] == [
        "North", "South",
    ]  # fmt: skip
    first, second = table.xpath(".//tr[not(@class='group')][th[@scope='row']]")
    assert [cell.get("data-value") for cell in first] == [
        None, "71.666667", "1204", "2024-07-05", None,
    ]  # fmt: skip
    assert [cell.text_content() for cell in first] == [
        "Bác Ái", "71.7 %", "1,204", "5 July 2024", "! 2 days late (for Q2)",
    ]  # fmt: skip
    assert second.get("class") == "part"
    assert second[1].xpath("span/@class") == ["line tint s-not-met keep"]


def test_headings_skip_no_level() -> None:
    made = Document(
        (Title("T"), Heading("one", 3), Heading("two", 1), Heading("three", 3), Paragraph("p"))
    )
    tree = html.fromstring(page(made))
    assert [h.tag for h in tree.xpath("//h1 | //h2 | //h3 | //h4")] == ["h1", "h2", "h2", "h3"]


def test_a_page_without_headings_has_no_contents() -> None:
    tree = html.fromstring(page(Document((Title("T"), Paragraph("p")))))
    assert tree.xpath("//nav") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    shown, benign = Reader(page(saying(text))), Reader(page(saying("word")))
    assert shown.shape == benign.shape
    assert not [char for char in page(saying(text)) if not (char.isprintable() or char == "\n")]


def test_it_asks_for_nothing_and_is_the_same_each_time() -> None:
    made = page(EVERYTHING, "vi")
    assert made == page(EVERYTHING, "vi")
    assert not re.search(r"https?:|//[a-z]|@import|url\(", made)
    (policy,) = html.fromstring(made).xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'; ")
