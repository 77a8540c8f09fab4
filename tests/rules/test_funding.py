"""Money held against other rounds, other projects and the units below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.rules.programme import HEAD, PROGRAMME, found, money
from tests.rules.small_plan import lines

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

Q1, Q2, Q3 = "c/2024-Q1", "c/2024-Q2", "c/2024-Q3"


def amounts(assigned: str, disbursed: str, more: str = "") -> str:
    return money(p1_local=f"assigned: {assigned}, disbursed: {disbursed}{more}")


@pytest.mark.parametrize(
    ("first", "second", "third", "expected"),
    [
        (("510", "0"), ("510", "120"), ("510", "120"), []),
        (
            ("510", "120.5"),
            ("510", "120.4"),
            ("510", "120.5"),
            [
                (
                    "c/2024-Q2:5: TT310 the amount disbursed fell from 120.5 (quarter 1 of 2024) to"
                    " 120.4, but it runs from 1 January"
                )
            ],
        ),
        (
            ("510", "120", ", carried_over: 20"),
            ("510", "130"),
            ("510", "130", ", carried_over: 0"),
            ["c/2024-Q2:5: TT313 0 is carried over, and 20 was in quarter 1 of 2024"],
        ),
        (
            ("510", "120"),
            ("640", "130"),
            ("640", "130"),
            [
                (
                    "c/2024-Q2:5: TT312 640 is assigned, and 510 was in quarter 1 of 2024, but no"
                    " decision is named"
                )
            ],
        ),
        (
            ("510", "120"),
            ("640", "130", ", carried_over: 5, decision: 12/QĐ-UBND"),
            ("640", "130", ", carried_over: 5"),
            [],
        ),
        # In thousands for one round, or from one round on: said once, and nothing else of it.
        (
            ("510", "120"),
            ("510000", "130000"),
            ("510", "140"),
            [
                (
                    "c/2024-Q2:5: TT311 the amount went from 510 (quarter 1 of 2024) to 510,000,"
                    " about 1,000 times as much; is it in another unit of money?"
                )
            ],
        ),
        (
            ("510", "120"),
            ("510000000", "130000000"),
            ("515000000", "140000000"),
            [
                (
                    "c/2024-Q2:5: TT311 the amount went from 510 (quarter 1 of 2024) to"
                    " 510,000,000, about 1,000,000 times as much; is it in another unit of money?"
                )
            ],
        ),
        (
            ("510", "120"),
            ("510", "0.12"),
            ("510", "130"),
            [
                (
                    "c/2024-Q2:5: TT311 the amount went from 120 (quarter 1 of 2024) to 0.12, about"
                    " 1,000 times less; is it in another unit of money?"
                )
            ],
        ),
        # What is disbursed may grow from very little, and from nothing everything may.
        (("510", "0.1"), ("510", "500"), ("510", "510"), []),
        (("0", "0"), ("640", "0", ", decision: x"), ("640", "640"), []),
        # An amount with an error is held against nothing.
        (
            ("510", "120"),
            ("510", "-1"),
            ("510", "130"),
            ["c/2024-Q2:5: TT217 -1 is negative; amounts run from 1 January"],
        ),
    ],
)
def test_the_way_of_amounts_from_round_to_round(
    make_workspace: MakeWorkspace,
    first: tuple[str, ...],
    second: tuple[str, ...],
    third: tuple[str, ...],
    expected: list[str],
) -> None:
    said = {Q1: amounts(*first), Q2: amounts(*second), Q3: amounts(*third)}
    assert found(make_workspace, said) == expected


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("TT310", amounts("510", "120"), amounts("510", "80", ", accept: {TT310: {R}}")),
        (
            "TT311",
            amounts("510", "0"),
            amounts("510000", "0", ", decision: x, accept: {TT311: {R}}"),
        ),
        ("TT312", amounts("510", "0"), amounts("640", "0", ", accept: {TT312: {R}}")),
        (
            "TT313",
            amounts("510", "0"),
            amounts("510", "0", ", carried_over: 3, accept: {TT313: {R}}"),
        ),
        ("TT410", "", money(p1_local="assigned: 510, accept: {TT410: {R}}")),
    ],
)
def test_amounts_accept_their_warnings(
    make_workspace: MakeWorkspace, code: str, first: str, second: str
) -> None:
    assert found(make_workspace, {Q1: first, Q2: second.replace("{R}", "so it is")}) == []
    short = found(make_workspace, {Q1: first, Q2: second.replace("{R}", "ok")})
    assert short == [f"c/2024-Q2:5: TT213 the acceptance of {code} needs a reason, in a few words"]


def test_an_acceptance_that_silences_nothing(make_workspace: MakeWorkspace) -> None:
    said = amounts("510", "0", ", accept: {TT310: money came back, TT216: it is so}")
    assert found(make_workspace, {Q1: said}) == [
        "c/2024-Q1:5: TT212 the acceptance of TT310 silences nothing",
        "c/2024-Q1:5: TT212 TT216 is an error and cannot be accepted; mend it",
    ]


def test_once_a_slip_is_accepted_what_follows_is_held_against_it(
    make_workspace: MakeWorkspace,
) -> None:
    accepted = amounts("510000", "0", ", decision: x, accept: {TT311: a bridge was added}")
    said = {Q1: amounts("510", "0"), Q2: accepted, Q3: amounts("510000", "600")}
    assert found(make_workspace, said) == []
    assert found(make_workspace, said | {Q3: amounts("510001", "600")}) == [
        (
            "c/2024-Q3:5: TT312 510,001 is assigned, and 510,000 was in quarter 2 of 2024, but no"
            " decision is named"
        )
    ]


MANY = ", ".join(f"p{n}: {{code: '{n}', name: {{vi: P}}}}" for n in range(1, 6))
FIVE_PROJECTS = PROGRAMME.replace(
    'p1: {code: "1", name: {vi: A}}, p2: {code: "2", name: {vi: B}}', MANY
)


@pytest.mark.parametrize(
    ("assigned", "is_far"),
    [
        (("3", "40", "500", "6000", "45000"), False),
        (("0.02", "0.1", "0.1", "900", "20000"), False),
        (("3", "40", "500", "6000", "25000000"), True),
        (("3", "40", "25000000"), False),
    ],
)
def test_an_amount_far_above_the_files_others(
    make_workspace: MakeWorkspace,
    assigned: tuple[str, ...],
    is_far: bool,  # noqa: FBT001
) -> None:
    cells = {
        f"p{n}_local": f"assigned: {amount}, disbursed: 0" for n, amount in enumerate(assigned, 1)
    }
    expected = [
        (
            "c/2024-Q1:5: TT311 25,000,000 is available here, where half of the file's amounts are"
            " at most 500; is it in another unit of money?"
        )
    ]
    said = {Q1: money(**cells)}
    assert found(make_workspace, said, programme=FIVE_PROJECTS) == (expected if is_far else [])


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (money(p1_local="assigned: 5, disbursed: 0", p2_local="assigned: 7, disbursed: 0"), []),
        (
            money(p1_local="assigned: 5, disbursed: 0"),
            ["c/2024-Q2:5: TT410 1 amount that quarter 1 of 2024 names is missing: p2.local"],
        ),
        (
            "",
            [
                (
                    "c/2024-Q2:1: TT410 nothing is said of money here, of which quarter 1 of 2024"
                    " names p1.local, p2.local"
                )
            ],
        ),
        (money(p1_local="assigned: 5, disbursed: 0", p2_local="not_reported: none yet"), []),
        (
            money(p1_local="assigned: 5, disbursed: 0", p2_local="not_reported: ' '"),
            ["c/2024-Q2:5: TT410 “p2.local” lacks assigned, disbursed, and a reason why"],
        ),
        (
            "funding: {p1: {local: {assigned: 5, disbursed: 0}}, p2: {local: }}",
            ["c/2024-Q2:5: TT410 “p2.local” lacks assigned, disbursed, and a reason why"],
        ),
        (
            money(p1_local="disbursed: 0", p2_local="assigned: 7, disbursed: 0, carried_over: "),
            [
                "c/2024-Q2:5: TT410 “p1.local” lacks assigned, and a reason why",
                "c/2024-Q2:5: TT410 “p2.local” lacks carried_over, and a reason why",
            ],
        ),
        ("accept: {TT410: the treasury is closed}", []),
    ],
)
def test_amounts_that_are_owed(
    make_workspace: MakeWorkspace, second: str, expected: list[str]
) -> None:
    first = money(p1_local="assigned: 5, disbursed: 0", p2_local="assigned: 7, disbursed: 0")
    assert found(make_workspace, {Q1: first, Q2: second}) == expected


def test_what_another_file_of_the_day_says_is_not_owed(make_workspace: MakeWorkspace) -> None:
    first = money(p1_local="assigned: 5, disbursed: 0", p2_local="assigned: 7, disbursed: 0")
    said = {Q1: first, "c/2024-06": first, Q2: ""}
    assert found(make_workspace, said, codes="TT4") == []


def test_a_unit_that_never_spoke_of_money_owes_none(make_workspace: MakeWorkspace) -> None:
    assert found(make_workspace, {Q1: "", Q2: ""}) == []


def test_an_area_owes_no_amount_that_its_units_may_have(make_workspace: MakeWorkspace) -> None:
    said = {"bac-ai/2024-Q1": amounts("5", "0"), "bac-ai/2024-Q2": ""}
    assert found(make_workspace, said) == []


@pytest.mark.parametrize(
    ("own", "first", "second", "expected"),
    [
        (("500", "120"), ("300", "80"), ("200", "40"), None),
        (
            ("510", "120"),
            ("300", "80"),
            ("200", "40"),
            "the amount is 510, but those of the units below come to 500: a difference of 10",
        ),
        (("0.3", "0"), ("0.1", "0"), ("0.2", "0"), None),
        # The area rounds, so far that what it writes can be: not further.
        (("500", "0"), ("300.3", "0"), ("199.9", "0"), None),
        (
            ("500", "0"),
            ("300.3", "0"),
            ("200.3", "0"),
            "the amount is 500, but those of the units below come to 500.6: a difference of 0.6",
        ),
        (
            ("500.0", "0"),
            ("300.3", "0"),
            ("199.9", "0"),
            "the amount is 500.0, but those of the units below come to 500.2: a difference of 0.2",
        ),
        # One unit is missing, and may have the rest.
        (("500", "120"), ("300", "80"), None, None),
        (
            ("500", "70"),
            ("300", "80"),
            None,
            "the amount is 70, but 1 of 2 units below come to 80 already: 10 more",
        ),
        (("500", "120"), None, None, None),
    ],
)
def test_an_areas_own_amount_and_the_sum_below(
    make_workspace: MakeWorkspace,
    own: tuple[str, str],
    first: tuple[str, str] | None,
    second: tuple[str, str] | None,
    expected: str | None,
) -> None:
    units = {"bac-ai": own, "a": first, "b": second}
    said = {f"{unit}/2024-Q2": amounts(*one) for unit, one in units.items() if one is not None}
    lines = found(make_workspace, said, codes="TT315")
    assert lines == ([] if expected is None else [f"2024-Q2:5: TT315 {expected}"])


def test_a_unit_with_other_money_has_none_of_this(make_workspace: MakeWorkspace) -> None:
    said = {
        "bac-ai/2024-Q2": amounts("500", "120"),
        "a/2024-Q2": amounts("300", "80"),
        "b/2024-Q2": money(p2_local="assigned: 200, disbursed: 40"),
    }
    assert found(make_workspace, said, codes="TT315") == [
        (
            "2024-Q2:5: TT315 the amount is 500, but those of the units below come to 300: a"
            " difference of 200"
        ),
        (
            "2024-Q2:5: TT315 the amount is 120, but those of the units below come to 80: a"
            " difference of 40"
        ),
    ]


def test_two_files_of_one_day_that_disagree(make_workspace: MakeWorkspace) -> None:
    said = {"c/2024-06": amounts("510", "120"), Q2: amounts("510", "130")}
    assert found(make_workspace, said, codes="TT306")[1:] == [
        "c/2024-Q2:5: TT306 “disbursed” is 130 here and 120 in 2024-06, which ends on the same day"
    ]


FOUR = ", ".join(f"{unit}: {{code: '{unit}', name: {unit.upper()}}}" for unit in "abcd")
FLAT = re.sub(r"units:\n(?:  .*\n)+", f"units: {{{FOUR}}}\n", HEAD)


@pytest.mark.parametrize(
    ("available", "is_far"),
    [
        (("5", "80", "1000", "35000"), False),
        (("0.01", "0.02", "0.03", "400"), False),  # very little, and less than is usual anywhere
        (("5", "80", "40000"), False),  # with so few nobody can tell
        (("5", "80", "1000", "40000"), True),
    ],
)
def test_a_unit_with_far_more_money_than_others(
    make_workspace: MakeWorkspace,
    available: tuple[str, ...],
    is_far: bool,  # noqa: FBT001
) -> None:
    said = dict(zip(("a", "b", "d", "c"), available, strict=False))
    files = {
        f"districts/{unit}/2024-Q2.yaml": f"unit: {unit}\nperiod: 2024-Q2\nstatus: final\n"
        f"{amounts(amount, '0')}\n"
        for unit, amount in said.items()
    }
    files["targets-2024.yaml"] = FLAT + PROGRAMME
    files["province/2024-Q2.yaml"] = "period: 2024-Q2\nstatus: final\ntasks: {reports: done}\n"
    far = (
        "province/2024-Q2.yaml:1: TT316 C has 40,000 available, where half of the units have at"
        " most 80; is that in another unit of money?"
    )
    found_ = [line for line in lines(make_workspace(files)) if " TT316 " in line]
    assert found_ == ([far] if is_far else [])
