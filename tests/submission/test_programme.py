"""Reading the money and the tasks of a submission: every sound value kept, all others located."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdt.period import Period
from ttdt.plan import Decision, Plan, read_plan
from ttdt.submission import Submission, read_submission
from ttdt.submission.model import TaskStatus
from ttdt.submission.round import of_one_day
from ttdt.yaml import parse

if TYPE_CHECKING:
    from tests.submission.conftest import Problems

HEAD = """\
plan: p{year}
year: {year}
title: {{vi: Kế hoạch}}
province: {{code: "58", name: Ninh Thuận}}
units: {{bac-ai: {{code: "584", name: Bác Ái}}}}
groups: {{g: {{name: {{vi: G}}}}}}
indicators: {{houses: {{clause: "1", group: g, name: {{vi: A}}, measure: count}}}}
"""
PROGRAMME = """\
funding:
  unit: {vi: triệu đồng}
  sources: {central: {name: {vi: T}, kind: investment}, local: {name: {vi: L}}}
  projects:
    p1: {code: "1", name: {vi: A}}
    p5: {code: "5", name: {vi: B}, projects: {p5-1: {code: "5.1", name: {vi: C}}}}
tasks:
  roads: {clause: "III.4", name: {vi: Đường}, units: all}
  wells: {clause: "III.1", name: {vi: Giếng}, units: all}
