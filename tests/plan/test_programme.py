"""Reading a plan's money, tasks and bodies, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.period import Period
from ttdt.plan import OWN_AREA, Plan, read_plan, targets_of, unit_plan
from ttdt.text.language import Language
from ttdt.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  bac-ai: {code: "584", name: Bác Ái, units: {a: {code: "1", name: A}, b: {code: "2", name: B}}}
  ninh-hai: {code: "586", name: Ninh Hải}
groups: {g: {name: {vi: G}}}
indicators:
  houses: {clause: "1", group: g, name: {vi: Nhà}, measure: count, responsible: [BODY]}
bodies: {ban: {name: {vi: Ban, en: Board}}, hoi: {name: {vi: Hội}}}
"""
FUNDING = """\
funding:
  unit: {vi: triệu đồng}
  sources:
    build: {name: {vi: đầu tư}, kind: investment}
    run: {name: {vi: sự nghiệp}, kind: recurrent}
    local: {name: {vi: huyện}}
  projects:
    p1: {code: "1", name: {vi: đất ở}}
    p5:
      code: "5"
      name: {vi: giáo dục}
      projects:
        p5-1: {code: "5.1", name: {vi: trường}}
        p5-2: {code: "5.2", name: {vi: nghề}, projects: {p5-2-1: {code: "5.2.1", name: {vi: x}}}}
  decimals: 1
  pace: {Q2: 40}
  target:
    at_least: 95
"""
TASKS = """\
tasks:
  everywhere: {clause: III.4, name: {vi: T}, units: all, indicator: houses}
  here: {clause: III.2, name: {vi: H}, units: [bac-ai, a], due: 2024-Q3, responsible: [ban]}
  bodies: {clause: V.1, name: {vi: B}, responsible: [ban, hoi], indicator: [houses]}
"""


def content(tail: str, body: str = "ban") -> bytes:
    return (HEAD.replace("BODY", body) + tail).encode()


def plan(tail: str) -> Plan:
    found, findings = read_plan(parse(content(tail), "p.yaml"))
    assert findings == []
    assert found is not None
    return found


def problems(tail: str, body: str = "ban") -> list[tuple[str, int, int, str]]:
    found, findings = read_plan(parse(content(tail, body), "p.yaml"))
    assert found is None
    return [
        (one.code, one.span.line - HEAD.count("\n"), one.span.column, english(one.message))
        for one in findings
    ]


english = Language("en").translate


def test_a_plan_without_any_of_it() -> None:
    found = plan("")
    assert (found.funding, found.tasks) == (None, {})
    assert found.indicators["houses"].responsible == ("ban",)
    assert [body.name.original for body in found.bodies.values()] == ["Ban", "Hội"]


def test_money() -> None:
    funding = plan(FUNDING).funding
    assert funding is not None
    assert (funding.unit.original, funding.decimals) == ("triệu đồng", 1)
    assert funding.kinds == ("investment", "recurrent", None)
    assert funding.sources_of_kind("recurrent") == ("run",)
    assert funding.sources_of_kind(None) == ("local",)
    assert list(funding.projects) == ["p1", "p5", "p5-1", "p5-2", "p5-2-1"]
    assert [one.level for one in funding.projects.values()] == [1, 1, 2, 2, 3]
    assert funding.below == {"p5": ("p5-1", "p5-2"), "p5-2": ("p5-2-1",)}
    assert funding.leaves == funding.leaves_of(None) == ("p1", "p5-1", "p5-2-1")
    assert funding.leaves_of("p5") == ("p5-1", "p5-2-1")
    assert funding.leaves_of("p1") == ("p1",)
    assert (funding.rate.starts_at_zero, funding.rate.paced) == (True, True)
    assert dict(funding.rate.milestones) == {"Q2": 40}
    assert funding.rate.target is not None
    assert funding.rate.target.value == 95


