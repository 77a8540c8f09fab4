from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.analysis.projection import Obstacle, project, straight
from ttdt.analysis.trend import Continuity, Trend, TrendRound, achieved, build_trend
from ttdt.compute import (
    AreaResult,
    Coverage,
    Flag,
    IndicatorResult,
    Selection,
    Status,
    assess,
    select,
)
from ttdt.period import Period
from ttdt.plan import OWN_AREA, Comparator, Direction, Indicator, Measure, Scope, Target
from ttdt.text.message import Text
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

    from ttdt.compute import Report

law = settings(derandomize=True, deadline=None, max_examples=200)
values = st.fractions(min_value=0, max_value=1000, max_denominator=1000)
elapsed = st.integers(1, 11).map(lambda month: Fraction(month, 12))

MET, BEHIND, MISSING = Status.MET, Status.BEHIND, Status.NO_DATA
Q1, Q2, Q3 = Period(2024, "Q1"), Period(2024, "Q2"), Period(2024, "Q3")
YEAR = Period(2024)


def indicator(
    measure: Measure = Measure.RATE,
    target: int | None = 75,
    *,
    comparator: Comparator = Comparator.AT_LEAST,
    **more: object,
) -> Indicator:
    return Indicator(
        id="x",
        clause="1",
        group="all",
        name=Text("x"),
        measure=measure,
        direction=Direction.HIGHER,
        target=None if target is None else Target(comparator, Fraction(target), Fraction(0)),
        **more,  # type: ignore[arg-type]
    )


def row(
    of: Indicator,
    value: object,
    baseline: object = None,
    *,
    coverage: tuple[int, int] = (1, 1),
    flags: tuple[Flag, ...] = (),
    numerator: int | None = None,
    population: int | None = None,
) -> IndicatorResult:
    def exact(number: object) -> Fraction | None:
        return None if number is None else Fraction(str(number))

    seen = AreaResult(
        Status.BEHIND,
        Coverage(*coverage),
        firm=True,
        summed=True,
        goal=None if of.target is None else of.target.value,
        value=exact(value),
        baseline=exact(baseline),
        numerator=exact(numerator),
        population=exact(population),
    )
    unit = AreaResult(Status.BEHIND, Coverage(1, 1), counted=True, value=exact(value), flags=flags)
    return IndicatorResult(of, {OWN_AREA: seen, "a": unit}, {OWN_AREA: ("a",)})


@law
@given(values, values, elapsed)
def test_a_value_on_the_expected_path_leads_to_the_target(
    start: Fraction, target: Fraction, share: Fraction
) -> None:
    expected = start + share * (target - start)
    assert straight(start, expected, share) == target


@law
@given(values, values, elapsed, elapsed)
def test_a_straight_path_leads_to_the_same_end_from_everywhere(
    start: Fraction, step: Fraction, early: Fraction, late: Fraction
) -> None:
    assert straight(start, start + early * step, early) == straight(
        start, start + late * step, late
    )


@pytest.mark.parametrize(
    ("value", "baseline", "period", "leads_to", "meets", "clamped"),
    [
        ("72", "70", Q2, "74", False, False),  # 70 + 2 × 2
        ("72.5", "70", Q2, "75", True, False),
        ("72", "70", Q1, "78", True, False),  # 70 + 4 × 2
        ("72", "70", Q3, "72.666666", False, False),  # 70 + 4/3 × 2
        ("69", "70", Q2, "68", False, False),
        ("95", "80", Q2, "100", True, True),  # 110
        ("5", "60", Q2, "0", False, True),  # -50
    ],
)
def test_rates(
    value: str, baseline: str, period: Period, leads_to: str, *, meets: bool, clamped: bool
) -> None:
    found, obstacle = project(row(indicator(), value, baseline), OWN_AREA, period)
    assert found is not None
    assert obstacle is None
    assert abs(found.value - Fraction(leads_to)) < Fraction(1, 10**6)
    assert (found.meets, found.clamped, found.start) == (meets, clamped, Fraction(baseline))


def test_a_count_starts_from_0_and_has_no_upper_end() -> None:
    found, _ = project(row(indicator(Measure.COUNT, 167), 57, 0), OWN_AREA, Q2)
    assert found is not None
    assert found.value == 114
    assert (found.meets, found.clamped) == (False, False)


def test_a_rate_cannot_fall_by_more_than_it_was() -> None:
    # 4 of 100 poor households now, 10 points fewer than before: there were 14.
    of = indicator(Measure.REDUCTION, 3)
    found, _ = project(row(of, 10, 0, numerator=4, population=100), OWN_AREA, Q2)
    assert found is not None
    assert found.value == 14
    assert found.clamped


