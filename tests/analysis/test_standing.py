from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.analysis.deadlines import appointments, deadline_of, due_for
from ttdt.analysis.figure_counts import Figures
from ttdt.analysis.submission_status import (
    CONDITIONS,
    AreaSubmissionStatus,
    SubmissionStatus,
    submission_status,
)
from ttdt.analysis.unread_files import files_unread
from ttdt.compute import Selection, assess, select
from ttdt.finding import START, Finding
from ttdt.period import Period, part_of_year
from ttdt.plan import (
    OWN_AREA,
    Area,
    Comparator,
    Direction,
    Indicator,
    Measure,
    Plan,
    Reference,
    Target,
)
from ttdt.plan.shares import split_among
from ttdt.rules.days import late_submission
from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.submission.rules import NEGATIVE_FIGURE
from ttdt.text.message import Text, gettext_lazy
from ttdt.workspace.index import IndexedFile, SubmissionIndex
from ttdt.yaml import DocumentPlace, YamlDocument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOWHERE = DocumentPlace(YamlDocument(""), ())

law = settings(derandomize=True, deadline=None, max_examples=150)

Q2 = Period(2024, "Q2")
H1 = Period(2024, "H1")
UNITS = ("a", "b", "c")
DUE = date(2024, 7, 5)


def indicator(name: str, measure: Measure, target: Target | None = None) -> Indicator:
    counted = measure in {Measure.COUNT, Measure.NARRATIVE}
    return Indicator(
        id=name,
        clause="1",
        group="all",
        name=Text(name),
        measure=measure,
        direction=Direction.HIGHER,
        population=None if counted else "all",
        reference=Reference("part", "whole") if measure is Measure.PARITY else None,
        target=target,
    )


def target(**by_unit: int) -> Target:
    shares = {unit: Fraction(share) for unit, share in by_unit.items()}
    return Target(Comparator.AT_LEAST, Fraction(50), Fraction(0), shares)


LEAVES = (
    indicator("rate", Measure.RATE, target()),
    split_among(
        indicator("split", Measure.COUNT, target(a=20, b=30)),
        {unit: Area(unit, unit, unit, "district") for unit in UNITS},
    ),
    indicator("less", Measure.REDUCTION, target()),
    indicator("fair", Measure.PARITY, target()),
    indicator("words", Measure.NARRATIVE),
)


def plan_of(
    deadlines: Mapping[str, date] | None = None,
    calendar: tuple[str, ...] = (),
    year: int = 2024,
    leaves: Sequence[Indicator] = LEAVES,
) -> Plan:
    return Plan(
        id=f"p-{year}",
        year=year,
        title=Text("p"),
        area=Area(OWN_AREA, "0", "P", "province", None),
        path=f"targets-{year}.yaml",
        units={
            unit: Area(unit, unit, unit.upper(), "district", folder=("districts", unit))
            for unit in UNITS
        },
        populations=MappingProxyType({}),
        groups=MappingProxyType({}),
        indicators={leaf.id: leaf for leaf in leaves},
        deadlines={part_of_year(year, word): day for word, day in (deadlines or {}).items()},
        calendar=tuple(part_of_year(year, word) for word in calendar),
        lines=MappingProxyType({}),
    )


def finding(path: str) -> Finding:
    return Finding(NEGATIVE_FIGURE, path, START, gettext_lazy("no"))


def warning(path: str) -> Finding:
    return Finding(late_submission.rule, path, START, gettext_lazy("hm"))


def filed(
    unit: str,
    period: Period = Q2,
    *,
    on: date | None = date(2024, 7, 1),
    figures: Mapping[str, Figure] | None = None,
    populations: Mapping[str, PopulationFigure] | None = None,
    usable: bool = True,
    accept: Mapping[str, str] | None = None,
) -> Submission:
    given_figures = {"words": Figure(text="so")} if figures is None else figures
    path = f"{unit}/{period.id}.yaml"
    return Submission(
        path=path,
        unit=unit,
        period=period,
        usable=usable,
        status=ReportStatus.PROVISIONAL,
        submitted=on,
        accept=accept or {},
        populations={
            name: size._replace(findings=tuple(finding(path) for _ in size.findings))
            for name, size in (populations or {}).items()
        },
        figures={
            (name, None): figure._replace(findings=tuple(finding(path) for _ in figure.findings))
            for name, figure in given_figures.items()
        },
        findings=() if usable else (finding(path),),
    )


