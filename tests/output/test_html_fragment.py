from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.output.test_html import HOSTILE, Reader, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Example, Golden

    from ttdt.compute import Report


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example(example: Example, golden: Golden, language: str) -> None:
    shown = render(example(), language, fragment=True)
    golden(f"html-fragment.{language}.html", shown)


def test_by_unit(example: Example, golden: Golden) -> None:
    shown = render(example(carry_forward=True), fragment=True, by_unit=True, ranks=True)
    golden("html-fragment-by-unit.en.html", shown)


def test_some_units(example: Example) -> None:
    shown = render(example("dong-son", "nam-phu"), fragment=True)
    read = Reader(shown)
    assert "data/districts/dong-son/2024-Q2.yaml (provisional)" in read.text
    assert "Nam Phú" in read.text
    assert "not submitted" in read.text


@pytest.mark.parametrize("by_unit", [False, True])
def test_it_is_one_element_that_goes_anywhere(example: Example, *, by_unit: bool) -> None:
    shown = render(example(), fragment=True, by_unit=by_unit)
    assert shown.startswith("<div ")
    assert shown.endswith("</div>\n")
    read = Reader(shown)
    tags = {tag for tag, _ in read.found}
    assert not tags & {"html", "head", "body", "style", "script", "svg", "details", "form", "link"}
    assert not re.search(r"https?:|url\(", shown)
    for tag, attrs in read.found:
        assert not set(attrs) & {"class", "id"}, tag
        assert not [name for name in attrs if name.startswith(("on", "data-"))], tag


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(hostile: Callable[[str], Report], text: str) -> None:
    shown = render(hostile(text), fragment=True)
    shown.encode("utf-8")
    assert Reader(shown).shape == Reader(render(hostile("word"), fragment=True)).shape


def test_sample_figures_are_called_so(example: Example) -> None:
    assert "SAMPLE DATA" in render(example(), fragment=True)


def test_with_compare_it_has_the_officials_table(example: Example) -> None:
    title = "Against the plan, last year and the round before"
    shown = render(example(), fragment=True, compares=True)
    assert title in Reader(shown).text
    assert "Same period last year" in shown
    assert title not in render(example(), fragment=True)
