"""Money as people and programs read it: subtotals, what they are a share of, and what is said."""

from __future__ import annotations

import random
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from ttdt.compute.funding import FundingResult
from ttdt.document.answer import View
from ttdt.document.funding.document import FundingAnswer
from ttdt.document.funding.notes import money_notes, summary
from ttdt.document.funding.table import By, money_lines, money_table
from ttdt.document.model import Items, Notes, Paragraph, Table
from ttdt.period import Period
from ttdt.plan import OWN_AREA
from ttdt.submission.model import Amounts, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.json_writing import dumps
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.conftest import Assess

    from ttdt.compute import Report
    from ttdt.document.funding.table import MoneyLine
    from ttdt.plan import Cell

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B, units: {x: {code: "3", name: Xã X}, y: {code: "4", name: Xã Y}}}
groups: {all: {name: {vi: tất cả}}}
indicators:
  teams: {clause: "2", group: all, name: {vi: đội}, measure: count}
funding:
  unit: {vi: triệu đồng, en: million VND}
  sources:
    central: {name: {vi: trung ương, en: central}, kind: investment}
    running: {name: {vi: sự nghiệp, en: running}, kind: recurrent}
    local: {name: {vi: huyện, en: local}}
  projects:
    p1: {code: "1", name: {vi: đất ở, en: land}}
    p5:
      code: "5"
      name: {vi: giáo dục, en: education}
      projects: {p5-1: {code: "5.1", name: {vi: trường, en: schools}}, p5-2: {code: "5.2", name: {vi: nghề, en: trades}}}
"""  # noqa: E501
TARGET = "  target: {at_least: 95}\n"


class Spend(Protocol):
    def __call__(
        self, submissions: str, by: By = By.PROJECT, *, period: str = "2024-Q2", target: str = ""
    ) -> FundingAnswer: ...


@pytest.fixture
def spend(assess_files: Assess) -> Spend:
    """Answer on money, given a line `unit/period: {p1: {…}}` for each submission."""

    def run(
        submissions: str, by: By = By.PROJECT, *, period: str = "2024-Q2", target: str = ""
    ) -> FundingAnswer:
        files = {}
        for line in dedent(submissions).strip().splitlines():
            place, said = line.split(": ", 1)
            folder = "" if place.startswith("province/") else "districts/"
            unit, of = place.split("/")[-2:]
            files[f"{folder}{place}.yaml"] = (
                f"unit: {unit}\nperiod: {of}\nstatus: final\nfunding: {said}\n"
            )
        report = assess_files({"targets-2024.yaml": PLAN + target, **files}, period)
        assert report.funding is not None
        return FundingAnswer(report, report.funding, by)

    return run


WHOLE = """
    a/2024-Q1: {p1: {central: {carried_over: 120.5, assigned: 3400, disbursed: 930.25}}}
    a/2024-Q2: {p1: {central: {carried_over: 120.5, assigned: 3400, disbursed: 1350.25}, local: {assigned: 510, disbursed: 0}}}
    b/x/2024-Q2: {p5-1: {running: {assigned: 80, disbursed: 60}}, p5-2: {running: {assigned: 20, disbursed: 0}}}
    b/y/2024-Q2: {p1: {central: {assigned: 100, disbursed: 100}}}