def stand(
    *handed_in: Submission,
    plan: Plan | None = None,
    today: date = date(2024, 7, 10),
    period: Period = Q2,
    warnings: Sequence[Finding] = (),
    units: tuple[str, ...] = (),
) -> SubmissionStatus:
    """Return where the units stand; a unit's first submission that is not empty is the round's."""
    plan = plan or plan_of()
    own = {unit: [one for one in handed_in if one.unit == unit] for unit in plan.units}
    rounds = {
        unit: AreaSubmissions(
            next((one for one in ones if not one.empty and one.period.end == period.end), None)
        )
        for unit, ones in own.items()
    }
    round_ = Round(plan, period, rounds)
    return submission_status(
        round_,
        select(assess(round_), Selection(units=units)),
        {unit: [one for one in ones if one.period.end == period.end] for unit, ones in own.items()},
        {
            unit: [
                *(found for one in ones for found in one.all_findings),
                *(found for found in warnings if found.path.startswith(f"{unit}/")),
            ]
            for unit, ones in own.items()
        },
        today=today,
    )


def unit_of(found: SubmissionStatus, name: str = "a") -> AreaSubmissionStatus:
    return next(unit for unit in found.units if unit.area == name)


def dated(**parts: date) -> Plan:
    return plan_of(parts)


def test_a_unit_that_handed_in_says_when_what_and_for_which_period() -> None:
    unit = unit_of(stand(filed("a", H1)))
    assert unit.submitted
    assert unit.usable
    assert unit.path == "a/2024-H1.yaml"
    assert unit.period == H1
    assert unit.status == "provisional"
    assert unit.submitted_on == date(2024, 7, 1)
    assert not unit.needs_someone


def test_without_a_deadline_nothing_is_late_nor_in_time() -> None:
    found = stand(filed("a", on=date(2024, 12, 31)))
    assert found.deadline is None
    for unit in found.units:
        assert (unit.deadline, unit.late, unit.overdue, unit.days_late) == (None, None, None, None)


@pytest.mark.parametrize(
    ("day", "late", "days"),
    [
        (date(2024, 7, 4), False, 0),
        (date(2024, 7, 5), False, 0),
        (date(2024, 7, 6), True, 1),
        (date(2024, 8, 5), True, 31),
    ],
)
def test_a_submission_is_late_from_the_day_after_its_deadline(
    day: date, days: int, *, late: bool
) -> None:
    unit = unit_of(stand(filed("a", on=day), plan=dated(Q2=DUE)))
    assert (unit.deadline, unit.late, unit.days_late) == (DUE, late, days)
    assert unit.overdue is None
    assert unit.needs_someone is late


@pytest.mark.parametrize(
    ("today", "overdue", "days"),
    [
        (date(2024, 6, 1), False, 0),
        (date(2024, 7, 5), False, 0),
        (date(2024, 7, 6), True, 1),
        (date(2024, 7, 10), True, 5),
    ],
)
def test_a_missing_unit_is_overdue_from_the_day_after_the_deadline(
    today: date, days: int, *, overdue: bool
) -> None:
    found = stand(plan=dated(Q2=DUE), today=today)
    unit = unit_of(found)
    assert (unit.submitted, unit.overdue, unit.days_late) == (False, overdue, days)
    assert unit.late is None
    assert found.holds("missing")
    assert found.holds("late") is overdue
    assert not found.all_well


def test_a_submission_without_a_date_is_in_time_while_there_is_time_and_then_unknown() -> None:
    plan = dated(Q2=DUE)
    early = unit_of(stand(filed("a", on=None), plan=plan, today=date(2024, 7, 5)))
    assert (early.late, early.days_late, early.submitted_on) == (False, 0, None)
    after = unit_of(stand(filed("a", on=None), plan=plan, today=date(2024, 7, 6)))
    assert (after.late, after.days_late) == (None, None)
    assert not after.needs_someone


