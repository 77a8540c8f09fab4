from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.output import json as json_format
from ttdt.output.formats import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Example, Golden

    from ttdt.compute import Report


def render(report: Report, view: View, *, by_unit: bool = False, ranks: bool = False) -> str:
    shown = lower("plain", ReportAnswer(report, by_unit, ranks), view)
    assert isinstance(shown, str)
    return shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example(example: Example, golden: Golden, language: str) -> None:
    golden(f"plain.{language}.txt", render(example(), View(Language(language))))


def test_carried_figures(example: Example, golden: Golden) -> None:
    golden("plain-carried.en.txt", render(example(carry_forward=True), View(Language("en"))))


def test_by_unit(example: Example, golden: Golden) -> None:
    golden("plain-by-unit.en.txt", render(example(), View(Language("en")), by_unit=True))


def test_some_units(example: Example, golden: Golden) -> None:
    report = example("tay-hoa", "nam-phu", carry_forward=True)
    golden("plain-units.en.txt", render(report, View(Language("en"))))


def test_the_width_of_the_terminal_and_colour_change_nothing(example: Example) -> None:
    wide = render(example(), View(Language("en")))
    assert render(example(), View(Language("en"), 20, color=True)) == wide


@pytest.mark.parametrize("by_unit", [False, True])
def test_every_row_has_every_column(example: Example, *, by_unit: bool) -> None:
    shown = render(example(), View(Language("en")), by_unit=by_unit)
    table = next(block for block in shown.split("\n\n") if block.startswith("Clause"))
    rows = [
        re.split(" {2,}", line)
        for line in table.splitlines()
        if not line.startswith(("* ", "pp: "))
    ]
    assert {len(row) for row in rows} == {8 if by_unit else 12}
    assert [row[-1] for row in rows[1:]] == [
        "cooperatives",
        "new-cooperatives",
        "poverty-reduction",
        "village-roads",
        "solid-facilities",
        "solid-facilities/schools",
        "solid-facilities/health-stations",
        "resettled-households",
        "preschool",
        "health-insurance",
        "child-underweight",
        "literacy",
        "cadre-parity",
    ]


@pytest.mark.parametrize(
    "text", ["[red]x[/red]", "[/b]", ":smile:", "a|b", "1e5", "001", "18.0", "True", "x" * 10_000]
)
def test_names_and_notes_are_text(hostile: Callable[[str], Report], text: str) -> None:
    assert render(hostile(text), View(Language("en"))).count(text) >= 8


def test_what_acts_or_hides_is_shown(hostile: Callable[[str], Report]) -> None:
    shown = render(hostile("\x1b[31m\u202eevil\n\u2028 two  blanks"), View(Language("en")))
    assert r"\x1b[31m\u202eevil \u2028 two blanks" in shown
    assert not set(shown) & set("\x1b\u202e\u2028")


def test_no_build_log_obeys_it(hostile: Callable[[str], Report]) -> None:
    shown = render(hostile("::error::x ##[group] ##vso[a]b"), View(Language("en")))
    assert not re.search(r"^\s*::|##[a-z]*\[", shown, re.MULTILINE)
    assert r"\x3a:error\x3a:x ##\x5bgroup] ##vso\x5ba]b" in shown


def test_json_shows_what_acts_or_hides_and_means_the_same(hostile: Callable[[str], Report]) -> None:
    text = "\u202eevil\x1b\x9b ##[group]"
    shown = "".join(json_format.lower(ReportAnswer(hostile(text)), View(Language("en"))))
    assert not set(shown) & set("\u202e\x1b\x9b")
    assert "##[" not in shown
    assert json.loads(shown)["indicators"][0]["name"] == text
