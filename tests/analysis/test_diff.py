from __future__ import annotations

from fractions import Fraction
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.analysis.diff import Aspect, ChangeKind, FigureState, Side, Stated, What, choose, diff
from ttdt.analysis.diff.attribution import Flipped
from ttdt.analysis.diff.inputs import BothInputs
from ttdt.analysis.diff.reported_values import figure_in
from ttdt.analysis.diff.results import MISSING, difference, kind_of, relative
from ttdt.compute import Selection, assess
from ttdt.finding import START, Finding, Rule
from ttdt.period import Period, parse_id
from ttdt.plan import (
    OWN_AREA,
    Area,
    Comparator,
    Direction,
    Indicator,
    Measure,
    Plan,
    Population,
    Scope,
    Target,
)
from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.message import Text, gettext_lazy
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import DocumentPlace, YamlDocument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttdt.analysis.diff import (
        Cause,
        Diff,
        FigureChange,
        Flip,
        InputChange,
        PopulationChange,
    )

    MakeSide = Callable[..., Side]

NOWHERE = DocumentPlace(YamlDocument(""), ())

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
UNITS
populations:
  villages: {name: {vi: thôn}}
groups:
  all: {name: {vi: tất cả}}
  other: {name: {vi: khác}}
indicators:
  roads:
    clause: "1"
    group: all
    name: {vi: đường}
INDICATOR
  teams: {clause: "2", group: other, name: {vi: đội}, measure: count}
"""

RATE = """
measure: rate
population: villages
target: {at_least: 75}
pace: none
"""
LINEAR = RATE.replace("pace: none\n", "")
COMPOSITE = """
measure: rate
target: {at_least: 75}
pace: none
parts:
  hard: {name: {vi: cứng}, population: villages}
  lit: {name: {vi: sáng}, population: villages}
