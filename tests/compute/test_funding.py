"""Money: ratios of sums up the trees of projects and of areas, and who is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.compute import Status
from ttdt.compute.funding import FundingResult, Money
from ttdt.period import Period
from ttdt.plan import read_plan
from ttdt.submission import read_submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.yaml import YamlDocument

if TYPE_CHECKING:
    from tests.conftest import Assess

_PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B, units: {x: {code: "3", name: Xã X}, y: {code: "4", name: Xã Y}}}
groups: {all: {name: {vi: tất cả}}}
indicators:
  teams: {clause: "2", group: all, name: {vi: đội}, measure: count}
funding:
  unit: {vi: triệu đồng}
  sources:
    central: {name: {vi: trung ương}, kind: investment}
    running: {name: {vi: sự nghiệp}, kind: recurrent}
    local: {name: {vi: huyện}}
  projects:
    p1: {code: "1", name: {vi: đất ở}}
    p5:
      code: "5"
      name: {vi: giáo dục}
      projects: {p5-1: {code: "5.1", name: {vi: trường}}, p5-2: {code: "5.2", name: {vi: nghề}}}
  TARGET
"""


class Spend(Protocol):
    def __call__(
        self, submissions: str, *, period: str = "2024-Q2", target: str = ""
    ) -> FundingResult: ...


@pytest.fixture
def spend(assess_files: Assess) -> Spend:
    """Add up money, given a line `unit/period: {p1: {…}}` for each submission."""

    def run(submissions: str, *, period: str = "2024-Q2", target: str = "") -> FundingResult:
        files = {}
        for line in dedent(submissions).strip().splitlines():
            place, said = line.split(": ", 1)
            folder = "" if place.startswith("province/") else "districts/"
            files[f"{folder}{place}.yaml"] = dedent(f"""\
                unit: {place.split("/")[-2]}
                period: {place.split("/")[-1]}
                status: final
                funding: {said}
                """)
        plan = _PLAN.replace("TARGET", target)
        result = assess_files({"targets-2024.yaml": plan, **files}, period).funding
        assert result is not None
        return result

    return run


WHOLE = """
    a/2024-Q2: {p1: {central: {carried_over: 120.5, assigned: 3400, disbursed: 1350.25}, local: {assigned: 510, disbursed: 0}}}
    b/x/2024-Q2: {p5-1: {running: {assigned: 80, disbursed: 60}}, p5-2: {running: {assigned: 20, disbursed: 0}}}
    b/y/2024-Q2: {p1: {central: {assigned: 100, disbursed: 100}}}
"""  # noqa: E501


def money(result: FundingResult, *key: Any) -> tuple[object, ...]:
    """Return what is carried over, assigned, available, disbursed and left of a row."""
    found = result.row(*key).money
    assert found is not None
    return (*found, found.available, found.remaining)