"""


def plan_of(year: int, programme: str = PROGRAMME) -> Plan:
    found, findings = read_plan(parse((HEAD.format(year=year) + programme).encode(), "p.yaml"))
    assert findings == []
    assert found is not None
    return found


PLAN = plan_of(2024)


class Says(Protocol):
    def __call__(self, text: str) -> tuple[Submission, list[tuple[str, int, int, str]]]: ...


@pytest.fixture
def says(problems: Problems) -> Says:
    """Read a submission that has this line alone beside its header, and what is wrong there."""

    def run(text: str) -> tuple[Submission, list[tuple[str, int, int, str]]]:
        submission = filed(text)
        return submission, problems(submission)

    return run


def filed(text: str, period: str = "2024-Q2", status: str = "final") -> Submission:
    content = f"{text}\nunit: bac-ai\nperiod: {period}\nstatus: {status}\n"
    year, _, part = period.partition("-")
    document = parse(content.encode(), "s.yaml")
    return read_submission(document, PLAN, "bac-ai", Period(int(year), part))


CELL = ("p1", "local")


def test_amounts_and_what_is_said_of_them(says: Says) -> None:
    submission, found = says(
        "funding: {p1: {local: {carried_over: 0.50, assigned: 510, disbursed: 120.125,"
        " decision: {number: 12/QĐ-UBND, date: 2024-05-15}, note: n, cause: c,"
        " accept: {TT312: as the province decided}}}}"
    )
    assert found == []
    amounts = submission.funding[CELL]
    assert str(amounts.carried_over) == "0.50"
    assert amounts.available == Decimal("510.5")
    assert amounts.disbursed == Decimal("120.125")
    assert amounts.decision is not None
    assert amounts.decision.number == "12/QĐ-UBND"
    assert (amounts.note, amounts.cause) == ("n", "c")
    assert amounts.accept == {"TT312": "as the province decided"}
    assert (amounts.known, amounts.invalid, amounts.span.line) == (True, False, 1)


def test_a_decision_may_be_its_number_alone(says: Says) -> None:
    submission, found = says(
        "funding: {p1: {local: {assigned: 1, disbursed: 0, decision: 12/QĐ-UBND}}}"
    )
    assert found == []
    assert submission.funding[CELL].decision == Decision("12/QĐ-UBND")


@pytest.mark.parametrize(
    ("said", "known", "reported"),
    [
        ("{assigned: 510, disbursed: 0}", True, True),  # nothing was carried over
        ("{carried_over: , assigned: 510, disbursed: 0}", False, True),
        ("{carried_over: 20, assigned: 510, disbursed: }", False, True),
        ("{assigned: 510}", False, True),
        ("{disbursed: 0}", False, True),
        ("{not_reported: the treasury is late}", False, False),
        ("{}", False, False),
        ("", False, False),
    ],
)
def test_what_is_not_known(says: Says, said: str, known: bool, reported: bool) -> None:  # noqa: FBT001
    submission, found = says(f"funding: {{p1: {{local: {said}}}}}")
    assert found == []
    amounts = submission.funding[CELL]
    assert (amounts.known, amounts.reported, amounts.invalid) == (known, reported, False)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("assigned: -1, disbursed: 0", ("TT217", 34, "-1 is negative; amounts run from 1 January")),
        (
            "carried_over: 10, assigned: 20, disbursed: 30.001",
            ("TT216", 67, "30.001 disbursed is above the 30 available (carried over and assigned)"),
        ),
        (
            "assigned: 1, disbursed: 0, not_reported: later",
            (
                "TT206",
                51,
                "the figure says both “disbursed” and “not_reported”; keep one of them",
            ),
        ),
        (
            "assigned: 510.1234, disbursed: 0",
            ("TT218", 34, "510.1234 has more decimals than the 3 that the plan's amounts have"),
        ),
        (
            "assigned: 10000000000000000, disbursed: 0",
            ("TT106", 34, "10,000,000,000,000,000 is more money than there is"),
        ),
        (
            "assigned: 1,5, disbursed: 0",
            (
                "TT101",
                36,
                "the comma ends the number 1, and “5” is read as a key; write assigned: 1.5",
            ),
        ),
        (
            "assigned: 1,234,567, disbursed: 0",
            (
                "TT101",
                36,
                "the comma ends the number 1, and “234” is read as a key; write assigned: 1234567",
            ),
        ),
        (
            'assigned: "1.234", disbursed: 0',
            (
                "TT104",
                34,
                (
                    "the number is written as text: read “1.234”; write 1234 or 1.234, whichever is"
                    " meant"
                ),
            ),
        ),
        (
            'assigned: "1,5", disbursed: 0',
            ("TT104", 34, "the number is written as text: read “1,5”; write 1.5"),
        ),
        (
            "assigned: .nan, disbursed: 0",
            ("TT103", 34, "expected a number, found the text “.nan”"),
        ),
        (
            "assigned: -.inf, disbursed: 0",
            ("TT103", 34, "expected a number, found the text “-.inf”"),
        ),
        (
            "assigned: 1e400, disbursed: 0",
            ("TT103", 34, "expected a number, found the text “1e400”"),
        ),
        ("assigned: true, disbursed: 0", ("TT103", 34, "expected a number, found “true”")),
        (
            "asigned: 510, disbursed: 0",
            ("TT101", 24, "the key “asigned” is unknown here; did you mean “assigned”?"),
        ),
        (
            "assigned: 1, disbursed: 0, decision: {date: 2024-05-15}",
            ("TT102", 51, "the key “number” is missing"),
        ),
        (
            "assigned: 1, disbursed: 0, decision: {number: x, date: 15/05/2024}",
            ("TT106", 79, "“15/05/2024” is not a date; write it as 2024-06-20"),
        ),
    ],
)
def test_an_amount_with_an_error_does_not_count_and_others_do(
    says: Says, said: str, expected: tuple[str, int, str]
) -> None:
    submission, found = says(
        f"funding: {{p1: {{local: {{{said}}}, central: {{assigned: 5, disbursed: 5}}}}}}"
    )
    code, column, message = expected
    assert found[0] == (code, 1, column, message)
    assert submission.usable
    assert submission.funding[CELL].invalid
    assert not submission.funding[CELL].known
    assert submission.funding["p1", "central"].known


def test_trailing_zeros_are_no_decimals_too_many(says: Says) -> None:
    submission, found = says("funding: {p1: {local: {assigned: 510.1000, disbursed: 0.0000}}}")
    assert found == []
    assert str(submission.funding[CELL].assigned) == "510.1000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("funding: [1]", ("TT103", 10, "expected a mapping (key: value), found a list")),
        (
            "funding: {p1: [1]}",
            ("TT103", 15, "expected a mapping with the sources central, local, found a list"),
        ),
        (
            "funding: {p1: {local: 5}}",
            ("TT103", 23, "expected a mapping (key: value), found the number 5"),
        ),
        (
            "funding: {p5: {local: {assigned: 1, disbursed: 0}}}",
            ("TT219", 11, "the project “p5” is made of p5-1; write the amounts there"),
        ),
        (
            "funding: {p51: {local: {assigned: 1, disbursed: 0}}}",
            ("TT101", 11, "the key “p51” is unknown here; did you mean “p5-1”?"),
        ),
        (
            "funding: {p1: {locl: {assigned: 1, disbursed: 0}}}",
            ("TT101", 16, "the key “locl” is unknown here; did you mean “local”?"),
        ),
        ("tasks: [roads]", ("TT103", 8, "expected a mapping (key: value), found a list")),
        (
            "tasks: {road: done}",
            ("TT101", 9, "the key “road” is unknown here; did you mean “roads”?"),
        ),
        (
            "tasks: {roads: xong}",
            ("TT105", 16, "“xong” is not one of: not_started, under_way, done, cancelled"),
        ),
        (
            "tasks: {roads: 100}",
            ("TT103", 16, "expected a mapping (key: value), found the number 100"),
        ),
        (
            "tasks: {roads: [done]}",
            ("TT103", 16, "expected a mapping (key: value), found a list"),
        ),
        ("tasks: {roads: {percent: 40}}", ("TT102", 9, "the key “status” is missing")),
        (
            "tasks: {roads: {status: under_way, percent: 33,3}}",
            (
                "TT101",
                48,
                "the comma ends the number 33, and “3” is read as a key; write percent: 33.3",
            ),
        ),
        (
            'tasks: {roads: {status: under_way, percent: "40 %"}}',
            ("TT104", 45, "the number is written as text: read “40 %”; write 40"),
        ),
        (
            "tasks: {roads: {status: under_way, percent: 100.5}}",
            ("TT220", 45, "100.5 % is not between 0 and 100"),
        ),
        (
            "tasks: {roads: {status: under_way, percent: -1}}",
            ("TT220", 45, "-1 % is not between 0 and 100"),
        ),
        ("tasks: {roads: cancelled}", ("TT221", 16, "a cancelled task needs its reason")),
        (
            'tasks: {roads: {status: cancelled, reason: " "}}',
            ("TT221", 16, "a cancelled task needs its reason"),
        ),
    ],
)
def test_what_is_wrong_is_located(says: Says, text: str, expected: tuple[str, int, str]) -> None:
    submission, found = says(text)
    code, column, message = expected
    assert found == [(code, 1, column, message)]
    assert submission.usable


def test_a_key_twice_keeps_the_file_from_being_used(says: Says) -> None:
    submission, found = says("funding: {p1: {local: {assigned: 1, assigned: 2, disbursed: 0}}}")
    assert [one[0] for one in found] == ["TT004"]
    assert not submission.usable


def test_sections_without_anything_say_nothing(says: Says) -> None:
    submission, found = says("funding:\ntasks:")
    assert found == []
    assert (submission.funding, submission.tasks, submission.empty) == ({}, {}, True)


def test_a_plan_without_money_knows_no_project(problems: Problems) -> None:
    document = parse(
        b"unit: bac-ai\nperiod: 2024-Q2\nstatus: final\nfunding: {p1: {}}\ntasks: {a: done}\n",
        "s.yaml",
    )
    submission = read_submission(document, plan_of(2024, ""), "bac-ai", Period(2024, "Q2"))
    assert problems(submission) == [
        ("TT101", 4, 11, "the key “p1” is unknown here"),
        ("TT101", 5, 9, "the key “a” is unknown here"),
    ]


def test_tasks_in_full_and_alone(says: Says) -> None:
    submission, found = says(
        "tasks: {roads: {status: under_way, percent: 40, note: n, cause: c}, wells: done}"
    )
    assert found == []
    roads, wells = submission.tasks["roads"], submission.tasks["wells"]
    assert (roads.status, str(roads.percent)) == (TaskStatus.UNDER_WAY, "40")
    assert (roads.note, roads.cause, roads.reason) == ("n", "c", None)
    assert (wells.status, wells.percent, wells.span.column) == (TaskStatus.DONE, None, 76)


@pytest.mark.parametrize("word", ["reason", "cause", "note"])
def test_any_word_is_a_reason_to_cancel(says: Says, word: str) -> None:
    submission, found = says(
        f"tasks: {{roads: {{status: cancelled, {word}: merged into another}}}}"
    )
    assert found == []
    assert submission.tasks["roads"].reason == "merged into another"


def test_an_open_task_says_nothing(says: Says) -> None:
    submission, found = says("tasks: {roads: }")
    assert found == []
    assert (submission.tasks["roads"].status, submission.empty) == (None, True)


def test_of_one_day_the_final_amount_and_word_come_first() -> None:
    month = filed(
        "funding: {p1: {local: {assigned: 510, disbursed: 100}}}\ntasks: {roads: under_way}",
        "2024-06",
        "provisional",
    )
    quarter = filed("funding: {p1: {local: {assigned: 510, disbursed: 120}}}\ntasks: {roads: done}")
    for order in ((month, quarter), (quarter, month)):
        together = of_one_day(order)
        assert together.funding[CELL].disbursed == 120
        assert together.tasks["roads"].status is TaskStatus.DONE
    assert of_one_day((month, quarter)).funding[CELL].origin is quarter


def test_of_one_day_what_one_lacks_comes_from_the_next() -> None:
    quarter = filed("funding: {p1: {local: }}\ntasks: {roads: }")
    month = filed(
        "funding: {p1: {local: {assigned: 510, disbursed: 100}}}\n"
        "tasks: {wells: done, roads: done}",
        "2024-06",
        "estimate",
    )
    together = of_one_day((quarter, month))
    assert together.funding[CELL].disbursed == 100
    assert {task: report.status for task, report in together.tasks.items()} == {
        "roads": TaskStatus.DONE,
        "wells": TaskStatus.DONE,
    }


def test_of_one_day_a_final_amount_with_an_error_is_not_hidden_by_an_estimate() -> None:
    quarter = filed(
        "funding: {p1: {local: {assigned: 1, disbursed: 2}}}\ntasks: {roads: {status: x}}"
    )
    month = filed(
        "funding: {p1: {local: {assigned: 1, disbursed: 1}}}\ntasks: {roads: done}",
        "2024-06",
        "estimate",
    )
    together = of_one_day((month, quarter))
    assert together.funding[CELL].invalid
    assert together.tasks["roads"].status is None


BEFORE = plan_of(
    2023,
    """\
