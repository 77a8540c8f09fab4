from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from ttdt.analysis.explain import Certainty, Explanation, Role, explain
from ttdt.compute import FileLine, Status, assess
from ttdt.compute.contributions import Contribution
from ttdt.period import parse_id
from ttdt.plan import OWN_AREA
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import MakeWorkspace

    from ttdt.analysis.explain import Input
    from ttdt.compute import Share

EXAMPLE = Path(__file__).parents[1] / "example"


class Explain(Protocol):
    def __call__(
        self,
        key: str,
        unit: str | None = None,
        *,
        carry_forward: bool = False,
        period: str = "2024-Q2",
        **replaced: str,
    ) -> Explanation: ...


@pytest.fixture
def explained(make_workspace: MakeWorkspace) -> Explain:
    """Explain an indicator of the example; `replaced` swaps lines of a unit's file of the round."""

    def run(
        key: str,
        unit: str | None = None,
        *,
        carry_forward: bool = False,
        period: str = "2024-Q2",
        **replaced: str,
    ) -> Explanation:
        files = {
            path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(EXAMPLE.rglob("*.yaml"))
        }
        for name, swap in replaced.items():
            place = f"districts/{name.replace('_', '-')}/2024-Q2.yaml"
            if name == "plan":
                place = "targets-2024.yaml"
            old, new = swap.split(" => ")
            assert old in files[place]
            files[place] = files[place].replace(old, new)
        wanted = parse_id(period)
        assert wanted is not None
        round_ = Workspace(make_workspace(files), Path("data")).round(wanted)
        name, _, part = key.partition("/")
        report = assess(round_, carry_forward=carry_forward)
        return explain(round_, report, (name, part or None), unit or OWN_AREA)

    return run


def lines(explanation: Explanation, unit: str) -> list[tuple[str, object, int]]:
    return [
        (str(entry.role), entry.value, entry.place.line) for entry in explanation.units[unit].now
    ]


def share(found: Share | None) -> tuple[object, object]:
    assert found is not None
    return found.numerator, found.population


def stated(entries: Iterable[Input]) -> list[tuple[object, str, int]]:
    return [(entry.value, entry.place.path, entry.place.line) for entry in entries]


def test_a_rate_names_the_line_of_its_numerator_and_of_its_population(explained: Explain) -> None:
    found = explained("village-roads")
    assert lines(found, "dong-son") == [("numerator", 30, 21), ("population", 40, 8)]
    assert lines(found, "tay-hoa") == [("numerator", 13, 20), ("population", 20, 7)]
    assert found.units["dong-son"].now[0].place == FileLine(
        "data/districts/dong-son/2024-Q2.yaml", 21
    )
    before = found.units["dong-son"].before
    assert stated(before) == [
        (28, "data/districts/dong-son/2023.yaml", 8),
        (40, "data/districts/dong-son/2023.yaml", 5),
    ]
    assert found.clause_place == FileLine("data/targets-2024.yaml", 51)


def test_contributions_to_a_rate_add_up_to_its_gap(explained: Explain) -> None:
    found = explained("village-roads")
    # 30 − 0.75 · 40 = 0 and 13 − 0.75 · 20 = −2, of 60 villages: −2/60 is −3 1/3 points.
    assert found.units["dong-son"].contribution == Contribution(Fraction(0), Fraction(0))
    assert found.units["tay-hoa"].contribution == Contribution(Fraction(-2), Fraction(-10, 3))
    assert found.units["nam-phu"].contribution is None
    assert found.rest is None
    assert found.result.own.gap == Fraction(-10, 3)


def test_what_nobody_reported_of_a_split_count_is_the_rest_of_its_gap(explained: Explain) -> None:
    found = explained("resettled-households")
    assert found.units["dong-son"].contribution == Contribution(Fraction(-4))
    assert found.rest == Contribution(Fraction(-30))
    assert found.result.own.gap == -34


