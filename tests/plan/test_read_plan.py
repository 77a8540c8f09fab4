from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ttdt.period import Period
from ttdt.plan import Comparator, Direction, Plan, Target, read_plan
from ttdt.text.language import Language
from ttdt.text.message import Text
from ttdt.yaml import parse

HEAD = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}
populations: {villages: {name: {vi: thôn}}, people: {name: {vi: người}}}
groups: {roads: {name: {vi: Đường}}}
indicators:
"""
FIRST = HEAD.count("\n") + 1
"""The line on which the first indicator stands."""

RATE = """\
  a:
    clause: "1"
    group: roads
    name: {vi: A}
    measure: rate
    population: villages
"""


def plan(text: str) -> Plan:
    found, findings = read_plan(parse(text.encode(), "p.yaml"))
    assert findings == []
    assert found is not None
    return found


def problems(text: str) -> list[tuple[str, int, int, str]]:
    found, findings = read_plan(parse(text.encode(), "p.yaml"))
    assert found is None
    assert {finding.path for finding in findings} == {"p.yaml"}
    return [
        (
            finding.code,
            finding.span.line,
            finding.span.column,
            Language("en").translate(finding.message),
        )
        for finding in findings
    ]


def indicator(measure: str, *lines: str) -> str:
    """Return a plan whose only indicator has these lines; the first is `FIRST` + 5."""
    body = f'  a:\n    clause: "1"\n    group: roads\n    name: {{vi: A}}\n    measure: {measure}\n'
    return HEAD + body + "".join(f"    {line}\n" for line in lines)


def test_the_smallest_plan() -> None:
    found = plan(HEAD + RATE)
    assert found.title == Text("Kế hoạch")
    assert found.units["bac-ai"].kind == "district"
    assert found.indicators["a"].target is None
    assert found.indicators["a"].paced
    assert found.lines == {"a": FIRST}


def test_deadlines_and_calendar() -> None:
    found = plan(
        "deadlines: {Q2: 2024-06-14, year: 2024-12-14}\ncalendar: [Q1, Q2]\n" + HEAD + RATE
    )
    assert found.deadlines == {
        Period(2024, "Q2"): date(2024, 6, 14),
        Period(2024): date(2024, 12, 14),
    }
    assert found.calendar == (Period(2024, "Q1"), Period(2024, "Q2"))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{at_least: 75}", Target(Comparator.AT_LEAST, Fraction(75), Fraction(0))),
        ("{more_than: 0.1}", Target(Comparator.MORE_THAN, Fraction(1, 10), Fraction(0))),
        ("{at_most: 0}", Target(Comparator.AT_MOST, Fraction(0), Fraction(0))),
        ("{less_than: 14.995}", Target(Comparator.LESS_THAN, Fraction(2999, 200), Fraction(0))),
        (
            "{about: 67, tolerance: 2.5, by_unit: {bac-ai: 100}}",
            Target(Comparator.ABOUT, Fraction(67), Fraction(5, 2), {"bac-ai": Fraction(100)}),
        ),
    ],
)
def test_every_comparator(target: str, expected: Target) -> None:
    found = plan(indicator("rate", "population: villages", f"target: {target}"))
    assert found.indicators["a"].target == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["target: {at_least: 1}"], Direction.HIGHER),
        (["target: {about: 1}"], Direction.HIGHER),
        (["target: {at_most: 1}"], Direction.LOWER),
        (["target: {less_than: 1}"], Direction.LOWER),
        (["target: {less_than: 1}", "better: lower"], Direction.LOWER),
        ([], Direction.HIGHER),
        (["better: lower"], Direction.LOWER),
    ],
)
def test_what_is_better_follows_from_the_target_unless_said(
    lines: list[str], expected: Direction
) -> None:
    assert plan(indicator("count", *lines)).indicators["a"].direction is expected


@pytest.mark.parametrize(
    ("pace", "paced", "milestones"),
    [
        ("linear", True, {}),
        ("none", False, {}),
        ("{Q1: 70, Q2: 72.5}", True, {"Q1": Fraction(70), "Q2": Fraction(145, 2)}),
    ],
)
def test_paces(pace: str, paced: bool, milestones: dict[str, Fraction]) -> None:  # noqa: FBT001
    found = plan(indicator("count", f"pace: {pace}")).indicators["a"]
    assert (found.paced, found.milestones) == (paced, milestones)


def test_parts_take_what_they_do_not_say_from_the_whole() -> None:
    found = plan(
        indicator(
            "rate",
            "target: {at_least: 98}",
            "max_step: 5",
            "parts:",
            "  x: {name: {vi: X}, population: villages}",
            "  y: {name: {vi: Y}, population: people, target: {more_than: 80}, max_step: 2}",
        )
    ).indicators["a"]
    x, y = found.parts
    assert (x.id, x.part, x.population) == ("a", "x", "villages")
    assert x.max_step == 5
    assert x.target == found.target
    assert y.key == ("a", "y")
    assert y.max_step == 2
    assert y.target == Target(Comparator.MORE_THAN, Fraction(80), Fraction(0))


POPULATIONS = "villages, people"

CONTRADICTIONS = [
    (
        indicator("rate", "population: vilages"),
        ("TT502", FIRST + 5, 17,
         f"“vilages” is not one of: {POPULATIONS}; did you mean “villages”?"),
    ),
    (
        indicator(
            "parity", "population: people", "reference: {numerator: x1, population: people}"
        ),
        ("TT502", FIRST + 6, 28, f"“x1” is not one of: {POPULATIONS}"),
    ),
    (
        indicator("rate", "parts:", "  x: {name: {vi: X}, population: zzz}"),
        ("TT502", FIRST + 6, 38, f"“zzz” is not one of: {POPULATIONS}"),
    ),
    (
        HEAD.replace("people: {", "people: {part_of: zzz, ") + RATE,
        ("TT502", 6, 63, f"“zzz” is not one of: {POPULATIONS}"),
    ),
    (
        HEAD + RATE.replace("group: roads", "group: zzz"),
        ("TT507", FIRST + 2, 12, "the group “zzz” is not among the plan's groups: roads"),
    ),
    (indicator("rate"), ("TT102", FIRST, 3, "the key “population” is missing")),
    (indicator("reduction"), ("TT102", FIRST, 3, "the key “population” is missing")),
    (
        indicator("parity", "population: people"),
        ("TT102", FIRST, 3, "the key “reference” is missing"),
    ),
    (
        indicator("rate", "population: people", "target: {}"),
        ("TT508", FIRST + 6, 13,
         "a target needs exactly one of: at_least, more_than, at_most, less_than, about"),
    ),
    (
        indicator("count", "target: {at_least: 1, at_most: 2}"),
        ("TT508", FIRST + 5, 13,
         "a target needs exactly one of: at_least, more_than, at_most, less_than, about"),
    ),
    (
        indicator("rate", "parts:", "  x: {name: {vi: X}, population: people, target: {}}"),
        ("TT508", FIRST + 6, 54,
         "a target needs exactly one of: at_least, more_than, at_most, less_than, about"),
    ),
    (
        indicator("count", "target: {at_least: 1, tolerance: 2}"),
        ("TT509", FIRST + 5, 27, "a tolerance goes only with “about”"),
    ),
    (
        indicator("count", "target: {at_least: 1, by_unit: {ninh-hay: 1}}"),
        ("TT510", FIRST + 5, 37,
         "“ninh-hay” is not one of: bac-ai, ninh-hai; did you mean “ninh-hai”?"),
    ),
    (
        indicator("rate", "parts:", "  percent: {name: {vi: X}, population: people}"),
        ("TT106", FIRST + 6, 7, "a part cannot be called “percent”"),
    ),
    (indicator("rate", "parts: {}"), ("TT106", FIRST + 5, 12, "this cannot be empty")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONTRADICTIONS)
def test_contradictions(text: str, expected: tuple[str, int, int, str]) -> None:
    assert problems(text) == [expected]


REFERENCE = "reference: {numerator: people, population: people}"
PARTS = "parts: {x: {name: {vi: X}, population: people}}"


@pytest.mark.parametrize(
    ("measure", "needed", "line", "key"),
    [
        ("rate", "population: people", REFERENCE, "reference"),
        ("rate", PARTS, "population: people", "population"),
        ("rate", PARTS, "numerator: {vi: x}", "numerator"),
        ("count", "better: higher", "population: people", "population"),
        ("count", "better: higher", REFERENCE, "reference"),
        ("reduction", "population: people", REFERENCE, "reference"),
        ("reduction", "population: people", "unit: {vi: x}", "unit"),
        ("narrative", "better: higher", "population: people", "population"),
        ("narrative", "better: higher", REFERENCE, "reference"),
        ("narrative", "better: higher", "unit: {vi: x}", "unit"),
        ("narrative", "better: higher", "pace: none", "pace"),
        ("narrative", "better: higher", "target: {at_least: 1}", "target"),
    ],
)
def test_keys_that_a_measure_cannot_use(measure: str, needed: str, line: str, key: str) -> None:
    assert problems(indicator(measure, needed, line)) == [
        (
            "TT509",
            FIRST + 6,
            5,
            f"an indicator of the measure “{measure}” cannot have the key “{key}” here",
        )
    ]


@pytest.mark.parametrize("measure", ["count", "reduction", "parity", "narrative"])
def test_only_a_rate_has_parts(measure: str) -> None:
    assert ("TT509", FIRST + 5, 5) in [found[:3] for found in problems(indicator(measure, PARTS))]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("pace: fast", 11),
        ("pace: {}", 11),
        ("pace: {Q5: 70}", 11),
        ("pace: {Q1: '70'}", 11),
        ("pace: 1", 11),
    ],
)
def test_bad_paces(line: str, column: int) -> None:
    assert problems(indicator("count", line)) == [
        (
            "TT106",
            FIRST + 5,
            column,
            "a pace is linear, none, or milestones such as {Q1: 70, Q2: 72}",
        )
    ]


def test_bad_words_of_the_calendar_and_the_deadlines() -> None:
    head = "calendar: [Q1, Q5]\ndeadlines: {Q9: 2024-06-14, Q2: 2024-06-31}\n"
    assert [found[:3] for found in problems(head + HEAD + RATE)] == [
        ("TT105", 2, 13),
        ("TT106", 2, 33),
        ("TT105", 1, 16),
    ]


def test_a_plan_that_cannot_be_read_gives_what_keeps_it_from_being_read() -> None:
    assert [found[:3] for found in problems("a: 1\na: 2\nb: &x 1\n")] == [
        ("TT004", 2, 1),
        ("TT005", 3, 4),
    ]


def test_an_empty_mapping_lacks_every_key_a_plan_needs() -> None:
    assert [found[3] for found in problems("{}\n")] == [
        f"the key “{key}” is missing"
        for key in ("plan", "year", "title", "province", "units", "groups", "indicators")
    ]


def test_every_error_of_form_is_found_at_once() -> None:
    text = (HEAD + RATE).replace("2024", "'2024'").replace("units", "unites")
    text += "    target: {at_least: '75 %'}\n    scope: each\n    better: more\n"
    assert sorted(found[:3] for found in problems(text)) == [
        ("TT101", 5, 1),
        ("TT102", 1, 1),
        ("TT104", 2, 7),
        ("TT104", FIRST + 6, 24),
        ("TT105", FIRST + 7, 12),
        ("TT105", FIRST + 8, 13),
    ]


def test_every_contradiction_is_found_at_once() -> None:
    second = RATE.replace("  a:", "  b:", 1).replace("population: villages", "population: zzz")
    text = HEAD + RATE.replace("group: roads", "group: zzz") + second
    text += "    target: {at_least: 1, at_most: 2, tolerance: 3, by_unit: {x: 1, y: 2}}\n"
    assert [found[:3] for found in problems(text)] == [
        ("TT507", FIRST + 2, 12),
        ("TT502", FIRST + 11, 17),
        ("TT508", FIRST + 12, 13),
        ("TT509", FIRST + 12, 39),
        ("TT510", FIRST + 12, 63),
        ("TT510", FIRST + 12, 69),
    ]