funding:
  unit: {vi: triệu đồng}
  sources: {local: {name: {vi: L}}, credit: {name: {vi: C}}}
  projects: {p1: {code: "1", name: {vi: A}}, p5: {code: "5", name: {vi: B}}}
tasks: {bridges: {clause: "III.4", name: {vi: Cầu}, units: all}}
""",
)
YEAR_END = b"""\
unit: bac-ai
period: 2023
status: final
funding:
  p1: {local: {assigned: 10, disbursed: 9}, credit: {assigned: 5, disbursed: 5}}
  p5: {local: {assigned: 7, disbursed: 7}}
  p9: {local: {assigned: 7, disbursed: 7}}
tasks: {bridges: done, bridge: done}
"""


def test_the_years_last_file_is_read_by_two_plans_which_find_the_same(problems: Problems) -> None:
    document = parse(YEAR_END, "s.yaml")
    own = read_submission(document, BEFORE, "bac-ai", Period(2023), PLAN)
    baseline = read_submission(document, PLAN, "bac-ai", Period(2023), BEFORE)
    expected = [
        ("TT101", 7, 3, "the key “p9” is unknown here"),
        ("TT101", 8, 24, "the key “bridge” is unknown here; did you mean “bridges”?"),
    ]
    assert problems(own) == expected
    assert problems(baseline) == expected
    assert list(own.funding) == [("p1", "local"), ("p1", "credit"), ("p5", "local")]
    assert list(baseline.funding) == [("p1", "local")]
    assert (list(own.tasks), list(baseline.tasks)) == (["bridges"], [])


AMOUNT = st.decimals(0, 10**9, places=3)


@given(carried=AMOUNT, assigned=AMOUNT, spent=AMOUNT)
def test_any_amounts_are_read_exactly(carried: Decimal, assigned: Decimal, spent: Decimal) -> None:
    submission = filed(
        f"funding: {{p1: {{local: {{carried_over: {carried:f}, assigned: {assigned:f},"
        f" disbursed: {spent:f}}}}}}}"
    )
    amounts = submission.funding[CELL]
    assert (amounts.carried_over, amounts.assigned, amounts.disbursed) == (carried, assigned, spent)
    assert amounts.available == carried + assigned
    assert amounts.known is (spent <= carried + assigned)
