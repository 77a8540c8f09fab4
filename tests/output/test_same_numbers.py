"""What stands in more than one format is the same number in all of them, whatever the figures."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ttdt.compute import assess
from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.output.formats import lower
from ttdt.period import parse_id
from ttdt.plan import read_plan
from ttdt.submission import read_submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.language import Language
from ttdt.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ttdt.compute import Report
    from ttdt.period import Period
    from ttdt.submission import Submission

PLAN = """\
plan: numbers
year: 2024
title: {vi: Numbers, en: Numbers}
province: {code: "58", name: Ninh Thuan}
units: {a: {code: "1", name: A}, b: {code: "2", name: B}}
populations: {villages: {name: {vi: villages, en: villages}}}
groups: {g: {name: {vi: group, en: group}}}
indicators:
  roads: {clause: "1", group: g, name: {vi: Roads, en: Roads}, measure: rate, population: villages,
          target: {at_least: 75}}
  teams: {clause: "2", group: g, name: {vi: Teams, en: Teams}, unit: {vi: teams, en: teams},
          measure: count, target: {at_least: 20}}
"""
ROUNDS = ("2023-Q2", "2024-Q1", "2024-Q2")


class Figures(NamedTuple):
    """What one unit says for one round: roads in so many villages, and teams."""

    roads: int
    villages: int
    teams: int


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    villages = draw(st.integers(1, 40))
    return Figures(draw(st.integers(0, villages)), villages, draw(st.integers(0, 60)))


worlds = st.fixed_dictionaries({(unit, day): figures() for unit in "ab" for day in ROUNDS})
World = dict[tuple[str, str], Figures]


def reported(world: World) -> Report:
    plan, findings = read_plan(parse(PLAN.encode(), "targets-2024.yaml"))
    assert plan is not None, findings

    def filed(unit: str, day: str) -> Submission:
        said = world[unit, day]
        text = (
            f"{{unit: {unit}, period: {day}, status: final, populations: {{villages:"
            f" {said.villages}}}, figures: {{roads: {said.roads}, teams: {said.teams}}}}}\n"
        )
        return read_submission(parse(text.encode(), f"{unit}/{day}.yaml"), plan, unit, period(day))

    def past(day: Period, units: Iterable[str]) -> dict[str, AreaSubmissions]:
        return {unit: AreaSubmissions(filed(unit, day.id) if unit else None) for unit in units}

    areas = {unit: AreaSubmissions(filed(unit, "2024-Q2")) for unit in "ab"}
    return assess(Round(plan, period("2024-Q2"), areas, past=past))


def period(word: str) -> Period:
    found = parse_id(word)
    assert found is not None
    return found


class Expected(NamedTuple):
    """The officials' columns of one indicator, worked out from the figures themselves."""

    last_year: Fraction
    now: Fraction
    of_plan: Fraction
    change: Fraction
    since_last_year: Fraction


def expected(world: World) -> dict[str, Expected]:
    def total(day: str, place: int) -> int:
        return sum(world[unit, day][place] for unit in "ab")

    rate = {day: Fraction(100 * total(day, 0), total(day, 1)) for day in ROUNDS}
    teams = {day: Fraction(total(day, 2)) for day in ROUNDS}
    last, before, now = ROUNDS
    return {
        "1": Expected(
            rate[last],
            rate[now],
            rate[now] / 75 * 100,
            rate[now] - rate[before],
            rate[now] - rate[last],
        ),
        "2": Expected(
            teams[last],
            teams[now],
            teams[now] * 5,
            teams[now] - teams[before],
            100 * teams[now] / teams[last] if teams[last] else Fraction(-1),
        ),
    }