def test_money_says_little_where_the_plan_does() -> None:
    found = plan("funding: {unit: {vi: đ}, sources: {s: {name: {vi: s}}},"
                 ' projects: {p: {code: "1", name: {vi: p}}}, pace: none}\n')  # fmt: skip
    assert found.funding is not None
    assert (found.funding.decimals, found.funding.kinds) == (3, (None,))
    assert (found.funding.rate.target, found.funding.rate.paced) == (None, False)
    assert found.funding.in_force(Period(2024, "Q2")) is found.funding


def test_tasks() -> None:
    found = plan(TASKS)
    everywhere, here, bodies = found.tasks.values()
    assert everywhere.units == ("a", "b", "ninh-hai")
    assert (everywhere.section, everywhere.indicators) == ("III", ("houses",))
    assert (here.units, here.due) == (("bac-ai", "a"), Period(2024, "Q3"))
    assert (bodies.units, bodies.responsible, bodies.due) == ((), ("ban", "hoi"), None)
    assert found.asked_of(bodies) == (OWN_AREA,)
    assert found.tasks_asked == {
        "a": ("everywhere", "here"),
        "b": ("everywhere",),
        "ninh-hai": ("everywhere",),
        "bac-ai": ("here",),
        OWN_AREA: ("bodies",),
    }


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (
            TASKS.replace("[ban, hoi]", "[ban, hoj]"),
            ("TT524", 4, 59, "“hoj” is not one of: ban, hoi; did you mean “hoi”?"),
        ),
        (
            TASKS.replace("[bac-ai, a]", "[bac-ai, c]"),
            ("TT524", 3, 56, "“c” is not one of: bac-ai, ninh-hai, a, b"),
        ),
        (
            TASKS.replace("indicator: houses", "indicator: house"),
            (
                "TT524",
                2,
                58,
                "“house” is not one of: houses; did you mean “houses”?",
            ),
        ),
        (
            TASKS.replace("2024-Q3", "2024-Q5"),
            (
                "TT106",
                3,
                65,
                "“2024-Q5” is not a period; write it as 2024-Q2, 2024-06, 2024-H1, 2024-9M or 2024",
            ),
        ),
        (
            FUNDING.replace("p5-2-1:", "p1:"),
            ("TT523", 14, 58, "the id “p1” is also that of the project on line 19"),
        ),
        (
            FUNDING.replace("at_least: 95", "at_least: 950"),
            ("TT505", 18, 15, "the target 950 is not between 0 and 100"),
        ),
        (
            FUNDING.replace("at_least: 95", "at_most: 95"),
            ("TT506", 18, 5, "“at_most” contradicts better: higher"),
        ),
        (
            FUNDING.replace("Q2: 40", "Q2: 97"),
            ("TT504", 16, 14, "the milestone 97 for Q2 is past the target 95"),
        ),
        (
            FUNDING + "    by_unit: {bacai: 90}\n",
            (
                "TT510",
                19,
                15,
                "“bacai” is not one of: bac-ai, ninh-hai, a, b; did you mean “bac-ai”?",
            ),
        ),
    ],
)
def test_what_leads_nowhere(tail: str, expected: tuple[str, int, int, str]) -> None:
    assert problems(tail) == [expected]


def test_an_indicator_of_no_body() -> None:
    assert problems("", body="bn") == [
        ("TT524", -1, 82, "“bn” is not one of: ban, hoi; did you mean “ban”?")
    ]


AMENDED = (
    FUNDING
    + """\
    amended:
      - {from: 2024-Q4, at_least: 99, decision: 34/QĐ-UBND}
      - {from: 2024-Q3, more_than: 90, decision: {number: 12/QĐ-UBND, date: 2024-07-01}}
"""
)


@pytest.mark.parametrize(
    ("period", "value", "decision"),
    [
        (Period(2024, "06"), 95, None),
        (Period(2024, "Q2"), 95, None),
        (Period(2024, "07"), 90, "12/QĐ-UBND"),  # ends after the first day of the third quarter
        (Period(2024, "Q3"), 90, "12/QĐ-UBND"),
        (Period(2024, "9M"), 90, "12/QĐ-UBND"),
        (Period(2024, "10"), 99, "34/QĐ-UBND"),
        (Period(2024), 99, "34/QĐ-UBND"),
    ],
)
def test_the_target_in_force(period: Period, value: int, decision: str | None) -> None:
    funding = plan(AMENDED).funding
    assert funding is not None
    target = funding.in_force(period).rate.target
    assert target is not None
    assert target.value == value
    assert (target.decision and target.decision.number) == decision


