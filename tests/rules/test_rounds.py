"""The rules that hold a unit's rounds against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rules.conftest import Check


def codes(found: list[str]) -> list[str]:
    """Return the period and code of each finding."""
    return [f"{line.partition(':')[0]} {line.split()[1]}" for line in found]


def quarters(*texts: str) -> dict[str, str]:
    """Return the submissions of the first quarters, without those that are empty."""
    return {f"2024-Q{n}": text for n, text in enumerate(texts, 1) if text}


# ------------------------------------------------------------- TT301 falling-count


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((12, 12), []),
        ((12, 13), []),
        (
            (12, 11),
            ["12 (quarter 1 of 2024) to 11"],
        ),
        (
            (1, 0),
            ["1 (quarter 1 of 2024) to 0"],
        ),
        (
            (12, 9, 11),
            ["12 (quarter 1 of 2024) to 9"],
        ),
        ((0, 0), []),
    ],
)
def test_a_count_only_grows(counts: tuple[int, ...], found: list[str], check: Check) -> None:
    texts = [f"| houses: {count}" for count in counts]
    assert check("houses", quarters(*texts)) == [
        f"2024-Q2:5:19: TT301 the count fell from {fall}, but it runs from 1 January"
        for fall in found
    ]


def test_counts_begin_anew_each_year(check: Check) -> None:
    assert check("houses", {"2023": "| houses: 90", **quarters("| houses: 1")}) == []


def test_a_count_is_held_against_the_last_one_that_was_reported(check: Check) -> None:
    unknown = "| houses: {not_reported: no survey yet}"
    assert check("houses", quarters("| houses: 12", unknown, "| houses: 9")) == [
        (
            "2024-Q3:5:19: TT301 the count fell from 12 (quarter 1 of 2024) to 9,"
            " but it runs from 1 January"
        )
    ]
    assert codes(check("houses", quarters("| houses: 12", "| houses: 1.5", "| houses: 9"))) == [
        "2024-Q2 TT203",
        "2024-Q3 TT301",
    ]
    assert check("houses", quarters("| houses: 12", "", "| houses: 12")) == []


def test_rates_may_fall(check: Check) -> None:
    submissions = quarters("villages: 38 | roads: 30", "villages: 38 | roads: 20")
    assert check("roads", submissions) == []


def test_a_falling_count_is_accepted_at_its_figure_or_for_the_file(check: Check) -> None:
    fell = "| houses: {value: 9, accept: {TT301: one house burnt down}}"
    assert check("houses", quarters("| houses: 12", fell)) == []
    extra = {"2024-Q2": "accept: {TT301: one house burnt down}\n"}
    assert check("houses", quarters("| houses: 12", "| houses: 9"), extra=extra) == []
    kept = "| houses: {value: 12, accept: {TT301: one house burnt down}}"
    assert codes(check("houses", quarters("| houses: 12", kept))) == ["2024-Q2 TT212"]


# ----------------------------------------------------------- TT302 population-jump


@pytest.mark.parametrize(
    ("old", "new", "flagged"),
    [
        ("people: 100", "people: 120", False),
        ("people: 100", "people: 121", True),
        ("people: 100", "people: 80", False),
        ("people: 100", "people: 79", True),
        ("villages: 40", "villages: 44", False),
        ("villages: 40", "villages: 45", True),
        ("villages: 40", "villages: 36", False),
        ("villages: 40", "villages: 35", True),
        ("people: 0", "people: 0", False),
        ("people: 0", "people: 1", True),
        ("people: 1", "people: 0", True),
        ("people: ", "people: 1", False),
        ("people: 1", "people: ", False),
        ("people: 1", "", False),
    ],
)
def test_how_far_a_population_may_change(
    old: str,
    new: str,
    flagged: bool,  # noqa: FBT001
    check: Check,
) -> None:
    found = codes(check("words", quarters(f"{old} | words: x", f"{new} | words: y")))
    assert found == (["2024-Q2 TT302"] if flagged else [])


def test_what_is_said_of_a_jump(check: Check) -> None:
    assert check(
        "words", {"2023": "villages: 38 | words: x", **quarters("villages: 42 | words: y")}
    ) == [
        (
            "2024-Q1:4:25: TT302 the population “villages” went from 38 (the year 2023) to 42, a"
            " change of more than 10 %"
        )
    ]
    assert check("words", quarters("people: 38 | words: x", "people: 83 | words: y")) == [
        (
            "2024-Q2:4:23: TT302 the population “people” went from 38 (quarter 1 of 2024) to 83, a"
            " change of more than 20 %"
        )
    ]


def test_a_wrong_population_is_wrong_once(check: Check) -> None:
    texts = ["villages: 38 | words: a", "villages: 83 | words: b", "villages: 38 | words: c"]
    assert codes(check("words", quarters(*texts))) == ["2024-Q2 TT302"]
    texts[2] = "villages: 60 | words: c"
    assert codes(check("words", quarters(*texts))) == ["2024-Q2 TT302", "2024-Q3 TT302"]


def test_after_an_accepted_jump_the_way_back_is_one_too(check: Check) -> None:
    texts = ["villages: 38 | words: a", "villages: 30 | words: b", "villages: 38 | words: c"]
    extra = {"2024-Q2": "accept: {TT302: eight villages were merged}\n"}
    assert codes(check("words", quarters(*texts), extra=extra)) == ["2024-Q3 TT302"]


def test_a_population_is_held_against_the_last_one_that_was_given(check: Check) -> None:
    texts = ["people: 38 | words: a", "| words: b", "people: 83 | words: c"]
    assert codes(check("words", quarters(*texts))) == ["2024-Q3 TT302"]
    texts = ["people: 38 | words: a", "people: -8 | words: b", "people: 38 | words: c"]
    assert codes(check("words", quarters(*texts))) == ["2024-Q2 TT202"]


# ------------------------------------------------------------ TT303 step-too-large


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("80", "90", None),
        ("90", "80", None),
        ("80", "91", "80 % (quarter 1 of 2024) to 91 %, by 11 points where the plan allows 10"),
        ("91", "80", "91 % (quarter 1 of 2024) to 80 %, by 11 points where the plan allows 10"),
        ("80", "{percent: 90}", None),
        (
            "{percent: 80}",
            "{percent: 90.01}",
            "80 % (quarter 1 of 2024) to 90 %, by 10.01 points where the plan allows 10",
        ),
        (
            "{percent: 80}",
            "91",
            "80 % (quarter 1 of 2024) to 91 %, by 11 points where the plan allows 10",
        ),
        ("80", "{not_reported: no survey yet}", None),
        ("80", "{not_applicable: no such people}", None),
    ],
)
def test_how_far_a_rate_may_change(old: str, new: str, found: str | None, check: Check) -> None:
    submissions = quarters(f"minority: 100 | insured: {old}", f"minority: 100 | insured: {new}")
    column = 30 if "percent" in new else 20
    expected = [] if found is None else [f"2024-Q2:5:{column}: TT303 the rate went from {found}"]
    assert check("insured", submissions) == expected


def test_limits_are_exact(check: Check) -> None:
    # From 10/30 to 13/30 it is exactly 10 points, though neither rate has an end as a decimal.
    submissions = quarters("minority: 30 | insured: 10", "minority: 30 | insured: 13")
    assert check("insured", submissions) == []
    submissions = quarters("minority: 3000 | insured: 1000", "minority: 3000 | insured: 1301")
    assert check("insured", submissions) == [
        (
            "2024-Q2:5:20: TT303 the rate went from 33.3 % (quarter 1 of 2024) to 43.4 %, by 10.03"
            " points where the plan allows 10"
        )
    ]


def test_the_first_round_is_held_against_the_year_before(check: Check) -> None:
    submissions = {"2023": "people: 100 | poor: 9", **quarters("people: 100 | poor: 6")}
    assert codes(check("poor", submissions)) == ["2024-Q1 TT303"]
    submissions = {"2023": "people: 100 | poor: 9", **quarters("people: 100 | poor: 7")}
    assert check("poor", submissions) == []


def test_a_parity_is_held_by_its_share(check: Check) -> None:
    base = "villages: 100, people: 1000, minority: 500 | cadres: "
    assert check("cadres", quarters(f"{base}50", f"{base}60")) == []
    assert codes(check("cadres", quarters(f"{base}50", f"{base}61"))) == ["2024-Q2 TT303"]


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((10, 15), []),
        ((10, 16), ["2024-Q2 TT303"]),
        ((0, 16), []),
        ((10, 4), ["2024-Q2 TT301"]),
        ((10, 100, 11), ["2024-Q2 TT303"]),
        ((10, 100, 9), ["2024-Q2 TT303", "2024-Q3 TT301"]),
    ],
)
def test_how_far_a_count_may_grow(counts: tuple[int, ...], found: list[str], check: Check) -> None:
    texts = [f"| shops: {count}" for count in counts]
    assert codes(check("shops", quarters(*texts))) == found


def test_what_is_said_of_a_count(check: Check) -> None:
    assert check("shops", {"2023": "| shops: 1", **quarters("| shops: 12", "| shops: 31")}) == [
        (
            "2024-Q2:5:18: TT303 the count went from 12 (quarter 1 of 2024) to 31, by 158.3 % where"
            " the plan allows 50 %"
        )
    ]


def test_without_a_limit_any_step_will_do(check: Check) -> None:
    submissions = quarters("villages: 38 | roads: 1", "villages: 38 | roads: 38")
    assert check("roads", submissions) == []


def test_a_wrong_rate_is_wrong_once(check: Check) -> None:
    texts = [f"minority: 100 | insured: {n}" for n in (97, 79, 98)]
    assert codes(check("insured", quarters(*texts))) == ["2024-Q2 TT303"]
    texts[1] = "minority: 100 | insured: {value: 79, accept: {TT303: cards ran out in May}}"
    assert codes(check("insured", quarters(*texts))) == ["2024-Q3 TT303"]


def test_a_population_that_jumps_is_the_one_finding(check: Check) -> None:
    texts = ["minority: 100 | insured: 97", "minority: 130 | insured: 98"]
    assert codes(check("insured", quarters(*texts))) == ["2024-Q2 TT302"]
    texts = ["minority: 100 | insured: 97", "minority: 130 | insured: 50"]
    assert codes(check("insured", quarters(*texts))) == ["2024-Q2 TT302", "2024-Q2 TT303"]
    texts = ["minority: 100 | insured: 97", "minority: 130 | insured: {percent: 50}"]
    assert codes(check("insured", quarters(*texts))) == ["2024-Q2 TT302", "2024-Q2 TT303"]


def test_a_figure_with_an_error_is_no_step(check: Check) -> None:
    texts = ["minority: 100 | insured: 97", "minority: 100 | insured: 970"]
    assert codes(check("insured", quarters(*texts))) == ["2024-Q2 TT201"]


def test_a_share_in_one_of_two_rounds_is_no_step(check: Check) -> None:
    texts = ["minority: 100 | insured: {percent: 0.97}", "minority: 100 | insured: 98"]
    assert codes(check("insured", quarters(*texts))) == ["2024-Q1 TT208"]


# -------------------------------------------------------------- TT304 round-copied

NUMBERS = "villages: 38 | roads: 30, teams: 20, houses: 3, words: "


def test_a_copied_round(check: Check) -> None:
    names = "roads teams houses words"
    submissions = quarters(f"{NUMBERS}x", f"{NUMBERS}y")
    assert check(names, submissions) == [
        "2024-Q2:5:1: TT304 all 3 numbers are the same as those of quarter 1 of 2024"
    ]
    changed = f"{NUMBERS}x".replace("teams: 20", "teams: 21")
    assert check(names, quarters(f"{NUMBERS}x", changed)) == []
    extra = {"2024-Q2": "accept: {TT304: nothing was built in spring}\n"}
    assert check(names, submissions, extra=extra) == []


def test_two_equal_numbers_are_not_yet_a_copy(check: Check) -> None:
    text = "villages: 38 | roads: 30, teams: 20, words: x"
    assert check("roads teams words", quarters(text, text)) == []


def test_a_number_more_or_less(check: Check) -> None:
    names = "roads teams houses shops words"
    less, more = f"{NUMBERS}x, shops: {{not_reported: no list}}", f"{NUMBERS}x, shops: 4"
    assert check(names, quarters(less, more)) == []
    assert codes(check(names, quarters(more, less))) == ["2024-Q2 TT304"]


def test_a_copy_of_the_year_before_and_of_the_same_day(check: Check) -> None:
    names = "roads teams houses words"
    assert codes(check(names, {"2023": f"{NUMBERS}x", "2024-Q1": f"{NUMBERS}x"})) == [
        "2024-Q1 TT304"
    ]
    assert check(names, {"2024-06": f"{NUMBERS}x", "2024-Q2": f"{NUMBERS}x"}) == []


# ------------------------------------------------- TT305 preliminary-left-standing


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        ({"2024-Q1": "provisional", "2024-Q2": "final"}, ["2024-Q1"]),
        (
            {"2024-Q1": "estimate", "2024-Q2": "provisional", "2024-Q3": "final"},
            ["2024-Q1", "2024-Q2"],
        ),
        ({"2024-Q1": "final", "2024-Q2": "provisional"}, []),
        ({"2024-Q1": "provisional", "2024-Q2": "estimate"}, []),
        ({"2024-06": "provisional", "2024-Q2": "final"}, []),
        ({"2023": "provisional", "2024-Q1": "final"}, []),
    ],
)
def test_what_is_not_final_before_what_is(
    statuses: dict[str, str], found: list[str], check: Check
) -> None:
    submissions = dict.fromkeys(statuses, "| words: x")
    assert codes(check("words", submissions, status=statuses)) == [
        f"{period} TT305" for period in found
    ]


def test_what_is_said_of_a_preliminary_one_and_its_acceptance(check: Check) -> None:
    submissions = quarters("| words: x", "| words: y")
    status = {"2024-Q1": "estimate", "2024-Q2": "final"}
    assert check("words", submissions, status=status) == [
        "2024-Q1:3:1: TT305 the status is still “estimate”, though quarter 2 of 2024 is final"
    ]
    extra = {"2024-Q1": "accept: {TT305: nobody revises quarters}\n"}
    assert check("words", submissions, status=status, extra=extra) == []


def test_a_final_form_that_nobody_filled_in_is_not_final(check: Check) -> None:
    submissions = {"2024-Q1": "| words: x", "2024-Q2": "| words: "}
    found = check("words", submissions, status={"2024-Q2": "final"})
    assert codes(found) == ["2024-Q2 TT407"]


# ----------------------------------------------------- TT306 same-end-disagreement


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("30", "30", None),
        ("30", "31", "31 here and 30"),
        ("{percent: 78.9}", "30", None),
        ("{percent: 78.8}", "30", "30 here and 78.8 %"),
        ("30", "{percent: 79}", None),
        ("30", "{percent: 78}", "78 % here and 30"),
        ("{percent: 78.9}", "{percent: 79}", None),
        ("{percent: 78.9}", "{percent: 78.95}", None),
        ("{percent: 78.9}", "{percent: 78.96}", "78.96 % here and 78.9 %"),
        ("{percent: 78}", "{percent: 79}", "79 % here and 78 %"),
        ("30", "{not_reported: no survey yet}", None),
        ("{value: 30, percent: 79}", "{value: 30, percent: 78.9}", None),
    ],
)
def test_two_figures_of_one_day(one: str, other: str, shown: str | None, check: Check) -> None:
    submissions = {
        "2024-06": f"villages: 38 | roads: {one}",
        "2024-Q2": f"villages: 38 | roads: {other}",
    }
    column = 28 if "percent" in other else 18
    expected = [
        f"2024-Q2:5:{column}: TT306 the figure is {shown} in 2024-06, which ends on the same day"
    ]
    assert check("roads", submissions) == ([] if shown is None else expected)


def test_a_population_of_one_day_is_the_one_finding(check: Check) -> None:
    submissions = {
        "2024-06": "villages: 38 | roads: 30",
        "2024-H1": "villages: 40 | roads: {percent: 78.9}",
    }
    assert check("roads", submissions) == [
        (
            "2024-H1:4:25: TT306 the population “villages” is 40 here and 38 in 2024-06, which ends"
            " on the same day"
        )
    ]


def test_three_submissions_of_one_day_and_the_year_before(check: Check) -> None:
    submissions = {"2024-06": "| houses: 3", "2024-Q2": "| houses: 3", "2024-H1": "| houses: 4"}
    assert codes(check("houses", submissions)) == ["2024-H1 TT306"]
    submissions = {"2023": "| houses: 3", "2023-Q4": "| houses: 4"}
    assert codes(check("houses", submissions)) == ["2023 TT306"]
    submissions = {"2024-05": "| houses: 3", "2024-Q2": "| houses: 4"}
    assert check("houses", submissions) == []


def test_a_disagreement_of_one_day_is_accepted(check: Check) -> None:
    submissions = {
        "2024-06": "| houses: 3",
        "2024-Q2": "| houses: {value: 4, accept: {TT306: the month was an estimate}}",
    }
    assert check("houses", submissions) == []


def test_a_percentage_and_a_count_of_unknown_population_may_both_be_right(check: Check) -> None:
    submissions = {"2024-06": "| roads: 30", "2024-Q2": "| roads: {percent: 50}"}
    assert [line.split()[1] for line in check("roads", submissions)] == ["TT214", "TT214"]
