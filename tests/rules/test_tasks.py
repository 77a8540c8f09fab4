"""What is said of tasks, held against the plan, the day and the rounds before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.programme import HEAD, PROGRAMME, found, money
from tests.rules.small_plan import lines

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

PLAN = HEAD + PROGRAMME
Q1, Q2, Q3 = "c/2024-Q1", "c/2024-Q2", "c/2024-Q3"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("{status: done, percent: 100}", None),
        ("{status: done}", None),
        ("{status: not_started, percent: 0}", None),
        ("{status: under_way, percent: 99.9}", None),
        ("{status: under_way, percent: 0}", None),
        ("{status: cancelled, percent: 40, reason: merged with wells}", None),
        ("{status: done, percent: 99.9}", "“done”, but 99.9 % of it is done"),
        ("{status: under_way, percent: 100}", "“under_way”, but 100 % of it is done"),
        ("{status: not_started, percent: 5}", "“not_started”, but 5 % of it is done"),
        ("{status: done, percent: 80, accept: {TT222: the rest was dropped}}", None),
    ],
)
def test_the_percentage_goes_with_the_status(
    make_workspace: MakeWorkspace, said: str, expected: str | None
) -> None:
    lines = found(make_workspace, {Q1: f"tasks: {{roads: {said}, wells: done}}"})
    assert lines == ([] if expected is None else [f"c/2024-Q1:5: TT222 the task is {expected}"])


@pytest.mark.parametrize(
    ("period", "said", "is_late"),
    [
        ("2024-Q1", "under_way", False),
        ("2024-05", "under_way", False),
        ("2024-06", "under_way", True),
        ("2024-Q2", "not_started", True),
        ("2024-Q3", "done", False),
        ("2024-Q3", "{status: cancelled, note: merged with wells}", False),
        ("2024-Q3", "{status: under_way, cause: the site was under water}", False),
        ("2024-Q3", "{status: under_way, note: the contractor changed}", False),
        ("2024-Q3", "{status: under_way, note: ' '}", True),
        ("2024-Q3", "{status: under_way, accept: {TT224: the plan was late}}", False),
    ],
)
def test_a_late_task_needs_a_cause(
    make_workspace: MakeWorkspace,
    period: str,
    said: str,
    is_late: bool,  # noqa: FBT001
) -> None:
    lines = found(make_workspace, {f"c/{period}": f"tasks: {{roads: {said}, wells: done}}"})
    status = "not_started" if "not_started" in said else "under_way"
    late = (
        f"c/{period}:5: TT224 the task was due in quarter 2 of 2024 and is “{status}”; say in cause"
        " why it is late"
    )
    assert lines == ([late] if is_late else [])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("under_way", "done", None),
        ("done", "done", None),
        (
            "done",
            "under_way",
            "the task was “done” in quarter 1 of 2024 and is “under_way” now; say in note why",
        ),
        (
            "{status: cancelled, note: merged with roads}",
            "not_started",
            (
                "the task was “cancelled” in quarter 1 of 2024 and is “not_started” now; say in"
                " note why"
            ),
        ),
        ("done", "{status: cancelled, reason: it was washed away}", None),
        ("done", "{status: under_way, note: it was washed away}", None),
        ("done", "{status: under_way, accept: {TT314: it was washed away}}", None),
        ("{status: under_way, percent: 40}", "{status: under_way, percent: 40}", None),
        (
            "{status: under_way, percent: 40}",
            "{status: under_way, percent: 39.5}",
            "40 % of the task was done in quarter 1 of 2024 and 39.5 % is now; say in note why",
        ),
        ("{status: under_way, percent: 40}", "under_way", None),
    ],
)
def test_a_task_that_went_back(
    make_workspace: MakeWorkspace, first: str, second: str, expected: str | None
) -> None:
    said = {Q1: f"tasks: {{roads: done, wells: {first}}}",
            Q2: f"tasks: {{roads: done, wells: {second}}}"}  # fmt: skip
    lines = found(make_workspace, said)
    assert lines == ([] if expected is None else [f"c/2024-Q2:5: TT314 {expected}"])


def test_it_is_held_against_the_newest_word_before(make_workspace: MakeWorkspace) -> None:
    said = {
        Q1: "tasks: {roads: done, wells: done}",
        Q2: "tasks: {roads: done, wells: {status: x}}",
        Q3: "tasks: {roads: done, wells: under_way}",
    }
    assert found(make_workspace, said, codes="TT3") == [
        (
            "c/2024-Q3:5: TT314 the task was “done” in quarter 1 of 2024 and is “under_way” now;"
            " say in note why"
        )
    ]


@pytest.mark.parametrize(
    ("place", "tasks", "expected"),
    [
        ("c/2024-Q1", "{roads: done, wells: done}", None),
        ("a/2024-Q1", "{roads: done}", None),
        ("/2024-Q1", "{reports: done}", None),
        ("a/2024-Q1", "{roads: done, wells: done}", "“wells” is asked of c, not here"),
        ("bac-ai/2024-Q1", "{roads: done}", "“roads” is asked of a, b, c, not here"),
        (
            "a/2024-Q1",
            "{roads: done, reports: done}",
            "“reports” is asked of bodies, which report in province/",
        ),
        ("/2024-Q1", "{reports: done, wells: done}", "“wells” is asked of c, not here"),
        ("a/2024-Q1", "{roads: done, wells: {status: done, accept: {TT223: we dug it}}}", None),
    ],
)
def test_whom_a_task_is_asked_of(
    make_workspace: MakeWorkspace, place: str, tasks: str, expected: str | None
) -> None:
    lines = [line.split(": ", 1)[1] for line in found(make_workspace, {place: f"tasks: {tasks}"})]
    assert lines == ([] if expected is None else [f"TT223 {expected}"])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", []),
        ("tasks: {roads: done, wells: done}", "tasks: {wells: done, roads: done}", []),
        (
            "",
            "tasks: {wells: not_started}",
            ["c/2024-Q2:5: TT411 1 of 2 tasks is passed over: roads"],
        ),
        (
            "",
            "tasks: {wells: not_started, roads: }",
            ["c/2024-Q2:5: TT411 1 of 2 tasks is passed over: roads"],
        ),
        (
            "tasks: {roads: done, wells: done}",
            "",
            ["c/2024-Q2:1: TT411 2 of 2 tasks are passed over: roads, wells"],
        ),
        ("tasks: {roads: done, wells: done}", "accept: {TT411: nothing has changed}", []),
    ],
)
def test_tasks_passed_over(
    make_workspace: MakeWorkspace, first: str, second: str, expected: list[str]
) -> None:
    assert found(make_workspace, {Q1: first, Q2: second}) == expected


def test_a_word_in_another_file_of_the_day_is_one(make_workspace: MakeWorkspace) -> None:
    said = {"c/2024-03": "tasks: {roads: done}", Q1: "tasks: {wells: done}"}
    assert found(make_workspace, said, codes="TT4") == []


def test_many_tasks_are_not_all_named(make_workspace: MakeWorkspace) -> None:
    more = "".join(f"  t{n}: {{clause: III, name: {{vi: T}}, units: all}}\n" for n in range(8))
    said = {Q1: "tasks: {roads: done}"}
    assert found(make_workspace, said, programme=PROGRAMME + more) == [
        "c/2024-Q1:5: TT411 9 of 10 tasks are passed over: wells, t0, t1, t2, t3, …"
    ]


def test_two_files_of_one_day_that_disagree(make_workspace: MakeWorkspace) -> None:
    both = "roads: done, wells: "
    said = {"c/2024-03": f"tasks: {{{both} done}}", Q1: f"tasks: {{{both} under_way}}"}
    assert [line for line in found(make_workspace, said) if "task" in line] == [
        (
            "c/2024-Q1:5: TT306 the task is “under_way” here and “done” in 2024-03, which ends on"
            " the same day"
        )
    ]


def test_what_departments_hand_in_asks_nothing_of_units(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            "province/2024-04.yaml": "period: 2024-04\nstatus: final\ntasks: {reports: done}\n",
        }
    )
    assert lines(root) == []


def test_a_file_with_money_and_tasks_alone(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            "districts/c/2024-Q1.yaml": "unit: c\nperiod: 2024-Q1\nstatus: final\n"
            f"{money(p1_local='assigned: 5, disbursed: 0')}\n",
        }
    )
    assert [line for line in lines(root) if " TT405 " not in line] == [
        "districts/c/2024-Q1.yaml:1: TT407 the file reports no figure at all, and does not say why"
    ]


@pytest.mark.parametrize(
    ("old", "new", "is_copied"),
    [
        (("120", "30", "7"), ("120", "30", "7"), True),
        (("120", "30", "7"), ("120", "30", "8"), False),
        (("120", "30", "0"), ("120", "30", "0"), False),  # two numbers are too few
        (("0", "0", "0"), ("0", "0", "0"), False),
    ],
)
def test_money_copied_from_the_round_before(
    make_workspace: MakeWorkspace,
    old: tuple[str, str, str],
    new: tuple[str, str, str],
    is_copied: bool,  # noqa: FBT001
) -> None:
    cells = ("p1_local", "p1_central", "p2_local")

    def filed(period: str, amounts: tuple[str, str, str]) -> str:
        said = money(**{cell: f"assigned: 500, disbursed: {one}"
                        for cell, one in zip(cells, amounts, strict=True)})  # fmt: skip
        return f"unit: c\nperiod: {period}\nstatus: final\nfigures: {{houses: 2}}\n{said}\n"

    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            "districts/c/2024-Q1.yaml": filed("2024-Q1", old).replace("houses: 2", ""),
            "districts/c/2024-Q2.yaml": filed("2024-Q2", new).replace("houses: 2", ""),
        }
    )
    copied = "districts/c/2024-Q2.yaml:5: TT304 all 3 numbers are the same as those of quarter 1 of"
    assert [line for line in lines(root) if " TT304 " in line] == (
        [f"{copied} 2024"] if is_copied else []
    )


def test_another_word_on_a_task_shows_that_nothing_was_copied(
    make_workspace: MakeWorkspace,
) -> None:
    cells = dict.fromkeys(("p1_local", "p1_central", "p2_local"), "assigned: 5, disbursed: 3")
    same = f"accept: {{TT306: so it is}}\n{money(**cells)}\ntasks: {{wells: done, roads: "
    said = {"c/2024-01": f"{same}under_way}}", "c/2024-11": f"{same}done}}"}
    assert found(make_workspace, said, codes="TT304") == []
    again = {place: text.replace("under_way", "done") for place, text in said.items()}
    assert len(found(make_workspace, again, codes="TT304")) == 1
