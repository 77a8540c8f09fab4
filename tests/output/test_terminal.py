from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tests.output.made_documents import MadeAnswer

from ttdt.document.answer import View
from ttdt.document.model import Column, Document, Table, cell
from ttdt.document.report.document import ReportAnswer
from ttdt.output.terminal import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Example, Golden

    from ttdt.compute import Report

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")

HOSTILE = [
    "[red]x[/red]",
    "[/b]",
    "[[/]]",
    ":smile:",
    "\\[bold]",
    "a|b",
    "1e5",
    "001",
    "{n} {} %s",
]


def render(report: Report, view: View, *, by_unit: bool = False, ranks: bool = False) -> str:
    return lower(ReportAnswer(report, by_unit, ranks), view)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [80, 160])
def test_the_example(example: Example, golden: Golden, language: str, width: int) -> None:
    shown = render(example(), View(Language(language), width))
    assert all(len(line) <= width for line in shown.splitlines())
    golden(f"table-{width}.{language}.txt", shown)


@pytest.mark.parametrize("width", [80, 160])
def test_by_unit(example: Example, golden: Golden, width: int) -> None:
    shown = render(example(carry_forward=True), View(Language("en"), width), by_unit=True)
    golden(f"table-by-unit-{width}.en.txt", shown)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ranked(example: Example, golden: Golden, language: str) -> None:
    shown = render(example(), View(Language(language), 80), by_unit=True, ranks=True)
    golden(f"table-ranked-80.{language}.txt", shown)


@pytest.mark.parametrize("width", [80, 160])
def test_some_units(example: Example, golden: Golden, width: int) -> None:
    shown = render(example("dong-son", "nam-phu"), View(Language("en"), width))
    golden(f"table-units-{width}.en.txt", shown)


def test_nothing_that_matters_is_cropped(example: Example) -> None:
    for width in (1, 40, 80, 81, 119, 120, 139, 140, 300):
        for by_unit in (False, True):
            shown = render(example(), View(Language("en"), width), by_unit=by_unit)
            assert "…" not in shown
            for number in ("14.995", "96.1", "≈ 50 (≥ 45)", "71.7"):
                assert number in shown, (width, by_unit)


def test_without_colour_there_is_no_escape_and_colour_changes_no_word(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "33", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    plain = render(example(), View(Language("en"), 80))
    colored = render(example(), View(Language("en"), 80, color=True))
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    without = "".join(f"{line.rstrip()}\n" for line in ESCAPE.sub("", colored).splitlines())
    assert without == plain


def test_sample_data_is_said_at_the_top(example: Example) -> None:
    assert "SAMPLE DATA" in render(example(), View(Language("en"), 80)).split("\n\n")[0]


def test_a_bar_is_full_only_where_the_target_is_met(example: Example) -> None:
    lines = render(example(), View(Language("en"), 160)).splitlines()
    bars = {
        line.split()[0]: re.findall("[█░┃]+", line)[0]
        for line in lines
        if re.search("[█░]", line) and line[0].isdigit()
    }
    # 95.00 % against more than 95 %, after 92 %: half of the way was due.
    assert bars["3.1"] == "██████┃████░"
    assert bars["3.3"] == "█" * 12  # 14.995 % against less than 15 %


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("by_unit", [False, True])
def test_names_and_notes_are_text(
    hostile: Callable[[str], Report], text: str, *, by_unit: bool
) -> None:
    shown = render(hostile(text), View(Language("en"), 160), by_unit=by_unit)
    assert shown.count(text) >= 8


def test_what_acts_or_hides_is_shown(hostile: Callable[[str], Report]) -> None:
    shown = render(hostile("\x1b[31m\u202eevil\nnext\u2028"), View(Language("en"), 160))
    assert r"\x1b[31m\u202eevil next\u2028" in shown
    assert not set(shown) & set("\x1b\u202e\u2028")


def test_a_name_of_10000_characters_is_whole(hostile: Callable[[str], Report]) -> None:
    shown = render(hostile("x" * 10_000), View(Language("en"), 80))
    assert shown.count("x") >= 60_000
    assert max(map(len, shown.splitlines())) <= 120


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("by_unit", [False, True])
def test_wherever_a_line_is_wrapped_no_build_log_obeys_it(
    hostile: Callable[[str], Report], width: int, *, by_unit: bool
) -> None:
    text = "Đường::error::x " * 9 + "::warning file=a::y ##[group] ##vso[a]b"
    shown = render(hostile(text), View(Language("en"), width), by_unit=by_unit)
    assert not re.search(r"^\s*::[a-z]|##[a-z]*\[", shown, re.MULTILINE)
    assert r"\x3a:" in shown


def test_a_narrow_terminal_says_that_it_leaves_out_what_the_units_say(example: Example) -> None:
    said = (
        "In words\n"
        "1 text of the units is left out here; a wider terminal shows it, as does\n"
        "--format plain or -o FILE\n"
    )
    assert said in render(example(), View(Language("en"), 80))
    assert "left out here" not in render(example(), View(Language("en"), 120))
    report = example()
    words = [result for result in report.indicators if result.indicator.id != "cooperatives"]
    shown = render(replace(report, indicators=tuple(words)), View(Language("en"), 80))
    assert "left out here" not in shown


def test_the_bars_are_explained_only_where_there_are_bars(example: Example) -> None:
    report = example()
    view = View(Language("en"), 80)
    assert "Bar: the way made" in render(report, view)
    words = [result for result in report.indicators if result.indicator.id == "cooperatives"]
    assert "Bar: the way made" not in render(replace(report, indicators=tuple(words)), view)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 70])
def test_below_80_columns_a_report_comes_in_parts_that_fit(
    example: Example, language: str, width: int
) -> None:
    view = View(Language(language), width)
    for shown in (
        render(example(), view),
        render(example(), view, by_unit=True),
        render(example("dong-son", "nam-phu"), view),
    ):
        assert max(map(cell_len, shown.splitlines())) <= width


def table_of(*titles: str, name: str = "x") -> str:
    columns = (
        Column("Name", takes_rest=True),
        *(Column(title, right=True) for title in titles),
    )
    row = (cell(name), *(cell("1") for _ in titles))
    return lower(MadeAnswer(Document((Table.of(columns, [row]),))), View(Language("en"), 40))


def test_titles_of_numbers_take_one_line_where_there_is_room() -> None:
    assert table_of("Since January") == (
        "Name             Since January\nx                            1\n"
    )


def test_titles_of_numbers_take_three_lines_at_most() -> None:
    titles = ["Done in the period of the report", "Since January of the year"]
    shown = table_of(*titles, name="a name that wraps in what the two leave for it")
    # Of 40 columns the titles need 11 and 10.
    assert shown.splitlines()[:3] == [
        "                  Done in the      Since",
        "                    period of January of",
        "Name               the report   the year",
    ]