"""  # noqa: E501


def shown(answer: FundingAnswer, language: str = "en") -> list[str]:
    """Return the rows of the table as lines, what a file has in each cell between bars."""
    table = next(one for one in _blocks(answer, language) if isinstance(one, Table))
    return [" | ".join(found.text for found in row).strip(" |") for row in table.rows]


def said(answer: FundingAnswer) -> list[str]:
    """Return the sentences beside the table."""
    found: list[str] = []
    for block in _blocks(answer, "en"):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Items):
            found += block.items
        elif isinstance(block, Notes):
            found += [f"{block.title}: {note.subject}: {note.text}" for note in block.notes]
    return found


def _blocks(answer: FundingAnswer, language: str) -> tuple[object, ...]:
    return answer.document(View(Language(language))).blocks


def test_projects_have_subtotals_up_their_tree(spend: Spend) -> None:
    # code | name | carried over | assigned | available | in the period | since January | % | left |
    # last year | units | id
    assert shown(spend(WHOLE)) == [
        "Total | 120.5 | 4,110 | 4,230.5 | 420† | 1,510.25 | 35.7 % | 2,720.25 |  | 3/3",
        "1 | land | 120.5 | 4,010 | 4,130.5 | 420† | 1,450.25 | 35.1 % | 2,680.25 |  | 2/2 | p1",
        "5 | education | 0 | 100 | 100 |  | 60 | 60.0 % | 40 |  | 1/1 | p5",
        "5.1 | schools | 0 | 80 | 80 |  | 60 | 75.0 % | 20 |  | 1/1 | p5-1",
        "5.2 | trades | 0 | 20 | 20 |  | 0 | 0.0 % | 20 |  | 1/1 | p5-2",
    ]


def test_sources_stand_below_their_kinds(spend: Spend) -> None:
    assert shown(spend(WHOLE, By.SOURCE), "vi") == [
        "Tổng số | 120,5 | 4.110 | 4.230,5 | 420† | 1.510,25 | 35,7 % | 2.720,25 |  | 3/3",
        (
            "Vốn đầu tư | 120,5 | 3.500 | 3.620,5 | 420† | 1.450,25 | 40,1 % | 2.170,25 |  | 2/2"
            " | investment"
        ),
        (
            "trung ương | 120,5 | 3.500 | 3.620,5 | 420† | 1.450,25 | 40,1 % | 2.170,25 |  | 2/2"
            " | central"
        ),
        "Kinh phí sự nghiệp | 0 | 100 | 100 |  | 60 | 60,0 % | 40 |  | 1/1 | recurrent",
        "sự nghiệp | 0 | 100 | 100 |  | 60 | 60,0 % | 40 |  | 1/1 | running",
        "Vốn khác | 0 | 510 | 510 |  | 0 | 0,0 % | 510 |  | 1/1 | other",
        "huyện | 0 | 510 | 510 |  | 0 | 0,0 % | 510 |  | 1/1 | local",
    ]
    assert len(shown(spend(WHOLE, By.KIND))) == 4


def test_units_have_subtotals_up_their_tree(spend: Spend) -> None:
    assert shown(spend(WHOLE, By.UNIT)) == [
        "Ninh Thuận | 120.5 | 4,110 | 4,230.5 | 420† | 1,510.25 | 35.7 % | 2,720.25 |  | 3/3",
        "Huyện A | 120.5 | 3,910 | 4,030.5 | 420† | 1,350.25 | 33.5 % | 2,680.25 |  | 1/1 | a",
        "Huyện B | 0 | 200 | 200 |  | 160 | 80.0 % | 40 |  | 2/2 | b",
        "Xã X | 0 | 100 | 100 |  | 60 | 60.0 % | 40 |  | 1/1 | x",
        "Xã Y | 0 | 100 | 100 |  | 100 | 100.0 % | 0 |  | 1/1 | y",
    ]


def test_a_published_total_by_kind_adds_up(spend: Spend) -> None:
    # A district's published plan of 736,864 = 374,329 + 362,535, of which 313,754.3 was disbursed.
    answer = spend(
        "a/2024-Q2: {p1: {central: {assigned: 374329, disbursed: 180000.3},"
        " running: {assigned: 362535, disbursed: 133754}}}",
        By.KIND,
    )
    assert shown(answer)[0].startswith("Total | 0 | 736,864 | 736,864 |  | 313,754.3 | 42.6 % |")


def test_what_the_whole_comes_to_is_said(spend: Spend) -> None:
    found = said(spend(WHOLE, target=TARGET))
    assert (
        "Disbursed: 1,510.25 of 4,230.5 million VND available, 35.7 %; 2,720.25 left (3/3 units)"
        in found
    )
    assert (
        "Amounts in million VND; %: disbursed since January, of the money available"
        " (carried over + assigned)" in found
    )
    # 2720.25 / 6 = 453.375
    assert (
        "To disburse all of it by the year's end: 453.375 in each of the 6 months left (rounded up)"
        in found
    )
    assert (
        "Most of the 2,720.25 left is with: Huyện A 2,680.25 (98.5 %); 1 land 2,680.25 (98.5 %)"
        in found
    )
    assert "† only those amounts for which the earlier one is known, too" in found
    # 35.7 of the 47.5 that half of 95 is: 0.75.
    assert "Target at the year's end: ≥ 95 %: behind; expected by now: 47.5 %" in found


def test_why_the_percentage_fell_is_said(spend: Spend) -> None:
    # A published case: 42.21 % before 3,236 more were assigned, 33.72 % after.
    answer = spend("""
        a/2024-Q1: {p1: {central: {assigned: 12853, disbursed: 5000}}}
        a/2024-Q2: {p1: {central: {assigned: 16089, disbursed: 5425.25, decision: {number: 85/QĐ-UBND, date: 2024-05-20}}}}
    """)  # noqa: E501
    found = said(answer)
    assert (
        "What is assigned changed by +3,236 since the round before: 42.2 % would be disbursed of"
        " the former amount, 33.7 % is of the present one" in found
    )
    assert (
        "Reassigned since the round before: Huyện A: 1 land, central: 16,089 in the place of 12,853"
        " (+3,236), decision 85/QĐ-UBND of 20 May 2024" in found
    )


def test_causes_and_notes_are_said(spend: Spend) -> None:
    answer = spend("""
        a/2024-Q2: {p1: {central: {assigned: 100, disbursed: 10, cause: floods, note: two villages left}, local: {assigned: 5, disbursed: 5}}}
        b/x/2024-Q2: {p1: {local: {assigned: 5, disbursed: 1, note: paid in part}}}
    """)  # noqa: E501
    assert [one for one in said(answer) if one.startswith("Causes and notes on money")] == [
        "Causes and notes on money: Huyện A: 1 land, central: floods; two villages left",
        "Causes and notes on money: Xã X: 1 land, local: paid in part",
    ]
    assert answer.data(Language("en"))["causes"] == [
        {
            "area": "a",
            "project": "p1",
            "source": "central",
            "cause": "floods",
            "note": "two villages left",
            "place": {"path": "data/districts/a/2024-Q2.yaml", "line": 4},
        },
        {
            "area": "x",
            "project": "p1",
            "source": "local",
            "cause": None,
            "note": "paid in part",
            "place": {"path": "data/districts/b/x/2024-Q2.yaml", "line": 4},
        },
    ]


def test_an_amended_target_says_since_when_and_by_whose_decision(spend: Spend) -> None:
    target = (
        "  target: {at_least: 90, amended: [{from: 2024-Q2, at_least: 95,"
        " decision: {number: 12/QĐ-UBND, date: 2024-05-01}}]}\n"
    )
    amended = (
        "The target is amended: since quarter 2 of 2024 ≥ 95 %, before that ≥ 90 %;"
        " decision 12/QĐ-UBND of 1 May 2024"
    )
    assert amended in said(spend(WHOLE, target=target))
    assert amended not in said(spend(WHOLE, period="2024-Q1", target=target))


def test_what_is_missing_and_unknown_is_named(spend: Spend) -> None:
    answer = spend("""
        a/2024-Q1: {p1: {central: {assigned: 100, disbursed: 10}}}
        a/2024-Q2: {p1: {local: {assigned: 100, disbursed: 101}}, p5-1: {local: {not_reported: chưa đối chiếu}}}
        b/x/2024-Q2: {p1: {local: {assigned: 5, disbursed: 1}}}
    """)  # noqa: E501
    found = said(answer)
    assert "Money missing: not submitted: Huyện B: Xã Y (1 of 2)" in found
    assert "Money missing: Huyện A: 1 land, local: invalid figure" in found
    assert "Money missing: Huyện A: 1 land, central: not reported" in found
    assert "Money missing: Huyện A: 5.1 schools, local: not reported (chưa đối chiếu)" in found
    assert [note for note in found if note.startswith("Invalid, and left out")] == [
        (
            "Invalid, and left out: : data/districts/a/2024-Q2.yaml:4:50: TT216 101 disbursed"
            " is above the 100 available (carried over and assigned)"
        )
    ]


def test_an_area_that_its_units_do_not_add_up_to_is_named(spend: Spend) -> None:
    answer = spend(
        """
        b/2024-Q2: {p1: {central: {assigned: 100, disbursed: 50}}}
        b/x/2024-Q2: {p1: {central: {assigned: 60, disbursed: 30}}}
        b/y/2024-Q2: {p1: {central: {assigned: 30, disbursed: 20}}}
    """,
        By.UNIT,
    )
    assert shown(answer)[2].startswith("Huyện B | 0 | 100 | 100 |  | 50 | 50.0 %")
    assert (
        "Units and their sum: Huyện B: states money of its own; the units below it come to 90"
        " available, 50 disbursed" in said(answer)
    )


def test_json_has_the_rows_of_the_contract(spend: Spend) -> None:
    data = spend(WHOLE, target=TARGET).data(Language("en"))
    assert data["format"] == "ttdt.funding/1"
    assert data["unit"] == "million VND"
    keys = [(row["area"], row["project"], row["source"]) for row in data["rows"]]
    assert keys == [
        (None, None, None), ("a", None, None), ("b", None, None), ("x", None, None),
        ("y", None, None),
        (None, "p1", None), (None, "p5", None), (None, "p5-1", None), (None, "p5-2", None),
        (None, None, "central"), (None, None, "running"), (None, None, "local"),
        (None, "p1", "central"), (None, "p1", "local"), (None, "p5", "running"),
        (None, "p5-1", "running"), (None, "p5-2", "running"),
    ]  # fmt: skip
    assert data["rows"][1] == {
        "area": "a",
        "project": None,
        "source": None,
        "carried_over": Decimal("120.5"),
        "assigned": 3910,
        "available": Decimal("4030.5"),
        "disbursed": Decimal("1350.25"),
        "in_period": 420,
        "in_period_cells": 1,
        "percent": 33.500806,
        "remaining": Decimal("2680.25"),
        "per_month": Decimal("446.709"),
        "status": "behind",
        "target": 95,
        "expected": 47.5,
        "gap": -61.499194,
        "coverage": {"units": 1, "applicable": 1},
        "firm": True,
        "cells": 2,
        "same_period_last_year": None,
        "reassigned": 0,
        "percent_before_reassignment": None,
    }
    assert [kind["kind"] for kind in data["kinds"]] == ["investment", "recurrent", "other"]


def test_json_numbers_are_exact(spend: Spend) -> None:
    answer = spend("a/2024-Q2: {p1: {local: {assigned: 123456789012345.123, disbursed: 0.1}}}")
    text = dumps(answer.data(Language("en")))
    assert '"assigned": 123456789012345.123,' in text
    assert '"remaining": 123456789012345.023,' in text


def test_status_is_null_without_a_target(spend: Spend) -> None:
    assert spend(WHOLE).data(Language("en"))["rows"][0]["status"] is None


def test_rows_name_what_they_are_of(spend: Spend) -> None:
    tidy = spend(WHOLE).rows(Language("en"))
    rows = list(tidy.rows)
    assert len(rows) == 17 + 3
    assert all(set(row) <= set(tidy.columns) for row in rows)
    assert (rows[-1]["kind"], rows[-1]["assigned"]) == ("other", 510)
    assert rows[13]["project_name"] == "land"
    assert rows[13]["source_name"] == "local"


class _Drawn(NamedTuple):
    """A table with random amounts: what stands in it, and which rows a note speaks of."""

    lines: Sequence[MoneyLine]
    cells: Sequence[Sequence[str]]
    noted: frozenset[str]


_NAMES = ("p1", "p5-1", "p5-2")
_SOURCES = ("central", "local")
_TABLES = 10_000
_VIETNAMESE = Language("vi")


@pytest.mark.slow
def test_printed_parts_and_totals_never_contradict_each_other(
    assess_files: Assess,
) -> None:
    report = assess_files({"targets-2024.yaml": PLAN})
    rng = random.Random(14)  # noqa: S311 - the same each time
    noted = 0
    for number in range(_TABLES):
        by = tuple(By)[number % len(By)]
        drawn = _drawn(report, by, rng)
        names = [line.name for line in drawn.lines]
        for place, parts in _parts(drawn.lines):
            whole = _amounts(drawn.cells[place])
            rows = [_amounts(drawn.cells[part]) for part in parts]
            sums = [sum(column) for column in zip(*rows, strict=True)]
            if names[place] in drawn.noted:
                noted += 1
                continue
            assert whole == sums, (number, by, names[place])
        for row in drawn.cells:
            carried, assigned, available, _, disbursed, remaining, _ = _amounts(row)
            assert carried + assigned == available
            assert available - disbursed == remaining
    assert noted > _TABLES // 100


def _parts(lines: Sequence[MoneyLine]) -> Iterator[tuple[int, list[int]]]:
    """Yield the place of each row that is made of others, and theirs."""
    for place, line in enumerate(lines):
        below = []
        for other in range(place + 1, len(lines)):
            if lines[other].level <= line.level:
                break
            if lines[other].level == line.level + 1:
                below.append(other)
        if below:
            yield place, below


def _amounts(row: Sequence[str]) -> list[Decimal]:
    """Return the amounts that a row shows, as a reader adds them up: nothing is 0."""
    return [
        Decimal(text.removesuffix("†").replace(".", "").replace(",", ".") or 0)
        for place, text in enumerate(row)
        if place != 5  # the percentage, which does not add up
    ]


def _drawn(report: Report, by: By, rng: random.Random) -> _Drawn:
    plan, lang = report.plan, _VIETNAMESE
    assert plan.funding is not None
    filed = {area: _filed(area, rng) for area in plan.areas}
    result = FundingResult(plan.funding, Round(plan, report.period, filed))
    lines = money_lines(lang, report, result, by)
    table = money_table(lang, result.funding, lines, by)
    first = 2 if by is By.PROJECT else 1
    noted = {
        note.subject
        # Rows of other tables are made of the same amounts.
        for notes in (money_notes(lang, report, result) if by is By.UNIT else ())
        for note in notes.notes
        if notes.title == lang.gettext("Units and their sum")
    }
    rows = [[found.text for found in row[first : first + 8]] for row in table.rows]
    return _Drawn(lines, rows, frozenset(noted))


def _filed(area: str, rng: random.Random) -> AreaSubmissions:
    # An area above others rarely says anything of money itself.
    if rng.random() < (0.9 if area in {OWN_AREA, "b"} else 0.2):
        return AreaSubmissions()
    now, before = (
        Submission(f"{area}-{part}", area, Period(2024, part), usable=True, funding=_funding(rng))
        for part in ("Q2", "Q1")
    )
    return AreaSubmissions(now, (before,))


def _funding(rng: random.Random) -> Mapping[Cell, Amounts]:
    return {
        (project, source): Amounts(
            carried_over=_amount(rng), assigned=_amount(rng), disbursed=_amount(rng)
        )
        for project in _NAMES
        for source in _SOURCES
        if rng.random() < 0.4
    }


def _amount(rng: random.Random) -> Decimal:
    return Decimal(rng.randrange(10**6)).scaleb(-rng.randrange(4))


def test_the_units_that_are_not_covered_are_named(spend: Spend) -> None:
    # x says nothing of the trades that it named in the first quarter; y has handed in nothing.
    answer = spend(
        """
        a/2024-Q2: {p1: {central: {assigned: 100, disbursed: 10}}}
        b/x/2024-Q1: {p5-2: {running: {assigned: 20, disbursed: 0}}}
        b/x/2024-Q2: {p5-1: {running: {assigned: 100, disbursed: 40}}}
        """
    )
    assert said(answer)[2] == (
        "Disbursed: 50 of 200 million VND available, 25.0 %; 150 left"
        " (1/3 units; incomplete: Xã X, Xã Y)"
    )
    lang = Language("en")
    of_unit = summary(lang, answer.report, answer.funding, "b")
    assert of_unit.endswith("60 left (0/2 units; incomplete: Xã X, Xã Y)")
    # Of a unit alone the sentence speaks already.
    assert summary(lang, answer.report, answer.funding, "x").endswith("60 left (0/1 units)")
    assert summary(lang, answer.report, answer.funding, "y") == (
        "Nothing is known of the money yet (0/1 units)"
    )
