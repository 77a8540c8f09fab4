from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from rich.cells import cell_len

from ttdt.compute import AreaResult, Coverage, IndicatorResult, Status
from ttdt.document import wording
from ttdt.document.report.rows import Way, misses_by, way_to_target, worst_gap
from ttdt.plan import Comparator, Indicator, Measure, Target
from ttdt.plan.indicator import Direction
from ttdt.text.language import Language
from ttdt.text.message import Text

EN = Language("en")


def indicator(
    measure: Measure = Measure.RATE,
    comparator: Comparator = Comparator.AT_LEAST,
    value: str = "75",
    tolerance: str = "0",
) -> Indicator:
    lower = comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Indicator(
        id="x",
        clause="1.1",
        group="g",
        name=Text("Tên", {"en": "Name"}),
        measure=measure,
        direction=Direction.LOWER if lower else Direction.HIGHER,
        population=None if measure is Measure.COUNT else "villages",
        unit=Text("hộ", {"en": "households"}) if measure is Measure.COUNT else None,
        numerator=Text("thôn có đường", {"en": "villages with a road"}),
        target=Target(comparator, Fraction(value), Fraction(tolerance)),
    )


def test_symbols_differ_and_are_one_cell_wide() -> None:
    assert len({*wording.SYMBOLS.values()}) == len(Status) == 10
    assert {cell_len(symbol) for symbol in wording.SYMBOLS.values()} == {1}


@pytest.mark.parametrize(
    ("value", "comparator", "goal", "shown"),
    [
        ("94.96", Comparator.AT_LEAST, "95", "94.96 %"),
        ("94.94", Comparator.AT_LEAST, "95", "94.9 %"),
        ("95", Comparator.MORE_THAN, "95", "95.0 %"),
        ("95.0004", Comparator.MORE_THAN, "95", "95.0004 %"),
        ("14.995", Comparator.LESS_THAN, "15", "14.995 %"),
        ("15", Comparator.LESS_THAN, "15", "15.0 %"),
        ("99.96", Comparator.AT_LEAST, "75", "99.96 %"),
        ("99.99999999", Comparator.AT_LEAST, "75", "99.999999 %"),
        ("100", Comparator.AT_LEAST, "100", "100.0 %"),
        ("0.04", Comparator.AT_LEAST, "75", "0.04 %"),
        ("0", Comparator.AT_LEAST, "75", "0.0 %"),
        ("78.947368", Comparator.AT_LEAST, "75", "78.9 %"),
        ("72.55", Comparator.AT_LEAST, "75", "72.6 %"),
    ],
)
def test_rates(value: str, comparator: Comparator, goal: str, shown: str) -> None:
    kind = indicator(comparator=comparator, value=goal)
    assert str(wording.value_amount(EN, kind, Fraction(value), Fraction(goal))) == shown


@pytest.mark.parametrize(
    ("measure", "value", "shown"),
    [
        (Measure.REDUCTION, "1.230366", "1.2 pp"),
        (Measure.REDUCTION, "2.98", "2.98 pp"),
        (Measure.REDUCTION, "-0.04", "-0.04 pp"),
        (Measure.REDUCTION, "3", "3.0 pp"),
        (Measure.PARITY, "-4.613246", "-4.6 pp"),
        (Measure.COUNT, "57", "57 households"),
        (Measure.COUNT, "34947", "34,947 households"),
    ],
)
def test_points_and_counts(measure: Measure, value: str, shown: str) -> None:
    kind = indicator(measure, Comparator.MORE_THAN, "3")
    assert str(wording.value_amount(EN, kind, Fraction(value), Fraction(3))) == shown


def test_a_value_within_the_tolerance_stays_within_it() -> None:
    kind = indicator(Measure.PARITY, Comparator.ABOUT, "0", "2")
    assert str(wording.value_amount(EN, kind, Fraction("-1.98"), Fraction(0))) == "-1.98 pp"
    assert str(wording.value_amount(EN, kind, Fraction("-2.03"), Fraction(0))) == "-2.03 pp"
    assert str(wording.gap_amount(EN, kind, Fraction("-2.03"))) == "-2.03 pp"