def test_a_submission_has_the_deadline_of_its_own_period_as_check_does() -> None:
    plan = dated(Q2=DUE, H1=date(2024, 7, 15))
    found = stand(filed("a", H1, on=date(2024, 7, 10)), plan=plan)
    assert unit_of(found).deadline == date(2024, 7, 15)
    assert unit_of(found).late is False
    assert unit_of(found, "b").deadline == DUE


def test_a_period_without_a_deadline_has_that_of_one_with_the_same_end() -> None:
    assert deadline_of(dated(Q2=DUE), H1) == DUE
    assert deadline_of(dated(Q2=DUE), Period(2024, "06")) == DUE
    assert deadline_of(dated(Q2=DUE), Period(2024, "Q3")) is None
    assert deadline_of(dated(year=DUE), Period(2024, "Q4")) == DUE
    assert deadline_of(dated(year=DUE), Period(2024)) == DUE
    assert unit_of(stand(filed("a", H1, on=date(2024, 7, 6)), plan=dated(Q2=DUE))).late is True


def test_a_lateness_that_the_file_gives_a_reason_for_needs_no_one() -> None:
    excused = filed("a", on=date(2024, 7, 9), accept={late_submission.rule.code: "a flood"})
    found = stand(excused, filed("b"), filed("c"), plan=dated(Q2=DUE))
    unit = unit_of(found)
    assert (unit.late, unit.days_late, unit.late_because) == (True, 4, "a flood")
    assert not unit.needs_someone
    assert not found.holds("late")
    assert found.all_well
    in_time = filed("a", accept={late_submission.rule.code: "a flood"})
    assert unit_of(stand(in_time, plan=dated(Q2=DUE))).late_because is None


def test_an_empty_file_is_no_submission_and_is_named() -> None:
    found = stand(filed("a", figures={"rate": Figure(not_reported="later")}))
    unit = unit_of(found)
    assert (unit.submitted, unit.empty, unit.path) == (False, True, "a/2024-Q2.yaml")
    assert (unit.period, unit.status, unit.submitted_on, unit.usable) == (None, None, None, None)
    assert found.completeness.missing == ("a", "b", "c")
    assert not unit_of(found, "b").empty


def test_an_empty_file_beside_a_filled_one_is_nothing_to_speak_of() -> None:
    unit = unit_of(stand(filed("a", figures={}), filed("a", H1)))
    assert (unit.submitted, unit.empty, unit.period) == (True, False, H1)


def test_a_file_that_cannot_be_used_is_submitted_and_says_nothing_of_itself() -> None:
    found = stand(filed("a", usable=False), plan=dated(Q2=DUE))
    unit = unit_of(found)
    assert (unit.submitted, unit.usable, unit.empty, unit.errors) == (True, False, False, 1)
    assert (unit.status, unit.submitted_on, unit.late) == (None, None, None)
    assert unit.figures == Figures(5, 0, 0, 0, 0, 5)
    assert found.completeness.invalid == ("a",)
    assert found.holds("invalid")


def test_findings_are_those_of_all_files_of_the_round_and_of_no_other() -> None:
    q1 = Period(2024, "Q1")
    found = stand(
        filed("a"),
        filed("a", H1, usable=False),
        filed("a", q1, usable=False),
        warnings=[warning("a/2024-Q2.yaml"), warning("a/2024-Q1.yaml"), warning("a/2023.yaml")],
    )
    unit = unit_of(found)
    assert (unit.errors, unit.warnings) == (1, 1)
    assert unit.invalid
    # The report rests on the other file, and so does the count of those with errors.
    assert found.completeness.invalid == ()


def test_warnings_alone_need_no_one() -> None:
    found = stand(*map(filed, UNITS), warnings=[warning("a/2024-Q2.yaml")])
    assert unit_of(found).warnings == 1
    assert found.all_well


