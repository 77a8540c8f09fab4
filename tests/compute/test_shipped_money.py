"""The money and tasks of the shipped data in the second quarter, added up by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from ttdt.compute.funding import FundingResult, FundingRow, Money, Since
from ttdt.compute.results import Coverage, Status
from ttdt.compute.tasks import TaskCounts, TasksResult
from ttdt.period import Period
from ttdt.plan import OWN_AREA
from ttdt.workspace.workspace import Workspace

DATA = Path(__file__).parents[2] / "data"


def money_in(quarter: str) -> FundingResult:
    round_ = Workspace(DATA, Path("data")).round(Period(2024, quarter))
    assert round_.plan.funding is not None
    return FundingResult(round_.plan.funding, round_)


@pytest.fixture(scope="module")
def funding() -> FundingResult:
    return money_in("Q2")


@pytest.fixture(scope="module")
def tasks() -> TasksResult:
    round_ = Workspace(DATA, Path("data")).round(Period(2024, "Q2"))
    return TasksResult(round_, tuple(round_.plan.tasks.values()))


def rate(row: FundingRow) -> Fraction | None:
    assert row.money is not None
    return row.money.rate


def test_the_province_is_the_sum_of_the_six_that_submitted(funding: FundingResult) -> None:
    row = funding.row()
    # In the plan's order, of Phan Rang-Tháp Chàm, Bác Ái, Ninh Sơn, Ninh Phước, Thuận Bắc and
    # Thuận Nam:
    # carried over  0 + 9131.45 + 2536 + 2145.25 + 4974.6 + 1790.25
    # assigned      1010 + 81720 + 31595 + 30170 + 53770 + 22570
    # disbursed     388.5 + 27883.95 + 12517.3 + 13821.5 + 16746.15 + 5840.5
    assert row.money == Money(Decimal("20577.55"), Decimal(220835), Decimal("77197.90"))
    assert row.money.available == Decimal("241412.55")
    assert row.money.remaining == Decimal("164214.65")
    # 77197.90 / 241412.55 = 31.98 %
    assert row.money.rate == Fraction(7719790, 24141255) * 100
    # 164214.65 / 6 = 27369.1083…
    assert row.per_month == Decimal("27369.109")
    # Ninh Hải handed nothing in, Thuận Nam lacks one source of one project.
    assert row.coverage == Coverage(5, 7)
    # 7 + 23 + 21 + 19 + 21 + 18
    assert row.cells == 109
    assert row.status is Status.UNGRADED  # The plan sets no share that is to be disbursed.


def test_what_was_disbursed_in_the_quarter(funding: FundingResult) -> None:
    # At the end of March 40 + 3864.65 + 2499 + 2723 + 5242 + 768 were.
    assert funding.row().before == Since(Decimal("15136.65"), Decimal("77197.90"), 109)
    assert funding.row().in_period == Decimal("62061.25")
    assert money_in("Q1").row().in_period == Decimal("15371.15")  # with 234.5 of Ninh Hải


def test_a_small_unit_cell_by_cell(funding: FundingResult) -> None:
    # 180 + 420 + 90 + 150 + 60 + 80 + 30 and 60 + 175.5 + 40 + 45 + 20 + 36 + 12
    row = funding.row("phan-rang-thap-cham")
    assert row.money == Money(Decimal(0), Decimal(1010), Decimal("388.5"))
    assert row.coverage == Coverage(1, 1)


def test_credit_of_all_units(funding: FundingResult) -> None:
    # 180 + 3200 + 980 + 2100 + 1450 and 60 + 1600 + 510 + 1150 + 640; Ninh Hải has some, too.
    row = funding.row(source="credit")
    assert row.money == Money(Decimal(0), Decimal(7910), Decimal(3960))
    assert row.coverage == Coverage(5, 6)


def test_a_missing_source_is_missing_with_its_reason(funding: FundingResult) -> None:
    row = funding.row("thuan-nam", "p4", "district")
    assert (row.money, row.status, row.coverage) == (None, Status.NO_DATA, Coverage(0, 1))
    said = funding.round.of("thuan-nam").current
    assert said is not None
    assert (
        said.funding["p4", "district"].not_reported == "Chưa đối chiếu xong với Kho bạc Nhà nước."
    )
    before = money_in("Q1").row("thuan-nam", "p4", "district").money
    assert before == Money(Decimal(0), Decimal(240), Decimal(0))


def test_more_money_by_decision_lowers_the_percentage(funding: FundingResult) -> None:
    (changed,) = funding.reassignments
    assert (changed.area, changed.cell) == ("thuan-bac", ("p2", "central-investment"))
    assert (changed.before, changed.now) == (Decimal(9800), Decimal(14600))
    assert changed.decision == ("01/QĐ-UBND (minh họa)", date(2024, 5, 15))
    # 3528 / (1860.4 + 9800) = 30.26 %, then 4380 / (1860.4 + 14600) = 26.61 %
    cell = ("thuan-bac", "p2", "central-investment")
    assert rate(money_in("Q1").row(*cell)) == Fraction(35280, 116604) * 100
    assert rate(funding.row(*cell)) == Fraction(43800, 164604) * 100


TASKS = {
    # asked, done, under way, not started, cancelled, late, no word
    OWN_AREA: TaskCounts(21, 1, 16, 4, 0, 0, 0),
    "phan-rang-thap-cham": TaskCounts(59, 0, 0, 0, 0, 0, 59),
    "bac-ai": TaskCounts(59, 13, 39, 7, 0, 0, 0),
    "ninh-son": TaskCounts(64, 20, 39, 5, 0, 0, 0),
    "ninh-hai": TaskCounts(64, 0, 0, 0, 0, 0, 64),
    "ninh-phuoc": TaskCounts(59, 16, 38, 4, 1, 0, 0),
    "thuan-bac": TaskCounts(64, 8, 47, 9, 0, 0, 0),
    "thuan-nam": TaskCounts(64, 3, 41, 20, 0, 0, 0),
}


@pytest.mark.parametrize("area", TASKS)
def test_tasks_of_each_area(tasks: TasksResult, area: str) -> None:
    assert tasks.counts_of([area]) == TASKS[area]


def test_tasks_of_all(tasks: TasksResult) -> None:
    # 454 = 61 + 220 + 49 + 1 + 123, the sums of the columns above; the plan gives no task a date.
    assert tasks.counts == TaskCounts(454, 61, 220, 49, 1, 0, 123)
