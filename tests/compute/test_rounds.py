"""A round: which submission speaks for a unit, who has submitted, what the report must say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.compute.conftest import Progress
    from tests.conftest import Assess

RATE = """
measure: rate
population: villages
target: {at_least: 80}
"""


@pytest.mark.parametrize(
    ("period", "order"),
    [
        ("2024-Q2", ("2024-Q2", "2024-H1", "2024-06")),
        ("2024-H1", ("2024-H1", "2024-Q2", "2024-06")),
        ("2024-06", ("2024-06", "2024-H1", "2024-Q2")),
        ("2024-Q1", ("2024-Q1", "2024-03")),
        ("2024-09", ("2024-09", "2024-9M", "2024-Q3")),
        ("2024-Q3", ("2024-Q3", "2024-9M", "2024-09")),
        ("2024-12", ("2024-12", "2024", "2024-H2", "2024-Q4")),
        ("2024", ("2024", "2024-H2", "2024-Q4", "2024-12")),
    ],
)
def test_periods_with_the_same_end_stand_in_the_exact_first_then_the_longer(
    progress: Progress, period: str, order: tuple[str, ...]
) -> None:
    for first in range(len(order)):
        lines = [f"u{first}/{other}: {n} of 100" for n, other in enumerate(order[first:], first)]
        seen = progress(RATE, "\n".join(lines), period=period)
        assert seen.unit(f"u{first}").value == first
        assert seen.unit(f"u{first}").period == order[first]


@pytest.mark.parametrize("other", ["2024-Q1", "2024-05", "2024-07", "2024-9M", "2024", "2023-Q2"])
def test_periods_with_another_end_do_not(progress: Progress, other: str) -> None:
    seen = progress(RATE, f"a/{other}: 80 of 100")
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "not_submitted")


def test_a_figure_missing_in_the_exact_period_is_taken_from_another(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {populations: {villages: 100}, figures: {teams: 1}}
        a/2024-H1: 80 of 100
        """,
    )
    assert (seen.unit("a").status, seen.unit("a").reason) == ("met", None)
    assert seen.unit("a").period == "2024-H1"


@pytest.mark.parametrize(
    "form",
    [
        "{figures: {roads: null, teams: null}}",
        "{populations: {villages: 100}, figures: {roads: null}}",
        "{populations: {villages: null}}",
    ],
)
def test_a_form_nobody_filled_in_is_not_submitted(progress: Progress, form: str) -> None:
    seen = progress(RATE, f"a/2024-Q2: {form}")
    assert (seen.unit("a").status, seen.unit("a").reason) == ("no_data", "not_submitted")
    assert seen.report.completeness.missing == ("a",)


def test_another_period_stands_in_for_a_form_nobody_filled_in(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: {figures: {roads: null}}
        a/2024-H1: 80 of 100
        """,
    )
    assert seen.unit("a").value == 80
    assert seen.unit("a").period == "2024-H1"
    assert seen.report.completeness.missing == ()


def test_completeness_says_who_is_missing_and_whose_file_has_errors(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 80 of 100
        b/2024-Q1: 80 of 100
        c/2024-Q2: 120 of 100
        d/2024-Q2: {populations: {villages: 0}, figures: {teams: 1}}
        e/2024-Q2: {figures: {roads
        """,
        units="e d c b a",
    )
    completeness = seen.report.completeness
    assert completeness.expected == ("e", "d", "c", "b", "a")
    assert completeness.submitted == 4
    assert completeness.missing == ("b",)
    assert completeness.invalid == ("e", "c")


@pytest.mark.parametrize(
    ("submissions", "sample"),
    [
        ("a/2024-Q2: 80 of 100", False),
        ("a/2024-Q2: {sample: true, populations: {villages: 9}, figures: {roads: 8}}", True),
        ("a/2024-Q2: {sample: false, populations: {villages: 9}, figures: {roads: 8}}", False),
        (
            """
            a/2023: {sample: true, populations: {villages: 9}, figures: {roads: 8}}
            a/2024-Q2: 80 of 100
            """,
            True,
        ),
        (
            """
            a/2024-Q2: 80 of 100
            b/2024-Q2: {sample: true, figures: {teams: 8}}
            """,
            True,
        ),
        (
            """
            a/2024-Q1: {sample: true, populations: {villages: 9}, figures: {roads: 8}}
            a/2024-Q2: 80 of 100
            a/2024-Q3: {sample: true, populations: {villages: 9}, figures: {roads: 8}}
            """,
            False,
        ),
    ],
)
def test_a_report_that_uses_sample_data_says_so(
    progress: Progress, submissions: str, *, sample: bool
) -> None:
    assert progress(RATE, submissions).report.sample is sample