def test_missing_units_come_first_then_late_and_wrong_ones_then_the_plans_order() -> None:
    plan = dated(Q2=DUE)
    assert [unit.area for unit in stand(filed("a"), filed("b"), plan=plan).units] == ["c", "a", "b"]
    late = stand(filed("a"), filed("b", on=date(2024, 7, 9)), plan=plan)
    assert [unit.area for unit in late.units] == ["c", "b", "a"]
    wrong = stand(filed("a"), filed("b"), filed("c", usable=False))
    assert [unit.area for unit in wrong.units] == ["c", "a", "b"]
    assert [unit.area for unit in wrong.only_trouble().units] == ["c"]


def test_only_the_units_asked_for_count() -> None:
    found = stand(filed("a"), units=("a",))
    assert [unit.area for unit in found.units] == ["a"]
    assert found.all_well
    assert found.completeness.expected == ("a",)


def test_figures_are_counted_by_what_became_of_them() -> None:
    whole = {
        "all": PopulationFigure(NOWHERE, Fraction(10)),
        "part": PopulationFigure(NOWHERE, Fraction(5)),
        "whole": PopulationFigure(NOWHERE, None),
    }
    submission = filed(
        "c",
        populations=whole,
        figures={
            "rate": Figure(value=Fraction(-1), findings=(finding(""),)),
            "less": Figure(value=Fraction(3)),  # reported, though there is no baseline
            "fair": Figure(value=Fraction(3)),  # reported, though a population is missing
            "words": Figure(not_reported="next week"),
        },
    )
    # "split" is none of c's business: it has no share of that target.
    assert unit_of(stand(submission), "c").figures == Figures(
        expected=5, reported=2, not_applicable=1, not_reported=1, explained=1, invalid=1
    )
    assert unit_of(stand(submission), "a").figures == Figures(
        expected=5, reported=0, not_applicable=0, not_reported=5, explained=0, invalid=0
    )
    assert unit_of(stand(), "c").figures.not_applicable == 1


numbers = st.integers(0, 9).map(Fraction)
broken = st.booleans().map(lambda wrong: (finding(""),) if wrong else ())
population_figures = st.tuples(st.none() | numbers, broken).map(
    lambda said: PopulationFigure(NOWHERE, *said)
)
some_figures = st.one_of(
    st.tuples(st.none() | numbers, broken).map(
        lambda said: Figure(value=said[0], findings=said[1])
    ),
    numbers.map(lambda percent: Figure(percent=percent)),
    st.sampled_from(
        (Figure(text="so"), Figure(not_applicable="none here"), Figure(not_reported="later"))
    ),
)
submissions = st.builds(
    filed,
    st.sampled_from(UNITS),
    st.sampled_from([Q2, H1, Period(2024, "06")]),
    on=st.none() | st.dates(date(2024, 6, 1), date(2024, 8, 1)),
    figures=st.dictionaries(st.sampled_from([leaf.id for leaf in LEAVES]), some_figures),
    populations=st.dictionaries(st.sampled_from(["all", "part", "whole"]), population_figures),
    usable=st.booleans(),
)
deadlines = st.dictionaries(
    st.sampled_from(["Q2", "H1", "06"]), st.dates(date(2024, 6, 1), date(2024, 8, 1))
)


@law
@given(
    st.lists(submissions, max_size=4, unique_by=lambda one: one.path),
    deadlines,
    st.dates(date(2024, 6, 1), date(2024, 8, 1)),
)
def test_counts_add_up_and_agree_with_the_report(
    handed_in: list[Submission], days: dict[str, date], today: date
) -> None:
    found = stand(*handed_in, plan=plan_of(days), today=today)
    who = found.completeness
    assert sorted(unit.area for unit in found.units) == list(who.expected)
    assert {unit.area for unit in found.units if not unit.submitted} == set(who.missing)
    assert sum(unit.submitted for unit in found.units) == who.submitted
    assert set(who.invalid) <= {unit.area for unit in found.units if unit.invalid}
    for unit in found.units:
        figures = unit.figures
        assert figures.expected == len(LEAVES)
        parts = (figures.reported, figures.not_applicable, figures.not_reported, figures.invalid)
        assert sum(parts) == figures.expected
        assert 0 <= figures.explained <= figures.not_reported
        assert not (unit.late and unit.overdue)
        assert (unit.days_late or 0) > 0 or not (unit.late or unit.overdue)
        assert unit.empty <= (not unit.submitted)
    assert found.all_well is not any(found.holds(condition) for condition in CONDITIONS)
    assert found.all_well is (found.only_trouble().units == ())


