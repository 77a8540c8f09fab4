"""What holds for every round, whatever its numbers."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ttdt.compute import Status, assess
from ttdt.compute.achievement import per_month, percent_of_plan
from ttdt.compute.contributions import contributions
from ttdt.period import Period
from ttdt.plan import OWN_AREA, Area, Comparator, Direction, Indicator, Measure, Plan, Target
from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.message import Text
from ttdt.yaml import DocumentPlace, YamlDocument

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from ttdt.compute import AreaResult

    Rate = tuple[int, int]
    """A numerator and its population."""

pytestmark = pytest.mark.slow

law = settings(derandomize=True, deadline=None, max_examples=60)

Q2 = Period(2024, "Q2")
YEAR = Period(2024)
LOWER = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})

rates = st.integers(1, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
units = st.tuples(rates, st.none() | rates)
values = st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10))
exact = [comparator for comparator in Comparator if comparator is not Comparator.ABOUT]
targets = st.builds(Target, st.sampled_from(exact), values, st.just(Fraction(0))) | st.builds(
    Target, st.just(Comparator.ABOUT), values, st.sampled_from([Fraction(0), Fraction(5, 2)])
)
measures = st.sampled_from([Measure.RATE, Measure.COUNT, Measure.REDUCTION])


def indicator(measure: Measure, target: Target) -> Indicator:
    return Indicator(
        id="x",
        clause="1",
        group="all",
        name=Text("x"),
        measure=measure,
        direction=Direction.LOWER if target.comparator in LOWER else Direction.HIGHER,
        population=None if measure is Measure.COUNT else "all",
        target=target,
    )


NOWHERE = DocumentPlace(YamlDocument(""), ())


def submission(unit: str, period: Period, rate: Rate | None, population: int) -> Submission:
    figure = Figure() if rate is None else Figure(value=rate[0])
    return Submission(
        path=f"{unit}/{period.id}",
        unit=unit,
        period=period,
        usable=True,
        status=ReportStatus.FINAL,
        populations={"all": PopulationFigure(NOWHERE, population)},
        figures={("x", None): figure},
    )


def filed(unit: str, now: Rate, before: Rate | None = None) -> AreaSubmissions:
    baseline = None if before is None else submission(unit, Period(2023), before, before[1])
    return AreaSubmissions(submission(unit, Q2, now, now[1]), baseline=baseline)


def round_of(
    measure: Measure, target: Target, of: Mapping[str, AreaSubmissions], period: Period = Q2
) -> Round:
    plan = Plan(
        id="law",
        year=2024,
        title=Text("law"),
        area=Area(OWN_AREA, "0", "P", "province", None),
        path="targets-2024.yaml",
        units={unit: Area(unit, unit, unit, "district") for unit in of},
        populations=MappingProxyType({}),
        groups=MappingProxyType({}),
        indicators={"x": indicator(measure, target)},
        deadlines=MappingProxyType({}),
        calendar=(),
        lines=MappingProxyType({}),
    )
    return Round(plan, period, of)


def several(reported: Sequence[tuple[Rate, Rate | None]]) -> dict[str, AreaSubmissions]:
    return {f"u{n}": filed(f"u{n}", now, before) for n, (now, before) in enumerate(reported)}


def province(
    measure: Measure, target: Target, of: Mapping[str, AreaSubmissions], period: Period = Q2
) -> AreaResult:
    return assess(round_of(measure, target, of, period)).indicators[0].own


def holds(target: Target, value: Fraction) -> bool:
    goal = target.value
    return {
        Comparator.AT_LEAST: value >= goal,
        Comparator.MORE_THAN: value > goal,
        Comparator.AT_MOST: value <= goal,
        Comparator.LESS_THAN: value < goal,
        Comparator.ABOUT: value + target.tolerance >= goal,
    }[target.comparator]


@law
@given(
    st.sampled_from([Measure.RATE, Measure.REDUCTION]),
    targets,
    st.lists(units, min_size=1, max_size=5),
)
def test_a_unit_with_population_0_changes_nothing(
    measure: Measure, target: Target, reported: list[tuple[Rate, Rate | None]]
) -> None:
    of = several(reported)
    without = assess(round_of(measure, target, of))
    report = assess(round_of(measure, target, {**of, "empty": filed("empty", (0, 0), (0, 0))}))
    assert report.indicators[0].own == without.indicators[0].own
    assert report.indicators[0].units["empty"].status is Status.NOT_APPLICABLE
    assert {**report.indicators[0].units, **without.indicators[0].units} == dict(
        report.indicators[0].units
    )


@law
@given(measures, targets, st.lists(units, max_size=5), st.sampled_from(["Q1", "Q2", ""]))
def test_every_number_of_a_report_is_exact(
    measure: Measure, target: Target, reported: list[tuple[Rate, Rate | None]], part: str
) -> None:
    period = Period(2024, part)
    report = assess(round_of(measure, target, several(reported), period))
    for result in report.indicators:
        added = contributions(result.indicator, result.own, result.units)
        numbers: list[object] = [number for one in added.values() for number in one]
        for row in result.areas.values():
            numbers += row
            numbers += [
                *(row.before or ()),
                row.missing.known,
                percent_of_plan(result.indicator, row),
            ]
            numbers.append(per_month(result.indicator, row, period))
        assert not [number for number in numbers if isinstance(number, float)]


@law
@given(measures, targets, st.lists(units, min_size=1, max_size=5), st.randoms())
def test_the_order_of_units_changes_nothing(
    measure: Measure,
    target: Target,
    reported: list[tuple[Rate, Rate | None]],
    random: random.Random,
) -> None:
    of = several(reported)
    names = list(of)
    random.shuffle(names)
    straight = assess(round_of(measure, target, of)).indicators[0]
    shuffled = assess(round_of(measure, target, {name: of[name] for name in names})).indicators[0]
    assert shuffled.own == straight.own
    assert dict(shuffled.units) == dict(straight.units)


@law
@given(measures, targets, units, st.sampled_from(["Q1", "Q2", ""]))
def test_the_province_of_one_unit_is_the_unit(
    measure: Measure, target: Target, reported: tuple[Rate, Rate | None], part: str
) -> None:
    if measure is Measure.COUNT:
        target = target._replace(by_unit={"u0": target.value})
    round_ = round_of(measure, target, several([reported]), Period(2024, part))
    result = assess(round_).indicators[0]
    unit = result.units["u0"]
    shared = {"status", "reason", "coverage", "value", "numerator", "population", "baseline"}
    shared |= {"expected", "pace", "gap", "remaining", "worst"}
    if unit.status is Status.NO_DATA:
        shared -= {"numerator", "population", "baseline"}
    assert {name: getattr(unit, name) for name in shared} == {
        name: getattr(result.own, name) for name in shared
    }


@law
@given(measures, targets, st.lists(units, min_size=1, max_size=4), st.sampled_from(["Q2", ""]))
def test_it_is_met_exactly_when_the_comparator_holds(
    measure: Measure, target: Target, reported: list[tuple[Rate, Rate | None]], part: str
) -> None:
    row = province(measure, target, several(reported), Period(2024, part))
    assume(row.value is not None)
    assert row.value is not None
    if measure is Measure.COUNT and target.comparator in LOWER and part:
        # What only grows is within its limit when the year is over, or past it for good.
        assert (row.status is not Status.NOT_MET) is holds(target, row.value)
        assert row.status is not Status.MET
    else:
        assert (row.status is Status.MET) is holds(target, row.value)


@law
@given(targets, st.lists(rates, min_size=1, max_size=6), st.integers(0, 5))
def test_the_provinces_numbers_are_the_sums_over_the_units_counted(
    target: Target, reported: list[Rate], silent: int
) -> None:
    of = several([(rate, None) for rate in reported])
    of |= {f"s{n}": AreaSubmissions(submission(f"s{n}", Q2, None, 7)) for n in range(silent)}
    row = province(Measure.RATE, target, of)
    assert row.numerator == sum(n for n, _ in reported)
    assert row.population == sum(d for _, d in reported)
    assert row.coverage.units == len(reported)
    assert row.coverage.applicable == len(reported) + silent


@law
@given(st.sampled_from([Measure.RATE, Measure.COUNT]), targets, rates)
def test_what_remains_meets_the_target_and_one_less_does_not(
    measure: Measure, target: Target, now: Rate
) -> None:
    left = province(measure, target, several([(now, None)]), YEAR).remaining
    assert left is not None

    def met_after(change: Fraction | int) -> bool:
        after = filed("u0", (now[0] + int(change), now[1]))
        return province(measure, target, {"u0": after}, YEAR).status is Status.MET

    assert met_after(left)
    assert left == 0 or not met_after(left - 1 if left > 0 else left + 1)
    assert (left == 0) is met_after(0)


@law
@given(targets, rates, st.integers(1, 12))
def test_a_rate_is_firm_exactly_when_no_numerator_of_the_missing_unit_changes_it(
    target: Target, now: Rate, missing: int
) -> None:
    there = {"u0": filed("u0", now)}
    short = {**there, "u1": AreaSubmissions(submission("u1", Q2, None, missing))}
    row = province(Measure.RATE, target, short)
    verdicts = {
        province(Measure.RATE, target, {**there, "u1": filed("u1", (n, missing))}).status
        is Status.MET
        for n in range(missing + 1)
    }
    assert row.firm is (len(verdicts) == 1)


@law
@given(targets, st.lists(units, min_size=1, max_size=4))
def test_assessing_twice_gives_the_same_report(
    target: Target, reported: list[tuple[Rate, Rate | None]]
) -> None:
    round_ = round_of(Measure.RATE, target, several(reported))
    assert assess(round_) == assess(round_._replace())