@pytest.mark.parametrize("key", ["poverty-reduction", "cadre-parity", "new-cooperatives"])
def test_where_a_gap_is_no_sum_over_units_nothing_is_said(explained: Explain, key: str) -> None:
    found = explained(key)
    assert found.rest is None
    assert all(seen.contribution is None for seen in found.units.values())


def test_a_missing_units_known_population_bounds_the_rate(explained: Explain) -> None:
    found = explained("village-roads")
    assert found.bounds is not None
    # 43 of 60 now; Nam Phú had 5 villages in the first quarter.
    assert found.bounds.lowest == Fraction(4300, 65)
    assert found.bounds.highest == Fraction(4800, 65)
    lent = found.units["nam-phu"].lent
    assert lent is not None
    assert stated([lent]) == [(5, "data/districts/nam-phu/2024-Q1.yaml", 6)]
    assert found.certainty is Certainty.BOUNDS
    assert found.result.own.firm


@pytest.mark.parametrize(
    ("key", "certainty"),
    [
        ("new-cooperatives", Certainty.GROWS),
        ("resettled-households", Certainty.MAY_GROW),
        ("poverty-reduction", Certainty.UNBOUNDED),
        ("cadre-parity", Certainty.SHORT_ALREADY),
        ("cooperatives", Certainty.NOT_JUDGED),
        ("solid-facilities", Certainty.PARTS),
    ],
)
def test_why_a_verdict_is_firm_or_not(explained: Explain, key: str, certainty: Certainty) -> None:
    assert explained(key).certainty is certainty


def test_what_is_carried_leaves_it_open_though_nobody_is_missing(explained: Explain) -> None:
    found = explained("village-roads", carry_forward=True)
    assert found.certainty is Certainty.CARRIED
    assert not found.result.own.firm
    assert found.bounds is None


def test_where_every_unit_must_comply_a_silent_one_leaves_no_verdict(explained: Explain) -> None:
    found = explained("cadre-parity", dong_son="cadre-parity: 93 => cadre-parity: 100")
    assert found.result.own.status is Status.NO_DATA
    assert found.certainty is Certainty.NOT_JUDGED


def test_where_every_unit_must_comply_a_carried_figure_leaves_it_open(
    explained: Explain,
) -> None:
    found = explained(
        "village-roads",
        carry_forward=True,
        plan="target: {at_least: 75} => scope: each_unit\n    target: {at_least: 65}",
        tay_hoa="village-roads: 13 => village-roads: {percent: 65}",
    )
    assert found.certainty is Certainty.CARRIED
    found = explained(
        "health-insurance",
        carry_forward=True,
        plan="dtts_people\n    target: {at_least: 95} => "
        "dtts_people\n    scope: each_unit\n    target: {at_least: 95}",
        dong_son="  dtts_people: 3000 =>   # unknown",
    )
    assert found.result.own.status is Status.MET
    assert found.certainty is Certainty.CARRIED


def test_a_figure_carried_forward_is_named_where_it_stands(explained: Explain) -> None:
    found = explained("village-roads", carry_forward=True).units["nam-phu"]
    assert stated(found.now) == [
        (5, "data/districts/nam-phu/2024-Q1.yaml", 10),
        (5, "data/districts/nam-phu/2024-Q1.yaml", 6),
    ]
    assert {entry.period for entry in found.now} == {"2024-Q1"}
    assert [filed.period for filed in found.documents] == ["2024-Q1"]


def test_a_reduction_and_a_parity_name_what_they_are_held_against(explained: Explain) -> None:
    reduction = explained("poverty-reduction")
    assert [entry.value for entry in reduction.units["dong-son"].before] == [400, 2000]
    assert share(reduction.row.before) == (400, 2000)
    parity = explained("cadre-parity")
    assert lines(parity, "tay-hoa") == [
        ("numerator", 41, 27),
        ("population", 200, 15),
        ("reference_numerator", 1000, 10),
        ("reference_population", 5000, 9),
    ]
    assert share(parity.row.reference) == (4000, 14000)