@pytest.mark.parametrize(
    ("measure", "comparator", "value", "coverage", "meets", "firm"),
    [
        (Measure.COUNT, Comparator.AT_LEAST, 40, (1, 2), True, True),  # others only add
        (Measure.COUNT, Comparator.AT_LEAST, 30, (1, 2), False, False),
        (Measure.COUNT, Comparator.AT_MOST, 40, (1, 2), False, True),
        (Measure.COUNT, Comparator.AT_MOST, 30, (1, 2), True, False),
        (Measure.COUNT, Comparator.AT_MOST, 30, (2, 2), True, True),
        (Measure.RATE, Comparator.AT_LEAST, 40, (1, 2), True, False),
    ],
)
def test_missing_units_leave_it_open_unless_they_could_not_change_it(
    measure: Measure,
    comparator: Comparator,
    value: int,
    coverage: tuple[int, int],
    *,
    meets: bool,
    firm: bool,
) -> None:
    of = indicator(measure, 75, comparator=comparator)
    found, _ = project(row(of, value, 0, coverage=coverage), OWN_AREA, Q2)
    assert found is not None
    assert (found.meets, found.firm) == (meets, firm)


def test_without_a_target_there_is_a_value_and_no_verdict() -> None:
    found, _ = project(row(indicator(target=None), 72, 70), OWN_AREA, Q2)
    assert found is not None
    assert found.value == 74
    assert found.meets is None


@pytest.mark.parametrize(
    ("result", "period", "obstacle"),
    [
        (row(indicator(), 72, 70), YEAR, Obstacle.YEAR_OVER),
        (row(indicator(), None), Q2, Obstacle.NO_VALUE),
        (row(indicator(), 72), Q2, Obstacle.NO_BASELINE),
        (row(indicator(Measure.PARITY), 1), Q2, Obstacle.NO_STRAIGHT_PATH),
        (row(indicator(Measure.NARRATIVE), None), Q2, Obstacle.NO_STRAIGHT_PATH),
        (row(indicator(paced=False), 72, 70), Q2, Obstacle.NO_STRAIGHT_PATH),
        (row(indicator(milestones={"Q1": 71}), 72, 70), Q2, Obstacle.NO_STRAIGHT_PATH),
        (row(indicator(parts=(indicator(),)), None), Q2, Obstacle.NO_STRAIGHT_PATH),
        (row(indicator(scope=Scope.EACH_UNIT), 72, 70), Q2, Obstacle.NO_STRAIGHT_PATH),
        (row(indicator(), 72, 70, flags=(Flag.CARRIED,)), Q2, Obstacle.CARRIED),
    ],
)
def test_nothing_is_projected(result: IndicatorResult, period: Period, obstacle: Obstacle) -> None:
    assert project(result, OWN_AREA, period) == (None, obstacle)


@pytest.mark.parametrize(
    ("statuses", "since", "before_loss"),
    [
        ([], None, None),
        ([BEHIND, BEHIND, BEHIND], None, None),
        ([BEHIND, MET, MET], Q2, None),
        ([MET, MET, MET], Q1, None),
        ([MET, BEHIND, MET], Q3, Q1),
        ([MET, MET, BEHIND], None, Q2),
        ([MET, MISSING, MET], Q1, None),
        ([MET, MISSING, MISSING], Q1, None),
        ([MET, MISSING, BEHIND], None, Q1),
        ([MISSING, MISSING, MISSING], None, None),
    ],
)
def test_since_when_a_target_is_met(
    statuses: list[Status], since: Period | None, before_loss: Period | None
) -> None:
    found = achieved(zip((Q1, Q2, Q3), statuses, strict=False))
    assert (found.since, found.before_loss) == (since, before_loss)


_PLAN = """\
plan: p-YEAR
year: YEAR
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: A}
  b: {code: "2", name: B}
populations: {villages: {name: {vi: thôn}}, hamlets: {name: {vi: xóm}}}
groups: {all: {name: {vi: tất cả}}}
indicators:
  roads:
    {clause: "1", group: all, name: {vi: đường}, measure: rate, numerator: {vi: đường},
     population: POPULATION, target: {at_least: 75}}
  teams: {clause: "2", group: all, name: {vi: đội}, measure: count, target: {at_least: 10}}
"""


def plan(year: int, population: str = "villages") -> dict[str, str]:
    text = _PLAN.replace("YEAR", str(year)).replace("POPULATION", population)
    return {f"targets-{year}.yaml": text}


def filed(unit: str, period: str, roads: object, teams: object) -> dict[str, str]:
    text = (
        f'unit: {unit}\nperiod: "{period}"\nstatus: final\n'
        f"populations: {{villages: 10, hamlets: 20}}\n"
        f"figures: {{roads: {roads}, teams: {teams}}}\n"
    )
    return {f"districts/{unit}/{period}.yaml": text}