def test_appointments_are_what_lies_ahead_the_next_first() -> None:
    plan = plan_of(
        {"Q1": date(2024, 4, 5), "Q2": DUE, "year": date(2025, 1, 10), "9M": date(2024, 10, 5)},
        ("Q1", "H1", "Q2", "10", "Q4", "12", "year"),
    )
    ahead = appointments([plan], DUE)
    assert [(one.period.id, one.deadline) for one in ahead] == [
        ("2024-Q2", DUE),  # the day itself is not over
        ("2024-9M", date(2024, 10, 5)),
        ("2024-10", None),
        ("2024", date(2025, 1, 10)),
    ]
    assert [one.period.id for one in appointments([plan], date(2024, 11, 1))] == ["2024"]
    assert appointments([plan], date(2025, 1, 11)) == ()
    assert appointments([plan_of()], DUE) == ()


def test_of_the_periods_that_end_on_a_day_only_the_longest_lies_ahead() -> None:
    plan = plan_of({}, ("06", "H1", "Q2", "9M", "Q3", "year", "12"))
    ahead = appointments([plan], date(2024, 6, 1))
    assert [one.period.id for one in ahead] == ["2024-H1", "2024-9M", "2024"]


def test_appointments_of_several_plans_are_in_the_order_of_their_days() -> None:
    old = plan_of({"year": date(2025, 1, 10)})
    new = plan_of({"01": date(2025, 2, 3), "Q1": date(2025, 1, 9)}, year=2025)
    ahead = appointments([new, old], date(2025, 1, 1))
    assert [one.period.id for one in ahead] == ["2025-Q1", "2024", "2025-01"]


def test_an_appointment_says_who_has_handed_in_for_it() -> None:
    plan = plan_of({"Q2": DUE})
    (one,) = appointments([plan], date(2024, 7, 1))
    units = {
        "a": AreaSubmissions(filed("a")),
        "b": AreaSubmissions(None),
        "c": AreaSubmissions(filed("c", usable=False)),
    }
    found = due_for(one, Round(plan, Q2, units), date(2024, 7, 1))
    assert found.days_left == 4
    assert (found.submitted, found.missing) == (("a", "c"), ("b",))
    asked = due_for(one, Round(plan, Q2, units), date(2024, 7, 1), ("b",))
    assert (asked.submitted, asked.missing) == ((), ("b",))


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ("a/2024-q2.yml", "a"),
        ("a/2024-Q2.xlsx", "a"),
        ("a/Q2.yaml", "a"),
        ("a/quy-2-2024.docx", "a"),
        ("a/old/2024-H1.yaml", "a"),
        ("A/2024-Q2.yaml", "a"),
        ("a/2024-Q1.xlsx", None),
        ("a/figures.xlsx", None),
        ("somewhere/2024-Q2.yaml", None),
        ("2024-Q2.yaml", None),
        ("a/2024-Q2.yaml", None),
        (".git/2024-Q2.yaml", None),
    ],
)
def test_a_file_that_nobody_reads_is_told_to_the_unit_it_may_be_of(
    place: str, unit: str | None
) -> None:
    parts = ("districts", *place.split("/"))
    folders = [
        IndexedFile(
            parts[: depth - 1], parts[depth - 1], "/".join(parts[: depth - 1]), is_folder=True
        )
        for depth in range(2, min(3, len(parts)))
    ]
    file = IndexedFile(parts[:-1], parts[-1], "/".join(parts[:-1]))
    index = SubmissionIndex((plan_of(),), "", (*folders, file))
    expected = {} if unit is None else {unit: (f"districts/{place}",)}
    assert files_unread(index, Q2) == expected


def test_the_acceptance_of_lateness_is_the_one_that_check_knows() -> None:
    assert late_submission.rule.code == "TT406"
