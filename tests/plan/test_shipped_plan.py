from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ttdt.plan import Direction, Indicator, Measure, Plan, Reference, Scope, read_plan
from ttdt.yaml import read

PATH = Path(__file__).parents[2] / "data" / "targets-2024.yaml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, findings = read_plan(read(PATH, "data/targets-2024.yaml"))
    assert findings == []
    assert found is not None
    return found


# clause, id, group, measure, population, comparator, value
INDICATORS = [
    ("1.1", "cooperatives", "economy", "narrative", None, None, None),
    ("1.2", "new-cooperatives", "economy", "count", None, "at_least", 1),
    ("1.3", "poverty-reduction", "economy", "reduction", "area_households", "more_than", 3),
    ("2.1", "commune-roads", "infrastructure", "rate", "communes", "at_least", 100),
    ("2.2", "village-roads", "infrastructure", "rate", "villages", "at_least", 75),
    ("2.3", "solid-facilities", "infrastructure", "rate", None, "at_least", 98),
    ("2.4", "electricity", "infrastructure", "rate", "households", "at_least", 99),
    ("2.5", "clean-water", "infrastructure", "rate", "dtts_households", "at_least", 98),
    ("2.6", "broadcasting", "infrastructure", "rate", "dtts_households", "at_least", 99),
    ("3.1", "resettled-households", "settlement", "count", None, "about", 167),
    ("3.2", "land-shortage", "settlement", "narrative", None, None, None),
    ("4.1", "preschool-age-5", "education", "rate", "children_aged_5", "more_than", 95),
    ("4.2", "primary-attendance", "education", "rate", "primary_age_children", "at_least", 97),
    ("4.3", "lower-secondary-attendance", "education", "rate", "lower_secondary_age_children",
     "at_least", 94),
    ("4.4", "upper-secondary-attendance", "education", "rate", "upper_secondary_age_children",
     "at_least", 50),
    ("4.5", "literacy", "education", "rate", "people_aged_15_plus", "at_least", 90),
    ("5.1", "health-services", "health", "narrative", None, None, None),
    ("5.2", "disease-control", "health", "narrative", None, None, None),
    ("5.3", "health-insurance", "health", "rate", "dtts_people", "at_least", 95),
    ("5.4", "maternal-care", "health", "rate", None, "more_than", 80),
    ("5.5", "child-underweight", "health", "rate", "children_under_5_weighed", "less_than", 15),
    ("6.1", "trained-labour", "labour", "rate", "working_age_people", "at_least", 45),
    ("7.1", "culture-preservation", "culture", "narrative", None, None, None),
    ("7.2", "community-houses", "culture", "rate", "villages", "at_least", 100),
    ("7.3", "culture-teams", "culture", "rate", "villages", "at_least", 70),
    ("8.1", "cadre-training", "cadres", "narrative", None, None, None),
    ("8.2", "cadre-parity", "cadres", "parity", "cadres", None, None),
]  # fmt: skip


def row(indicator: Indicator) -> tuple[object, ...]:
    target = indicator.target
    return (
        indicator.clause,
        indicator.id,
        indicator.group,
        str(indicator.measure),
        indicator.population,
        None if target is None else str(target.comparator),
        None if target is None else target.value,
    )


def test_the_27_objectives_in_the_order_of_the_plan(plan: Plan) -> None:
    assert [row(indicator) for indicator in plan.indicators.values()] == INDICATORS


def test_the_plan_itself(plan: Plan) -> None:
    assert (plan.id, plan.year) == ("ninh-thuan-2024", 2024)
    assert (plan.area.code, plan.area.name) == ("58", "Ninh Thuận")
    assert plan.path == "data/targets-2024.yaml"
    assert plan.deadlines == {}
    # A half year stands for its quarter, the year for the last.
    assert [day.word for day in plan.calendar_days.values()] == ["Q1", "H1", "Q3", "year"]
    assert list(plan.groups) == [
        "economy", "infrastructure", "settlement", "education", "health", "labour", "culture",
        "cadres",
    ]  # fmt: skip


