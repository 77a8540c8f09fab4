"""A province whose districts have communes below them, in every format of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.output.formats import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Example, Golden

    from ttdt.compute import Report

SUFFIXES = {"table": "txt", "plain": "txt", "markdown": "md"}


def render(report: Report, name: str, language: str = "en", *, by_unit: bool = False) -> str:
    shown = lower(name, ReportAnswer(report, by_unit), View(Language(language), 80))
    assert isinstance(shown, str)
    return shown


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", SUFFIXES)
@pytest.mark.parametrize("by_unit", [False, True])
def test_the_tree(
    tree: Example, golden: Golden, name: str, language: str, *, by_unit: bool
) -> None:
    shown = render(tree(), name, language, by_unit=by_unit)
    way = "-by-unit" if by_unit else ""
    golden(f"tree{way}-{name}.{language}.{SUFFIXES[name]}", shown)


def test_a_district_is_one_report_with_the_remarks_of_its_communes(
    tree: Example, golden: Golden
) -> None:
    golden("tree-district-plain.en.txt", render(tree("dong-son"), "plain"))