@pytest.mark.parametrize(
    ("measure", "gap", "shown"),
    [
        (Measure.RATE, "-2.5", "-2.5 pp"),
        (Measure.RATE, "-0.005", "-0.01 pp"),
        (Measure.RATE, "0.04", "+0.04 pp"),
        (Measure.RATE, "0", "0.0 pp"),
        (Measure.COUNT, "-110", "-110 households"),
        (Measure.COUNT, "1", "+1 households"),
        (Measure.COUNT, "0", "0 households"),
    ],
)
def test_gaps(measure: Measure, gap: str, shown: str) -> None:
    assert str(wording.gap_amount(EN, indicator(measure), Fraction(gap))) == shown


@pytest.mark.parametrize(
    ("comparator", "value", "shown"),
    [
        (Comparator.AT_LEAST, "75", "≥ 75 %"),
        (Comparator.MORE_THAN, "95", "> 95 %"),
        (Comparator.AT_MOST, "4.25", "≤ 4.25 %"),
        (Comparator.LESS_THAN, "15", "< 15 %"),
        (Comparator.ABOUT, "167", "≈ 167 %"),
        (Comparator.AT_LEAST, "100", "≥ 100 %"),
    ],
)
def test_targets(comparator: Comparator, value: str, shown: str) -> None:
    assert str(wording.target_amount(EN, indicator(comparator=comparator, value=value))) == shown


def test_a_target_with_a_tolerance_says_from_where_it_is_met() -> None:
    kind = indicator(Measure.COUNT, Comparator.ABOUT, "167", "5")
    assert str(wording.target_amount(EN, kind)) == "≈ 167 (≥ 162) households"
    assert str(wording.target_amount(EN, kind, Fraction(20))) == "≈ 20 (≥ 15) households"


@pytest.mark.parametrize(
    ("numerator", "population", "derived", "shown"),
    [
        ("290", "400", False, "290/400"),
        ("34947", "36601", False, "34,947/36,601"),
        ("29692.734", "30237", False, "~29,693/30,237"),
        ("49", "50", True, "~49/50"),
        ("149.7", "150", False, "~149.7/150"),
        ("0", "9", False, "0/9"),
    ],
)
def test_shares(numerator: str, population: str, *, derived: bool, shown: str) -> None:
    text = wording.share_text(EN, Fraction(numerator), Fraction(population), derived=derived)
    assert text == shown


def test_a_share_without_both_numbers_is_nothing() -> None:
    assert wording.share_text(EN, None, Fraction(9)) == ""
    assert wording.share_text(EN, Fraction(9), None) == ""


def test_coverage_is_units_counted_of_those_that_could_be() -> None:
    assert wording.coverage_text(Coverage(6, 7)) == "6/7"


@pytest.mark.parametrize(
    ("pace", "shown"),
    [("0.706124", "0.71"), ("0.949", "0.949"), ("0.5999", "0.5999"), ("-0.001", "-0.001"),
     ("0.995283", "0.995"), ("1", "1.00")],
)  # fmt: skip
def test_pace(pace: str, shown: str) -> None:
    assert wording.pace_number(EN, Fraction(pace)) == shown


def test_what_is_left_to_do_is_in_natural_units() -> None:
    kind = indicator()
    assert wording.change_text(EN, kind, Fraction(10)) == "villages with a road: 10 more"
    assert wording.change_text(EN, kind, Fraction(-1558)) == "villages with a road: 1,558 fewer"
    count = indicator(Measure.COUNT)
    assert wording.change_text(EN, count, Fraction(110)) == "households: 110 more"


