"""Tasks: how far each is, by whom, and which are late."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute.tasks import TasksResult

_PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B, units: {x: {code: "3", name: Xã X}, y: {code: "4", name: Xã Y}}}
groups: {all: {name: {vi: tất cả}}}
bodies: {ban: {name: {vi: Ban Dân tộc}}}
indicators:
  teams: {clause: "2", group: all, name: {vi: đội}, measure: count}
tasks:
  iii-1: {clause: "III.1", name: {vi: rà soát}, units: all, due: 2024-Q2}
  iii-2: {clause: "III.2", name: {vi: bố trí}, units: [b], due: 2024-Q4}
  v-4: {clause: "V.4", name: {vi: tổng hợp}, responsible: [ban]}
"""


class Ask(Protocol):
    def __call__(self, submissions: str, *, period: str = "2024-Q2") -> TasksResult: ...


@pytest.fixture
def ask(assess_files: Assess) -> Ask:
    """Count tasks, given a line `unit/period: {iii-1: …}` for each submission."""

    def run(submissions: str, *, period: str = "2024-Q2") -> TasksResult:
        files = {}
        for line in dedent(submissions).strip().splitlines():
            place, said = line.split(": ", 1)
            folder = "" if place.startswith("province/") else "districts/"
            files[f"{folder}{place}.yaml"] = dedent(f"""\
                unit: {place.split("/")[-2]}
                period: {place.split("/")[-1]}
                status: final
                tasks: {said}
                """)
        result = assess_files({"targets-2024.yaml": _PLAN, **files}, period).tasks
        assert result is not None
        return result

    return run


def test_all_units_are_the_smallest(ask: Ask) -> None:
    result = ask(
        """
        a/2024-Q2: {iii-1: done}
        b/x/2024-Q2: {iii-1: {status: under_way, percent: 40}}
        b/2024-Q2: {iii-2: not_started}
        province/2024-Q2: {v-4: under_way}
        """
    )
    first, second, third = result.rows
    assert list(first.words) == ["a", "x", "y"]
    # asked, done, under way, not started, cancelled, late, no word
    assert first.counts == (3, 1, 1, 0, 0, 2, 1)
    assert second.counts == (1, 0, 0, 1, 0, 0, 0)
    assert list(third.words) == [""]
    assert third.counts == (1, 0, 1, 0, 0, 0, 0)
    assert result.counts == (5, 1, 2, 1, 0, 2, 1)
    assert result.counts_of(["b", "x", "y"]) == (3, 0, 1, 1, 0, 2, 1)


@pytest.mark.parametrize(
    ("period", "said", "late"),
    [
        ("2024-Q1", "not_started", 0),  # not due before the end of June
        ("2024-Q2", "not_started", 1),
        ("2024-Q2", "under_way", 1),
        ("2024-Q2", "done", 0),
        ("2024-Q2", "{status: cancelled, reason: gộp vào việc khác}", 0),
        ("2024-H1", "under_way", 1),
        ("2024-Q3", "under_way", 1),
    ],
)
def test_late_is_due_and_not_done(ask: Ask, period: str, said: str, late: int) -> None:
    result = ask(f"a/{period}: {{iii-1: {said}}}", period=period)
    assert result.rows[0].words["a"].late == bool(late)


def test_a_word_with_an_error_is_none(ask: Ask) -> None:
    result = ask(
        """
        a/2024-Q2: {iii-1: {status: done, percent: 140}}
        b/x/2024-Q2: {iii-1: {status: cancelled}}
        b/y/2024-Q2: {iii-1: finished}
        """
    )
    assert result.rows[0].counts == (3, 0, 0, 0, 0, 3, 3)


def test_a_word_of_an_earlier_round_does_not_count(ask: Ask) -> None:
    result = ask("a/2024-Q1: {iii-1: done}")
    assert result.rows[0].words["a"].status is None


def test_where_a_word_stands(ask: Ask) -> None:
    result = ask("a/2024-Q2: {iii-1: {status: done, note: đủ 9 xã}}")
    word = result.rows[0].words["a"]
    assert word.source is not None
    assert (word.source.path, word.source.line) == ("data/districts/a/2024-Q2.yaml", 4)
    assert word.report is not None
    assert word.report.note == "đủ 9 xã"
