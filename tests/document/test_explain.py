from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.analysis.explain import explain
from ttdt.document.answer import View
from ttdt.document.explain.document import ExplainAnswer
from ttdt.document.explain.numbers import digits, exact, summed
from ttdt.output.formats import lower
from ttdt.period import parse_id
from ttdt.plan import OWN_AREA
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.compute import Report

ENGLISH = Language("en")
HOSTILE = [
    "\x1b[31mred",
    "[bold]x[/bold][/]",
    "a\nb\r\nc",
    "\u202eright to left",
    "::error::x",
    "{0} {name} {}",
    "%s %(x)s",
    "x" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["plain", "table", "json"])
def test_texts_of_the_data_only_stand_there(
    hostile: Callable[[str], Report], tmp_path: Path, text: str, name: str
) -> None:
    report = hostile(text)
    period = parse_id("2024-Q2")
    assert period is not None
    round_ = Workspace(tmp_path / "data", Path("data")).round(period)
    for area in (OWN_AREA, "a", "b"):
        found = tuple(explain(round_, report, (key, None), area) for key in report.plan.indicators)
        shown = lower(name, ExplainAnswer(found), View(ENGLISH, width=80))
        assert isinstance(shown, str)
        assert not any(char in shown for char in "\x1b\r\u202e")
        assert "\n::error" not in shown
        if name == "json":
            assert len(json.loads(shown)["indicators"]) == 3


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(145, 2), "72.5 %"),
        (Fraction(75), "75 %"),
        (Fraction(2150, 29), "2,150/29 ≈ 74.137931 %"),
        (Fraction(-1, 3), "-1/3 ≈ -0.333333 %"),
        (75 - Fraction(1, 10**9), "74,999,999,999/1,000,000,000 ≈ 74.999999 %"),
        (Fraction(12346, 100), "123.46 %"),
    ],
)
def test_a_result_is_exact_or_has_its_fraction_beside_it(value: Fraction, shown: str) -> None:
    assert exact(ENGLISH, value, "%") == shown


def test_numbers_of_a_formula_are_in_the_readers_marks() -> None:
    assert digits(ENGLISH, Fraction(-5, 4)) == "(-1.25)"
    assert digits(Language("vi"), Fraction(5, 4)) == "1,25"
    assert summed(ENGLISH, [Fraction(1200), Fraction(1, 2)]) == "1,200 + 0.5 = 1,200.5"
    assert summed(ENGLISH, [Fraction(7)]) == "7"
