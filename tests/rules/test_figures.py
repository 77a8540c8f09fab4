"""The rules about one submission: percentages, populations, silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rules.conftest import Check


def codes(found: list[str]) -> list[str]:
    return [line.split()[1] for line in found]


# ------------------------------------------------- TT208 percent-written-as-share


@pytest.mark.parametrize(
    ("percent", "found"),
    [
        (
            "0.98",
            ["98"],
        ),
        (
            "1",
            ["100"],
        ),
        (
            "0.9825",
            ["98.25"],
        ),
        ("0", []),
        ("1.01", []),
        ("95", []),
    ],
)
def test_a_share_beside_the_target(percent: str, found: list[str], check: Check) -> None:
    text = f"minority: 30237 | insured: {{percent: {percent}}}"
    assert check("insured", {"2024-Q2": text}) == [
        f"2024-Q2:5:30: TT208 {percent} means {percent} %, but the target is 95 %; if {meant} % is"
        f" meant, write {meant}"
        for meant in found
    ]


@pytest.mark.parametrize(
    ("percent", "flagged"), [("0.75", True), ("0.76", False), ("0.14", True), ("0.98", False)]
)
def test_a_share_is_at_most_a_twentieth_of_the_target(
    percent: str,
    flagged: bool,  # noqa: FBT001
    check: Check,
) -> None:
    found = check("thin", {"2024-Q2": f"children: 900 | thin: {{percent: {percent}}}"})
    assert codes(found) == (["TT208"] if flagged else [])


def test_the_units_own_rates_say_more_than_the_target(check: Check) -> None:
    early = {"2024-Q1": "people: 1000, minority: 1000 | insured: 18"}
    late = {"2024-Q2": "people: 1000, minority: 1000 | insured: {percent: 0.98}"}
    assert check("insured", {**early, **late}) == []
    late = {"2024-Q2": "children: 900 | thin: {percent: 0.9}"}
    assert check("thin", {"2023": "children: 900 | thin: 162", **late}) == [
        (
            "2024-Q2:5:27: TT208 0.9 means 0.9 %, but the rate in the year 2023 is 18 %; if 90 % is"
            " meant, write 90"
        )
    ]
    # 161 of 900 are 17.9 %, less than 20 times 0.9 %: no share, but too large a step.
    assert codes(check("thin", {"2023": "children: 900 | thin: 161", **late})) == ["TT303"]


def test_a_later_rate_and_the_smallest_of_several(check: Check) -> None:
    submissions = {
        "2024-Q1": "people: 100 | poor: {percent: 0.2}",
        "2024-Q2": "people: 100 | poor: 22",
        "2024-Q3": "people: 100 | poor: 21",
    }
    assert check("poor", submissions) == [
        (
            "2024-Q1:5:27: TT208 0.2 means 0.2 %, but the rate in quarter 3 of 2024 is 21 %;"
            " if 20 % is meant, write 20"
        )
    ]


def test_a_share_is_no_evidence_against_another(check: Check) -> None:
    submissions = {
        "2024-Q1": "people: 100 | poor: {percent: 0.2}",
        "2024-Q2": "people: 100 | poor: {percent: 0.21}",
    }
    assert check("poor", submissions) == []


def test_a_reduction_is_not_held_against_its_target(check: Check) -> None:
    assert check("poor", {"2024-Q2": "people: 100 | poor: {percent: 0.1}"}) == []


def test_a_share_beside_its_own_numerator_is_one_finding(check: Check) -> None:
    assert check("thin", {"2024-Q2": "children: 900 | thin: {value: 882, percent: 0.98}"}) == [
        (
            "2024-Q2:5:25: TT208 0.98 means 0.98 %, but the numerator's share is 98 %; if 98 % is"
            " meant, write 98"
        )
    ]
    assert check("insured", {"2024-Q2": "minority: 900 | insured: {value: 9, percent: 1}"}) == []


def test_a_share_is_not_a_jump_and_not_a_disagreement_as_well(check: Check) -> None:
    submissions = {
        "2024-Q1": "minority: 100 | insured: 98",
        "2024-06": "minority: 100 | insured: 98",
        "2024-Q2": "minority: 100 | insured: {percent: 0.98}",
        "2024-Q3": "minority: 100 | insured: 99",
    }
    assert codes(check("insured", submissions)) == ["TT208"]


def test_a_share_in_a_part_and_its_acceptance(check: Check) -> None:
    text = "villages: 38, people: 9 | solid: {halls: {percent: 0.98}, homes: 9}"
    assert codes(check("solid", {"2024-Q2": text})) == ["TT208"]
    for accept in (
        "{halls: {percent: 0.98, accept: {TT208: it is so}}, homes: 9}",
        "{halls: {percent: 0.98}, homes: 9, accept: {TT208: it is so}}",
    ):
        text = f"villages: 38, people: 9 | solid: {accept}"
        assert check("solid", {"2024-Q2": text}) == []


# --------------------------------------- TT209 percent-disagreeing-with-numerator


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ("{value: 30, percent: 78.9}", None),
        ("{value: 30, percent: 79}", None),
        ("{value: 30, percent: 78.95}", None),
        ("{value: 30, percent: 78.94}", "78.94 %, but 30 of 38 are 78.95 %"),
        ("{value: 30, percent: 78}", "78 %, but 30 of 38 are 78.9 %"),
        ("{value: 30, percent: 79.0}", "79.0 %, but 30 of 38 are 78.9 %"),
        ("{value: 38, percent: 99.9}", "99.9 %, but 38 of 38 are 100.0 %"),
        ("{value: 38, percent: 100}", None),
        ("{value: 0, percent: 0}", None),
    ],
)
def test_a_percentage_beside_its_numerator(figure: str, shown: str | None, check: Check) -> None:
    expected = [] if shown is None else [f"2024-Q2:5:26: TT209 the percentage is {shown}"]
    assert check("roads", {"2024-Q2": f"villages: 38 | roads: {figure}"}) == expected


@pytest.mark.parametrize(
    ("percent", "flagged"),
    [("46.58", False), ("46.59", False), ("46.585", False), ("46.57", True), ("46.60", True)],
)
def test_half_a_unit_of_the_last_decimal_may_go_either_way(
    percent: str,
    flagged: bool,  # noqa: FBT001
    check: Check,
) -> None:
    text = f"people: 20000 | poor: {{value: 9317, percent: {percent}}}"
    assert bool(check("poor", {"2024-Q2": text})) is flagged


@pytest.mark.parametrize(
    ("populations", "codes"),
    [("", ["TT214"]), ("villages: ", ["TT214"]), ("villages: 0", [])],
)
def test_without_a_population_nothing_disagrees(
    populations: str, codes: list[str], check: Check
) -> None:
    text = f"{populations} | roads: {{value: 0, percent: 50}}"
    assert [line.split()[1] for line in check("roads", {"2024-Q2": text})] == codes


@pytest.mark.parametrize(
    ("names", "text", "lacking"),
    [
        ("roads", "| roads: 30", "villages"),
        ("roads", "| roads: {percent: 60}", "villages"),
        ("roads", "people: 9 | roads: 30", "villages"),
        ("cadres", "villages: 40 | cadres: 3", "minority, people"),
        ("cadres", "villages: 40, people: 90, minority: 30 | cadres: 3", None),
        ("roads", "| roads: {not_reported: a survey}", None),
        ("houses", "| houses: 3", None),
    ],
)
def test_a_figure_needs_its_population(
    names: str, text: str, lacking: str | None, check: Check
) -> None:
    found = [line for line in check(names, {"2024-Q2": text}) if "TT214" in line]
    assert [line.rpartition("population: ")[2] for line in found] == ([lacking] if lacking else [])


def test_a_figure_with_an_error_has_no_second_finding(check: Check) -> None:
    found = check("roads", {"2024-Q2": "villages: 38 | roads: {value: 39, percent: 50}"})
    assert codes(found) == ["TT201"]
    found = check("roads", {"2024-Q2": "villages: '38' | roads: {value: 30, percent: 50}"})
    assert codes(found) == ["TT104"]


def test_a_disagreement_is_accepted(check: Check) -> None:
    text = "villages: 38 | roads: {value: 30, percent: 50, accept: {TT209: as published}}"
    assert check("roads", {"2024-Q2": text}) == []


# -------------------------------------------------------------- TT210 thousands-dot


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.234", "TT210"),
        ("2.000", "TT210"),
        ("999.999", "TT210"),
        ("1000.000", None),
        ("0.500", "TT203"),
        ("12.0", None),
        ("12.00", None),
        ("1.2345", "TT203"),
        ("1234.567", "TT203"),
        ("-1.234", "TT202"),
    ],
)
def test_a_dot_for_thousands(written: str, code: str | None, check: Check) -> None:
    expected = [] if code is None else [code]
    for text in (f"| houses: {written}", f"| houses: {{value: {written}}}"):
        assert codes(check("houses", {"2024-Q2": text})) == expected
    found = check("words", {"2024-Q2": f"people: {written} | words: x"})
    assert codes(found) == expected


def test_what_a_dot_for_thousands_should_be(check: Check) -> None:
    assert check("houses", {"2024-Q2": "| houses: {value: 2.000, accept: {TT210: it is so}}"}) == [
        (
            "2024-Q2:5:27: TT210 2.000 is read as a number with three decimals, but it counts"
            " things; if the dot stands for thousands, write 2000"
        ),
        "2024-Q2:5:27: TT212 TT210 is an error and cannot be accepted; mend it",
    ]


# ------------------------------------------ TT211 population-smaller-than-its-part


@pytest.mark.parametrize(
    ("populations", "found"),
    [
        ("people: 10, minority: 10", []),
        (
            "people: 10, minority: 11",
            ["4:23: TT211 the population “people” is 10, smaller than its part “minority” (11)"],
        ),
        ("minority: 11", []),
        ("people: , minority: 11", []),
        (
            "people: 10, minority: , children: 11",
            ["4:23: TT211 the population “people” is 10, smaller than its part “children” (11)"],
        ),
        (
            "people: 10, minority: 10, children: 11",
            ["4:37: TT211 the population “minority” is 10, smaller than its part “children” (11)"],
        ),
        (
            "people: 0, minority: 11",
            ["4:23: TT211 the population “people” is 0, smaller than its part “minority” (11)"],
        ),
    ],
)
def test_a_population_and_its_part(populations: str, found: list[str], check: Check) -> None:
    assert check("words", {"2024-Q2": f"{populations} | words: x"}) == [
        f"2024-Q2:{line}" for line in found
    ]


def test_one_wrong_population_is_one_finding(check: Check) -> None:
    assert check("words", {"2024-Q2": "people: 10, children: 11 | words: x"}) == [
        "2024-Q2:4:23: TT211 the population “people” is 10, smaller than its part “children” (11)"
    ]
    found = check("words", {"2024-Q2": "people: -1, minority: 11 | words: x"})
    assert codes(found) == ["TT202"]
    early = {"2024-Q1": "people: 100, minority: 80 | insured: 78"}
    late = {"2024-Q2": "people: 10, minority: 80 | insured: 79"}
    found = check("insured", {**early, **late})
    assert codes(found) == ["TT211"]


def test_a_baseline_is_held_against_itself_too(check: Check) -> None:
    found = check("words", {"2023": "people: 10, minority: 11 | words: x"})
    assert [line.split()[:2] for line in found] == [["2023:4:23:", "TT211"]]


def test_an_accepted_part_is_still_compared_with_the_round_before(check: Check) -> None:
    submissions = {
        "2024-Q1": "people: 100, minority: 80 | words: x",
        "2024-Q2": "people: 10, minority: 80 | words: y",
    }
    found = check("words", submissions, extra={"2024-Q2": "accept: {TT211: counted anew}\n"})
    assert codes(found) == ["TT302"]


# ------------------------------------------------- TT407 unreported-without-reason

SILENT = "has neither a figure nor a reason for having none"


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ("roads: 30", []),
        ("roads: ", [f"5:21: TT407 “roads” (roads) {SILENT}"]),
        ("roads: {}", [f"5:28: TT407 “roads” (roads) {SILENT}"]),
        ("", [f"5:1: TT407 “roads” (roads) {SILENT}"]),
        ("roads: {note: later}", [f"5:28: TT407 “roads” (roads) {SILENT}"]),
        ("roads: {not_reported: the survey ends in July}", []),
        ("roads: {not_applicable: no villages here}", []),
        ("roads: 0", []),
        ("roads: {percent: 50}", []),
        ("roads: {accept: {TT407: they never count it}}", []),
    ],
)
def test_an_indicator_without_a_word(figures: str, found: list[str], check: Check) -> None:
    text = f"villages: 38 | words: x, {figures}"
    assert check("words roads", {"2024-Q2": text}) == [f"2024-Q2:{line}" for line in found]


def test_narratives_are_owed_too(check: Check) -> None:
    assert check("words houses", {"2024-Q2": "| houses: 1, words: ''"}) == [
        f"2024-Q2:5:29: TT407 “words” (words) {SILENT}"
    ]


@pytest.mark.parametrize(
    ("name", "populations"),
    [("roads", "villages: 0"), ("cadres", "people: 0, minority: 0"), ("sites", "")],
)
def test_what_does_not_apply_is_not_owed(name: str, populations: str, check: Check) -> None:
    assert check(f"words {name}", {"2024-Q2": f"{populations} | words: x"}) == []


@pytest.mark.parametrize(
    ("solid", "found"),
    [
        ("solid: ", [f"5:21: TT407 “solid” (solid) {SILENT}"]),
        ("", [f"5:1: TT407 “solid” (solid) {SILENT}"]),
        ("solid: {halls: , homes: }", [f"5:29: TT407 “solid” (solid) {SILENT}"]),
        ("solid: {halls: 38}", [f"5:28: TT407 “solid: homes” (Y) {SILENT}"]),
        ("solid: {halls: 38, homes: }", [f"5:40: TT407 “solid: homes” (Y) {SILENT}"]),
        ("solid: {not_reported: the survey ends in July}", []),
        ("solid: {halls: 38, not_reported: the survey ends in July}", []),
    ],
)
def test_a_composite_without_a_word(solid: str, found: list[str], check: Check) -> None:
    text = f"villages: 38, people: 9 | words: x, {solid}"
    assert check("words solid", {"2024-Q2": text}) == [f"2024-Q2:{line}" for line in found]


def test_a_part_that_does_not_apply_does_not_make_two_findings(check: Check) -> None:
    text = "villages: 38, people: 0 | words: x, solid: {halls: }"
    assert check("words solid", {"2024-Q2": text}) == [
        f"2024-Q2:5:29: TT407 “solid” (solid) {SILENT}"
    ]


def test_a_file_that_says_nothing_is_one_finding(check: Check) -> None:
    expected = ["2024-Q2:5:1: TT407 the file reports no figure at all, and does not say why"]
    assert check("roads houses words", {"2024-Q2": "villages: 38 | roads: , houses: "}) == expected
    accepted = check(
        "roads houses", {"2024-Q2": ""}, extra={"2024-Q2": "accept: {TT407: only a form}\n"}
    )
    assert accepted == []


def test_all_reasons_given_is_not_silence(check: Check) -> None:
    text = "| roads: {not_reported: no survey yet}, houses: {not_reported: no survey yet}"
    assert check("roads houses", {"2024-Q2": text}) == []


def test_an_error_is_not_silence(check: Check) -> None:
    found = check("roads houses", {"2024-Q2": "villages: 38 | roads: x, houses: 1"})
    assert codes(found) == ["TT103"]
    found = check("roads houses", {"2024-Q2": "villages: 38 | rods: 30, houses: 1"})
    assert codes(found) == ["TT101"]
    found = check("solid", {"2024-Q2": "villages: 38, people: 9 | solid: {hals: 30, homes: 9}"})
    assert codes(found) == ["TT101"]
    found = check("roads", {"2024-Q2": "vilages: 38 | "})
    assert codes(found) == ["TT101"]


def test_the_year_before_owes_this_plan_nothing(check: Check) -> None:
    assert check("roads houses", {"2023": "| houses: 1"}) == []
