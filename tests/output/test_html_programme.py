"""Money and tasks on the page and in the mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.output.made_programme import PROGRAMME, WITH_TARGET, WITHOUT_WORDS
from tests.output.test_html import Reader, contrast, render

from ttdt.compute import Selection, select
from ttdt.output.html.style import DARK_SHARES, SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Assess, Example, Golden


def section(page: str, name: str) -> str:
    """Return a section of a page, empty where it has none."""
    found = re.search(rf'<section id="{name}".*?\n</section>', page, re.DOTALL)
    return found[0] if found else ""


def rows(text: str) -> list[list[str]]:
    """Return the words of the cells of all tables, row by row."""
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL)
    ]


def shares(text: str) -> Sequence[tuple[str, str]]:
    """Return the classes and words of the cells of the table of units and projects."""
    table = re.search(r'<table class="unit-rows">.*?</table>', text, re.DOTALL)
    assert table is not None
    return re.findall(r'<td class="([^"]+)"[^>]*>([^<]+)</td>', table[0])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sections(assess_files: Assess, golden: Golden, language: str) -> None:
    page = render(assess_files(PROGRAMME), language)
    Reader(page)
    found = "\n".join(section(page, name) for name in ("money", "tasks"))
    golden(f"html-programme.{language}.html", found + "\n")


def test_they_stand_between_the_results_and_the_notes(assess_files: Assess) -> None:
    page = render(assess_files(PROGRAMME))
    sections = re.findall(r'<section id="([a-z-]+)"', page)
    contents = re.findall(r'<li><a href="#([a-z-]+)"', page)
    assert sections[-5:] == ["money", "tasks", "conclusions", "notes", "definitions"]
    assert contents == sections


def test_the_table_of_money_has_a_bar_a_project(assess_files: Assess) -> None:
    money = section(render(assess_files(PROGRAMME)), "money")
    found = {row[1]: row for row in rows(money) if len(row) > 8}
    # 100.25 + 10 of 250 + 52.5 is 36.446 %.
    assert found["Total"][2:] == [
        "20", "282.5", "302.5", "25†", "110.25", "36.4 %", "", "192.25", "1/2",
    ]  # fmt: skip
    assert found["Water"][-6:-2] == ["25†", "100.25", "40.1 %", ""]
    charts = re.findall(r'<svg class="bullet s-ungraded".*?</svg>', money, re.DOTALL)
    assert len(charts) == len(found) - 1  # all but the head
    # Of 200 there are 6 left free at each end: 6 + 188 × 36.446 %.
    assert 'cx="74.5"' in charts[0]
    assert 'aria-label="Actual: 36.4 %"' in charts[0]
    assert "goal" not in charts[0]
    assert "due" not in charts[0]


def test_a_target_is_marked_with_what_is_expected_by_now(assess_files: Assess) -> None:
    money = section(render(assess_files(WITH_TARGET)), "money")
    chart = re.search(r'<svg class="bullet s-behind".*?</svg>', money, re.DOTALL)
    assert chart is not None
    assert "Actual: 36.4 %; Target: 95.0 %; Expected now: 47.5 %" in chart[0]
    assert '<rect class="goal" x="184.6"' in chart[0]  # 6 + 188 × 95 %
    assert 'transform="translate(95.3 0)"' in chart[0]  # 6 + 188 × 47.5 %
    assert '<ul class="key">' in money
    assert ("s-behind", "◐ 36.4‡") in shares(money)


def test_units_against_projects(assess_files: Assess) -> None:
    money = section(render(assess_files(PROGRAMME)), "money")
    assert shares(money) == [
        # all, 1, 5, 5.1, 5.3: the province, Bác Ái, Ninh Sơn
        ("share-2", "36.4‡"), ("share-2", "40.1‡"), ("share-1", "19.0"), ("share-2", "25.0"),
        ("share-0", "0.0"),
        ("share-2", "44.7"), ("share-3", "50.0"), ("share-2", "25.0"), ("share-2", "25.0"),
        ("s-not-applicable", "–"),
        ("share-1", "22.4‡"), ("share-2", "25.3‡"), ("share-0", "0.0"), ("s-not-applicable", "–"),
        ("share-0", "0.0"),
    ]  # fmt: skip


def test_a_unit_that_sent_nothing_is_not_one_without_such_money(assess_files: Assess) -> None:
    files = {name: text for name, text in PROGRAMME.items() if "ninh-son" not in name}
    found = shares(section(render(assess_files(files)), "money"))
    assert found[-4:] == [("s-no-data", "?")] * 4  # 5.3 is nobody's now


def test_tasks_in_tiles_tables_and_words(assess_files: Assess) -> None:
    tasks = section(render(assess_files(PROGRAMME)), "tasks")
    tiles = re.findall(
        r'<span class="n">(\d+)</span> <span class="word">.*?</span> ([^<]+)<', tasks
    )
    assert tiles == [
        ("1", "done"), ("2", "under way"), ("1", "not started"), ("0", "cancelled"),
        ("1", "no word"), ("1", "late"), ("5", "reports asked for"),
    ]  # fmt: skip
    found = rows(tasks)
    assert ["Section III", "3", "1", "1", "1", "0", "0", "1"] in found
    assert ["Fatherland Front", "3", "1", "0", "1", "0", "1", "1"] in found
    assert "“Lists of households” is done, but 2.2 Village roads is not yet" in tasks
    words = tasks[tasks.index('<details class="fold">') :]
    (roads,) = [row for row in rows(words) if "iii-4-1" in row]
    assert roads[1] == "Roads to communes"
    assert "data/districts/bac-ai/2024-Q2.yaml:15" in roads
    assert "Mưa nhiều." in roads
    assert "40" in roads


def test_who_answers_for_an_indicator(assess_files: Assess) -> None:
    assert "Responsible body: Ethnic Affairs Committee" in section(
        render(assess_files(PROGRAMME)), "definitions"
    )


def test_where_nobody_has_reported_one_sentence_says_so(assess_files: Assess) -> None:
    page = render(assess_files(WITHOUT_WORDS))
    for name in ("money", "tasks"):
        found = section(page, name)
        assert found, name
        assert "<table" not in found
        assert "<details" not in found
    assert "Nothing is known of the money yet (0/2 units)" in page


def test_a_plan_without_money_and_tasks_has_neither_section(example: Example) -> None:
    page = render(example())
    assert not section(page, "money")
    assert not section(page, "tasks")
    assert 'href="#money"' not in page
    assert "Responsible body" not in page


@pytest.mark.parametrize("fragment", [False, True])
def test_a_unit_has_its_own_money_and_tasks(assess_files: Assess, *, fragment: bool) -> None:
    report = select(assess_files(PROGRAMME), Selection(units=("bac-ai",)))
    page = render(report, fragment=fragment)
    assert not section(page, "money"), "that of the whole"
    text = " ".join(Reader(page).text.split())
    # 45 + 30 + 10 of 20 + 80 + 50 + 40, and of its two tasks one is done.
    assert "Disbursed: 85 of 190 million VND available, 44.7 %; 105 left (1/1 units)" in text
    assert "done 1" in text
    assert [row[1] for row in rows(page) if row[0] in {"1", "5"}] == ["Water", "Education"]
    assert ("What is said of each task" in text) != fragment


def test_a_mail_has_short_tables(assess_files: Assess) -> None:
    shown = render(assess_files(WITH_TARGET), fragment=True)
    read = Reader(shown)
    assert not {tag for tag, _ in read.found} & {"svg", "details", "section"}
    found = rows(shown)
    assert [row[1:] for row in found if row[0] == "1"] == [
        ["Water", "250", "25†", "100.25", "40.1 %", "149.75", "◐ behind", "1/2"]
    ]
    assert "5.1" not in [row[0] for row in found]  # parts stand in the report
    assert ["Section III", "3", "1", "1", "1", "0", "0", "1"] in found
    assert "Late tasks" in read.text


def test_tints_of_shares_can_be_read() -> None:
    assert len(SHARES) == len(DARK_SHARES) == 5
    for tint in (*SHARES, *DARK_SHARES):
        assert contrast(tint.ink, tint.ground) >= 4.5, tint