def test_each_target_that_it_was_changed_to_has_its_place_in_the_file() -> None:
    assert [(int(target.value), loc) for _, target, loc in targets_of(plan(AMENDED))] == [
        (95, ("funding", "target")),
        (90, ("funding", "target", "amended", 1)),
        (99, ("funding", "target", "amended", 0)),
    ]


@pytest.mark.parametrize(
    ("amended", "expected"),
    [
        ("at_least: 990", [("TT505", 20, 35, "the target 990 is not between 0 and 100")]),
        ("at_most: 99", [("TT506", 20, 25, "“at_most” contradicts better: higher")]),
        (
            "about: 99, at_least: 99",
            [
                (
                    "TT508",
                    20,
                    9,
                    "a target needs exactly one of: at_least, more_than, at_most, less_than, about",
                )
            ],
        ),
        ("at_least: 99, tolerance: 1", [("TT509", 20, 39, "a tolerance goes only with “about”")]),
    ],
)
def test_targets_changed_to_are_checked_as_others(
    amended: str, expected: Sequence[tuple[str, int, int, str]]
) -> None:
    assert problems(AMENDED.replace("at_least: 99", amended)) == list(expected)


def test_a_milestone_is_held_against_the_target_that_the_plan_began_with() -> None:
    assert problems(AMENDED.replace("pace: {Q2: 40}", "pace: {Q2: 40, Q4: 97}")) == [
        ("TT504", 16, 22, "the milestone 97 for Q4 is past the target 95")
    ]


SHARES = HEAD.replace("BODY", "ban").replace(
    "measure: count",
    """measure: count,
    target: {at_least: 10, by_unit: {a: 2, b: 3, ninh-hai: 5}, amended: [
      {from: 2024-Q2, at_least: 12, by_unit: {a: 3, b: 4, ninh-hai: 5}, decision: x},
      {from: 2024-Q3, about: 13, tolerance: 1, decision: y}]}""",
)


def test_shares_stay_as_they_were_until_others_are_given() -> None:
    found, findings = read_plan(parse(SHARES.encode(), "p.yaml"))
    assert findings == []
    assert found is not None
    houses = found.indicators["houses"]
    for period, goals, tolerance in (
        ("Q1", (10, 5, 2, 3, 5), 0),
        ("Q2", (12, 7, 3, 4, 5), 0),
        ("Q3", (13, 7, 3, 4, 5), 1),
    ):
        now = houses.in_force(Period(2024, period))
        areas = (OWN_AREA, "bac-ai", "a", "b", "ninh-hai")
        assert [now.goal_of(area) for area in areas] == list(goals)
        assert now.target is not None
        assert now.target.tolerance == tolerance


def test_a_units_own_plan_has_its_targets_and_tasks() -> None:
    found, _ = read_plan(parse((SHARES + FUNDING + TASKS).encode(), "p.yaml"))
    assert found is not None
    own = unit_plan(found, "bac-ai")
    houses = own.indicators["houses"]
    for period, goals in (("Q1", (5, 2, 3)), ("Q2", (7, 3, 4)), ("Q3", (7, 3, 4))):
        now = houses.in_force(Period(2024, period))
        assert [now.goal_of(area) for area in (OWN_AREA, "a", "b")] == list(goals)
    assert {name: task.units for name, task in own.tasks.items()} == {
        "everywhere": ("a", "b"),
        "here": (OWN_AREA, "a"),
    }
    assert own.funding is not None
    assert own.funding.rate.goal_of(OWN_AREA) == 95
    assert unit_plan(found, "ninh-hai").tasks.keys() == {"everywhere"}