"""


@pytest.fixture
def make_side(tmp_path: Path) -> MakeSide:
    """Make a side from lines: `unit/period: 30 of 40`, or `unit/period: {…}` with more YAML."""
    made = 0

    def make(
        submissions: str,
        indicator: str = RATE,
        *,
        units: str = "a b c",
        period: str = "2024-Q2",
        carry_forward: bool = False,
    ) -> Side:
        nonlocal made
        made += 1
        root = tmp_path / str(made)
        names = "\n".join(f'  {name}: {{code: "{name}", name: {name}}}' for name in units.split())
        plan = PLAN.replace("UNITS", names).replace("2024", period[:4])
        plan = plan.replace("INDICATOR", indent(dedent(indicator).strip(), "    "))
        files = {"targets-2024.yaml": plan}
        for line in dedent(submissions).strip().splitlines():
            place, said = line.split(": ", 1)
            unit, end = place.split("/")
            if " of " in said:
                roads, villages = said.split(" of ")
                said = f"{{populations: {{villages: {villages}}}, figures: {{roads: {roads}}}}}"
            status = "" if "status:" in said else "status: final, "
            head = f"{{unit: {unit}, period: {end}, {status}"
            files[f"districts/{place}.yaml"] = head + said.removeprefix("{") + "\n"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        wanted = parse_id(period)
        assert wanted is not None
        round_ = Workspace(root, root.parent / "data").round(wanted)
        return Side(round_, assess(round_, carry_forward=carry_forward), carry_forward)

    return make


def flip_of(
    found: Diff, unit: str | None, indicator: str = "roads", part: str | None = None
) -> Flip:
    (flip,) = (
        flip
        for flip in found.flips
        if flip.area.id == (unit or OWN_AREA) and flip.indicator.key == (indicator, part)
    )
    return flip


def kinds(cause: Cause) -> list[What]:
    return [change.what for change in cause.changes]


def numbers(change: FigureChange | PopulationChange | InputChange) -> tuple[object, object]:
    assert change.old is not None
    assert change.new is not None
    return change.old.value, change.new.value


def told(flip: Flip) -> list[tuple[object, object, bool]]:
    return [(cause.unit, cause.effect, cause.sufficient) for cause in flip.causes]


def test_a_revised_figure_is_listed_once_with_both_numbers(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: 30 of 40\nb/2024-Q2: 10 of 20")
    new = make_side("a/2024-Q2: 27 of 40\nb/2024-Q2: 10 of 20")
    found = diff(old, new)
    (change,) = found.figures
    assert (change.unit.id, change.indicator.id) == ("a", "roads")
    assert numbers(change) == (30, 27)
    assert kind_of(change.old, change.new) is ChangeKind.REVISED
    assert difference(change.old, change.new) == -3
    assert relative(change.old, change.new) == -10
    assert (found.populations, found.submissions, found.plan) == ((), (), ())
    assert not found.empty


@pytest.mark.parametrize(
    ("old", "new", "kind", "states"),
    [
        ("{figures: {}}", "{figures: {teams: 0}}", ChangeKind.ADDED, ("missing", "reported")),
        ("{figures: {teams: 0}}", "{figures: {teams: null}}", ChangeKind.REMOVED,
         ("reported", "missing")),
        ("{figures: {teams: 0}}", "{figures: {teams: {not_applicable: none}}}", ChangeKind.RESTATED,
         ("reported", "not_applicable")),
        ("{figures: {teams: {not_applicable: none}}}", "{figures: {teams: -1}}",
         ChangeKind.RESTATED, ("not_applicable", "invalid")),
        ("{figures: {}}", "{figures: {teams: -1}}", ChangeKind.RESTATED, ("missing", "invalid")),
    ],
)  # fmt: skip
def test_missing_zero_invalid_and_not_applicable_are_four_things(
    make_side: MakeSide, old: str, new: str, kind: ChangeKind, states: tuple[str, str]
) -> None:
    # What else the submission says keeps an otherwise empty form from being none at all.
    said = [one.replace("figures: {", "figures: {roads: {percent: 50}, ") for one in (old, new)]
    found = diff(make_side(f"a/2024-Q2: {said[0]}"), make_side(f"a/2024-Q2: {said[1]}"))
    (change,) = found.figures
    assert kind_of(change.old, change.new) is kind
    assert (change.old.state, change.new.state) == states
    assert relative(change.old, change.new) is None


def notes(found: Diff) -> list[tuple[object, ...]]:
    return [
        (one.area.id, one.indicator.full_id, *one.said)
        for one in found.notes
        if one.indicator is not None
    ]


def test_what_a_unit_says_now_and_did_not_say_is_a_new_note(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: {figures: {teams: {value: 1, note: seen, cause: rain}}}")
    new = make_side("a/2024-Q2: {figures: {teams: {value: 1, note: seen, cause: no money}}}")
    found = diff(old, new)
    assert notes(found) == [("a", "teams", None, "no money", None)]
    assert found.notes[0].place is not None
    assert found.notes[0].place.line == 1
    assert found.empty
    assert diff(new, new).notes == ()


def test_a_reason_why_there_is_no_figure_is_a_new_note(make_side: MakeSide) -> None:
    head = "a/2024-Q2: {figures: {roads: {percent: 50}, teams: "
    old = make_side(head + "2}}\nb/2024-Q2: {figures: {teams: 1}}")
    new = make_side(head + "{not_reported: lost}}}\nb/2024-Q2: {figures: {teams: 1}}")
    assert notes(diff(old, new)) == [("a", "teams", "lost", None, None)]


def test_a_note_on_all_parts_is_told_once(make_side: MakeSide) -> None:
    head = "{populations: {villages: 40}, figures: {roads: {hard: 30, lit: 20"
    old = make_side(f"a/2024-Q2: {head}}}}}}}\nb/2024-Q2: {head}}}}}}}", COMPOSITE)
    new = make_side(
        f"a/2024-Q2: {head}, note: counted anew}}}}}}\n"
        f"b/2024-Q2: {head.replace('20', '{value: 20, cause: no poles}')}}}}}}}",
        COMPOSITE,
    )
    assert notes(diff(old, new)) == [
        ("a", "roads", None, None, "counted anew"),
        ("b", "roads/lit", None, "no poles", None),
    ]


def test_only_notes_on_what_is_asked_for_are_kept(make_side: MakeSide) -> None:
    said = "{figures: {teams: {value: 1, note: x}}, populations: {villages: 4}}"
    found = diff(make_side("a/2024-Q1: 3 of 4"), make_side(f"a/2024-Q2: {said}\nb/2024-Q2: {said}"))
    assert [one.area.id for one in found.notes] == ["a", "b"]
    assert [one.area.id for one in choose(found, Selection(units=("b",))).notes] == ["b"]
    assert choose(found, Selection(indicators=("roads",))).notes == ()
    assert choose(found, Selection(groups=("other",))).notes == found.notes


def test_a_percentage_and_a_numerator_have_no_difference(make_side: MakeSide) -> None:
    head = "a/2024-Q2: {populations: {villages: 40}, figures: {roads: "
    old, new = make_side(head + "{percent: 75}}}"), make_side(head + "30}}")
    (change,) = diff(old, new).figures
    assert kind_of(change.old, change.new) is ChangeKind.REVISED
    assert difference(change.old, change.new) is None
    points = make_side(head + "{percent: 60}}}")
    (change,) = diff(old, points).figures
    assert difference(change.old, change.new) == -15
    assert relative(change.old, change.new) == -20


def test_notes_reasons_and_lines_are_no_change(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: {figures: {teams: {value: 3, note: one}}}")
    new = make_side(
        "a/2024-Q2: {note: all, figures: {teams: {value: 3, note: two, accept: {TT303: so}}}}"
    )
    assert diff(old, new).empty


def test_provisional_turned_final(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: {status: provisional, figures: {teams: 3}}")
    new = make_side("a/2024-Q2: {status: final, figures: {teams: 3}}")
    found = diff(old, new)
    (change,) = found.submissions
    assert change.old is not None
    assert change.new is not None
    assert (change.unit.id, change.old.status, change.new.status) == ("a", "provisional", "final")
    assert (found.figures, found.flips) == ((), ())


def test_the_unit_s_change_that_flipped_the_province_is_named(make_side: MakeSide) -> None:
    # 30 + 28 + 32 of 120 are 75 %. b alone brings 70 %, c alone 75.83 %: only b suffices.
    old = make_side("a/2024-Q2: 30 of 40\nb/2024-Q2: 28 of 40\nc/2024-Q2: 32 of 40")
    new = make_side("a/2024-Q2: 30 of 40\nb/2024-Q2: 22 of 40\nc/2024-Q2: 33 of 40")
    flip = flip_of(diff(old, new), None)
    assert (flip.old.status, flip.new.status) == ("met", "not_yet")
    assert flip.old.value == 75
    assert flip.new.value == Fraction(8500, 120)
    assert flip.worse
    assert told(flip) == [("b", -5, True), ("c", Fraction(100, 120), False)]
    assert [numbers(change) for change in flip.causes[0].changes] == [(28, 22)]


def test_changes_that_flip_only_together_are_said_not_to_suffice(make_side: MakeSide) -> None:
    # 92 of 120 are 76.67 %; two fewer are exactly 75 %, four fewer 73.33 %.
    old = make_side("a/2024-Q2: 30 of 40\nb/2024-Q2: 30 of 40\nc/2024-Q2: 32 of 40")
    new = make_side("a/2024-Q2: 28 of 40\nb/2024-Q2: 28 of 40\nc/2024-Q2: 32 of 40")
    flip = flip_of(diff(old, new), None)
    assert told(flip) == [("a", Fraction(-200, 120), False), ("b", Fraction(-200, 120), False)]


def test_a_population_alone_can_flip_a_unit(make_side: MakeSide) -> None:
    found = diff(make_side("a/2024-Q2: 30 of 40"), make_side("a/2024-Q2: 30 of 50"))
    (population,) = found.populations
    assert population.population.id == "villages"
    assert difference(population.old, population.new) == 10
    assert found.figures == ()
    flip = flip_of(found, "a")
    (cause,) = flip.causes
    assert kinds(cause) == [What.POPULATION]
    assert told(flip) == [("a", -15, True)]


def test_figure_and_population_of_a_unit_are_tried_one_at_a_time(make_side: MakeSide) -> None:
    # 30/40 = 75 %, 29/40 = 72.5 %, 30/39 = 76.92 %, 29/39 = 74.36 %.
    found = diff(make_side("a/2024-Q2: 30 of 40"), make_side("a/2024-Q2: 29 of 39"))
    flip = flip_of(found, "a")
    assert [kinds(cause) for cause in flip.causes] == [[What.FIGURE], [What.POPULATION]]
    assert told(flip) == [
        ("a", Fraction(-5, 2), True),
        ("a", Fraction(3000, 39) - 75, False),
    ]


def test_a_unit_that_hands_in_late_flips_the_province(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: 30 of 40")
    new = make_side("a/2024-Q2: 30 of 40\nb/2024-Q2: 1 of 40")
    found = diff(old, new)
    (change,) = found.submissions
    assert (change.unit.id, change.old) == ("b", None)
    (cause,) = flip_of(found, None).causes
    assert cause.unit == "b"
    assert kinds(cause) == [What.SUBMISSION, What.FIGURE, What.POPULATION]
    assert (cause.effect, cause.sufficient) == (Fraction(3100, 80) - 75, True)
    unit = flip_of(found, "b")
    assert (unit.old.status, unit.new.status) == ("no_data", "not_yet")
    assert [kind_of(one.old, one.new) for one in found.figures] == [ChangeKind.ADDED]
    assert not unit.worse  # nothing was judged before


def test_a_submission_that_became_unreadable(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: 30 of 40")
    new = make_side("a/2024-Q2: {unit: a, figures: {roads: 30}}")  # a key twice
    found = diff(old, new)
    (cause,) = flip_of(found, "a").causes
    assert kinds(cause)[0] is What.SUBMISSION
    (change,) = found.submissions
    assert change.new is not None
    assert not change.new.usable
    assert [one.new.state for one in found.figures] == [FigureState.INVALID, FigureState.INVALID]
    assert [error.leaves_out for error in found.errors] == [True]


def test_the_plan_alone_can_flip_a_verdict(make_side: MakeSide) -> None:
    said = "a/2024-Q2: 30 of 40"
    found = diff(make_side(said), make_side(said, RATE.replace("75", "80")))
    (change,) = found.plan
    assert change.aspect is Aspect.TARGET
    assert found.figures == ()
    for unit in (None, "a"):
        (cause,) = flip_of(found, unit).causes
        assert kinds(cause) == [What.PLAN]
        assert told(flip_of(found, unit)) == [(None, 0, True)]


def test_indicators_and_units_that_came_and_went(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: 30 of 40\nb/2024-Q2: 20 of 40", units="a b")
    new = make_side("a/2024-Q2: 30 of 40\nc/2024-Q2: 40 of 40", COMPOSITE, units="a c")
    said = [
        (one.aspect, one.unit.id if one.unit else None, one.indicator and one.indicator.part)
        for one in diff(old, new).plan
    ]
    assert said == [
        (Aspect.ADDED, "c", None),
        (Aspect.REMOVED, "b", None),
        (Aspect.ADDED, None, "hard"),
        (Aspect.ADDED, None, "lit"),
    ]


def test_a_unit_new_in_the_plan_can_flip_the_province(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q2: 28 of 40", units="a")
    new = make_side("a/2024-Q2: 28 of 40\nb/2024-Q2: 40 of 40", units="a b")
    flip = flip_of(diff(old, new), None)
    (cause,) = flip.causes
    assert kinds(cause) == [What.UNIT]
    assert told(flip) == [("b", 15, True)]
    back = flip_of(diff(new, old), None)
    assert told(back) == [("b", -15, True)]


def test_time_that_passed_flips_a_verdict_whose_figure_stayed(make_side: MakeSide) -> None:
    # From 60 to 75: 63.75 is expected at the end of March, 67.5 at the end of June.
    files = "a/2023: 24 of 40\na/2024-Q1: 26 of 40\na/2024-Q2: 26 of 40"
    old, new = (make_side(files, LINEAR, period=f"2024-{quarter}") for quarter in ("Q1", "Q2"))
    found = diff(old, new)
    assert found.figures == ()
    flip = flip_of(found, "a")
    assert (flip.old.status, flip.new.status) == ("on_track", "behind")
    assert (flip.old.expected, flip.new.expected) == (Fraction(255, 4), Fraction(135, 2))
    (cause,) = flip.causes
    assert kinds(cause) == [What.TIME]
    assert cause.sufficient


def test_a_revised_baseline_is_told_and_can_flip(make_side: MakeSide) -> None:
    # Half way from 70 to 75 is 72.5, half way from 60 is 67.5.
    old = make_side("a/2023: 24 of 40\na/2024-Q2: 27 of 40", LINEAR)
    new = make_side("a/2023: 28 of 40\na/2024-Q2: 27 of 40", LINEAR)
    found = diff(old, new)
    (change,) = found.baseline_figures
    assert numbers(change) == (24, 28)
    flip = flip_of(found, "a")
    assert (flip.old.status, flip.new.status) == ("on_track", "worsening")
    assert [kinds(cause) for cause in flip.causes] == [[What.BASELINE]]


def test_two_years_have_no_baselines_in_common(make_side: MakeSide) -> None:
    old = make_side("a/2022: 20 of 40\na/2023-Q2: 27 of 40", period="2023-Q2")
    new = make_side("a/2023: 24 of 40\na/2024-Q2: 27 of 40", period="2024-Q2")
    found = diff(old, new)
    assert found.empty
    assert found.baseline_figures == ()


def test_a_part_is_named_where_it_flips_its_composite(make_side: MakeSide) -> None:
    said = "a/2024-Q2: {populations: {villages: 40}, figures: {roads: {hard: 30, lit: LIT}}}"
    old = make_side(said.replace("LIT", "30"), COMPOSITE)
    new = make_side(said.replace("LIT", "20"), COMPOSITE)
    found = diff(old, new)
    assert [(flip.area.id or None, flip.indicator.part) for flip in found.flips] == [
        (None, None), (None, "lit"), ("a", None), ("a", "lit"),
    ]  # fmt: skip
    (cause,) = flip_of(found, "a").causes
    assert [change.part for change in cause.changes] == ["lit"]
    assert (cause.effect, cause.sufficient) == (None, True)
    assert told(flip_of(found, None, part="lit")) == [("a", -25, True)]


def test_a_carried_figure_counts_as_the_unit_s(make_side: MakeSide) -> None:
    old = make_side("a/2024-Q1: 30 of 40", carry_forward=True)
    new = make_side("a/2024-Q1: 30 of 40\na/2024-Q2: 20 of 40", carry_forward=True)
    found = diff(old, new)
    (change,) = found.figures
    assert numbers(change) == (30, 20)
    flip = flip_of(found, "a")
    assert [kinds(cause) for cause in flip.causes] == [[What.FIGURE]]
    assert told(flip) == [("a", -25, True)]


def test_one_submission_stands_on_both_sides_of_periods_with_one_end(make_side: MakeSide) -> None:
    files = "a/2024-H1: 30 of 40\nb/2024-Q2: 20 of 40\nb/2024-H1: 21 of 40"
    found = diff(make_side(files, period="2024-Q2"), make_side(files, period="2024-H1"))
    assert [one.unit.id for one in found.figures] == ["b"]
    assert numbers(found.figures[0]) == (20, 21)


def test_what_was_asked_for(make_side: MakeSide) -> None:
    both = "populations: {villages: 40}, figures: {roads: 30, teams: 1}"
    fewer = "populations: {villages: 50}, figures: {roads: 20, teams: 2}"
    old = make_side(f"a/2024-Q2: {{{both}}}\nb/2024-Q2: {{{both}}}")
    new = make_side(f"a/2024-Q2: {{{fewer}}}\nb/2024-Q2: {{{fewer}}}", RATE.replace("75", "70"))
    found = diff(old, new)
    assert len(found.figures) == 4
    one = choose(found, Selection(units=("b",)))
    assert {flip.area.id for flip in one.flips} == {"b"}
    assert {change.unit.id for change in one.figures} == {"b"}
    assert {change.unit.id for change in one.populations} == {"b"}
    assert one.judged == one.flips
    assert found.judged == (found.flips[0],)
    other = choose(found, Selection(groups=("other",)))
    assert [change.indicator.id for change in other.figures] == ["teams", "teams"]
    assert (other.populations, other.plan, other.flips) == ((), (), ())
    roads = choose(found, Selection(indicators=("roads",)))
    assert (len(roads.figures), len(roads.populations), len(roads.plan)) == (2, 2, 1)


law = settings(derandomize=True, deadline=None, max_examples=60)

Q1, Q2 = Period(2024, "Q1"), Period(2024, "Q2")
LEAVES = (("x", "one"), ("x", "two"), ("y", None))
NAMES = ("all", "some")

BROKEN = Finding(Rule("TT999", "x"), "x", START, gettext_lazy("x"))

whole = st.integers(1, 6)
figure = (
    st.just(Figure())
    | whole.map(lambda n: Figure(value=Fraction(n)))
    | whole.map(lambda n: Figure(percent=Fraction(10 * n)))
    | st.just(Figure(not_applicable="none"))
    | st.just(Figure(value=Fraction(-1), findings=(BROKEN,)))
)
population = st.integers(0, 6).map(lambda n: PopulationFigure(NOWHERE, Fraction(n)))
targets = st.builds(
    Target, st.sampled_from([Comparator.AT_LEAST, Comparator.AT_MOST]),
    st.sampled_from([Fraction(40), Fraction(60)]), st.just(Fraction(0)),
)  # fmt: skip


@st.composite
def submissions(draw: st.DrawFn, unit: str, period: Period) -> Submission:
    return Submission(
        path=f"{unit}/{period.id}",
        unit=unit,
        period=period,
        usable=draw(st.sampled_from([True, True, True, False])),
        status=draw(st.sampled_from(ReportStatus)),
        populations=draw(st.dictionaries(st.sampled_from(NAMES), population)),
        figures=draw(st.dictionaries(st.sampled_from(LEAVES), figure)),
    )


@st.composite
def indicators(draw: st.DrawFn) -> dict[str, Indicator]:
    def made(id_: str, part: str | None, *parts: Indicator) -> Indicator:
        return Indicator(
            id=id_,
            clause="1",
            group="all",
            name=Text(id_),
            measure=Measure.REDUCTION if id_ == "y" and reduces else Measure.RATE,
            direction=Direction.HIGHER,
            part=part,
            parts=parts,
            population=None if parts else draw(st.sampled_from(NAMES)),
            target=target,
            scope=scope,
            paced=paced,
        )

    target, reduces, paced = draw(targets), draw(st.booleans()), draw(st.booleans())
    scope = draw(st.sampled_from([None, Scope.PROVINCE, Scope.EACH_UNIT]))
    composite = made("x", None, made("x", "one"), made("x", "two"))
    found = {"x": composite, "y": made("y", None)}
    return found if draw(st.booleans()) else {"y": found["y"]}


@st.composite
def sides(draw: st.DrawFn) -> Side:
    names = draw(st.sampled_from([("a", "b"), ("a", "b", "c"), ("b",)]))
    period = draw(st.sampled_from([Q1, Q2]))
    plan = Plan(
        id="law",
        year=2024,
        title=Text("law"),
        area=Area(OWN_AREA, "0", "P", "province", None),
        path="targets-2024.yaml",
        units={name: Area(name, name, name, "district") for name in names},
        populations={name: Population(name, Text(name)) for name in NAMES},
        groups={},
        indicators=draw(indicators()),
        deadlines={},
        calendar=(),
        lines={},
    )
    units = {
        name: AreaSubmissions(
            draw(st.none() | submissions(name, period)),
            (),
            draw(st.none() | submissions(name, Period(2023))),
        )
        for name in names
    }
    round_ = Round(plan, period, units)
    return Side(round_, assess(round_))


@law
@given(sides())
def test_nothing_changed_between_a_round_and_itself(side: Side) -> None:
    found = diff(side, side)
    assert found.empty


@law
@given(sides(), sides())
def test_the_sides_exchanged_give_the_same_exchanged(old: Side, new: Side) -> None:
    there, back = diff(old, new), diff(new, old)

    def placed(found: Diff, *, exchanged: bool) -> dict[object, tuple[object, object]]:
        entries: dict[object, tuple[object, object]] = {}
        for flip in found.flips:
            entries["flip", flip.area.id, flip.indicator.key] = (flip.old.status, flip.new.status)
        for baseline, figures in ((False, found.figures), (True, found.baseline_figures)):
            for one in figures:
                entries[baseline, one.unit.id, one.indicator.key] = (one.old, one.new)
        for baseline, wholes in ((False, found.populations), (True, found.baseline_populations)):
            for size in wholes:
                place = ("population", baseline, size.unit.id, size.population.id)
                entries[place] = (size.old, size.new)
        for filed in found.submissions:
            entries["filed", filed.unit.id] = (filed.old, filed.new)
        mirrored = {Aspect.ADDED: Aspect.REMOVED, Aspect.REMOVED: Aspect.ADDED}
        for said in found.plan:
            aspect = mirrored.get(said.aspect, said.aspect) if exchanged else said.aspect
            subject = (said.unit and said.unit.id, said.indicator and said.indicator.key)
            entries["plan", aspect, subject] = (said.old, said.new)
        if exchanged:
            return {key: (new, old) for key, (old, new) in entries.items()}
        return entries

    assert placed(there, exchanged=False) == placed(back, exchanged=True)


@law
@given(sides(), sides())
def test_the_changes_listed_make_the_old_figures_the_new_ones(old: Side, new: Side) -> None:
    def figures(side: Side) -> dict[tuple[str, tuple[str, str | None]], Stated]:
        return {
            (unit, leaf.key): figure_in(filed.current, leaf)
            for unit, filed in side.round.areas.items()
            for indicator in side.round.plan.indicators.values()
            for leaf in indicator.leaves
        }

    found = diff(old, new)
    places = [(one.unit.id, one.indicator.key) for one in found.figures]
    assert len(places) == len(set(places))
    made = figures(old)
    for one in found.figures:
        place = (one.unit.id, one.indicator.key)
        assert made.get(place, MISSING) == one.old
        made[place] = one.new
    wanted = figures(new)
    assert {place: made.get(place, MISSING) for place in made | wanted} == {
        place: wanted.get(place, MISSING) for place in made | wanted
    }


@law
@given(sides(), sides())
def test_the_causes_of_a_flip_leave_nothing_out(old: Side, new: Side) -> None:
    for flip in diff(old, new).flips:
        found = Flipped(BothInputs(old, new), flip.before, flip.indicator)
        row = found.all_together(flip.area.id)
        assert row is not None
        assert row.status is flip.new.status
        assert row.value == flip.new.value
        assert flip.causes
        if len(flip.causes) == 1:
            assert flip.causes[0].sufficient