def test_the_seven_units(plan: Plan) -> None:
    assert {unit.id: (unit.code, unit.name, unit.kind) for unit in plan.units.values()} == {
        "phan-rang-thap-cham": ("582", "Phan Rang-Tháp Chàm", "city"),
        "bac-ai": ("584", "Bác Ái", "district"),
        "ninh-son": ("585", "Ninh Sơn", "district"),
        "ninh-hai": ("586", "Ninh Hải", "district"),
        "ninh-phuoc": ("587", "Ninh Phước", "district"),
        "thuan-bac": ("588", "Thuận Bắc", "district"),
        "thuan-nam": ("589", "Thuận Nam", "district"),
    }


def test_resettlement_is_split_among_four_units(plan: Plan) -> None:
    indicator = plan.indicators["resettled-households"]
    target = indicator.target
    assert target is not None
    assert target.tolerance == 0
    assert target.by_unit == {"thuan-bac": 100, "thuan-nam": 20, "ninh-son": 17, "ninh-hai": 30}
    assert indicator.goal_of("thuan-nam") == 20
    assert indicator.goal_of("bac-ai") is None


def test_composites_have_their_parts_and_each_its_population(plan: Plan) -> None:
    found = {
        indicator.id: {part.part: part.population for part in indicator.parts}
        for indicator in plan.indicators.values()
        if indicator.parts
    }
    assert found == {
        "solid-facilities": {
            "schools": "schools",
            "classrooms": "classrooms",
            "health-stations": "health_stations",
        },
        "maternal-care": {"antenatal-care": "pregnant_women", "assisted-births": "births"},
    }
    for name in found:
        whole = plan.indicators[name]
        assert all(part.target == whole.target for part in whole.parts)
        assert whole.leaves == whole.parts


def test_whom_targets_bind_and_which_have_no_pace(plan: Plan) -> None:
    assert {i.id: i.scope for i in plan.indicators.values() if i.scope is not None} == {
        "new-cooperatives": Scope.PROVINCE,
        "cadre-parity": Scope.EACH_UNIT,
    }
    assert [i.id for i in plan.indicators.values() if not i.paced] == [
        "new-cooperatives",
        "cadre-parity",
    ]


def test_only_underweight_children_should_be_fewer(plan: Plan) -> None:
    lower = [i.id for i in plan.indicators.values() if i.direction is Direction.LOWER]
    assert lower == ["child-underweight"]


def test_parity_is_held_against_the_share_of_the_population(plan: Plan) -> None:
    parity = plan.indicators["cadre-parity"]
    assert parity.measure is Measure.PARITY
    assert parity.reference == Reference("dtts_people", "people")


def test_the_word_of_the_plan_stays_beside_the_comparator(plan: Plan) -> None:
    words = {i.id: i.wording.original for i in plan.indicators.values() if i.wording is not None}
    assert (
        words.items()
        >= {
            "new-cooperatives": "ít nhất",
            "poverty-reduction": "trên",
            "resettled-households": "khoảng",
            "preschool-age-5": "trên",
            "maternal-care": "trên",
            "child-underweight": "dưới",
        }.items()
    )


def test_every_name_and_reading_is_there_in_both_languages(plan: Plan) -> None:
    for indicator in plan.indicators.values():
        assert indicator.name.translations["en"]
        assert indicator.reading is not None
        assert indicator.reading.original
        assert indicator.reading.translations["en"]
        assert indicator.text is not None
        for leaf in indicator.leaves:
            assert leaf.name.translations["en"]
            if leaf.measure is not Measure.NARRATIVE:
                assert leaf.numerator is not None
                assert leaf.numerator.translations["en"]


def test_values_are_exact(plan: Plan) -> None:
    for indicator in plan.indicators.values():
        if indicator.target is not None:
            assert type(indicator.target.value) is Fraction


def test_each_indicator_knows_its_line(plan: Plan) -> None:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    assert {name: lines[line - 1].strip() for name, line in plan.lines.items()} == {
        name: f"{name}:" for name in plan.indicators
    }