def trend(root: Path, *periods: Period, hidden: int = 0, units: tuple[str, ...] = ()) -> Trend:
    workspace = Workspace(root, Path("data"))
    reports = [assess(workspace.round(period)) for period in periods]
    *earlier, newest = (TrendRound(select(report, Selection(units=units))) for report in reports)
    return build_trend(earlier, newest, hidden=hidden)


def test_values_of_different_units_are_told_from_those_of_the_same(
    make_workspace: MakeWorkspace,
) -> None:
    files = plan(2024) | filed("a", "2024-Q1", 5, 1) | filed("b", "2024-Q1", 5, 1)
    both = trend(
        make_workspace(files | filed("a", "2024-Q2", 6, 2) | filed("b", "2024-Q2", 6, 2)), Q1, Q2
    )
    (block,) = both.blocks
    assert block.area == OWN_AREA
    assert [list(line.drawn) for line in block.lines] == [[50, 60], [2, 4]]
    assert not block.lines[0].mixed


def test_a_round_with_other_units_is_mixed_and_a_gap_is_not(make_workspace: MakeWorkspace) -> None:
    files = plan(2024) | filed("a", "2024-Q1", 5, 1) | filed("b", "2024-Q2", 6, 2)
    found = trend(make_workspace(files), Q1, Q2, Q3)
    roads = found.blocks[0].lines[0]
    assert list(roads.drawn) == [50, 60, None]
    assert roads.mixed
    (of_a,) = trend(make_workspace(files), Q1, Q2, Q3, units=("a",)).blocks
    assert of_a.area == "a"
    assert list(of_a.lines[0].drawn) == [50, None, None]
    assert not of_a.lines[0].mixed


def test_hidden_rounds_still_say_since_when_a_target_is_met(make_workspace: MakeWorkspace) -> None:
    files = plan(2024) | filed("a", "2024-Q1", 8, 1) | filed("a", "2024-Q2", 9, 2)
    found = trend(make_workspace(files), Q1, Q2, hidden=1)
    roads = found.blocks[0].lines[0]
    assert [stage.report.period for stage in found.stages] == [Q2]
    assert len(roads.points) == 1
    assert roads.achievement.since == Q1


def test_a_count_of_another_year_is_shown_and_not_joined(make_workspace: MakeWorkspace) -> None:
    files = plan(2023) | plan(2024) | filed("a", "2023", 8, 12) | filed("a", "2024-Q1", 7, 3)
    found = trend(make_workspace(files), Period(2023), Q1)
    roads, teams = found.blocks[0].lines
    assert [point.continuity for point in roads.points] == [Continuity.SAME, Continuity.SAME]
    assert [point.status for point in roads.points] == [Status.MET, Status.WORSENING]
    # Last year's target was met last year; this year's has not been.
    assert roads.achievement.since is None
    assert roads.achievement.before_loss is None
    assert [point.value for point in teams.points] == [12, 3]
    assert teams.points[0].continuity is Continuity.OWN_YEAR
    assert list(teams.drawn) == [None, 3]


def test_what_another_plan_measures_otherwise_is_shown_and_not_joined(
    make_workspace: MakeWorkspace,
) -> None:
    files = (
        plan(2023, "hamlets") | plan(2024) | filed("a", "2023", 8, 12) | filed("a", "2024-Q1", 7, 3)
    )
    roads = trend(make_workspace(files), Period(2023), Q1).blocks[0].lines[0]
    assert [point.value for point in roads.points] == [40, 70]  # 8 of 20 hamlets, 7 of 10 villages
    assert roads.points[0].continuity is Continuity.OTHER_MEASURE
    assert list(roads.drawn) == [None, 70]


def test_what_another_plan_does_not_have_is_absent(make_workspace: MakeWorkspace) -> None:
    old = {name: text.replace("  roads:", "  bridges:") for name, text in plan(2023).items()}
    files = old | plan(2024) | filed("a", "2024-Q1", 7, 3) | filed("a", "2023", 8, 12)
    roads = trend(make_workspace(files), Period(2023), Q1).blocks[0].lines[0]
    assert roads.points[0].continuity is Continuity.ABSENT
    assert roads.points[0].value is None
    assert roads.points[0].status is None


def test_no_round_is_held_while_the_next_is_made(make_workspace: MakeWorkspace) -> None:
    workspace = Workspace(make_workspace(plan(2024) | filed("a", "2024-Q1", 5, 1)), Path("data"))
    gone: list[ref[Report]] = []

    def made(period: Period) -> TrendRound:
        assert all(report() is None for report in gone)
        report = assess(workspace.round(period))
        gone.append(ref(report))
        return TrendRound(report)

    build_trend(map(made, (Q1, Q2)), TrendRound(assess(workspace.round(Q3))))
    assert len(gone) == 2
