"""What holds for every explanation, whatever the numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compute.test_laws import Q2, law, round_of, submission, targets

from ttdt.analysis.explain import Explanation, Role, explain
from ttdt.compute import Status, assess
from ttdt.document.answer import View
from ttdt.document.explain.document import ExplainAnswer
from ttdt.document.report.json import document
from ttdt.output.formats import lower
from ttdt.period import Period
from ttdt.plan import OWN_AREA, Measure, Reference, Scope
from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.json_writing import dumps
from ttdt.text.language import Language
from ttdt.yaml import DocumentPlace, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.analysis.explain import Input
    from ttdt.number import Number
    from ttdt.plan import Target

pytestmark = pytest.mark.slow

LINES = parse(b"".join(b"l%d: 0\n" % line for line in range(1, 10)), "u")

ENGLISH = Language("en")

numbers = st.integers(1, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
percents = st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10))
figures = st.one_of(
    st.builds(lambda n: Figure(value=n), st.integers(0, 9)),
    st.builds(lambda percent: Figure(percent=percent), percents),
    st.just(Figure(not_applicable="no")),
    st.just(Figure()),
)
populations = st.none() | st.integers(0, 60).map(lambda n: 10 + n if n else 0)


@st.composite
def submissions(draw: st.DrawFn, period: Period, measure: Measure) -> Submission | None:
    if draw(st.integers(0, 5)) == 0:
        return None
    figure = draw(figures)
    if measure is Measure.COUNT and figure.percent is not None:
        figure = Figure(value=int(figure.percent))
    filed = submission("u", period, (0, 1), 1)
    names = {name: draw(populations) for name in ("all", "part", "whole")}
    return filed._replace(
        status=draw(st.sampled_from(ReportStatus)),
        figures={("x", None): figure._replace(place=DocumentPlace(LINES, ("l7",)))},
        populations={
            name: PopulationFigure(DocumentPlace(LINES, (f"l{line}",)), value)
            for line, (name, value) in enumerate(names.items(), 3)
            if value is not None
        },
    )


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    measure = draw(
        st.sampled_from([Measure.RATE, Measure.COUNT, Measure.REDUCTION, Measure.PARITY])
    )
    target: Target = draw(targets)
    names = [f"u{n}" for n in range(draw(st.integers(1, 4)))]
    units = {}
    for name in names:
        filed = AreaSubmissions(
            draw(submissions(Q2, measure)),
            tuple(filter(None, [draw(submissions(Period(2024, "Q1"), measure))])),
            draw(submissions(Period(2023), measure)),
        )
        units[name] = AreaSubmissions(
            _owned(filed.current, name),
            tuple(earlier for one in filed.earlier if (earlier := _owned(one, name))),
            _owned(filed.baseline, name),
        )
    if measure is Measure.COUNT and draw(st.booleans()):
        shares = {name: Fraction(draw(st.integers(0, 20))) for name in names}
        target = target._replace(by_unit=shares)
    made = round_of(measure, target, units, draw(st.sampled_from([Q2, Period(2024, "H1")])))
    indicator = replace(
        made.plan.indicators["x"],
        reference=Reference("part", "whole") if measure is Measure.PARITY else None,
        paced=measure is not Measure.PARITY,
        scope=draw(st.none() | st.sampled_from(Scope)),
        milestones=draw(st.sampled_from([{}, {"Q2": Fraction(3)}])),
        target=draw(st.sampled_from([target, target, None])),
    )
    return made._replace(plan=replace(made.plan, indicators={"x": indicator}))


def _owned(filed: Submission | None, unit: str) -> Submission | None:
    if filed is None:
        return None
    return filed._replace(unit=unit, path=f"{unit}/{filed.period.id}")


def explained(
    round_: Round, *, carry_forward: bool = False, unit: str | None = None
) -> Explanation:
    return explain(
        round_, assess(round_, carry_forward=carry_forward), ("x", None), unit or OWN_AREA
    )


def parsed(explanation: Explanation) -> Any:
    return ExplainAnswer((explanation,)).data(ENGLISH)["indicators"][0]


@law
@given(round_=rounds(), carry_forward=st.booleans())
def test_explain_and_report_say_the_same(*, round_: Round, carry_forward: bool) -> None:
    found = parsed(explained(round_, carry_forward=carry_forward))
    report = assess(round_, carry_forward=carry_forward)
    (said,) = json.loads(dumps(document(report, ENGLISH)))["indicators"]
    for key in ("province", "units"):
        inner = said.pop(key)
        rows = (
            [(inner, found[key])]
            if key == "province"
            else [(inner[unit], found[key][unit]) for unit in inner]
        )
        assert key == "province" or list(inner) == list(found[key])
        for reported, derived in rows:
            # An explanation has the contribution to every gap, and more exactly.
            shared = {name: one for name, one in reported.items() if name != "contribution"}
            assert {name: derived[name] for name in shared} == shared
    assert {name: found[name] for name in said} == said


@law
@given(round_=rounds(), carry_forward=st.booleans())
def test_the_numbers_listed_make_the_value(*, round_: Round, carry_forward: bool) -> None:
    explanation = explained(round_, carry_forward=carry_forward)
    measure = explanation.indicator.measure
    now, before, reference = [], [], []
    for unit in explanation.counted:
        seen = explanation.units[unit]
        now.append(_pair(seen.now, Role.POPULATION))
        before.append(_pair(seen.before, Role.POPULATION))
        reference.append(
            (_of(seen.now, Role.REFERENCE_NUMERATOR), _of(seen.now, Role.REFERENCE_POPULATION))
        )
    row = explanation.result.own
    if not now:
        assert row.value is None
        return
    if measure is Measure.COUNT:
        assert row.value == sum(_known(n for n, _ in now))
        return
    share = _rate(now)
    if measure is Measure.RATE:
        assert row.value == share
        whole = all(n is not None and d is not None for n, d in before)
        assert row.baseline == (_rate(before) if whole else None)
    elif measure is Measure.REDUCTION:
        assert row.value == _rate(before) - share
    else:
        assert row.value == share - _rate(reference)


@law
@given(round_=rounds(), carry_forward=st.booleans())
def test_each_units_numbers_make_its_own_value(*, round_: Round, carry_forward: bool) -> None:
    explanation = explained(round_, carry_forward=carry_forward)
    for seen in explanation.units.values():
        if seen.row.value is None:
            continue
        now = _pair(seen.now, Role.POPULATION)
        percent = _of(seen.now, Role.PERCENT)
        if explanation.indicator.measure is Measure.COUNT:
            assert seen.row.value == now[0]
            continue
        share = _rate([now]) if percent is None else percent
        if explanation.indicator.measure is Measure.RATE:
            assert seen.row.value == share
        if explanation.indicator.measure is Measure.PARITY:
            part = _of(seen.now, Role.REFERENCE_NUMERATOR)
            whole = _of(seen.now, Role.REFERENCE_POPULATION)
            assert seen.row.value == share - _rate([(part, whole)])


@law
@given(rounds())
def test_contributions_and_the_rest_add_up_to_the_gap(round_: Round) -> None:
    explanation = explained(round_)
    parts = [seen.contribution for seen in explanation.units.values() if seen.contribution]
    gap = explanation.result.own.gap
    if not parts:
        assert explanation.rest is None
        return
    assert gap is not None
    if explanation.indicator.measure is Measure.RATE:
        assert sum(part.points or 0 for part in parts) == gap
        assert explanation.rest is None
        population = explanation.result.own.population
        assert population is not None
        assert sum(part.amount for part in parts) == gap * population / 100
    else:
        rest = 0 if explanation.rest is None else explanation.rest.amount
        assert sum(part.amount for part in parts) + rest == gap


@law
@given(rounds())
def test_bounds_hold_the_value_and_agree_with_firm(round_: Round) -> None:
    explanation = explained(round_)
    row, bounds = explanation.result.own, explanation.bounds
    target = explanation.indicator.target
    if bounds is None or row.value is None:
        return
    assert 0 <= bounds.lowest <= row.value <= bounds.highest
    if target is not None and explanation.indicator.scope is not Scope.EACH_UNIT:
        ends = {target.is_met(end, target.value) for end in (bounds.lowest, bounds.highest)}
        assert row.firm is (len(ends) == 1)


@law
@given(round_=rounds(), carry_forward=st.booleans(), width=st.sampled_from([40, 80, 200]))
def test_every_round_can_be_shown(*, round_: Round, carry_forward: bool, width: int) -> None:
    units: list[str | None] = [None, "u0"]
    for unit in units:
        explanation = explained(round_, carry_forward=carry_forward, unit=unit)
        shown = tuple(explanation.inputs)
        if explanation.row.value is None:
            # There is no pace, for which a baseline counts, and nothing that bounds the value.
            shown = tuple(entry for seen in explanation.units.values() for entry in seen.now)
        for language in (ENGLISH, Language("vi")):
            view = View(language, width=width)
            for name in ("plain", "table"):
                text = lower(name, ExplainAnswer((explanation,)), view)
                assert isinstance(text, str)
                for entry in shown:
                    assert f"{entry.place.path}:{entry.place.line}" in text


@law
@given(rounds())
def test_the_sentence_says_met_exactly_when_it_is(round_: Round) -> None:
    explanation = explained(round_)
    row = explanation.result.own
    sentence = parsed(explanation)["sentence"]
    if explanation.indicator.scope is Scope.EACH_UNIT:
        return
    assert ("this meets the target" in sentence) is (row.status is Status.MET)


def _of(entries: Iterable[Input], role: Role) -> Number | None:
    return next((entry.value for entry in entries if entry.role is role), None)


def _pair(entries: tuple[Input, ...], whole: Role) -> tuple[Number | None, Number | None]:
    population = _of(entries, whole)
    percent = _of(entries, Role.PERCENT)
    if percent is not None and population is not None:
        return Fraction(percent * population, 100), population
    numerator = _of(entries, Role.NUMERATOR)
    return (_of(entries, Role.COUNT) if numerator is None else numerator), population


def _known(values: Iterable[Number | None]) -> list[Number]:
    return [value for value in values if value is not None]


def _rate(pairs: Iterable[tuple[Number | None, Number | None]]) -> Fraction:
    found = list(pairs)
    return Fraction(100 * sum(_known(n for n, _ in found)), sum(_known(d for _, d in found)))
