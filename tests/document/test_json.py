from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.plain_data import number
from ttdt.document.report.document import ReportAnswer
from ttdt.output.formats import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Example, Golden


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example(example: Example, golden: Golden, language: str) -> None:
    written = lower("json", ReportAnswer(example()), View(Language(language)))
    golden(f"report.{language}.json", str(written))


def test_only_names_and_messages_depend_on_the_language(example: Example) -> None:
    def numbers(language: str) -> list[object]:
        report = json.loads(lower("json", ReportAnswer(example()), View(Language(language))))
        return [
            [entry["id"], entry["part"], entry["province"], entry["target"], entry["units"]]
            for entry in report["indicators"]
        ]

    assert numbers("vi") == numbers("en")


@pytest.mark.parametrize(
    ("value", "landmarks", "written"),
    [
        (Fraction(145, 2), (), "72.5"),
        (Fraction(75), (), "75"),
        (Fraction(-5, 2), (), "-2.5"),
        (Fraction(75000, 950), (), "78.947368"),
        (Fraction(1, 3), (), "0.333333"),
        (Fraction(949999999, 10000000), (95,), "94.999999"),  # 94.9999999 is not 95
        (Fraction(999999999, 10000000), (100,), "99.999999"),
        (Fraction(1, 10000000), (0,), "1e-06"),
        (Fraction(-1, 10000000), (0,), "-1e-06"),
        (Fraction(0), (0,), "0"),
        (10**17 + 1, (0,), "100000000000000001"),
    ],
)
def test_numbers(value: Fraction | int, landmarks: tuple[int, ...], written: str) -> None:
    assert json.dumps(number(value, tuple(map(Fraction, landmarks)))) == written


def test_no_number_is_no_number() -> None:
    assert number(None) is None