def test_a_percentage_is_named_as_it_was_written(explained: Explain) -> None:
    found = explained("health-insurance")
    assert lines(found, "dong-son") == [
        ("percent", Fraction(9627, 100), 25),
        ("population", 3000, 11),
    ]


def test_words_in_place_of_a_figure_have_a_line_too(explained: Explain) -> None:
    assert lines(explained("resettled-households"), "tay-hoa") == [("reason", None, 22)]
    assert lines(explained("cooperatives"), "dong-son")[0] == ("text", None, 18)
    assert lines(explained("cooperatives"), "tay-hoa")[0] == ("reason", None, 17)


def test_an_invalid_number_is_left_out_and_its_finding_named(explained: Explain) -> None:
    found = explained("literacy", dong_son="literacy: 8111 => literacy: 99999")
    assert found.invalid
    assert [(error.path, error.code, error.span.line) for error in found.findings] == [
        ("data/districts/dong-son/2024-Q2.yaml", "TT201", 27),
        ("data/districts/tay-hoa/2024-Q2.yaml", "TT201", 26),
    ]
    assert lines(found, "dong-son") == [("population", 9000, 10)]
    assert not explained("village-roads", dong_son="literacy: 8111 => literacy: 99999").invalid
    assert explained("literacy", "tay-hoa").invalid
    assert not explained("literacy", "dong-son").invalid


def test_an_invalid_population_is_told_once_for_all_parts(explained: Explain) -> None:
    found = explained("solid-facilities", dong_son="  schools: 50 => schools: many")
    assert len(found.findings) == 1


def test_a_composite_is_explained_by_its_parts(explained: Explain) -> None:
    found = explained("solid-facilities")
    assert [part.indicator.part for part in found.parts] == ["schools", "health-stations"]
    assert found.result.own.worst == "schools"
    assert {entry.role for entry in found.inputs} == {Role.NUMERATOR, Role.POPULATION}
    assert len(found.places) == 9


def test_one_unit_is_explained_alone(explained: Explain) -> None:
    found = explained("village-roads", "tay-hoa")
    assert list(found.units) == ["tay-hoa"]
    assert found.bounds is None
    assert found.units["tay-hoa"].contribution is None


def test_a_milestone_takes_the_place_of_the_path(explained: Explain) -> None:
    plan = "target: {at_least: 75} => target: {at_least: 75}\n    pace: {Q2: 73}"
    assert explained("village-roads", plan=plan).milestone == 73
    assert explained("village-roads").milestone is None


def test_the_last_changes_are_looked_up_by_path_and_line(explained: Explain) -> None:
    found = explained("village-roads")
    assert found.change_at(FileLine("data/districts/dong-son/2024-Q2.yaml", 21)) is None


def test_what_the_plan_does_not_have_cannot_be_explained(explained: Explain) -> None:
    with pytest.raises(KeyError):
        explained("nothing")
    with pytest.raises(KeyError):
        explained("village-roads", "nowhere")


def test_a_baseline_of_former_units_is_named_with_its_files() -> None:
    examples = Path(__file__).parents[2] / "examples"
    period = parse_id("2025-Q3")
    assert period is not None
    round_ = Workspace(examples / "khanh-hoa-2025", Path("data")).round(period)
    found = explain(round_, assess(round_), ("village-roads", None), "bac-ai-dong")
    assert [
        (entry.former_unit, entry.role, str(entry.value), entry.place.path, entry.place.line)
        for entry in found.units["bac-ai-dong"].before
    ] == [
        ("phuoc-dai", Role.NUMERATOR, "4", "data/districts/phuoc-dai/2024.yaml", 7),
        ("phuoc-dai", Role.POPULATION, "5", "data/districts/phuoc-dai/2024.yaml", 5),
        ("phuoc-thanh", Role.NUMERATOR, "7", "data/districts/phuoc-thanh/2024.yaml", 7),
        ("phuoc-thanh", Role.POPULATION, "8", "data/districts/phuoc-thanh/2024.yaml", 5),
    ]
    assert {entry.former_unit for entry in found.units["bac-ai-dong"].now} == {None}