@pytest.mark.parametrize(
    ("value", "baseline", "expected", "status", "made", "due"),
    [
        ("66", "60", "67.5", Status.BEHIND, Fraction(2, 5), Fraction(1, 2)),
        ("80", "60", "67.5", Status.MET, Fraction(1), None),
        ("75", "60", None, Status.NOT_MET, Fraction(999, 1000), None),
        ("57", "60", "67.5", Status.WORSENING, Fraction(0), Fraction(1, 2)),
        ("66", None, "67.5", Status.BEHIND, None, None),
        ("66", "75", "75", Status.NOT_YET, None, None),
        ("66", "60", "67.5", Status.UNGRADED, None, None),
    ],
)
def test_the_way_to_the_target(
    value: str,
    baseline: str | None,
    expected: str | None,
    status: Status,
    made: Fraction | None,
    due: Fraction | None,
) -> None:
    row = AreaResult(
        status,
        Coverage(1, 1),
        value=Fraction(value),
        pace_value=None if baseline is None else Fraction(value),
        baseline=None if baseline is None else Fraction(baseline),
        expected=None if expected is None else Fraction(expected),
    )
    way = way_to_target(indicator(), row, Fraction(75))
    assert way == (None if made is None else Way(made, due))


def test_a_share_to_be_lowered_has_a_way_down() -> None:
    row = AreaResult(
        Status.BEHIND,
        Coverage(1, 1),
        value=Fraction(18),
        pace_value=Fraction(18),
        baseline=Fraction(20),
        expected=Fraction(35, 2),
        gap=Fraction(3),
    )
    kind = indicator(comparator=Comparator.LESS_THAN, value="15")
    assert way_to_target(kind, row, Fraction(15)) == Way(Fraction(2, 5), Fraction(1, 2))


def test_a_label_beside_the_gap_says_which_way_a_value_misses_its_target() -> None:
    most = indicator(comparator=Comparator.LESS_THAN, value="15")
    least = indicator(value="95")
    high = _judged(Status.BEHIND, "18", "15")
    low = _judged(Status.BEHIND, "90", "95")
    assert misses_by(EN, IndicatorResult(most, {"": high}), "") == "too high"
    assert misses_by(EN, IndicatorResult(least, {"": low}), "") == "too low"
    met = IndicatorResult(most, {"": high._replace(status=Status.MET)})
    assert misses_by(EN, met, "") == ""


def test_where_the_sum_meets_what_the_worst_unit_misses_its_gap_is_said() -> None:
    sum_of_all = _judged(Status.BEHIND, "96.2", "95")._replace(worst="tan-tien")
    worst = _judged(Status.BEHIND, "91.9", "95")
    found = IndicatorResult(indicator(value="95"), {"": sum_of_all, "tan-tien": worst})
    assert (misses_by(EN, found, ""), worst_gap(EN, found, "")) == ("", "the worst: -3.1 pp")
    own = (misses_by(EN, found, "tan-tien"), worst_gap(EN, found, "tan-tien"))
    assert own == ("too low", "")


def _judged(status: Status, value: str, goal: str) -> AreaResult:
    number, against = Fraction(value), Fraction(goal)
    return AreaResult(
        status, Coverage(1, 1), value=number, goal=against, gap=number - against, summed=True
    )


@pytest.mark.parametrize(
    ("value", "goal", "shown"),
    [("5.4", "5.35", "5.40 %"), ("5.351", "5.35", "5.351 %"), ("89", "75", "89.0 %")],
)
def test_a_value_has_as_many_decimals_as_its_target(value: str, goal: str, shown: str) -> None:
    kind = indicator(comparator=Comparator.AT_MOST, value=goal)
    assert str(wording.value_amount(EN, kind, Fraction(value), Fraction(goal))) == shown


def test_where_the_numerator_is_not_said_nothing_else_is_asked_for() -> None:
    kind = replace(indicator(), numerator=None)
    assert wording.change_text(EN, kind, Fraction(-128)) == "128 fewer"


@pytest.mark.parametrize(
    ("comparator", "status", "met", "word"),
    [
        ("at_least", Status.MET, True, "met"),
        ("at_least", Status.BEHIND, False, "not yet"),
        ("at_least", Status.NOT_MET, False, "not met"),
        ("at_most", Status.ON_TRACK, True, "not exceeded"),
        ("at_most", Status.MET, True, "met"),
        ("at_most", Status.NOT_MET, False, "not met"),
    ],
)
def test_a_target_is_never_said_to_be_lost_before_it_is(
    comparator: str, status: Status, *, met: bool, word: str
) -> None:
    count = indicator(Measure.COUNT, Comparator(comparator), "57")
    assert wording.target_word(EN, count, status, met=met) == word