def is_shown(text: str, number: Fraction) -> bool:
    """Return whether a text shows a number, with as many decimals as it has, on its own side.

    Beside a landmark, such as 0 or what meets the target, it is not rounded onto it.
    """
    found = re.search(r"[-+]?[0-9][0-9,]*(\.[0-9]+)?", text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        return False
    shown = Decimal(found[0].replace(",", "").lstrip("+"))
    places = -int(shown.as_tuple().exponent)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(shown - rounded) <= Decimal(1).scaleb(-places)


def table_of(name: str, report: Report) -> dict[str, dict[str, str]]:
    """Return the officials' table as a format has it: texts by clause and by head."""
    answer = ReportAnswer(report, compares=name == "markdown")
    product = lower(name, answer, View(Language("en")))
    assert isinstance(product, str)
    if name == "html":
        table = product[product.index('id="comparison"') :]
        rows = [
            [
                unescape(re.sub(r"<[^>]*>", "", one)).strip()
                for one in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        ]
    else:
        lines = product[product.index("Same period last year:") :].replace("\\", "").splitlines()
        rows = [[one.strip() for one in line.strip("|").split("|")] for line in lines]
    head = next(row for row in rows if row[0] == "No.")
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows if len(row) == len(head)}


HEADS = {
    "last_year": "Same period last year",
    "now": "Since January",
    "of_plan": "% of the plan",
    "change": "Change on the round before",
    "since_last_year": "% of the same period",
}


@settings(max_examples=25)
@given(world=worlds)
def test_json_and_csv_have_what_the_figures_make(world: World) -> None:
    report, wanted = reported(world), expected(world)
    answer = ReportAnswer(report)
    text = lower("json", answer, View(Language("en")))
    for entry in json.loads(text)["indicators"]:
        row, figures_ = entry["province"], wanted[entry["clause"]]
        found = {
            "last_year": row["same_period_last_year"]["value"],
            "now": row["value"],
            "of_plan": row["percent_of_plan"],
            "change": row["previous"]["change"],
        }
        assert_close(found, figures_)
    table = lower("csv", answer, View(Language("en")))
    assert isinstance(table, str)
    for line in csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))):
        if line["level"] == "province":
            found = {
                "last_year": float(line["last_year_value"]),
                "now": float(line["value"]),
                "of_plan": float(line["percent_of_plan"]),
                "change": float(line["previous_change"]),
            }
            assert_close(found, wanted[line["clause"]])


def assert_close(found: Mapping[str, float], wanted: Expected) -> None:
    for name, number in found.items():
        assert abs(Fraction(number) - getattr(wanted, name)) <= Fraction(1, 10**6), name


@settings(max_examples=10)
@given(world=worlds)
def test_every_table_shows_what_the_figures_make(world: World) -> None:
    report, wanted = reported(world), expected(world)
    tables = {name: table_of(name, report) for name in ("markdown", "html")}
    plain = lower("plain", ReportAnswer(report, compares=True), View(Language("en")))
    assert isinstance(plain, str)
    lines = plain[plain.index("Same period last year:") :].splitlines()
    for clause, numbers in wanted.items():
        for name, table in tables.items():
            for key, head in HEADS.items():
                if getattr(numbers, key) != -1:
                    text = table[clause][head]
                    assert is_shown(text, getattr(numbers, key)), (name, clause, head, text)
        for head in HEADS.values():
            assert tables["markdown"][clause][head] == tables["html"][clause][head]
        line = next(line for line in lines if line.startswith(f"{clause} "))
        for text in filter(None, list(tables["markdown"][clause].values())[1:-2]):
            before, found, line = line.partition(text)
            assert found == text, (before, text)


@pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
@settings(max_examples=5)
@given(world=worlds)
def test_the_letter_and_the_workbook_show_what_the_figures_make(world: World) -> None:
    report, wanted = reported(world), expected(world)
    letter = lower("docx", ReportAnswer(report), View(Language("en")))
    assert isinstance(letter, bytes)
    (table,) = (
        found for found in Document(BytesIO(letter)).tables if found.rows[0].cells[0].text == "No."
    )
    heads = [cell.text.replace("\n", " ") for cell in table.rows[0].cells]
    written = {row.cells[0].text: [cell.text for cell in row.cells] for row in table.rows}
    book = lower("xlsx", ReportAnswer(report), View(Language("en")))
    assert isinstance(book, bytes)
    sheet = load_workbook(BytesIO(book), data_only=True)["Comparison"]
    lines = list(sheet.iter_rows(values_only=True))
    titles = next(line for line in lines if line[0] == "No.")
    for clause, numbers in wanted.items():
        line = next(one for one in lines if str(one[0]) == clause)
        for key, head in HEADS.items():
            number = getattr(numbers, key)
            if number != -1:
                text = written[clause][heads.index(head)].replace("\N{NO-BREAK SPACE}", " ")
                assert is_shown(text, number), (clause, head, text)
                found = line[titles.index(head)]
                assert abs(Fraction(str(found)) - number) <= Fraction(1, 10**6), (clause, head)