def test_a_sample_that_is_carried_forward_is_used(progress: Progress) -> None:
    submissions = """
        a/2024-Q1: {sample: true, populations: {villages: 9}, figures: {roads: 8}}
        a/2024-Q2: {figures: {teams: 1}}
        """
    assert progress(RATE, submissions, carry_forward=True).report.sample


def test_a_sample_population_that_makes_a_verdict_firm_is_used(progress: Progress) -> None:
    seen = progress(
        RATE,
        """
        a/2024-Q2: 99 of 100
        b/2024-Q1: {sample: true, populations: {villages: 9}, figures: {roads: 8}}
        b/2024-Q2: {figures: {teams: 1}}
        """,
    )
    assert seen.own.firm
    assert seen.report.sample


@pytest.mark.parametrize(
    ("submission", "flags"),
    [
        ("{status: final, figures: {roads: {percent: 81}}}", ("derived",)),
        ("{status: estimate, figures: {roads: {percent: 81}}}", ("derived", "estimate")),
        ("{status: provisional, figures: {roads: {percent: 81}}}", ("derived", "provisional")),
        ("{status: provisional, figures: {teams: 1}}", ()),
        (
            "{populations: {villages: 9}, figures: {roads: {value: 8, accept: {TT303: đúng}}}}",
            ("accepted",),
        ),
        ("8 of 9", ()),
    ],
)
def test_a_units_row_is_flagged(
    progress: Progress, submission: str, flags: tuple[str, ...]
) -> None:
    assert progress(RATE, f"a/2024-Q2: {submission}").unit("a").flags == flags


PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: A}
  b: {code: "2", name: B}
populations: {villages: {name: {vi: thôn}}}
groups: {all: {name: {vi: tất cả}}}
indicators:
  roads:
    {clause: "1", group: all, name: {vi: đường}, measure: rate, population: villages,
     target: {at_least: 75}}
"""
A = """\
unit: a
period: 2024-Q2
status: provisional
submitted: 2024-06-20
populations:
  villages: 38
figures:
  # thêm một thôn
  roads: {value: 30, note: "nghiệm thu tháng 5"}
"""
B = """\
unit: b
period: 2024-Q2
status: final
populations: {villages: 2}
figures: {roads: 1}
"""


def test_a_figure_can_be_traced_to_its_file_and_line(assess_files: Assess) -> None:
    report = assess_files({"targets-2024.yaml": PLAN, "districts/a/2024-Q2.yaml": A})
    row = report.indicators[0].units["a"]
    assert row.source is not None
    assert (row.source.path, row.source.line) == ("data/districts/a/2024-Q2.yaml", 9)
    assert (row.note, row.period) == ("nghiệm thu tháng 5", "2024-Q2")


def test_the_order_of_files_changes_nothing(assess_files: Assess) -> None:
    files = {
        "targets-2024.yaml": PLAN,
        "districts/a/2024-Q2.yaml": A,
        "districts/b/2024-Q2.yaml": B,
    }
    assert assess_files(files) == assess_files(dict(reversed(files.items())))


def test_an_earlier_file_that_lends_only_a_population_keeps_its_errors_to_itself(
    progress: Progress,
) -> None:
    submissions = """
        a/2024-Q1: {populations: {villages: 100}, figures: {roads: 80, teams: -1}}
        b/2024-Q2: 80 of 100
        """
    assert progress(RATE, submissions).report.all_errors == ()
    carried = progress(RATE, submissions, carry_forward=True).report.all_errors
    assert [error.finding.code for error in carried] == ["TT202"]