def said_of(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return values of any type, to be compared with plain numbers."""
    return values


def covered(result: FundingResult, *key: Any) -> tuple[int, int]:
    coverage = result.row(*key).coverage
    return coverage.units, coverage.applicable


def test_the_rate_is_the_ratio_of_sums(spend: Spend) -> None:
    whole = spend(WHOLE)
    # 120.5 carried over, 3400 + 510 + 80 + 20 + 100 assigned; 1350.25 + 60 + 100 disbursed.
    assert set(money(whole)) == {
        Decimal("120.5"), Decimal(4110), Decimal("4230.5"), Decimal("1510.25"), Decimal("2720.25"),
    }  # fmt: skip
    found = whole.row().money
    assert found is not None
    assert found.rate == Fraction(151025, 423050) * 100
    assert covered(whole) == (3, 3)
    assert whole.row().status is Status.UNGRADED


def test_rows_up_the_trees(spend: Spend) -> None:
    whole = spend(WHOLE)
    assert money(whole, "", "p1")[1] == 4010  # 3400 + 510 + 100
    assert money(whole, "", "p5")[1] == 100  # 80 + 20, of the projects below it
    assert money(whole, "", "p5-1")[1:3] == (80, 60)
    assert money(whole, "", None, "running")[1] == 100
    assert money(whole, "", None, None, "investment")[1] == 3500
    assert money(whole, "", None, None, "other")[1] == 510  # local is of neither kind
    assert money(whole, "", "p1", "central")[1] == 3500
    assert money(whole, "b")[1] == 200
    assert money(whole, "b", "p1")[1] == 100


def test_a_unit_that_never_named_a_row_has_none(spend: Spend) -> None:
    whole = spend(WHOLE)
    assert covered(whole, "", "p1") == (2, 2)
    assert covered(whole, "", "p5") == (1, 1)
    assert covered(whole, "", None, "local") == (1, 1)
    assert whole.row("a", "p5").status is Status.NOT_APPLICABLE


def test_a_silent_unit_is_missing_everywhere(spend: Spend) -> None:
    result = spend("a/2024-Q2: {p1: {local: {assigned: 10, disbursed: 1}}}")
    assert covered(result) == (1, 3)
    assert covered(result, "", "p1", "local") == (1, 3)
    assert covered(result, "b") == (0, 2)
    assert result.row("b").status is Status.NO_DATA
    assert result.row("b").money is None


@pytest.mark.parametrize(
    "cell",
    [
        "{assigned: 10}",
        "{disbursed: 10}",
        "{carried_over: 10, disbursed: 0}",
        "{carried_over: , assigned: 10, disbursed: 0}",
        "{not_reported: chưa chốt sổ}",
        "",
    ],
)
def test_an_amount_that_is_not_all_known_is_missing_from_every_column(
    spend: Spend, cell: str
) -> None:
    result = spend(f"a/2024-Q2: {{p1: {{central: {{assigned: 7, disbursed: 2}}, local: {cell}}}}}")
    assert money(result, "a")[:3] == (0, 7, 2)
    assert covered(result, "a") == (0, 1)
    assert covered(result, "a", "p1", "central") == (1, 1)
    assert covered(result, "a", "p1", "local") == (0, 1)


def test_an_invalid_amount_is_missing(spend: Spend) -> None:
    result = spend("a/2024-Q2: {p1: {local: {assigned: 10, disbursed: 11}}}")
    assert result.row("a").money is None
    assert covered(result, "a") == (0, 1)


def test_money_of_the_round_before_is_owed_now(spend: Spend) -> None:
    result = spend(
        """
        a/2024-Q1: {p1: {central: {assigned: 7, disbursed: 1}, local: {assigned: 5, disbursed: 1}}}
        a/2024-Q2: {p1: {central: {assigned: 7, disbursed: 2}}}
        """
    )
    assert covered(result, "a") == (0, 1)
    assert covered(result, "a", "p1", "local") == (0, 1)
    assert result.row("a", "p1", "local").status is Status.NO_DATA
    assert money(result, "a")[1:3] == (7, 2)


def test_an_own_amount_comes_before_the_sum_below(spend: Spend) -> None:
    result = spend(
        """
        b/2024-Q2: {p1: {central: {assigned: 300, disbursed: 30}}}
        b/x/2024-Q2: {p1: {central: {assigned: 1, disbursed: 1}}, p5-1: {local: {assigned: 8, disbursed: 2}}}
        """  # noqa: E501
    )
    # What b says of p1 stands for both communes; p5-1 is what x says.
    assert money(result, "b")[1:3] == (308, 32)
    assert covered(result, "b", "p1") == (2, 2)
    assert covered(result, "b", "p5-1") == (1, 1)
    assert money(result, "x")[1:3] == (9, 3)
    assert money(result)[1:3] == (308, 32)


def test_an_own_amount_that_is_not_known_leaves_the_sum_below(spend: Spend) -> None:
    result = spend(
        """
        b/2024-Q2: {p1: {central: {assigned: 300}}}
        b/x/2024-Q2: {p1: {central: {assigned: 100, disbursed: 10}}}
        b/y/2024-Q2: {p1: {central: {assigned: 50, disbursed: 5}}}
        """
    )
    assert money(result, "b")[1:3] == (150, 15)
    assert covered(result, "b") == (2, 2)


def test_money_dropped_from_a_year_s_last_round_is_missing(spend: Spend) -> None:
    result = spend(
        """
        a/2024-9M: {p1: {central: {assigned: 100, disbursed: 90}, local: {assigned: 10, disbursed: 1}}}
        a/2024: {p1: {central: {assigned: 100, disbursed: 99}}}
        """,  # noqa: E501
        period="2024",
    )
    assert covered(result, "a") == (0, 1)
    assert money(result, "a")[1:3] == (100, 99)


def test_of_two_files_of_one_day_the_next_says_what_the_first_lacks(spend: Spend) -> None:
    result = spend(
        """
        a/2024-Q2: {p1: {central: {assigned: 100}}}
        a/2024-H1: {p1: {central: {assigned: 100, disbursed: 60}}}
        """
    )
    assert money(result, "a")[1:3] == (100, 60)


def test_disbursed_in_the_period(spend: Spend) -> None:
    result = spend(
        """
        a/2024-Q1: {p1: {central: {assigned: 70, disbursed: 10.5}}}
        a/2024-05: {p1: {central: {assigned: 70, disbursed: 15}}}
        a/2024-Q2: {p1: {central: {assigned: 70, disbursed: 20}, local: {assigned: 9, disbursed: 4}}}
        """  # noqa: E501
    )
    # Since the end of March, and not since that of May; local says nothing of March.
    before = result.row("a").before
    assert before is not None
    assert (before.change, before.cells) == (Decimal("9.5"), 1)
    assert result.row("a").cells == 2
    assert result.row("a", None, "local").in_period is None


def test_a_period_from_january_on_has_all_of_it(spend: Spend) -> None:
    said = """
        a/2024-Q1: {p1: {central: {assigned: 70, disbursed: 10.5}}}
        a/2024-H1: {p1: {central: {assigned: 70, disbursed: 20}}}
        """
    assert spend(said, period="2024-H1").row("a").in_period == 20
    assert spend(said, period="2024-Q2").row("a").in_period == Decimal("9.5")


def test_the_same_period_of_last_year(spend: Spend) -> None:
    result = spend(
        """
        a/2023-Q2: {p1: {central: {assigned: 50, disbursed: 18}}}
        a/2024-Q2: {p1: {central: {assigned: 70, disbursed: 20}, local: {assigned: 9, disbursed: 4}}}
        """  # noqa: E501
    )
    last_year = result.row("a").last_year
    assert last_year is not None
    assert said_of(last_year) == (18, 20, 1)


def test_what_is_needed_each_month(spend: Spend) -> None:
    said = "a/PERIOD: {p1: {local: {assigned: 100, disbursed: 0.5}}}"
    row = spend(said.replace("PERIOD", "2024-Q2")).row("a")
    assert row.per_month == Decimal("16.584")  # 99.5 in 6 months are 16.5833…, rounded up
    end = spend(said.replace("PERIOD", "2024"), period="2024").row("a")
    assert end.per_month is None


@pytest.mark.parametrize(
    ("disbursed", "status"),
    [
        (95, Status.MET),
        (48, Status.ON_TRACK),  # 47.5 by the end of June, on the straight way from 0 to 95
        (46, Status.ON_TRACK),  # 46 / 47.5 = 0.968
        (30, Status.BEHIND),  # 0.63
        (10, Status.FAR_BEHIND),  # 0.21
    ],
)
def test_judged_as_a_rate_from_zero(spend: Spend, disbursed: int, status: Status) -> None:
    said = f"a/2024-Q2: {{p1: {{local: {{assigned: 100, disbursed: {disbursed}}}}}}}"
    row = spend(said, target="target: {at_least: 95}").row("a")
    assert said_of((row.status, row.goal, row.expected)) == (status, 95, Fraction(95, 2))
    assert row.gap == disbursed - 95


def test_at_the_years_end_it_is_not_met(spend: Spend) -> None:
    said = "a/2024: {p1: {local: {assigned: 100, disbursed: 94.999}}}"
    row = spend(said, period="2024", target="target: {at_least: 95}").row("a")
    assert row.status is Status.NOT_MET


def test_an_amended_target_is_in_force_from_its_period_on(spend: Spend) -> None:
    target = (
        "target: {at_least: 95, amended: [{from: 2024-Q2, at_least: 80, decision: 12/QĐ-UBND}]}"
    )
    said = "a/PERIOD: {p1: {local: {assigned: 100, disbursed: 85}}}"
    first = spend(said.replace("PERIOD", "2024-Q1"), period="2024-Q1", target=target)
    second = spend(said.replace("PERIOD", "2024-04"), period="2024-04", target=target)
    assert said_of((first.row("a").goal, second.row("a").goal)) == (95, 80)
    assert second.row("a").status is Status.MET


def test_what_was_assigned_otherwise(spend: Spend) -> None:
    result = spend(
        """
        a/2024-Q1: {p1: {central: {assigned: 70, disbursed: 10}, local: {assigned: 5, disbursed: 1}}}
        a/2024-Q2: {p1: {central: {assigned: 90, disbursed: 20, decision: {number: 5/QĐ, date: 2024-05-02}}, local: {assigned: 5, disbursed: 2}}}
        """  # noqa: E501
    )
    (change,) = result.reassignments
    assert said_of(change)[:4] == ("a", ("p1", "central"), 70, 90)
    assert change.decision is not None
    assert change.decision.number == "5/QĐ"
    assert change.source is not None
    assert (change.source.path, change.source.line) == ("data/districts/a/2024-Q2.yaml", 4)


def test_published_disbursement_of_a_district() -> None:
    """April 2024, million đồng: published, with 42.6 % of the plan."""
    plan = Money(Decimal(0), Decimal(374329) + Decimal(362535), Decimal("313754.3"))
    assert plan.available == 736864
    assert plan.rate is not None
    assert round(plan.rate, 1) == Fraction("42.6")


def test_published_disbursement_of_the_country() -> None:
    """August 2025, thousand million đồng: 45 % of 3,487 and 51 % of 22,939 are 50 % of 26,426."""
    carried, assigned = Decimal(3487), Decimal(22939)
    spent = carried * 45 / 100 + assigned * 51 / 100
    whole = Money(carried, assigned, spent)
    assert whole.available == 26426
    assert whole.rate is not None
    assert round(whole.rate) == 50


amounts = st.integers(0, 10**9).map(lambda number: Decimal(number).scaleb(-3))
cells = st.tuples(
    st.sampled_from(["a", "x", "y"]),
    st.sampled_from(["p1", "p5-1", "p5-2"]),
    st.sampled_from(["central", "running", "local"]),
)


def result_of(spent: dict[tuple[str, str, str], tuple[Decimal, Decimal]]) -> FundingResult:
    plan, findings = read_plan(YamlDocument.of(_PLAN.replace("TARGET", ""), "plan.yaml"))
    assert plan is not None, findings
    assert plan.funding is not None
    period = Period(2024, "Q2")
    areas = {}
    for unit in ("a", "x", "y"):
        lines = ["unit: " + unit, "period: 2024-Q2", "status: final", "funding:"]
        for project in ("p1", "p5-1", "p5-2"):
            held = {s: spent[unit, project, s] for u, p, s in spent if (u, p) == (unit, project)}
            lines += [f"  {project}:"] if held else []
            lines += [
                f"    {source}: {{assigned: {left + paid}, disbursed: {paid}}}"
                for source, (left, paid) in held.items()
            ]
        document = YamlDocument.of("\n".join(lines), f"{unit}.yaml")
        areas[unit] = AreaSubmissions(read_submission(document, plan, unit, period))
    return FundingResult(plan.funding, Round(plan, period, areas))


def total(result: FundingResult, *key: Any) -> Decimal:
    found = result.row(*key).money
    return Decimal(0) if found is None else found.disbursed


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(cells, st.tuples(amounts, amounts), max_size=12))
def test_every_way_to_part_the_money_adds_up(
    spent: dict[tuple[str, str, str], tuple[Decimal, Decimal]],
) -> None:
    result = result_of(spent)
    whole = total(result)
    assert whole == sum((paid for _, paid in spent.values()), Decimal(0))
    assert whole == total(result, "", "p1") + total(result, "", "p5")
    assert total(result, "", "p5") == total(result, "", "p5-1") + total(result, "", "p5-2")
    sources = ("central", "running", "local")
    assert whole == sum(total(result, "", None, source) for source in sources)
    kinds = ("investment", "recurrent", "other")
    assert whole == sum(total(result, "", None, None, kind) for kind in kinds)
    assert whole == total(result, "a") + total(result, "b")
    assert total(result, "b") == total(result, "x") + total(result, "y")


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(cells, st.tuples(amounts, amounts), min_size=1, max_size=12), st.data())
def test_moving_money_between_sources_or_projects_changes_no_total(
    spent: dict[tuple[str, str, str], tuple[Decimal, Decimal]], data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(sorted(spent)))
    goal = (moved[0], *data.draw(cells)[1:])
    held, gained = spent[moved], spent.get(goal, (Decimal(0), Decimal(0)))
    after = {key: paid for key, paid in spent.items() if key != moved}
    after[goal] = held if goal == moved else (held[0] + gained[0], held[1] + gained[1])
    before, now = result_of(spent).row().money, result_of(after).row().money
    assert before == now
